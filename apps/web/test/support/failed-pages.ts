import process from 'node:process'
import type { Page } from 'playwright-core'
import { afterEach } from 'vitest'
import { openPages } from './browser.ts'

// What a page showed when its test failed is gone a moment later, and on another machine it may not fail again.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const page of openPages()) process.stderr.write(`${await shownOn(page).catch(String)}\n`)
})

/** What somebody would see who looked at a page: its address, its words, what has the keys and where the caret is. */
async function shownOn(page: Page): Promise<string> {
  const shown = await page.evaluate(() => {
    const [{ activeElement, body }, selection] = [document, getSelection()]
    const caret = selection?.anchorNode
    return {
      state: document.querySelector('[data-state]')?.getAttribute('data-state'),
      keys: activeElement?.outerHTML.slice(0, 200),
      caret: caret && `${selection.anchorOffset} in ${caret.nodeName} “${caret.textContent?.slice(0, 200)}”`,
      words: body.innerText.slice(-12_000),
    }
  })
  return `${page.url()} ${JSON.stringify(shown, null, 1)}`
}
