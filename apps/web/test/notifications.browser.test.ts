import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linkFor } from '../../server/test/support/accounts.ts'
import { type MailServer, startMailServer } from '../../server/test/support/mail-server.ts'
import {
  type Client,
  signIn,
  startTestServer,
  type TestServer,
} from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'
import { giveDevice } from './support/passkeys.ts'

const positionId = 'yearly-overview'

describe('notifications', () => {
  let server: TestServer
  let browser: Browser
  let post: MailServer
  let secretariat: Client
  beforeAll(async () => {
    post = await startMailServer()
    server = await startTestServer({
      SMTP_URL: `smtp://127.0.0.1:${post.port}`,
      MAIL_FROM: 'Samsyn <samsyn@example.org>',
    })
    browser = await launchBrowser()
    secretariat = await signIn(server.url, 'secretariat')
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
    await post.stop()
  })

  it('[W439] [W440] what waits and what one was told are asked once, each title in the language of its text', async () => {
    const leadFi = await signIn(server.url, 'lead-fi')
    await expect.poll(async () => (await leadFi.call('getNotifications')).unread).toBeGreaterThan(0)
    const { page, context, faults } = await openAs(browser, server.url, 'lead-fi', { language: 'en' })
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    // The answers come when the line for news has stood.
    const stands = Promise.withResolvers<void>()
    page.on('websocket', (line) => {
      if (line.url().includes('/socket.io/'))
        line.on('framereceived', ({ payload }) => String(payload).startsWith('40') && stands.resolve())
    })
    for (const path of ['**/api/desk', '**/api/notifications'])
      await page.route(path, async (route) => {
        await stands.promise
        await new Promise((resolve) => setTimeout(resolve, 200))
        await route.continue()
      })
    await page.goto('/notifications')
    await page.getByRole('listitem').first().waitFor()
    await stands.promise
    // What might be asked again is asked a second after the line stood.
    await page.waitForTimeout(2_500)
    for (const path of ['/api/notifications', '/api/desk'])
      expect(asked.filter((each) => each === path).length, path).toBeLessThan(2)
    const { notifications } = await leadFi.call('getNotifications')
    const [told] = notifications.flatMap(({ position }) => position ?? [])
    expect(
      await page
        .getByRole('listitem')
        .getByText(told?.title ?? '')
        .first()
        .getAttribute('lang'),
    ).toBe(told?.draftingLanguage)
    expect(faults).toEqual([])
    await context.close()
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

  it('[W531] whoever has a passkey confirms with it that no more mails are sent, and the address of before is told', async () => {
    const link = await linkFor(server, await signIn(server.url, 'administrator'), {
      name: 'Registrar, Sweden',
      country: 'SE',
      ministry: { kind: 'none' },
      roles: [{ role: 'registrar', readsDrafts: false }],
    })
    const { context, page, faults } = await openAs(browser, server.origin, null, { locale: 'en' })
    const device = await giveDevice(page)
    await page.goto(link)
    await page.getByRole('button', { name: 'Register a passkey and go in' }).click()
    await page.getByRole('button', { name: /^Your account:/ }).waitFor()
    const { tables } = server.storage
    const person = (await tables.people.all()).find(({ name }) => name === 'Registrar, Sweden')
    await tables.mails.setAddress({
      personId: person?.id ?? '',
      address: 'registrar-se@example.org',
      confirmedAt: new Date().toISOString(),
      digestHour: 8,
      digestedOn: '2026-01-01',
    })
    await page.goto('/account#notifications')
    const remove = page.getByRole('button', { name: 'Send no more mails' })
    await device.verify(false)
    await remove.press('Enter')
    await page.getByRole('alert').first().waitFor()
    expect(await tables.mails.addressOf(person?.id ?? '')).not.toBeNull()
    expect(await violations(page)).toEqual([])
    await device.verify(true)
    await remove.press('Enter')
    await page.getByText('You have given no address, so nothing is mailed to you.').waitFor()
    await expect
      .poll(() => post.mails.map(({ subject }) => subject))
      .toContain('Samsyn: your mails no longer go here')
    expect(faults).toEqual([])
    await context.close()
  })

  it('[W342] an address counts once its code has come back; each kind is told as chosen; a calendar’s address is shown once', async () => {
    const { context, page, faults } = await openAs(browser, server.url, 'lead-se', { language: 'en' })
    await page.goto('/account#notifications')
    const send = page.getByRole('button', { name: 'Send the code' })
    await send.press('Enter')
    await page.getByText('Enter an address like name@ministry.example.').waitFor()
    expect(await violations(page)).toEqual([])
    await page.getByLabel('Your address').fill('lead-se@example.org')
    await send.press('Enter')
    await page.getByText('The code is on its way to lead-se@example.org.').waitFor()
    const code = /\b\d{6}\b/.exec(post.mails.at(-1)?.text ?? '')?.[0] ?? ''
    await page.getByLabel('Code', { exact: true }).fill(code === '000000' ? '111111' : '000000')
    await page.getByRole('button', { name: 'Confirm the address' }).press('Enter')
    await page.getByText('The code is wrong or no longer counts.').waitFor()
    await page.getByLabel('Code', { exact: true }).fill(code)
    await page.getByRole('button', { name: 'Confirm the address' }).press('Enter')
    await page.getByText('Mails go to lead-se@example.org.').waitFor()
    await page.getByRole('combobox', { name: 'Comments that mention or answer you' }).selectOption('mail')
    await page.getByText('Saved', { exact: true }).waitFor()
    const account = page.getByRole('combobox', { name: 'Your account' })
    expect(await account.locator('option[value=none]').count()).toBe(0)
    expect(await violations(page)).toEqual([])

    await page.getByRole('button', { name: 'Make an address' }).press('Enter')
    const address = page.getByLabel('Secret address, shown once')
    await address.waitFor()
    const made = await address.inputValue()
    expect((await fetch(made)).status).toBe(200)
    await page.reload()
    await page.getByText('It is not shown again; a new one takes its place.').waitFor()
    expect(await address.count()).toBe(0)
    await page.getByRole('button', { name: 'Remove the address' }).press('Enter')
    await page.getByText('There is no address.').waitFor()
    expect((await fetch(made)).status).toBe(404)
    await page.getByRole('button', { name: 'Send no more mails' }).press('Enter')
    await page.getByText('You have given no address, so nothing is mailed to you.').waitFor()
    expect(faults).toEqual([])
    await context.close()
  })

  const drafterMentions = async () =>
    (await signIn(server.url, 'drafter-dk')).call('raiseThread', {
      params: { positionId: 'reporting-template' },
      body: {
        audience: null,
        anchor: { start: 'AQID', end: 'BAUG', quote: 'Definitions matter' },
        text: 'A word',
        mentions: [{ kind: 'person', personId: 'lead-fi' }],
      },
    })
})
