import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginPosition, sharePosition } from '../../server/test/support/begun-position.ts'
import { type Client, startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs } from './support/browser.ts'

describe('a purge that takes what others have signed', () => {
  let server: TestServer
  let browser: Browser
  let leadDk: Client
  let positionId: string
  const contexts: BrowserContext[] = []

  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
    leadDk = await server.signIn('lead-dk')
    const drafterDk = await server.signIn('drafter-dk')
    positionId = (await sharePosition(drafterDk, await beginPosition(drafterDk))).id
    const params = { positionId }
    const revision = async () => (await leadDk.call('getPosition', { params })).revision
    const freeze = async (name: string) =>
      leadDk.call('freezeVersion', { params, body: { revision: await revision(), name, note: '' } })
    await freeze('sent to capitals')
    await leadDk.call('reopenDraft', { params, body: { revision: await revision(), reason: 'More to say.' } })
    const { versions } = await freeze('')
    const about = { versionNumber: 2, contentHash: versions[0]?.contentHash ?? '' }
    await leadDk.call('openRound', {
      params,
      body: {
        ...about,
        revision: await revision(),
        deadline: new Date(Date.now() + 86_400_000).toISOString(),
        notice: '',
        openPointsReason: 'For the test.',
      },
    })
    const { round } = await leadDk.call('getPosition', { params })
    for (const id of ['lead-fi', 'lead-se']) {
      const lead = await server.signIn(id)
      const body = { ...about, roundId: round?.id ?? '', value: { kind: 'agree' } } as const
      await lead.call('giveDecision', { params, body })
    }
    await drafterDk.call('reportSpill', { params, body: { country: null, reason: 'An annex.' } })
  })
  afterAll(async () => {
    for (const context of contexts) await context.close()
    await browser.close()
    await server.stop()
  })

  const open = async (personId: string) => {
    const opened = await openAs(browser, server.url, personId, { language: 'en' })
    contexts.push(opened.context)
    await opened.page.goto(`/positions/${positionId}`)
    return opened
  }

  it('[W633] [W634] [W635] [W654] is asked for, declined, asked for again and confirmed by another party’s lead', async () => {
    const dane = await open('lead-dk')
    const finn = await open('lead-fi')
    const ask = async (why: string, keeps = /^Version 1 \(sent to capitals\)/) => {
      await dane.page.getByRole('button', { name: 'Remove the information' }).press('Enter')
      const dialog = dane.page.getByRole('dialog', { name: 'Remove the information for good' })
      await dialog.getByRole('radio', { name: /^Version 2/ }).press('Space')
      await dialog.getByRole('button', { name: 'Remove for good' }).waitFor()
      await dialog.getByRole('radio', { name: keeps }).press('Space')
      await dialog.getByText(/^Finland and Sweden signed what would go\. A lead of another party/).waitFor()
      await dialog.getByLabel('Why it is removed').fill(why)
      await dialog.getByRole('checkbox').press('Space')
      expect(await violations(dane.page)).toEqual([])
      await dialog.getByRole('button', { name: 'Ask for the removal' }).press('Enter')
      await expect.poll(() => dialog.count()).toBe(0)
    }
    const waiting = (page: typeof dane.page) =>
      page.getByRole('region', { name: 'A removal waits for another party' })
    await ask('It was classified.')
    await waiting(dane.page).getByRole('button', { name: 'Withdraw the request' }).waitFor()
    expect(await dane.page.getByRole('button', { name: 'Remove the information' }).count()).toBe(0)

    const told = waiting(finn.page)
    for (const words of [
      /\(Denmark\) asked for it/,
      /Version 1 \(sent to capitals\)/,
      /^What Finland and Sweden signed would be removed/,
    ])
      await told.getByText(words).waitFor()
    expect(await violations(finn.page)).toEqual([])
    await told.getByRole('button', { name: 'Decline' }).press('Enter')
    const decline = finn.page.getByRole('dialog', { name: 'Decline the removal?' })
    await decline.getByRole('button', { name: 'Decline' }).press('Enter')
    await expect.poll(() => told.count()).toBe(0)

    await ask('It was classified indeed.', /^Nothing/)
    await told.getByRole('button', { name: 'Confirm the removal' }).press('Enter')
    const whole = finn.page.getByRole('dialog', { name: 'Remove it for good?' })
    await whole.getByText(/^The whole text with all its versions is removed now/).waitFor()
    await whole.getByLabel('I have asked what was found.', { exact: true }).waitFor()
    expect(await whole.getByText('would be kept').count()).toBe(0)
    await finn.page.keyboard.press('Escape')
    await expect.poll(() => whole.count()).toBe(0)
    await waiting(dane.page).getByRole('button', { name: 'Withdraw the request' }).press('Enter')
    const back = dane.page.getByRole('dialog', { name: 'Withdraw the request?' })
    await back.getByRole('button', { name: 'Withdraw the request' }).press('Enter')
    await expect.poll(() => waiting(dane.page).count()).toBe(0)

    await ask('It was classified after all.')
    await finn.page.goto('/')
    await finn.page.getByText('What your country or others have signed is to be removed for good').waitFor()
    await finn.page.getByRole('link', { name: 'Look at it' }).first().press('Enter')
    await told.getByRole('button', { name: 'Confirm the removal' }).press('Enter')
    const confirm = finn.page.getByRole('dialog', { name: 'Remove it for good?' })
    await confirm.getByRole('button', { name: 'Remove for good' }).press('Enter')
    await confirm.getByText('Confirm that you have asked.').waitFor()
    await confirm.getByText(/^This would be kept: Version 1 \(sent to capitals\)/).waitFor()
    expect(await violations(finn.page)).toEqual([])
    await confirm.getByRole('checkbox').press('Space')
    await confirm.getByRole('button', { name: 'Remove for good' }).press('Enter')
    for (const { page } of [finn, dane]) await page.locator('.ProseMirror').waitFor()

    const after = await leadDk.call('getPosition', { params: { positionId } })
    expect(after).toMatchObject({ status: 'in_coordination', latestVersion: 1, spills: [] })
    await finn.page.getByRole('tab', { name: 'Activity' }).click()
    await finn.page.getByText(/What these had signed went with it: Finland and Sweden/).waitFor()
    await finn.page.getByText(/Asked for by one party and confirmed by another/).waitFor()
    expect([...dane.faults, ...finn.faults]).toEqual([])
  })
})
