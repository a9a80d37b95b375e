import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { launchBrowser, openAs } from './support/browser.ts'

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

it('[W266] a final text that a country withdraws from is suspended on a page that is open', async () => {
  const secretariat = await server.signIn('secretariat')
  const { positions } = await secretariat.call('getDesk')
  const released = positions.find(({ status, releaseInForce }) => status === 'released' && releaseInForce)
  const detail = await secretariat.call('getPosition', { params: { positionId: released?.id ?? '' } })
  const release = detail.releases.find(({ id }) => id === detail.releaseInForce)
  const country = release?.supporters.find((party) => party !== detail.penholder)?.toLowerCase()
  const open = async (personId: string, path: string) => {
    const { context, page } = await openAs(browser, server.url, personId, { language: 'en' })
    contexts.push(context)
    await page.goto(path)
    return page
  }
  const reading = await open(`delegate-${country}`, `/read/${release?.id}`)
  await reading.locator('.release[data-state=final]').waitFor()
  const lead = await open(`lead-${country}`, `/positions/${detail.id}/versions/${release?.versionNumber}`)
  await lead.getByRole('button', { name: 'Withdraw support', exact: true }).click()
  const dialog = lead.getByRole('dialog')
  await dialog.locator('button[type=submit]').click()
  await dialog.getByText('Give a reason.').waitFor()
  await dialog.locator('textarea').fill('The mandate has changed.')
  await dialog.locator('button[type=submit]').click()
  await reading.getByRole('alert').getByText('This text has been suspended').waitFor()
  await reading.locator('.release[data-state=suspended]').waitFor()
  await reading.getByText('Suspended: do not use', { exact: true }).first().waitFor()
  await lead.getByText('Final text, suspended: do not use').first().waitFor()
})
