import { mkdir } from 'node:fs/promises'
import { startTestServer } from '../../server/test/support/test-server.ts'
import { launchBrowser, openAs, viewports } from './support/browser.ts'
import { screensOf } from './support/screens.ts'

/** Pictures of every screen, desktop and phone, light and dark, for docs/screenshots. */
const folder = new URL('../../../docs/screenshots/', import.meta.url).pathname
const only = process.env.SCREENS?.split(',')
await mkdir(folder, { recursive: true })
const server = await startTestServer()
const browser = await launchBrowser()
const colleagues = await Promise.all(
  ['fi', 'se', 'is'].map(async (country, index) => {
    const { context, page } = await openAs(browser, server.url, `drafter-${country}`)
    await page.goto('/positions/reporting-template')
    await page.locator('.ProseMirror[contenteditable=true]').waitFor()
    await page
      .locator('.ProseMirror p')
      .nth(2 + index * 3)
      .click({ delay: 120 })
    await page.keyboard.press('End')
    return context
  }),
)
for (const screen of await screensOf(browser, server.url)) {
  if (only && !only.includes(screen.name)) continue
  for (const [device, viewport] of Object.entries(viewports)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { context, page } = await openAs(browser, server.url, screen.personId, {
        viewport,
        colorScheme,
        language: process.env.SCREENS_LANGUAGE ?? 'en',
      })
      await page.goto(screen.path)
      await screen.ready(page)
      await page.evaluate(() => document.fonts.ready)
      if (screen.name === 'drafting') await page.locator('.caret').nth(2).waitFor()
      await page.screenshot({ path: `${folder}${screen.name}-${device}-${colorScheme}.png` })
      await context.close()
    }
  }
}
await Promise.all(colleagues.map((context) => context.close()))
await browser.close()
await server.stop()
