import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs } from './support/browser.ts'

describe('setting meetings up', () => {
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

  const open = async (personId: string, path: string) => {
    const { context, page } = await openAs(browser, server.url, personId, { language: 'en' })
    contexts.push(context)
    await page.goto(path)
    await page.locator('h1').waitFor()
    return page
  }
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

  it('[W561] [W562] [W563] the secretariat sets up a meeting of a new forum with an item on a new dossier, and a drafter begins a position on it', async () => {
    const secretary = await open('secretariat', '/meetings')
    await secretary.getByRole('link', { name: 'New meeting', exact: true }).press('Enter')
    const confirm = button(secretary, 'Set up the meeting')
    await secretary.getByLabel('Forum', { exact: true }).selectOption('A new forum')
    await confirm.press('Enter')
    // The first thing that is missing has the keys.
    await expect
      .poll(() => secretary.evaluate(() => document.activeElement?.getAttribute('aria-invalid')))
      .toBe('true')
    expect(await secretary.getByText('This is needed.').count()).toBeGreaterThan(3)
    await secretary.getByLabel('Short name').fill('Experts')
    await secretary.getByLabel('Name in full').fill('Group of experts')
    await secretary
      .getByRole('group', { name: 'Who is in the room' })
      .getByLabel('Iceland')
      .selectOption('none')
    await secretary.getByLabel('Name of the meeting').fill('Experts, spring')
    await secretary.getByLabel('Day', { exact: true }).fill('2099-03-12')
    await secretary.getByLabel('From').fill('10')
    await secretary.getByLabel('Until').fill('9:30')
    await secretary.getByLabel('Place').fill('Brussels')
    await confirm.press('Enter')
    await secretary.getByText('It ends before it begins.').waitFor()
    await secretary.getByLabel('Until').fill('16:30')
    expect(await violations(secretary)).toEqual([])
    await confirm.press('Enter')
    await secretary.getByRole('heading', { level: 1, name: 'Experts, spring' }).waitFor()
    await secretary.getByText('The agenda is not here yet').waitFor()

    await button(secretary, 'Add an item').press('Enter')
    const dialog = secretary.getByRole('dialog')
    await dialog.getByLabel('Number').fill('7')
    await dialog.getByLabel('Title of the item').fill('A proposal: state of play')
    await dialog.getByLabel('Documents').fill('ST 1/99\n\nST 2/99')
    await dialog.getByLabel('Dossier', { exact: true }).selectOption('A new dossier')
    await dialog.getByLabel('Title of the dossier').fill('A proposal')
    await button(dialog.page(), 'Save').press('Enter')
    await dialog.getByText('This is needed.').waitFor()
    await dialog.getByLabel('Stage of the procedure').fill('Before the first reading')
    expect(await violations(secretary)).toEqual([])
    await button(secretary, 'Save').press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await secretary.getByText('ST 2/99').waitFor()
    await expect.poll(() => secretary.evaluate(() => document.activeElement?.textContent)).toBe('Add an item')
    // A number is taken once; what was typed stays.
    await button(secretary, 'Add an item').press('Enter')
    await dialog.getByLabel('Number').fill('7')
    await dialog.getByLabel('Title of the item').fill('Another')
    await button(secretary, 'Save').press('Enter')
    await dialog.getByText('Another item of this agenda has that number.').waitFor()
    expect(await dialog.getByLabel('Title of the item').inputValue()).toBe('Another')
    await button(secretary, 'Cancel').press('Enter')
    await dialog.waitFor({ state: 'hidden' })

    const drafter = await open('drafter-fi', new URL(secretary.url()).pathname)
    expect(await button(drafter, 'Add an item').count()).toBe(0)
    expect(await button(drafter, 'Change the meeting').count()).toBe(0)
    await drafter.goto('/meetings/new')
    await drafter.getByText('You don’t have the right to do this.').waitFor()
    await drafter.goBack()
    await drafter.getByRole('link', { name: /^Begin a position.*Item 7$/ }).click()
    await drafter.locator('form input').first().fill('Joint position on a proposal')
    await drafter.locator('form button[type=submit]').press('Enter')
    await drafter.getByRole('heading', { level: 1, name: 'Joint position on a proposal' }).waitFor()
  })

  it('[W562] a meeting is postponed, and what somebody else changed meanwhile is not written over', async () => {
    const list = await (await server.signIn('secretariat')).call('listMeetings')
    const meeting = list.find(({ status, endsAt }) => status === 'planned' && Date.parse(endsAt) > Date.now())
    if (!meeting) throw new Error('The sample has no planned meeting')
    const [one, other] = await Promise.all(
      ['One', 'Other'].map(() => open('secretariat', `/meetings/${meeting.id}`)),
    )
    if (!one || !other) throw new Error('Two windows')
    const reader = await open('delegate-se', `/meetings/${meeting.id}`)
    const folder = await open('delegate-se', `/meetings/${meeting.id}/folder`)
    for (const page of [one, other]) {
      await button(page, 'Change the meeting').press('Enter')
      await page.getByRole('dialog').getByLabel('State').waitFor()
    }
    await one.getByRole('dialog').getByLabel('State').selectOption('postponed')
    await button(one, 'Save').press('Enter')
    await one.getByRole('dialog').waitFor({ state: 'hidden' })
    for (const page of [one, reader, folder]) await page.getByText('Postponed', { exact: true }).waitFor()
    await other.getByRole('dialog').getByLabel('Place').fill('By video')
    await button(other, 'Save').press('Enter')
    await other.getByText('Somebody else changed this meanwhile.', { exact: false }).waitFor()
    expect(await other.getByRole('dialog').getByLabel('Place').inputValue()).toBe('By video')
    // What the other changed, and this one did not, is in the form, and nothing has to be typed again.
    await expect.poll(() => other.getByRole('dialog').getByLabel('State').inputValue()).toBe('postponed')
    expect(await other.getByRole('dialog').getByText('· Postponed').count()).toBe(1)
    await button(other, 'Save').press('Enter')
    await other.getByRole('dialog').waitFor({ state: 'hidden' })
    await other.getByText('By video', { exact: true }).waitFor()
    await other.getByText('Postponed', { exact: true }).waitFor()
  })

  it('[W570] [W571] the secretariat says what reservations do in a forum, and the next round says it to those who open and answer it', async () => {
    const params = { positionId: 'yearly-overview' }
    const lead = await server.signIn('lead-se')
    const { meeting, revision } = await lead.call('getPosition', { params })
    const path = `/meetings/${meeting?.id}`
    const [secretary, other] = await Promise.all([open('secretariat', path), open('secretariat', path)])
    for (const page of [secretary, other]) {
      await button(page, 'Change the forum').press('Enter')
      await page.getByRole('dialog').getByLabel('Short name').waitFor()
    }
    const dialog = secretary.getByRole('dialog')
    await dialog.getByLabel('Suomi').fill('')
    await button(secretary, 'Save').press('Enter')
    await dialog.getByText('This is needed.').waitFor()
    await dialog.getByLabel('Suomi').fill('Uusi nimi')
    await dialog.getByLabel('Parliamentary scrutiny reservation').selectOption('The others must confirm it')
    expect(await violations(secretary)).toEqual([])
    await button(secretary, 'Save').press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    const reader = await open('delegate-se', path)
    const row = reader.locator('dl > div', { hasText: 'Parliamentary scrutiny reservation' })
    await row.getByText('The others must confirm it').waitFor()
    expect(await button(reader, 'Change the forum').count()).toBe(0)
    // Whoever had begun with what was there before is told, and loses nothing.
    await other.getByRole('dialog').getByLabel('Short name').fill('Another name')
    await button(other, 'Save').press('Enter')
    await other.getByText('Somebody else changed this meanwhile.', { exact: false }).waitFor()
    await expect.poll(() => other.getByRole('dialog').getByLabel('Suomi').inputValue()).toBe('Uusi nimi')
    expect(await other.getByRole('dialog').getByLabel('Short name').inputValue()).toBe('Another name')
    await button(other, 'Save').press('Enter')
    await other.getByRole('dialog').waitFor({ state: 'hidden' })
    await expect
      .poll(async () => (await lead.call('listForums')).find(({ id }) => id === meeting?.forum.id)?.shortName)
      .toBe('Another name')

    const body = { revision, reason: 'Another round.' }
    const reopened = await lead.call('reopenDraft', { params, body })
    const frozen = await lead.call('freezeVersion', {
      params,
      body: { revision: reopened.revision, note: '' },
    })
    const opener = await open('lead-se', '/positions/yearly-overview')
    await opener.getByRole('button', { name: 'Open a sign-off round' }).first().press('Enter')
    const asked = opener.getByRole('dialog')
    await asked.locator('dl > div', { hasText: 'Parliamentary scrutiny reservation' }).waitFor()
    expect(await violations(opener)).toEqual([])
    const [version] = frozen.versions
    await lead.call('openRound', {
      params,
      body: {
        revision: frozen.revision,
        versionNumber: version?.number ?? 0,
        contentHash: version?.contentHash ?? '',
        deadline: new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString(),
        notice: '',
        openPointsReason: 'The points are known.',
      },
    })
    const finland = await open('lead-fi', `/positions/yearly-overview/versions/${version?.number}`)
    await finland.getByText('where it is not the usual').waitFor()
    await button(finland, 'Agree with a reservation').press('Enter')
    const reserving = finland.getByRole('dialog')
    await reserving.getByText('holds nothing up').waitFor()
    await reserving.locator('select').selectOption('parliamentary_scrutiny')
    await reserving.getByText('Your parliament comes first.', { exact: false }).waitFor()
    await reserving.getByText('must confirm that before the release', { exact: false }).waitFor()
    expect(await violations(finland)).toEqual([])
  })
})
