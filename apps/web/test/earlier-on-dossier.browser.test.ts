import { randomUUID } from 'node:crypto'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { insertMeeting, releasePosition } from '../../server/test/support/released-position.ts'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

const day = 86_400_000
const dossierId = 'csa-regulation'
const folder = '/meetings/lewp-next-time/folder'

describe('what came before on a dossier, in the folder', () => {
  let server: TestServer
  let browser: Browser
  let positionId: string
  let textId: string
  const contexts: BrowserContext[] = []

  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
    const [[past = ''], [next = '']] = [
      await insertMeeting(server, {
        id: 'lewp-was',
        title: 'LEWP, before',
        startsAt: Date.now() - 30 * day,
        items: 1,
      }),
      await insertMeeting(server, {
        id: 'lewp-next-time',
        title: 'LEWP, next',
        startsAt: Date.now() + day,
        items: 2,
      }),
    ]
    const before = await releasePosition(server, 'Words of then.', {
      agendaItemId: past,
      dossierId,
      title: 'Sample: what was said before',
    })
    positionId = before.id
    textId = (
      await releasePosition(server, 'Words of now.', { agendaItemId: next, dossierId, title: 'Sample: now' })
    ).id
    await (await server.signIn('lead-fi')).call('submitReport', {
      params: { positionId },
      body: {
        id: randomUUID(),
        releaseId: before.releaseInForce ?? '',
        personId: 'lead-fi',
        country: 'FI',
        replaces: null,
        outcome: 'partly',
        sections: [],
        said: [],
        facts: '',
        conclusion: '',
        assessment: { text: '', isShared: false },
        evidence: [],
        followUps: [],
      },
    })
    await consolidate('not', [])
  }, 120_000)
  afterEach(() => Promise.all(contexts.splice(0).map((context) => context.close())))
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  async function consolidate(
    outcome: 'not' | 'partly',
    followUps: { action: string; owner: 'DK'; due: string }[],
  ) {
    const secretariat = await server.signIn('secretariat')
    const params = { positionId }
    const { reports, consolidation } = await secretariat.call('getReportBack', { params })
    await secretariat.call('consolidateReports', {
      params,
      body: {
        id: randomUUID(),
        basedOn: reports.filter(({ counts }) => counts).map(({ id }) => id),
        replaces: consolidation?.id ?? null,
        outcome,
        said: [],
        conclusion: '',
        dividingLine: 'The period.',
        nextStep: 'Written comments.',
        followUps,
      },
    })
  }
  const open = async (personId: string, more: Parameters<typeof openAs>[3] = {}) => {
    const opened = await openAs(browser, server.url, personId, {
      language: 'en',
      viewport: viewports.phone,
      serviceWorkers: 'allow',
      ...more,
    })
    contexts.push(opened.context)
    await opened.page.goto(folder)
    return opened
  }
  const told = (page: Page) => page.locator('.folder-earlier').first()
  const summary = (page: Page) => told(page).getByText('Earlier on this dossier (1)')

  it('[W538] is folded under its item and below the text, told anew when it changes, and opens in flight mode', async () => {
    const { page, context, faults } = await open('delegate-fi')
    await summary(page).click()
    await told(page).getByText('Not reflected').waitFor()
    await told(page).getByText('Written comments.').waitFor()
    await told(page)
      .getByText(/^LEWP, before · /)
      .waitFor()
    await consolidate('partly', [{ action: 'Send the table', owner: 'DK', due: '2026-11-02' }])
    await told(page).getByText('Partly').waitFor()
    await told(page).getByText('Send the table').waitFor()
    await told(page).getByText('Overdue').waitFor()
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await expect
      .poll(
        () =>
          page.evaluate(async () => {
            const kept = await (await caches.open('samsyn-kept')).match('/kept/folders/lewp-next-time')
            return (await kept?.text())?.includes('Send the table') ?? false
          }),
        { timeout: 20_000 },
      )
      .toBe(true)
    await context.setOffline(true)
    await page.reload()
    expect(await told(page).evaluate((element) => (element as HTMLDetailsElement).open)).toBe(false)
    // By the keyboard, too.
    await summary(page).focus()
    await page.keyboard.press('Enter')
    await told(page).getByText('Send the table').waitFor()
    await page.goto(`${folder}/${textId}`)
    await page.getByText('Words of now.').waitFor({ state: 'attached' })
    await summary(page).click()
    await told(page).getByText('Written comments.').waitFor()
    expect(faults.filter((fault) => !/WebSocket connection|ERR_|Failed to fetch/.test(fault))).toEqual([])
  })

  it('[W538] is not there for whoever may not read the reports', async () => {
    const { page } = await open('delegate-is')
    await page.getByRole('heading', { level: 1, name: 'LEWP, next' }).waitFor()
    expect(await page.locator('.folder-earlier').count()).toBe(0)
    const answer = await page.context().request.get(`/api${folder}`)
    expect(await answer.text()).not.toContain('Written comments.')
  })

  it('[W538] [W1] stands on the page without any script, and breaks no rule of WCAG 2.2 AA', async () => {
    const bare = await open('delegate-fi', { javaScriptEnabled: false, serviceWorkers: 'block' })
    await summary(bare.page).click()
    await told(bare.page).getByText('Written comments.').waitFor()
    for (const viewport of Object.values(viewports)) {
      const { page } = await open('delegate-fi', { viewport })
      await summary(page).click()
      await told(page).getByText('Written comments.').waitFor()
      expect(await violations(page)).toEqual([])
    }
  })
})
