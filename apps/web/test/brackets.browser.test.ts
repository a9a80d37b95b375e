import { fragmentName } from '@samsyn/editor'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { openDraft as openClient } from '../../server/test/support/drafter.ts'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violationsNow } from './support/axe.ts'
import { launchBrowser, openAs } from './support/browser.ts'

const positionId = 'reporting-template'

describe('brackets', () => {
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

  const openDraft = async (personId: string): Promise<Page> => {
    const opened = await openAs(browser, server.url, personId, { language: 'en' })
    contexts.push(opened.context)
    opened.page.on('close', () => faults.push(...opened.faults))
    await opened.page.goto(`/positions/${positionId}`)
    await opened.page.locator('[data-state=saved], [data-state=read_only]').waitFor()
    await opened.page.locator('.ProseMirror h2').first().waitFor()
    return opened.page
  }
  const closeAll = async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(faults.splice(0)).toEqual([])
  }
  /** A line of the text as it is shown, counted from the end, without the carets of others. */
  const lineAt = (page: Page, fromEnd: number) =>
    page
      .locator('.ProseMirror p')
      .nth(-fromEnd)
      .evaluate((line) => {
        const copy = line.cloneNode(true) as HTMLElement
        for (const caret of copy.querySelectorAll('.caret, .ProseMirror-separator')) caret.remove()
        return (copy.textContent ?? '').replaceAll('\u2060', '')
      })
  const reads = (pages: readonly Page[], expected: string, fromEnd = 1) =>
    Promise.all(
      pages.map((page) => expect.poll(() => lineAt(page, fromEnd), { timeout: 20_000 }).toBe(expected)),
    )
  /** A key at a time: the editor hears of a caret that the browser moved a moment later. */
  const press = async (page: Page, key: string, times = 1) => {
    for (let time = 0; time < times; time += 1) {
      await page.keyboard.press(key)
      await page.evaluate(
        () => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))),
      )
    }
  }
  const writeLine = async (page: Page, words: string) => {
    await page.locator('.ProseMirror p').last().click({ delay: 120 })
    await press(page, 'Control+End')
    await press(page, 'Enter')
    await page.keyboard.type(words)
  }
  const card = (page: Page, kind: string) => page.getByRole('region', { name: kind })
  const rival = 'Rival wordings'
  /** Puts the caret into a wording of the last line that has these words. */
  const clickWording = (page: Page, words: string) =>
    page.locator('.ProseMirror p').last().locator('.words', { hasText: words }).click({ delay: 120 })

  it('[W90] [W91] [W92] [W93] [W94] three delegations put rival wordings side by side, say what they support, and settle it', async () => {
    const denmark = await openDraft('lead-dk')
    const sweden = await openDraft('drafter-se')
    const finland = await openDraft('lead-fi')
    const all = [denmark, sweden, finland]

    await writeLine(denmark, 'It shall act.')
    await press(denmark, 'Home')
    await press(denmark, 'ArrowRight', 3)
    await press(denmark, 'Shift+ArrowRight', 5)
    await press(denmark, 'Alt+Shift+B')
    await reads(all, 'It [shall] act.')

    // To the card, and to the own support, by keys alone.
    await press(denmark, 'Control+Alt+b')
    const title = card(denmark, 'Not agreed').getByRole('button', { expanded: true })
    await expect.poll(() => title.evaluate((element) => element === document.activeElement)).toBe(true)
    await press(denmark, 'Tab', 3)
    expect(await denmark.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Support as Denmark: “shall”',
    )
    await press(denmark, 'Enter')
    await reads(all, 'It [DK: shall] act.')
    await press(denmark, 'Escape')
    expect(await denmark.evaluate(() => document.activeElement?.classList.contains('ProseMirror'))).toBe(true)

    // Sweden writes a rival right there, and is told where the caret came to.
    await clickWording(sweden, 'shall')
    await sweden.getByRole('status').filter({ hasText: 'Wording of Denmark, 1 of 1' }).waitFor()
    await press(sweden, 'Alt+Shift+W')
    await sweden.keyboard.type('should')
    await reads(all, 'It [DK: shall][SE: should] act.')
    await sweden.getByRole('status').filter({ hasText: 'Wording of Sweden, 2 of 2' }).waitFor()
    const named = await finland
      .locator('.ProseMirror p')
      .last()
      .locator('[role=group]')
      .evaluateAll((wordings) => wordings.map((wording) => wording.getAttribute('aria-label')))
    expect(named).toEqual(['Wording of Denmark', 'Wording of Sweden'])

    // Finland comes by the open point, and would leave the text out.
    await finland.getByRole('button', { name: '[DK: shall] [SE: should]' }).click()
    await card(finland, rival).getByRole('button', { name: 'Add a wording' }).click()
    await reads(all, 'It [DK: shall][SE: should][FI: –] act.')
    expect(await violationsNow(finland)).toEqual([])

    // Each is offered the own support, and a drafter proposes what a lead accepts.
    const offered = async (page: Page) =>
      (await card(page, rival).locator('li button[aria-label]').all()).length === 0
        ? []
        : card(page, rival)
            .locator('li button[aria-label]')
            .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label')))
    expect(await offered(finland)).toEqual([
      'Support as Finland: “shall”',
      'Accept “shall”: the bracket and the other wordings go',
      'Support as Finland: “should”',
      'Accept “should”: the bracket and the other wordings go',
      'Withdraw support of Finland: “leave the text out”',
      'Accept “leave the text out”: the bracket and the other wordings go',
      'Remove the wording “leave the text out”',
    ])
    expect(await offered(sweden)).toEqual([
      'Support as Sweden: “shall”',
      'Propose to accept “shall”',
      'Withdraw support of Sweden: “should”',
      'Propose to accept “should”',
      'Remove the wording “should”',
      'Support as Sweden: “leave the text out”',
      'Propose to accept “leave the text out”',
    ])

    // Support goes over to another wording; nobody else's moves.
    await card(finland, rival).getByRole('button', { name: 'Withdraw support of Finland' }).click()
    await card(finland, rival).getByRole('button', { name: 'Support as Finland: “should”' }).click()
    await reads(all, 'It [DK: shall][FI, SE: should][–] act.')

    await card(sweden, rival).getByRole('button', { name: 'Propose to accept “should”' }).click()
    const proposal = sweden.locator('textarea').first()
    await proposal.waitFor()
    expect(await proposal.inputValue()).toBe('Proposal: accept “should”.')
    await sweden.getByRole('button', { name: 'For all delegations' }).click()
    await finland.getByRole('tab', { name: 'Comments' }).click()
    await finland.getByText('Proposal: accept “should”.').last().waitFor()

    // Denmark's caret is in the line: whoever settles it is told so first.
    await clickWording(denmark, 'shall')
    await press(denmark, 'End')
    await denmark.keyboard.type(' Soon.')
    await reads(all, 'It [DK: shall][FI, SE: should][–] act. Soon.')
    await card(finland, rival).getByRole('button', { name: 'Accept “should”' }).click()
    await card(finland, rival).getByRole('alert').filter({ hasText: 'National lead, Denmark' }).waitFor()
    await card(finland, rival).getByRole('button', { name: 'Accept', exact: true }).last().click()
    await reads(all, 'It should act. Soon.')
    await card(finland, rival).waitFor({ state: 'hidden' })

    // One undo is the bracket with all support. It is Finland's own: what Denmark does meanwhile stays.
    await press(denmark, 'Enter')
    await denmark.keyboard.type('More')
    await press(finland, 'Control+z')
    await reads(all, 'More')
    await reads(all, 'It [DK: shall][FI, SE: should][–] act. Soon.', 2)
    await press(finland, 'Control+Shift+z')
    await reads(all, 'It should act. Soon.', 2)
    await reads(all, 'More')
    await closeAll()
  })
  it('[W90] [W95] [E170] typing, deleting, Enter, replacing and pasting beside and in a bracket stay where they are', async () => {
    const denmark = await openDraft('drafter-dk')
    await writeLine(denmark, 'It acts now.')
    await press(denmark, 'Home')
    await press(denmark, 'ArrowRight', 3)
    await press(denmark, 'Shift+ArrowRight', 4)
    await denmark.getByRole('button', { name: 'Square brackets', exact: true }).click()
    await denmark.getByRole('button', { name: 'To be checked in a capital' }).click()
    await reads([denmark], 'It [acts] now.')
    await card(denmark, 'To be checked in a capital').waitFor()

    // Beside both of its edges, and just inside them.
    await press(denmark, 'ArrowLeft')
    await denmark.keyboard.type('in')
    await press(denmark, 'ArrowLeft', 3)
    await denmark.keyboard.type('soon ')
    await reads([denmark], 'It soon [inacts] now.')
    await press(denmark, 'ArrowRight', 7)
    await denmark.keyboard.type('!')
    await press(denmark, 'ArrowRight')
    await denmark.keyboard.type('?')
    await reads([denmark], 'It soon [inacts!]? now.')

    // Out of the bracket backwards: first the mark, then the whole bracket is selected and still there.
    await press(denmark, 'Backspace', 2)
    await denmark.locator('.ProseMirror p').last().locator('.ProseMirror-selectednode').waitFor()
    await reads([denmark], 'It soon [inacts!] now.')

    // In a wording Enter breaks the line.
    const paragraphs = await denmark.locator('.ProseMirror p').count()
    await clickWording(denmark, 'inacts')
    await press(denmark, 'Enter')
    await denmark.locator('.ProseMirror .words br').first().waitFor({ state: 'attached' })
    expect(await denmark.locator('.ProseMirror p').count()).toBe(paragraphs)
    await press(denmark, 'Backspace')
    await reads([denmark], 'It soon [inacts!] now.')
    // What is replaced in it stays in it, and an emptied wording stays where one writes.
    await denmark.keyboard.press('Control+h')
    const find = denmark.getByRole('search', { name: 'Find and replace' })
    await find.getByRole('textbox', { name: 'Find' }).fill('inacts!')
    await find.getByRole('textbox', { name: 'Replace with' }).fill('x')
    await find.getByRole('button', { name: 'Replace all' }).click()
    await find.getByRole('button', { name: 'Close' }).click()
    await reads([denmark], 'It soon [x] now.')
    await clickWording(denmark, 'x')
    await press(denmark, 'ArrowLeft')
    await press(denmark, 'Delete', 3)
    await reads([denmark], 'It soon [–] now.')
    await denmark.keyboard.type('will')
    await reads([denmark], 'It soon [will] now.')

    // A bracket that is pasted is a bracket; in a letter it stands in its signs.
    await press(denmark, 'Home')
    await press(denmark, 'Shift+End')
    // Heard before the key is pressed: a key may be quicker than what a page is asked to do.
    const copied = await denmark.evaluateHandle(() => {
      const heard = Promise.withResolvers<{ html: string; text: string }>()
      document.addEventListener(
        'copy',
        ({ clipboardData }) =>
          heard.resolve({
            html: clipboardData?.getData('text/html') ?? '',
            text: clipboardData?.getData('text/plain') ?? '',
          }),
        { once: true },
      )
      return { heard: heard.promise }
    })
    await press(denmark, 'Control+c')
    const { html, text } = await copied.evaluate(({ heard }) => heard)
    expect(text).toBe('It soon [will] now.')
    expect(html.replace(/<[^>]*>/g, '')).toBe('It soon [will] now.')
    await press(denmark, 'End')
    await press(denmark, 'Control+v')
    await reads([denmark], 'It soon [will] now.It soon [will] now.')
    await press(denmark, 'Enter')
    await denmark.keyboard.type('end')
    await closeAll()
  })

  it('[W92] whoever may not write sees the wordings, and is offered nothing', async () => {
    const denmark = await openDraft('lead-dk')
    await writeLine(denmark, 'It acts.')
    await press(denmark, 'Shift+Home')
    await press(denmark, 'Alt+Shift+B')
    await press(denmark, 'Alt+Shift+W')
    await reads([denmark], '[It acts.][DK: –]')
    const secretariat = await openDraft('secretariat')
    await reads([secretariat], '[It acts.][DK: –]')
    await clickWording(secretariat, 'It acts')
    const seen = card(secretariat, rival)
    await seen.getByText('leave the text out').waitFor()
    // To unfold it, and to go to a wording.
    expect(await seen.getByRole('button').count()).toBe(3)
    expect(await seen.getByRole('combobox').count()).toBe(0)
    expect(await violationsNow(secretariat)).toEqual([])
    await closeAll()
  })

  it('[W96] [W97] support that somebody else put down is marked, says by whom, and is confirmed by its delegation alone; nor does anybody take its wording out unseen; [W200] files tell of it as one chooses', async () => {
    const denmark = await openDraft('drafter-dk')
    const sweden = await openDraft('drafter-se')
    await writeLine(denmark, 'It acts.')
    await press(denmark, 'Shift+Home')
    await press(denmark, 'Alt+Shift+B')
    await press(denmark, 'Alt+Shift+W')
    await denmark.keyboard.type('It should act.')
    await reads([denmark, sweden], '[It acts.][DK: It should act.]')

    // By its place: the carets of others stand among its words.
    const clickRival = (page: Page) =>
      page.locator('.ProseMirror p').last().locator('.words').last().click({ delay: 120 })
    // A client of Denmark's that is not ours says what Sweden never said.
    const forger = openClient(await server.signIn('drafter-dk'), positionId)
    await forger.synced()
    for (const each of forger.ydoc.getXmlFragment(fragmentName).createTreeWalker(() => true)) {
      const isWording = each instanceof Y.XmlElement && each.nodeName === 'alternative'
      if (isWording && each.toString().includes('It should act.')) {
        each.setAttribute('SE', true as unknown as string)
      }
    }
    await forger.saved()
    forger.leave()
    await reads([denmark, sweden], '[It acts.][DK, SE?: It should act.]')
    const wording = sweden.locator('.ProseMirror p').last().getByRole('group').last()
    expect(await wording.getAttribute('aria-label')).toBe('Wording of Denmark, not confirmed: Sweden')

    await clickRival(denmark)
    const told = 'Sweden: put down by Drafter, Denmark, not by the delegation itself'
    await card(denmark, rival).getByText(told).waitFor()
    expect(await card(denmark, rival).getByRole('button', { name: 'Confirm' }).count()).toBe(0)
    await clickRival(sweden)
    await card(sweden, rival).getByText(told).waitFor()
    expect(await violationsNow(sweden)).toEqual([])
    await card(sweden, rival).getByRole('button', { name: 'Confirm' }).click()
    await reads([denmark, sweden], '[It acts.][DK, SE: It should act.]')

    // What one delegation changes, the other has not said.
    await clickRival(denmark)
    await denmark.keyboard.type('?')
    await expect.poll(() => lineAt(sweden, 1), { timeout: 10_000 }).toMatch(/\[DK, SE\?: /)
    await card(sweden, rival)
      .getByText('Sweden supported other words; Drafter, Denmark changed them')
      .waitFor()
    await press(denmark, 'Backspace')
    await reads([sweden], '[It acts.][DK, SE: It should act.]')

    // A drafter of one takes no wording of the other out, whatever the keys.
    const kept = denmark.getByText('it has a wording supported by Sweden')
    for (const key of ['Backspace', 'Delete', 'Control+x', 'x']) {
      await press(denmark, 'Home')
      await kept.waitFor({ state: 'detached' })
      await press(denmark, 'Shift+End')
      await press(denmark, key)
      await kept.waitFor()
      await reads([denmark, sweden], '[It acts.][DK, SE: It should act.]')
    }
    expect(await violationsNow(denmark)).toEqual([])
    // A client that is none of ours does, and is found out.
    const eraser = openClient(await server.signIn('drafter-dk'), positionId)
    await eraser.synced()
    const sections = eraser.ydoc.getXmlFragment(fragmentName)
    const last = sections.get(sections.length - 1) as Y.XmlElement
    last.delete(last.length - 1, 1)
    await eraser.saved()
    eraser.leave()
    const point = sweden.getByRole('button', { name: /^It should act\..*taken out by Drafter, Denmark/ })
    await point.waitFor()
    await point.click({ timeout: 15_000 })
    await sweden.getByRole('dialog').getByText('DK, SE: It should act.').waitFor()

    // A file says who supports a wording as one chooses, by keys alone: what is usual for the text comes first.
    await press(denmark, 'Escape')
    await denmark.getByRole('button', { name: 'Download as Word' }).focus()
    await press(denmark, 'Enter')
    const choices = denmark.getByRole('link', { name: /^(In the bracket|In a footnote|Not named)/ })
    await choices.first().waitFor()
    expect(await choices.evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual(
      ['inline', 'footnotes', 'none'].map(
        (each) => `/api/positions/${positionId}/draft.docx?attribution=${each}`,
      ),
    )
    await press(denmark, 'Tab', 2)
    const [file] = await Promise.all([denmark.waitForEvent('download'), press(denmark, 'Enter')])
    expect(file.url()).toContain('attribution=footnotes')
    await choices.first().waitFor({ state: 'hidden' })

    const secretariat = await server.signIn('secretariat')
    const params = { positionId }
    const { revision } = await secretariat.call('getPosition', { params })
    await secretariat.call('freezeVersion', { params, body: { revision, note: '' } })
    await sweden.goto(`/positions/${positionId}/versions/1`)
    const choice = sweden.getByRole('combobox', { name: 'Delegations that support a wording' })
    await choice.focus()
    await press(sweden, 'ArrowDown')
    await expect.poll(() => choice.inputValue()).toBe('footnotes')
    const text = sweden.getByRole('link', { name: 'TXT' })
    expect(await text.getAttribute('href')).toMatch(/\/files\/txt\?attribution=footnotes$/)
    expect(await violationsNow(sweden)).toEqual([])
    await closeAll()
  })
})
