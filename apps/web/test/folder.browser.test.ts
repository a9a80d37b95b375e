import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openDraft } from '../../server/test/support/drafter.ts'
import {
  anHourAgo,
  insertMeeting,
  releaseAgain,
  releasePosition,
} from '../../server/test/support/released-position.ts'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'
import { press, tabTo } from './support/keyboard.ts'

const meetingId = 'lewp-today'
const folder = `/meetings/${meetingId}/folder`

describe('the folder of a meeting', () => {
  let server: TestServer
  let browser: Browser
  const positions: string[] = []
  const contexts: BrowserContext[] = []

  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
    const items = await insertMeeting(server, { id: meetingId, startsAt: anHourAgo(), items: 3 })
    for (const [index, agendaItemId] of items.entries()) {
      const more = { agendaItemId, dossierId: 'csa-regulation', title: `Sample: text ${index + 1}` }
      positions.push((await releasePosition(server, `Words of text ${index + 1}.`, more)).id)
    }
  }, 120_000)
  afterEach(() => Promise.all(contexts.splice(0).map((context) => context.close())))
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  const open = async (path: string, more: Parameters<typeof openAs>[3] = {}, personId = 'delegate-fi') => {
    const opened = await openAs(browser, server.url, personId, {
      language: 'en',
      viewport: viewports.phone,
      ...more,
    })
    contexts.push(opened.context)
    await opened.page.goto(path)
    return opened
  }
  const shows = (page: Page, title: string) =>
    page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
  const isOurs = (page: Page) =>
    page.waitForFunction(() =>
      Object.keys(document.querySelector('h1') ?? {}).some((key) => key.startsWith('__react')),
    )
  const entryPath = (index: number) => `${folder}/${positions[index]}`

  it('[W360] shows the agenda, the state of each text, both clocks, whom to ask and how fresh it is', async () => {
    const { page, faults } = await open(folder)
    await shows(page, 'LEWP (Police), today')
    expect(await page.locator('.folder-row').count()).toBe(3)
    expect(await page.locator('.folder-row .folder-tag').allInnerTexts()).toEqual(Array(3).fill('Final text'))
    const when = await page.locator('.folder-when').innerText()
    expect(when).toMatch(/Brussels \(\d\d:\d\d–\d\d:\d\d Helsinki\)/)
    await page.getByText(/^Last updated .* Brussels time \(now\)$/).waitFor()
    const contacts = page.getByRole('region', { name: 'Contacts' }).getByRole('listitem')
    expect(await contacts.count()).toBe(3)
    expect(await contacts.first().innerText()).toContain('Justitsministeriet')
    // All of a row leads to its text.
    await page
      .locator('.folder-row')
      .nth(1)
      .click({ position: { x: 10, y: 10 } })
    await shows(page, 'Sample: text 2')
    expect(new URL(page.url()).pathname).toBe(entryPath(1))
    expect(faults).toEqual([])
  })

  it('[W361] goes from text to text by links with titles, arrows, letters and the way back', async () => {
    const { page } = await open(entryPath(0), { viewport: viewports.desktop })
    await shows(page, 'Sample: text 1')
    await page.getByRole('link', { name: 'Next · item 2 Sample: text 2' }).click()
    await shows(page, 'Sample: text 2')
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    expect(await page.getByRole('link', { name: 'Previous · item 1 Sample: text 1' }).count()).toBe(1)
    await press(page, 'ArrowRight')
    await shows(page, 'Sample: text 3')
    // There is none after the last.
    await press(page, 'ArrowRight')
    await shows(page, 'Sample: text 3')
    await press(page, 'k')
    await shows(page, 'Sample: text 2')
    await press(page, 'ArrowLeft')
    await shows(page, 'Sample: text 1')
    await press(page, 'j')
    await shows(page, 'Sample: text 2')
    await page.goBack()
    await shows(page, 'Sample: text 1')
  })

  it('[W361] the letters can be switched off, and a reload keeps that', async () => {
    const { page } = await open(folder)
    const letters = page.getByRole('checkbox', { name: 'The keys J and K do so, too' })
    await tabTo(page, letters)
    await page.keyboard.press('Space')
    expect(await letters.isChecked()).toBe(false)
    await page.goto(entryPath(0))
    await shows(page, 'Sample: text 1')
    await isOurs(page)
    await press(page, 'j')
    await press(page, 'ArrowRight')
    // Both were taken in the order in which they were pressed: the letter went nowhere.
    await shows(page, 'Sample: text 2')
  })

  it('[W361] goes from text to text by a swipe', async () => {
    const { page, context } = await open(entryPath(1), { hasTouch: true, isMobile: true })
    await shows(page, 'Sample: text 2')
    // The text comes with the page; what answers to a finger comes with the scripts.
    await isOurs(page)
    const session = await context.newCDPSession(page)
    const swipe = async (from: number, to: number) => {
      const y = 400
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
        session.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y }] })
      await touch('touchStart', from)
      await touch('touchMove', (from + to) / 2)
      await touch('touchMove', to)
      await touch('touchEnd')
    }
    await swipe(300, 100)
    await shows(page, 'Sample: text 3')
    await swipe(100, 300)
    await shows(page, 'Sample: text 2')
  })

  it('[W362] is where a delegate begins on the day, once; the desk leads there always, and so do the meetings', async () => {
    const { page } = await open('/')
    await page.waitForURL(`**${folder}`)
    await shows(page, 'LEWP (Police), today')
    await page.getByRole('link', { name: 'Samsyn, to my desk' }).click()
    await page.getByRole('heading', { name: 'Today: LEWP (Police), today' }).waitFor()
    await page.getByRole('link', { name: 'Open the meeting folder' }).click()
    await shows(page, 'LEWP (Police), today')
    await page.goto('/meetings')
    expect(await page.getByRole('link', { name: /^Meeting folder.*, today$/ }).getAttribute('href')).toBe(
      folder,
    )
    await page.goto(`/meetings/${meetingId}`)
    expect(await page.getByRole('link', { name: 'Meeting folder', exact: true }).getAttribute('href')).toBe(
      folder,
    )
  })

  it('[W362] whoever also writes stays at their desk', async () => {
    const { page } = await open('/', {}, 'lead-fi')
    await page.getByRole('heading', { name: 'Today: LEWP (Police), today' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/')
  })

  it('[W363] shows without a reload that a text was superseded, suspended, withdrawn', async () => {
    const [overview, reading] = await Promise.all([open(folder), open(entryPath(0))])
    await shows(reading.page, 'Sample: text 1')
    await reading.page.getByText('Words of text 1.').waitFor({ state: 'attached' })
    const drafter = await server.signIn('drafter-dk')
    const lead = await server.signIn('lead-dk')
    const params = { positionId: positions[0] ?? '' }
    const { revision } = await lead.call('getPosition', { params })
    await lead.call('reopenDraft', { params, body: { revision, reason: 'A better wording.' } })
    const draft = openDraft(drafter, params.positionId)
    await draft.synced()
    draft.type('Words that came later.')
    await draft.saved()
    draft.leave()
    await releaseAgain(server, params.positionId)
    await reading.page.getByText('Words that came later.').waitFor({ state: 'attached' })
    await reading.page.locator('.release-state').getByText('Version 2').waitFor()
    await overview.page.locator('.folder-row').first().getByText('Version 2').waitFor()

    const leadSe = await server.signIn('lead-se')
    const { releaseInForce } = await lead.call('getPosition', { params })
    await leadSe.call('doAct', {
      params,
      body: {
        act: { kind: 'withdraw_support', releaseId: releaseInForce ?? '', reason: 'A new mandate.' },
      },
    })
    await reading.page.locator('.release[data-state=suspended]').waitFor()
    await overview.page.locator('.folder-row[data-state=suspended]').waitFor()

    const withdrawn = { positionId: positions[1] ?? '' }
    const before = await lead.call('getPosition', { params: withdrawn })
    await lead.call('withdrawPosition', {
      params: withdrawn,
      body: { revision: before.revision, reason: 'The file was closed.' },
    })
    await overview.page.locator('.folder-row[data-state=withdrawn]').waitFor()
    // One goes past it now.
    await reading.page.getByRole('link', { name: 'Next · item 3 Sample: text 3' }).waitFor()
  })

  it('[W430] is saved as one PDF, and says why not', async () => {
    const { page } = await open(folder)
    const link = page.getByRole('link', { name: 'Meeting folder as PDF' })
    const [download] = await Promise.all([page.waitForEvent('download'), link.press('Enter')])
    expect(download.suggestedFilename()).toMatch(/\.pdf$/)
    await page.context().setOffline(true)
    await link.click()
    await page.locator('[role=status][data-kind=refused]').getByText(/\w/).waitFor()
  })

  it('[W446] links under one another in a list of meetings are 24 pixels high', async () => {
    const { page } = await open('/meetings')
    const rows = page.getByRole('article').getByRole('link')
    await rows.filter({ hasText: 'Meeting folder' }).first().waitFor()
    for (const link of await rows.all()) {
      expect((await link.boundingBox())?.height, await link.innerText()).toBeGreaterThanOrEqual(24)
    }
  })

  it('[W444] asks anew for what concerns it, not for what happens elsewhere, and is not sent again what it has', async () => {
    const { page } = await openAs(browser, server.url, 'lead-dk', { language: 'en' })
    contexts.push(page.context())
    const statuses: number[] = []
    page.on('response', (response) => {
      if (new URL(response.url()).pathname === `/api${folder}`) statuses.push(response.status())
    })
    await page.goto(folder)
    await shows(page, 'LEWP (Police), today')
    // It came with the page, and is asked for once it hears of changes.
    await expect.poll(() => statuses, { timeout: 10_000 }).toEqual([304])

    const penholder = await server.signIn('drafter-fi')
    const lead = await server.signIn('lead-dk')
    const elsewhere = { positionId: 'reporting-template' }
    for (const title of ['One title', 'Another title']) {
      const { revision } = await penholder.call('getPosition', { params: elsewhere })
      await penholder.call('renamePosition', { params: elsewhere, body: { revision, title } })
    }
    const params = { positionId: positions[2] ?? '' }
    const { revision } = await lead.call('getPosition', { params })
    await lead.call('withdrawPosition', { params, body: { revision, reason: 'The file was closed.' } })
    await page
      .locator('.folder-row', { hasText: 'Sample: text 3' })
      .and(page.locator('[data-state=withdrawn]'))
      .waitFor()
    expect(statuses).toEqual([304, 200])
  })
})
