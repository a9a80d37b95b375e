import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Client,
  signIn,
  startTestServer,
  type TestServer,
} from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

const positionId = 'yearly-overview'

describe('notifications', () => {
  let server: TestServer
  let browser: Browser
  let secretariat: Client
  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
    secretariat = await signIn(server.url, 'secretariat')
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  it('[W340] the bell counts what is unread, live; whoever goes to the place has read it, on every device', async () => {
    const leadFi = await signIn(server.url, 'lead-fi')
    await expect.poll(async () => (await leadFi.call('getNotifications')).unread).toBeGreaterThan(0)
    const desktop = await openAs(browser, server.url, 'lead-fi', { language: 'en' })
    const phone = await openAs(browser, server.url, 'lead-fi', { language: 'en', viewport: viewports.phone })
    const { page } = desktop
    await page.goto('/notifications')
    await phone.page.goto('/')
    await page.getByRole('button', { name: 'Mark all as read' }).press('Enter')
    await page.getByText('All read').waitFor()
    const bell = (of: typeof page, name: string) => of.getByRole('link', { name, exact: true })
    await bell(page, 'Notifications').waitFor()
    await bell(phone.page, 'Notifications').waitFor()

    const { round } = await secretariat.call('getPosition', { params: { positionId } })
    await secretariat.call('remindRound', { params: { positionId }, body: { roundId: round?.id ?? '' } })
    await bell(phone.page, 'Notifications, 1 unread').waitFor()
    const told = page
      .getByRole('listitem')
      .filter({ hasText: 'A reminder: your delegation’s answer is missing' })
    await told.getByText('Unread').waitFor()
    expect(await violations(page)).toEqual([])
    expect(await violations(phone.page)).toEqual([])
    await bell(phone.page, 'Notifications, 1 unread').press('Enter')
    await phone.page
      .getByRole('link', { name: 'A reminder: your delegation’s answer is missing' })
      .press('Enter')
    await phone.page.waitForURL(`**/positions/${positionId}/versions/2`)
    await bell(page, 'Notifications').waitFor()
    await told.getByText('Unread').waitFor({ state: 'detached' })

    await drafterMentions()
    await bell(page, 'Notifications, 1 unread').waitFor()
    await page.getByRole('button', { name: 'Mark as read: You were mentioned in a comment' }).press('Enter')
    await bell(page, 'Notifications').waitFor()
    expect([...desktop.faults, ...phone.faults]).toEqual([])
    await desktop.context.close()
    await phone.context.close()
  })

  it('[W341] whoever was told nothing yet is told what would be here; in Finnish everything fits a phone', async () => {
    const { context, page, faults } = await openAs(browser, server.url, 'administrator', {
      language: 'fi',
      viewport: viewports.phone,
    })
    await page.goto('/notifications')
    await page.getByText('Mitään sinua koskevaa ei ole vielä tapahtunut').waitFor()
    expect(await violations(page)).toEqual([])
    const isTooWide = () => document.documentElement.scrollWidth > document.documentElement.clientWidth
    expect(await page.evaluate(isTooWide)).toBe(false)
    await context.close()
    const lead = await openAs(browser, server.url, 'lead-fi', { language: 'fi', viewport: viewports.phone })
    await lead.page.goto('/notifications')
    await lead.page.getByRole('listitem').first().waitFor()
    expect(await lead.page.evaluate(isTooWide)).toBe(false)
    expect([...faults, ...lead.faults]).toEqual([])
    await lead.context.close()
  })

  const drafterMentions = async () =>
    (await signIn(server.url, 'drafter-dk')).call('raiseThread', {
      params: { positionId: 'reporting-template' },
      body: {
        audience: null,
        anchor: { start: 'AQID', end: 'BAUG', quote: 'eight weeks' },
        text: 'A word',
        mentions: [{ kind: 'person', personId: 'lead-fi' }],
      },
    })
})
