import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { anHourAgo, insertMeeting, releasePosition } from '../../server/test/support/released-position.ts'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'
import { press, tabTo } from './support/keyboard.ts'

const day = 86_400_000
const meetings = {
  today: { title: 'LEWP (Police), today', startsAt: anHourAgo() },
  soon: { title: 'LEWP (Police), soon', startsAt: Date.now() + 3 * day },
  far: { title: 'LEWP (Police), far', startsAt: Date.now() + 20 * day },
  over: { title: 'LEWP (Police), over', startsAt: Date.now() - 3 * day },
} as const
const folderOf = (id: keyof typeof meetings) => `/meetings/lewp-${id}/folder`

describe('the start page of a delegate', () => {
  let server: TestServer
  let browser: Browser
  const contexts: BrowserContext[] = []

  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
    for (const [id, { title, startsAt }] of Object.entries(meetings)) {
      const [agendaItemId = ''] = await insertMeeting(server, { id: `lewp-${id}`, title, startsAt, items: 2 })
      await releasePosition(server, `Words for ${id}.`, {
        agendaItemId,
        dossierId: 'csa-regulation',
        title: `Sample: text for ${id}`,
      })
    }
  }, 120_000)
  afterEach(() => Promise.all(contexts.splice(0).map((context) => context.close())))
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  const open = async (path: string, personId = 'delegate-fi', more: Parameters<typeof openAs>[3] = {}) => {
    const opened = await openAs(browser, server.url, personId, {
      language: 'en',
      viewport: viewports.phone,
      serviceWorkers: 'allow',
      ...more,
    })
    contexts.push(opened.context)
    await opened.page.goto(path)
    return opened
  }
  const shellIsKept = (page: Page) =>
    page.evaluate(async () => {
      await navigator.serviceWorker.ready
    })
  const keptTitles = (page: Page) => page.locator('.kept-title').allInnerTexts()
  const keep = async (page: Page, id: keyof typeof meetings) => {
    await page.goto(folderOf(id))
    const box = page.getByRole('checkbox', { name: 'Keep on this device' })
    await box.check()
    // It is on the device, and not only asked for.
    await box.and(page.locator(':checked[aria-busy=false]')).waitFor()
  }

  it("[W535] shows today's folder first, each of its texts one tap away, then those within seven days and the later ones", async () => {
    const { page, faults } = await open('/read')
    await shellIsKept(page)
    for (const { title } of [meetings.today, meetings.soon])
      await expect.poll(() => keptTitles(page), { timeout: 20_000 }).toContain(title)
    await page.reload()
    const today = page.getByRole('region', { name: 'Today: LEWP (Police), today' })
    await today.getByText('Item 2 of today').waitFor()
    await today.getByText(/Brussels \(\d\d:\d\d–\d\d:\d\d Helsinki\)/).waitFor()
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual([
      'Today: LEWP (Police), today',
      'Within seven days',
      'On this device',
      'Later',
    ])
    const rows = (title: string) =>
      page.getByRole('heading', { name: title, exact: true }).locator('xpath=following-sibling::ul[1]')
    await rows('Within seven days').getByRole('link', { name: meetings.soon.title }).waitFor()
    await rows('Later').getByRole('link', { name: meetings.far.title }).waitFor()
    expect(await page.getByRole('link', { name: meetings.over.title }).count()).toBe(0)
    await today.getByRole('link', { name: 'Sample: text for today' }).click()
    await page.getByRole('heading', { level: 1, name: 'Sample: text for today', exact: true }).waitFor()
    await page.getByText('Words for today.').waitFor({ state: 'attached' })
    // And back from the folder to all of them.
    const way = page.getByRole('navigation', { name: 'Meeting folder', exact: true })
    await way.getByRole('link', { name: meetings.today.title }).click()
    await page.getByRole('link', { name: 'All meeting folders, and what is on this device' }).click()
    await today.waitFor()
    expect(faults).toEqual([])
  })

  it('[W581] what is on the device stands below the meetings where nothing was, and stays there while the page is open; the desk and the meetings lead to it', async () => {
    const { page } = await open('/', 'lead-se')
    await page.getByRole('link', { name: 'All meeting folders, and what is on this device' }).click()
    await page
      .getByRole('region', { name: 'Today: LEWP (Police), today' })
      .getByText('Item 2 of today')
      .waitFor()
    const headings = () => page.getByRole('heading', { level: 2 }).allInnerTexts()
    const below = ['Today: LEWP (Police), today', 'Within seven days', 'Later', 'On this device']
    await expect.poll(headings).toEqual(below)
    await keep(page, 'soon')
    await page.goto('/meetings')
    await page.getByRole('link', { name: 'All meeting folders, and what is on this device' }).click()
    await expect.poll(() => keptTitles(page)).toEqual([meetings.soon.title])
    const between = ['Today: LEWP (Police), today', 'Within seven days', 'On this device', 'Later']
    expect(await headings()).toEqual(between)
    await page.getByRole('button', { name: `Remove ${meetings.soon.title} from this device` }).click()
    await page.getByText(`${meetings.soon.title} is no longer on this device.`).waitFor()
    expect(await headings()).toEqual(between)
    await page.reload()
    await expect.poll(headings).toEqual(below)
  })

  it('[W536] lists what is on the device with age, size and room; what is over says so and stays until it is removed', async () => {
    const { page } = await open(folderOf('today'))
    await keep(page, 'over')
    await page.goto('/read')
    await expect.poll(() => keptTitles(page)).toContain(meetings.over.title)
    // Today's and the one within seven days come by themselves.
    for (const { title } of [meetings.today, meetings.soon])
      await expect.poll(() => keptTitles(page), { timeout: 10_000 }).toContain(title)
    const kept = page.locator('.kept')
    const over = kept.locator('li', { hasText: meetings.over.title })
    await over.getByText(/The meeting is over\. The folder can be removed; it goes by itself on /).waitFor()
    await over.getByText(/^On this device, as of /).waitFor()
    await over.getByText(/^Takes \d+ kB$/).waitFor()
    expect(await kept.getByText(/The meeting is over/).count()).toBe(1)
    const room = async () =>
      (await page.locator('#kept-room').innerText()).match(/^(\d+) of 30 folders, \d+ kB of 25 MB$/)
    const before = Number((await room())?.[1])
    expect(before).toBeGreaterThanOrEqual(3)
    for (const title of [meetings.over.title, meetings.soon.title]) {
      const remove = kept.getByRole('button', { name: `Remove ${title} from this device` })
      await tabTo(page, remove)
      await press(page, 'Enter')
      await kept.getByText(`${title} is no longer on this device.`).waitFor()
      await expect.poll(() => keptTitles(page)).not.toContain(title)
      await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('kept')
    }
    await expect.poll(async () => Number((await room())?.[1])).toBe(before - 2)
    // What is still ahead does not come back by itself.
    await page.reload()
    await expect.poll(() => keptTitles(page)).toContain(meetings.today.title)
    const renewed = page.waitForResponse((answer) => answer.url().endsWith(folderOf('today')))
    await page.goto(folderOf('far'))
    await renewed
    await page.goto('/read')
    await page.locator('.kept-title').first().waitFor()
    expect(await keptTitles(page)).not.toContain(meetings.soon.title)
  })

  it('[W537] in flight mode, after a reload, it has what is on the device, and removes it there', async () => {
    const { page, context } = await open('/read')
    await shellIsKept(page)
    await expect.poll(() => keptTitles(page), { timeout: 10_000 }).toContain(meetings.soon.title)
    await expect.poll(() => keptTitles(page)).toContain(meetings.today.title)
    await context.setOffline(true)
    await page.reload()
    await page.getByText('No connection. These folders are on this device.').waitFor()
    const today = page.getByRole('region', { name: 'Today: LEWP (Police), today' })
    await today.getByText(/^Last updated .* Brussels time \(/).waitFor()
    expect(await page.getByRole('link', { name: meetings.far.title }).count()).toBe(0)
    const remove = page.getByRole('button', { name: `Remove ${meetings.soon.title} from this device` })
    await remove.click()
    await remove.waitFor({ state: 'detached' })
    await page.reload()
    await page.getByText('No connection. These folders are on this device.').waitFor()
    expect(await keptTitles(page)).not.toContain(meetings.soon.title)
    await today.getByRole('link', { name: 'Sample: text for today' }).click()
    await page.getByText('Words for today.').waitFor({ state: 'attached' })
  })

  it('[W537] says that it loads, that nothing is kept, and that the server answers with a fault', async () => {
    const { page, context } = await openAs(browser, server.url, 'lead-se', { language: 'en' })
    contexts.push(context)
    const held = Promise.withResolvers<void>()
    await page.route('**/api/meetings', async (route) => {
      await held.promise
      await route.fulfill({ status: 503, json: {} })
    })
    await page.goto('/read')
    await page.getByRole('status').filter({ hasText: 'Loading' }).waitFor()
    held.resolve()
    const retry = page.getByRole('button', { name: 'Try again' })
    await retry.waitFor()
    await page.getByText(/^No folder is on this device yet\./).waitFor()
    await page.unroute('**/api/meetings')
    await retry.click()
    await page.getByRole('link', { name: meetings.far.title }).waitFor()
    await expect.poll(() => retry.count()).toBe(0)
  })

  it('[W535] [W1] breaks no rule of WCAG 2.2 AA with a meeting of today and one that is over', async () => {
    for (const viewport of Object.values(viewports)) {
      const { page } = await open(folderOf('today'), 'delegate-fi', { viewport })
      await keep(page, 'over')
      await page.goto('/read')
      await page.getByText(/The meeting is over\. The folder/).waitFor()
      await page.getByText('Item 2 of today').waitFor()
      expect(await violations(page)).toEqual([])
    }
  })
})
