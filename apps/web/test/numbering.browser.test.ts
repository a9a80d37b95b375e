import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violationsNow } from './support/axe.ts'
import { launchBrowser, openAs } from './support/browser.ts'

describe('numbering', () => {
  let server: TestServer
  let browser: Browser

  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  const open = async (personId: string) => {
    const opened = await openAs(browser, server.url, personId, { language: 'en' })
    await opened.page.goto('/positions/reporting-template')
    await opened.page.locator('.ProseMirror[contenteditable=true]').waitFor()
    return opened
  }
  const number = async (page: Page, item: string) => {
    await page.getByRole('button', { name: 'Numbering', exact: true }).click()
    await page.getByRole('button', { name: item, exact: true }).click()
  }
  const numbers = (page: Page) =>
    page
      .locator('.ProseMirror [data-number]')
      .evaluateAll((lines) => lines.map((line) => line.getAttribute('data-number')))
  const shows = (page: Page, wanted: readonly string[]) =>
    expect.poll(() => numbers(page), { timeout: 20_000 }).toEqual(wanted)

  it('[W120] the base text keeps its numbers and insertions get theirs, for everybody and in the outline', async () => {
    const { page, faults, context } = await open('drafter-fi')
    const colleague = await open('drafter-dk')
    const background = page.locator('.ProseMirror section[data-kind=background]')
    await background.locator('p').last().click({ delay: 120 })
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Article 3 – Definitions')
    await number(page, 'Article')
    await shows(page, ['Article 3'])
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Member States shall report:')
    await number(page, 'Numbered paragraph')
    await page.keyboard.press('Enter')
    await page.keyboard.type('c) the number of cases')
    await number(page, 'Point')
    await shows(page, ['Article 3', '1.', '(c)'])
    // An insertion after it, by Enter; and before it, where (b) goes before.
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('their outcome')
    await shows(page, ['Article 3', '1.', '(c)', '(ca)'])
    await shows(colleague.page, ['Article 3', '1.', '(c)', '(ca)'])

    // Two at the same place: whatever the order they come in, no two numbers are the same.
    await colleague.page.locator('.ProseMirror').getByText('their outcome').click({ delay: 120 })
    await colleague.page.keyboard.press('End')
    await page.keyboard.press('End')
    await Promise.all([page.keyboard.press('Enter'), colleague.page.keyboard.press('Enter')])
    await Promise.all([page.keyboard.type('first'), colleague.page.keyboard.type('second')])
    for (const each of [page, colleague.page]) {
      await shows(each, ['Article 3', '1.', '(c)', '(ca)', '(cb)', '(cc)'])
      const lines = each.locator('.ProseMirror p[data-number]')
      for (const words of ['first', 'second']) await lines.filter({ hasText: words }).waitFor()
    }

    // Backspace at its start takes the number of a line away.
    await page.keyboard.press('Home')
    await page.keyboard.press('Backspace')
    await shows(page, ['Article 3', '1.', '(c)', '(ca)', '(cb)'])

    // The number of the base text by the keyboard alone.
    await page.locator('.ProseMirror').getByText('Member States shall report').click({ delay: 120 })
    await page.getByRole('button', { name: 'Numbering', exact: true }).press('Enter')
    await page.getByRole('button', { name: 'Number in the base text…' }).press('Enter')
    expect(await violationsNow(page)).toEqual([])
    await page.getByRole('textbox', { name: 'Number' }).fill('2')
    await page.keyboard.press('Enter')
    await shows(colleague.page, ['Article 3', '2.', '(c)', '(ca)', '(cb)'])

    const entry = page
      .getByRole('navigation', { name: 'Contents' })
      .getByRole('button', { name: 'Article 3 Definitions' })
    await page.locator('.ProseMirror h2').first().click({ delay: 120 })
    await entry.click()
    await page.locator('.ProseMirror:focus').waitFor()
    await page.keyboard.type('New ')
    await page.locator('h4').filter({ hasText: 'New Definitions' }).waitFor()
    await Promise.all([context.close(), colleague.context.close()])
    expect([...faults, ...colleague.faults]).toEqual([])
  })
})
