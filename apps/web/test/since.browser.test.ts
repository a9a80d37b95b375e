import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violationsNow } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

const positionId = 'reporting-template'
const draftPath = `/positions/${positionId}`

describe('since one last looked', () => {
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

  const signIn = async (personId: string, options: Parameters<typeof openAs>[3] = {}) => {
    const opened = await openAs(browser, server.url, personId, { language: 'en', ...options })
    contexts.push(opened.context)
    opened.page.on('close', () => faults.push(...opened.faults))
    return opened.page
  }
  const open = async (page: Page) => {
    await page.goto(draftPath)
    await page.locator('.ProseMirror[contenteditable=true]').waitFor()
    await page.locator('[data-state=saved]').waitFor()
    return page
  }
  const saved = (page: Page) => page.locator('[data-state=saved]').waitFor()
  const text = (page: Page) => page.locator('.ProseMirror')
  const bar = (page: Page) => page.getByRole('region', { name: 'Since you last looked' })
  const button = (page: Page, name: string) => bar(page).getByRole('button', { name, exact: true })
  const countries = (page: Page) =>
    bar(page)
      .locator('[data-country]')
      .evaluateAll((badges) => badges.map((badge) => badge.getAttribute('data-country')))
  const lookOf = (personId: string) => server.storage.tables.lastLooks.get(personId, positionId)
  /** Opens the draft, has looked at it, and goes. */
  const visit = async (page: Page, personId: string) => {
    const before = (await lookOf(personId))?.at ?? ''
    await open(page)
    await expect.poll(async () => (await lookOf(personId))?.at ?? '', { timeout: 10_000 }).not.toBe(before)
    await page.goto('/meetings')
  }
  const typeAtEnd = async (page: Page, line: ReturnType<Page['locator']>, words: string) => {
    await line.click({ delay: 120 })
    await page.keyboard.press('End')
    await page.keyboard.type(words, { delay: 5 })
    await saved(page)
  }
  /** The number of the change at the caret, as it is read out. */
  const stands = (page: Page, words: string | RegExp) =>
    bar(page).getByRole('status').filter({ hasText: words }).waitFor()

  it('[W115] [W116] whoever comes back is told what others changed, is led to it, and says that they have seen it', async () => {
    const norway = await signIn('drafter-no')
    await visit(norway, 'drafter-no')
    const sweden = await open(await signIn('drafter-se'))
    const finland = await open(await signIn('drafter-fi'))
    const first = text(sweden).locator('section').first().locator('p').last()
    await typeAtEnd(sweden, first, ' Sweden would add this.')
    // Finland removes a paragraph whole.
    const background = text(finland).locator('section').last().locator('p')
    const gone = (await background.last().innerText()).trim()
    await background.last().click({ delay: 120, clickCount: 3 })
    await finland.keyboard.press('Backspace')
    await finland.keyboard.press('Backspace')
    await saved(finland)
    await Promise.all([sweden.close(), finland.close()])

    await open(norway)
    await stands(norway, '1 passage changed, 1 removed')
    expect(await countries(norway)).toEqual(['fi', 'se'])
    expect(await violationsNow(norway)).toEqual([])
    // Nothing is marked before somebody wants it, and no caret has moved.
    expect(await text(norway).locator('.since, .since-added, .since-gone').count()).toBe(0)

    await norway.keyboard.press('Control+F8')
    await stands(norway, /1 of 2: Changed · Sweden · Drafter, Sweden/)
    expect(await text(norway).locator('.since-added').innerText()).toContain('Sweden would add this.')
    expect(await violationsNow(norway)).toEqual([])
    await norway.keyboard.press('Control+F8')
    await stands(norway, /2 of 2: Removed · Finland · Drafter, Finland/)
    expect((await text(norway).locator('.since-gone[data-line]').innerText()).trim()).toBe(gone)
    await norway.keyboard.press('Control+Shift+F8')
    await stands(norway, /1 of 2/)
    await button(norway, 'Next change').click()
    await stands(norway, /2 of 2/)
    await button(norway, 'Mark in the text').click()
    await text(norway).locator('.since-added').waitFor({ state: 'detached' })

    // It is there again until one says that one has seen it.
    await norway.goto('/meetings')
    await open(norway)
    await stands(norway, '1 passage changed, 1 removed')
    const before = (await lookOf('drafter-no'))?.at
    await button(norway, 'Seen').click()
    await bar(norway).waitFor({ state: 'detached' })
    await expect.poll(async () => (await lookOf('drafter-no'))?.at).not.toBe(before)
    await norway.reload()
    await saved(norway)
    await expect
      .poll(() =>
        norway.evaluate(
          () =>
            performance.getEntriesByName(`${location.origin}/api${location.pathname}/draft/last-look`).length,
        ),
      )
      .toBeGreaterThan(0)
    expect(await bar(norway).count()).toBe(0)
  })

  it('[W115] of two sections that changed places whoever moved one is named, and not who wrote in the other', async () => {
    const norway = await signIn('drafter-no')
    await visit(norway, 'drafter-no')
    const sweden = await open(await signIn('drafter-se'))
    const finland = await open(await signIn('drafter-fi'))
    const sections = text(sweden).locator('section')
    await typeAtEnd(sweden, sections.nth(3).locator('p').first(), ' Sweden wrote this.')
    await text(finland).getByText('Sweden wrote this.').waitFor()
    // Down past the section that Sweden wrote in, which is longer: a comparison takes that for the one that moved up.
    await text(finland).locator('h2').nth(2).click({ delay: 120 })
    await finland.keyboard.press('Alt+Shift+ArrowDown')
    await saved(finland)
    await open(norway)
    await stands(norway, '1 passage changed, 1 moved')
    expect(await countries(norway)).toEqual(['fi', 'se'])
    await norway.keyboard.press('Control+F8')
    await stands(norway, /1 of 2: Moved here · Finland · Drafter, Finland$/)
    await norway.keyboard.press('Control+F8')
    await stands(norway, /2 of 2: Changed · Sweden · Drafter, Sweden$/)
  })

  it('[W115] what one wrote oneself is no news, and leaving the page counts as having looked', async () => {
    const norway = await signIn('drafter-no')
    await visit(norway, 'drafter-no')
    const sweden = await open(await signIn('drafter-se'))
    await typeAtEnd(sweden, text(sweden).locator('section').first().locator('p').last(), ' Sweden first.')
    // On another page, so that what Sweden wrote is still news on the first.
    const elsewhere = await norway.context().newPage()
    await open(elsewhere)
    await stands(elsewhere, '1 passage changed')
    await typeAtEnd(
      elsewhere,
      text(elsewhere).locator('section').last().locator('p').last(),
      ' Norway wrote this.',
    )
    await elsewhere.close()

    await open(norway)
    await stands(norway, '1 passage changed')
    expect(await countries(norway)).toEqual(['se'])
    await button(norway, 'Seen').click()
    await bar(norway).waitFor({ state: 'detached' })

    // Sweden writes in front of Norway's eyes; what one has seen is no news when one comes back.
    await typeAtEnd(sweden, text(sweden).locator('section').first().locator('p').last(), ' And this.')
    await text(norway).getByText('And this.').waitFor()
    const before = (await lookOf('drafter-no'))?.at
    await norway.getByRole('link', { name: 'Meetings' }).click()
    await expect.poll(async () => (await lookOf('drafter-no'))?.at).not.toBe(before)
    await typeAtEnd(sweden, text(sweden).locator('section').last().locator('p').last(), ' Only this.')
    await norway.goBack()
    await saved(norway)
    await stands(norway, '1 passage changed')
    await norway.keyboard.press('Control+F8')
    await text(norway).locator('.since-added', { hasText: 'Only this.' }).waitFor()
    expect(await text(norway).locator('.since-added').count()).toBe(1)
  })

  it('[W116] the marks keep their places whoever writes meanwhile, and the text is not touched by them', async () => {
    const norway = await signIn('drafter-no')
    await visit(norway, 'drafter-no')
    const sweden = await open(await signIn('drafter-se'))
    const last = (page: Page) => text(page).locator('section').last().locator('p').last()
    await typeAtEnd(sweden, last(sweden), ' Sweden would add this.')
    await open(norway)
    await stands(norway, '1 passage changed')
    const top = await text(norway).boundingBox()
    await norway.keyboard.press('Control+F8')
    await stands(norway, '1 of 1')
    expect((await text(norway).boundingBox())?.height).toBe(top?.height)
    const hash = async () => {
      const client = await server.signIn('lead-no')
      return (await client.call('getDraftText', { params: { positionId } })).contentHash
    }
    const before = await hash()
    const added = text(norway).locator('.since-added')
    expect(await added.innerText()).toContain('Sweden would add this.')
    // Both write before it, and Sweden within it.
    const first = (page: Page) => text(page).locator('section').first().locator('p').first()
    await typeAtEnd(norway, first(norway), ' From Norway.')
    await typeAtEnd(sweden, first(sweden), ' From Sweden.')
    await text(norway).getByText('From Sweden.').waitFor()
    expect((await added.allInnerTexts()).join('')).toContain('Sweden would add this.')
    await typeAtEnd(sweden, last(sweden), ' Later.')
    await text(norway).getByText('Later.').waitFor()
    expect((await added.allInnerTexts()).join('')).toContain('Sweden would add this.')
    expect(before).not.toBe(await hash())
    expect(await text(norway).locator('del:not(.amended-away)').count()).toBe(0)
  })

  it('[W115] stands at the foot of a narrow window, where the text stays as wide as it is', async () => {
    const phone = await signIn('drafter-no', { viewport: viewports.phone })
    await visit(phone, 'drafter-no')
    const sweden = await open(await signIn('drafter-se'))
    await typeAtEnd(sweden, text(sweden).locator('section').first().locator('p').last(), ' Sweden first.')
    await open(phone)
    await bar(phone).waitFor()
    const box = await bar(phone).boundingBox()
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(viewports.phone.height)
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(viewports.phone.width)
  })
})
