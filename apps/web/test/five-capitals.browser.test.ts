import { schemaVersion, updateToDoc } from '@samsyn/editor'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mergeUpdates } from 'yjs'
import { eventually } from '../../server/test/support/drafter.ts'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

const positionId = 'reporting-template'
const countries = ['dk', 'fi', 'is', 'no', 'se'] as const
const draftPath = `/positions/${positionId}`

describe('five capitals', () => {
  let server: TestServer
  let browser: Browser
  const contexts: BrowserContext[] = []
  const faults: string[] = []

  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  const open = async (personId: string, options: Parameters<typeof openAs>[3] = {}): Promise<Page> => {
    const opened = await openAs(browser, server.url, personId, { language: 'en', ...options })
    contexts.push(opened.context)
    // The refused socket below is reported by the browser itself.
    opened.page.on('close', () =>
      faults.push(...opened.faults.filter((fault) => !fault.startsWith('WebSocket connection'))),
    )
    return opened.page
  }
  const text = (page: Page) => page.locator('.ProseMirror')
  const stateOf = (page: Page) => page.locator('[data-state]')
  const storedText = async () => {
    const log = await server.storage.updateLog.history(positionId)
    return JSON.stringify(updateToDoc(mergeUpdates(log.map(({ update }) => update))))
  }
  const confirm = async (
    page: Page,
    action: string,
    fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void> = async () => undefined,
  ) => {
    await page.getByRole('button', { name: action, exact: true }).first().click()
    const dialog = page.getByRole('dialog')
    await fill(dialog)
    await dialog.locator('button[type=submit]').click()
    await dialog.waitFor({ state: 'hidden' })
  }

  it('[W20] [W505] write one position, freeze it, sign it off once no bracket is left, and a delegate reads it', async () => {
    const delegate = await open('delegate-se', { viewport: viewports.phone })
    await delegate.goto(`/read/position/${positionId}`)
    await delegate.getByText('There is no final text yet.').waitFor()
    await delegate.getByText('Sample: not the position of any country').waitFor()

    // Five people write at once.
    const drafters = await Promise.all(countries.map((country) => open(`drafter-${country}`)))
    const [denmark] = drafters
    if (!denmark) throw new Error('Nobody writes')
    const line = await holdLine(denmark)
    await Promise.all(
      drafters.map(async (page) => {
        await page.goto(draftPath)
        await page.locator('[data-state=saved]').waitFor()
        await page.locator('.ProseMirror[contenteditable=true]').waitFor()
      }),
    )
    const sentences = countries.map((country) => `A sentence typed in ${country} while the others type.`)
    await Promise.all(
      drafters.map(async (page, index) => {
        // A hand holds the button for a moment; a click of no length races with the carets of the others.
        await text(page).locator('section').nth(index).locator('p').last().click({ delay: 120 })
        await page.keyboard.press('End')
      }),
    )
    // Everybody sees where the four others are about to write.
    await Promise.all(drafters.map((page) => page.locator('.caret').nth(3).waitFor()))
    await Promise.all(
      drafters.map(async (page, index) => {
        await page.keyboard.type(` ${sentences[index]}`, { delay: 5 })
      }),
    )
    await Promise.all(drafters.map((page) => page.locator('[data-state=saved]').waitFor()))
    const same = async () => {
      const texts = await Promise.all(
        drafters.map((page) => text(page).locator('p, h2, li, td, th').allTextContents()),
      )
      // A colleague's caret shows their country in the text; it is no part of it.
      const plain = await Promise.all(drafters.map((page) => plainTextOf(page)))
      return texts.length === 5 && new Set(plain).size === 1
    }
    await eventually(same)
    const stored = await storedText()
    for (const sentence of sentences) {
      expect(stored).toContain(sentence)
      expect(await plainTextOf(denmark)).toContain(sentence)
    }
    expect(await denmark.locator('.caret').count()).toBeGreaterThan(0)

    // The delegate can open neither the draft nor its socket.
    const nosy = await open('delegate-se')
    await nosy.goto(draftPath)
    await nosy.getByText('The draft is for those who write it').waitFor()
    expect(await text(nosy).count()).toBe(0)
    expect(await socketOpens(nosy)).toBe(false)

    // The penholder freezes; Denmark's page has not heard of it yet when its next words are typed.
    const finland = await open('lead-fi')
    await finland.goto(draftPath)
    await text(finland).locator('h2').first().waitFor()
    line.hold()
    await confirm(finland, 'Freeze a version')
    await finland.locator('[data-state=frozen]').waitFor()
    await text(denmark).locator('section').first().locator('p').last().click({ delay: 120 })
    await denmark.keyboard.press('End')
    await denmark.keyboard.type(' Too late for this version.')
    line.release()
    const refused = denmark.locator('[data-refused-text]')
    await refused.waitFor()
    expect(await refused.textContent()).toContain('Too late for this version.')
    await stateOf(denmark).and(denmark.locator('[data-state=frozen]')).waitFor()
    expect(await plainTextOf(denmark)).not.toContain('Too late for this version.')
    expect(await storedText()).not.toContain('Too late')
    await denmark.reload()
    await refused.waitFor()
    expect(await refused.textContent()).toContain('Too late for this version.')
    await denmark.getByRole('button', { name: 'I don’t need it any more' }).click()
    await refused.waitFor({ state: 'hidden' })
    expect(await plainTextOf(denmark)).toContain(sentences[0])

    // A round is opened; a reason is asked for, since brackets are open.
    await confirm(finland, 'Open a sign-off round', async (dialog) => {
      await dialog
        .getByLabel('Why the round is opened all the same')
        .fill('The brackets go to the meeting as options.')
    })
    await finland.getByText('In sign-off', { exact: true }).first().waitFor()

    // Five leads sign off, each on their own page.
    const leads = await Promise.all(
      countries.map((country) => (country === 'fi' ? Promise.resolve(finland) : open(`lead-${country}`))),
    )
    const signAll = (number: number) =>
      Promise.all(
        leads.map(async (page) => {
          await page.goto(`${draftPath}/versions/${number}`)
          await confirm(page, 'Agree')
        }),
      )
    await signAll(1)

    // [W505] What stands in brackets keeps it from being final, whatever was agreed; what it is, is said.
    await finland.getByRole('button', { name: 'Release the final text' }).first().click()
    const held = finland.getByRole('dialog')
    await held.getByRole('alert').getByText('A passage still stands in brackets').waitFor()
    expect(await held.locator('li').allTextContents()).toContain('[six]')
    expect(await held.locator('button[type=submit]').count()).toBe(0)
    await held.getByRole('button', { name: 'Cancel' }).click()
    await confirm(finland, 'Open the draft again', (dialog) =>
      dialog.getByRole('textbox').fill('The brackets are settled first.'),
    )
    await denmark.locator('.ProseMirror[contenteditable=true]').waitFor()
    await text(denmark).focus()
    await denmark.keyboard.press('Control+h')
    const find = denmark.getByRole('search', { name: 'Find and replace' })
    for (const bracket of ['[', ']']) {
      await find.getByRole('textbox', { name: 'Find' }).fill(bracket)
      await find.getByRole('button', { name: 'Replace all' }).click()
    }
    await find.getByRole('button', { name: 'Close' }).click()
    await eventually(async () => !(await plainTextOf(denmark)).includes('['))
    await denmark.locator('[data-state=saved]').waitFor()
    await finland.goto(draftPath)
    await text(finland).locator('h2').first().waitFor()
    await confirm(finland, 'Freeze a version')
    await finland.locator('[data-state=frozen]').waitFor()
    // What is said beside the text needs a reason, and holds nothing back.
    await confirm(finland, 'Open a sign-off round', (dialog) =>
      dialog.getByLabel('Why the round is opened all the same').fill('One comment is left.'),
    )
    await finland.getByText('In sign-off', { exact: true }).first().waitFor()
    await signAll(2)
    await confirm(finland, 'Release the final text')

    // The delegate's page, open all the while, shows it by itself.
    await delegate.waitForURL(/\/read\/(?!position)/)
    await delegate.getByText('Final text').first().waitFor()
    const shown = await delegate.locator('main').textContent()
    expect(shown).toContain('This text is put forward by the Nordic countries')
    expect(shown).toContain(sentences[0])
    expect(shown).not.toContain('Too late')
    expect(shown).toContain('This page has checked that the text is the one that was signed off.')
    expect(await delegate.locator('.document section').first().getAttribute('data-kind')).toBe(
      'speaking_points',
    )

    await Promise.all(contexts.map((context) => context.close()))
    expect(faults).toEqual([])
  })
})

/** The text of the page's editor without the labels of other people's carets. */
function plainTextOf(page: Page): Promise<string> {
  return page.locator('.ProseMirror').evaluate((element) => {
    const copy = element.cloneNode(true) as HTMLElement
    for (const caret of copy.querySelectorAll('.caret, .ProseMirror-separator')) caret.remove()
    return copy.textContent?.replaceAll('\u2060', '') ?? ''
  })
}

/** Puts a hand on a page's lines to the server, text and events: what the server says can be held back, and let go in order. */
async function holdLine(page: Page): Promise<{ hold(): void; release(): void }> {
  let isHeld = false
  let waiting: (() => void)[] = []
  await page.routeWebSocket(/\/(sync|socket\.io)\//, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((message) => server.send(message))
    server.onMessage((message) => {
      if (isHeld) waiting.push(() => socket.send(message))
      else socket.send(message)
    })
  })
  return {
    hold: () => {
      isHeld = true
    },
    release: () => {
      isHeld = false
      for (const send of waiting) send()
      waiting = []
    },
  }
}

/** Whether the person's browser gets a socket to the draft. */
function socketOpens(page: Page): Promise<boolean> {
  return page.evaluate(
    (path) =>
      new Promise<boolean>((resolve) => {
        const socket = new WebSocket(`${location.origin.replace('http', 'ws')}${path}`)
        socket.onopen = () => resolve(true)
        socket.onerror = () => resolve(false)
      }),
    `/sync/${positionId}?schema=${schemaVersion}`,
  )
}
