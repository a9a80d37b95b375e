import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs, showIn, viewports } from './support/browser.ts'

const positionId = 'comment-periods'
const folder = '/meetings/lewp-next/folder'

describe('whom to ask of a delegation at a meeting', () => {
  let server: TestServer
  let browser: Browser
  const contexts: BrowserContext[] = []
  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()))
    await browser.close()
    await server.stop()
  })
  const open = async (personId: string, path: string, more: Parameters<typeof openAs>[3] = {}) => {
    const opened = await openAs(browser, server.url, personId, { language: 'en', ...more })
    contexts.push(opened.context)
    await opened.page.goto(path)
    return opened
  }

  it('[W584] a lead says it by keys, an open folder has it at once and without a connection, and it is taken back', async () => {
    const { page: lead, faults } = await open('lead-fi', `/positions/${positionId}/versions/2`)
    const { page: reader, context } = await open('delegate-se', folder, {
      viewport: viewports.phone,
      serviceWorkers: 'allow',
    })
    await reader.getByRole('checkbox', { name: 'Keep on this device' }).check()
    const add = lead.getByRole('button', { name: 'Name your delegation’s contact' })
    await lead.locator('summary', { hasText: 'Facts' }).press('Enter')
    await add.press('Enter')
    const dialog = lead.getByRole('dialog', { name: 'Contact of Finland at the meeting' })
    const save = dialog.getByRole('button', { name: 'Save' })
    await save.press('Enter')
    await dialog.getByText('Say whom to ask for.').waitFor()
    await dialog.getByText('Give a phone number, a mail address, or both.').waitFor()
    await dialog.getByLabel('Name or function').fill('Attaché on duty')
    await dialog.getByLabel('Phone').fill('050 123 4567')
    await save.press('Enter')
    await dialog.getByText('Begin with + and the country code, then the number.').waitFor()
    for (const viewport of Object.values(viewports)) {
      await lead.setViewportSize(viewport)
      for (const scheme of ['light', 'dark'] as const) {
        await showIn(lead, scheme)
        expect(await violations(lead)).toEqual([])
      }
    }
    await lead.setViewportSize(viewports.desktop)
    await dialog.getByLabel('Phone').fill('+358 50 123 4567')
    await dialog.getByLabel('Mail').fill('duty@example.org')
    await save.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await lead.getByRole('link', { name: '+358 50 123 4567' }).waitFor()

    const contacts = reader.getByRole('region', { name: 'Contacts' })
    const number = contacts.getByRole('link', { name: '+358 50 123 4567' })
    await number.waitFor()
    expect(await number.getAttribute('href')).toBe('tel:+358501234567')
    expect(await contacts.getByRole('link', { name: 'duty@example.org' }).getAttribute('href')).toBe(
      'mailto:duty@example.org',
    )
    await contacts.locator('.folder-person', { hasText: /^item 2: Attaché on duty/ }).waitFor()
    expect(await violations(reader)).toEqual([])
    await expect
      .poll(() =>
        reader.evaluate(async () => {
          await navigator.serviceWorker.ready
          const kept = await (await caches.open('samsyn-kept')).match('/kept/folders/lewp-next')
          return (await kept?.text())?.includes('+358 50 123 4567')
        }),
      )
      .toBe(true)
    await context.setOffline(true)
    await reader.goto(`${folder}/${positionId}`)
    await reader.getByText('Contacts (1)').click()
    await reader.getByRole('link', { name: '+358 50 123 4567' }).waitFor()
    expect(await violations(reader)).toEqual([])
    await context.setOffline(false)

    await lead.getByRole('button', { name: 'Change your delegation’s contact' }).press('Enter')
    for (const label of ['Name or function', 'Phone', 'Mail']) await dialog.getByLabel(label).fill('')
    await dialog.getByRole('button', { name: 'Remove the contact' }).press('Enter')
    await add.waitFor()
    await expect.poll(() => reader.getByText('Contacts (1)').count(), { timeout: 10_000 }).toBe(0)
    expect(faults).toEqual([])
  })
})
