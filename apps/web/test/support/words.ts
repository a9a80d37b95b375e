import type { Locator } from 'playwright-core'

/** What somebody wrote in parts of a text: without the labels of other people's carets, which stand in it on the page. */
export function words(parts: Locator): Promise<string[]> {
  return parts.evaluateAll((elements) =>
    elements.map((element) => {
      const copy = element.cloneNode(true) as Element
      for (const caret of copy.querySelectorAll('.caret, .ProseMirror-separator')) caret.remove()
      return copy.textContent ?? ''
    }),
  )
}
