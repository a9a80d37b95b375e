import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs } from './support/browser.ts'

const path = '/positions/yearly-overview'

describe('notes for a register', () => {
  let server: TestServer
  let browser: Browser
  const contexts: BrowserContext[] = []
  beforeAll(async () => {
    browser = await launchBrowser()
    server = await startTestServer()
  })
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()))
    await browser.close()
    await server.stop()
  })

  const open = async (personId: string) => {
    const { context, page } = await openAs(browser, server.url, personId, { language: 'en' })
    contexts.push(context)
    await page.goto(path)
    await page.locator('h1').first().waitFor()
    return page
  }
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

  it('[W572] a registrar and a lead keep them together, and nobody else is shown any', async () => {
    const [registrar, lead, drafter] = await Promise.all(
      ['registrar-fi', 'lead-fi', 'drafter-fi'].map((id) => open(id)),
    )
    if (!registrar || !lead || !drafter) throw new Error('Three windows')
    const title = 'Finland: notes for our own register'
    await registrar.getByRole('heading', { name: title }).waitFor()
    await lead.getByRole('tab', { name: 'Facts' }).press('Enter')
    await lead.getByRole('heading', { name: title }).waitFor()
    await drafter.getByRole('tab', { name: 'Facts' }).press('Enter')
    await drafter.getByRole('tabpanel').getByText('Penholder').waitFor()
    expect(await drafter.getByRole('heading', { name: title }).count()).toBe(0)

    for (const page of [registrar, lead]) {
      await button(page, 'Change the notes').press('Enter')
      await page.getByRole('dialog').getByLabel('Case number').waitFor()
    }
    await registrar.getByRole('dialog').getByLabel('Case number').fill('VM 2026/12')
    await registrar.getByRole('dialog').getByLabel('Retention').fill('Ten years')
    expect(await violations(registrar)).toEqual([])
    await button(registrar, 'Save the notes').press('Enter')
    await registrar.getByRole('dialog').waitFor({ state: 'hidden' })
    await registrar.getByText('VM 2026/12', { exact: true }).waitFor()
    await expect
      .poll(() => registrar.evaluate(() => document.activeElement?.textContent))
      .toBe('Change the notes')

    const dialog = lead.getByRole('dialog')
    await dialog.getByLabel('Secrecy assessment').fill('JulkL 24.1 § 2')
    await button(lead, 'Save the notes').press('Enter')
    await dialog.getByText('Somebody else has noted this meanwhile.', { exact: false }).waitFor()
    // What the other noted, and this one did not touch, is in the form.
    await expect.poll(() => dialog.getByLabel('Case number').inputValue()).toBe('VM 2026/12')
    expect(await dialog.getByLabel('Secrecy assessment').inputValue()).toBe('JulkL 24.1 § 2')
    await button(lead, 'Save the notes').press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await lead.getByText('JulkL 24.1 § 2', { exact: true }).waitFor()
    await lead.getByText('Ten years', { exact: true }).waitFor()
    expect(await violations(lead)).toEqual([])
  })
})
