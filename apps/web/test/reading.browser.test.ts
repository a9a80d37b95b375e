import type { ReleaseDetail } from '@samsyn/protocol'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { changeAnswers, launchBrowser, openAs, viewports } from './support/browser.ts'

describe('reading a final text', () => {
  let server: TestServer
  let browser: Browser
  let secretariat: Client
  let positionId: string
  let releaseId: string
  const contexts: BrowserContext[] = []

  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
    secretariat = await server.signIn('secretariat')
    const { positions } = await secretariat.call('getDesk')
    const released = positions.find(({ status }) => status === 'released')
    if (!released?.releaseInForce) throw new Error('The sample workspace has no final text')
    positionId = released.id
    releaseId = released.releaseInForce
  })
  afterEach(async () => {
    // An answer may still be on its way through `changing` when the page that asked is closed.
    const pages = contexts.flatMap((context) => context.pages())
    await Promise.all(pages.map((page) => page.unrouteAll({ behavior: 'ignoreErrors' })))
    await Promise.all(contexts.splice(0).map((context) => context.close()))
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  const open = async (prepare?: (page: Page) => Promise<void>) => {
    const opened = await openAs(browser, server.url, 'delegate-se', {
      language: 'en',
      viewport: viewports.phone,
    })
    contexts.push(opened.context)
    await prepare?.(opened.page)
    await opened.page.goto(`/read/${releaseId}`)
    await opened.page.locator('.release').waitFor()
    return opened
  }
  /** Lets the server's own answer reach the page with something in it changed. */
  const changing = (change: (release: ReleaseDetail) => void) => (page: Page) =>
    changeAnswers(page, `**/api/releases/${releaseId}`, change)
  const state = (page: Page) => page.locator('.release-state strong').innerText()

  it('[F5] says so at once when it would not hear of a newer text, and no longer when it would', async () => {
    const { page, context } = await open()
    const notice = page.getByText('can’t tell if the text has been superseded')
    await context.setOffline(true)
    await notice.waitFor()
    expect(await state(page)).toBe('Final text')
    await context.setOffline(false)
    await notice.waitFor({ state: 'detached' })
  })

  it('[F4] a text that was changed on the way is not shown as the one signed off', async () => {
    const { page } = await open(
      changing((release) => {
        release.doc = JSON.parse(JSON.stringify(release.doc).replace('weeks', 'months'))
      }),
    )
    await page.getByRole('alert').getByText('This is not the text that was signed off').waitFor()
  })

  it('[F4] a text that cannot be drawn leaves a sentence, not an empty page', async () => {
    const opened = await openAs(browser, server.url, 'delegate-se', { language: 'en' })
    contexts.push(opened.context)
    await changing((release) => {
      release.doc = { type: 'doc', content: [{ type: 'nothing_known' }] } as never
    })(opened.page)
    await opened.page.goto(`/read/${releaseId}`)
    await opened.page.getByRole('alert').getByText('Something went wrong on this page').waitFor()
  })

  it('[F6] tacit agreement stands apart from those who signed', async () => {
    const { page } = await open(
      changing((release) => {
        release.signOffs = release.signOffs.map((signOff, index) =>
          index === 0 ? { ...signOff, kind: 'tacit' } : signOff,
        )
      }),
    )
    const listed = (heading: string) =>
      page.getByRole('heading', { name: heading, exact: true }).locator('+ ul > li').count()
    await expect.poll(() => listed('Tacit agreement')).toBe(1)
    expect(await listed('Signed off by')).toBeGreaterThan(0)
  })

  it('[F7] prints what it is at the head of every page', async () => {
    const { page } = await open()
    await page.emulateMedia({ media: 'print' })
    const running = page.locator('.release-running')
    expect(await running.isVisible()).toBe(true)
    // The head of a table is what a browser prints again on each page.
    const display = (selector: string) =>
      page.locator(selector).evaluate((element) => getComputedStyle(element).display)
    expect(await display('.release-running')).toBe('table-header-group')
    expect(await display('.release')).toBe('table')
    const { reference } = await secretariat.call('getRelease', { params: { releaseId } })
    expect(await running.innerText()).toContain(`Final text · ${reference}`)
    // The words of the folded background are on paper too.
    expect(await page.locator('.release-fold section').first().isVisible()).toBe(true)
  })

  it('[W330] a PDF is the first of the files; it is saved, and what the reader must know of it is said', async () => {
    const { page } = await open()
    const links = page.getByText('As a file:').locator('xpath=..').getByRole('link')
    expect((await links.allInnerTexts())[0]).toBe('PDF')
    const pdf = links.first()
    const said = page.getByRole('status').filter({ hasText: /PDF|busy|reached/ })
    const [download] = await Promise.all([page.waitForEvent('download'), pdf.press('Enter')])
    expect(download.suggestedFilename()).toMatch(/^SAM .*\.pdf$/)
    await expect.poll(() => said.count()).toBe(0)
    const answering = (status: number, answer: { headers?: Record<string, string>; body: string }) =>
      page.route('**/files/pdf*', (route) => route.fulfill({ status, ...answer }))
    await answering(200, { headers: { 'samsyn-pdf': 'tagged' }, body: '%PDF' })
    await pdf.click()
    await said.getByText('does not keep all the rules for accessible PDFs').waitFor()
    await answering(503, { body: JSON.stringify({ error: { code: 'busy' } }) })
    await pdf.click()
    await page.locator('[role=status][data-kind=refused]').getByText(/\w/).waitFor()
    expect(await said.getByText('does not keep all the rules').count()).toBe(0)
  })

  it('[W430] a meeting’s folder is saved as one PDF from its page', async () => {
    const opened = await openAs(browser, server.url, 'delegate-se', {
      language: 'sv',
      viewport: viewports.phone,
    })
    contexts.push(opened.context)
    const { page } = opened
    const { agendaItem, meeting } = await secretariat.call('getPosition', { params: { positionId } })
    expect(agendaItem).not.toBeNull()
    await page.goto(`/meetings/${meeting?.id}`)
    const link = page.getByRole('link', { name: 'Mötesmappen som PDF' })
    const [download] = await Promise.all([page.waitForEvent('download'), link.press('Enter')])
    expect(download.suggestedFilename()).toMatch(/\.pdf$/)
    await page.route('**/folder.pdf*', (route) =>
      route.fulfill({ status: 503, body: JSON.stringify({ error: { code: 'busy' } }) }),
    )
    await link.click()
    await page.locator('[role=status][data-kind=refused]').getByText(/\w/).waitFor()
  })

  it('[F8] the text goes when the reader may no longer read it', async () => {
    const { page, context } = await open()
    const ended = await context.request.delete('/api/session', { headers: { origin: server.url } })
    expect(ended.status()).toBe(204)
    await page.getByRole('heading', { name: 'Sign in to read' }).waitFor()
    expect(await page.locator('.release').count()).toBe(0)
  })

  // Last: it ends the position that the others read.
  it('[F3] an open page says without a reload that the position was withdrawn', async () => {
    const { page, faults } = await open()
    expect(await state(page)).toBe('Final text')
    const { revision } = await secretariat.call('getPosition', { params: { positionId } })
    await secretariat.call('withdrawPosition', {
      params: { positionId },
      body: { revision, reason: 'The file was closed.' },
    })
    await page.getByRole('alert').getByText('This position has been withdrawn').waitFor()
    expect(await state(page)).toBe('Withdrawn: do not use')
    expect(await page.getByText('Final text', { exact: true }).count()).toBe(0)
    expect(faults).toEqual([])
  })
})
