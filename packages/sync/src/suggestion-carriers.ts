import * as Y from 'yjs'
import type { Attribution, Claim } from './attribution.ts'
import type { Span } from './id-ranges.ts'

/** What a suggestion does to the words and nodes that carry it. */
export type SuggestedChange = 'inserted' | 'deleted' | 'formatted'

/** How suggestions are written in a draft. The names are the schema's, which this room does not know. */
export interface SuggestionNames {
  /** Formats over words, without the hash that y-tiptap puts behind them. */
  readonly formats: Readonly<Record<string, SuggestedChange>>
  readonly attributes: Readonly<Record<string, SuggestedChange>>
  /** What a suggestion of these elements is told by, instead of by the words in them. */
  readonly signs: Readonly<Record<string, string>>
}

/** Something that a suggestion was written on. */
export interface Carrier {
  readonly id: string
  readonly change: SuggestedChange
  readonly written: Claim
  /** When it was taken off, or what it was on went. */
  readonly removed: Claim | null
  readonly words: Words[]
  /** Who made it run on over words behind its own end. */
  readonly extended: Claim[]
}

/** Words, or the sign of a break, under a suggestion. Where the ids are no words, `span` is null. */
export interface Words {
  readonly text: string
  readonly span: Span | null
  readonly written: Claim
  readonly removed: Claim | null
}

/** Everything in a root that ever carried a suggestion, gone things included, in the order of the text. */
export function carriersOf(
  ydoc: Y.Doc,
  root: string,
  attribution: Attribution,
  names: SuggestionNames,
): readonly Carrier[] {
  const carriers: Carrier[] = []
  const carrier = (
    item: Y.Item,
    change: SuggestedChange,
    id: string,
    removedAround: Claim | null,
  ): Carrier => {
    const { client, clock } = item.id
    const [run] = attribution.runs(client, clock, 1)
    if (!run) throw new Error('An item that no entry brought')
    const removed = earlier(run.removed, removedAround)
    const added: Carrier = { id, change, written: run.written, removed, words: [], extended: [] }
    carriers.push(added)
    return added
  }
  const walk = (
    type: Y.AbstractType<unknown>,
    removedAround: Claim | null,
    around: readonly Carrier[],
  ): void => {
    const open = new Map<string, Carrier>()
    const taken = new Map<string, Carrier>()
    /** Those whose end was taken away, and whether words that are there follow it. */
    const endless = new Map<string, { readonly carrier: Carrier; hasMore: boolean }>()
    for (let item: Y.Item | null = type._start; item !== null; item = item.right) {
      const { client, clock } = item.id
      if (item.content instanceof Y.ContentFormat) {
        // Whether the format is still there or not: what stood behind it was under it.
        const { key, value } = item.content
        const change = names.formats[key.replace(/--[^-]{8}$/, '')]
        if (!change) continue
        const id = idOf(value)
        if (id !== null) {
          // One that was taken off runs on to its own end, beside another that was put there since.
          const started = carrier(item, change, id, removedAround)
          ;(item.deleted ? taken : open).set(key, started)
          if (!item.deleted) endless.delete(key)
          continue
        }
        const [end] = item.deleted ? [] : attribution.runs(client, clock, 1)
        const passed = endless.get(key)
        if (end && passed?.hasMore) passed.carrier.extended.push(end.written)
        const before = open.get(key)
        if (item.deleted && before && !taken.has(key)) endless.set(key, { carrier: before, hasMore: false })
        else if (end) endless.delete(key)
        if (end || !taken.delete(key)) open.delete(key)
      } else if (item.content instanceof Y.ContentString) {
        if (!item.deleted) for (const each of endless.values()) each.hasMore = true
        const over = [...around, ...open.values(), ...taken.values()]
        if (over.length === 0) continue
        for (const { clock: start, length, ...run } of attribution.runs(client, clock, item.length)) {
          const text = item.content.str.slice(start - clock, start - clock + length)
          const removed = earlier(run.removed, removedAround)
          const words = { text, span: { client, clock: start, length }, written: run.written, removed }
          for (const each of over) each.words.push(words)
        }
      } else if (item.content instanceof Y.ContentType) {
        const inside = item.content.type as Y.AbstractType<unknown>
        const removed = earlier(attribution.removal(client, clock), removedAround)
        walk(inside, removed, [...around, ...nodeCarriers(inside, removed)])
      }
    }
  }
  const nodeCarriers = (element: Y.AbstractType<unknown>, removed: Claim | null): readonly Carrier[] => {
    if (!(element instanceof Y.XmlElement)) return []
    const sign = names.signs[element.nodeName]
    const found: Carrier[] = []
    for (const [name, change] of Object.entries(names.attributes)) {
      for (let item = element._map.get(name) ?? null; item !== null; item = item.left) {
        const [id] = item.content.getContent()
        if (typeof id !== 'string' || id === '') continue
        const added = carrier(item, change, id, removed)
        if (sign === undefined) found.push(added)
        else added.words.push({ text: sign, span: null, written: added.written, removed })
      }
    }
    return found
  }
  walk(ydoc.get(root), null, [])
  return carriers
}

function idOf(value: unknown): string | null {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null
  return typeof id === 'string' && id !== '' ? id : null
}

/** Clients repeat deletions they heard of; the first entry that removed something did it. */
function earlier(one: Claim | null, other: Claim | null): Claim | null {
  return one && other ? (one.entry <= other.entry ? one : other) : (one ?? other)
}
