import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { showIn } from './browser.ts'

const wcag22aa = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** What can be otherwise in dark: everything else is the same page. */
const ofColour = ['color-contrast', 'link-in-text-block']

/** What on a page, or in a part of it, breaks these rules as it is shown now. */
async function broken(page: Page, part: string, rules: readonly string[]): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    // There is no frame to look into, which the other mode opens a page of its own for; nor is anybody told what is in order.
    .setLegacyMode()
    .include(part)
    .options({ runOnly: [...rules], resultTypes: ['violations'] })
    .analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/** What on a page, or in a part of it, breaks WCAG 2.2 AA as it is shown now. */
export const violationsNow = (page: Page, part = 'html') => broken(page, part, wcag22aa)

/** The same in light and in dark. What does not depend on colours is looked for once. */
export async function violations(page: Page, part = 'html'): Promise<readonly string[]> {
  await showIn(page, 'light')
  const light = await broken(page, part, wcag22aa)
  await showIn(page, 'dark')
  const dark = await broken(page, part, ofColour)
  await showIn(page, 'light')
  return [...light.map((each) => `light: ${each}`), ...dark.map((each) => `dark: ${each}`)]
}
