import {
  type BlockJson,
  type InlineJson,
  type JointSectionKind,
  type MarkJson,
  type SectionJson,
  type SectionKind,
  sectionTitles,
  type TextJson,
} from '@samsyn/editor'
import { blocksOf } from './blocks.ts'
import type { Reading } from './context.ts'
import { type Entry, isBlank } from './flow.ts'
import { headingLevelOf, type Line } from './lines.ts'
import { isEdge } from './places.ts'
import type { Styles } from './styles.ts'
import { styleNames } from './word-names.ts'
import { childrenOf, textIn, type XmlElement } from './xml.ts'

/** What a body is, as far as it is text. */
export interface Sections {
  /** What the file calls itself; no part of the text. */
  readonly title: string | null
  readonly sections: readonly SectionJson[]
}

/** The kinds that a title is known for, in whichever language. */
const kindsByTitle = new Map<string, SectionKind>(
  Object.values(sectionTitles).flatMap((titles) =>
    // The keys of the record are the kinds.
    Object.entries(titles).map(([kind, title]) => [title.toLowerCase(), kind as JointSectionKind] as const),
  ),
)

/** Cuts a body into sections at its highest headings. What stands before the first is a section of its own. */
export function sectionsOf(entries: readonly Entry[], reading: Reading): Sections {
  const [title, body] = takeTitle(entries)
  const sections: SectionJson[] = []
  const add = (line: Line | null, inside: readonly Entry[]) => {
    const blocks = blocksOf(inside, reading)
    if (line === null && blocks.length === 0) return
    if (line && !reading.isOwn && isBlank(line) && blocks.length === 0) return
    sections.push(section(line, blocks, { title, reading }))
  }
  let begun: Line | null = null
  let inside: Entry[] = []
  for (const entry of body) {
    if (!isSectionTitle(entry, reading.sectionLevel)) {
      inside.push(entry)
      continue
    }
    add(begun, inside)
    begun = entry.line
    inside = []
  }
  add(begun, inside)
  return { title, sections }
}

function section(
  line: Line | null,
  [first = { type: 'paragraph' }, ...rest]: readonly BlockJson[],
  { title, reading }: { readonly title: string | null; readonly reading: Reading },
): SectionJson {
  const content = line
    ? titleContent(line, reading)
    : title === null
      ? []
      : [{ type: 'text' as const, text: title }]
  const words = content.map(({ text }) => text).join('')
  const kind = line?.sectionKind ?? kindsByTitle.get(words.trim().toLowerCase()) ?? 'position'
  return {
    type: 'section',
    attrs: { id: reading.newId(), kind },
    content: [{ type: 'sectionTitle', ...(content.length === 0 ? {} : { content }) }, first, ...rest],
  }
}

/** A title is words, and what is suggested of them. */
function titleContent({ content }: Line, { losses }: Reading): readonly TextJson[] {
  const texts = (inline: InlineJson): readonly TextJson[] => {
    switch (inline.type) {
      case 'text': {
        if (isEdge(inline)) return [inline]
        const marks = (inline.marks ?? []).filter(isChange)
        return [{ type: 'text', text: inline.text, ...(marks.length === 0 ? {} : { marks }) }]
      }
      case 'hardBreak':
        return [{ type: 'text', text: ' ' }]
      case 'bracket':
        return inline.content.flatMap((wording) => [
          { type: 'text' as const, text: '[' },
          ...(wording.content ?? []).flatMap(texts),
          { type: 'text' as const, text: ']' },
        ])
      case 'footnote':
        losses.add('title_note', (inline.content ?? []).map(({ text }) => text).join(''))
        return []
    }
  }
  return content.flatMap(texts)
}

function isChange({ type }: MarkJson): boolean {
  return type === 'insertion' || type === 'deletion'
}

/** The title of the file, if it begins with one, and the rest. */
function takeTitle(entries: readonly Entry[]): readonly [string | null, readonly Entry[]] {
  const at = entries.findIndex((entry) => !(entry.kind === 'line' && isBlank(entry.line)))
  const first = entries[at]
  if (first?.kind !== 'line' || first.line.styleName !== styleNames.title.toLowerCase())
    return [null, entries]
  const title = first.line.content.map((inline) => (inline.type === 'text' ? inline.text : ' ')).join('')
  return [title.trim() || null, [...entries.slice(0, at), ...entries.slice(at + 1)]]
}

/** The level of the highest headings of a body. */
export function highestLevel(body: XmlElement, styles: Styles): number {
  const levels = paragraphsIn(body).flatMap((paragraph) => {
    const level = headingLevelOf(paragraph, styles)
    return level === null || textIn(paragraph).trim() === '' ? [] : [level]
  })
  return levels.length === 0 ? 1 : Math.min(...levels)
}

/** The paragraphs of a body that stand in no table. */
function paragraphsIn(element: XmlElement): readonly XmlElement[] {
  return childrenOf(element).flatMap((child) => {
    if (child.name === 'w:p') return [child]
    return child.name === 'w:tbl' ? [] : paragraphsIn(child)
  })
}

type LineEntry = Extract<Entry, { readonly kind: 'line' }>

function isSectionTitle(entry: Entry, level: number): entry is LineEntry {
  return entry.kind === 'line' && entry.containers.length === 0 && entry.line.headingLevel === level
}
