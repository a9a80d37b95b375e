import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type Mark, readHistory, type StoredEntry, stateAt } from '../src/index.ts'

const isLong = process.env.FAULTS === 'long'
const runs = isLong ? 2_000 : 150
const seed = Number(process.env.FAULTS_SEED ?? 20_260_302)
const root = 'default'

const instant = (entry: number) => new Date(Date.UTC(2026, 2, 2, 8, 0, entry)).toISOString()

/** What the record knows of one character; every character ever typed is another one. */
interface Fate {
  readonly character: string
  readonly paragraph: string
  readonly written: Mark & { readonly entry: number }
  removed: (Mark & { readonly entry: number }) | null
}

/** What one page did since it last sent anything. */
interface Unsent {
  readonly updates: Uint8Array[]
  readonly typed: { character: string; paragraph: string }[]
  readonly erased: string[]
  readonly paragraphsRemoved: string[]
}

const nothing = (): Unsent => ({ updates: [], typed: [], erased: [], paragraphsRemoved: [] })

interface Page {
  readonly personId: string
  readonly ydoc: Y.Doc
  unsent: Unsent
  /** How many entries of the log it has heard. */
  heard: number
}

/** People who write on pages of their own, offline for as long as they like, and a record kept beside Yjs. */
class Writing {
  readonly entries: StoredEntry[] = []
  readonly fates = new Map<string, Fate>()
  readonly #paragraphsRemoved = new Map<string, Mark & { readonly entry: number }>()
  readonly #pages: readonly Page[]
  #characters = 0
  #paragraphs = 0

  constructor(people: readonly string[]) {
    this.#pages = people.map((personId) => {
      const page: Page = { personId, ydoc: new Y.Doc(), unsent: nothing(), heard: 0 }
      page.ydoc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin !== 'log') page.unsent.updates.push(update)
      })
      return page
    })
  }

  do({ kind, who, where, length }: Step): void {
    const page = this.#pages[who]
    if (!page) return
    const fragment = page.ydoc.getXmlFragment(root)
    const paragraph = fragment.length > 0 ? (fragment.get(where % fragment.length) as Y.XmlElement) : null
    const text = paragraph ? (paragraph.get(0) as Y.XmlText) : null
    const name = paragraph?.getAttribute('id') ?? ''
    const place = text ? where % (text.length + 1) : 0
    switch (kind) {
      case 'paragraph':
        this.#insertParagraph(page, where % (fragment.length + 1))
        return
      case 'type':
        text?.insert(place, this.#typed(page, name, length))
        return
      case 'format':
        text?.format(place, Math.min(length, text.length - place), { strong: where % 2 === 0 ? {} : null })
        return
      case 'erase': {
        const before = charactersOf(text?.toString() ?? '')
        text?.delete(place, Math.min(length, text.length - place))
        const after = new Set(charactersOf(text?.toString() ?? ''))
        page.unsent.erased.push(...before.filter((character) => !after.has(character)))
        return
      }
      case 'remove':
        if (!paragraph) return
        page.unsent.paragraphsRemoved.push(name)
        fragment.delete(where % fragment.length, 1)
        return
      case 'send':
        this.#send(page, 'all')
        return
      case 'resync':
        this.#send(page, 'difference')
        return
      case 'hear':
        this.#hear(page)
    }
  }

  finish(): Y.Doc {
    for (const page of this.#pages) this.#send(page, 'all')
    const ydoc = new Y.Doc()
    for (const { update } of this.entries) Y.applyUpdate(ydoc, update)
    return ydoc
  }

  #insertParagraph(page: Page, index: number): void {
    this.#paragraphs += 1
    const name = `p${this.#paragraphs}`
    page.ydoc.transact(() => {
      const paragraph = new Y.XmlElement<{ id: string }>('paragraph')
      page.ydoc.getXmlFragment(root).insert(index, [paragraph])
      paragraph.setAttribute('id', name)
      paragraph.insert(0, [new Y.XmlText(this.#typed(page, name, 2))])
    })
  }

  #typed(page: Page, paragraph: string, length: number): string {
    const characters = Array.from({ length }, () => String.fromCharCode(0x4e00 + this.#characters++))
    page.unsent.typed.push(...characters.map((character) => ({ character, paragraph })))
    return characters.join('')
  }

  #hear(page: Page): void {
    for (const { update } of this.entries.slice(page.heard)) Y.applyUpdate(page.ydoc, update, 'log')
    page.heard = this.entries.length
  }

  /** Everything as it was typed, or, as on reconnecting, what the log lacks of it: what came and went is not told. */
  #send(page: Page, what: 'all' | 'difference'): void {
    const { updates, typed, erased, paragraphsRemoved } = page.unsent
    if (updates.length === 0) return
    page.unsent = nothing()
    const entry = this.entries.length
    const mark = { personId: page.personId, at: instant(entry), entry }
    const known = new Y.Doc()
    for (const { update } of this.entries) Y.applyUpdate(known, update)
    const update =
      what === 'all' ? Y.mergeUpdates(updates) : Y.encodeStateAsUpdate(page.ydoc, Y.encodeStateVector(known))
    const { personId, at } = mark
    this.entries.push({ draftId: 'p', personId, at, update, sequence: entry + 1 })
    const there = new Set(charactersOf(page.ydoc.getXmlFragment(root).toString()))
    for (const { character, paragraph } of typed) {
      if (what === 'difference' && !there.has(character)) continue
      const removed = this.#paragraphsRemoved.get(paragraph) ?? null
      this.fates.set(character, { character, paragraph, written: mark, removed })
    }
    for (const name of paragraphsRemoved) {
      if (this.#paragraphsRemoved.has(name)) continue
      this.#paragraphsRemoved.set(name, mark)
      for (const fate of this.fates.values()) if (fate.paragraph === name) fate.removed ??= mark
    }
    for (const character of erased) {
      const fate = this.fates.get(character)
      if (fate) fate.removed ??= mark
    }
  }
}

interface Step {
  readonly kind: 'paragraph' | 'type' | 'erase' | 'format' | 'remove' | 'send' | 'resync' | 'hear'
  readonly who: number
  readonly where: number
  readonly length: number
}

const weights = {
  paragraph: 2,
  type: 6,
  erase: 4,
  format: 1,
  remove: 1,
  send: 3,
  resync: 2,
  hear: 4,
} as const
const kinds = Object.entries(weights) as [Step['kind'], number][]
const people = ['anna', 'bo', 'eva', 'anna']

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.oneof(...kinds.map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind) }))),
  who: fc.nat(people.length - 1),
  where: fc.nat(1000),
  length: fc.integer({ min: 1, max: 4 }),
})

/** Two paragraphs that everybody has. */
const beginning: readonly Step[] = [
  { kind: 'paragraph', who: 0, where: 0, length: 1 },
  { kind: 'paragraph', who: 0, where: 1, length: 1 },
  { kind: 'send', who: 0, where: 0, length: 1 },
  ...people.map((_person, who) => ({ kind: 'hear', who, where: 0, length: 1 }) as const),
]

/** The typed characters of a text, without the tags of its markup. */
function charactersOf(text: string): readonly string[] {
  return text.match(/[\u4e00-\u9fff]/g) ?? []
}

const bare = (mark: Mark | null) => mark && { personId: mark.personId, at: mark.at }

describe('history of people who write at once', () => {
  it(`[H1] [H2] [H3] [H4] [H6] [H11] [H13] agrees with a record of every character, ${runs} runs, seed ${seed}`, {
    timeout: isLong ? 1_800_000 : 60_000,
  }, () => {
    let [asked, removedInAll] = [0, 0]
    fc.assert(
      fc.property(fc.array(step, { maxLength: 150, size: 'max' }), fc.nat(), (steps, when) => {
        const writing = new Writing(people)
        for (const each of [...beginning, ...steps]) writing.do(each)
        const ydoc = writing.finish()
        const history = readHistory(writing.entries)
        const fates = [...writing.fates.values()]
        const byCharacter = (pieces: readonly { text: string }[]) =>
          pieces.flatMap(({ text, ...piece }) =>
            charactersOf(text).map((character) => ({ ...piece, character })),
          )

        // [H2] the live text in its order, and who wrote it
        const live = charactersOf(ydoc.getXmlFragment(root).toString())
        expect(byCharacter(history.passages(root))).toEqual(
          live.map((character) => ({ character, ...bare(writing.fates.get(character)?.written ?? null) })),
        )
        // [H3] all that is gone, and who took it away
        const gone = fates.filter(({ removed }) => removed !== null)
        expect(sorted(byCharacter(history.removedPassages(root)))).toEqual(
          sorted(
            gone.map(({ character, written, removed }) => ({
              character,
              ...bare(written),
              removed: bare(removed),
            })),
          ),
        )
        // [H1] the text at any time
        const entry = when % (writing.entries.length + 1)
        const then = new Y.Doc()
        Y.applyUpdate(then, stateAt(writing.entries, instant(entry)))
        expect([...charactersOf(then.getXmlFragment(root).toString())].sort()).toEqual(
          fates
            .filter(({ written, removed }) => written.entry <= entry && !(removed && removed.entry <= entry))
            .map(({ character }) => character)
            .sort(),
        )
        // [H11] the same text, and what became of it since
        const once = history.removals(root, entry + 1)
        let at = 0
        const became = once.fates.flatMap(({ length, removed }) => {
          at += length
          const words = once.text.slice(at - length, at)
          return charactersOf(words).map((character) => ({ character, removed }))
        })
        expect(became.map(({ character }) => character)).toEqual(
          charactersOf(then.getXmlFragment(root).toString()),
        )
        expect(became.map(({ removed }) => removed)).toEqual(
          became.map(({ character }) => bare(writing.fates.get(character)?.removed ?? null)),
        )
        // [H4] what changed between two times
        const from = Math.floor(entry / 2)
        const isThen = (mark: { entry: number } | null) =>
          mark !== null && mark.entry > from && mark.entry <= entry
        const { written, removed } = history.changes(root, instant(from), instant(entry))
        const names = (pieces: readonly { text: string }[]) =>
          byCharacter(pieces)
            .map(({ character }) => character)
            .sort()
        expect(names(written)).toEqual(
          fates
            .filter((fate) => isThen(fate.written))
            .map(({ character }) => character)
            .sort(),
        )
        // [H13] who contributed what of it: what stood at the end, and what had stood at the beginning
        const contributed = history.contributions(root, { after: from + 1, through: entry + 1 })
        const sum = (amount: 'written' | 'removed' | 'moved') =>
          contributed.reduce((total, one) => total + one[amount], 0)
        const isGone = (fate: Fate) => fate.removed !== null && fate.removed.entry <= entry
        expect([sum('written'), sum('removed'), sum('moved')]).toEqual([
          fates.filter((fate) => isThen(fate.written) && !isGone(fate)).length,
          fates.filter((fate) => isThen(fate.removed) && fate.written.entry <= from).length,
          0,
        ])
        expect(names(removed)).toEqual(
          fates
            .filter((fate) => isThen(fate.removed))
            .map(({ character }) => character)
            .sort(),
        )
        asked += fates.length
        removedInAll += gone.length
      }),
      { numRuns: runs, seed },
    )
    process.stdout.write(
      `history: seed ${seed}, ${runs} runs, ${asked} characters, ${removedInAll} of them removed\n`,
    )
    expect(removedInAll).toBeGreaterThan(runs)
  })
})

function sorted<Piece extends { character: string }>(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.toSorted((one, other) => (one.character < other.character ? -1 : 1))
}
