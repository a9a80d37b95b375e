import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violationsNow } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

const draftPath = '/positions/reporting-template'

describe('suggestions', () => {
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

  const open = async (
    personId: string,
    viewport: { width: number; height: number } = viewports.desktop,
  ): Promise<Page> => {
    const opened = await openAs(browser, server.url, personId, { language: 'en', viewport })
    contexts.push(opened.context)
    opened.page.on('close', () => faults.push(...opened.faults))
    await opened.page.goto(draftPath)
    await text(opened.page).waitFor()
    return opened.page
  }
  const text = (page: Page) => page.locator('.ProseMirror[contenteditable=true]').first()
  const line = (page: Page, words: string) => text(page).locator('p').filter({ hasText: words })
  const saved = (page: Page) => page.locator('[data-state=saved]').first().waitFor()
  /** Puts the caret at the end of a line. */
  const goToEnd = async (page: Page, words: string) => {
    await line(page, words).first().click({ delay: 120 })
    await page.keyboard.press('End')
  }
  const suggest = async (page: Page) => {
    const mode = page.getByRole('button', { name: 'Suggest changes' })
    if ((await mode.getAttribute('aria-pressed')) !== 'true') await page.keyboard.press('Control+Shift+e')
    await expect.poll(() => mode.getAttribute('aria-pressed')).toBe('true')
  }
  const panel = (page: Page) => page.getByRole('tabpanel', { name: /^Suggestions/ })
  const openPanel = async (page: Page) => {
    await page.getByRole('tab', { name: /^Suggestions/ }).click()
    await panel(page).waitFor()
  }
  const card = (page: Page, words: string) => panel(page).getByRole('article').filter({ hasText: words })
  const done = async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(faults.splice(0)).toEqual([])
  }

  it('[W80] [W81] [W84] [W644] a Danish drafter suggests, a Swedish one accepts one and rejects one with a reason, and both stay on record', async () => {
    const [denmark, sweden] = await Promise.all([open('drafter-dk'), open('drafter-se')])
    await goToEnd(denmark, 'Experience from')
    await suggest(denmark)
    await denmark.keyboard.type(' by post')
    await goToEnd(denmark, 'welcome the opportunity')
    await denmark.keyboard.press('Control+Shift+ArrowLeft')
    await denmark.keyboard.press('Delete')
    await saved(denmark)
    // It is marked in Denmark's colour, with who and when under the pointer, and waits in both texts.
    const inserted = line(sweden, 'Experience from').locator('.suggested[data-country=dk]')
    await inserted.filter({ hasText: 'by post' }).waitFor()
    await openPanel(sweden)
    const byPost = card(sweden, 'by post')
    await byPost
      .locator('p')
      .filter({ hasText: /Denmark · Drafter, Denmark · \d/ })
      .waitFor()
    expect(await inserted.first().getAttribute('title')).toMatch(/^Suggested insertion: Denmark · Drafter/)
    await panel(sweden).getByRole('article').nth(1).waitFor()
    expect(await panel(sweden).getByRole('article').count()).toBe(2)
    expect(await violationsNow(sweden)).toEqual([])

    await byPost.getByRole('button', { name: 'Accept' }).click()
    const deletion = panel(sweden).getByRole('article').first()
    await deletion.getByRole('button', { name: 'Give a reason' }).click()
    // [W644] Escape puts the field away, and Enter leads on to the decision.
    await deletion.getByLabel('Reason').press('Escape')
    await deletion.getByLabel('Reason').waitFor({ state: 'detached' })
    await sweden.keyboard.press('Enter')
    await deletion.getByLabel('Reason').fill('Needed as it is.')
    await sweden.keyboard.press('Enter')
    await sweden.keyboard.press('Tab')
    await sweden.keyboard.press('Enter')
    await panel(sweden).getByText('Nothing is suggested').waitFor()
    await line(denmark, 'Experience from').filter({ hasText: 'by post' }).waitFor()
    expect(await text(denmark).locator('.suggested').count()).toBe(0)

    // What was decided is on record for both, by the server's log.
    await openPanel(denmark)
    await panel(denmark).getByRole('button', { name: 'Show what was decided (2)' }).click()
    const accepted = card(denmark, 'by post')
    await accepted.getByText('Accepted').waitFor()
    await accepted.getByText(/Decided: Sweden · Drafter, Sweden/).waitFor()
    const rejected = card(denmark, 'Rejected')
    await rejected.getByText('Needed as it is.').waitFor()
    expect(await violationsNow(denmark)).toEqual([])

    // Undo is one's own and one decision a step: the last one comes back, the other one stays.
    await text(sweden).focus()
    await sweden.keyboard.press('Control+z')
    await card(sweden, 'Deletion:').getByRole('button', { name: 'Accept' }).waitFor()
    expect(await panel(sweden).getByRole('article').filter({ hasText: 'by post' }).count()).toBe(0)
    await done()
  })

  it('[W80] [W82] [W85] [W86] by the keyboard alone: suggest, be told what cannot be, read it clean, go to the next, decide', async () => {
    const page = await open('drafter-fi')
    await goToEnd(page, 'Suggestions refer')
    await page.keyboard.press('Control+Shift+e')
    await page.getByText('You are suggesting').waitFor()
    await page.keyboard.press('Backspace')
    await page.keyboard.type(', ever.')
    const changed = line(page, 'Suggestions refer')
    await changed.filter({ hasText: 'template, ever..' }).waitFor()

    // A heading cannot be suggested: nothing is done, and that is said.
    await page.keyboard.press('Control+Alt+3')
    await page
      .getByRole('alert')
      .filter({ hasText: 'The kind of a line or a list cannot be suggested' })
      .waitFor()
    expect(await text(page).locator('h3').count()).toBe(0)

    // Where the person was, and in which mode, outlives the page.
    await saved(page)
    await page.reload()
    await text(page).waitFor()
    expect(await page.getByRole('button', { name: 'Suggest changes' }).getAttribute('aria-pressed')).toBe(
      'true',
    )

    // In the clean text what is to go is not seen; what is written there is suggested all the same.
    await page.getByLabel('Show suggestions').selectOption('clean')
    expect(await changed.innerText()).toMatch(/template, ever\.$/)
    await changed.click({ delay: 120 })
    await page.keyboard.press('End')
    await page.keyboard.type(' Clean.')
    await page.getByLabel('Show suggestions').selectOption('bars')
    expect(await changed.innerText()).toMatch(/template, ever\. Clean\.$/)
    expect(await violationsNow(page)).toEqual([])
    await page.getByLabel('Show suggestions').selectOption('all')
    await changed.locator('.suggested[data-change=insertion]', { hasText: 'Clean.' }).waitFor()

    // The caret at the beginning of the text; from there by keys.
    await text(page).focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('F9')
    const bar = page.getByRole('region', { name: 'Suggestions' })
    await bar
      .getByRole('status')
      .filter({ hasText: /Drafter, (Denmark|Finland) · \d/ })
      .waitFor()
    await page.keyboard.press('Alt+Shift+r')
    await bar
      .getByRole('status')
      .filter({ hasText: /ejected/ })
      .waitFor()
    await page.keyboard.press('Control+z')
    await page.keyboard.press('F9')
    await page.keyboard.press('Alt+Shift+a')
    await bar
      .getByRole('status')
      .filter({ hasText: /ccepted/ })
      .waitFor()
    await done()
  })

  it('[W83] a delegation’s suggestions are accepted together, which one undo takes back', async () => {
    const [denmark, sweden, finland] = await Promise.all([
      open('drafter-dk'),
      open('drafter-se'),
      open('drafter-fi'),
    ])
    for (const [page, words] of [
      [denmark, ' One of Denmark.'],
      [sweden, ' One of Sweden.'],
    ] as const) {
      await goToEnd(page, 'Statistics should')
      await suggest(page)
      await page.keyboard.type(words)
      await goToEnd(page, 'Extracting a new figure')
      await page.keyboard.type(words.replace('One', 'Another'))
      await saved(page)
    }
    await openPanel(finland)
    // The server is asked who made them; nobody's suggestion is counted for a delegation before it has answered.
    for (const words of ['One of Denmark', 'Another of Denmark', 'One of Sweden', 'Another of Sweden']) {
      await card(finland, words).and(finland.locator('[data-country]')).waitFor()
    }
    const together = panel(finland).getByRole('region', { name: 'Decide on several' })
    const ofDenmark = await together.getByRole('option', { name: /^Denmark \(/ }).getAttribute('value')
    await together.getByRole('combobox').selectOption(ofDenmark)
    await together.getByRole('button', { name: 'Accept' }).click()
    await card(finland, 'of Denmark').first().waitFor({ state: 'detached' })
    expect(await text(denmark).locator('.suggested', { hasText: 'of Sweden' }).count()).toBeGreaterThan(0)
    await text(denmark)
      .locator('.suggested', { hasText: 'of Denmark' })
      .first()
      .waitFor({ state: 'detached' })
    await text(finland).focus()
    await finland.keyboard.press('Control+z')
    await text(denmark).locator('.suggested', { hasText: 'One of Denmark' }).waitFor()
    await text(denmark).locator('.suggested', { hasText: 'Another of Denmark' }).waitFor()

    /** Decides on all that a choice names, and how many it says they are. */
    const decide = async (choice: RegExp, verdict: 'Accept' | 'Reject') => {
      const option = together.getByRole('option', { name: choice })
      await option.waitFor({ state: 'attached' })
      const count = /\((\d+)\)$/.exec((await option.textContent()) ?? '')?.[1]
      await together.getByRole('combobox').selectOption(await option.getAttribute('value'))
      await together.getByRole('button', { name: verdict }).click()
      return Number(count)
    }
    const inText = (words: string) => text(denmark).locator('.suggested', { hasText: words })
    // One person's: their words go with it, and everybody else's suggestions stay.
    expect(await decide(/^Drafter, Sweden \(/, 'Reject')).toBe(2)
    for (const words of ['One of Sweden', 'Another of Sweden']) {
      await line(denmark, words).waitFor({ state: 'detached' })
    }
    expect(await inText('One of Denmark').count()).toBe(1)
    // Those in what is selected, and no other of the same person.
    await line(finland, 'One of Denmark').first().click({ clickCount: 3, delay: 60 })
    expect(await decide(/^In what is selected \(/, 'Accept')).toBe(1)
    await inText('One of Denmark').waitFor({ state: 'detached' })
    await line(denmark, 'One of Denmark').waitFor()
    expect(await inText('Another of Denmark').count()).toBe(1)
    // All that are left, whoever made them.
    await goToEnd(sweden, 'Extracting a new figure')
    await sweden.keyboard.type(' Once more of Sweden.')
    await card(finland, 'Once more of Sweden').and(finland.locator('[data-country]')).waitFor()
    const left = await panel(finland).getByRole('article').count()
    expect(await decide(/^All/, 'Accept')).toBe(left)
    await panel(finland).getByText('Nothing is suggested').waitFor()
    await line(denmark, 'Another of Denmark').waitFor()
    await expect.poll(() => text(denmark).locator('.suggested').count()).toBe(0)
    await done()
  })

  it('[W112] also while one suggests, what comes from own pages is asked about first', async () => {
    const page = await open('drafter-fi')
    await page.getByRole('button', { name: 'Only Finland', exact: true }).press('Enter')
    const own = page.getByRole('region', { name: 'Only Finland', exact: true }).locator('.ProseMirror')
    const words = 'six weeks can be accepted'
    await own.locator('p').filter({ hasText: words }).first().click({ clickCount: 3 })
    await page.keyboard.press('Control+c')
    await goToEnd(page, 'Suggestions refer')
    await suggest(page)
    await page.keyboard.press('Control+v')
    const question = page.getByRole('dialog', { name: 'Show this to the others?' })
    await question.waitFor()
    expect(await text(page).innerText()).not.toContain(words)
    await question.getByRole('button', { name: 'Put it into the joint text' }).press('Enter')
    await text(page).locator('.suggested[data-change=insertion]', { hasText: words }).waitFor()
    await done()
  })
})
