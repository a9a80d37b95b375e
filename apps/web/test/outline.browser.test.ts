import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { launchBrowser, openAs } from './support/browser.ts'

describe('outline', () => {
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

  const contents = (page: Page) => page.getByRole('navigation', { name: 'Contents' })
  const entry = (page: Page, name: string) => contents(page).getByRole('button', { name, exact: true })
  const titles = (page: Page) =>
    page.locator('.ProseMirror h2').evaluateAll((all) =>
      all.map((title) => {
        const copy = title.cloneNode(true) as Element
        for (const caret of copy.querySelectorAll('.caret')) caret.remove()
        return copy.textContent
      }),
    )
  const shows = (page: Page, wanted: readonly string[]) =>
    expect.poll(() => titles(page), { timeout: 20_000 }).toEqual(wanted)
  const begun = ['Speaking points', 'Joint position', 'Drafting suggestions', 'Justification', 'Background']

  it('[W121] moves a section by dragging and by keys, while a colleague types in it', async () => {
    const mine = await openAs(browser, server.url, 'drafter-fi', { language: 'en' })
    const theirs = await openAs(browser, server.url, 'drafter-dk', { language: 'en' })
    for (const { page } of [mine, theirs]) {
      await page.goto('/positions/reporting-template')
      await page.locator('.ProseMirror[contenteditable=true]').waitFor()
      await shows(page, begun)
    }
    await theirs.page.locator('.ProseMirror section[data-kind=justification] p').last().click({ delay: 120 })
    await theirs.page.keyboard.press('End')
    // Whose caret is seen in a section keeps it.
    await mine.page.locator('.ProseMirror section[data-kind=justification] .caret').waitFor()

    // Past several at once, to the front.
    await Promise.all([
      entry(mine.page, 'Justification').dragTo(entry(mine.page, 'Speaking points')),
      theirs.page.keyboard.type(' Typed while it moved.', { delay: 20 }),
    ])
    const moved = ['Justification', 'Speaking points', 'Joint position', 'Drafting suggestions', 'Background']
    for (const { page } of [mine, theirs]) {
      await shows(page, moved)
      await page
        .locator('.ProseMirror section[data-kind=justification]')
        .getByText('Typed while it moved.')
        .waitFor()
    }
    await contents(mine.page)
      .getByText('“Justification” is now section 1 of 5')
      .waitFor({ state: 'attached' })

    // One undo, one's own: what the colleague typed stays.
    await mine.page.locator('.ProseMirror').focus()
    await mine.page.keyboard.press('Control+z')
    for (const { page } of [mine, theirs]) {
      await shows(page, begun)
      await page
        .locator('.ProseMirror section[data-kind=justification]')
        .getByText('Typed while it moved.')
        .waitFor()
    }

    // By the keyboard alone, and the focus goes along.
    await entry(mine.page, 'Background').focus()
    await mine.page.keyboard.press('Alt+Shift+ArrowUp')
    await mine.page.keyboard.press('Alt+Shift+ArrowUp')
    await shows(theirs.page, [
      'Speaking points',
      'Joint position',
      'Background',
      'Drafting suggestions',
      'Justification',
    ])
    expect(await mine.page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Background')

    await Promise.all([mine.context.close(), theirs.context.close()])
    expect([...mine.faults, ...theirs.faults]).toEqual([])
  })

  it('[W121] moves nothing for whoever may not write', async () => {
    const { page, faults, context } = await openAs(browser, server.url, 'drafter-se', { language: 'en' })
    await page.goto('/positions/meeting-timetable')
    await page.locator('.ProseMirror h2').first().waitFor()
    const before = await titles(page)
    const entries = contents(page).getByRole('button')
    await entries.last().press('Alt+Shift+ArrowUp')
    expect(await contents(page).locator('[draggable=true]').count()).toBe(0)
    expect(await titles(page)).toEqual(before)
    await context.close()
    expect(faults).toEqual([])
  })
})
