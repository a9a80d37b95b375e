import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { launchBrowser, openAs } from './support/browser.ts'

describe('opening a draft', () => {
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

  it('[W481] opens also where the browser does something else each time the page lets go of it', async () => {
    const { page, context, faults } = await openAs(browser, server.url, 'lead-fi', { language: 'en' })
    // What React puts off until after a drawing comes late: any timer is faster than it.
    await page.addInitScript(() => {
      const post = MessagePort.prototype.postMessage
      MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown) {
        setTimeout(() => post.call(this, message), 30)
      }
    })
    await page.goto('/positions/reporting-template?thread=none')
    await page.locator('[data-card]').first().waitFor()
    await page.locator('.ProseMirror[contenteditable=true] p').first().click()
    await page.keyboard.type('Typed after all. ')
    await page.locator('.ProseMirror').getByText('Typed after all.').waitFor()
    // The card of a bracket looks at the text whenever it has another height, leaving included.
    await page.keyboard.press('Control+Shift+ArrowLeft')
    await page.getByRole('button', { name: 'Square brackets', exact: true }).click()
    await page.getByRole('button', { name: 'Not agreed' }).click()
    const card = page.getByRole('region', { name: /^(Not agreed|Rival wordings)/ })
    await card.waitFor()
    await page.getByRole('link', { name: 'Samsyn' }).first().click()
    await card.waitFor({ state: 'detached' })
    await page.getByRole('heading', { level: 1 }).waitFor()
    // What was put off when the page was left has been done.
    await page.evaluate(() => new Promise((done) => setTimeout(done, 500)))
    expect(faults).toEqual([])
    await context.close()
  })

  it('[W250] asks for everything once, and for the text before the scripts of the page run', async () => {
    const { page, context, faults } = await openAs(browser, server.url, 'drafter-fi', { language: 'en' })
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    const lines: string[] = []
    const sent: string[] = []
    page.on('websocket', (line) => {
      if (!line.url().includes('/sync/')) return
      lines.push(line.url())
      line.on('framesent', ({ payload }) => sent.push(Buffer.from(payload).toString('hex')))
    })
    // No news comes on this page, for which it would ask once more.
    await page.routeWebSocket(/\/socket\.io\//, () => undefined)
    // The scripts of the page come late, the draft does not wait for them.
    const scripts = Promise.withResolvers<void>()
    await page.route('**/assets/*.js', async (route) => {
      await scripts.promise
      await route.continue()
    })
    await page.goto('/positions/reporting-template', { waitUntil: 'commit' })
    await page.waitForFunction(() => Reflect.get(globalThis, 'samsynOpening')?.messages.length > 1)
    scripts.resolve()
    const text = page.locator('.ProseMirror[contenteditable=true]')
    await text.locator('p').first().click()
    await page.keyboard.type('Typed at once. ')
    await text.getByText('Typed at once.').waitFor()
    await page.getByText('Saved', { exact: true }).filter({ visible: true }).waitFor()

    expect(lines).toHaveLength(1)
    // Sync step 1 of an empty text.
    expect(sent.filter((message) => message === '00000100')).toHaveLength(1)
    const before = asked.slice(
      0,
      asked.findIndex((path) => path.endsWith('/threads')),
    )
    for (const path of ['/api/session', '/api/positions/reporting-template'])
      expect(
        before.filter((each) => each === path),
        path,
      ).toHaveLength(1)
    expect(faults).toEqual([])
    await context.close()
  })

  it('[W250] opens no line for whoever may not read the draft', async () => {
    const { page, context, faults } = await openAs(browser, server.url, 'delegate-dk', { language: 'en' })
    const lines: string[] = []
    page.on('websocket', (line) => lines.push(line.url()))
    await page.goto('/positions/reporting-template')
    await page.getByText('The draft is for those who write it').waitFor()
    expect(lines.filter((line) => line.includes('/sync/'))).toEqual([])
    expect(faults).toEqual([])
    await context.close()
  })

  it('[W431] shows the text first, and then asks for and draws what stands beside it', async () => {
    const { page, context, faults } = await openAs(browser, server.url, 'drafter-fi', { language: 'en' })
    await page.addInitScript(() => {
      const seen: string[] = []
      Object.assign(globalThis, { seen })
      const note = (what: string, selector: string) => {
        if (!seen.includes(what) && document.querySelector(selector)) seen.push(what)
      }
      new MutationObserver(() => {
        note('text', '.ProseMirror[contenteditable=true] p')
        note('beside', 'aside [role=tablist]')
      }).observe(document, { childList: true, subtree: true, attributes: true })
      const { fetch } = globalThis
      globalThis.fetch = (...asked) => {
        if (String(asked[0]).endsWith('/threads')) seen.push('threads')
        return fetch(...asked)
      }
    })
    await page.goto('/positions/reporting-template')
    await page.getByRole('tab', { name: /^Open points/ }).waitFor()
    const seen: readonly string[] = await page.evaluate(() => Reflect.get(globalThis, 'seen'))
    expect(seen[0]).toBe('text')
    expect(new Set(seen)).toEqual(new Set(['text', 'threads', 'beside']))
    // What has been begun in what was looked at outlives a look at something else.
    await page.getByRole('tab', { name: 'Facts' }).click()
    await page.getByRole('tabpanel', { name: 'Facts' }).getByText('Penholder').waitFor()
    expect(faults).toEqual([])
    await context.close()
  })

  it('[W595] [W596] the key for the tools is heeded before they are there, and the text stays where it is when all has come', async () => {
    const { page, context, faults } = await openAs(browser, server.url, 'drafter-fi', { language: 'en' })
    // What comes later comes when it is let.
    const later = Promise.withResolvers<void>()
    const named = await (await page.request.get('/positions/reporting-template')).text()
    await page.route('**/assets/*.js', async (route) => {
      if (!named.includes(new URL(route.request().url()).pathname)) await later.promise
      await route.continue()
    })
    await page.goto('/positions/reporting-template', { waitUntil: 'commit' })
    const first = page.locator('.ProseMirror[contenteditable=true] p').first()
    await first.click()
    const before = await first.boundingBox()
    await page.keyboard.press('Alt+F10')
    expect(await page.getByRole('toolbar').count()).toBe(0)
    later.resolve()
    const toolbar = page.getByRole('toolbar', { name: 'Text formatting' })
    await expect
      .poll(() => toolbar.evaluate((bar) => bar.contains(document.activeElement)).catch(() => false), {
        timeout: 10_000,
      })
      .toBe(true)
    await page.getByRole('tab', { name: /^Open points/ }).waitFor()
    expect(await first.boundingBox()).toEqual(before)
    expect(faults).toEqual([])
    await context.close()
  })

  it('[W596] in a narrow window, too, the text stays where it is when all has come', async () => {
    const { page, context, faults } = await openAs(browser, server.url, 'lead-fi', {
      language: 'fi',
      viewport: { width: 390, height: 844 },
    })
    await page.goto('/positions/reporting-template', { waitUntil: 'commit' })
    const first = page.locator('.ProseMirror[contenteditable=true] p').first()
    await first.waitFor()
    const before = await first.boundingBox()
    await page.getByRole('toolbar').waitFor()
    await page.getByRole('button', { name: 'Lukitse versio' }).waitFor()
    expect(await first.boundingBox()).toEqual(before)
    expect(faults).toEqual([])
    await context.close()
  })

  it('[W598] [W574] lays out all of a long text, and marks its references, once it has been there for a moment', async () => {
    const { page, context } = await openAs(browser, server.url, 'drafter-se', { language: 'en' })
    await page.goto('/positions/reporting-template')
    await page.locator('.ProseMirror[contenteditable=true] p').first().click()
    await page.keyboard.insertText('A text of many pages. '.repeat(1_500))
    await page.keyboard.insertText('It follows COM(2022) 209. ')
    // It is long by now, and open: what is written in it is marked at once.
    await page.locator('.reference').first().waitFor()
    await page.locator('[data-state=saved]').waitFor()
    await page.addInitScript(() => {
      const states: string[] = []
      const references: number[] = []
      Object.assign(globalThis, { states, references })
      new MutationObserver(() => {
        const section = document.querySelector('.ProseMirror > section')
        if (!section) return
        states.push(getComputedStyle(section).contentVisibility)
        references.push(document.querySelectorAll('.reference').length)
      }).observe(document, { childList: true, subtree: true, attributes: true })
    })
    await page.reload()
    const now = () => page.evaluate(() => Reflect.get(globalThis, 'states') as string[])
    await expect.poll(async () => (await now()).at(-1), { timeout: 10_000 }).toBe('visible')
    expect((await now())[0]).toBe('auto')
    await page.locator('.reference').first().waitFor()
    expect(await page.evaluate(() => Reflect.get(globalThis, 'references')[0])).toBe(0)
    await context.close()
  })

  it('[W573] shows the page without an answer that does not come for long, and with it when it has', async () => {
    const { page, context, faults } = await openAs(browser, server.url, 'drafter-fi', { language: 'en' })
    const answer = Promise.withResolvers<void>()
    await page.route('**/api/positions/reporting-template', async (route) => {
      await answer.promise
      await route.continue()
    })
    await page.goto('/positions/reporting-template')
    await page.getByRole('link', { name: 'Meetings' }).waitFor()
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(0)
    answer.resolve()
    await page.locator('.ProseMirror[contenteditable=true] p').first().waitFor()
    expect(faults).toEqual([])
    await context.close()
  })

  it('[W600] what stands beside a text and cannot be had is said, the text goes on, and the page loads itself again', async () => {
    const { page, context } = await openAs(browser, server.url, 'drafter-se', { language: 'en' })
    const text = page.locator('.ProseMirror[contenteditable=true]')
    const named = await (await page.request.get('/positions/reporting-template')).text()
    // Like the files of a program that was replaced meanwhile.
    await page.route('**/assets/*.js', async (route) => {
      if (named.includes(new URL(route.request().url()).pathname)) await route.continue()
      else await route.fulfill({ status: 404, body: '' })
    })
    await page.goto('/positions/reporting-template')
    await text.waitFor()
    const notice = page.getByRole('alert').filter({ hasText: 'A part of this page could not be loaded.' })
    await notice.waitFor({ timeout: 60_000 })
    await text.locator('p').first().click()
    await page.keyboard.type('Typed without the rest. ')
    await page.locator('[data-state=saved]').first().waitFor()
    await page.unroute('**/assets/*.js')
    await notice.getByRole('button', { name: 'Load the page again' }).click()
    await page.getByRole('toolbar').first().waitFor()
    await text.getByText('Typed without the rest.').waitFor()
    expect(await notice.count()).toBe(0)
    await context.close()
  })

  it('[W599] a first answer of another shape is a fault of the page', async () => {
    const { page, context, faults } = await openAs(browser, server.url, 'drafter-fi', { language: 'en' })
    await page.route('**/api/workspace', (route) => route.fulfill({ json: { isSample: 'perhaps' } }))
    await page.goto('/positions/reporting-template')
    await page.locator('.ProseMirror[contenteditable=true] p').first().waitFor()
    await expect.poll(() => faults.join(), { timeout: 15_000 }).toContain('ZodError')
    await context.close()
  })

  it('[W431] does not wait for a text that does not come', async () => {
    const { page, context } = await openAs(browser, server.url, 'drafter-fi', { language: 'en' })
    await page.routeWebSocket(/\/sync\//, () => undefined)
    await page.goto('/positions/reporting-template')
    await page.getByRole('tab', { name: /^Open points/ }).waitFor()
    expect(await page.locator('.ProseMirror').count()).toBe(0)
    await context.close()
  })
})
