import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { launchBrowser, openAs } from './support/browser.ts'

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
/** The passages of the last line in a language of their own. */
const passages = (page: Page) =>
  page
    .locator('.ProseMirror p')
    .last()
    .locator('span[lang]')
    .evaluateAll((spans) =>
      spans.map((span) => {
        const copy = span.cloneNode(true) as HTMLElement
        for (const caret of copy.querySelectorAll('.caret')) caret.remove()
        return [span.getAttribute('lang'), (copy.textContent ?? '').replaceAll('\u2060', '')]
      }),
    )

it('[W144] [W187] words are said to be in another language by keys, for all, and in the text’s own again', async () => {
  const denmark = await openDraft('drafter-dk')
  const iceland = await openDraft('drafter-is')
  await denmark.locator('.ProseMirror p').last().click({ delay: 120 })
  await press(denmark, 'Control+End')
  await press(denmark, 'Enter')
  await denmark.keyboard.type('What Swedes call samsyn')
  await press(denmark, 'Shift+ArrowLeft', 'samsyn'.length)
  await press(denmark, 'Alt+Shift+L')
  const dialog = denmark.getByRole('dialog', { name: 'Language of the passage' })
  await dialog.getByLabel('The selected words are in').selectOption('svenska')
  await dialog.getByRole('button', { name: 'Set the language' }).press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  for (const page of [denmark, iceland])
    await expect.poll(() => passages(page), { timeout: 20_000 }).toEqual([['sv', 'samsyn']])
  // At the caret the toolbar names it.
  await denmark.getByRole('button', { name: 'Language of the passage: svenska' }).waitFor()

  // The whole line, by the button, and back: one undo.
  await press(denmark, 'ArrowLeft')
  await press(denmark, 'ArrowLeft', 4)
  await denmark.getByRole('button', { name: /^Language of the passage/ }).click()
  await dialog.getByLabel('The whole line is in').selectOption('føroyskt')
  await dialog.getByRole('button', { name: 'Set the language' }).click()
  await expect.poll(() => passages(iceland), { timeout: 20_000 }).toEqual([['fo', 'What Swedes call samsyn']])
  await press(denmark, 'Control+z')
  await expect.poll(() => passages(iceland), { timeout: 20_000 }).toEqual([['sv', 'samsyn']])
})
