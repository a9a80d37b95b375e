import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

/** Finland holds its pen; its last section has no brackets. */
const path = '/positions/reporting-template'
const agreed = 'Background: Agreed at working level'

describe('sections at working level', () => {
  let server: TestServer
  let browser: Browser
  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  const open = async (personId: string) => {
    const opened = await openAs(browser, server.url, personId, { language: 'en' })
    await opened.page.goto(path)
    await opened.page.locator('.ProseMirror[contenteditable=true]').waitFor()
    return opened
  }
  const state = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const does = async (page: Page, name: string, act: string) => {
    await state(page, name).press('Enter')
    await page.getByRole('button', { name: act, exact: true }).press('Enter')
  }
  const count = (page: Page, words: string) =>
    page.getByRole('navigation', { name: 'Contents' }).getByText(words, { exact: true }).waitFor()

  it('[W585] [W586] [W587] [W588] [W589] are agreed by keys, seen by another at once, changed, agreed anew, closed and opened again', async () => {
    const { page: pen, faults } = await open('drafter-fi')
    const { page: party, faults: more } = await open('drafter-dk')
    await count(pen, '0 of 5 agreed')
    await state(pen, 'Joint position: In square brackets').waitFor()

    // Whoever does not hold the pen reads the state and changes nothing.
    await state(party, 'Background: Open').press('Enter')
    expect(await party.getByRole('button', { name: 'Mark as agreed' }).count()).toBe(0)
    await party.keyboard.press('Escape')
    // What stands in brackets says why it cannot be marked.
    await state(pen, 'Joint position: In square brackets').press('Enter')
    await pen.getByText('Settle the brackets and suggested changes in it').waitFor()
    expect(await violations(pen)).toEqual([])
    await pen.keyboard.press('Escape')

    await does(pen, 'Background: Open', 'Mark as agreed')
    for (const page of [pen, party]) {
      await state(page, agreed).waitFor()
      await count(page, '1 of 5 agreed')
    }

    // The other edits: it is not agreed any more, and is said to be another text.
    await party.locator('.ProseMirror section[data-kind=background] p').last().click()
    await expect.poll(() => party.evaluate(() => document.activeElement?.className)).toContain('ProseMirror')
    await party.keyboard.press('End')
    await party.keyboard.type(' And more.')
    const changed = 'Background: Open, changed since it was agreed'
    for (const page of [pen, party]) {
      await state(page, changed).waitFor()
      await count(page, '0 of 5 agreed')
      await page.getByText('1 section to look at again').waitFor()
    }
    await pen.locator('.ProseMirror').getByText('And more.').waitFor()
    // The screen on which a version is made says it, and stops nobody.
    await pen.getByRole('button', { name: 'Freeze', exact: false }).first().press('Enter')
    await pen.getByRole('dialog').getByText('5 sections are not agreed at working level').waitFor()
    await pen.getByRole('dialog').getByText(changed).waitFor()
    await pen.keyboard.press('Escape')

    await does(pen, changed, 'Mark as agreed')
    await does(pen, agreed, 'Close the section')
    await state(party, 'Background: Closed').waitFor()
    await does(party, 'Background: Closed', 'Open the section again')
    const dialog = party.getByRole('dialog', { name: 'Open “Background” again' })
    await dialog.getByRole('button', { name: 'Open the section again' }).press('Enter')
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Our parliament asked for another date.')
    expect(await violations(party)).toEqual([])
    await dialog.getByRole('button', { name: 'Open the section again' }).press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    for (const page of [pen, party]) {
      await state(page, 'Background: Open').waitFor()
      await page.getByText('Reason: Our parliament asked for another date.').first().waitFor()
    }
    await state(pen, 'Background: Open').press('Enter')
    await pen.setViewportSize(viewports.desktop)
    expect(await violations(pen)).toEqual([])
    expect([...faults, ...more]).toEqual([])
  })
})
