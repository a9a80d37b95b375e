import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violationsNow } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'
import { words } from './support/words.ts'

const draftPath = '/positions/reporting-template'
const sentence = 'Definitions matter more than layout'

describe('proposals of those who may only suggest', () => {
  let server: TestServer
  let browser: Browser
  const contexts: BrowserContext[] = []
  const faults: string[] = []

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    server = await startTestServer()
  })
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    await server.stop()
  })

  const open = async (personId: string, viewport: { width: number; height: number } = viewports.desktop) => {
    const opened = await openAs(browser, server.url, personId, { language: 'en', viewport })
    contexts.push(opened.context)
    opened.page.on('close', () => faults.push(...opened.faults))
    await opened.page.goto(draftPath)
    await opened.page.locator('.ProseMirror h2').first().waitFor()
    return opened.page
  }
  const openToWrite = async (personId: string) => {
    const page = await open(personId)
    await page.locator('.ProseMirror[contenteditable=true]').waitFor()
    return page
  }
  const panel = (page: Page) => page.getByRole('complementary', { name: 'About this position' })
  const card = (page: Page, words: string) => panel(page).getByRole('article').filter({ hasText: words })
  const suggestions = (page: Page) => panel(page).getByRole('tab', { name: /^Suggestions/ })
  const text = (page: Page) => page.locator('.ProseMirror')
  const line = (page: Page) => text(page).locator('p').filter({ hasText: 'layout' })
  const form = (page: Page) => page.getByRole('form', { name: 'Propose a change' })
  const reads = (locator: Locator, wanted: string) =>
    expect.poll(async () => (await words(locator)).join('\n')).toContain(wanted)
  /** Writes a proposal about words that are typed, by the keyboard alone. */
  const propose = async (page: Page, passage: string, instead: string) => {
    await page.keyboard.press('Control+Alt+p')
    await form(page).getByLabel('Words it is about').fill(passage)
    await form(page).getByLabel('New words').fill(instead)
    await form(page).getByLabel('New words').press('Control+Enter')
    await form(page).waitFor({ state: 'detached' })
  }

  it('[W130] [W131] [W132] [W134] go from a page that may not write into the text of one that may', async () => {
    const norway = await open('head-of-delegation-no')
    const denmark = await openToWrite('drafter-dk')
    expect(await text(norway).getAttribute('contenteditable')).toBe('false')
    const before = 'Open points (14)'
    await panel(denmark).getByRole('tab', { name: before }).waitFor()

    // The words are selected in the text; nothing can be written there.
    await line(norway).evaluate((element) => {
      const node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode()
      if (node) getSelection()?.setBaseAndExtent(node, 0, node, 'Definitions matter more'.length)
    })
    await norway.getByRole('button', { name: 'Propose a change' }).first().click()
    expect(await form(norway).getByLabel('Words it is about').inputValue()).toBe('Definitions matter more')
    await form(norway).getByRole('button', { name: 'Propose', exact: true }).click()
    await form(norway).getByText('Write the new words.').waitFor()
    await form(norway).getByLabel('New words').fill('Terms count for more')
    await form(norway).getByLabel(/^Why/).fill('It is about terms.')
    // A look at something else loses nothing of it.
    await panel(norway).getByRole('tab', { name: 'Facts' }).click()
    await suggestions(norway).click()
    expect(await form(norway).getByLabel('New words').inputValue()).toBe('Terms count for more')
    expect(await violationsNow(norway)).toEqual([])
    await form(norway).getByRole('button', { name: 'Propose', exact: true }).click()
    await card(norway, 'It is about terms.').waitFor()
    await card(norway, 'It is about terms.').getByRole('button', { name: 'Withdraw' }).waitFor()

    // The drafter has it beside and in the text, among the suggestions, and it is an open point.
    await panel(denmark).getByRole('tab', { name: 'Suggestions (1)' }).click()
    const beside = card(denmark, 'It is about terms.')
    await beside.getByText('Proposal beside the text').waitFor()
    await beside.getByText('Norway · Head of delegation, Norway').first().waitFor()
    expect(await beside.locator('del').textContent()).toBe('Definitions matter more')
    expect(await beside.locator('ins').textContent()).toBe('Terms count for more')
    const mark = text(denmark).locator('.proposal-mark')
    expect(await mark.textContent()).toBe('Definitions matter more')
    expect(await mark.getAttribute('data-country')).toBe('no')
    expect(
      await panel(denmark)
        .getByRole('tab', { name: /^Open points/ })
        .textContent(),
    ).not.toBe(before)
    expect(await violationsNow(denmark)).toEqual([])
    await text(denmark).locator('h2').first().click()
    const stepsToIt = async () => {
      for (let step = 0; step < 40; step += 1) {
        await denmark.keyboard.press('F8')
        if ((await denmark.evaluate(() => String(getSelection()))) === 'Definitions matter more') return true
      }
      return false
    }
    expect(await stepsToIt()).toBe(true)

    // Taken in: an edit of the drafter's, for everybody, and one undo takes it back.
    await beside.getByRole('button', { name: 'Take in' }).click()
    await reads(line(norway), 'Terms count for more than layout')
    await panel(denmark).getByText('Taken in: the words are in the text, as your edit.').waitFor()
    await expect.poll(() => text(norway).locator('.proposal-mark').count()).toBe(0)
    expect(
      await panel(denmark)
        .getByRole('tab', { name: /^Open points/ })
        .textContent(),
    ).toBe(before)
    await text(denmark).focus()
    await denmark.keyboard.press('Control+z')
    await reads(line(norway), sentence)
    await denmark.keyboard.press('Control+Shift+z')
    await reads(line(norway), 'Terms count for more than layout')

    // What became of it stays, with the name of who proposed it and of who took it in.
    await panel(norway).getByRole('button', { name: 'Show what was decided (1)' }).click()
    const done = card(norway, 'It is about terms.')
    await done.getByText('Taken in', { exact: true }).waitFor()
    await done.getByText('Norway · Head of delegation, Norway').first().waitFor()
    await done.getByText('Decided: Denmark · Drafter, Denmark').waitFor()
    await panel(norway).getByRole('tab', { name: 'Activity' }).click()
    await panel(norway).getByText('A proposal beside the text was settled').waitFor()
    await panel(norway).getByText('Taken in: “Definitions matter more” → “Terms count for more”').waitFor()
    await close()
  })

  it('[W642] are not put in over words that came while they were being taken in', async () => {
    const norway = await open('head-of-delegation-no')
    const denmark = await openToWrite('drafter-dk')
    const finland = await openToWrite('drafter-fi')
    await propose(norway, 'We support a clear timetable', 'We want a clear timetable')
    await panel(denmark).getByRole('tab', { name: 'Suggestions (1)' }).click()
    const proposal = card(denmark, 'We want a clear timetable')
    const settling = Promise.withResolvers<undefined>()
    const changed = Promise.withResolvers<undefined>()
    await denmark.route('**/proposals/*/settlement', async (route) => {
      settling.resolve(undefined)
      await changed.promise
      await route.continue()
    })
    await proposal.getByRole('button', { name: 'Take in' }).click()
    await settling.promise
    await text(finland)
      .locator('p')
      .filter({ hasText: 'We support a clear timetable' })
      .evaluate((element) => {
        const node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode()
        if (node) getSelection()?.setBaseAndExtent(node, 'We support a '.length, node, 'We support a '.length)
      })
    await finland.keyboard.type('very ')
    await reads(text(denmark), 'We support a very clear timetable')
    changed.resolve(undefined)
    await panel(denmark).getByRole('alert').filter({ hasText: 'We want a clear timetable' }).waitFor()
    expect(await words(text(denmark))).toEqual(await words(text(finland)))
    await reads(text(finland), 'We support a very clear timetable')
  })

  it('[W130] [W132] [W133] by the keyboard alone; declined with a reason, withdrawn, and told where the passage has gone', async () => {
    const norway = await open('head-of-delegation-no')
    const finland = await openToWrite('drafter-fi')
    await norway.keyboard.press('Control+Alt+p')
    await form(norway).getByLabel('Words it is about').fill('nothing of the kind')
    await form(norway).getByLabel('New words').fill('x')
    await norway.keyboard.press('Control+Enter')
    await form(norway).getByText('The text does not say that within one line.').waitFor()
    await form(norway).getByLabel('Words it is about').fill('the')
    await norway.keyboard.press('Control+Enter')
    await form(norway).getByText('The text says that in several places.').waitFor()
    await norway.keyboard.press('Escape')
    await form(norway).waitFor({ state: 'detached' })
    await propose(norway, 'figures are being collected nationally', 'figures will follow')
    await propose(norway, 'We support a clear timetable', 'We want a clear timetable')
    await propose(norway, 'template that can be used', 'form that can be used')

    await panel(finland).getByRole('tab', { name: 'Suggestions (3)' }).click()
    const declined = card(finland, 'We want a clear timetable')
    await declined.getByRole('button', { name: 'Decline' }).press('Enter')
    await finland.keyboard.press('Enter')
    await declined.getByText('Give a reason.').waitFor()
    await finland.keyboard.type('It is what was agreed.')
    await finland.keyboard.press('Enter')
    await panel(norway).getByRole('button', { name: 'Show what was decided (1)' }).waitFor()
    await card(norway, 'form that can be used').getByRole('button', { name: 'Withdraw' }).press('Enter')
    await panel(finland).getByRole('tab', { name: 'Suggestions (1)' }).waitFor()
    await panel(norway)
      .getByRole('button', { name: /^Show what was decided/ })
      .click()
    await card(norway, 'We want a clear timetable').getByText('It is what was agreed.').waitFor()
    await card(norway, 'form that can be used').getByText('Withdrawn', { exact: true }).waitFor()

    // The words change, and then they go.
    const passage = text(finland).locator('p').filter({ hasText: 'figures are being collected' })
    await passage.click({ delay: 120 })
    await finland.keyboard.press('End')
    await finland.keyboard.press('ArrowLeft')
    for (let letter = 0; letter < 'nationally'.length; letter += 1) await finland.keyboard.press('Backspace')
    await card(norway, 'figures will follow')
      .getByText('The passage now reads: “figures are being collected”')
      .waitFor()
    await finland.keyboard.press('Home')
    await finland.keyboard.press('Shift+End')
    await finland.keyboard.press('Delete')
    const gone = card(finland, 'figures will follow')
    await gone.getByText('The passage is no longer in the text.').waitFor()
    expect(await gone.getByRole('button', { name: 'Take in' }).count()).toBe(0)
    expect(await gone.locator('del').textContent()).toBe('figures are being collected nationally')
    await gone.getByRole('button', { name: 'Copy the words' }).waitFor()
    expect(await violationsNow(finland)).toEqual([])
    await close()
  })

  it('[W132] two who take one in at the same moment put its words in once', async () => {
    const norway = await open('head-of-delegation-no')
    const [denmark, sweden] = await Promise.all([openToWrite('drafter-dk'), openToWrite('drafter-se')])
    await propose(norway, 'machine-readable format, and', 'machine-readable format (once) and')
    const buttons = await Promise.all(
      [denmark, sweden].map(async (page) => {
        await suggestions(page).click()
        const button = card(page, '(once)').getByRole('button', { name: 'Take in' })
        await button.waitFor()
        return button
      }),
    )
    const found = await Promise.all(buttons.map((button) => button.elementHandle()))
    await Promise.all(found.map((button) => button?.evaluate((element) => (element as HTMLElement).click())))
    await reads(text(norway), '(once)')
    for (const page of [norway, denmark, sweden]) {
      await expect.poll(async () => (await words(text(page))).join('').split('(once)').length).toBe(2)
    }
    await close()
  })

  it('[W131] on a phone, somebody who may only suggest proposes and sees it beside the text', async () => {
    const norway = await open('head-of-delegation-no', viewports.phone)
    await norway.getByRole('button', { name: 'Propose a change' }).click()
    const drawer = norway.getByRole('dialog', { name: 'About this position' })
    await drawer.getByLabel('Words it is about').fill('An empty field should never')
    await drawer.getByLabel('What you propose').selectOption({ label: 'New words after them' })
    await drawer.getByLabel('New words').fill('in any case')
    expect(await violationsNow(norway)).toEqual([])
    await drawer.getByRole('button', { name: 'Propose', exact: true }).click()
    await drawer.getByText('New after “An empty field should never”:').waitFor()
    await norway.keyboard.press('Escape')
    const sign = norway.locator('.proposal-sign')
    await sign.waitFor()
    await sign.click()
    await drawer.getByRole('article').filter({ hasText: 'in any case' }).waitFor()
    await close()
  })

  async function close(): Promise<void> {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(faults).toEqual([])
  }
})
