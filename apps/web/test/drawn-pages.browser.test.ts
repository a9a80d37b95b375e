import { languages } from '@samsyn/domain'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { changeBodies, launchBrowser, openAs, viewports } from './support/browser.ts'

describe('a page that comes with its text', () => {
  let server: TestServer
  let browser: Browser
  let paths: readonly string[]
  const contexts: BrowserContext[] = []

  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
    const delegate = await server.signIn('delegate-se')
    const { releaseInForce } = await delegate.call('getPosition', {
      params: { positionId: 'comment-periods' },
    })
    const folder = '/meetings/lewp-next/folder'
    paths = [`/read/${releaseInForce}`, folder, `${folder}/comment-periods`]
  })
  afterEach(async () => {
    const pages = contexts.flatMap((context) => context.pages())
    await Promise.all(pages.map((page) => page.unrouteAll({ behavior: 'ignoreErrors' })))
    await Promise.all(contexts.splice(0).map((context) => context.close()))
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  const openIn = async (language: string, options: BrowserContextOptions = {}) => {
    const opened = await openAs(browser, server.url, 'delegate-se', {
      language,
      viewport: viewports.phone,
      ...options,
    })
    contexts.push(opened.context)
    return opened
  }
  /** What was changed of the page once the parser had made it: nodes put in or taken out under the main part. */
  const noteChanges = (page: Page) =>
    page.addInitScript(() => {
      const changes: string[] = []
      Object.assign(globalThis, { changes })
      document.addEventListener('readystatechange', () => {
        const main = document.querySelector('main')
        if (document.readyState !== 'interactive' || !main) return
        new MutationObserver((records) => {
          for (const { type, target, addedNodes, removedNodes } of records) {
            const nodes = [...addedNodes, ...removedNodes].filter(
              (node) => node.nodeType === Node.ELEMENT_NODE,
            )
            if (type === 'characterData' || nodes.length > 0)
              changes.push(`${(target as Element).nodeName}: ${nodes.map(({ textContent }) => textContent)}`)
          }
        }).observe(main, { childList: true, characterData: true, subtree: true })
      })
    })
  const changesOf = (page: Page) =>
    page.evaluate(() => (globalThis as unknown as { changes: readonly string[] }).changes)
  /** The page is the browser's own once React knows its last line, and its buttons do something. */
  const isTakenOver = async (page: Page) => {
    const last = page.locator('main :is(.release-times, .folder-more:last-of-type a)').last()
    await expect
      .poll(() => last.evaluate((line) => Object.keys(line).some((key) => key.startsWith('__react'))))
      .toBe(true)
    const big = page.locator('.reading-tools button[aria-pressed]')
    await expect
      .poll(async () => {
        await big.click()
        return big.getAttribute('aria-pressed')
      })
      .toBe('true')
  }

  it('[W470] shows a final text and a folder without any script', async () => {
    const { page } = await openIn('fi', { javaScriptEnabled: false })
    const [release = '', folder = '', entry = ''] = paths
    for (const path of [release, entry]) {
      await page.goto(path)
      expect(await page.locator('.release-state strong').first().innerText()).toBe('Lopullinen teksti')
      expect(await page.locator('section[data-kind=speaking_points] li').first().isVisible()).toBe(true)
    }
    await page.goto(folder)
    expect(await page.locator('.folder-agenda li').count()).toBeGreaterThan(1)
    expect(await page.getByText('Samsyn needs JavaScript').count()).toBe(0)
  })

  it.each(languages)('[W471] is taken over as it was drawn, in %s', async (language) => {
    const { page, faults } = await openIn(language)
    await noteChanges(page)
    for (const path of paths) {
      await page.goto(path)
      await isTakenOver(page)
      // What a page says of the device is put in where it was left out; nothing that was there goes or changes.
      const kept = (await changesOf(page)).filter((change) => !/^DIV: .*/.test(change))
      expect(kept, `${path} in ${language}`).toEqual([])
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language)
      await page.locator('.reading-tools button[aria-pressed]').click()
    }
    expect(faults).toEqual([])
  })

  it('[W471] would be found out if it was not like it', async () => {
    const { page, faults } = await openIn('en')
    await changeBodies(page, `**${paths[0]}`, (body) => body.replace('First request', 'Second thoughts'))
    await page.goto(paths[0] ?? '')
    await isTakenOver(page)
    await expect.poll(() => faults.some((fault) => /#418|hydrat/i.test(fault))).toBe(true)
    // The browser's own drawing counts.
    expect(await page.locator('section[data-kind=speaking_points]').innerText()).toContain('First request')
  })

  it('[W472] has big type and the colours of the device before any script of the bundle', async () => {
    const { page } = await openIn('en')
    await page.goto(paths[0] ?? '')
    await isTakenOver(page)
    await page.evaluate(() => localStorage.setItem('samsyn.colour-scheme', 'dark'))
    await page.route('**/assets/*.js', (route) => route.abort())
    await page.reload()
    await page.locator('section[data-kind=speaking_points] li').first().waitFor()
    expect(await page.evaluate(() => ({ ...document.documentElement.dataset }))).toMatchObject({
      bigType: 'true',
      colorScheme: 'dark',
    })
  })

  it('[W473] no word moves because a typeface has come', async () => {
    const { page } = await openIn('en')
    await page.goto(paths[0] ?? '')
    await isTakenOver(page)
    const displays = await page.evaluate(() => [...document.fonts].map(({ display }) => display))
    expect(displays.length).toBeGreaterThan(1)
    expect([...new Set(displays)]).toEqual(['optional'])
  })

  it('[W475] makes sure by itself that the text is the one signed off', async () => {
    const { page } = await openIn('en')
    await changeBodies(page, `**${paths[0]}`, (body) => body.replaceAll('six weeks', 'six months'))
    // Nor is it put right by what is asked of the server later.
    await page.route('**/api/releases/*', (route) => route.abort())
    await page.goto(paths[0] ?? '')
    await page.getByRole('alert').getByText('This is not the text that was signed off').waitFor()
  })
})
