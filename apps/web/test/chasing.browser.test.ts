import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

const params = { positionId: 'yearly-overview' }
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

it('[W500] whoever runs the rounds sees who has terms to confirm, and reminds them with one press', async () => {
  const answer = async (country: string, kind: 'agree' | 'not_participating') => {
    const lead = await server.signIn(`lead-${country}`)
    const { round } = await lead.call('getPosition', { params })
    const { number: versionNumber, contentHash } = round?.version ?? { number: 0, contentHash: '' }
    const body = { roundId: round?.id ?? '', versionNumber, contentHash, value: { kind } } as const
    await lead.call('giveDecision', { params, body })
  }
  // Denmark has agreed; Norway steps out of that, and the others answer after it.
  await answer('no', 'not_participating')
  for (const country of ['fi', 'is', 'se']) await answer(country, 'agree')
  const { context, page, faults } = await openAs(browser, server.url, 'secretariat', { language: 'en' })
  contexts.push(context)
  await page.setViewportSize(viewports.phone)
  await page.goto('/')
  const card = page.locator('article', { hasText: 'Changed terms are to be confirmed before the release' })
  await card.getByText('Still to be confirmed by: Denmark').waitFor()
  await page.goto('/rounds')
  const row = page.locator('li', { hasText: 'Still to be confirmed by: Denmark' })
  await row.getByRole('button', { name: /^Remind/ }).press('Enter')
  await row.getByRole('status').getByText('Reminded: Denmark.').waitFor()
  expect(await violations(page)).toEqual([])
  const denmark = await openAs(browser, server.url, 'lead-dk', { language: 'en' })
  contexts.push(denmark.context)
  await denmark.page.goto('/notifications')
  await denmark.page.getByText('A reminder: your country has changed terms to confirm').first().waitFor()
  expect(faults).toEqual([])
})
