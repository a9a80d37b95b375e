import { languages } from '@samsyn/domain'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../server/test/support/test-server.ts'
import { violations } from './support/axe.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'
import { type Screen, screensOf } from './support/screens.ts'

/** Screens that show a text of a position. */
const showsText = /^(?:drafting(?!-refused)|version|compare|release(?!-not-found))/

/** Whether the marking stands on the screen, and on paper at the head of each page, as browsers print that of a table again. */
async function tellsWhomItIsFor(page: Page): Promise<boolean> {
  const isShown = await page
    .locator('h1')
    .locator('xpath=ancestor::header')
    .locator('[data-marking]')
    .isVisible()
  await page.emulateMedia({ media: 'print' })
  const onPaper = await page
    .locator('[data-paper-head]')
    .evaluateAll((heads) =>
      heads.map((head) => [head, head.parentElement].map((each) => each && getComputedStyle(each).display)),
    )
  await page.emulateMedia({ media: null })
  return isShown && String(onPaper) === 'table-header-group,table'
}

describe('accessibility', () => {
  let server: TestServer
  let browser: Browser
  let screens: readonly Screen[]
  beforeAll(async () => {
    server = await startTestServer()
    browser = await launchBrowser()
    screens = await screensOf(browser, server.url)
  })
  afterAll(async () => {
    await browser.close()
    await server.stop()
  })

  const devices = Object.keys(viewports) as (keyof typeof viewports)[]
  it.each(devices)('[W1] no screen breaks WCAG 2.2 AA on a %s, in light and in dark', async (device) => {
    const found: string[] = []
    const check = async (screen: Screen) => {
      const { context, page, faults } = await openAs(browser, server.url, screen.personId, {
        viewport: viewports[device],
        colorScheme: 'light',
        reducedMotion: 'reduce',
      })
      await page.goto(screen.path)
      await screen.ready(page)
      for (const violation of await violations(page)) found.push(`${screen.name}, ${violation}`)
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      if (overflow > 0) found.push(`${screen.name}: ${overflow} px wider than the window`)
      for (const fault of faults) found.push(`${screen.name}: ${fault}`)
      await context.close()
    }
    const queue = [...screens]
    const work = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await check(next)
    }
    await Promise.all([work(), work(), work()])
    expect(found).toEqual([])
  })

  // A key that is missing in one language is missing in all (catalogues.test.ts): all screens in one, each in one more by turns.
  it.each(languages)(
    '[W2] [W181] no screen shows a raw key or another language in %s, or a text without whom it is for',
    async (language) => {
      const found: string[] = []
      const others = languages.filter((other) => other !== 'en')
      const looked = screens.filter(
        (_screen, index) => language === 'en' || others[index % others.length] === language,
      )
      const people = [...new Set(looked.flatMap(({ personId }) => personId ?? []))]
      await Promise.all(
        people.map(async (personId) => {
          const { context, page } = await openAs(browser, server.url, personId, { language })
          for (const screen of looked.filter((one) => one.personId === personId)) {
            await page.goto(screen.path)
            await screen.ready(page)
            await page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' })
            const text = await page.locator('body').innerText()
            if (showsText.test(screen.name) && !(await tellsWhomItIsFor(page)))
              found.push(`${screen.name}: without its marking`)
            for (const [key] of text.matchAll(
              /\b[a-z]+(?:[A-Z][a-z]+)*(?:\.[a-z_]+(?:[A-Z][a-z]+)*)+\b|\{\{?\w+/g,
            )) {
              if (!/example\.org|e\.g|\.(?:eu|org|se|dk)$/.test(key)) found.push(`${screen.name}: ${key}`)
            }
          }
          await context.close()
        }),
      )
      expect(found).toEqual([])
    },
  )

  it('[W180] a page begins in the language of whoever is signed in, and fetches the words of no other', async () => {
    const { context, page } = await openAs(browser, server.url, 'lead-fi', { language: 'is', locale: 'sv' })
    const fetched: string[] = []
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname))
    // Afterwards as it was here last.
    for (const path of ['/', '/meetings']) {
      await page.goto(path)
      await page.locator('html[lang=is] h1').waitFor()
    }
    const words = fetched.flatMap((path) => /^\/assets\/(en|sv|da|nb|fi|is)-/.exec(path)?.[1] ?? [])
    expect([...new Set(words)]).toEqual(['is'])
    await context.close()
  })
})
