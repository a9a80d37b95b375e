import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { showIn } from './browser.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What on a page, or in a part of it, breaks WCAG 2.2 AA, in light and in dark. What does not depend on colours is looked for once. */
export async function violations(page: Page, part = 'html'): Promise<readonly string[]> {
  const builder = () => new AxeBuilder({ page }).setLegacyMode().include(part)
  await showIn(page, 'light')
  const light = await builder().withTags(tags).analyze()
  await showIn(page, 'dark')
  const dark = await builder().withRules(['color-contrast']).analyze()
  await showIn(page, 'light')
  return [
    ['light', light.violations],
    ['dark', dark.violations],
  ].flatMap(([scheme, found]) =>
    (found as typeof light.violations).map(
      ({ id, nodes }) => `${scheme}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    ),
  )
}
