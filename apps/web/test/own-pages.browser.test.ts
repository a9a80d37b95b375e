import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violationsNow } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'
import { watch } from './support/watch.ts'

const draftPath = '/positions/reporting-template'

describe('own pages', () => {
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
    viewport: { width: number; height: number } = viewports.desktop,
  ): Promise<Page> => {
    const opened = await openAs(browser, server.url, personId, { language: 'en', viewport })
    contexts.push(opened.context)
    opened.page.on('close', () => faults.push(...opened.faults))
    received.set(opened.page, watch(opened.page))
    await opened.page.goto(draftPath)
    await opened.page.locator('.ProseMirror[contenteditable=true]').first().waitFor()
    return opened.page
  }
  const own = (page: Page) => page.getByRole('region', { name: 'Only Finland', exact: true })
  const ownText = (page: Page) => own(page).locator('.ProseMirror[contenteditable=true]')
  const jointText = (page: Page) => page.getByRole('textbox', { name: /^Text of Joint comments/ })
  const openOwn = async (page: Page) => {
    await page.getByRole('button', { name: 'Only Finland', exact: true }).press('Enter')
    await ownText(page).waitFor()
    await own(page).locator('[data-state=saved]').waitFor()
  }
  const question = (page: Page) => page.getByRole('dialog', { name: 'Show this to the others?' })
  const done = async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(faults).toEqual([])
  }

  it('[W110] [W111] a delegation writes beside the joint text what no other page is ever sent', async () => {
    const [lead, drafter, denmark] = await Promise.all([
      open('lead-fi'),
      open('drafter-fi'),
      open('drafter-dk'),
    ])
    expect(await denmark.getByText('Only Finland').count()).toBe(0)
    await openOwn(lead)
    await openOwn(drafter)
    // Both texts in sight, the joint one with its own tools.
    expect(await jointText(lead).isVisible()).toBe(true)
    const secret = 'Ten weeks would do in the very end.'
    await ownText(drafter).locator('p').last().click({ delay: 120 })
    await drafter.keyboard.press('End')
    await drafter.keyboard.type(` ${secret}`)
    await ownText(lead).getByText(secret).waitFor()
    await own(drafter).locator('[data-state=saved]').waitFor()
    // Keys of the joint text do nothing to it from here.
    await drafter.keyboard.press('Control+Alt+m')
    await drafter.keyboard.press('Control+h')
    expect(await drafter.getByRole('textbox', { name: 'Write a comment' }).count()).toBe(0)
    await own(drafter).getByRole('search').waitFor()
    expect(await drafter.getByRole('search').count()).toBe(1)
    await drafter.keyboard.press('Escape')
    expect(await violationsNow(drafter)).toEqual([])

    // A version, with its text as it was.
    await own(drafter).getByRole('button', { name: 'Keep a version' }).click()
    await drafter.getByLabel('What it is, such as').fill('Before the meeting')
    await drafter.getByRole('button', { name: 'Keep it' }).click()
    await own(lead).getByRole('button', { name: 'Versions and history (1)' }).click()
    const history = lead.getByRole('dialog', { name: 'Versions and history' })
    await history.getByText('Before the meeting').waitFor()
    expect(await history.getByText('Only Finland').count()).toBe(1)
    await history.getByRole('button', { name: 'Version 1' }).click()
    await lead.getByRole('dialog', { name: 'Version 1' }).getByText(secret).waitFor()
    expect(await violationsNow(lead)).toEqual([])
    await lead.keyboard.press('Escape')

    expect(await denmark.content()).not.toContain(secret)
    const everSent = ((await received.get(denmark)?.()) ?? []).join('\n')
    expect(everSent).toContain('reporting-template')
    expect(everSent).not.toContain(secret)
    expect(everSent).not.toContain('Before the meeting')
    await done()
  })

  it('[W112] what is copied or dragged from there into the joint text asks once, and says who would read it', async () => {
    const [page, denmark] = await Promise.all([open('drafter-fi'), open('drafter-dk')])
    await openOwn(page)
    const words = 'six weeks can be accepted'
    const line = ownText(page).locator('p').filter({ hasText: words })
    const copyLine = async () => {
      await line.click({ clickCount: 3 })
      await page.keyboard.press('Control+c')
    }
    const target = jointText(page).locator('section').first().locator('p').last()
    const goToTarget = async () => {
      await target.click({ delay: 120 })
      await page.keyboard.press('End')
    }
    await copyLine()
    await goToTarget()
    await page.keyboard.press('Control+v')
    await question(page).getByText('Denmark, Iceland, Norway and Sweden and the secretariat').waitFor()
    await question(page).getByText(words).waitFor()
    expect(await violationsNow(page)).toEqual([])
    await page.keyboard.press('Escape')
    await question(page).waitFor({ state: 'hidden' })
    expect(await jointText(page).innerText()).not.toContain(words)

    // As bare words, as after a way over another program, too.
    await goToTarget()
    await pasteText(page, words)
    await question(page).getByRole('button', { name: 'Cancel' }).click()
    // Within their own pages nobody is asked, nor for other words in the joint text.
    await line.click({ delay: 120 })
    await page.keyboard.press('End')
    await page.keyboard.press('Control+v')
    await goToTarget()
    await pasteText(page, ' Words from elsewhere in the world.')
    await jointText(page).getByText('Words from elsewhere in the world.').waitFor()
    expect(await question(page).count()).toBe(0)

    // Dragged: the same question, and with a yes it is there for everybody.
    await line.first().click({ clickCount: 3 })
    await line.first().dragTo(target, { sourcePosition: { x: 30, y: 10 } })
    await question(page).getByRole('button', { name: 'Put it into the joint text' }).press('Enter')
    await jointText(page).getByText(words).waitFor()
    await jointText(denmark).getByText(words).waitFor()
    expect(await question(page).count()).toBe(0)
    await done()
  })

  it('[W113] the lead tells the others whether the mandate is in place, and nothing else of it', async () => {
    const [lead, drafter, norway] = await Promise.all([
      open('lead-fi'),
      open('drafter-fi'),
      open('drafter-no'),
    ])
    await openOwn(lead)
    await own(lead).getByRole('button', { name: 'Change' }).press('Enter')
    const dialog = lead.getByRole('dialog', { name: 'Mandate of Finland' })
    await dialog.getByLabel('How far it is').selectOption({ label: 'In place' })
    await dialog.getByLabel('Reference', { exact: true }).fill('U 12/2026 vp')
    await dialog.getByRole('checkbox').check()
    await dialog.getByText('They would be told now: mandate in place.').waitFor()
    expect(await violationsNow(lead)).toEqual([])
    await dialog.getByRole('button', { name: 'Save' }).click()
    await own(lead).getByText('The others are told: mandate in place.').waitFor()

    const aside = norway.getByRole('complementary', { name: 'About this position' })
    await aside.getByRole('tab', { name: 'Facts' }).click()
    const fact = aside.locator('dl > div').filter({ hasText: 'Mandates' })
    await fact.filter({ hasText: 'Finland' }).filter({ hasText: 'In place' }).waitFor()
    await aside.getByRole('tab', { name: 'Activity' }).click()
    await aside.getByText('Finland: mandate in place').waitFor()
    expect(((await received.get(norway)?.()) ?? []).join('\n')).not.toContain('U 12/2026')

    // A drafter changes what the others are not told, and is not offered the rest.
    await openOwn(drafter)
    await own(drafter).getByRole('button', { name: 'Change' }).click()
    const drafters = drafter.getByRole('dialog', { name: 'Mandate of Finland' })
    expect(await drafters.getByLabel('How far it is').locator('option').allInnerTexts()).toEqual(['In place'])
    expect(await drafters.getByRole('checkbox').count()).toBe(0)
    await done()
  })

  it('[W114] on a phone one text is shown at a time, and it is plain which', async () => {
    const page = await open('lead-fi', viewports.phone)
    await page.getByRole('button', { name: 'Only Finland', exact: true }).click()
    await ownText(page).waitFor()
    expect(await jointText(page).isVisible()).toBe(false)
    expect(
      await page.getByRole('button', { name: 'Only Finland', exact: true }).getAttribute('aria-pressed'),
    ).toBe('true')
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(await violationsNow(page)).toEqual([])
    await page.getByRole('button', { name: 'Joint text', exact: true }).click()
    await jointText(page).waitFor()
    expect(await own(page).count()).toBe(0)
    await done()
  })
})

/** Pastes bare words, as from another program. */
async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((words) => {
    const data = new DataTransfer()
    data.setData('text/plain', words)
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  }, text)
}
