import * as Y from 'yjs'
import type { Attribution, Claim } from './attribution.ts'

/** An element of a text, whether it is there or gone, and the entries of the log between which it was there. */
export interface PastElement {
  readonly element: Y.XmlElement
  readonly from: number
  /** The entry that took it out; later than all for one that is there. */
  readonly until: number
}

/** Finds every element with a name that was ever in a root, in the order of the text. */
export function pastElements(
  ydoc: Y.Doc,
  root: string,
  { attribution, name }: { readonly attribution: Attribution; readonly name: string },
): readonly PastElement[] {
  const found: PastElement[] = []
  const walk = (type: Y.AbstractType<unknown>, removedAround: Claim | null) => {
    for (let item = type._start; item !== null; item = item.right) {
      if (!(item.content instanceof Y.ContentType)) continue
      const { client, clock } = item.id
      const inside = item.content.type as Y.AbstractType<unknown>
      const removed = earliest(attribution.removal(client, clock), removedAround)
      if (inside instanceof Y.XmlElement && inside.nodeName === name) {
        const from = writtenIn(item, attribution).entry
        found.push({ element: inside, from, until: removed?.entry ?? Number.POSITIVE_INFINITY })
      }
      if (!(inside instanceof Y.XmlText)) walk(inside as Y.AbstractType<unknown>, removed)
    }
  }
  walk(ydoc.get(root), null)
  return found
}

/** Reads elements as they were after an entry of the log, from a ydoc that kept what was deleted. */
export class PastReader {
  readonly #attribution: Attribution

  constructor(attribution: Attribution) {
    this.#attribution = attribution
  }

  /** The value of an attribute then, and the entry that set it; null where it had none. */
  attribute(element: Y.XmlElement, name: string, entry: number): { value: unknown; setIn: number } | null {
    for (const item of itemsOf(element, name)) {
      const setIn = writtenIn(item, this.#attribution).entry
      if (setIn > entry) continue
      const removal = this.#attribution.removal(item.id.client, item.id.clock)
      if (removal !== null && removal.entry <= entry) return null
      return { value: item.content.getContent().at(-1), setIn }
    }
    return null
  }

  /** Every value that an attribute ever had. */
  valuesEver(element: Y.XmlElement, name: string): ReadonlySet<unknown> {
    return new Set([...itemsOf(element, name)].map((item) => item.content.getContent().at(-1)))
  }

  /** Every entry that set or removed one of these attributes. */
  *attributeEntries(element: Y.XmlElement, names: readonly string[]): Generator<number> {
    for (const name of names) for (const item of itemsOf(element, name)) yield* this.#entriesOf(item)
  }

  /** Every entry that wrote or removed something in an element. */
  *entriesIn(type: Y.AbstractType<unknown> | Y.XmlElement): Generator<number> {
    for (let item = type._start; item !== null; item = item.right) {
      yield* this.#entriesOf(item)
      if (item.content instanceof Y.ContentType) {
        yield* this.entriesIn(item.content.type as Y.AbstractType<unknown>)
      }
    }
  }

  /**
   * What an element said after an entry. Elements in it are told apart from text by `around`. Text under a format that
   * `isUnsaid` is left out; where a format that `isSaid` begins or ends, its name stands between two line feeds.
   */
  words(element: Y.XmlElement, entry: number, reading: Reading): string {
    let words = ''
    for (let item = element._start; item !== null; item = item.right) {
      if (!(item.content instanceof Y.ContentType) || !this.#isThere(item, entry)) continue
      const inside = item.content.type
      if (inside instanceof Y.XmlText) words += this.#textOf(inside, entry, reading)
      else if (inside instanceof Y.XmlElement) {
        words += reading.around(inside.nodeName, this.words(inside, entry, reading))
      }
    }
    return words
  }

  #textOf(text: Y.XmlText, entry: number, { isUnsaid, isSaid }: Reading): string {
    let words = ''
    const unsaid = new Set<string>()
    for (let item = text._start; item !== null; item = item.right) {
      if (item.content instanceof Y.ContentFormat) {
        if (!this.#isThere(item, entry)) continue
        const { key, value } = item.content
        if (isUnsaid(key)) {
          if (value === null) unsaid.delete(key)
          else unsaid.add(key)
        } else if (isSaid(key)) words += `\n${value === null ? '/' : ''}${key}\n`
      } else if (item.content instanceof Y.ContentString && unsaid.size === 0) {
        for (const run of this.#runsOf(item)) {
          if (run.written.entry > entry || (run.removed !== null && run.removed.entry <= entry)) continue
          words += item.content.str.slice(run.clock - item.id.clock, run.clock - item.id.clock + run.length)
        }
      }
    }
    return words
  }

  #isThere(item: Y.Item, entry: number): boolean {
    const removal = this.#attribution.removal(item.id.client, item.id.clock)
    return writtenIn(item, this.#attribution).entry <= entry && (removal === null || removal.entry > entry)
  }

  *#entriesOf(item: Y.Item): Generator<number> {
    for (const { written, removed } of this.#runsOf(item)) {
      yield written.entry
      if (removed) yield removed.entry
    }
  }

  #runsOf({ id: { client, clock }, length }: Y.Item) {
    return this.#attribution.runs(client, clock, length)
  }
}

/** How the words of an element are put together. */
export interface Reading {
  readonly around: (name: string, words: string) => string
  readonly isUnsaid: (format: string) => boolean
  readonly isSaid: (format: string) => boolean
}

/** The values of an attribute, the latest first. */
function* itemsOf(element: Y.XmlElement, name: string): Generator<Y.Item> {
  for (let item = element._map.get(name) ?? null; item !== null; item = item.left) yield item
}

function writtenIn({ id: { client, clock } }: Y.Item, attribution: Attribution): Claim {
  for (const { written } of attribution.runs(client, clock, 1)) return written
  throw new Error(`No entry of the log brought the id ${client}:${clock}`)
}

function earliest(one: Claim | null, other: Claim | null): Claim | null {
  return one && other ? (one.entry <= other.entry ? one : other) : (one ?? other)
}
