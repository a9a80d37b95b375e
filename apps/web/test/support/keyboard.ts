import type { BrowserContext, Locator, Page } from 'playwright-core'

/** Presses a key so many times, one at a time: the editor hears of a caret that the browser moved a moment later. */
export async function press(page: Page, key: string, times = 1): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await page.keyboard.press(key)
    await page.evaluate(
      () => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))),
    )
  }
}

/** Presses a key until something is so, at most so many times; a person would give up, too. */
export async function pressUntil(
  page: Page,
  key: string,
  isSo: () => Promise<boolean>,
  most = 40,
): Promise<void> {
  for (let time = 0; time < most; time += 1) {
    if (await isSo()) return
    await press(page, key)
  }
  if (!(await isSo())) throw new Error(`Pressed ${key} ${most} times; the focus is on ${await focusOf(page)}`)
}

/** Goes to something by Tab, or another key that moves the focus, from wherever the focus is. */
export async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  await target.first().waitFor()
  for (let stop = 0; stop < 120; stop += 1) {
    if (await target.first().evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  throw new Error(`No way by ${key} to ${target}; the focus is on ${await focusOf(page)}`)
}

/** Goes to a button, link or the like by keys and presses Enter there. */
export async function use(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  await tabTo(page, target, key)
  await press(page, 'Enter')
}

/** From now on counts the presses of a pointer in the pages of a window; gives how many there were. */
export async function countPointers(context: BrowserContext): Promise<() => number> {
  let count = 0
  await context.exposeFunction('pointerPressed', () => {
    count += 1
  })
  await context.addInitScript(() => {
    const { pointerPressed } = window as unknown as { pointerPressed: () => void }
    addEventListener('pointerdown', () => pointerPressed(), true)
  })
  return () => count
}

function focusOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document
    const { role, ariaLabel, textContent } = activeElement ?? document.body
    return `${activeElement?.tagName.toLowerCase()} ${role ?? ''} ${ariaLabel ?? textContent?.slice(0, 60)}`
  })
}
