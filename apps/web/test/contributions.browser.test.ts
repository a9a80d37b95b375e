import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'
import { watch } from './support/watch.ts'
import { words } from './support/words.ts'

const draftPath = '/positions/reporting-template'
const ownPart = 'section[data-country=fi]'

describe('a contribution of a delegation', () => {
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

  const open = async (personId: string, viewport: { width: number; height: number } = viewports.desktop) => {
    const opened = await openAs(browser, server.url, personId, { language: 'en', viewport })
    contexts.push(opened.context)
    opened.page.on('close', () => faults.push(...opened.faults))
    const received = watch(opened.page)
    await opened.page.goto(draftPath)
    await opened.page.locator('.ProseMirror[contenteditable=true]').first().waitFor()
    return { page: opened.page, received }
  }
  const own = (page: Page) => page.getByRole('region', { name: 'Only Finland', exact: true })
  const prepared = (page: Page) =>
    own(page).getByRole('region', { name: 'Contribution to the joint text', exact: true })
  const openOwn = async (page: Page) => {
    await page.getByRole('button', { name: 'Only Finland', exact: true }).press('Enter')
    await own(page).locator('.ProseMirror[contenteditable=true]').waitFor()
  }
  const joint = (page: Page) => page.getByRole('textbox', { name: /^Text of Joint comments/ })
  const form = (page: Page, name = 'Add a point') => prepared(page).getByRole('form', { name })
  const panel = (page: Page) => page.getByRole('complementary', { name: 'About this position' })
  const select = (page: Page, text: string) =>
    joint(page).evaluate(async (root, wanted) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(wanted) ?? -1
        if (at < 0) continue
        ;(root as HTMLElement).focus()
        getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length)
        // The editor hears of it a moment later.
        for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame)
        return
      }
      throw new Error(`The text does not say ${wanted}`)
    }, text)
  const clean = async (page: Page, part: string) => expect(await violations(page, part)).toEqual([])

  it('[W184] [W194] [W195] is on the desks of those for whom it waits, at once, and can be thrown away unsent', async () => {
    const client = await server.signIn('drafter-fi')
    const add = (text: string) =>
      client.call('addPoint', {
        params: { positionId: 'quarterly-statistics', country: 'FI' },
        body: {
          anchor: { start: 'AQID', end: 'BAUG', quote: 'half a page' },
          change: { kind: 'replace', text },
          explanation: '',
        },
      })
    const live = Promise.withResolvers<void>()
    const desk = async (personId: string) => {
      const opened = await openAs(browser, server.url, personId, { language: 'en' })
      await opened.page.routeWebSocket(/\/socket\.io\//, async (line) => {
        await live.promise
        line.connectToServer()
      })
      contexts.push(opened.context)
      opened.page.on('close', () => faults.push(...opened.faults))
      await opened.page.goto('/')
      await opened.page.getByRole('heading', { level: 1 }).waitFor()
      return opened.page
    }
    const [lead, denmark] = await Promise.all([desk('lead-fi'), desk('drafter-dk')])
    const card = (page: Page, asked: string) => page.getByRole('article').filter({ hasText: asked })
    const unsent = 'Your delegation’s contribution is prepared and not sent'
    const arrived = 'A contribution to the draft waits for your answer'
    await add('nine weeks')
    live.resolve()
    await card(lead, unsent).waitFor()
    expect(await violations(lead, 'main')).toEqual([])
    await card(lead, unsent)
      .getByRole('link', { name: /^Look at it/ })
      .press('Enter')
    await prepared(lead).getByText('1 point, not sent').waitFor()
    await prepared(lead).getByRole('button', { name: 'Send to the others' }).press('Enter')
    await lead.getByRole('button', { name: 'Send 1 point' }).press('Enter')
    await card(denmark, arrived).getByText('From: Finland').waitFor()
    expect(await card(denmark, unsent).count()).toBe(0)
    await card(denmark, arrived)
      .getByRole('link', { name: /^Answer/ })
      .press('Enter')
    await panel(denmark).getByRole('region', { name: 'Contribution of Finland' }).waitFor()

    // One that is not sent yet is thrown away, with the points that were seen.
    await add('thrown away')
    await prepared(lead).getByText('1 point, not sent').waitFor()
    await prepared(lead).getByRole('button', { name: 'Discard…' }).press('Enter')
    const question = lead.getByRole('dialog', { name: 'Discard this contribution?' })
    expect(await violations(lead, 'dialog[open]')).toEqual([])
    await add('put in meanwhile')
    await prepared(lead).getByText('2 points, not sent').waitFor()
    await question.getByRole('button', { name: 'Discard 1 point' }).press('Enter')
    await question.getByRole('button', { name: 'Discard 2 points' }).waitFor()
    await lead.keyboard.press('Escape')
    await question.waitFor({ state: 'hidden' })
    await prepared(lead).getByRole('button', { name: 'Discard…' }).press('Enter')
    // The focus does not hang on what the browser does first: any frame is faster here than the page is drawn again.
    await lead.evaluate(() => {
      const post = MessagePort.prototype.postMessage
      MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown) {
        setTimeout(() => post.call(this, message), 100)
      }
    })
    await question.getByRole('button', { name: 'Discard 2 points' }).press('Enter')
    await question.waitFor({ state: 'hidden' })
    await expect
      .poll(() => lead.evaluate(() => document.activeElement?.textContent))
      .toBe('Contribution to the joint text')
    await prepared(lead).getByText('There is nothing in it yet.').waitFor()
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(faults).toEqual([])
  })

  it('[W135] [W136] [W137] is prepared by keys where nobody else looks, sent by its lead, and answered point by point', async () => {
    const [drafter, lead, denmark] = await Promise.all([
      open('drafter-fi'),
      open('lead-fi'),
      open('drafter-dk'),
    ])
    await openOwn(drafter.page)
    const before = await panel(denmark.page)
      .getByRole('tab', { name: /^Open points/ })
      .textContent()

    // The first about what is selected; nothing but keys.
    await select(drafter.page, 'Definitions matter more')
    await drafter.page.keyboard.press('Control+Alt+p')
    expect(await form(drafter.page).getByLabel('Words it is about').inputValue()).toBe(
      'Definitions matter more',
    )
    await drafter.page.keyboard.press('Control+Enter')
    await form(drafter.page).getByText('Write the new words.').waitFor()
    await form(drafter.page).getByLabel('New words').fill('Finnish terms count for more')
    await form(drafter.page).getByLabel(/^Why/).fill('A secret of the capital.')
    await clean(drafter.page, ownPart)
    await form(drafter.page).getByLabel(/^Why/).press('Control+Enter')
    await form(drafter.page).waitFor({ state: 'detached' })
    expect(await drafter.page.evaluate(() => document.activeElement?.textContent)).toBe('Add a point')

    // Two more about words that are typed; one is changed, one taken out.
    const add = async (passage: string, deed: string, text: string | null) => {
      await prepared(drafter.page).getByRole('button', { name: 'Add a point' }).press('Enter')
      await form(drafter.page).getByLabel('Words it is about').fill(passage)
      await form(drafter.page).getByLabel('What you propose').selectOption({ label: deed })
      if (text !== null) await form(drafter.page).getByLabel('New words').fill(text)
      await form(drafter.page).getByLabel(/^Why/).press('Control+Enter')
      await form(drafter.page).waitFor({ state: 'detached' })
    }
    await add('figures are being collected nationally', 'Other words instead', 'a first secret wording')
    await add('We support a clear timetable', 'Take them out', null)
    const point = (page: Page, number: number) =>
      prepared(page).getByRole('article', { name: `Point ${number}`, exact: true })
    await point(drafter.page, 2).getByRole('button', { name: 'Change, point 2' }).press('Enter')
    await form(drafter.page, 'Change the point').getByLabel('New words').fill('figures will follow')
    await form(drafter.page, 'Change the point').getByLabel('New words').press('Control+Enter')
    await form(drafter.page, 'Change the point').waitFor({ state: 'detached' })
    await prepared(drafter.page)
      .getByRole('article')
      .filter({ hasText: 'We support a clear timetable' })
      .getByRole('button', { name: /^Take out/ })
      .press('Enter')
    await prepared(drafter.page).getByText('2 points, not sent').waitFor()
    await point(drafter.page, 1).getByRole('button', { name: 'Go to the passage, point 1' }).press('Enter')
    await expect
      .poll(() => drafter.page.evaluate(() => String(getSelection())))
      .toBe('Definitions matter more')
    await prepared(drafter.page).getByText('It is for your lead to send it.').waitFor()
    expect(await prepared(drafter.page).getByRole('button', { name: 'Send to the others' }).count()).toBe(0)

    // Nobody else has anything of it: not on the page, and nothing was ever sent to it.
    const denmarkGot = async (said: RegExp) => said.test((await denmark.received()).join('\n'))
    const prepares = /Finnish terms|secret of the capital|first secret wording|figures will follow/
    expect(await denmarkGot(/reporting-template/)).toBe(true)
    expect(await denmarkGot(prepares)).toBe(false)
    expect(
      await panel(denmark.page)
        .getByRole('tab', { name: /^Open points/ })
        .textContent(),
    ).toBe(before)
    expect(await denmark.page.locator('.proposal-mark').count()).toBe(0)

    // Its lead is asked once, with the points and their readers.
    await openOwn(lead.page)
    await prepared(lead.page).getByRole('button', { name: 'Contribution to the joint text' }).press('Enter')
    await point(lead.page, 2).getByText('figures will follow').waitFor()
    await prepared(lead.page).getByRole('button', { name: 'Send to the others' }).press('Enter')
    const question = lead.page.getByRole('dialog', { name: 'Send the contribution of Finland?' })
    await question.getByText(/^Denmark, Iceland, Norway and Sweden, the secretariat/).waitFor()
    await question.getByText('“Definitions matter more” → “Finnish terms count for more”').waitFor()
    await clean(lead.page, 'dialog[open]')
    await lead.page.keyboard.press('Escape')
    await question.waitFor({ state: 'hidden' })
    expect(await denmarkGot(prepares)).toBe(false)
    await prepared(lead.page).getByRole('button', { name: 'Send to the others' }).press('Enter')
    await question.getByRole('button', { name: 'Send 2 points' }).press('Enter')
    await prepared(lead.page).getByText('taken in: 0 · declined: 0 · waiting: 2').waitFor()

    // The others have it as one set; they take one point in and decline the other.
    await panel(denmark.page)
      .getByRole('tab', { name: /^Suggestions \(2\)/ })
      .click()
    const set = panel(denmark.page).getByRole('region', { name: 'Contribution of Finland' })
    await set.getByText(/^Sent by National lead, Finland, /).waitFor()
    await set.getByText('2 of 2 waiting').waitFor()
    const received = (text: string) => set.getByRole('article').filter({ hasText: text })
    await received('Finnish terms').getByText('A secret of the capital.').waitFor()
    expect(await denmark.page.locator('.proposal-mark').count()).toBe(2)
    await clean(denmark.page, 'aside')
    await received('Finnish terms').getByRole('button', { name: 'Take in' }).press('Enter')
    await expect
      .poll(async () => (await words(joint(lead.page))).join('\n'))
      .toContain('Finnish terms count for more than layout')
    await set.getByText('1 of 2 waiting').waitFor()
    await received('figures will follow').getByRole('button', { name: 'Decline' }).press('Enter')
    await received('figures will follow').getByLabel('Why it is declined').fill('We have them already.')
    await denmark.page.keyboard.press('Enter')
    await set.waitFor({ state: 'detached' })
    await prepared(lead.page).getByText('taken in: 1 · declined: 1 · waiting: 0').waitFor()

    // What was decided stays, for Finland by its lead; who wrote it and what was taken out stays in Finland.
    await panel(denmark.page).getByRole('button', { name: 'Show what was decided (2)' }).click()
    const decided = panel(denmark.page).getByRole('article').filter({ hasText: 'We have them already.' })
    await decided.getByText('Point of a contribution').waitFor()
    await decided.getByText('Finland · National lead, Finland').first().waitFor()
    await panel(denmark.page).getByRole('tab', { name: 'Activity' }).click()
    await panel(denmark.page).getByText('A delegation sent a contribution').waitFor()
    expect(await denmarkGot(/Finnish terms/)).toBe(true)
    expect(await denmarkGot(/first secret wording/)).toBe(false)
    await close()
  })

  it('[W135] [W136] on a phone a begun point outlives a look at the joint text, and what waits is withdrawn', async () => {
    const { page } = await open('lead-fi', viewports.phone)
    const swap = (name: string) => page.getByRole('button', { name, exact: true }).press('Enter')
    await openOwn(page)
    await prepared(page).getByRole('button', { name: 'Contribution to the joint text' }).press('Enter')
    await prepared(page).getByText('There is nothing in it yet.').waitFor()
    await prepared(page).getByRole('button', { name: 'Add a point' }).press('Enter')
    await form(page).getByLabel('Words it is about').fill('An empty field should never')
    await form(page).getByLabel('New words').fill('An empty box should never')
    await swap('Joint text')
    await joint(page).waitFor()
    await swap('Only Finland')
    expect(await form(page).getByLabel('New words').inputValue()).toBe('An empty box should never')
    await form(page).getByRole('button', { name: 'Add', exact: true }).press('Enter')
    await prepared(page).getByText('1 point, not sent').waitFor()
    await clean(page, ownPart)
    await prepared(page)
      .getByRole('button', { name: /^Go to the passage/ })
      .press('Enter')
    await joint(page).waitFor()
    await swap('Only Finland')
    await prepared(page).getByRole('button', { name: 'Contribution to the joint text' }).press('Enter')
    await prepared(page).getByRole('button', { name: 'Send to the others' }).press('Enter')
    // A colleague changes it behind the question: nothing is sent, and the question is put again with what it is now.
    const question = page.getByRole('dialog', { name: 'Send the contribution of Finland?' })
    const drafter = await server.signIn('drafter-fi')
    const params = { positionId: 'reporting-template' }
    const set = (await drafter.call('listContributions', { params })).find(
      ({ state }) => state === 'prepared',
    )
    const pointId = set?.state === 'prepared' ? (set.points[0]?.id ?? '') : ''
    await drafter.call('changePoint', {
      params: { ...params, country: 'FI', pointId },
      body: { change: { kind: 'replace', text: 'An empty line should never' }, explanation: '' },
    })
    await question.getByText('An empty box should never').waitFor()
    await question.getByRole('button', { name: 'Send 1 point' }).press('Enter')
    await question.getByRole('alert').waitFor()
    await question.getByText('An empty line should never').waitFor()
    expect(
      (await drafter.call('listProposals', { params })).filter(({ text }) => /^An empty/.test(text)),
    ).toEqual([])
    await question.getByRole('button', { name: 'Send 1 point' }).press('Enter')
    await prepared(page).getByText('taken in: 0 · declined: 0 · waiting: 1').waitFor()
    await prepared(page).getByRole('button', { name: 'Withdraw what is waiting' }).press('Enter')
    await page.getByRole('button', { name: 'Withdraw 1 point' }).press('Enter')
    await prepared(page).getByText('taken in: 0 · declined: 0 · withdrawn: 1').waitFor()
    await clean(page, ownPart)
    await close()
  })

  async function close(): Promise<void> {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(faults).toEqual([])
  }
})
