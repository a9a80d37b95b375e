import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violationsNow } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'
import { watch } from './support/watch.ts'

const draftPath = '/positions/reporting-template'
const passage = 'eight weeks before the first'

describe('comments', () => {
  let server: TestServer
  let browser: Browser
  const contexts: BrowserContext[] = []
  const faults: string[] = []
  const received = new Map<Page, () => Promise<readonly string[]>>()

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
    path = draftPath,
    viewport: { width: number; height: number } = viewports.desktop,
  ): Promise<Page> => {
    const opened = await openAs(browser, server.url, personId, { language: 'en', viewport })
    contexts.push(opened.context)
    opened.page.on('close', () => faults.push(...opened.faults))
    received.set(opened.page, watch(opened.page))
    await opened.page.goto(path)
    return opened.page
  }
  const openDraft = async (personId: string): Promise<Page> => {
    const page = await open(personId)
    await page.locator('[data-state=saved]').waitFor()
    await page.locator('.ProseMirror[contenteditable=true]').waitFor()
    return page
  }
  const text = (page: Page) => page.locator('.ProseMirror')
  const panel = (page: Page) => page.getByRole('complementary', { name: 'About this position' })
  const card = (page: Page, words: string) => panel(page).getByRole('article').filter({ hasText: words })
  const mark = (page: Page) => page.locator('.thread-mark').filter({ hasText: passage })

  it('[W40] [W41] [W42] [W43] two delegations talk beside the text, and one of them among themselves', async () => {
    const finland = await openDraft('drafter-fi')
    const denmark = await openDraft('drafter-dk')
    const lead = await open('lead-fi', '/')

    // By the keyboard alone: a paragraph of its own, a part of it selected, the comment on that.
    await text(finland).locator('p').last().click({ delay: 120 })
    await finland.keyboard.press('End')
    await finland.keyboard.press('Enter')
    await finland.keyboard.type(`The template is there ${passage} date.`)
    await finland.keyboard.press('Home')
    for (let step = 0; step < 'The template is there '.length; step += 1)
      await finland.keyboard.press('ArrowRight')
    await finland.keyboard.down('Shift')
    for (let step = 0; step < passage.length; step += 1) await finland.keyboard.press('ArrowRight')
    await finland.keyboard.up('Shift')
    await text(denmark).getByText(passage).waitFor()
    await finland.keyboard.press('Control+Alt+m')
    await panel(finland).getByRole('textbox', { name: 'Write a comment' }).waitFor()
    await expectText(panel(finland).locator('form q'), passage)
    await finland.keyboard.type('Who needs so long?')
    // A look at something else loses nothing of it.
    await panel(finland).getByRole('tab', { name: 'Facts' }).click()
    await panel(finland)
      .getByRole('tab', { name: /^Comments/ })
      .click()
    const words = panel(finland).getByRole('textbox', { name: 'Write a comment' })
    expect(await words.inputValue()).toBe('Who needs so long?')
    await panel(finland).getByLabel('Mention someone').selectOption({ label: 'Denmark (delegation)' })
    expect(await violationsNow(finland)).toEqual([])
    await panel(finland).getByRole('button', { name: 'For all delegations' }).press('Enter')
    await card(finland, 'Who needs so long?').waitFor()

    // Denmark is told, finds it, and answers.
    await denmark.getByText('You were mentioned in a comment.').waitFor()
    await denmark.getByRole('link', { name: 'Open the position' }).click()
    await card(denmark, 'Who needs so long?').waitFor()
    await expectText(mark(denmark), passage)
    await expectText(card(denmark, 'Who needs so long?').locator('p').first(), 'All delegations')
    await card(denmark, 'Who needs so long?').getByRole('button', { name: 'Reply' }).click()
    await denmark.keyboard.type('The translators.')
    await denmark.keyboard.press('Control+Enter')
    await card(finland, 'The translators.').waitFor()

    // Finland among itself: in nobody else's page, however briefly.
    const secret = 'Six weeks would do for us.'
    await panel(finland).getByRole('button', { name: 'New comment' }).click()
    await finland.keyboard.type(secret)
    await panel(finland).getByLabel('Mention someone').selectOption({ label: 'National lead, Finland' })
    await panel(finland).getByRole('button', { name: 'Only for Finland' }).click()
    await lead.getByText('You were mentioned in a comment.').waitFor()
    await lead.getByRole('link', { name: 'Open the position' }).click()
    await card(lead, secret).waitFor()
    await expectText(card(lead, secret).locator('p').first(), 'Only Finland')
    await panel(lead).getByRole('tab', { name: 'Comments (5)' }).waitFor()
    await panel(denmark).getByRole('tab', { name: 'Comments (3)' }).waitFor()

    // The passage moves with the text, and when it is gone the thread keeps its words.
    await text(denmark)
      .getByText(passage)
      .click({ delay: 120, position: { x: 4, y: 4 } })
    await denmark.keyboard.press('Home')
    await denmark.keyboard.type('Preferably: ')
    await text(finland).getByText('Preferably: ').waitFor()
    await expectText(mark(finland), passage)
    await denmark.keyboard.press('Home')
    await denmark.keyboard.press('Shift+End')
    await denmark.keyboard.press('Delete')
    await card(finland, 'Who needs so long?').getByText('The passage is no longer in the text.').waitFor()
    await expectText(card(finland, 'Who needs so long?').locator('q'), passage)
    expect(await mark(finland).count()).toBe(0)

    // Who raised it closes it; it is still there for whoever asks.
    await card(finland, 'Who needs so long?').getByRole('button', { name: 'Close', exact: true }).click()
    await card(denmark, 'Closed by Drafter, Finland').waitFor()
    await panel(lead).getByRole('button', { name: 'Show 1 closed thread' }).click()
    await card(lead, 'Closed by Drafter, Finland').waitFor()
    expect(await violationsNow(denmark)).toEqual([])

    expect(await denmark.content()).not.toContain(secret)
    const everSeen = (await received.get(denmark)?.()) ?? []
    expect(everSeen.join('\n')).toContain('The translators.')
    expect(everSeen.join('\n')).not.toContain(secret)
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(faults).toEqual([])
  })

  it('[W652] a comment that waits for the text and is cancelled is said to nobody', async () => {
    const opened = await openAs(browser, server.url, 'drafter-fi', { language: 'en' })
    contexts.push(opened.context)
    const { page } = opened
    let isHeld = false
    const held: (() => void)[] = []
    await page.routeWebSocket(/\/sync/, (socket) => {
      const line = socket.connectToServer()
      socket.onMessage((message) => {
        if (isHeld) held.push(() => line.send(message))
        else line.send(message)
      })
    })
    await page.goto(draftPath)
    await page.locator('[data-state=saved]').first().waitFor()
    await text(page).locator('p').first().click({ delay: 120 })
    await page.keyboard.press('End')
    isHeld = true
    await page.keyboard.insertText(' Held.')
    await page.locator('[data-state=saving]').first().waitFor({ state: 'attached' })
    for (let step = 0; step < 'Held.'.length; step += 1) await page.keyboard.press('Shift+ArrowLeft')
    await page.keyboard.press('Control+Alt+m')
    const words = panel(page).getByRole('textbox', { name: 'Write a comment' })
    await words.waitFor()
    await page.keyboard.type('Not after all.')
    await panel(page).getByRole('button', { name: 'For all delegations' }).click()
    await expect.poll(() => words.getAttribute('readonly')).not.toBeNull()
    await panel(page).getByRole('button', { name: 'Cancel' }).click()
    isHeld = false
    for (const send of held) send()
    await page.locator('[data-state=saved]').first().waitFor()
    await page.waitForTimeout(1_500)
    const { threads } = await (await server.signIn('drafter-fi')).call('listThreads', {
      params: { positionId: 'reporting-template' },
    })
    expect(threads.flatMap(({ comments }) => comments.map((each) => each.text))).not.toContain(
      'Not after all.',
    )
    await Promise.all(contexts.splice(0).map((context) => context.close()))
  })

  it('[W605] a line marked LIMITE asks on what ground the others may read it, and is said once that is recorded', async () => {
    const finland = await openDraft('drafter-fi')
    const question = finland.getByRole('dialog', { name: 'May the others read this?' })
    await panel(finland)
      .getByRole('tab', { name: /^Comments/ })
      .click()
    await panel(finland).getByRole('button', { name: 'New comment' }).click()
    const words = panel(finland).getByRole('textbox', { name: 'Write a comment' })
    await words.fill('As it says in\nWK 10235/2022 LIMITE')
    await panel(finland).getByRole('button', { name: 'For all delegations' }).click()
    await question.getByText(/What you send says “WK 10235\/2022 LIMITE”/).waitFor()
    await question.evaluate((dialog) =>
      Promise.all(dialog.getAnimations({ subtree: true }).map(({ finished }) => finished)),
    )
    expect(await violationsNow(finland)).toEqual([])

    // With a no nothing is said, and what was written stays.
    await finland.keyboard.press('Escape')
    await question.waitFor({ state: 'hidden' })
    expect(await words.inputValue()).toBe('As it says in\nWK 10235/2022 LIMITE')
    expect(await card(finland, 'WK 10235/2022 LIMITE').count()).toBe(0)

    await panel(finland).getByRole('button', { name: 'For all delegations' }).press('Enter')
    await question.getByLabel('It was issued for the Mixed Committee (COMIX)').check()
    await question.getByLabel('Document, or who authorised it').fill('14629/16 COMIX')
    await question.getByRole('button', { name: 'Record it and send' }).click()
    await card(finland, 'WK 10235/2022 LIMITE').waitFor()
    const events = await (await server.signIn('drafter-no')).call('listPositionEvents', {
      params: { positionId: 'reporting-template' },
    })
    expect(events.find(({ type }) => type === 'limite.confirmed')).toMatchObject({
      person: { id: 'drafter-fi' },
      data: { ground: 'comix', reference: '14629/16 COMIX', source: 'typed' },
    })
    await finland.close()
  })

  it('[W40] on a phone, somebody who only reads the frozen draft comments on the whole position', async () => {
    const page = await open('drafter-se', '/positions/meeting-timetable', viewports.phone)
    await page.locator('.ProseMirror h2').first().waitFor()
    await page.getByRole('button', { name: 'Comment', exact: true }).click()
    const drawer = page.getByRole('dialog', { name: 'About this position' })
    await drawer.getByRole('textbox', { name: 'Write a comment' }).fill('Is the room booked?')
    await drawer.getByText('On the whole position').first().waitFor()
    expect(await violationsNow(page)).toEqual([])
    await drawer.getByRole('button', { name: 'For all delegations' }).click()
    await drawer.getByRole('article').filter({ hasText: 'Is the room booked?' }).waitFor()
    await drawer.getByRole('button', { name: 'Remove' }).click()
    await drawer.getByText('No comments yet').waitFor()
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(faults).toEqual([])
  })
})

async function expectText(locator: ReturnType<Page['locator']>, text: string): Promise<void> {
  await locator.filter({ hasText: text }).waitFor()
  expect((await locator.innerText()).trim()).toBe(text)
}
