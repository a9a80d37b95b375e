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
const titles = (page: Page) => page.locator('.ProseMirror h2').allTextContents()

it('[W145] [W148] a section that is missing is an open point, and a press on it brings it where it stands', async () => {
  const denmark = await openDraft('lead-dk')
  const finland = await openDraft('lead-fi')
  const before = await titles(denmark)
  expect(before[1]).toBe('Joint position')
  await denmark.locator('.ProseMirror h2').nth(1).click({ delay: 120 })
  await denmark.getByRole('button', { name: 'Section', exact: true }).click()
  await denmark.getByRole('button', { name: 'Remove the section' }).click()
  await denmark.getByRole('dialog').getByRole('button', { name: 'Remove the section' }).click()
  const missing = finland.getByRole('button', { name: /There is no section “Joint position”/ })
  await missing.click()
  await expect.poll(() => titles(denmark), { timeout: 20_000 }).toEqual(before)
  await finland.keyboard.type('Here.')
  await expect
    .poll(() => denmark.locator('.ProseMirror section').nth(1).textContent(), { timeout: 20_000 })
    .toContain('Here.')
  await expect.poll(() => missing.count()).toBe(0)
  await finland.getByText(/^\d+ words · about \d+ min to read$/).waitFor()
  await finland.getByText(/^Speaking points: about \d+ min to say$/).waitFor()
})

it('[W146] [W182] a marking that is typed is an open point, and the text is not frozen', async () => {
  const finland = await openDraft('lead-fi')
  await finland.locator('.ProseMirror p').last().click({ delay: 120 })
  await finland.keyboard.press('Control+End')
  await finland.keyboard.press('Enter')
  await finland.keyboard.type('WK 10235/2022 LIMITE')
  await finland.getByRole('button', { name: /WK 10235.*Marked LIMITE/ }).waitFor()
  await finland.getByRole('button', { name: 'Say on what ground' }).click()
  const question = finland.getByRole('dialog')
  await question.getByText('The text says “WK 10235/2022 LIMITE”.').waitFor()
  await question.getByLabel('It was issued for the Mixed Committee (COMIX)').check()
  await question.getByLabel('Document, or who authorised it').fill('14629/16 COMIX')
  await question.getByRole('button', { name: 'Record it' }).click()
  await question.waitFor({ state: 'hidden' })
  await expect.poll(() => finland.getByRole('button', { name: /Marked LIMITE/ }).count()).toBe(0)

  await finland.locator('.ProseMirror p').last().click({ delay: 120 })
  await finland.keyboard.press('Control+End')
  await finland.keyboard.press('Enter')
  await finland.keyboard.type('RESTREINT UE/EU RESTRICTED')
  await finland.getByRole('alert').filter({ hasText: 'The text carries a marking' }).waitFor()
  await finland.getByRole('button', { name: /RESTREINT UE.*Classification marking/ }).waitFor()
  await finland.locator('[data-state=saved]').waitFor()
  await finland
    .getByRole('button', { name: /^Freeze|^Lock/ })
    .first()
    .click()
  const dialog = finland.getByRole('dialog')
  const note = dialog.getByRole('textbox').last()
  await note.fill('Sent to capitals\nSECRET UE/EU SECRET')
  await dialog.locator('button[type=submit]').click()
  await dialog.getByText('What you wrote carries a marking of classified information.').waitFor()
  expect(await note.inputValue()).toContain('Sent to capitals')
  await note.fill('Sent to capitals')
  await dialog.getByText('Classification marking: RESTREINT').waitFor()
  await dialog.locator('button[type=submit]').click()
  await dialog.getByText('The text carries a marking').waitFor()
})
