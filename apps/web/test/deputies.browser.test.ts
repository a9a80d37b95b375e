import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

describe('deputies', () => {
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

  it('[W302] a lead names a deputy, who decides on a phone; the round says in whose stead, and the lead ends it', async () => {
    const lead = await openAs(browser, server.url, 'lead-fi', { language: 'en' })
    await lead.page.goto('/account')
    const name = lead.page.getByRole('button', { name: 'Name the deputy' })
    await name.press('Enter')
    expect(await lead.page.getByRole('combobox', { name: 'Deputy' }).getAttribute('aria-invalid')).toBe(
      'true',
    )
    await lead.page.getByRole('combobox', { name: 'Deputy' }).selectOption({ label: 'Drafter, Finland' })
    await lead.page.getByRole('combobox', { name: 'From' }).selectOption('later')
    await lead.page.getByLabel('From, time in Brussels').fill('noon')
    await name.press('Enter')
    await lead.page.getByText('Enter a date and a time like 14:00.').waitFor()
    expect(await violations(lead.page)).toEqual([])
    await lead.page.getByRole('combobox', { name: 'From' }).selectOption('now')
    await lead.page.getByLabel('Until, time in Brussels').fill('9.30')
    await name.press('Enter')
    await lead.page.getByText('Decides in your stead now').waitFor()
    expect(await violations(lead.page)).toEqual([])

    const phone = await openAs(browser, server.url, 'drafter-fi', {
      language: 'en',
      viewport: viewports.phone,
    })
    await phone.page.goto('/account')
    await phone.page.getByText('You decide in the stead of National lead, Finland').waitFor()
    expect(await phone.page.getByRole('button', { name: 'Name the deputy' }).count()).toBe(0)
    await phone.page.goto('/positions/yearly-overview/versions/2')
    await phone.page.getByText('You decide as deputy for National lead, Finland').waitFor()
    await phone.page.getByRole('button', { name: 'Agree', exact: true }).press('Enter')
    await phone.page.getByRole('dialog').getByRole('button', { name: 'Agree' }).press('Enter')
    await phone.page.getByText('Drafter, Finland, deputy for National lead, Finland').waitFor()
    expect(await violations(phone.page)).toEqual([])

    await lead.page.getByRole('button', { name: 'End: Drafter, Finland' }).press('Enter')
    await lead.page.getByText('Over', { exact: true }).waitFor()
    await phone.page.reload()
    await phone.page.getByText('Drafter, Finland, deputy for National lead, Finland').waitFor()
    expect(await phone.page.getByText('You decide as deputy for').count()).toBe(0)
    expect([...lead.faults, ...phone.faults]).toEqual([])
    await lead.context.close()
    await phone.context.close()
  })
})
