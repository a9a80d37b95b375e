import type { VersionDetail } from '@samsyn/protocol'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { changeAnswers, launchBrowser, openAs, viewports } from './support/browser.ts'

const positionId = 'yearly-overview'
const versionPath = `/positions/${positionId}/versions/2`

describe('a version in sign-off', () => {
  let server: TestServer
  let browser: Browser
  const contexts: BrowserContext[] = []

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  beforeEach(async () => {
    // Rounds end in these tests: each has a workspace of its own.
    server = await startTestServer()
  })
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    await server.stop()
  })
  afterAll(() => browser.close())

  const open = async (
    personId: string,
    {
      path = versionPath,
      viewport = viewports.desktop,
      prepare,
    }: {
      path?: string
      viewport?: { width: number; height: number }
      prepare?: (page: Page) => Promise<void>
    } = {},
  ) => {
    const opened = await openAs(browser, server.url, personId, { language: 'en', viewport })
    contexts.push(opened.context)
    await prepare?.(opened.page)
    await opened.page.goto(path)
    await opened.page.locator('article').waitFor()
    return opened.page
  }
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const forged = (page: Page) =>
    changeAnswers<VersionDetail>(page, `**/api${versionPath}`, (version) => {
      version.doc = JSON.parse(JSON.stringify(version.doc).replace('yearly', 'monthly'))
    })
  const reopen = async () => {
    const secretariat = await server.signIn('secretariat')
    const { revision } = await secretariat.call('getPosition', { params: { positionId } })
    await secretariat.call('reopenDraft', { params: { positionId }, body: { revision, reason: 'A point.' } })
  }

  it('[V8] a typed reason outlives the end of the round, and says why it cannot be given', async () => {
    const page = await open('lead-fi')
    await button(page, 'Object').click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('textarea').fill('Four weeks are too short.')
    await reopen()
    await dialog.getByRole('alert').getByText('This sign-off round is no longer open.').waitFor()
    expect(await dialog.locator('textarea').inputValue()).toBe('Four weeks are too short.')
    await dialog.locator('button[type=submit]').click()
    await dialog.getByRole('alert').waitFor()
    expect(await dialog.locator('textarea').inputValue()).toBe('Four weeks are too short.')
    // With the dialog left, nothing on the page decides any more.
    await button(dialog as unknown as Page, 'Cancel').click()
    expect(await button(page, 'Object').count()).toBe(0)
  })

  it('[V8] a typed reason outlives a refusal and a lost connection', async () => {
    const page = await open('lead-fi')
    await button(page, 'Object').click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('textarea').fill('Six would do.')
    await page.route('**/decisions', (route) => route.abort())
    await dialog.locator('button[type=submit]').click()
    await dialog.getByRole('alert').getByText('The server can’t be reached').waitFor()
    expect(await dialog.locator('textarea').inputValue()).toBe('Six would do.')
    await page.unroute('**/decisions')
    await dialog.locator('button[type=submit]').click()
    await dialog.waitFor({ state: 'hidden' })
    await page.locator('tbody[data-decision=object]', { hasText: 'Six would do.' }).waitFor()
    // The answer can be changed while the round is open.
    await button(page, 'Agree').click()
    await dialog.locator('button[type=submit]').click()
    await page.locator('tbody[data-decision=agree]', { hasText: 'Finland' }).waitFor()
  })

  it('[V14] the reason typed for a command outlives that somebody else acts first', async () => {
    const page = await open('lead-se')
    await button(page, 'Open the draft again').click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('textarea').fill('Two points came up.')
    await reopen()
    await page.getByText('The draft has been opened again', { exact: false }).waitFor()
    expect(await dialog.locator('textarea').inputValue()).toBe('Two points came up.')
    await dialog.locator('button[type=submit]').click()
    await dialog.getByRole('alert').waitFor()
    expect(await dialog.locator('textarea').inputValue()).toBe('Two points came up.')
    await button(dialog as unknown as Page, 'Cancel').click()
    expect(await button(page, 'Open the draft again').count()).toBe(0)
  })

  it('[V9] a reload that fails in the background leaves the page as it was', async () => {
    const page = await open('lead-fi')
    await page.route(`**/api/positions/${positionId}**`, (route) => route.abort())
    const asked = page.waitForRequest(`**/api/positions/${positionId}`)
    // Somebody else's decision makes the page ask anew.
    const other = await server.signIn('lead-se')
    const { round } = await other.call('getPosition', { params: { positionId } })
    if (!round) throw new Error('The sample has no open round')
    await other.call('giveDecision', {
      params: { positionId },
      body: {
        roundId: round.id,
        versionNumber: round.version.number,
        contentHash: round.version.contentHash,
        value: { kind: 'agree' },
      },
    })
    await asked
    await page.getByRole('alert').getByText('The server can’t be reached').waitFor({ timeout: 60_000 })
    expect(await page.locator('article').isVisible()).toBe(true)
    expect(await button(page, 'Agree').isVisible()).toBe(true)
  })

  it.each(Object.keys(viewports) as (keyof typeof viewports)[])(
    '[V10] with a wrong fingerprint nothing on a %s decides or acts',
    async (device) => {
      // The penholder's lead: decides, and could reopen and withdraw.
      const viewport = viewports[device]
      const genuine = await open('lead-se', { viewport })
      const page = await open('lead-se', { viewport, prepare: async (p) => void (await forged(p)) })
      await page.getByRole('alert').getByText('does not match its fingerprint').waitFor()
      const offered = (shown: Page) =>
        Promise.all([
          button(shown, 'Agree').count(),
          button(shown, 'Object').count(),
          button(shown, 'Open the draft again').count(),
          button(shown, 'Withdraw the position').count(),
          // A desktop shows the decision beside the text and needs no way to it.
          device === 'phone' ? shown.locator('a[href="#decide"]').count() : null,
        ])
      const none = device === 'phone' ? 0 : null
      expect(await offered(page)).toEqual([0, 0, 0, 0, none])
      expect((await offered(genuine)).every((count) => count !== 0)).toBe(true)
    },
  )

  it('[V11] n and p go from change to change in the text, and do nothing elsewhere', async () => {
    const page = await open('lead-fi', { path: `${versionPath}?changes=1` })
    await page.locator('[data-step]').first().waitFor()
    const at = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.step ?? null)
    await page.keyboard.press('n')
    expect(await at()).toBeNull()
    await button(page, 'Next change').click()
    expect(await at()).toBe('0')
    await page.keyboard.press('n')
    expect(await at()).toBe('1')
    await page.keyboard.press('p')
    expect(await at()).toBe('0')
  })

  it('[V2] an older version says that it is one, and not what the position is', async () => {
    const page = await open('lead-fi', { path: `/positions/${positionId}/versions/1` })
    await page.getByText('Frozen version 1').waitFor()
    expect(await page.locator('[data-state]').getAttribute('data-state')).toBe('older')
    expect(await page.getByText('In sign-off', { exact: false }).count()).toBe(0)
    expect(await button(page, 'Agree').count()).toBe(0)
  })

  it('[V12] a section that moved is marked at both of its places', async () => {
    const page = await open('lead-fi', {
      path: `${versionPath}?changes=1`,
      prepare: (fresh) =>
        changeAnswers<{ doc: { content: unknown[] } }>(
          fresh,
          `**/api/positions/${positionId}/versions/1`,
          ({ doc }) => {
            doc.content.push(...doc.content.splice(0, 1))
          },
        ),
    })
    await page.locator('section[data-change=moved_to]').waitFor()
    expect(await page.locator('section[data-change=moved_from]').count()).toBe(1)
    expect(
      await page.locator('section[data-change=moved_to]').getByText('Moved here').first().isVisible(),
    ).toBe(true)
  })

  it('[V13] [V15] [V16] decisions of others arrive without a reload, on the page of all rounds too', async () => {
    const [page, other] = [await open('lead-fi'), await open('lead-se', { viewport: viewports.phone })]
    const rounds = await open('secretariat', { path: '/rounds' })
    const missing = (names: string) => rounds.getByText(`Missing: ${names}`, { exact: true }).waitFor()
    await missing('Finland, Iceland and Sweden')
    const desk = await openAs(browser, server.url, 'lead-se', { language: 'en' })
    contexts.push(desk.context)
    await desk.page.goto('/')
    await desk.page.getByRole('heading', { name: 'Waiting for you' }).waitFor()
    const remind = rounds.getByRole('button', { name: /^Remind those missing/ })
    await remind.click()
    await rounds.getByText('Reminded: Finland, Iceland and Sweden.').waitFor()
    await desk.page.getByText(/^Reminded \d/).waitFor()
    await remind.click()
    await rounds.getByText('Whoever is missing was reminded less than an hour ago.').waitFor()
    const before = await page.locator('tbody[data-decision=agree]').count()
    await other.locator('a[href="#decide"]').click()
    await button(other, 'Agree').click()
    await other.getByRole('dialog').locator('button[type=submit]').click()
    await page.locator('tbody[data-decision=agree]', { hasText: 'Sweden' }).waitFor()
    expect(await page.locator('tbody[data-decision=agree]').count()).toBe(before + 1)
    await missing('Finland and Iceland')
    // Who was reminded stays who was reminded.
    await rounds.getByText('Reminded: Finland, Iceland and Sweden.').waitFor()
    await rounds.getByText('3 of 5 have answered.').waitFor()
  })
})
