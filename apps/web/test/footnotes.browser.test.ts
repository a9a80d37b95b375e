import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violationsNow } from './support/axe.ts'
import { launchBrowser, openAs } from './support/browser.ts'
import { words } from './support/words.ts'

let server: TestServer
let browser: Browser
const contexts: BrowserContext[] = []
const faults: string[][] = []

beforeAll(async () => {
  server = await startTestServer()
  browser = await launchBrowser()
})
afterAll(async () => {
  await Promise.all(contexts.map((context) => context.close()))
  await browser.close()
  await server.stop()
  expect(faults.flat()).toEqual([])
})

const openDraft = async (personId: string): Promise<Page> => {
  const opened = await openAs(browser, server.url, personId, { language: 'en' })
  contexts.push(opened.context)
  faults.push(opened.faults)
  await opened.page.goto('/positions/reporting-template')
  await opened.page.locator('.ProseMirror[contenteditable=true]').waitFor()
  await opened.page.locator('[data-state=saved]').waitFor()
  return opened.page
}
/** A key at a time: the editor hears of a caret that the browser moved a moment later. */
const press = async (page: Page, key: string, times = 1) => {
  for (let time = 0; time < times; time += 1) {
    await page.keyboard.press(key)
    await page.evaluate(
      () => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))),
    )
  }
}
const lastLine = (page: Page) => page.locator('.ProseMirror p').last()
const reads = (pages: readonly Page[], expected: string) =>
  Promise.all(
    pages.map((page) =>
      expect
        .poll(async () => (await words(lastLine(page))).map((line) => line.replaceAll('\u2060', '')), {
          timeout: 20_000,
        })
        .toEqual([expected]),
    ),
  )
const names = (page: Page) =>
  page.getByRole('note').evaluateAll((notes) => notes.map((note) => note.getAttribute('aria-label')))

it('[W140] [W141] two people write footnotes by keys, go in and out of them, and each undoes what is theirs', async () => {
  const denmark = await openDraft('drafter-dk')
  const sweden = await openDraft('drafter-se')
  const both = [denmark, sweden]

  await lastLine(denmark).click({ delay: 120 })
  await press(denmark, 'Control+End')
  await press(denmark, 'Enter')
  await denmark.keyboard.type('Nine weeks are enough.')
  await reads(both, 'Nine weeks are enough.')

  // In, by key: the caret is in the note, and where it is is read out.
  await press(denmark, 'ArrowLeft', ' are enough.'.length)
  await press(denmark, 'Control+Alt+f')
  await denmark.getByRole('status').filter({ hasText: 'Footnote 1 of 1' }).waitFor()
  await denmark.keyboard.type('Agreed in Lund.')
  // And out again, behind its mark.
  await press(denmark, 'Control+Alt+f')
  await denmark.keyboard.type(', at least,')
  await reads(both, 'Nine weeks1Agreed in Lund., at least, are enough.')
  expect(await names(sweden)).toEqual(['Footnote 1'])

  // One before it, by button, and every number follows.
  await lastLine(sweden).click({ delay: 120 })
  await press(sweden, 'Home')
  await press(sweden, 'ArrowRight', 4)
  await sweden.getByRole('button', { name: 'Footnote', exact: true }).click()
  await sweden.locator('.ProseMirror:focus').waitFor()
  await sweden.keyboard.type('Or ten.')
  await reads(both, 'Nine1Or ten. weeks2Agreed in Lund., at least, are enough.')
  await expect.poll(() => names(denmark)).toEqual(['Footnote 1', 'Footnote 2'])

  // What each types in one note at the same moment stays.
  const card = sweden.getByRole('region', { name: 'Footnote 1 of 2' })
  await card.getByRole('button', { name: 'Next footnote' }).click()
  await sweden.getByRole('region', { name: 'Footnote 2 of 2' }).waitFor()
  await denmark.getByRole('note').last().locator('.words').click({ delay: 120 })
  await press(denmark, 'Home')
  await Promise.all([sweden.keyboard.type(' In May.'), press(denmark, 'Control+b')])
  await reads(both, 'Nine1Or ten. weeks2Agreed in Lund. In May., at least, are enough.')

  expect(await violationsNow(sweden)).toEqual([])

  // Deletion stops at the edge of a note, selects the whole, and takes it; undo brings it back, and nothing of others.
  await press(sweden, 'Control+Alt+f')
  await press(sweden, 'Backspace')
  await reads(both, 'Nine1Or ten. weeks2Agreed in Lund. In May., at least, are enough.')
  await press(sweden, 'Backspace')
  await reads(both, 'Nine1Or ten. weeks, at least, are enough.')
  await press(sweden, 'Control+z')
  await reads(both, 'Nine1Or ten. weeks2Agreed in Lund. In May., at least, are enough.')
  await sweden.getByRole('note').first().locator('.words').click({ delay: 120 })
  await sweden
    .getByRole('region', { name: 'Footnote 1 of 2' })
    .getByRole('button', { name: 'Remove the footnote' })
    .click()
  await reads(both, 'Nine weeks1Agreed in Lund. In May., at least, are enough.')

  // Suggested, it is one suggestion, and taken in it is a footnote as any.
  await press(denmark, 'Control+Shift+e')
  await lastLine(denmark).click({ delay: 120 })
  await press(denmark, 'End')
  await press(denmark, 'Control+Alt+f')
  await denmark.keyboard.type('Or so.')
  await reads(both, 'Nine weeks1Agreed in Lund. In May., at least, are enough.2Or so.')
  await expect
    .poll(() => sweden.getByRole('note').last().getAttribute('data-change'), { timeout: 20_000 })
    .toBe('insertion')
  await sweden.getByRole('note').last().locator('.words').click({ delay: 120 })
  await press(sweden, 'Alt+Shift+A')
  await expect.poll(() => sweden.getByRole('note').last().getAttribute('data-change')).toBe(null)
  await reads(both, 'Nine weeks1Agreed in Lund. In May., at least, are enough.2Or so.')
})
