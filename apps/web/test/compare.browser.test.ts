import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { changeAnswers, launchBrowser, openAs, viewports } from './support/browser.ts'

const positionId = 'reporting-template'
const draftPath = `/positions/${positionId}`

describe('comparing', () => {
  let server: TestServer
  let browser: Browser
  const contexts: BrowserContext[] = []
  const faults: string[] = []

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  beforeEach(async () => {
    server = await startTestServer()
  })
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    await server.stop()
    expect(faults.splice(0)).toEqual([])
  })
  afterAll(() => browser.close())

  const open = async (personId: string, path: string, options: Parameters<typeof openAs>[3] = {}) => {
    const opened = await openAs(browser, server.url, personId, { language: 'en', ...options })
    contexts.push(opened.context)
    opened.page.on('close', () => faults.push(...opened.faults))
    await opened.page.goto(path)
    return opened.page
  }
  const drafting = async (personId: string) => {
    const page = await open(personId, draftPath)
    await page.locator('.ProseMirror[contenteditable=true]').waitFor()
    await page.locator('[data-state=saved]').waitFor()
    return page
  }
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const focusedWords = (page: Page) =>
    page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-step]')?.innerText ?? null)

  /** Sweden writes a sentence and adds a row to a table; Finland moves a section down. Gives the instant before. */
  async function twoPeopleWrite(): Promise<string> {
    const before = new Date().toISOString()
    const sweden = await drafting('drafter-se')
    const finland = await drafting('drafter-fi')
    const line = sweden.locator('.ProseMirror section').nth(1).locator('p').last()
    await line.click({ delay: 120 })
    await sweden.keyboard.press('End')
    await sweden.keyboard.type(' Sweden would add this.', { delay: 5 })
    const cell = sweden.locator('.ProseMirror td').first()
    await cell.click({ delay: 120 })
    await button(sweden, 'Table').click()
    await button(sweden, 'Row below').click()
    await sweden.keyboard.press('Tab')
    await sweden.locator('[data-state=saved]').waitFor()
    await finland.locator('.ProseMirror h2').first().click({ delay: 120 })
    await finland.keyboard.press('Alt+Shift+ArrowDown')
    await finland.locator('[data-state=saved]').waitFor()
    await finland.locator('.ProseMirror', { hasText: 'Sweden would add this.' }).waitFor()
    await Promise.all([sweden.close(), finland.close()])
    return before
  }

  it('[W77] [W74] shows what two people did: words, a table row, a move at both places, and who it was', async () => {
    const before = await twoPeopleWrite()
    const page = await open('lead-dk', `${draftPath}/compare?from=${before}&to=now`)
    const article = page.locator('article')
    await article.locator('ins', { hasText: 'Sweden would add this.' }).waitFor()
    expect(await article.locator('tr[data-change=added]').count()).toBe(1)
    expect(await article.locator('section[data-change=moved_from]').count()).toBe(1)
    expect(await article.locator('section[data-change=moved_to]').count()).toBe(1)
    await article.getByText('Moved from here').first().waitFor()
    await article.getByText('Moved here').first().waitFor()
    // Who, by delegation: Finland only moved what others had written.
    const delegation = (name: string, amounts: string) =>
      page.locator('li', { hasText: name }).filter({ hasText: amounts })
    await delegation('Sweden', 'characters added, 0 removed').waitFor()
    const finland = delegation('Finland', ': 0 characters added, 0 removed')
    await finland.getByText('text moved').waitFor()

    // n and p go from change to change while the focus is in the comparison.
    await button(page, 'Next change').click()
    const first = await focusedWords(page)
    expect(first).not.toBeNull()
    await page.keyboard.press('n')
    const second = await focusedWords(page)
    expect(second).not.toBe(first)
    await page.keyboard.press('p')
    expect(await focusedWords(page)).toBe(first)
    await page.getByLabel('Earlier text', { exact: true }).last().focus()
    await page.keyboard.press('n')
    expect(await focusedWords(page)).toBeNull()
  })

  it('[W77] is chosen by two pickers, and the address says what was chosen', async () => {
    // The penholder's lead: what was written before the draft was shared is hers to compare, too.
    const page = await open('lead-se', '/positions/yearly-overview/compare')
    await page.locator('article').waitFor()
    const select = (label: string) =>
      page.locator('select', { has: page.locator('option') }).and(page.getByLabel(label))
    await select('Later text').selectOption('v2')
    await select('Earlier text').selectOption('v1')
    await page.waitForURL(/from=v1&to=v2/)
    await page.getByText('Version 1: to the leads for information → Version 2', { exact: true }).waitFor()
    await page.locator('ins', { hasText: '31 March, 12:00 Brussels time' }).first().waitFor()
    await page.goBack()
    await page.waitForURL((url) => !url.search.includes('from=v1'))
    await page.goForward()
    await page.waitForURL(/from=v1&to=v2/)

    // A moment is a day and a time in Brussels.
    await select('Earlier text').selectOption('moment')
    await page.waitForURL(/from=\d{4}-/)
    const [, started] = (await page.evaluate(() => location.search)).match(/from=([^&]+)/) ?? []
    await page.getByLabel('Time in Brussels').fill('25:00')
    await page.getByText('Write a day, and the time as 14:30.').waitFor()
    await page.getByLabel('Day').fill('2036-01-01')
    await page.getByLabel('Time in Brussels').fill('10:00')
    await page.getByText('That time has not come yet.').waitFor()
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => location.search)).toContain(started)
    await page.getByLabel('Day').fill('2026-01-15')
    await page.keyboard.press('Enter')
    await page.waitForURL(/from=2026-01-15T09%3A00%3A00.000Z/)
    await page.getByRole('alert').getByText('The draft had no text yet at that time.').waitFor()
    const finland = await open('lead-fi', await page.evaluate(() => location.pathname + location.search))
    await finland.getByRole('alert').getByText('You don’t have the right to do this.').waitFor()
  })

  it('[W77] says what there is not, and that a text is the same as itself', async () => {
    const path = '/positions/yearly-overview/compare'
    const page = await open('lead-fi', `${path}?from=v7&to=v2`)
    await page.getByText('There is no version 7.').waitFor()
    await page.goto(`${path}?from=v2&to=v2`)
    await page.getByText('Choose two different texts.').waitFor()
    // Named the other way round, the earlier one still stands first.
    await page.goto(`${path}?from=v2&to=v1`)
    await page.getByText('Version 1: to the leads for information → Version 2', { exact: true }).waitFor()
    const delegate = await open('delegate-se', path)
    await delegate.getByText('You don’t have the right to do this.').waitFor()
  })

  it('[W72] marks every word, bars in the margin, or nothing', async () => {
    const page = await open('lead-fi', '/positions/yearly-overview/compare?from=v1&to=v2')
    const article = page.locator('article')
    await article.locator('ins').first().waitFor()
    expect(await article.locator('del').count()).toBeGreaterThan(0)
    await button(page, 'Margin bars').click()
    await article.locator('ins, del').first().waitFor({ state: 'detached' })
    expect(await article.locator('ins, del').count()).toBe(0)
    expect(await article.locator('[data-step]').count()).toBeGreaterThan(0)
    expect(await article.getByText('Changed in something other than its words').count()).toBe(0)
    await button(page, 'Clean').click()
    await article.locator('[data-step]').first().waitFor({ state: 'detached' })
    expect(await article.locator('ins, del, [data-step]').count()).toBe(0)
    expect(await button(page, 'Next change').count()).toBe(0)
    expect(await page.evaluate(() => location.search)).toContain('marks=clean')
    await page.reload()
    await article.waitFor()
    expect(await article.innerText()).toContain('31 March, 12:00 Brussels time')
    expect(await article.innerText()).not.toContain('the end of March')
  })

  it('[W73] stands side by side where there is room, and never on a phone', async () => {
    const path = '/positions/yearly-overview/compare?from=v1&to=v2&view=side'
    const page = await open('lead-fi', path)
    const changed = page.locator('[data-change=changed]').first()
    await changed.waitFor()
    const cells = changed.locator('[data-side]')
    // Both at one time: who contributed comes a moment later and moves the text down.
    const [left, right] = await cells.evaluateAll((all) =>
      all.map((cell) => {
        const { top, left: start, right: end } = cell.getBoundingClientRect()
        return { top, start, end }
      }),
    )
    expect(left?.top).toBe(right?.top)
    expect(right?.start ?? 0).toBeGreaterThan(left?.end ?? 0)
    expect(await cells.nth(0).locator('ins').count()).toBe(0)
    expect(await cells.nth(1).locator('del').count()).toBe(0)
    await button(page, 'Next change').click()
    expect(await focusedWords(page)).toContain('31 March')
    const phone = await open('lead-fi', path, { viewport: viewports.phone })
    await phone.locator('article ins').first().waitFor()
    expect(await phone.locator('[data-side]').count()).toBe(0)
    expect(await button(phone, 'Side by side').count()).toBe(0)
    const width = await phone.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(viewports.phone.width)
  })

  it('[W71] a comparison that is too large says so, and shows what can be counted', async () => {
    const page = await openAs(browser, server.url, 'lead-fi', { language: 'en' })
    contexts.push(page.context)
    // The server's own texts are never this long; what a browser does with them must be known all the same.
    for (const [number, word] of [
      [1, 'six'],
      [2, 'eight'],
    ] as const) {
      await changeAnswers<{ doc: unknown }>(
        page.page,
        `**/api/positions/yearly-overview/versions/${number}`,
        (version) => {
          version.doc = longDoc(word)
        },
      )
    }
    await page.page.goto('/positions/yearly-overview/compare?from=v1&to=v2')
    await page.page.getByText('These texts differ too much to be shown word by word').waitFor()
    await page.page
      .getByText('5,100 lines only in the earlier text, 5,100 lines only in the later one')
      .waitFor()
    await page.page.getByRole('link', { name: 'Version 2' }).waitFor()
    // And neither is the text that its fingerprint is of.
    await page.page.getByText('One of these texts does not match its fingerprint.').waitFor()
  })

  it('[W75] prints the changes without the controls', async () => {
    const page = await open('lead-fi', '/positions/yearly-overview/compare?from=v1&to=v2')
    await page.locator('article ins').first().waitFor()
    await page.emulateMedia({ media: 'print' })
    for (const name of ['Next change', 'Print', 'Clean'])
      expect(await button(page, name).isVisible()).toBe(false)
    expect(await page.locator('select').first().isVisible()).toBe(false)
    await page.getByText('Fingerprint', { exact: false }).first().waitFor()
    expect(
      await page
        .locator('ins')
        .first()
        .evaluate((ins) => getComputedStyle(ins).textDecorationLine),
    ).toBe('underline')
    expect(
      await page
        .locator('del')
        .first()
        .evaluate((del) => getComputedStyle(del).textDecorationLine),
    ).toBe('line-through')

    // Side by side lies across the sheet, all of them: no upright, empty one comes after.
    await page.emulateMedia({ media: null })
    await button(page, 'Side by side').click()
    await page.locator('[data-side=after] ins').first().waitFor()
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    const sheets = [...paper.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)]
    expect(sheets.length).toBeGreaterThan(0)
    for (const [, width, height] of sheets) expect(Number(width)).toBeGreaterThan(Number(height))
  })

  it('[W76] versions go by their names, which whoever may freeze gives', async () => {
    const path = '/positions/comment-periods/versions/2'
    const page = await open('lead-dk', path)
    await page.getByText('All versions').click()
    await page.getByRole('button', { name: /^Change the name: Version 2/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name of the version').fill('agreed in Lund')
    await dialog.locator('button[type=submit]').click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText('Frozen version 2: agreed in Lund').waitFor()
    const other = await open('lead-fi', path)
    await other.getByText('Frozen version 2: agreed in Lund').waitFor()
    await other.getByText('All versions').click()
    expect(await other.getByRole('button', { name: /Change the name/ }).count()).toBe(0)
    await other.getByRole('link', { name: 'Compare versions and drafts' }).click()
    await other
      .locator('option', { hasText: 'Version 2: agreed in Lund' })
      .first()
      .waitFor({ state: 'attached' })
  })
})

function longDoc(word: string) {
  const lines = Array.from({ length: 5_100 }, (_, index) => ({
    type: 'paragraph',
    content: [{ type: 'text', text: `${word} ${index}` }],
  }))
  return {
    type: 'doc',
    content: [
      {
        type: 'section',
        attrs: { id: 'a', kind: 'position' },
        content: [{ type: 'sectionTitle', content: [{ type: 'text', text: 'Position' }] }, ...lines],
      },
    ],
  }
}
