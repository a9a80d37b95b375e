import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violationsNow } from './support/axe.ts'
import { launchBrowser, openAs } from './support/browser.ts'

describe('references', () => {
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

  it('[W70] a reference leads to its register by pointer and by keyboard, is rewritten, and is listed when broken', async () => {
    const { page, faults, context } = await openAs(browser, server.url, 'drafter-fi', { language: 'en' })
    const colleague = await openAs(browser, server.url, 'drafter-dk', { language: 'en' })
    await colleague.page.goto('/positions/reporting-template')
    await page.goto('/positions/reporting-template')
    await page.locator('.ProseMirror[contenteditable=true]').waitFor()
    await page.locator('.ProseMirror p').first().click({ delay: 120 })
    await page.keyboard.press('End')
    await page.keyboard.type(' See KOM (2022)0209, and COM(22) 24.')

    const reference = page.locator('.reference[data-reference=known]').filter({ hasText: 'KOM' })
    const card = page.getByRole('region', { name: 'Reference' })
    await reference.hover()
    const link = card.getByRole('link', { name: 'COM(2022) 209 final in EUR-Lex' })
    await link.waitFor()
    expect(await link.getAttribute('href')).toBe(
      'https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=COM:2022:209:FIN',
    )
    // It can be reached, and goes when the pointer does.
    await card.hover()
    await page.locator('h1').hover()
    await card.waitFor({ state: 'hidden' })

    const broken = page.locator('.reference[data-reference=broken]')
    expect(await broken.innerText()).toBe('COM(22) 24')
    await page.getByRole('button', { name: 'COM(22) 24 Broken reference: The year is missing' }).click()
    await page.keyboard.press('Alt+Enter')
    await card.getByText('This reference names no document. The year is missing').waitFor()
    expect(await violationsNow(page)).toEqual([])
    await page.keyboard.press('Escape')
    await card.waitFor({ state: 'hidden' })
    // The keyboard is back in the text.
    const hasFocus = () =>
      page.locator('.ProseMirror').evaluate((element) => element === document.activeElement)
    await expect.poll(hasFocus).toBe(true)
    // A key at a time: the editor hears of a caret that the browser moved a moment later.
    for (let count = 0; count < 13; count += 1) {
      await page.keyboard.press('ArrowLeft')
      await page.evaluate(
        () => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))),
      )
    }
    await page.keyboard.press('Alt+Enter')
    await link.waitFor()
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await colleague.page.getByText('See COM(2022) 209 final').waitFor()
    await page.keyboard.press('Control+z')
    await colleague.page.getByText('See KOM (2022)0209').waitFor()
    await Promise.all([context.close(), colleague.context.close()])
    expect([...faults, ...colleague.faults]).toEqual([])
  })
})
