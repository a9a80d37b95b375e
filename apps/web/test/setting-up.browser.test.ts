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
})
