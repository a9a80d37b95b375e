import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs } from './support/browser.ts'

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

it('[W501] what happened says in which capacity somebody acted, in the reader’s language', async () => {
  const lead = await server.signIn('lead-fi')
  const to = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString()
  await lead.call('nameDeputy', { body: { deputyId: 'drafter-fi', from: null, to } })
  const deputy = await server.signIn('drafter-fi')
  const { round } = await deputy.call('getPosition', { params })
  const { number: versionNumber, contentHash } = round?.version ?? { number: 0, contentHash: '' }
  const body = { roundId: round?.id ?? '', versionNumber, contentHash, value: { kind: 'agree' } } as const
  await deputy.call('giveDecision', { params, body })
  for (const [language, tab, words] of [
    ['en', 'Activity', 'as deputy for the national lead, Finland'],
    ['fi', /^Tapahtumat/, 'kansallisen vastuuhenkilön sijaisena, Suomi'],
  ] as const) {
    const { context, page, faults } = await openAs(browser, server.url, 'lead-se', { language })
    contexts.push(context)
    await page.goto(`/positions/${params.positionId}`)
    await page.locator('.ProseMirror').first().waitFor()
    await page.getByRole('tab', { name: tab }).click()
    await page.getByText(words, { exact: true }).waitFor()
    expect(await violations(page)).toEqual([])
    expect(faults).toEqual([])
  }
})
