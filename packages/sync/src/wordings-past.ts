import type * as Y from 'yjs'
import type { Attribution, Mark } from './attribution.ts'
import { type PastElement, PastReader, pastElements, type Reading } from './element-past.ts'

/** What elements and attributes stand for wordings and their support; the document schema's to say. */
export interface WordingNames {
  readonly wording: string
  /** The attribute that has its id. */
  readonly id: string
  /** An attribute of a wording for each that can support it, which is `true` where they do. */
  readonly supporters: readonly string[]
  /** The format of text that is not said yet: a suggestion to add it. */
  readonly unsaid: string
  /** The formats that change what is said. */
  readonly said: readonly string[]
}

/** What one person did at once about the support of a wording; the words are numbers, equal for equal words. */
export interface WordingAct extends Mark {
  readonly wordingId: string
  readonly added: readonly string[]
  /** Support that came with the wording itself: it was put in again, or somewhere else. */
  readonly carried: readonly string[]
  readonly withdrawn: readonly string[]
  /** Null before it is there. */
  readonly before: number | null
  readonly after: number
}

/** A wording that is in the text. */
export interface StandingWording {
  readonly wordingId: string
  readonly supporters: readonly string[]
  readonly words: number
  readonly isDoubled: boolean
}

/** A wording that is in the text no more, what it said last, and whose doing that is. */
export interface GoneWording extends Mark {
  readonly wordingId: string
  readonly text: string
}

/** Everything that the log says of the wordings of a text. */
export interface WordingsPast {
  /** In the order of the log. */
  readonly acts: readonly WordingAct[]
  readonly standing: readonly StandingWording[]
  readonly gone: readonly GoneWording[]
}

interface Source {
  readonly attribution: Attribution
  /** Of every entry of the log, in its order. */
  readonly entries: readonly Mark[]
  readonly names: WordingNames
}

/** Reads what became of the wordings in a root, from a ydoc that kept what was deleted. */
export function wordingsPast(ydoc: Y.Doc, root: string, source: Source): WordingsPast {
  const { attribution, names } = source
  const elements = pastElements(ydoc, root, { attribution, name: names.wording })
  const reader = new WordingReader(source)
  const acts: NumberedAct[] = []
  const standing: StandingWording[] = []
  const gone: GoneWording[] = []
  for (const [wordingId, those] of reader.byId(elements)) {
    acts.push(...actsOn(wordingId, those, reader))
    const { count, words, supporters } = reader.state(wordingId, those, reader.last)
    if (words !== null) standing.push({ wordingId, supporters, words, isDoubled: count > 1 })
    else gone.push(...goneWording(wordingId, those, reader))
  }
  acts.sort((one, other) => one.entry - other.entry)
  return { acts: acts.map(({ entry: _place, ...act }) => act), standing, gone }
}

type NumberedAct = WordingAct & { readonly entry: number }

/** Everything that was done about one wording: at each moment, what is different from the moment before. */
function actsOn(
  wordingId: string,
  those: readonly PastElement[],
  reader: WordingReader,
): readonly NumberedAct[] {
  const acts: NumberedAct[] = []
  let supported: readonly string[] = []
  let words: number | null = null
  let through = -1
  for (const entry of reader.moments(those)) {
    const now = reader.state(wordingId, those, entry)
    // A wording that was cut keeps its words and its support until it is somewhere again.
    if (now.words !== null) {
      const since = { through, isFirst: words === null }
      const added = now.supporters.filter((name) => reader.isPutDown(those, { name, entry, ...since }))
      const carried = now.supporters.filter((name) => !added.includes(name) && !supported.includes(name))
      const withdrawn = supported.filter((name) => !now.supporters.includes(name))
      if (added.length + carried.length + withdrawn.length > 0 || now.words !== words) {
        const mark = reader.mark(entry)
        acts.push({ entry, wordingId, ...mark, added, carried, withdrawn, before: words, after: now.words })
      }
      supported = now.supporters
      words = now.words
    }
    through = entry
  }
  return acts
}

/** How a wording went that is nowhere now; nothing for one that never was. */
function goneWording(
  wordingId: string,
  those: readonly PastElement[],
  reader: WordingReader,
): readonly GoneWording[] {
  const moments = reader.moments(those)
  const stood = moments.findLastIndex((entry) => reader.state(wordingId, those, entry).words !== null)
  const [last, removal] = [moments[stood], moments[stood + 1]]
  if (last === undefined || removal === undefined) return []
  return [{ wordingId, text: reader.text(wordingId, those, last), ...reader.mark(removal) }]
}

/** Reads wordings at moments of their past. */
class WordingReader {
  readonly last: number
  readonly #source: Source
  readonly #reader: PastReader
  readonly #numbers = new Map<string, number>()

  constructor(source: Source) {
    this.#source = source
    this.#reader = new PastReader(source.attribution)
    this.last = source.entries.length - 1
  }

  /** Elements by each id that they ever had. */
  byId(elements: readonly PastElement[]): ReadonlyMap<string, readonly PastElement[]> {
    const groups = new Map<string, PastElement[]>()
    for (const each of elements) {
      for (const value of this.#reader.valuesEver(each.element, this.#source.names.id)) {
        if (typeof value !== 'string') continue
        const group = groups.get(value)
        if (group) group.push(each)
        else groups.set(value, [each])
      }
    }
    return groups
  }

  /** What a wording says, and who supports it, after an entry; without words while it is nowhere. */
  state(id: string, those: readonly PastElement[], entry: number) {
    const there = those.filter((each) => this.#isAt(each, id, entry))
    const [first] = there
    return {
      count: there.length,
      words: first ? this.#numberOf(this.#reader.words(first.element, entry, this.#said())) : null,
      supporters: this.#source.names.supporters.filter((name) =>
        there.some(({ element }) => this.#reader.attribute(element, name, entry)?.value === true),
      ),
    }
  }

  /** What a wording said after an entry, as it was read. */
  text(id: string, those: readonly PastElement[], entry: number): string {
    const there = those.find((each) => this.#isAt(each, id, entry))
    return there ? this.#reader.words(there.element, entry, { ...this.#said(), ...asRead }) : ''
  }

  /**
   * Whether support was put down at a wording itself after the entry `through` and up to another: not where a page wrote
   * the whole wording anew, as it does when it moves it. The first time that there is such a wording, it is.
   */
  isPutDown(
    those: readonly PastElement[],
    asked: {
      readonly name: string
      readonly entry: number
      readonly through: number
      readonly isFirst: boolean
    },
  ): boolean {
    const { name, entry, through, isFirst } = asked
    return those.some(({ element, from, until }) => {
      if (from > entry || until <= entry || (from > through && !isFirst)) return false
      const found = this.#reader.attribute(element, name, entry)
      return found?.value === true && found.setIn > through
    })
  }

  /**
   * The entries after which to look at a wording: each that set an attribute, made it or took it out, and the last of what
   * one person wrote in a row.
   */
  moments(those: readonly PastElement[]): readonly number[] {
    const { names } = this.#source
    const all = new Set<number>()
    const sharp = new Set<number>()
    for (const { element, from, until } of those) {
      for (const entry of this.#reader.entriesIn(element)) all.add(entry)
      sharp.add(from)
      if (until <= this.last) sharp.add(until)
      for (const entry of this.#reader.attributeEntries(element, [names.id, ...names.supporters]))
        sharp.add(entry)
    }
    const sorted = [...new Set([...all, ...sharp])].sort((one, other) => one - other)
    return sorted.filter((entry, index) => {
      const next = sorted[index + 1]
      if (next === undefined || sharp.has(entry) || sharp.has(next)) return true
      return this.mark(entry).personId !== this.mark(next).personId
    })
  }

  mark(entry: number): Mark {
    const { personId, at } = this.#source.entries[entry] ?? { personId: null, at: '' }
    return { personId, at }
  }

  #isAt({ element, from, until }: PastElement, id: string, entry: number): boolean {
    return (
      from <= entry &&
      entry < until &&
      this.#reader.attribute(element, this.#source.names.id, entry)?.value === id
    )
  }

  #numberOf(words: string): number {
    const number = this.#numbers.get(words) ?? this.#numbers.size
    this.#numbers.set(words, number)
    return number
  }

  /** To tell words apart: whatever is an element or under a format that says something is told from what is not. */
  #said(): Reading {
    const { unsaid, said } = this.#source.names
    return {
      around: (name, words) => `\n<${name}>\n${words}\n</${name}>\n`,
      isUnsaid: (format) => nameOf(format) === unsaid,
      isSaid: (format) => said.includes(nameOf(format)),
    }
  }
}

/** Of what is in a wording its words alone. */
const asRead: Pick<Reading, 'around' | 'isSaid'> = {
  around: (name, words) => (name === 'hardBreak' ? ' ' : words),
  isSaid: () => false,
}

/** Without what y-tiptap adds where a format may lie on a text several times. */
function nameOf(format: string): string {
  return format.split('--')[0] ?? format
}
