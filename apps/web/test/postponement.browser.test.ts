import type { RouteBody } from '@samsyn/protocol'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { releasePosition } from '../../server/test/support/released-position.ts'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

describe('a meeting that is postponed', () => {
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

  it('[W601] [W602] [W603] a lead stands by the final text, and the page of the coordinator, its reader and the folder say so at once', async () => {
    const released = await releasePosition(server, 'What was agreed for the meeting.')
    const { id: positionId, releaseInForce: releaseId } = released
    const meetingId = released.meeting?.id ?? ''
    const faults: string[] = []
    const open = async (personId: string, path: string) => {
      const opened = await openAs(browser, server.url, personId, { language: 'en' })
      contexts.push(opened.context)
      await opened.page.goto(path)
      return { ...opened, faultsOf: opened.faults }
    }
    const coordinator = await open('secretariat', '/')
    const reader = await open('delegate-se', `/read/${releaseId}`)
    const folder = await open('delegate-fi', `/meetings/${meetingId}/folder`)
    const lead = await open('lead-fi', `/positions/${positionId}/versions/1`)
    const line = (page: typeof lead.page) => page.locator('[data-postponed]').filter({ visible: true })
    const waiting = 'Meeting postponed: waiting for Denmark, Finland and Sweden to reconfirm'
    await reader.page.locator('.release[data-state=final]').waitFor()
    await folder.page.locator('.folder-row').first().waitFor()
    expect(await line(reader.page).count()).toBe(0)

    const secretariat = await server.signIn('secretariat')
    const params = { meetingId }
    const { title, startsAt, endsAt, place, status, isChathamHouse } = await secretariat.call('getMeeting', {
      params,
    })
    const was = { title, startsAt, endsAt, place, status, isChathamHouse }
    const becomes: RouteBody<'changeMeeting'>['becomes'] = { ...was, status: 'postponed' }
    await secretariat.call('changeMeeting', { params, body: { was, becomes } })
    for (const { page } of [reader, folder, coordinator, lead])
      await line(page).getByText(waiting).first().waitFor()
    await reader.page.locator('.release[data-state=final]').waitFor()
    expect(await violations(reader.page)).toEqual([])
    expect(await violations(coordinator.page)).toEqual([])

    await lead.page.setViewportSize(viewports.phone)
    const stand = lead.page.getByRole('button', { name: 'We stand by it', exact: true })
    await stand.waitFor()
    expect(await violations(lead.page)).toEqual([])
    await stand.press('Enter')
    const dialog = lead.page.getByRole('dialog')
    await dialog.getByText('stands by this final text although').waitFor()
    expect(await violations(lead.page)).toEqual([])
    await dialog.locator('button[type=submit]').press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await lead.page.getByText('Your country has reconfirmed this final text.').waitFor()
    await expect.poll(() => stand.count()).toBe(0)
    const some = 'Meeting postponed: reconfirmed by Finland; waiting for Denmark and Sweden'
    for (const { page } of [reader, folder, coordinator]) await line(page).getByText(some).first().waitFor()

    // What waits on the desk of a lead, and the way there.
    const other = await open('lead-dk', '/')
    const card = other.page.locator('article', { hasText: released.title })
    await card
      .filter({ hasText: 'does your country stand by' })
      .getByRole('link', { name: /^Answer/ })
      .press('Enter')
    await other.page.getByRole('button', { name: 'We stand by it', exact: true }).waitFor()

    // The place of the text itself says it, too.
    await lead.page.goto(`/positions/${positionId}`)
    await line(lead.page).getByText(some).first().waitFor()
    for (const { faultsOf } of [reader, folder, coordinator, lead, other]) faults.push(...faultsOf)
    expect(faults).toEqual([])
  })
})
