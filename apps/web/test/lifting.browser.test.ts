import type { RouteResponse } from '@samsyn/protocol'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSample } from '../../server/src/sample/load-sample.ts'
import { sampleWorkspace } from '../../server/src/sample/sample-workspace.ts'
import { accept, linkFor, tokenOf } from '../../server/test/support/accounts.ts'
import { actSigned, decideSigned, inviteLead, type SigningLead } from '../../server/test/support/signing.ts'
import { type Client, startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { changeAnswers, launchBrowser, openAs, viewports } from './support/browser.ts'
import { giveDevice } from './support/passkeys.ts'

const positionId = 'yearly-overview'
const params = { positionId }
const path = `/positions/${positionId}/versions/2`
const reservation = {
  kind: 'agree_with_reservation',
  type: 'parliamentary_scrutiny',
  text: 'Eduskunta has not been heard.',
  passage: null,
} as const

describe('lifting a reservation', () => {
  let server: TestServer
  let browser: Browser
  let administrator: Client
  let others: readonly SigningLead[]
  beforeAll(async () => {
    // A workspace that is set up for real, with the positions of the sample in it.
    server = await startTestServer({ SAMPLE_WORKSPACE: 'off' })
    administrator = (await accept(server, tokenOf(server.setUpLink))).client
    const content = sampleWorkspace({ now: new Date().toISOString() })
    await server.storage.transaction((tables) => loadSample(tables, content))
    others = [await inviteLead(server, administrator, 'IS'), await inviteLead(server, administrator, 'SE')]
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  it('[W331] [W332] [W333] it is signed beside the version, and open pages of the final text say so', async () => {
    const link = await linkFor(server, administrator, {
      name: 'Aino Laine',
      country: 'FI',
      ministry: { kind: 'new', name: 'Oikeusministeriö', nameInEnglish: 'Ministry of Justice' },
      roles: [{ role: 'lead', readsDrafts: false }],
    })
    const { context, page, faults } = await openAs(browser, server.origin, null, { locale: 'en' })
    const device = await giveDevice(page)
    await page.goto(link)
    await page.getByRole('button', { name: 'Register a passkey and go in' }).click()
    await page.getByRole('button', { name: /^Your account:.*Aino Laine/ }).waitFor()
    const dialog = page.getByRole('dialog')
    const confirm = dialog.locator('button[type=submit]')
    await page.goto(path)
    await page.getByRole('button', { name: 'Agree with a reservation', exact: true }).click()
    await dialog.getByLabel('Type of reservation').selectOption('parliamentary_scrutiny')
    await dialog.getByLabel('The reservation in words').fill(reservation.text)
    await confirm.click()
    await dialog.waitFor({ state: 'hidden' })
    const lift = page.getByRole('button', { name: 'Lift the reservation', exact: true })
    // While the round is open one answers again instead.
    expect(await lift.count()).toBe(0)
    const [iceland, sweden] = others
    if (!iceland || !sweden) throw new Error('Somebody is missing')
    await decideSigned(iceland, positionId, { ...reservation, text: 'Alþingi has not been heard.' })
    await decideSigned(sweden, positionId)
    await lift.waitFor()

    // The server would have something else signed: nothing is.
    await changeAnswers<RouteResponse<'prepareAct'>>(page, '**/act-statements', ({ statement }) => {
      statement.version.contentHash = 'f'.repeat(64)
    })
    await lift.click()
    await dialog.getByText('The final text is printed without it.').waitFor()
    await dialog.getByText('This text is put forward by the Nordic countries').waitFor()
    await confirm.click()
    await dialog.getByRole('alert').getByText('is not what this page shows').waitFor()
    await page.unroute('**/act-statements')
    await device.verify(false)
    await confirm.click()
    await dialog.getByRole('alert').getByText('Nothing was signed.').waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await device.verify(true)

    // Iceland lifts its own before the release; Finland after it, on a phone.
    const icelandic = (await iceland.client.call('getPosition', { params })).round?.decisions.find(
      ({ country }) => country === 'IS',
    )
    await actSigned(iceland, positionId, { kind: 'lift_reservation', decisionId: icelandic?.id ?? '' })
    await page
      .locator('[data-decision=agree_with_reservation]', { hasText: 'Iceland' })
      .locator('[data-lifted]')
      .waitFor()
    const secretariat = await inviteSecretariat()
    const { revision } = await secretariat.call('getPosition', { params })
    const { releaseInForce } = await secretariat.call('issueRelease', { params, body: { revision } })
    const reading = await context.newPage()
    await reading.goto(`/read/${releaseInForce}`)
    await reading.locator('.release[data-state=final]').waitFor()
    await reading.getByText('With reservations by Finland', { exact: true }).waitFor()
    await page.setViewportSize(viewports.phone)
    await lift.waitFor()
    expect(await violations(page)).toEqual([])
    await lift.click()
    await dialog.getByText('The final text stays as it is.').waitFor()
    expect(await violations(page)).toEqual([])
    await confirm.click()
    await dialog.waitFor({ state: 'hidden' })
    await reading
      .locator('[data-lifted=FI]')
      .getByText(/^Finland lifted its parliamentary scrutiny reservation .* Brussels time\.$/)
      .waitFor()
    await reading
      .locator('[data-reservation=parliamentary_scrutiny]')
      .getByText('Signed with a passkey')
      .waitFor()
    expect(await violations(reading)).toEqual([])
    const ours = page.locator('[data-decision=agree_with_reservation]', { hasText: 'Finland' })
    await ours.locator('[data-lifted]').getByText('Signed with a passkey').waitFor()
    expect(await lift.count()).toBe(0)

    // Withdrawing support is signed in the same way, and the lists say that the text is suspended.
    await page.getByRole('button', { name: 'Withdraw support', exact: true }).click()
    await dialog.locator('textarea').fill('The mandate has changed.\n')
    await confirm.click()
    await dialog.waitFor({ state: 'hidden' })
    await reading.locator('.release[data-state=suspended]').waitFor()
    await reading.getByRole('alert').getByText('Signed with a passkey').waitFor()
    await page.goto('/')
    await page.locator('[data-suspended]', { hasText: 'Final text suspended' }).first().waitFor()
    expect(await violations(page)).toEqual([])
    expect(faults).toEqual([])
    await context.close()
  })

  async function inviteSecretariat(): Promise<Client> {
    const invited = await linkFor(server, administrator, {
      name: 'Secretariat',
      country: null,
      ministry: { kind: 'none' },
      roles: [{ role: 'secretariat', readsDrafts: false }],
    })
    return (await accept(server, tokenOf(invited), { name: null })).client
  }
})
