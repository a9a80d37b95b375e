import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violationsNow } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

const positionId = 'reporting-template'
const draftPath = `/positions/${positionId}`

describe('the timeline of a draft', () => {
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

  const open = async (personId: string, options: Parameters<typeof openAs>[3] = {}) => {
    const opened = await openAs(browser, server.url, personId, { language: 'en', ...options })
    contexts.push(opened.context)
    opened.page.on('close', () => faults.push(...opened.faults))
    await opened.page.goto(draftPath)
    await opened.page.locator('.ProseMirror').waitFor()
    return opened.page
  }
  const drafting = async (personId: string) => {
    const page = await open(personId)
    await page.locator('.ProseMirror[contenteditable=true]').waitFor()
    await saved(page)
    return page
  }
  const saved = (page: Page) => page.locator('[data-state=saved]').waitFor()
  const text = (page: Page) => page.locator('.ProseMirror')
  const dialog = (page: Page) => page.getByRole('dialog')
  const titles = async () => (await draftText()).content.map(({ attrs }) => attrs.id)
  const draftText = async () => {
    const client = await server.signIn('lead-no')
    const { doc, contentHash } = await client.call('getDraftText', { params: { positionId } })
    return { ...(doc as unknown as { content: { attrs: { id: string } }[] }), contentHash }
  }
  const typeAtEnd = async (page: Page, line: ReturnType<Page['locator']>, words: string) => {
    await line.click({ delay: 120 })
    await page.keyboard.press('End')
    await page.keyboard.type(words, { delay: 5 })
    await saved(page)
  }
  const openTimeline = async (page: Page) => {
    await page.getByRole('tab', { name: 'Timeline' }).click()
    return page.getByRole('tabpanel', { name: 'Timeline' })
  }
  /** Opens the text as it stood at an instant, to the minute of which a person could point. */
  const openMoment = async (page: Page, at: string) => {
    // The field knows minutes; what a test does fits into one.
    await page.route('**/draft/text?at=*', async (route) => {
      const url = new URL(route.request().url())
      url.searchParams.set('at', at)
      await route.continue({ url: url.href })
    })
    const panel = await openTimeline(page)
    await panel.getByRole('button', { name: 'The text at another time…' }).click()
    await panel.getByRole('button', { name: 'Show the text of then' }).click()
    await dialog(page).locator('article').waitFor()
  }
  const restoreButtons = (page: Page) => dialog(page).getByRole('button', { name: /^Restore this passage/ })
  /** Removes the last paragraph of the last section; gives its words. */
  const removeLast = async (page: Page): Promise<string> => {
    const line = text(page).locator('section').last().locator('p').last()
    const words = (await line.innerText()).trim()
    await line.click({ delay: 120, clickCount: 3 })
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await saved(page)
    return words
  }

  it('[W117] [W118] who worked when, and the text as it stood, which is not the draft', async () => {
    const sweden = await drafting('drafter-se')
    const first = text(sweden).locator('section').first().locator('p').last()
    const before = await draftText()
    await typeAtEnd(sweden, first, ' Sweden would add this.')
    const written = new Date().toISOString()
    const norway = await drafting('drafter-no')
    const gone = await removeLast(norway)
    const panel = await openTimeline(norway)
    const sessions = panel.locator('li')
    await sessions.filter({ hasText: 'Drafter, Norway' }).first().waitFor()
    await expect
      .poll(() => sessions.nth(0).innerText())
      .toMatch(/Drafter, Norway[\s\S]*\d\d:\d\d[\s\S]*−\d+[\s\S]*Background/)
    await expect
      .poll(() => sessions.nth(1).innerText())
      .toMatch(/Drafter, Sweden[\s\S]*\+23[\s\S]*Speaking points/)
    expect(await violationsNow(norway)).toEqual([])

    await sessions
      .nth(1)
      .getByRole('button', { name: /^The text at \d\d:\d\d$/ })
      .press('Enter')
    await dialog(norway).getByText('An earlier text, not the draft').waitFor()
    await dialog(norway)
      .getByRole('heading', { name: /^The draft as it stood on .*Brussels/ })
      .waitFor()
    await dialog(norway).locator('[data-change=removed]', { hasText: gone }).waitFor()
    expect(await dialog(norway).locator('[contenteditable=true], textarea').count()).toBe(0)
    expect(await violationsNow(norway)).toEqual([])
    const link = await dialog(norway)
      .getByRole('link', { name: 'Compare with the draft now' })
      .getAttribute('href')
    expect(link).toMatch(/compare\?from=\d{4}-.*Z&to=now$/)
    await norway.keyboard.press('Escape')
    await dialog(norway).waitFor({ state: 'hidden' })
    expect(written > '' && before.contentHash).not.toBe((await draftText()).contentHash)
  })

  it('[W119] a passage comes back as an edit of one’s own, while somebody else writes, and one undo takes it back', async () => {
    const sweden = await drafting('drafter-se')
    const norway = await drafting('drafter-no')
    const at = new Date().toISOString()
    const gone = await removeLast(sweden)
    await typeAtEnd(
      sweden,
      text(sweden).locator('section').first().locator('p').last(),
      ' Sweden keeps this.',
    )
    await text(norway).getByText('Sweden keeps this.').waitFor()
    const before = await draftText()
    await openMoment(norway, at)
    // Two passages differ; Sweden goes on writing while one of them comes back.
    await expect.poll(() => restoreButtons(norway).count()).toBe(2)
    await sweden.keyboard.type(' And writes on.', { delay: 5 })
    await dialog(norway)
      .getByRole('button', { name: `Restore this passage: ${gone.slice(0, 30)}` })
      .press('Enter')
    await dialog(norway).getByText('1 passage restored, as an edit of yours.').waitFor()
    await expect.poll(() => restoreButtons(norway).count()).toBe(1)
    await saved(norway)
    await text(sweden).getByText(gone).waitFor()
    expect(await text(sweden).innerText()).toContain('Sweden keeps this. And writes on.')

    await dialog(norway).getByRole('button', { name: 'Undo' }).click()
    await text(sweden).getByText(gone).waitFor({ state: 'detached' })
    expect(await text(sweden).innerText()).toContain('Sweden keeps this. And writes on.')
    expect((await titles()).length).toBe(before.content.length)
    // It is Norway's edit: written by nobody in another's name.
    await dialog(norway)
      .getByRole('button', { name: `Restore this passage: ${gone.slice(0, 30)}` })
      .click()
    await saved(norway)
    const client = await server.signIn('drafter-fi')
    const { sessions } = await client.call('listWorkSessions', { params: { positionId } })
    expect(sessions[0]?.writer?.id).toBe('drafter-no')
  })

  it('[W119] the whole text comes back after being asked, and leaves what others are in', async () => {
    const sweden = await drafting('drafter-se')
    const norway = await drafting('drafter-no')
    const once = await draftText()
    const at = new Date().toISOString()
    await removeLast(norway)
    await typeAtEnd(
      norway,
      text(norway).locator('section').first().locator('p').last(),
      ' Norway thinks again.',
    )
    // Sweden begins a paragraph and is still in it.
    await text(sweden).locator('section').nth(1).locator('p').first().click({ delay: 120 })
    await sweden.keyboard.press('End')
    await sweden.keyboard.press('Enter')
    await sweden.keyboard.type('Sweden is writing here.', { delay: 5 })
    await saved(sweden)
    await text(norway).getByText('Sweden is writing here.').waitFor()
    await openMoment(norway, at)
    await dialog(norway).getByRole('button', { name: 'Restore the whole text…' }).click()
    await dialog(norway).getByText('stays in the timeline').waitFor()
    expect(await violationsNow(norway)).toEqual([])
    await dialog(norway).getByRole('button', { name: 'Restore the whole text', exact: true }).click()
    await dialog(norway).getByText('1 passage was left as it is').waitFor()
    await saved(norway)
    expect(await text(norway).innerText()).not.toContain('Norway thinks again.')
    await sweden.keyboard.type(' Still.', { delay: 5 })
    await text(norway).getByText('Sweden is writing here. Still.').waitFor()
    // Once Sweden is elsewhere the text of then is there to its last character.
    await text(sweden).locator('h2').first().click({ delay: 120 })
    await norway.keyboard.press('Escape')
    await openTimeline(norway)
    const panel = norway.getByRole('tabpanel', { name: 'Timeline' })
    await panel.getByRole('button', { name: 'Show the text of then' }).click()
    await dialog(norway).getByRole('button', { name: 'Restore the whole text…' }).click()
    await dialog(norway).getByRole('button', { name: 'Restore the whole text', exact: true }).click()
    await dialog(norway).getByText('The draft is the same now.').waitFor()
    await saved(norway)
    expect((await draftText()).contentHash).toBe(once.contentHash)
    await dialog(norway).getByRole('button', { name: 'Undo' }).click()
    await text(norway).getByText('Sweden is writing here. Still.').waitFor()
  })

  it('[W119] whoever may only read is offered nothing to restore, and a phone has the timeline in its drawer', async () => {
    const at = new Date().toISOString()
    const sweden = await drafting('drafter-se')
    await removeLast(sweden)
    const secretariat = await open('secretariat')
    await openMoment(secretariat, at)
    await dialog(secretariat).locator('[data-change=removed]').waitFor()
    expect(
      await dialog(secretariat)
        .getByRole('button', { name: /^Restore/ })
        .count(),
    ).toBe(0)

    const phone = await open('drafter-dk', { viewport: viewports.phone })
    await phone.getByRole('button', { name: /^Open points/ }).click()
    const panel = await openTimeline(phone)
    await panel
      .locator('li')
      .first()
      .getByRole('button', { name: /^The text at/ })
      .click()
    await dialog(phone).getByText('An earlier text, not the draft').waitFor()
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(viewports.phone.width)
  })
})
