import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violationsNow } from './support/axe.ts'
import { launchBrowser, openAs } from './support/browser.ts'
import { words } from './support/words.ts'

const draftPath = '/positions/reporting-template'
const fixture = (name: string) =>
  readFile(new URL(`../../../packages/editor/test/fixtures/pasted/${name}.html.txt`, import.meta.url), 'utf8')

describe('what is pasted', () => {
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

  const open = async (personId: string): Promise<Page> => {
    const opened = await openAs(browser, server.url, personId, {
      language: 'en',
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    contexts.push(opened.context)
    opened.page.on('close', () => faults.push(...opened.faults))
    await opened.page.goto(draftPath)
    await opened.page.locator('.ProseMirror[contenteditable=true]').first().waitFor()
    return opened.page
  }
  const done = async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(faults).toEqual([])
  }
  const joint = (page: Page) => page.getByRole('textbox', { name: /^Text of Joint comments/ })
  const lastSection = (page: Page) => joint(page).locator('section').last()
  /** Puts something on the clipboard as another program does, and pastes it with the keys at the end of the text. */
  const paste = async (page: Page, content: Readonly<Record<string, string>>) => {
    await page.evaluate(
      (parts) =>
        navigator.clipboard.write([
          new ClipboardItem(
            Object.fromEntries(
              Object.entries(parts).map(([type, text]) => [type, new Blob([text], { type })]),
            ),
          ),
        ]),
      content,
    )
    await lastSection(page).locator('p').last().click({ delay: 120 })
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+v')
  }
  const hasFocus = (locator: Locator) => locator.evaluate((element) => element === document.activeElement)
  const question = (page: Page) => page.getByRole('dialog', { name: 'May the others read this?' })

  it('[W106] from Word keeps its structure for everybody, and what it lost is said; one undo takes it out', async () => {
    const [finland, sweden] = await Promise.all([open('drafter-fi'), open('drafter-se')])
    const before = await words(joint(sweden))
    // The browser's own clipboard takes out what it thinks unsafe: Word's own marks are given to the page as they are.
    const word = await fixture('word')
    await lastSection(finland).locator('p').last().click({ delay: 120 })
    await finland.keyboard.press('Control+End')
    await joint(finland).evaluate((element, html) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/html', html)
      clipboardData.setData('text/plain', 'Speaking points')
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, word)
    const pasted = lastSection(sweden)
    await pasted.getByRole('heading', { level: 4, name: 'What we ask' }).waitFor()
    // Also where the caret stands behind words.
    expect(await pasted.getByRole('heading', { level: 3 }).allTextContents()).toEqual(['Speaking points'])
    expect(await pasted.locator('ol > li > p').allTextContents()).toEqual(['Eight weeks', 'One report'])
    expect(await pasted.locator('ol[start="3"] ul > li > p').allTextContents()).toEqual([
      'for the form',
      'and for its annex',
    ])
    expect(await pasted.locator('th[colspan="2"]').textContent()).toBe('Proposal')
    expect(await pasted.locator('td[rowspan="2"]').textContent()).toBe('Article 3')
    expect(await pasted.locator('[data-footnote]').textContent()).toContain('In its annex.')
    expect(await pasted.locator('a[href="https://example.org/?a=1&b=2"]').textContent()).toBe('the register')
    expect(await joint(sweden).textContent()).not.toContain('taken out')
    expect(await joint(sweden).locator('img:not(.ProseMirror-separator)').count()).toBe(0)

    const notice = finland
      .getByRole('status')
      .filter({ hasText: 'Not everything that you pasted could be kept' })
    await notice.getByText('Images (1)').waitFor()
    await notice.getByText('“A map of the North”').waitFor()
    await notice.getByText(/Images have no place in a position/).waitFor()
    expect(await violationsNow(finland)).toEqual([])
    await notice.getByRole('button', { name: 'Close' }).click()
    await notice.waitFor({ state: 'detached' })
    await joint(finland).press('Control+z')
    await pasted.getByText('What we ask').waitFor({ state: 'detached' })
    expect(await words(joint(sweden))).toEqual(before)
    await done()
  })

  it('[W106] from the web comes by the real clipboard, and a picture alone is refused with the reason', async () => {
    const page = await open('drafter-dk')
    await paste(page, {
      'text/html': '<h2 style="color:red">From the web</h2><ul><li>One<ul><li>Two</li></ul></li></ul>',
      'text/plain': 'From the web',
    })
    await lastSection(page).getByRole('heading', { level: 3, name: 'From the web' }).waitFor()
    expect(await lastSection(page).locator('ul ul li').textContent()).toBe('Two')
    expect(await page.getByText('Not everything that you pasted').count()).toBe(0)
    const before = await words(joint(page))
    await page.evaluate(async () => {
      const canvas = document.createElement('canvas')
      const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
      if (picture) await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })])
    })
    await page.keyboard.press('Control+v')
    await page.getByText(/Images have no place in a position/).waitFor()
    expect(await words(joint(page))).toEqual(before)
    await done()
  })

  it('[W643] from another editor of the same kind is cleaned as anything else', async () => {
    const page = await open('drafter-dk')
    await lastSection(page).locator('p').last().click({ delay: 120 })
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Enter')
    await joint(page).evaluate((element) => {
      const clipboardData = new DataTransfer()
      const html =
        '<h1 data-pm-slice="0 0 []">From their editor</h1><p>With words.<img alt="A chart" src="x"></p>'
      clipboardData.setData('text/html', html)
      clipboardData.setData('text/plain', 'From their editor')
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    })
    await lastSection(page).getByRole('heading', { level: 3, name: 'From their editor' }).waitFor()
    await page
      .getByRole('status')
      .filter({ hasText: 'Not everything that you pasted could be kept' })
      .getByText('“A chart”')
      .waitFor()
    await done()
  })

  it('[W107] [W36] is refused where it is classified, in own pages, too', async () => {
    const page = await open('drafter-fi')
    const before = await words(joint(page))
    await paste(page, {
      'text/html': '<p>RESTREINT UE/EU RESTRICTED</p><p>Words that nobody may see.</p>',
      'text/plain': 'RESTREINT UE/EU RESTRICTED\nWords that nobody may see.',
    })
    const refusal = page
      .getByRole('alert')
      .filter({ hasText: 'classification marking RESTREINT UE/EU RESTRICTED' })
    await refusal.waitFor()
    expect(await hasFocus(joint(page))).toBe(true)
    expect(await violationsNow(page)).toEqual([])
    expect(await words(joint(page))).toEqual(before)
    await refusal.getByRole('button', { name: 'Close' }).click()
    await paste(page, { 'text/plain': 'SECRET UE/EU SECRET\nWords that nobody may see.' })
    await page.getByRole('alert').filter({ hasText: 'SECRET UE/EU SECRET' }).waitFor()
    expect(await joint(page).textContent()).not.toContain('nobody may see')
    // To write about such markings is no such marking.
    await paste(page, { 'text/plain': 'Documents marked EU SECRET are kept apart.' })
    await lastSection(page).getByText('Documents marked EU SECRET are kept apart.').waitFor()

    // Also while one suggests.
    await page.getByRole('button', { name: 'Suggest changes' }).click()
    await page.evaluate(() => navigator.clipboard.writeText('EU TOP SECRET'))
    await joint(page).press('Control+v')
    await page.getByRole('alert').filter({ hasText: 'TRÈS SECRET UE/EU TOP SECRET' }).waitFor()
    expect(await joint(page).textContent()).not.toContain('EU TOP SECRET')

    await page.getByRole('button', { name: 'Only Finland', exact: true }).press('Enter')
    const own = page.getByRole('region', { name: 'Only Finland', exact: true })
    await own.locator('.ProseMirror[contenteditable=true]').waitFor()
    await own.locator('.ProseMirror p').last().click({ delay: 120 })
    await page.evaluate(() => navigator.clipboard.writeText('HEMLIG\nWords that nobody may see.'))
    await page.keyboard.press('Control+v')
    await own.getByRole('alert').filter({ hasText: 'classification marking HEMLIG' }).waitFor()
    expect(await own.locator('.ProseMirror').textContent()).not.toContain('nobody may see')
    await done()
  })

  it('[W108] asks on what ground, where it is marked LIMITE, before it goes in', async () => {
    const [finland, norway] = await Promise.all([open('drafter-fi'), open('drafter-no')])
    const marked = { 'text/plain': '14629/16 LIMITE EN\nForms are sent in the spring.' }
    await paste(finland, marked)
    await question(finland)
      .getByText(/“14629\/16 LIMITE EN”/)
      .waitFor()
    // It may come while somebody writes: keys that were meant for the text choose nothing.
    const heading = question(finland).getByRole('heading', { level: 2 })
    await expect.poll(() => heading.evaluate((title) => title === document.activeElement)).toBe(true)
    await finland.keyboard.type('Still writing ')
    expect(await question(finland).getByRole('radio', { checked: true }).count()).toBe(0)
    // While it fades in, its colours are not its own.
    await question(finland).evaluate((dialog) =>
      Promise.all(dialog.getAnimations({ subtree: true }).map(({ finished }) => finished)),
    )
    expect(await violationsNow(finland)).toEqual([])
    await finland.keyboard.press('Escape')
    await question(finland).waitFor({ state: 'hidden' })
    expect(await joint(finland).textContent()).not.toContain('in the spring')

    await paste(finland, marked)
    await question(finland).getByLabel('It was issued for the Mixed Committee (COMIX)').check()
    await question(finland).getByLabel('Document, or who authorised it').fill('14629/16 COMIX')
    await question(finland).getByRole('button', { name: 'Put it in' }).click()
    await joint(norway).getByText('Forms are sent in the spring.').waitFor()
    const [event] = await (await server.signIn('drafter-no')).call('listPositionEvents', {
      params: { positionId: 'reporting-template' },
    })
    expect(event).toMatchObject({
      type: 'limite.confirmed',
      country: 'FI',
      data: { ground: 'comix', reference: '14629/16 COMIX', source: 'clipboard' },
    })

    // So does what was copied from a draft that others than the Member States do not read.
    const theirs = await finland.context().newPage()
    await theirs.goto('/positions/meeting-timetable')
    await theirs.locator('.ProseMirror p').nth(3).click({ clickCount: 3, delay: 60 })
    await theirs.keyboard.press('Control+c')
    await theirs.close()
    await joint(finland).locator('p').last().click({ delay: 120 })
    await finland.keyboard.press('Control+v')
    await question(finland)
      .getByText('What comes in was copied from a draft that only Denmark, Finland and Sweden read.')
      .waitFor()
    await finland.keyboard.press('Escape')
    await question(finland).waitFor({ state: 'hidden' })

    // From own pages it asks for them first, and then for this.
    await finland.getByRole('button', { name: 'Only Finland', exact: true }).press('Enter')
    const own = finland.getByRole('region', { name: 'Only Finland', exact: true })
    await own.locator('.ProseMirror[contenteditable=true] p').last().click({ delay: 120 })
    await finland.keyboard.press('Enter')
    await finland.keyboard.type('WK 10235/2022 LIMITE')
    await own.locator('.ProseMirror p').last().click({ clickCount: 3 })
    await finland.keyboard.press('Control+c')
    await lastSection(finland).locator('p').last().click({ delay: 120 })
    await finland.keyboard.press('Control+v')
    const copy = finland.getByRole('dialog', { name: 'Show this to the others?' })
    await copy.getByRole('button', { name: 'Put it into the joint text' }).click()
    await question(finland)
      .getByText(/“WK 10235\/2022 LIMITE”/)
      .waitFor()
    expect(await joint(norway).textContent()).not.toContain('WK 10235')
    await finland.keyboard.press('Escape')
    await done()
  })
})
