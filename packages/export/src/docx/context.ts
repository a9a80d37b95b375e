import {
  type Attribution,
  type Footnote,
  namedInFile,
  rowLabels,
  type SuggestionMarkJson,
  type TableJson,
  type TemplateLanguage,
} from '@samsyn/editor'
import type { FileWords } from '../file-words.ts'
import { type CommentEdge, edgesByLine } from './comments.ts'
import type { DocxMargin, SignedAt } from './facts.ts'
import { cleanText } from './text.ts'

/** A change as Word writes one. */
export interface Change {
  readonly id: number
  readonly author: string
  readonly date: string
}

/** What the parts of the mapping share while one document is written. */
export interface DocxContext {
  /** How it is said who supports a wording. */
  readonly attribution: Attribution
  /** The numbers of footnotes by their ids. */
  readonly noteNumbers: ReadonlyMap<string, number>
  /** The numbers that lists begin with: each is a numbering of its own. */
  readonly listStarts: Set<number>
  /** Lines that are no part of the text though they stand in it, to be known again. */
  readonly ownWords: Set<string>
  /** The number of the next line as it is printed, asked for once for each line in the order of the text; empty for none. */
  nextNumber(): string
  /** What stands before the rows of a table; null where nothing does. */
  rowLabelsOf(table: TableJson): readonly string[] | null
  /** Where comments begin and end in the next line that has content. */
  nextEdges(): readonly CommentEdge[]
  /** A number that no bookmark and no change has. */
  nextId(): number
  /** A number that no list has. */
  nextList(): number
  /** A suggestion as Word's change: a number of its own, who proposed it and when. */
  change(suggestion: SuggestionMarkJson['attrs']): Change
}

interface Printed {
  readonly attribution: Attribution
  readonly notes: readonly Footnote[]
  /** The numbers of lines as they are printed, by their index. */
  readonly numbers: ReadonlyMap<number, string>
  readonly words: FileWords
  readonly language: TemplateLanguage
}

/** Begins a document. */
export function docxContext(
  { threads, suggestions }: DocxMargin,
  { attribution, notes, numbers, words, language }: Printed,
): DocxContext {
  const edges = edgesByLine(threads)
  const signatureOf = signatures(suggestions, words)
  let [lines, numbered, ids, lists] = [0, 0, 0, 0]
  const nextId = () => ++ids
  return {
    attribution,
    noteNumbers: new Map(notes.map(({ id, number }) => [id, number])),
    listStarts: new Set(),
    ownWords: new Set(),
    nextNumber: () => numbers.get(numbered++) ?? '',
    rowLabelsOf: (table) => rowLabels(table, language),
    nextEdges: () => edges.get(lines++) ?? [],
    nextId,
    nextList: () => ++lists,
    change: ({ id }) => ({ id: nextId(), ...signatureOf(id) }),
  }
}

/** What a time that nobody knows is written as. */
const noTime = '1970-01-01T00:00:00Z'

/**
 * Who made a suggestion: whom the server knows; where a file that was brought in names somebody, that name, said to be not
 * verified, and who brought it in.
 */
function signatureFor(id: string, known: SignedAt | undefined, words: FileWords): SignedAt {
  const named = namedInFile(id)
  if (!named) return known ?? { author: words.unknownAuthor, at: noTime }
  const said = ` (${words.notVerified}`
  const [name = ''] = named.author.split(said)
  const author = `${name}${said}${known ? ` · ${known.author}` : ''})`
  return { author, at: named.at ?? known?.at ?? noTime }
}

/**
 * Word knows a change by its author and its second alone. Two suggestions of one person get seconds of their own, and
 * none a full minute: such are the times that Word itself gives.
 */
function signatures(suggestions: DocxMargin['suggestions'], words: FileWords) {
  const known = new Map<string, Omit<Change, 'id'>>()
  const taken = new Set<string>()
  return (id: string) => {
    const signed = known.get(id)
    if (signed) return signed
    const { author, at } = signatureFor(id, suggestions.get(id), words)
    const name = cleanText(author)
    for (let second = Math.floor(Date.parse(at) / 1000); ; second += 1) {
      const date = new Date(second * 1000).toISOString().replace('.000Z', 'Z')
      const key = `${date} ${name}`
      if (second % 60 === 0 || taken.has(key)) continue
      taken.add(key)
      known.set(id, { author: name, date })
      return { author: name, date }
    }
  }
}
