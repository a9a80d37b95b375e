import { earliestCorrigendumDeadline } from '@samsyn/domain'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../../server/test/support/drafter.ts'
import { manualClock } from '../../server/test/support/manual-clock.ts'
import { anHourAgo, insertMeeting, releasePosition } from '../../server/test/support/released-position.ts'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { launchBrowser, openAs } from './support/browser.ts'

/** A window of 1280 by 720 at 200 % has as many CSS pixels as the first; the second is as narrow as a reader may make it. */
const windows = { '200 %': { width: 640, height: 360 }, '320 pixels': { width: 320, height: 512 } } as const
const folder = '/meetings/lewp-today/folder'

type State = 'normal' | 'superseded' | 'suspended' | 'withdrawn' | 'corrigendum'

describe('the light pages, zoomed', { timeout: 120_000 }, () => {
  const clock = manualClock(new Date().toISOString())
  let server: TestServer
  let browser: Browser
  const texts = new Map<State, { readonly positionId: string; readonly releaseId: string }>()
  const contexts: BrowserContext[] = []

  beforeAll(async () => {
    server = await startTestServer({}, { clock })
    browser = await launchBrowser()
    const hour = 3_600_000
    const items = await insertMeeting(server, { id: 'lewp-today', startsAt: anHourAgo(), items: 4 })
    await insertMeeting(server, { id: 'lewp-over', startsAt: Date.now() - 72 * hour, items: 1 })
    const lead = await server.signIn('lead-dk')
    const names = ['suspended', 'withdrawn', 'corrigendum'] as const
    for (const [index, name] of names.entries()) {
      const { id: positionId, releaseInForce } = await releasePosition(
        server,
        'The words that all have agreed on.',
        {
          agendaItemId: items[index] ?? '',
          dossierId: 'csa-regulation',
          title: `Sample: joint position on reporting obligations and transparency requirements, ${name}`,
        },
      )
      texts.set(name, { positionId, releaseId: releaseInForce ?? '' })
    }
    const of = (name: State) => texts.get(name) ?? { positionId: '', releaseId: '' }
    await (await server.signIn('lead-se')).call('doAct', {
      params: { positionId: of('suspended').positionId },
      body: {
        act: { kind: 'withdraw_support', releaseId: of('suspended').releaseId, reason: 'A new mandate.' },
      },
    })
    const withdrawn = { positionId: of('withdrawn').positionId }
    const { revision } = await lead.call('getPosition', { params: withdrawn })
    await lead.call('withdrawPosition', {
      params: withdrawn,
      body: { revision, reason: 'The file was closed.' },
    })
    const { positionId, releaseId } = of('corrigendum')
    const release = await lead.call('getRelease', { params: { releaseId } })
    const { content } = release.doc as unknown as {
      readonly content: readonly { readonly attrs: { readonly id: string } }[]
    }
    const deadline = earliestCorrigendumDeadline(clock.now(), ['DK', 'FI', 'SE'])
    await lead.call('proposeCorrigendum', {
      params: { positionId },
      body: {
        releaseId,
        sectionId: content.at(-1)?.attrs.id ?? '',
        passage: 'all have agreed',
        reading: 'all had agreed',
        reason: 'A slip of the pen.',
        deadline,
      },
    })
    clock.advance(Date.parse(deadline) - Date.parse(clock.now()) + 1000)
    const reader = await server.signIn('lead-dk')
    await eventually(async () => {
      const { corrigenda } = await reader.call('getRelease', { params: { releaseId } })
      return corrigenda.length > 0
    })
    const api = await server.signIn('secretariat')
    const samples = { normal: 'comment-periods', superseded: 'earlier-comment-periods' } as const
    for (const name of ['normal', 'superseded'] as const) {
      const position = await api.call('getPosition', { params: { positionId: samples[name] } })
      texts.set(name, { positionId: samples[name], releaseId: position.releases[0]?.id ?? '' })
    }
  }, 120_000)
  afterEach(() => Promise.all(contexts.splice(0).map((context) => context.close())))
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  const open = async (path: string, viewport: { width: number; height: number }, isKept = false) => {
    const opened = await openAs(browser, server.url, 'delegate-fi', {
      // The longest words.
      language: 'fi',
      viewport,
      serviceWorkers: isKept ? 'allow' : 'block',
    })
    contexts.push(opened.context)
    await opened.page.goto(path)
    await opened.page.locator('h1').first().waitFor()
    await isOurs(opened.page)
    return opened
  }
  /** Resolves when the scripts have taken the page over. */
  const isOurs = (page: Page) =>
    page.waitForFunction(() =>
      Object.keys(document.querySelector('h1') ?? {}).some((key) => key.startsWith('__react')),
    )
  /** What is wider than the window, stands beside it, or is cut off. */
  const lost = (page: Page) =>
    page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement
      const wide = scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} px wider than the window`] : []
      const named = (element: Element) => element.outerHTML.slice(0, 120)
      const seen = [...document.querySelectorAll('body *')].filter((element) => {
        const { width, height } = element.getBoundingClientRect()
        // A wide table scrolls by itself; what only a screen reader reads is a pixel wide.
        return width > 1 && height > 1 && !element.closest('.document-table, .reading-skip, svg')
      })
      const beside = seen.filter((element) => {
        const { left, right } = element.getBoundingClientRect()
        return left < -1 || right > clientWidth + 1
      })
      const cut = seen.filter((element) => {
        const { overflowX, overflowY } = getComputedStyle(element)
        const isTextField = element.matches('input, textarea, select')
        return (
          !isTextField &&
          ((/hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
            (/hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1))
        )
      })
      return [
        ...wide,
        ...beside.map((each) => `beside: ${named(each)}`),
        ...cut.map((each) => `cut: ${named(each)}`),
      ]
    })
  /** Goes through the whole page by Tab, and says which controls were not come to, and which lay under something when they had the focus. */
  async function unreached(page: Page): Promise<readonly string[]> {
    await page.evaluate(() => {
      window.scrollTo(0, 0)
      ;(document.activeElement as HTMLElement | null)?.blur()
      const isSeen = (element: Element) =>
        element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0
      const radios = new Set<string>()
      const controls = [
        ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary'),
      ].filter((element) => {
        if (!isSeen(element) || element.matches(':disabled, [tabindex="-1"]')) return false
        if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true
        // One comes to a group of them once.
        if (radios.has(element.name)) return false
        radios.add(element.name)
        return true
      })
      Object.assign(globalThis, { controls, reached: new Set<Element>(), covered: [] as string[] })
    })
    const count = await page.evaluate(
      () => (globalThis as unknown as { controls: Element[] }).controls.length,
    )
    for (let presses = 0; presses < count + 12; presses += 1) {
      await page.keyboard.press('Tab')
      await page.evaluate(async () => {
        const { reached, covered } = globalThis as unknown as { reached: Set<unknown>; covered: string[] }
        const focused = document.activeElement
        if (!focused || focused === document.body) return
        reached.add(focused instanceof HTMLInputElement && focused.type === 'radio' ? focused.name : focused)
        const shown = focused.matches('input') ? (focused.closest('label') ?? focused) : focused
        const isInView = () =>
          [...shown.getClientRects()].some(({ left, right, top, bottom }) => {
            const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2
            const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2
            const there = document.elementFromPoint(x, y)
            return there !== null && shown.contains(there)
          })
        // What sticks goes a frame after the page has scrolled.
        for (let frames = 0; frames < 60 && !isInView(); frames += 1) await new Promise(requestAnimationFrame)
        if (isInView()) return
        const { left, top, width, height } = shown.getBoundingClientRect()
        const over = document.elementFromPoint(left + width / 2, top + height / 2)
        const place = `${left},${top} ${width}x${height} of ${innerWidth}x${innerHeight}, scrolled ${scrollY}`
        covered.push(
          `covered: ${focused.outerHTML.slice(0, 120)} at ${place} by ${over?.outerHTML.slice(0, 80)}`,
        )
      })
    }
    return page.evaluate(() => {
      const { controls, reached, covered } = globalThis as unknown as {
        controls: HTMLElement[]
        reached: Set<unknown>
        covered: string[]
      }
      const missed = controls.filter(
        (each) =>
          !reached.has(each instanceof HTMLInputElement && each.type === 'radio' ? each.name : each) &&
          each.isConnected,
      )
      return [...covered, ...missed.map((each) => `not come to: ${each.outerHTML.slice(0, 120)}`)]
    })
  }
  async function isWhole(page: Page, where: string): Promise<void> {
    for (const isBig of [false, true]) {
      if (isBig) await page.locator('.reading-tools button').first().click()
      // The typeface may come after the words.
      await expect.poll(async () => [where, isBig, await lost(page)]).toEqual([where, isBig, []])
      // A word of the connection that comes or goes moves what was in view a moment before.
      await expect
        .poll(async () => [where, isBig, await unreached(page)], { timeout: 30_000 })
        .toEqual([where, isBig, []])
    }
  }
  const unfold = async (page: Page) => {
    for (const summary of await page.locator('main summary').all()) await summary.click()
  }

  it('[W541] so it shows something: what is too wide, cut or covered is found', async () => {
    const { page } = await open(`/read/${texts.get('normal')?.releaseId}`, windows['200 %'])
    const heading = page.locator('h1')
    await heading.evaluate((element) => Object.assign(element.style, { inlineSize: '60rem' }))
    expect((await lost(page)).join()).toMatch(/px wider than the window.*beside: <h1/)
    const small = { inlineSize: '', blockSize: '1rem', overflow: 'hidden' }
    await heading.evaluate((element, style) => Object.assign(element.style, style), small)
    expect((await lost(page)).join()).toMatch(/cut: <h1/)
    await page.locator('.reading-bar').evaluate((bar) => {
      const lid = document.createElement('div')
      Object.assign(lid.style, {
        position: 'fixed',
        insetInline: '0',
        insetBlockStart: '0',
        blockSize: '4rem',
        zIndex: '9',
      })
      bar.append(lid)
      bar.querySelector('button')?.setAttribute('tabindex', '-1')
    })
    expect((await unreached(page)).join()).toMatch(/covered: <a href="\/"/)
  })

  describe.each(Object.entries(windows))('in a window of %s', (_name, viewport) => {
    it.each(['normal', 'superseded', 'suspended', 'withdrawn', 'corrigendum'] as const)(
      '[W541] nothing of a final text is lost, cut, covered or out of reach of the keyboard, with big type too: %s',
      async (name) => {
        const { page } = await open(`/read/${texts.get(name)?.releaseId}`, viewport)
        if (name === 'corrigendum') await page.getByText('all had agreed').first().waitFor()
        else await page.locator(`.release[data-state=${name === 'normal' ? 'final' : name}]`).waitFor()
        // Once its live line stands the page asks for everything anew, and may draw it anew.
        await page.waitForLoadState('networkidle')
        await unfold(page)
        await isWhole(page, name)
      },
    )

    it.each(['superseded', 'suspended', 'withdrawn'] as const)(
      '[W580] however far one reads in a text that is not to be used, one line says so: %s',
      async (name) => {
        const { page } = await open(`/read/${texts.get(name)?.releaseId}`, viewport)
        await page.locator(`.release[data-state=${name}]`).waitFor()
        await page.waitForLoadState('networkidle')
        const said = { superseded: 'Korvattu', suspended: 'Keskeytetty', withdrawn: 'Peruutettu' }[name]
        for (const isBig of [false, true]) {
          if (isBig) await page.locator('.reading-tools button').first().click()
          await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
          await expect
            .poll(() =>
              page.evaluate(() => {
                const there = document.elementFromPoint(innerWidth / 2, 8)
                const line = there?.closest('.reading-alarm-line')?.firstElementChild
                if (!line) return there?.outerHTML.slice(0, 80)
                const { top, bottom } = line.getBoundingClientRect()
                const { lineHeight, paddingBlockStart } = getComputedStyle(line)
                const lines =
                  (bottom - top - 2 * Number.parseFloat(paddingBlockStart)) / Number.parseFloat(lineHeight)
                return `${line.textContent} at ${top}, lines: ${Math.round(lines)}`
              }),
            )
            .toBe(`${said}: älä käytä at 0, lines: 1`)
        }
      },
    )

    it('[W541] so it is while one searches in it', async () => {
      const { page } = await open(`/read/${texts.get('normal')?.releaseId}`, viewport)
      await page.getByRole('button', { name: 'Hae', exact: true }).first().click()
      await page.getByRole('searchbox').fill('weeks')
      await expect.poll(() => page.evaluate(() => CSS.highlights.get('found')?.size ?? 0)).toBeGreaterThan(0)
      await isWhole(page, 'search')
    })

    it('[W541] so are the folder, a text in it, the start page and the form of a report', async () => {
      const { page } = await open('/meetings/lewp-over/folder', viewport, true)
      await page.locator('.folder-keep input').check()
      await expect
        .poll(() =>
          page.evaluate(async () =>
            (await (await caches.open('samsyn-kept')).keys()).map(({ url }) => url).join(),
          ),
        )
        .toContain('lewp-over')
      for (const path of [folder, `${folder}/${texts.get('corrigendum')?.positionId}`, '/read']) {
        await page.goto(path)
        await page.locator('h1').first().waitFor()
        await isOurs(page)
        if (path === '/read') await page.locator('.kept-over').waitFor()
        await unfold(page)
        await isWhole(page, path)
      }
      await page.goto(`/read/${texts.get('corrigendum')?.releaseId}/report`)
      await page.locator('form textarea').first().waitFor()
      await unfold(page)
      await isWhole(page, 'report')
    })

    it('[W541] so they are without a connection', async () => {
      const { page, context } = await open(folder, viewport, true)
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
      await expect
        .poll(() =>
          page.evaluate(async () =>
            (await (await caches.open('samsyn-kept')).keys()).map(({ url }) => url).join(),
          ),
        )
        .toContain('lewp-today')
      await context.setOffline(true)
      for (const path of [folder, `${folder}/${texts.get('corrigendum')?.positionId}`, '/read']) {
        await page.goto(path)
        await page.locator('.reading-connection p').first().waitFor()
        await isOurs(page)
        await isWhole(page, `offline ${path}`)
      }
    })
  })
})
