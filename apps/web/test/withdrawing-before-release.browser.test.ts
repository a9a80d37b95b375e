import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { manualClock } from '../../server/test/support/manual-clock.ts'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

const params = { positionId: 'yearly-overview' }
/** Monday, ten o'clock in Brussels, and Thursday noon. */
const monday = '2026-11-23T09:00:00.000Z'
const thursday = '2026-11-26T11:00:00.000Z'

let server: TestServer
let browser: Browser
const clock = manualClock(monday)
const contexts: BrowserContext[] = []

beforeAll(async () => {
  browser = await launchBrowser()
  server = await startTestServer({}, { clock })
})
afterAll(async () => {
  await Promise.all(contexts.map((context) => context.close()))
  await browser.close()
  await server.stop()
})

it('[W499] [W552] [W553] [W555] whoever objects late is offered to withdraw, and whoever releases reads both before', async () => {
  const secretariat = await server.signIn('secretariat')
  const read = () => secretariat.call('getPosition', { params })
  await secretariat.call('reopenDraft', {
    params,
    body: { revision: (await read()).revision, reason: 'Another round.' },
  })
  const frozen = await secretariat.call('freezeVersion', {
    params,
    body: { revision: (await read()).revision, note: '' },
  })
  const version = frozen.versions.find(({ number }) => number === frozen.latestVersion)
  await secretariat.call('openRound', {
    params,
    body: {
      revision: frozen.revision,
      kind: 'silence',
      versionNumber: frozen.latestVersion,
      contentHash: version?.contentHash ?? '',
      deadline: thursday,
      notice: '',
      openPointsReason: null,
    },
  })
  clock.advance(Date.parse(thursday) - Date.parse(monday))
  await expect.poll(async () => (await read()).status).toBe('agreed')

  const open = async (personId: string) => {
    const { context, page, faults } = await openAs(browser, server.url, personId, { language: 'en' })
    contexts.push(context)
    await page.goto(`/positions/yearly-overview/versions/${frozen.latestVersion}`)
    await page.locator('article').waitFor()
    return { page, faults }
  }
  const finland = await open('lead-fi')
  await finland.page.setViewportSize(viewports.phone)
  const dialog = finland.page.getByRole('dialog')
  await finland.page.getByText('Until the release your country can still withdraw its support.').waitFor()
  await finland.page.getByRole('button', { name: 'Record a late objection', exact: true }).press('Enter')
  await dialog.locator('textarea').fill('We were away.')
  await dialog.locator('button[type=submit]').click()
  await dialog.waitFor({ state: 'hidden' })
  await finland.page.getByText('Your objection undoes nothing.').waitFor()
  expect(await violations(finland.page)).toEqual([])
  const withdraw = finland.page.getByRole('button', { name: 'Withdraw support', exact: true })
  await withdraw.press('Enter')
  await dialog.getByText('Your country no longer stands behind this text.').waitFor()
  expect(await violations(finland.page)).toEqual([])
  await dialog.locator('button[type=submit]').click()
  await dialog.getByText('Give a reason.').waitFor()
  await dialog.locator('textarea').fill('The mandate has changed.')
  await dialog.locator('button[type=submit]').click()
  await dialog.waitFor({ state: 'hidden' })
  const finlandRow = finland.page.locator('tbody:has(th:has-text("Finland"))')
  await finlandRow.locator('strong', { hasText: 'Withdrew its support' }).waitFor()
  await finlandRow.getByText('The mandate has changed.').waitFor()
  await finlandRow.getByText('Before that: Tacit agreement').waitFor()
  expect(await violations(finland.page)).toEqual([])
  await finland.page.getByText(/^Your country withdrew its support .* and does not stand behind/).waitFor()
  expect(await withdraw.count()).toBe(0)
  expect(finland.faults).toEqual([])

  const { round } = await read()
  const partyFormula = 'This text is put forward by Denmark, Iceland, Norway and Sweden.'
  const of = { kind: 'formula', partyFormula } as const
  for (const country of ['dk', 'is', 'no', 'se']) {
    const lead = await server.signIn(`lead-${country}`)
    await lead.call('doAct', {
      params,
      body: { act: { kind: 'confirm_terms', roundId: round?.id ?? '', of } },
    })
  }
  const coordinator = await open('secretariat')
  const denmarkRow = coordinator.page.locator('tbody:has(th:has-text("Denmark"))')
  await denmarkRow.getByText('Confirmed this wording').waitFor()
  await denmarkRow.getByText(partyFormula).waitFor()
  await denmarkRow.getByText('National lead, Denmark', { exact: true }).waitFor()
  await coordinator.page.getByRole('button', { name: 'Release the final text', exact: true }).click()
  const release = coordinator.page.getByRole('dialog')
  await release.getByText('Objected after the silence had held:').waitFor()
  await release.getByText('We were away.').waitFor()
  await release.getByText('Finland has withdrawn its support and is not named in the final text.').waitFor()
  await release.getByText('The mandate has changed.').waitFor()
  expect(await violations(coordinator.page)).toEqual([])
  await release.locator('button[type=submit]').click()
  await release.waitFor({ state: 'hidden' })
  await expect.poll(async () => (await read()).releases[0]?.supporters).toEqual(['DK', 'IS', 'NO', 'SE'])
  expect(coordinator.faults).toEqual([])
})

it('[W529] whoever withdraws from the text in force when its silence is taken confirms the next one, or is missing in it', async () => {
  // Sessions run out while the days pass.
  let secretariat = await server.signIn('secretariat')
  const read = async () => (await server.signIn('secretariat')).call('getPosition', { params })
  const silence = async (deadline: string) => {
    await secretariat.call('reopenDraft', {
      params,
      body: { revision: (await read()).revision, reason: 'Another round.' },
    })
    const frozen = await secretariat.call('freezeVersion', {
      params,
      body: { revision: (await read()).revision, note: '' },
    })
    const version = frozen.versions.find(({ number }) => number === frozen.latestVersion)
    await secretariat.call('openRound', {
      params,
      body: {
        revision: frozen.revision,
        kind: 'silence',
        versionNumber: frozen.latestVersion,
        contentHash: version?.contentHash ?? '',
        deadline,
        notice: '',
        openPointsReason: null,
      },
    })
    clock.advance(Date.parse(deadline) - Date.parse(clock.now()))
    await expect.poll(async () => (await read()).status, { timeout: 20_000 }).toBe('agreed')
    secretariat = await server.signIn('secretariat')
    return frozen.latestVersion
  }
  // Both a Thursday noon in Brussels.
  await silence('2026-12-03T11:00:00.000Z')
  const released = await secretariat.call('issueRelease', {
    params,
    body: { revision: (await read()).revision },
  })
  const releaseId = released.releaseInForce ?? ''
  const number = await silence('2026-12-10T11:00:00.000Z')
  const leadNo = await server.signIn('lead-no')
  await leadNo.call('doAct', {
    params,
    body: { act: { kind: 'withdraw_support', releaseId, reason: 'The mandate has changed.' } },
  })
  const { context, page, faults } = await openAs(browser, server.url, 'lead-no', { language: 'en' })
  contexts.push(context)
  await page.setViewportSize(viewports.phone)
  await page.goto(`/positions/yearly-overview/versions/${number}`)
  await page.getByText('so its silence does not count as agreement to this one').waitFor()
  await page.getByText('Before a release still to be confirmed by: Norway').waitFor()
  expect(await violations(page)).toEqual([])
  const revision = (await read()).revision
  const early = await secretariat.ask('POST', `/api/positions/${params.positionId}/releases`, {
    body: { revision },
  })
  expect(early.code).toBe('terms_unconfirmed')
  await page.getByRole('button', { name: 'Confirm this wording', exact: true }).click()
  await page.getByRole('dialog').locator('button[type=submit]').click()
  await page.getByText('The wording is confirmed.').waitFor()
  await expect
    .poll(async () => {
      const { revision: now } = await read()
      return (
        await secretariat.ask('POST', `/api/positions/${params.positionId}/releases`, {
          body: { revision: now },
        })
      ).status
    })
    .toBe(200)
  expect(faults).toEqual([])
})
