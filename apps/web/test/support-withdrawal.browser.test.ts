import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

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
  await reading
    .getByText('Suspended: do not use', { exact: true })
    .filter({ visible: true })
    .first()
    .waitFor()
  await lead.getByText('Final text, suspended: do not use').first().waitFor()
})

it('[W497] [W498] whoever opens the round of the rest reads who is not asked, and may ask again; the timeline says with which words', async () => {
  const secretariat = await server.signIn('secretariat')
  const { positions } = await secretariat.call('getDesk')
  const suspended = positions.find(({ suspendedBy }) => suspendedBy.length > 0)
  const params = { positionId: suspended?.id ?? '' }
  const read = () => secretariat.call('getPosition', { params })
  await secretariat.call('reopenDraft', {
    params,
    body: { revision: (await read()).revision, reason: 'Issued again by the rest.' },
  })
  const { latestVersion } = await secretariat.call('freezeVersion', {
    params,
    body: { revision: (await read()).revision, note: '' },
  })
  const { context, page, faults } = await openAs(browser, server.url, 'secretariat', { language: 'en' })
  contexts.push(context)
  await page.setViewportSize(viewports.phone)
  await page.goto(`/positions/${params.positionId}/versions/${latestVersion}`)
  await page.getByRole('button', { name: 'Open a sign-off round', exact: true }).click()
  const dialog = page.getByRole('dialog')
  const again = dialog.getByRole('group', { name: 'Ask again' })
  await again.getByText('has withdrawn its support of the final text in force').waitFor()
  expect(await again.getByRole('checkbox').count()).toBe(1)
  await again.getByRole('checkbox').check()
  await again.getByRole('checkbox').uncheck()
  expect(await violations(page)).toEqual([])
  await dialog.getByLabel('Notice to the parties').fill('The text is issued again by the rest.')
  const why = dialog.getByLabel('Why the round is opened all the same')
  if ((await why.count()) > 0) await why.fill('The points are known.')
  await dialog.locator('button[type=submit]').click()
  await dialog.waitFor({ state: 'hidden' })
  await expect
    .poll(async () => (await read()).round?.parties)
    .toEqual(suspended?.parties.filter((party) => !suspended.suspendedBy.includes(party)))
  await page.setViewportSize(viewports.desktop)
  await page.goto(`/positions/${params.positionId}`)
  await page.getByRole('tab', { name: 'Activity' }).click()
  await page.getByText('Notice to the parties: The text is issued again by the rest.').waitFor()
  expect(faults).toEqual([])
})
