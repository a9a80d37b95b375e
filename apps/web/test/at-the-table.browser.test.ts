import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'
import { press } from './support/keyboard.ts'

describe('a final text at the table', () => {
  let server: TestServer
  let browser: Browser
  let releaseId: string
  const contexts: BrowserContext[] = []

  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
    const { releaseInForce } = await (await server.signIn('secretariat')).call('getPosition', {
      params: { positionId: 'comment-periods' },
    })
    releaseId = releaseInForce ?? ''
  })
  afterEach(() => Promise.all(contexts.splice(0).map((context) => context.close())))
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  const open = async (path: string, more: Parameters<typeof openAs>[3] = {}) => {
    const opened = await openAs(browser, server.url, 'delegate-se', {
      language: 'en',
      viewport: viewports.phone,
      ...more,
    })
    contexts.push(opened.context)
    await opened.page.goto(path)
    await opened.page.locator('h1').waitFor()
    return opened
  }
  const places = (page: Page) =>
    page.evaluate(() =>
      [...(CSS.highlights.get('found') ?? [])].map((range) => (range as Range).toString().toLowerCase()),
    )

  it('[F20] what it is and who signed it stays on the screen, on a phone and with big type', async () => {
    const { page, faults } = await open(`/read/${releaseId}`)
    const strip = page.locator('.release-strip')
    expect(await strip.count()).toBe(0)
    for (const isBig of [false, true]) {
      if (isBig) await page.getByRole('button', { name: 'Big type' }).click()
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
      await strip.waitFor()
      const words = await strip.innerText()
      for (const word of ['Final text', 'Version 2', 'SAM ', 'DK FI IS NO SE']) expect(words).toContain(word)
      const box = await strip.boundingBox()
      expect(box && box.y >= 0 && box.y + box.height < 200).toBe(true)
      await page.evaluate(() => window.scrollTo(0, 0))
      await strip.waitFor({ state: 'detached' })
    }
    expect(faults).toEqual([])
  })

  it('[F21] words are searched for with keys alone; what is folded opens', async () => {
    const { page } = await open(`/read/${releaseId}`, { viewport: viewports.desktop })
    await page.getByRole('button', { name: 'Search' }).focus()
    await press(page, 'Enter')
    const field = page.getByRole('searchbox', { name: 'Search in the text' })
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.type('WEEKS')
    const said = page.getByRole('status').filter({ hasText: / of |Not found/ })
    await said.getByText(/^1 of \d+$/).waitFor()
    const found = await places(page)
    expect(found.length).toBeGreaterThan(1)
    expect(new Set(found)).toEqual(new Set(['weeks']))
    await press(page, 'Enter')
    await said.getByText(`2 of ${found.length}`, { exact: true }).waitFor()
    await press(page, 'Shift+Enter')
    await press(page, 'Shift+Enter')
    // Back round.
    await said.getByText(`${found.length} of ${found.length}`, { exact: true }).waitFor()
    const folded = page.locator('.release-fold')
    const inFold = (await folded.locator('section p').first().textContent())?.slice(0, 60) ?? ''
    await page.keyboard.press('Control+a')
    await page.keyboard.type(inFold)
    await expect.poll(() => folded.evaluate((element) => (element as HTMLDetailsElement).open)).toBe(true)
    await page.keyboard.type(' zebra')
    await said.getByText('Not found').waitFor()
    await press(page, 'Escape')
    expect(await field.count()).toBe(0)
    expect(await places(page)).toEqual([])
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Search')
  })

  it('[F22] selected words are copied with what they are from and whom it is for', async () => {
    const { page, context } = await open(`/read/${releaseId}`)
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    expect(await page.getByRole('button', { name: 'Copy with reference' }).count()).toBe(0)
    const point = page.locator('section[data-kind=speaking_points] li p').first()
    const words = (await point.innerText()).trim()
    await point.evaluate((element) => getSelection()?.selectAllChildren(element))
    await page.getByRole('button', { name: 'Copy with reference' }).click()
    await page.getByText('Copied, with its reference').waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toMatch(
      /^“.*”\nJoint position on comment periods and document formats · SAM \w+ v2 · Version 2 · Final text · Released .* Brussels time · For delegates\n$/,
    )
    expect(copied).toContain(words)
  })

  it('[F23] is read out in order: what it is, its title, the speaking points, the position, who signed', async () => {
    const { page } = await open(`/read/${releaseId}`)
    await page.locator('.release').waitFor()
    const tree = (await page.locator('body').ariaSnapshot()).split('\n').map((line) => line.trim())
    const at = (pattern: RegExp) => {
      const place = tree.findIndex((line) => pattern.test(line))
      expect([pattern, place >= 0]).toEqual([pattern, true])
      return place
    }
    const order = [
      at(/^- banner/),
      at(/link "Skip to content"|^- main/),
      at(/strong: Final text/),
      at(/For delegates/),
      at(/Version 2/),
      at(/time: Released .* Brussels time/),
      at(/heading "Joint position on comment periods and document formats" \[level=1\]/),
      at(/This text is put forward by/),
      at(/heading "Speaking points" \[level=2\]/),
      at(/heading "(?:Joint p|P)osition" \[level=2\]/),
      at(/heading "Signed off by" \[level=2\]/),
      tree.findLastIndex((line) => line.includes('Denmark')),
    ]
    expect(order.slice(2)).toEqual([...order.slice(2)].sort((one, other) => one - other))
    expect(tree.filter((line) => /\[level=1\]/.test(line)).length).toBe(1)
    expect(tree.filter((line) => /^- main/.test(line)).length).toBe(1)
    // Folded, and said to be so.
    expect(tree.some((line) => /^- group/.test(line))).toBe(true)
  })

  const paths = {
    release: () => `/read/${releaseId}`,
    folder: () => '/meetings/lewp-next/folder',
    'a text in the folder': () => '/meetings/lewp-next/folder/comment-periods',
    'a text that is not there yet': () => '/read/position/reporting-template',
    folders: () => '/read',
  }
  it.each(Object.entries(paths))(
    '[F24] nothing of it is lost on a screen of 320 pixels, with big type too: %s',
    async (_name, path) => {
      for (const language of ['en', 'fi']) {
        const { page } = await open(path(), { viewport: { width: 320, height: 256 }, language })
        for (const isBig of [false, true]) {
          if (isBig) await page.locator('.reading-tools button').first().click()
          const wide = await page.evaluate(() => {
            const { scrollWidth, clientWidth } = document.documentElement
            const cut = [...document.querySelectorAll('main *')].filter((element) => {
              const { left, right, width } = element.getBoundingClientRect()
              return (
                width > 1 && (left < -1 || right > clientWidth + 1) && !element.closest('.document-table')
              )
            })
            return [scrollWidth - clientWidth, ...cut.map((element) => element.outerHTML.slice(0, 80))]
          })
          expect(wide).toEqual([0])
        }
        // Nothing sticks: so little height is for the text alone.
        const stuck = await page.evaluate(() =>
          [...document.querySelectorAll('main *')]
            .filter((element) => getComputedStyle(element).position === 'sticky')
            .map(({ className }) => className),
        )
        expect(stuck.filter((name) => name !== 'reading-alarm')).toEqual([])
      }
    },
  )

  it('[F21] [W1] the open search and the marked places break no rule of WCAG 2.2 AA', async () => {
    for (const viewport of Object.values(viewports)) {
      const { page } = await open(`/read/${releaseId}`, { viewport })
      await page.getByRole('button', { name: 'Search' }).click()
      await page.getByRole('searchbox').fill('weeks')
      await page.getByText(/^1 of /).waitFor()
      expect(await violations(page)).toEqual([])
      // The place one is at differs from the others by more than its colour.
      const lines = await page.evaluate(() =>
        ['found', 'found-now'].map(
          (name) => getComputedStyle(document.body, `::highlight(${name})`).textDecorationLine,
        ),
      )
      expect(lines).toEqual(['none', 'underline'])
    }
  })
})
