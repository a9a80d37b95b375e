import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { filePath, type RouteBody, type RouteResponse } from '@samsyn/protocol'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSample } from '../../server/src/sample/load-sample.ts'
import { sampleWorkspace } from '../../server/src/sample/sample-workspace.ts'
import { accept, linkFor, tokenOf } from '../../server/test/support/accounts.ts'
import { unpackTo } from '../../server/test/support/evidence.ts'
import { actSigned, decideSigned, inviteLead } from '../../server/test/support/signing.ts'
import { type Client, startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { changeAnswers, launchBrowser, openAs, viewports } from './support/browser.ts'
import { giveDevice } from './support/passkeys.ts'

const positionId = 'yearly-overview'
const params = { positionId }
const partyFormula = 'This text is put forward by Denmark, Finland, Iceland and Sweden.'
const withoutSweden = 'This text is put forward by Denmark, Finland and Iceland.'

describe('confirming changed terms', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-confirming-'))
  let server: TestServer
  let browser: Browser
  let administrator: Client
  beforeAll(async () => {
    // A workspace that is set up for real, with the positions of the sample in it.
    server = await startTestServer({ SAMPLE_WORKSPACE: 'off' })
    administrator = (await accept(server, tokenOf(server.setUpLink))).client
    const content = sampleWorkspace({ now: new Date().toISOString() })
    await server.storage.transaction((tables) => loadSample(tables, content))
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
    rmSync(folder, { recursive: true })
  })

  it('[W496] [X126] what is confirmed is shown in full and signed, and the package of the final text proves it offline', async () => {
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
    const submit = dialog.locator('button[type=submit]')
    await page.goto(`/positions/${positionId}/versions/2`)
    await page.getByRole('button', { name: 'Agree', exact: true }).click()
    await submit.click()
    await dialog.waitFor({ state: 'hidden' })

    // Norway steps out of what Denmark and Finland have agreed to.
    const [denmark, iceland, norway, sweden] = await Promise.all(
      (['DK', 'IS', 'NO', 'SE'] as const).map((country) => inviteLead(server, administrator, country)),
    )
    if (!denmark || !iceland || !norway || !sweden) throw new Error('Somebody is missing')
    await decideSigned(norway, positionId, { kind: 'not_participating' })
    await decideSigned(iceland, positionId)
    await decideSigned(sweden, positionId)
    const confirm = page.getByRole('button', { name: 'Confirm this wording', exact: true })
    await page.setViewportSize(viewports.phone)
    await confirm.waitFor()
    expect(await violations(page)).toEqual([])

    // The server would have another sentence signed: nothing is.
    await changeAnswers<RouteResponse<'prepareAct'>>(page, '**/act-statements', ({ statement }) => {
      statement.partyFormula = 'This text is put forward by all.'
    })
    await confirm.press('Enter')
    await dialog.getByText(partyFormula).waitFor()
    expect(await violations(page)).toEqual([])
    await submit.press('Enter')
    await dialog.getByRole('alert').getByText('is not what this page shows').waitFor()
    await page.unroute('**/act-statements')
    await device.verify(false)
    await submit.press('Enter')
    await dialog.getByRole('alert').getByText('Nothing was signed.').waitFor()
    await device.verify(true)
    await submit.press('Enter')
    await page.locator('#confirm-title').waitFor({ state: 'detached' })
    await page.getByRole('status').getByText('The wording is confirmed.').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('decide')

    const { round } = await denmark.client.call('getPosition', { params })
    const of = { kind: 'formula', partyFormula } as const
    await actSigned(denmark, positionId, { kind: 'confirm_terms', roundId: round?.id ?? '', of })
    const invited = await linkFor(server, administrator, {
      name: 'Secretariat',
      country: null,
      ministry: { kind: 'none' },
      roles: [{ role: 'secretariat', readsDrafts: false }],
    })
    const secretariat = (await accept(server, tokenOf(invited), { name: null })).client
    const { revision } = await secretariat.call('getPosition', { params })
    const { releaseInForce } = await secretariat.call('issueRelease', { params, body: { revision } })
    const answer = await fetch(
      server.url + filePath('getReleaseEvidence', { releaseId: releaseInForce ?? '' }),
      { headers: { cookie: denmark.client.cookie } },
    )
    const whole = Buffer.from(await answer.arrayBuffer())
    const files = await unpackTo(join(folder, 'package'), new Blob([whole]))
    writeFileSync(join(folder, 'verify.html'), files.get('verify.html') ?? '')

    const offline = await openAs(browser, server.url, null, { locale: 'en' })
    await offline.context.setOffline(true)
    await offline.page.goto(pathToFileURL(join(folder, 'verify.html')).href)
    const check = async (bytes: Buffer) =>
      offline.page
        .locator('#zip')
        .setInputFiles({ name: 'evidence.zip', mimeType: 'application/zip', buffer: bytes })
    await check(whole)
    const confirmed = offline.page.locator('tr', { hasText: 'Confirmed changed terms' })
    await confirmed.filter({ hasText: /^FI/ }).getByText('Signed with a passkey').waitFor()
    await confirmed.filter({ hasText: /^DK/ }).getByText('Signed with a passkey').waitFor()
    expect(await violations(offline.page)).toEqual([])
    // One byte of the sentence in what Finland signed.
    const changed = Buffer.from(whole)
    const at = changed.indexOf(`"of":{"kind":"formula","partyFormula":"${partyFormula}`)
    changed[at + '"of":{"kind":"formula","partyFormula":"'.length] = 'X'.charCodeAt(0)
    await check(changed)
    await offline.page.locator('li', { hasText: 'acts/01-FI/ the signature does not hold' }).waitFor()
    await offline.context.close()
    expect(faults).toEqual([])
    await context.close()
  })
})

it('[W526] [W554] what is confirmed stays while another country makes it something else, and says that it was refused', async () => {
  const server = await startTestServer()
  const browser = await launchBrowser()
  const decide = async (country: string, value: RouteBody<'giveDecision'>['value']) => {
    const client = await server.signIn(`lead-${country}`)
    const { round } = await client.call('getPosition', { params })
    const { number: versionNumber, contentHash } = round?.version ?? { number: 0, contentHash: '' }
    await client.call('giveDecision', {
      params,
      body: { roundId: round?.id ?? '', versionNumber, contentHash, value },
    })
  }
  for (const country of ['fi', 'se']) await decide(country, { kind: 'agree' })
  await decide('no', { kind: 'not_participating' })
  await decide('is', { kind: 'agree' })
  const { context, page, faults } = await openAs(browser, server.origin, 'lead-dk', { language: 'en' })
  await page.goto(`/positions/${positionId}/versions/2`)
  await page.getByRole('button', { name: 'Confirm this wording', exact: true }).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByText(partyFormula).waitFor()
  // While Denmark signs, Sweden leaves: the page knows of it before the server refuses.
  await page.route('**/acts', async (route) => {
    await decide('se', { kind: 'withdraw_support', reason: 'The mandate has changed.' })
    await page
      .locator('#confirm-title ~ *', { hasText: withoutSweden })
      .first()
      .waitFor({ state: 'attached' })
    await route.continue()
  })
  await dialog.locator('button[type=submit]').press('Enter')
  await dialog.getByRole('alert').waitFor()
  await dialog.getByText(partyFormula).waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await expect
    .poll(() => page.getByRole('button', { name: 'Confirm this wording', exact: true }).count())
    .toBe(1)
  await page.locator('#confirm-title ~ *', { hasText: withoutSweden }).first().waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement === document.body)).toBe(false)
  // Denmark is left alone.
  for (const country of ['fi', 'is'])
    await decide(country, { kind: 'withdraw_support', reason: 'The mandate has changed.' })
  await page.getByRole('status').getByText('Fewer than two countries stand behind the text').waitFor()
  expect(await page.getByText('put forward by Denmark.').count()).toBe(0)
  expect(await violations(page)).toEqual([])
  expect(faults).toEqual([])
  await context.close()
  await browser.close()
  await server.stop()
})
