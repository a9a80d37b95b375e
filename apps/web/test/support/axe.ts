import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What on a page, or in a part of it, breaks WCAG 2.2 AA, in light and in dark. What does not depend on colours is looked for once. */
export async function violations(page: Page, part = 'html'): Promise<readonly string[]> {
  const builder = () => new AxeBuilder({ page }).setLegacyMode().include(part)
  const show = async (colorScheme: 'light' | 'dark') => {
    await page.emulateMedia({ colorScheme })
    await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)))
  }
  await show('light')
  const light = await builder().withTags(tags).analyze()
  await show('dark')
  const dark = await builder().withRules(['color-contrast']).analyze()
  await show('light')
  return [
    ['light', light.violations],
    ['dark', dark.violations],
  ].flatMap(([scheme, found]) =>
    (found as typeof light.violations).map(
      ({ id, nodes }) => `${scheme}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    ),
  )
}
