import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDraft } from '../../server/test/support/drafter.ts'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violationsNow } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

const positionId = 'reporting-template'

describe('the history of own pages', () => {
  let server: TestServer
  let browser: Browser
  const contexts: BrowserContext[] = []
  const faults: string[] = []

  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  /** Opens the own pages of the person's delegation, beside the joint text. */
  const open = async (personId: string, country: string, options: Parameters<typeof openAs>[3] = {}) => {
    const opened = await openAs(browser, server.url, personId, { language: 'en', ...options })
    contexts.push(opened.context)
    opened.page.on('close', () => faults.push(...opened.faults))
    await opened.page.goto(`/positions/${positionId}`)
    await opened.page.locator('.ProseMirror').first().waitFor()
    await opened.page.getByRole('button', { name: `Only ${country}`, exact: true }).press('Enter')
    const own = opened.page.getByRole('region', { name: `Only ${country}`, exact: true })
    await own.locator('.ProseMirror').waitFor()
    await own.locator('[data-state=saved], [data-state=read_only]').first().waitFor()
    return { page: opened.page, own }
  }
  const done = async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(faults).toEqual([])
  }
  const dialog = (page: Page) => page.getByRole('dialog')

  it('[W190] [W191] what was taken out of own pages is found in their timeline, and restored as an edit of one’s own', async () => {
    const [{ page: drafter, own: drafters }, { page: lead, own: leads }] = await Promise.all([
      open('drafter-fi', 'Finland'),
      open('lead-fi', 'Finland'),
    ])
    const saved = () => drafters.locator('[data-state=saved]').waitFor()
    const words = 'Twelve weeks would do in the very end.'
    const last = drafters.locator('.ProseMirror p').last()
    await last.click({ delay: 120 })
    await drafter.keyboard.press('End')
    await drafter.keyboard.press('Enter')
    await drafter.keyboard.type(words, { delay: 5 })
    await leads.locator('.ProseMirror').getByText(words).waitFor()
    await saved()
    await drafters.getByRole('button', { name: 'Keep a version' }).click()
    await drafter.getByLabel('What it is, such as').fill('Before the minister spoke')
    await drafter.getByRole('button', { name: 'Keep it' }).click()
    await dialog(drafter).waitFor({ state: 'hidden' })
    const at = new Date().toISOString()
    await drafters.locator('.ProseMirror').getByText(words).click({ clickCount: 3 })
    await drafter.keyboard.press('Backspace')
    await drafter.keyboard.press('Backspace')
    await leads.locator('.ProseMirror').getByText(words).waitFor({ state: 'detached' })
    await saved()

    // The timeline, under the mark of the pages, and the text of a time in it.
    await lead.route('**/pages/FI/text?at=*', async (route) => {
      const url = new URL(route.request().url())
      // The field knows minutes; what a test does fits into one.
      url.searchParams.set('at', at)
      await route.continue({ url: url.href })
    })
    await leads.getByRole('button', { name: 'Timeline' }).press('Enter')
    const timeline = lead.getByRole('dialog', { name: 'Timeline' })
    expect(await timeline.getByText('Only Finland').count()).toBe(1)
    await expect
      .poll(() => timeline.locator('li').first().innerText())
      .toMatch(/Drafter, Finland[\s\S]*\d\d:\d\d[\s\S]*\+\d+[\s\S]*−\d+[\s\S]*Muistiinpanot/)
    expect(await violationsNow(lead)).toEqual([])
    await timeline.getByRole('button', { name: 'The text at another time…' }).click()
    await timeline.getByRole('button', { name: 'Show the text of then' }).click()
    await dialog(lead)
      .getByRole('heading', { name: /^These pages as they stood on .*Brussels/ })
      .waitFor()
    await dialog(lead).getByText('An earlier text, not the pages now').waitFor()
    expect(await dialog(lead).getByText('Only Finland').count()).toBe(1)
    await dialog(lead).locator('[data-change=removed]', { hasText: words }).waitFor()
    expect(await dialog(lead).locator('[contenteditable=true], textarea').count()).toBe(0)
    expect(await violationsNow(lead)).toEqual([])
    await dialog(lead)
      .getByRole('button', { name: /^Restore this passage: Twelve weeks/ })
      .press('Enter')
    await dialog(lead).getByText('1 passage restored, as an edit of yours.').waitFor()
    await drafters.locator('.ProseMirror').getByText(words).waitFor()
    await dialog(lead).getByRole('button', { name: 'Undo' }).click()
    await drafters.locator('.ProseMirror').getByText(words).waitFor({ state: 'detached' })

    // From what was kept, too, and the whole of it; the way back to the list leads there.
    await dialog(lead).getByRole('button', { name: 'Back to the list' }).click()
    await timeline.waitFor()
    await lead.keyboard.press('Escape')
    await timeline.waitFor({ state: 'hidden' })
    await leads.getByRole('button', { name: 'Versions and history (1)' }).press('Enter')
    await dialog(lead).getByRole('button', { name: 'Version 1' }).press('Enter')
    const version = lead.getByRole('dialog', { name: 'Version 1' })
    await version.getByText('Before the minister spoke').waitFor()
    // Where somebody has their caret what came since would stay.
    await drafters.locator('.ProseMirror p').first().click({ delay: 120 })
    await version.getByRole('button', { name: 'Restore the whole text…' }).press('Enter')
    await version.getByText('stays in their timeline').waitFor()
    await version.getByRole('button', { name: 'Restore the whole text', exact: true }).press('Enter')
    await version.getByText('These pages are the same now.').waitFor()
    await drafters.locator('.ProseMirror').getByText(words).waitFor()
    await lead.keyboard.press('Escape')
    await version.waitFor({ state: 'hidden' })
    await expect
      .poll(() => lead.evaluate(() => document.activeElement?.textContent))
      .toBe('Versions and history (1)')
    await expect
      .poll(async () => {
        const client = await server.signIn('drafter-fi')
        const { sessions } = await client.call('listPagesSessions', {
          params: { positionId, country: 'FI' },
        })
        return sessions[0]?.writer?.id
      })
      .toBe('lead-fi')

    // Nobody's joint text had any of it.
    const joint = await (await server.signIn('drafter-dk')).call('getDraftText', { params: { positionId } })
    expect(JSON.stringify(joint)).not.toContain(words)
    await done()
  })

  it('[W191] [W196] whoever only reads own pages sees and compares what they were, and is not offered to restore it', async () => {
    const page = openDraft(await server.signIn('drafter-no'), `${positionId}.NO`)
    await page.synced()
    page.type('Norway would wait until May.')
    await page.saved()
    const client = await server.signIn('drafter-no')
    await client.call('keepPagesVersion', { params: { positionId, country: 'NO' }, body: { note: '' } })
    page.type('Norway writes on.')
    await page.saved()
    const { page: head, own } = await open('head-of-delegation-no', 'Norway', { viewport: viewports.phone })
    await own.getByText('Norway writes on.').waitFor()
    await own.getByRole('button', { name: 'Versions and history (1)' }).click()
    await dialog(head).getByRole('button', { name: 'Version 1' }).click()
    await dialog(head).getByText('Norway would wait until May.').waitFor()
    await dialog(head).getByText('What these pages now have no more').waitFor()
    expect(
      await dialog(head)
        .getByRole('button', { name: /^Restore/ })
        .count(),
    ).toBe(0)
    expect(await head.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(await violationsNow(head)).toEqual([])

    // What was kept against the pages now, and against what was kept later, whichever is chosen first.
    await dialog(head).getByRole('button', { name: 'Compare', exact: true }).press('Enter')
    const compared = head.getByRole('dialog', { name: 'Compare' })
    await compared.locator('[data-change=added]', { hasText: 'Norway writes on.' }).waitFor()
    expect(await compared.locator('[data-change]', { hasText: 'wait until May' }).count()).toBe(0)
    expect(await violationsNow(head)).toEqual([])
    await client.call('keepPagesVersion', { params: { positionId, country: 'NO' }, body: { note: '' } })
    const [earlier, later] = [compared.getByLabel('Earlier text'), compared.getByLabel('Later text')]
    await expect.poll(() => later.locator('option').allInnerTexts()).toContain('Version 2')
    await later.selectOption({ label: 'Version 1' })
    await compared.getByText('Choose two different texts.').waitFor()
    await earlier.selectOption({ label: 'Version 2' })
    await expect.poll(() => earlier.locator('option:checked').innerText()).toBe('Version 1')
    await compared.locator('[data-change=added]', { hasText: 'Norway writes on.' }).waitFor()
    page.leave()
    await done()
  })

  it('[W480] the text of own pages comes when it is known who may write in it, and takes the first click', async () => {
    const { page } = await openAs(browser, server.url, 'drafter-fi', { language: 'en' })
    contexts.push(page.context())
    await page.route('**/pages/FI', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      await route.continue()
    })
    await page.goto(`/positions/${positionId}`)
    await page.locator('.ProseMirror').first().waitFor()
    await page.getByRole('button', { name: 'Only Finland', exact: true }).press('Enter')
    const text = page.getByRole('region', { name: 'Only Finland', exact: true }).locator('.ProseMirror')
    await text.waitFor()
    expect(await text.getAttribute('contenteditable')).toBe('true')
    await text.locator('p').last().click()
    await expect.poll(() => text.evaluate((element) => element === document.activeElement)).toBe(true)
    await done()
  })

  it('[W192] [W193] own pages are coloured by person and searched, by keys that do nothing to the joint text', async () => {
    const { page, own } = await open('drafter-fi', 'Finland')
    const colleague = openDraft(await server.signIn('lead-fi'), `${positionId}.FI`)
    await colleague.synced()
    colleague.type('The lead of Finland adds this.')
    await colleague.saved()
    const text = own.locator('.ProseMirror')
    await text.locator('p').last().click({ delay: 120 })
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('And the drafter this.', { delay: 5 })
    await page.keyboard.press('Control+Alt+a')
    const bar = own.getByRole('region', { name: 'Text by person' })
    await bar.getByRole('button', { name: /National lead, Finland/ }).waitFor()
    await bar.getByRole('button', { name: /Drafter, Finland/ }).waitFor()
    const hands = async (words: string) => {
      const passage = text.locator('.author', { hasText: words }).first()
      const line = text.locator('[data-written-by]', { hasText: words }).first()
      return [await passage.getAttribute('data-hand'), await line.getAttribute('data-written-by')]
    }
    await expect.poll(async () => (await hands('The lead of Finland'))[1]).toBe('NL')
    const [lead, me] = [await hands('The lead of Finland'), await hands('And the drafter this.')]
    expect(me[1]).toBe('DF')
    expect(me[0]).not.toBe(lead[0])
    await expect.poll(() => bar.getByRole('status').innerText()).toMatch(/^Drafter, Finland · /)
    // No country is said of anybody, and nothing of it is in the joint text.
    expect(await bar.innerText()).not.toMatch(/secretariat|Finland · \w+, Finland/i)
    expect(await page.locator('.author').count()).toBe(await text.locator('.author').count())
    expect(await violationsNow(page)).toEqual([])

    await text.locator('p').last().click({ delay: 120 })
    await page.keyboard.press('Control+h')
    const find = own.getByRole('search', { name: 'Find and replace' })
    await find.getByLabel('Find', { exact: true }).fill('The lead of Finland')
    await expect.poll(() => find.getByRole('status').innerText()).toMatch(/1/)
    expect(await page.getByRole('search').count()).toBe(1)
    await page.keyboard.press('Escape')
    await find.waitFor({ state: 'hidden' })
    await page.keyboard.press('Control+Alt+a')
    await bar.waitFor({ state: 'hidden' })
    colleague.leave()
    await done()
  })
})
