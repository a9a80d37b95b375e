import { childrenOf, textIn, type XmlElement } from './xml.ts'

/** How the properties of a file begin that say which words Samsyn wrote beside its text. */
const prefix = 'SamsynWords'
/** No property of a Word file is longer. */
const longest = 250

/** Properties of a file that say which lines beside its text are Samsyn's own: whatever else stands there somebody wrote in Word. */
export function ownWordsProperties(
  lines: Iterable<string>,
): readonly { readonly name: string; readonly value: string }[] {
  const values: string[] = ['']
  for (const mark of new Set([...lines].map(markOf))) {
    const last = values.at(-1) ?? ''
    if (last.length + mark.length < longest) values[values.length - 1] = `${last} ${mark}`.trim()
    else values.push(mark)
  }
  return values.map((value, index) => ({ name: `${prefix}${index + 1}`, value }))
}

/** Tells whether Samsyn wrote a line of a file; null where the file does not say, as those of earlier releases do not. */
export function ownWordsIn(properties: XmlElement | null): ((line: string) => boolean) | null {
  const own = childrenOf(properties ?? undefined, 'property').filter(({ attributes }) =>
    attributes.name?.startsWith(prefix),
  )
  if (own.length === 0) return null
  const marks = new Set(own.flatMap((property) => textIn(property).trim().split(' ')))
  return (line) => marks.has(markOf(line))
}

/** FNV-1a, 32 bits: enough to tell a line that was changed from the one that was written. */
function markOf(line: string): string {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(line.replace(/\s+/gu, ' ').trim()))
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash.toString(36)
}
