import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../../server/test/support/drafter.ts'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violationsNow } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'

describe('words whose place a colleague moved or removed', () => {
  let server: TestServer
  let browser: Browser
  const contexts: BrowserContext[] = []

  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
  })
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  const open = async (personId: string) => {
    const opened = await openAs(browser, server.url, personId, {
      language: 'en',
      viewport: viewports.desktop,
    })
    contexts.push(opened.context)
    await openDraft(opened.page)
    return opened
  }
  const openDraft = async (page: Page) => {
    await page.goto('/positions/reporting-template')
    await page.locator('[data-state=saved]').waitFor()
    await page.locator('.ProseMirror[contenteditable=true]').waitFor()
  }
  const lastLine = async (page: Page, kind: string) => {
    await page.locator(`.ProseMirror section[data-kind=${kind}] p`).last().click({ delay: 120 })
    await page.keyboard.press('End')
  }
  const textOf = async (page: Page) => (await page.locator('.ProseMirror').textContent()) ?? ''
  const keptOf = (page: Page) => page.locator('[data-refused-text]')

  it('[W616] are kept for their writer where a section moves that they were written in without a connection', async () => {
    const [mine, theirs] = [await open('drafter-dk'), await open('drafter-fi')]
    const { page, context } = mine
    await lastLine(page, 'justification')
    await page.keyboard.type(' Seen by both.')
    await eventually(async () => (await textOf(theirs.page)).includes('Seen by both.'))
    await lastLine(page, 'position')
    await theirs.page.locator('.ProseMirror section[data-kind=position] .caret').waitFor()
    await context.setOffline(true)
    await page.locator('[data-state=offline]').waitFor()
    // Nobody sees that somebody is in the section, so it is the section that moves.
    await lastLine(page, 'justification')
    await page.keyboard.type(' In a tunnel.')
    await lastLine(theirs.page, 'justification')
    await theirs.page.keyboard.press('Alt+Shift+ArrowUp')
    await theirs.page.locator('[data-state=saved]').waitFor()

    await context.setOffline(false)
    await page.getByText('A colleague moved or removed the passage', { exact: false }).waitFor()
    const kept = await keptOf(page).getByRole('listitem').allTextContents()
    expect(kept).toEqual(['In a tunnel.'])
    await page.locator('[data-state=saved]').waitFor()
    expect(await violationsNow(page)).toEqual([])
    for (const each of [page, theirs.page]) {
      expect(await textOf(each)).toContain('Seen by both.')
      expect(await textOf(each)).not.toContain('In a tunnel.')
    }
    // It outlives the page, until it is not needed any more.
    await page.reload()
    await keptOf(page).getByText('In a tunnel.').waitFor()
    await page.getByRole('button', { name: 'I don’t need it any more' }).click()
    await keptOf(page).waitFor({ state: 'detached' })
    expect(await keptOf(theirs.page).count()).toBe(0)
    const faults = [...mine.faults, ...theirs.faults]
    expect(faults.filter((fault) => !fault.startsWith('WebSocket connection'))).toEqual([])
  })

  it('[W616] are shown when the person comes back, where the page was closed meanwhile', async () => {
    const [mine, theirs] = [await open('drafter-dk'), await open('drafter-fi')]
    const { context } = mine
    // A line of its own, which the colleague removes.
    await lastLine(theirs.page, 'position')
    await theirs.page.keyboard.press('Enter')
    await theirs.page.keyboard.type('A line.')
    await eventually(async () => (await textOf(mine.page)).includes('A line.'))
    await context.setOffline(true)
    await mine.page.locator('[data-state=offline]').waitFor()
    await lastLine(mine.page, 'position')
    await mine.page.keyboard.insertText(' Longer in a tunnel.')
    await mine.page.getByText('is kept on this device', { exact: false }).waitFor()
    await mine.page.close({ runBeforeUnload: false })
    await theirs.page.keyboard.press('Shift+Home')
    await theirs.page.keyboard.press('Backspace')
    await theirs.page.keyboard.press('Backspace')
    await theirs.page.locator('[data-state=saved]').waitFor()

    await context.setOffline(false)
    const again = await context.newPage()
    await openDraft(again)
    await keptOf(again).getByText('Longer in a tunnel.').waitFor()
    expect(await textOf(again)).not.toContain('Longer in a tunnel.')
    // Told once: what was dismissed does not come back.
    await again.getByRole('button', { name: 'I don’t need it any more' }).click()
    await again.reload()
    await openDraft(again)
    expect(await keptOf(again).count()).toBe(0)
  })
})
