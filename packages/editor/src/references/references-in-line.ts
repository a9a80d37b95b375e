import type { InlineJson } from '../doc-json.ts'
import { sizeOf } from '../print-inline.ts'
import { type FoundReference, findReferences } from './find-references.ts'

/** Words that stand together in a line, each character with its place in the editor's line. */
interface Stretch {
  text: string
  places: number[]
}

/**
 * The references in a line, with their places in the editor's line. A wording of a bracket and a footnote are read by themselves; words that
 * are to go do not count, words that have a link already are let alone.
 */
export function referencesInLine(content: readonly InlineJson[] = []): readonly FoundReference[] {
  const known = foundIn.get(content)
  if (known) return known
  const found = referencesIn(content)
  foundIn.set(content, found)
  return found
}

/** What was found in each line; one that did not change is not read again. */
const foundIn = new WeakMap<readonly InlineJson[], readonly FoundReference[]>()

function referencesIn(content: readonly InlineJson[]): readonly FoundReference[] {
  return stretchesOf(content, 0)
    .flatMap(({ text, places }) =>
      findReferences(text).map((found) => ({
        ...found,
        from: places[found.from] ?? 0,
        to: (places[found.to - 1] ?? 0) + 1,
      })),
    )
    .sort((one, other) => one.from - other.from)
}

function stretchesOf(content: readonly InlineJson[], start: number): readonly Stretch[] {
  const own: Stretch = { text: '', places: [] }
  const inner: Stretch[] = []
  let at = start
  const add = (text: string) => {
    for (let i = 0; i < text.length; i += 1) own.places.push(at + i)
    own.text += text
  }
  for (const inline of content) {
    switch (inline.type) {
      case 'text':
        if (inline.marks?.some(({ type }) => type === 'link')) add('\n'.repeat(inline.text.length))
        else if (!inline.marks?.some(({ type }) => type === 'deletion')) add(inline.text)
        break
      case 'hardBreak':
        add('\n')
        break
      case 'bracket': {
        add('\n')
        let from = at + 1
        for (const alternative of inline.content ?? []) {
          inner.push(...stretchesOf(alternative.content ?? [], from + 1))
          from += sizeOf(alternative)
        }
        break
      }
      case 'footnote':
        add('\n')
        inner.push(...stretchesOf(inline.content ?? [], at + 1))
        break
    }
    at += sizeOf(inline)
  }
  return [own, ...inner]
}
