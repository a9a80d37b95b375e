import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { signIn, startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violationsNow } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

describe('search', () => {
  let server: TestServer
  let browser: Browser
  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
    // The drafts are in the index some moments after the start.
    await vi.waitUntil(async () => (await server.storage.tables.search.drafts()).length > 5, {
      timeout: 30_000,
    })
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  const open = async (
    personId: string,
    path: string,
    more: { viewport?: (typeof viewports)['phone'] } = {},
  ) => {
    const opened = await openAs(browser, server.url, personId, { language: 'en', ...more })
    await opened.page.goto(path)
    await opened.page.locator('h1').first().waitFor()
    return opened
  }
  const field = (page: Page) => page.getByRole('searchbox', { name: 'Search in the texts' })
  const hits = (page: Page) => page.locator('article')
  const titles = (page: Page) => page.locator('article h3').allInnerTexts()

  it('[W410] [W411] is reached by its name or Ctrl+K from any page; the address keeps what is looked for', async () => {
    const { page, context, faults } = await open('lead-fi', '/meetings')
    await page.keyboard.press('Control+k')
    await expect.poll(() => field(page).evaluate((input) => input === document.activeElement)).toBe(true)
    await page.keyboard.type('reporting template')
    await hits(page).first().locator('mark').first().waitFor()
    await expect.poll(() => page.url()).toContain('/search?words=reporting+template')
    const found = await titles(page)
    await page.reload()
    await hits(page).first().waitFor()
    expect(await field(page).inputValue()).toBe('reporting template')
    await expect.poll(() => titles(page)).toEqual(found)
    // A question is gone back to, whether Enter or a pause asked the next one, and none that was on the way to it.
    for (const end of ['Enter', 'pause']) {
      await field(page).fill('zym')
      if (end === 'pause') await expect.poll(() => page.url()).toContain('words=zym')
      await field(page).fill('zymurgy')
      if (end === 'Enter') await page.keyboard.press('Enter')
      await expect.poll(() => page.url()).toContain('words=zymurgy')
      await page.getByText('No text has all of these words').waitFor()
      await page.goBack()
      await expect.poll(() => field(page).inputValue()).toBe('reporting template')
      await expect.poll(() => titles(page)).toEqual(found)
    }
    // Where nobody is among the texts the sign means nothing.
    await page.locator('h1').focus()
    await page.keyboard.press('/')
    expect(await field(page).evaluate((input) => input === document.activeElement)).toBe(false)
    expect(faults).toEqual([])
    await context.close()
  })

  it('[W412] [W413] what was found says what it is and leads to its text, by keys alone', async () => {
    const { page, context, faults } = await open('lead-fi', '/search?words=template+reporting')
    await hits(page).first().waitFor()
    const draft = page.locator('article[data-state=draft]').first()
    const final = page.locator('article[data-state=final]').first()
    expect(await draft.innerText()).toContain('Draft, not final')
    expect(await final.innerText()).toMatch(/^Final text\nSAM [0-9A-F]{6} v\d/)
    expect(await final.innerText()).toMatch(/Brussels time/)
    expect(await final.locator('mark').allInnerTexts()).toEqual(expect.arrayContaining(['template']))
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')
    const [first = '', second = ''] = await titles(page)
    await field(page).focus()
    await page.keyboard.press('ArrowDown')
    await expect.poll(focused).toBe(first)
    await page.keyboard.press('ArrowDown')
    await expect.poll(focused).toBe(second)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    expect(await field(page).evaluate((input) => input === document.activeElement)).toBe(true)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('/')
    expect(await field(page).evaluate((input) => input === document.activeElement)).toBe(true)
    expect(await field(page).inputValue()).toBe('template reporting')
    await final.locator('h3 a').focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/read/**')
    expect(faults).toEqual([])
    await context.close()
  })

  it('[W441] whoever types more than is looked for is told so', async () => {
    const { page, context } = await open('lead-fi', '/search?words=a+b+c+d+e+f+g+h+i+j+k+l')
    await page.getByText('The first ten words are looked for; 2 more are left out.').waitFor()
    await context.close()
  })

  it('[W438] of a text that is locked nothing that was found stays on the screen', async () => {
    const { page, context, faults } = await open('lead-fi', '/search?words=%22reporting+template%22+sample')
    const ofText = page.locator('article[data-state=draft] a[href="/positions/reporting-template"]')
    await ofText.waitFor()
    const drafter = await signIn(server.url, 'drafter-dk')
    const answer = Promise.withResolvers<void>()
    // The server says what is left only later: until then nothing is shown.
    await page.route('**/api/search?**', async (route) => {
      await answer.promise
      await route.continue()
    })
    const locked = await drafter.call('reportSpill', {
      params: { positionId: 'reporting-template' },
      body: { country: null, reason: 'For the test.' },
    })
    await ofText.waitFor({ state: 'detached' })
    expect(await hits(page).count()).toBe(0)
    answer.resolve()
    await expect.poll(() => page.locator('[aria-busy=true]').count()).toBe(0)
    expect(await ofText.count()).toBe(0)
    const lead = await signIn(server.url, 'lead-fi')
    await lead.call('endSpill', {
      params: { positionId: 'reporting-template', spillId: locked.spills[0]?.id ?? '' },
      body: { reason: 'A false alarm.' },
    })
    await ofText.waitFor()
    expect(faults).toEqual([])
    await context.close()
  })

  it('[W414] nothing found, and not to be asked, are said, each with a way on', async () => {
    const { page, context } = await open('lead-fi', '/search?words=templ+repor')
    await page.getByText('No text has all of these words').waitFor()
    expect(await page.locator('main').innerText()).toContain('Own pages are not searched')
    expect(await violationsNow(page)).toEqual([])
    await page.getByRole('button', { name: 'Search for words that begin so: templ* repor*' }).click()
    await hits(page).first().waitFor()
    await page.route('**/api/search?**', (route) => route.abort())
    await field(page).fill('another')
    const retry = page.getByRole('alert').getByRole('button', { name: 'Try again' })
    await retry.waitFor({ timeout: 20_000 })
    await page.unroute('**/api/search?**')
    await retry.click()
    await page.getByRole('heading', { name: 'Texts found' }).waitFor()
    await expect.poll(() => page.getByRole('alert').count()).toBe(0)
    await context.close()
  })

  it('[W415] choices narrow what was found; without words all final texts are listed', async () => {
    const { page, context } = await open('lead-fi', '/search?words=sample')
    await hits(page).first().waitFor()
    await page.getByText('Narrow the search').click()
    const state = page.getByLabel('State of the text')
    const choice = await state.locator('option', { hasText: 'Draft, not final' }).innerText()
    await state.selectOption({ label: choice })
    const count = Number(/\((\d+)\)/.exec(choice)?.[1])
    await expect.poll(() => hits(page).count()).toBe(count)
    await expect.poll(() => page.locator('article[data-state=draft]').count()).toBe(count)
    expect(page.url()).toContain('state=draft')
    expect(await violationsNow(page)).toEqual([])
    await page.getByRole('button', { name: 'Clear all choices' }).click()
    await expect.poll(() => hits(page).count()).toBeGreaterThan(count)
    await field(page).fill('')
    await page.getByRole('heading', { name: 'All final texts' }).waitFor()
    await expect.poll(() => page.locator('article[data-state=superseded]').count()).toBeGreaterThan(0)
    await expect.poll(() => page.locator('article[data-state=draft]').count()).toBe(0)
    await page.getByLabel('In order of').selectOption('Dossier')
    await expect.poll(() => page.url()).toContain('order=dossier')
    await context.close()
  })

  it('[W416] a dossier is reached from an agenda item, and tells its facts and its way through the meetings', async () => {
    const { page, context, faults } = await open('lead-fi', '/meetings')
    await page.getByRole('link', { name: /LEWP/ }).first().click()
    await page.locator('article a[href^="/dossiers/"]').first().click()
    await page.waitForURL('**/dossiers/**')
    await page.getByRole('heading', { name: 'Through the meetings' }).waitFor()
    const facts = page.getByRole('region', { name: 'About the dossier' })
    expect(await facts.innerText()).toMatch(/Facts as of \d/)
    expect(await facts.locator('a[href^="https://"]').count()).toBeGreaterThan(0)
    const history = page.getByRole('region', { name: 'Through the meetings' })
    await history.locator('a[href^="/meetings/"]').first().waitFor()
    expect(await violationsNow(page)).toEqual([])
    await page.goto('/dossiers/eu-strategy')
    await history.locator('a[href^="/read/"]').first().waitFor()
    expect(await history.innerText()).toContain('Superseded final text')
    await page.getByRole('link', { name: 'Final texts on this dossier' }).click()
    await hits(page).first().waitFor()
    expect(page.url()).toContain('/search?dossier=eu-strategy')
    expect(faults).toEqual([])
    await context.close()
  })

  it('[W410] the header has room for it on a phone, in the longest words', async () => {
    const { page, context } = await openAs(browser, server.url, 'lead-fi', {
      language: 'fi',
      viewport: viewports.phone,
    })
    await page.goto('/search?words=template')
    await hits(page).first().waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewports.phone.width)
    const sign = page.getByRole('link', { name: 'Haku' })
    expect((await sign.boundingBox())?.width).toBeGreaterThanOrEqual(24)
    await context.close()
  })
})
