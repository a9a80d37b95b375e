import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

const path = '/positions/transposition-guide/versions/1'

describe('closing a position', () => {
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

  it('[W508] by keys alone, also on a phone; another open page shows it', async () => {
    const other = await openAs(browser, server.url, 'lead-se', { language: 'en' })
    await other.page.goto('/positions/transposition-guide')
    await other.page.locator('h1').first().waitFor()
    expect(await other.page.getByRole('button', { name: 'Close the position' }).count()).toBe(0)
    const { context, page, faults } = await openAs(browser, server.url, 'secretariat', {
      language: 'en',
      viewport: viewports.phone,
    })
    await page.goto(path)
    await page.getByRole('button', { name: 'Close the position' }).first().press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Nothing can be done with the position any more').waitFor()
    expect(await violations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Close the position' }).press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await expect.poll(() => page.getByRole('button', { name: 'Close the position' }).count()).toBe(0)
    await other.page.getByText('Closed', { exact: true }).first().waitFor({ state: 'attached' })
    expect([...faults, ...other.faults]).toEqual([])
    await Promise.all([context.close(), other.context.close()])
  })
})
