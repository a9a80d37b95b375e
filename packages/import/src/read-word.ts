import { type BlockJson, type DocJson, Losses, type TextJson } from '@samsyn/editor'
import { blocksOf } from './blocks.ts'
import { defaultBounds, type WordBounds } from './bounds.ts'
import { Changes, type NamedChange } from './changes.ts'
import { readThreads, type WordThread } from './comments.ts'
import type { Reading } from './context.ts'
import { type ReadTable, readFlow } from './flow.ts'
import { type Loss, lossKinds } from './losses.ts'
import { notesIn } from './notes.ts'
import { readNumberings } from './numbering.ts'
import { openParts, type WordParts } from './parts.ts'
import { takeEdges } from './places.ts'
import { Refused, type WordRefusal } from './refusals.ts'
import { highestLevel, sectionsOf } from './sections.ts'
import { readStyles } from './styles.ts'
import { readTable } from './tables.ts'
import { linesOf } from './written-lines.ts'
import { childOf, type XmlElement } from './xml.ts'

/** What a Word file says, in words of the schema. */
export interface WordText {
  /** What the file calls itself; no part of the text. */
  readonly title: string | null
  /** With fresh ids. To be checked against the schema like any other document from outside. */
  readonly doc: DocJson
  /** Whom the file names for the suggestions in the text, by their ids: as it says, and not verified. */
  readonly suggestions: ReadonlyMap<string, NamedChange>
  readonly threads: readonly WordThread[]
  readonly losses: readonly Loss[]
  /** Every line of the file, also of what is not brought in, such as the heads of its pages: to find its markings in. */
  readonly lines: readonly string[]
}

export type ReadWord =
  | { readonly ok: true; readonly text: WordText }
  | { readonly ok: false; readonly code: WordRefusal }

export interface ReadWordOptions {
  readonly newId: () => string
  readonly bounds?: Partial<WordBounds>
}

/**
 * Reads a Word file (.docx) as a document: nothing in it is run, fetched or trusted, and nothing of its text is dropped
 * without being named among the losses.
 */
export async function readWord(file: Uint8Array, { newId, bounds }: ReadWordOptions): Promise<ReadWord> {
  try {
    const parts = await openParts(file, { ...defaultBounds, ...bounds })
    return { ok: true, text: textOf(parts, newId) }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, code: error.code }
    throw error
  }
}

function textOf(parts: WordParts, newId: () => string): WordText {
  const readTables: ReadTable = (table, inside) =>
    readTable(table, inside, (cell) => cellBlocks(blocksOf(readFlow(cell, inside, readTables), inside)))
  const body = childOf(parts.document, 'w:body')
  if (!body) throw new Refused('damaged')
  const reading = begin(parts, body, newId)
  const { title, sections } = sectionsOf(readFlow(body, reading, readTables), reading)
  const pages = parts.pages.flatMap(linesWithWords)
  if (pages.length > 0 && !parts.isOwn) reading.losses.add('page_text', pages.join(' '))
  const { doc, passages } = takeEdges({ type: 'doc', content: sections })
  if (!hasWords(doc)) throw new Refused('empty')
  return {
    title,
    doc,
    suggestions: reading.changes.named(),
    threads: readThreads(parts.comments, parts.commentsExtended, passages),
    losses: reading.losses.list(),
    lines: [
      ...parts.properties,
      ...pages,
      ...[parts.document, parts.footnotes, parts.endnotes, parts.comments].flatMap((part) =>
        part ? linesWithWords(part) : [],
      ),
    ],
  }
}

function linesWithWords(part: XmlElement): readonly string[] {
  return [...linesOf(part)].filter((line) => line.trim() !== '')
}

function begin(parts: WordParts, body: XmlElement, newId: () => string): Reading {
  const styles = readStyles(parts.styles)
  const notes = {
    footnote: notesIn(parts.footnotes, 'w:footnote'),
    endnote: notesIn(parts.endnotes, 'w:endnote'),
  }
  const reading: Reading = {
    styles,
    numberings: readNumberings(parts.numbering),
    changes: new Changes(newId),
    losses: new Losses(lossKinds),
    links: parts.links,
    noteOf: (kind, id): readonly TextJson[] | null =>
      // A note has links of its own, and no note in it.
      notes[kind](id, { ...reading, links: parts.noteLinks, noteOf: () => null, fields: [] }),
    isOwn: parts.isOwn,
    ownWords: parts.ownWords,
    sectionLevel: parts.isOwn ? 1 : highestLevel(body, styles),
    newId,
    fields: [],
  }
  return reading
}

/** A cell is never without a block. */
function cellBlocks(blocks: readonly BlockJson[]): readonly BlockJson[] {
  return blocks.length === 0 ? [{ type: 'paragraph' }] : blocks
}

function hasWords(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false
  const { text, content } = node as { readonly text?: unknown; readonly content?: readonly unknown[] }
  return (typeof text === 'string' && text.trim() !== '') || (content ?? []).some(hasWords)
}
