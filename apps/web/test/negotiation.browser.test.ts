import { mkdir } from 'node:fs/promises'
import { languages } from '@samsyn/domain'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDraft as openColleague } from '../../server/test/support/drafter.ts'
import { everyAnswer } from '../../server/test/support/every-answer.ts'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'
import { countPointers, press, pressUntil, tabTo, use } from './support/keyboard.ts'
import { listen } from './support/listeners.ts'
import { watch } from './support/watch.ts'
import { words } from './support/words.ts'

const positionId = 'reporting-template'
const draftPath = `/positions/${positionId}`
/** Where a picture of each stage goes; nowhere unless asked for. */
const pictures = process.env.PICTURES

describe('a negotiation', () => {
  let server: TestServer
  let browser: Browser
  const contexts: BrowserContext[] = []
  const faults: string[] = []
  const received = new Map<Page, () => Promise<readonly string[]>>()
  const pointers: (() => number)[] = []

  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  const open = async (
    personId: string,
    path = draftPath,
    options: Parameters<typeof openAs>[3] = {},
  ): Promise<Page> => {
    const {
      context,
      page,
      faults: found,
    } = await openAs(browser, server.url, personId, {
      language: 'en',
      reducedMotion: 'reduce',
      ...options,
    })
    contexts.push(context)
    page.on('close', () => faults.push(...found))
    received.set(page, watch(page))
    pointers.push(await countPointers(context))
    await page.goto(path)
    return page
  }
  const openDraft = async (personId: string, options: Parameters<typeof openAs>[3] = {}): Promise<Page> => {
    const page = await open(personId, draftPath, options)
    await text(page).waitFor()
    await saved(page)
    await tabTo(page, text(page))
    return page
  }
  const closeAll = async () => {
    expect(pointers.splice(0).map((count) => count())).toEqual(contexts.map(() => 0))
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(faults.splice(0)).toEqual([])
  }
  const text = (page: Page) => page.locator('.ProseMirror[contenteditable=true]').first()
  const saved = (page: Page) => page.locator('[data-state=saved]').first().waitFor()
  const button = (page: Page, name: string | RegExp) =>
    page.getByRole('button', { name, exact: typeof name === 'string' })
  const picture = async (page: Page, name: string) => {
    if (!pictures) return
    await mkdir(pictures, { recursive: true })
    await page.evaluate(() => document.fonts.ready)
    await page.screenshot({ path: `${pictures}/negotiation-${name}.png` })
  }
  /** A paragraph as everybody reads it, by its first words. */
  const reads = (pages: readonly Page[], begin: string, expected: string | RegExp) =>
    Promise.all(
      pages.map((page) =>
        expect
          .poll(async () => (await lines(page)).find((line) => line.startsWith(begin)) ?? '', {
            timeout: 20_000,
          })
          .toMatch(expected),
      ),
    )
  const lines = async (page: Page) =>
    (await words(text(page).locator('p, h2'))).map((line) => line.replaceAll('\u2060', ''))
  /** Puts the caret behind words of the text, from the text. */
  const goTo = async (page: Page, sought: string) => {
    await press(page, 'Control+h')
    await tabTo(page, page.getByRole('textbox', { name: 'Find', exact: true }))
    await press(page, 'Control+a')
    await page.keyboard.type(sought)
    await press(page, 'Enter')
    await press(page, 'Escape')
    await press(page, 'ArrowRight')
    await page.getByRole('search').waitFor({ state: 'detached' })
  }
  /** What is read out at this moment. */
  const says = (page: Page, spoken: string | RegExp) =>
    page.getByRole('status').filter({ hasText: spoken }).first().waitFor({ state: 'attached' })
  /** Opens one of what stands beside the text, from wherever the focus is. */
  const openPanel = async (page: Page, name: RegExp): Promise<Locator> => {
    const hasTab = async () => (await page.locator('[role=tab]:focus').count()) > 0
    await pressUntil(page, 'F6', hasTab, 2)
    await use(page, page.getByRole('tab', { name }), 'ArrowRight')
    const panel = page.getByRole('tabpanel', { name })
    await panel.waitFor()
    return panel
  }
  const backToText = async (page: Page) => {
    const hasCaret = () => text(page).evaluate((element) => element === document.activeElement)
    await pressUntil(page, 'F6', hasCaret, 2)
  }

  it('[W21] [W122] [W125] is played by five drafters in five windows, with keys alone, and settled by a lead', async () => {
    const [denmark, finland, iceland, norway, sweden] = await Promise.all([
      openDraft('drafter-dk'),
      openDraft('drafter-fi'),
      openDraft('drafter-is'),
      openDraft('drafter-no'),
      openDraft('drafter-se'),
    ])
    const lead = await open('lead-fi', '/')
    const others = [denmark, iceland, norway, sweden]
    const five = [denmark, finland, iceland, norway, sweden]
    const point = 'The template should be available'

    // The open point of the sample becomes a bracket with three wordings, and every capital stands behind one.
    await goTo(denmark, 'available to authorities')
    await press(denmark, 'F8')
    await press(denmark, 'Alt+F10')
    await use(denmark, button(denmark, 'Square brackets'), 'ArrowRight')
    await use(denmark, button(denmark, 'Make a bracket of these characters'))
    await reads(five, point, /at least \[six\]\[eight\] weeks/)
    const support = async (page: Page, country: string, wording: string) => {
      if (page !== denmark) {
        await goTo(page, 'available to authorities')
        await press(page, 'F8')
      }
      await says(page, /^Wording/)
      await press(page, 'Control+Alt+b')
      await use(page, button(page, `Support as ${country}: “${wording}”`))
      await press(page, 'Escape')
    }
    await support(denmark, 'Denmark', 'six')
    await reads(five, point, /at least \[DK: six\]\[eight\] weeks/)
    await Promise.all([
      support(iceland, 'Iceland', 'six'),
      support(finland, 'Finland', 'eight'),
      support(norway, 'Norway', 'eight'),
    ])
    await reads(five, point, /at least \[DK, IS: six\]\[FI, NO: eight\] weeks/)
    await goTo(sweden, 'available to authorities')
    await press(sweden, 'F8')
    await says(sweden, 'Wording of Denmark and Iceland, 1 of 2')
    await press(sweden, 'Alt+Shift+W')
    await sweden.keyboard.type('ten')
    await reads(five, point, /at least \[DK, IS: six\]\[FI, NO: eight\]\[SE: ten\] weeks/)
    await says(sweden, 'Wording of Sweden, 3 of 3')
    await picture(sweden, '1-wordings')

    // Two capitals suggest; a third accepts one, a fourth rejects the other and says why.
    const suggested = 'Suggestions refer to'
    for (const page of [iceland, denmark]) {
      await goTo(page, 'Suggestions refer to the')
      await press(page, 'Control+Shift+e')
      await page.getByText('You are suggesting').waitFor()
    }
    await press(denmark, 'Control+Shift+ArrowRight')
    await press(denmark, 'Delete')
    await press(iceland, 'End')
    await iceland.keyboard.type(' They keep its order.')
    await Promise.all([saved(denmark), saved(iceland)])
    const pending = (page: Page, country: string) => text(page).locator(`.suggested[data-country=${country}]`)
    await Promise.all(
      [finland, norway].flatMap((page) =>
        ['dk', 'is'].map((country) => pending(page, country).first().waitFor()),
      ),
    )
    await press(norway, 'F9')
    await pressUntil(norway, 'F9', async () => {
      const spoken = await norway.getByRole('region', { name: 'Suggestions' }).getByRole('status').innerText()
      return spoken.includes('Drafter, Iceland')
    })
    await picture(norway, '2-suggestions')
    await press(norway, 'Alt+Shift+a')
    await Promise.all(five.map((page) => pending(page, 'is').first().waitFor({ state: 'detached' })))
    const suggestions = await openPanel(finland, /^Suggestions/)
    const deletion = suggestions.getByRole('article').filter({ hasText: 'numbered' })
    await use(finland, deletion.getByRole('button', { name: 'Give a reason' }))
    await finland.keyboard.type('The draft template has numbers.')
    await picture(finland, '2-reason')
    await use(finland, deletion.getByRole('button', { name: 'Reject' }))
    await reads(
      five,
      suggested,
      'Suggestions refer to the numbered points of the draft template. They keep its order.',
    )
    await press(denmark, 'Control+Shift+e')
    await press(iceland, 'Control+Shift+e')
    const decided = await openPanel(denmark, /^Suggestions/)
    await use(denmark, decided.getByRole('button', { name: 'Show what was decided (2)' }))
    await decided.getByText('The draft template has numbers.').waitFor()
    await decided.getByText(/Decided: Finland · Drafter, Finland/).waitFor()
    await picture(denmark, '2-decided')
    await backToText(denmark)

    // Finland among itself: in no other window, answer, event or line, however briefly, and in no number.
    const outsiders = await Promise.all(['lead-dk', 'secretariat'].map((id) => server.signIn(id)))
    const listeners = await Promise.all(outsiders.map((client) => listen(client, positionId)))
    const everything = () => Promise.all(outsiders.map((client) => everyAnswer(client, positionId)))
    const before = await everything()
    const secret = 'Eighteen months would do for our minister.'
    const reply = 'Agreed, but not a word before the lunch.'
    await backToText(finland)
    await goTo(finland, 'reported back to the')
    await press(finland, 'F8', 2)
    await press(finland, 'Control+Alt+m')
    await finland.getByRole('textbox', { name: 'Write a comment' }).waitFor()
    await finland.keyboard.type(secret)
    await tabTo(finland, finland.getByLabel('Mention someone'))
    await finland.keyboard.type('National lead, F')
    await press(finland, 'Enter')
    await button(finland, 'Don’t mention National lead, Finland').waitFor()
    expect(await button(finland, /^Don’t mention/).count()).toBe(1)
    await use(finland, button(finland, 'Only for Finland'))
    const thread = (page: Page) => page.getByRole('article').filter({ hasText: secret })
    await thread(finland).getByText('Only Finland').waitFor()
    await picture(finland, '3-thread')
    await use(lead, lead.getByRole('link', { name: 'Open the position' }))
    await thread(lead).waitFor()
    await use(lead, thread(lead).getByRole('button', { name: 'Reply' }))
    await lead.keyboard.type(reply)
    await press(lead, 'Control+Enter')
    await thread(finland).getByText(reply).waitFor()
    const finnish = await server.signIn('drafter-fi')
    const { threads } = await finnish.call('listThreads', { params: { positionId } })
    const own = threads.find(({ comments }) => comments[0]?.text === secret)
    if (!own) throw new Error('The thread is not there')
    expect(await everything()).toEqual(before)

    // What Sweden's window was open for, it compares: two days side by side, change by change.
    const versions = await openPanel(sweden, /^Versions/)
    await use(sweden, versions.getByRole('link', { name: 'Compare versions and drafts' }))
    await sweden.getByLabel('Day').waitFor()
    // What everybody may read is there without choosing: the draft of a day ago.
    await sweden.locator('article ins').first().waitFor()
    await tabTo(sweden, sweden.getByLabel('Day'))
    await sweden.keyboard.type(yesterday())
    await tabTo(sweden, sweden.getByLabel('Time in Brussels'))
    await press(sweden, 'Control+a')
    await sweden.keyboard.type('12:00')
    await press(sweden, 'Enter')
    const changes = sweden.locator('article')
    await changes.locator('ins', { hasText: 'They keep its order.' }).waitFor()
    await use(sweden, button(sweden, 'Side by side'))
    await use(sweden, button(sweden, 'Next change'))
    const change = () =>
      sweden.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-step]')?.innerText ?? '')
    await expect.poll(change).toContain('ten')
    await press(sweden, 'n')
    await expect.poll(change).toContain('They keep its order.')
    await press(sweden, 'p')
    await expect.poll(change).toContain('ten')
    await picture(sweden, '4-compared')
    await use(sweden, sweden.getByRole('link', { name: 'To the draft' }), 'Shift+Tab')
    await text(sweden).waitFor()

    // Iceland removes a section; Norway brings it back as it stood.
    const background = 'The draft template was circulated'
    await goTo(iceland, background)
    await press(iceland, 'Alt+F10')
    await use(iceland, button(iceland, 'Section'), 'ArrowRight')
    await use(iceland, button(iceland, 'Remove the section'))
    const question = iceland.getByRole('dialog', { name: 'Remove the section' })
    await use(iceland, question.getByRole('button', { name: 'Remove the section' }))
    await Promise.all(
      [denmark, finland, norway, sweden].map((page) =>
        text(page).getByText(background).waitFor({ state: 'detached' }),
      ),
    )
    await saved(iceland)
    const timeline = await openPanel(norway, /^Timeline/)
    const session = timeline.getByRole('listitem').filter({ hasText: 'Drafter, Sweden' }).first()
    await picture(norway, '5-timeline')
    await use(norway, session.getByRole('button', { name: /^The text at/ }))
    const moment = norway.getByRole('dialog')
    await moment.locator('[data-change=removed]', { hasText: background }).waitFor()
    await tabTo(norway, moment.getByRole('button', { name: /^Restore this passage: Background/ }))
    await picture(norway, '5-moment')
    await press(norway, 'Enter')
    await moment.getByText('1 passage restored, as an edit of yours.').waitFor()
    await press(norway, 'Escape')
    await moment.waitFor({ state: 'detached' })
    await reads(five, background, /Mixed Committee formation\.$/)

    // The lead settles the bracket. One undo is the bracket with every capital behind its wording.
    await backToText(lead)
    await goTo(lead, 'available to authorities')
    await press(lead, 'F8')
    await press(lead, 'Control+Alt+b')
    await tabTo(lead, button(lead, /^Accept “eight”/))
    await picture(lead, '6-card')
    await press(lead, 'Enter')
    await reads(five, point, /at least eight weeks/)
    await press(lead, 'Control+z')
    await reads(five, point, /at least \[DK, IS: six\]\[FI, NO: eight\]\[SE: ten\] weeks/)
    await picture(lead, '6-undone')
    await press(lead, 'Control+Shift+z')
    await reads(five, point, /at least eight weeks/)
    await picture(lead, '7-settled')
    await Promise.all([...five, lead].map(saved))
    const texts = await Promise.all([...five, lead].map(lines))
    for (const each of texts) expect(each).toEqual(texts[0])

    // The words of Finland's thread, its ids and how many there are.
    const ids = [own.id, ...own.comments.map(({ id }) => id)]
    const carries = (bodies: readonly string[]) =>
      [secret, reply, ...ids].filter((unique) => bodies.some((body) => body.includes(unique)))
    for (const page of others) {
      expect(carries((await received.get(page)?.()) ?? [])).toEqual([])
      expect(carries([await page.content()])).toEqual([])
      await page.getByRole('tab', { name: 'Comments (2)' }).waitFor()
    }
    for (const page of [finland, lead]) await page.getByRole('tab', { name: 'Comments (4)' }).waitFor()
    for (const each of listeners) {
      expect(each.heard().length).toBeGreaterThan(0)
      expect(carries(each.heard())).toEqual([])
      each.leave()
    }
    expect(carries((await received.get(finland)?.()) ?? [])).toEqual([secret, reply, ...ids])
    await closeAll()
  })

  it('[W35] what others write at that moment does not put back a caret that a key has moved', async () => {
    const iceland = await openDraft('drafter-is')
    // Messages can be held back, and let in at a moment that the test chooses.
    await iceland.addInitScript(() => {
      const held: (() => void)[] = []
      let isHolding = false
      Object.defineProperty(WebSocket.prototype, 'onmessage', {
        set(this: WebSocket, handler: ((event: Event) => void) | null) {
          this.addEventListener('message', (event) => {
            if (isHolding) held.push(() => handler?.(event))
            else handler?.(event)
          })
        },
      })
      Object.assign(window, {
        hold: () => {
          isHolding = true
        },
        heldCount: () => held.length,
        letIn: () => {
          isHolding = false
          for (const each of held.splice(0)) each()
        },
      })
    })
    await iceland.reload()
    await text(iceland).waitFor()
    await saved(iceland)
    await tabTo(iceland, text(iceland))
    const sweden = openColleague(await server.signIn('drafter-se'), positionId)
    await sweden.synced()
    await goTo(iceland, 'Suggestions refer to the')
    await saved(iceland)
    await iceland.evaluate(() => (window as unknown as Held).hold())
    sweden.type('Sweden writes meanwhile.')
    await expect
      .poll(() => iceland.evaluate(() => (window as unknown as Held).heldCount()))
      .toBeGreaterThan(0)
    // As after a key: the browser has moved the caret and not told of it yet.
    await iceland.evaluate(() => {
      getSelection()?.modify('move', 'backward', 'lineboundary')
      ;(window as unknown as Held).letIn()
    })
    await text(iceland).getByText('Sweden writes meanwhile.').waitFor()
    await iceland.keyboard.type('Note: ')
    await reads([iceland], 'Note', 'Note: Suggestions refer to the')
    sweden.leave()
    await closeAll()
  })

  it('[W122] whoever passes through the text with Tab changes nothing in it', async () => {
    const page = await openDraft('drafter-no')
    await goTo(page, 'the reason chosen')
    const item = text(page).locator('li', { hasText: 'the reason chosen' })
    expect(await item.count()).toBe(1)
    await press(page, 'Alt+F10')
    await tabTo(page, page.getByRole('tab').first())
    await tabTo(page, button(page, 'Suggest changes'), 'Shift+Tab')
    await saved(page)
    expect(await item.count()).toBe(1)
    // Whoever is at work in it indents the item.
    await press(page, 'Escape')
    await press(page, 'ArrowRight')
    await press(page, 'Tab')
    await expect.poll(() => item.count()).toBe(2)
    await press(page, 'Control+z')
    await expect.poll(() => item.count()).toBe(1)
    await closeAll()
  })

  const panels = [
    /^Open points/,
    /^Suggestions/,
    /^Comments/,
    /^Facts/,
    /^Versions/,
    /^Timeline/,
    /^Activity/,
  ] as const

  it('[W122] [W123] nothing that opens beside or over the draft breaks WCAG 2.2 AA, in light and in dark', async () => {
    const [page, phone] = await Promise.all([
      openDraft('drafter-fi'),
      openDraft('drafter-dk', { viewport: viewports.phone }),
    ])
    // Something of everything: a bracket with rivals, a suggestion, and what the sample has.
    await goTo(phone, 'An empty field')
    await press(phone, 'Control+Shift+ArrowLeft')
    await press(phone, 'Alt+Shift+B')
    await press(phone, 'Alt+Shift+W')
    await phone.keyboard.type('A field without data')
    await goTo(phone, 'Suggestions refer to the')
    await press(phone, 'Control+Shift+e')
    await phone.keyboard.type(' many')
    await saved(phone)
    await text(page).locator('.suggested[data-country=dk]').first().waitFor()
    const found: string[] = []
    // Of what covers the page that alone: the page itself was looked at before.
    const look = async (at: Page, name: string, part?: string) => {
      await picture(at, `8-${name}`)
      for (const each of await violations(at, part)) found.push(`${name}: ${each}`)
      const isTooWide = await at.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      if (isTooWide) found.push(`${name}: wider than the window`)
    }
    const menuOpen = '.ds-dropdown:popover-open'
    const toBracket = async (at: Page) => {
      await goTo(at, 'with the reason chosen')
      await press(at, 'F8')
      await says(at, /^Wording/)
    }
    await Promise.all([onDesktop(), onPhone()])
    expect(found).toEqual([])
    await closeAll()

    async function onDesktop() {
      for (const panel of panels) {
        const shown = await openPanel(page, panel)
        if (panel === panels[1]) await use(page, shown.getByRole('button', { name: 'Give a reason' }).first())
        if (panel === panels[2]) await press(page, 'Control+Alt+m')
        await look(page, `panel-${panels.indexOf(panel)}`, panel === panels[0] ? 'html' : 'aside')
      }
      await backToText(page)
      await toBracket(page)
      await press(page, 'Control+h')
      await press(page, 'Control+Alt+a')
      await press(page, 'Control+Shift+e')
      await look(page, 'bars')
      await press(page, 'Control+Shift+e')
      await press(page, 'Control+Alt+a')
      await press(page, 'Escape')
      for (const menu of ['Square brackets', 'Numbering', 'Table', 'Section', 'More tools']) {
        await press(page, 'Alt+F10')
        await use(page, button(page, menu), 'ArrowRight')
        await page.locator(menuOpen).waitFor()
        await look(page, `menu-${menu.split(' ')[0]}`, menuOpen)
        await press(page, 'Escape')
        await page.locator(menuOpen).waitFor({ state: 'detached' })
      }
      const inMenu = async (menu: string, name: string) => {
        await press(page, 'Alt+F10')
        await use(page, button(page, menu), 'ArrowRight')
        await use(page, page.locator(menuOpen).getByRole('button', { name }))
      }
      const dialog = async (name: string, opened: Promise<void>) => {
        await opened
        await page.getByRole('dialog').waitFor()
        await look(page, `dialog-${name}`, 'dialog[open]')
        await press(page, 'Escape')
        await page.getByRole('dialog').waitFor({ state: 'detached' })
        // Whoever goes by keys is where they were, not at the top of the page.
        await expect
          .poll(() => page.evaluate(() => document.activeElement === document.body), { message: name })
          .toBe(false)
      }
      await dialog('link', inMenu('More tools', 'Link'))
      await dialog('shortcuts', inMenu('More tools', 'Keyboard shortcuts'))
      await dialog('section', inMenu('Section', 'Remove the section'))
      const fromHead = (name: string) => use(page, button(page, name), 'Shift+Tab')
      await press(page, 'Alt+F10')
      await dialog('word', fromHead('Bring in a Word file'))
      await dialog('rename', fromHead('Change the title'))
      await dialog('freeze', use(page, button(page, 'Freeze a version')))
      const timeline = await openPanel(page, /^Timeline/)
      await dialog('moment', use(page, timeline.getByRole('button', { name: /^The text at \d/ }).first()))
      await press(page, 'F6')
      await press(page, 'Alt+F10')
      await fromHead('Only Finland')
      const own = page.getByRole('region', { name: 'Only Finland', exact: true })
      await own.locator('[data-state=saved]').waitFor()
      await look(page, 'own-pages')
      await dialog('kept', use(page, own.getByRole('button', { name: /^Versions and history/ })))
      await dialog('keep', use(page, own.getByRole('button', { name: 'Keep a version' })))
      await dialog(
        'mandate',
        use(page, own.getByRole('button', { name: 'Change', exact: true }), 'Shift+Tab'),
      )
    }

    async function onPhone() {
      await toBracket(phone)
      await look(phone, 'phone-card')
      await press(phone, 'Control+Alt+b')
      await look(phone, 'phone-card-open')
      await press(phone, 'Escape')
      await press(phone, 'Control+Alt+a')
      await press(phone, 'Control+h')
      await look(phone, 'phone-bars')
      await press(phone, 'Escape')
      await press(phone, 'Control+Alt+a')
      await goTo(phone, 'If asked about cost')
      await press(phone, 'Alt+F10')
      await use(phone, button(phone, 'More tools'), 'ArrowRight')
      await look(phone, 'phone-menu', menuOpen)
      await press(phone, 'Escape')
      await press(phone, 'F6')
      const drawer = phone.getByRole('dialog', { name: 'About this position' })
      for (const panel of panels) {
        await tabTo(phone, drawer.locator('[role=tab][aria-selected=true]'))
        await use(phone, drawer.getByRole('tab', { name: panel }), 'ArrowRight')
        await drawer.getByRole('tabpanel', { name: panel }).waitFor()
        await look(phone, `phone-panel-${panels.indexOf(panel)}`, 'dialog[open]')
      }
      await press(phone, 'F6')
      await drawer.waitFor({ state: 'hidden' })
      await tabTo(phone, text(phone))
    }
  })

  it('[W124] the toolbar is one row in every language, and has every tool', async () => {
    const windows = [
      ...languages.map((language) => [language, viewports.desktop] as const),
      ['en', { width: 1100, height: 900 }] as const,
      ['fi', viewports.phone] as const,
    ]
    const look = async () => {
      for (let next = windows.pop(); next; next = windows.pop()) {
        const [language, viewport] = next
        const page = await openDraft('drafter-se', { language, viewport })
        const tools = () =>
          page.getByRole('toolbar').evaluate((bar) => {
            const shown = [...bar.querySelectorAll<HTMLElement>('[data-tool]:not([hidden])')]
            return {
              rows: new Set(shown.map(({ offsetTop }) => offsetTop)).size,
              isCut: bar.scrollWidth > bar.clientWidth,
              count: bar.querySelectorAll('[data-item]:not([hidden]), [data-more] + * button').length,
            }
          })
        await expect.poll(tools, { timeout: 30_000 }).toEqual({ rows: 1, isCut: false, count: 15 })
      }
    }
    await Promise.all([look(), look()])
    await closeAll()
  })
})

/** What the page of the test of carets offers. */
interface Held {
  readonly hold: () => void
  readonly heldCount: () => number
  readonly letIn: () => void
}

/** As one types it into a field for a day: month, day, year. */
function yesterday(): string {
  const [year, month, day] = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10).split('-')
  return `${month}${day}${year}`
}
