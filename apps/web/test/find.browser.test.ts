import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violationsNow } from './support/axe.ts'
import { launchBrowser, openAs } from './support/browser.ts'

describe('find and replace', () => {
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
  const timesIn = async (page: Page, words: RegExp) =>
    ((await page.locator('.ProseMirror').innerText()).match(words) ?? []).length

  it('[W44] words are found, replaced one by one and all at once, and one undo brings them back', async () => {
    const { page, faults, context } = await open('drafter-fi')
    const colleague = await open('drafter-dk')
    const templates = await timesIn(page, /template/g)
    expect(templates).toBeGreaterThan(5)

    await page.locator('.ProseMirror').locator('p').first().click({ delay: 120 })
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Control+h')
    const bar = page.getByRole('search', { name: 'Find and replace' })
    await bar.getByRole('textbox', { name: 'Find' }).waitFor()
    await page.keyboard.type('template')
    const count = bar.getByRole('status')
    await count.filter({ hasText: `0 of ${templates}` }).waitFor()
    await page.keyboard.press('Enter')
    await count.filter({ hasText: `1 of ${templates}` }).waitFor()
    await page.keyboard.press('Enter')
    await count.filter({ hasText: `2 of ${templates}` }).waitFor()
    await page.keyboard.press('Shift+Enter')
    await count.filter({ hasText: `1 of ${templates}` }).waitFor()
    expect(await violationsNow(page)).toEqual([])

    await bar.getByRole('textbox', { name: 'Replace with' }).fill('questionnaire')
    await bar.getByRole('button', { name: 'Replace', exact: true }).press('Enter')
    await colleague.page.getByText('questionnaire').first().waitFor()
    expect(await timesIn(page, /questionnaire/g)).toBe(1)
    await bar.getByRole('button', { name: 'Replace all' }).press('Enter')
    await count.filter({ hasText: 'Not found' }).waitFor()
    expect(await timesIn(page, /questionnaire/g)).toBe(templates)

    // One undo takes back the last replacement as a whole, and the one before stays.
    await bar.getByRole('textbox', { name: 'Find' }).press('Escape')
    await bar.waitFor({ state: 'hidden' })
    await page.keyboard.press('Control+z')
    await page.locator('.ProseMirror').getByText('template').first().waitFor()
    expect(await timesIn(page, /questionnaire/g)).toBe(1)
    expect(await page.locator('.found-words').count()).toBe(0)

    // What is selected is what one looks for; letters of both sizes are one, unless it is said otherwise.
    await page.keyboard.press('Control+h')
    await bar.getByRole('textbox', { name: 'Find' }).fill('DEFINITIONS')
    const definitions = await timesIn(page, /definitions/gi)
    await count.filter({ hasText: `of ${definitions}` }).waitFor()
    await bar.getByRole('checkbox', { name: 'Match case' }).check()
    await count.filter({ hasText: 'Not found' }).waitFor()
    await bar.getByRole('button', { name: 'Close' }).click()
    await Promise.all([context.close(), colleague.context.close()])
    expect([...faults, ...colleague.faults]).toEqual([])
  })

  it('[W44] whoever may not write has no such bar', async () => {
    const { page, context } = await openAs(browser, server.url, 'drafter-se', { language: 'en' })
    await page.goto('/positions/meeting-timetable')
    await page.locator('.ProseMirror h2').first().waitFor()
    await page.keyboard.press('Control+h')
    await page.getByRole('button', { name: 'Comment', exact: true }).waitFor()
    expect(await page.getByRole('search').count()).toBe(0)
    await context.close()
  })
})
