import type { RouteBody } from '@samsyn/protocol'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { launchBrowser, openAs } from './support/browser.ts'

const params = { positionId: 'yearly-overview' }
const path = '/positions/yearly-overview/versions/2'

describe('reservations', () => {
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

  const open = async (personId: string) => {
    const { context, page } = await openAs(browser, server.url, personId, { language: 'en' })
    contexts.push(context)
    await page.goto(path)
    await page.locator('article').waitFor()
    return page
  }
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const answer = async (lead: Client, value: RouteBody<'giveDecision'>['value']) => {
    const { round } = await lead.call('getPosition', { params })
    if (!round) throw new Error('The sample has no open round')
    const { number: versionNumber, contentHash } = round.version
    await lead.call('giveDecision', {
      params,
      body: { roundId: round.id, versionNumber, contentHash, value },
    })
  }

  it('[W260] [W261] [W262] [W560] one lead enters one, another confirms what came after their answer', async () => {
    const [finland, denmark, norway, iceland] = await Promise.all([
      open('lead-fi'),
      open('lead-dk'),
      server.signIn('lead-no'),
      server.signIn('lead-is'),
    ])
    const dialog = finland.getByRole('dialog')
    // In the sample Denmark and Norway have agreed.
    await denmark.locator('tbody[data-decision=agree]', { hasText: 'Denmark' }).waitFor()

    await button(finland, 'Agree with a reservation').click()
    const formula = dialog.locator('dd[lang=en]')
    await dialog.getByText('holds nothing up').waitFor()
    expect(await formula.innerText()).toContain('by the Nordic countries: Denmark, Finland, Iceland')
    await dialog.locator('select').selectOption('general')
    await expect
      .poll(() => formula.innerText())
      .toContain('Denmark, Iceland, Norway and Sweden, subject to a general reservation by Finland.')
    await dialog.locator('select').selectOption('substantive')
    await dialog.getByLabel('A passage').check()
    await dialog.getByLabel('The words of the passage').fill('words that nobody wrote')
    await dialog.locator('button[type=submit]').click()
    await dialog.getByText('These words do not stand in this version.').waitFor()
    await dialog.getByText('Give a reason.').waitFor()
    await dialog.getByLabel('The words of the passage').fill('Factual checks  before\npublication')
    await dialog.getByLabel('The reservation in words').fill('We cannot promise ten working days.')
    // Norway steps out while the dialog is open: what it shows follows, and is what is then agreed to.
    await answer(norway, { kind: 'not_participating' })
    await expect
      .poll(() => formula.innerText())
      .toBe('This text is put forward by Denmark, Finland, Iceland and Sweden.')
    await dialog.locator('button[type=submit]').click()
    await dialog.waitFor({ state: 'hidden' })

    const reserved = denmark.locator('tbody[data-decision=agree_with_reservation]')
    await reserved.getByText('We cannot promise ten working days.').waitFor()
    await reserved.getByText('Substantive reservation').waitFor()
    const awaited = denmark.getByText('Before a release still to be confirmed by:')
    expect(await awaited.innerText()).toContain('Denmark')
    await denmark.getByText('Who stands behind the text has changed').waitFor()
    await denmark.getByText('The final text, if everybody else agrees').waitFor()
    const focused = () => denmark.evaluate(() => document.activeElement?.id)
    const asked = denmark.getByRole('dialog')
    await button(denmark, 'Confirm the reservation').press('Enter')
    await asked.getByText('We cannot promise ten working days.').waitFor()
    await asked.getByText('by Denmark, Finland, Iceland and Sweden.').waitFor()
    // On a busy machine a frame may come before the page is drawn without what was confirmed.
    await denmark.evaluate(() => {
      window.requestAnimationFrame = (run) => {
        run(performance.now())
        return 0
      }
    })
    await asked.locator('button[type=submit]').press('Enter')
    await asked.waitFor({ state: 'detached' })
    await button(denmark, 'Confirm the reservation').waitFor({ state: 'detached' })
    await denmark.getByRole('status').getByText('The reservation is confirmed.').waitFor()
    await expect.poll(focused).toBe('decide')
    await button(denmark, 'Confirm this wording').press('Enter')
    await asked.getByText('by Denmark, Finland, Iceland and Sweden.').waitFor()
    await asked.locator('button[type=submit]').press('Enter')
    await denmark.locator('#confirm-title').waitFor({ state: 'detached' })
    await denmark.getByRole('status').getByText('The wording is confirmed.').waitFor()
    await expect.poll(focused).toBe('decide')
    // Finland answered after Norway did, so nothing of hers is left to confirm.
    await expect
      .poll(() => denmark.getByText('still to be confirmed', { exact: false }).count())
      .toBe(await finland.getByText('still to be confirmed', { exact: false }).count())
    expect(await finland.locator('#confirm-title').count()).toBe(0)
    // Where one objects, nobody is named as putting the text forward.
    await answer(iceland, { kind: 'object', reason: 'Not these words.' })
    await denmark.locator('tbody[data-decision=object]').waitFor()
    expect(await denmark.getByText('The final text, if everybody else agrees').count()).toBe(0)
  })
})
