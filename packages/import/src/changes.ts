import type { SuggestionMarkJson } from '@samsyn/editor'
import type { XmlElement } from './xml.ts'

/** Who a file says made a change, and when. Anybody can write any name into a file. */
export interface NamedChange {
  readonly author: string
  /** As the file says it: Word writes local time as if it were UTC. Null where it is no time. */
  readonly at: string | null
}

interface Neighbour {
  readonly key: string
  readonly id: string
}

/** One half of what somebody moved: where it goes from, or to. */
interface Move {
  readonly range: string
  /** The same for both halves. */
  readonly name: string
  /** Who made its last change, and when. */
  key: string | null
  hasEnded: boolean
}

/** What a change does to a text. */
export type ChangeType = SuggestionMarkJson['type']

/**
 * Finds out which changes of a file are one suggestion. Samsyn gives each of its own a second of its own; Word gives
 * full minutes, so there only neighbours of one author and minute are one: what was typed over something else, or over
 * several paragraphs.
 */
export class Changes {
  readonly #newId: () => string
  readonly #named = new Map<string, NamedChange>()
  readonly #bySecond = new Map<string, string>()
  readonly #byMove = new Map<string, string>()
  /** The half that is read now or was read last, by the name of its changes. */
  readonly #moves = new Map<string, Move>()
  #neighbour: Neighbour | null = null
  /** What everything that is read now lies in. */
  #around: Neighbour | null = null

  constructor(newId: () => string) {
    this.#newId = newId
  }

  /** The suggestion that a change is a part of. */
  idOf(element: XmlElement): string {
    const { author, date } = signatureOf(element)
    const key = keyOf(element)
    const move = this.#moveOf(element)
    if (move !== null) {
      const id = this.#byMove.get(move) ?? this.#newId()
      if (!this.#byMove.has(move)) this.#name(id, author, date)
      this.#byMove.set(move, id)
      this.#neighbour = this.#around
      return id
    }
    const isExact = /T\d\d:\d\d:(?!00)\d\d/.test(date)
    const known = isExact
      ? this.#bySecond.get(key)
      : this.#neighbour?.key === key
        ? this.#neighbour.id
        : undefined
    const id = known ?? this.#newId()
    if (known === undefined) this.#name(id, author, date)
    if (isExact) this.#bySecond.set(key, id)
    this.#neighbour = { key, id }
    return id
  }

  /** What is moved begins here, or what it goes to: what lies in both halves is one suggestion. */
  beginMove({ name: element, attributes }: XmlElement): void {
    const name = attributes['w:name'] ?? ''
    if (name === '') return
    const move = { range: attributes['w:id'] ?? '', name, key: null, hasEnded: false }
    this.#moves.set(element.replace('RangeStart', ''), move)
  }

  endMove({ name: element, attributes }: XmlElement): void {
    const move = this.#moves.get(element.replace('RangeEnd', ''))
    if (move && move.range === attributes['w:id']) move.hasEnded = true
  }

  /** Which move a change is a part of; null for none. The mark of a moved paragraph may stand behind the end of its move. */
  #moveOf(element: XmlElement): string | null {
    const move = this.#moves.get(element.name)
    const key = keyOf(element)
    if (!move || (move.hasEnded && move.key !== key)) return null
    move.key = key
    return `${move.name} ${signatureOf(element).author}`
  }

  #name(id: string, author: string, date: string): void {
    this.#named.set(id, { author, at: Number.isNaN(Date.parse(date)) ? null : date })
  }

  /** What stands here is as it was: what is changed behind it is another change. */
  passUnchanged(): void {
    this.#neighbour = this.#around
  }

  /** Reads what lies in a change, a row that was added, say: what its author changed in it then is the same change. */
  within<T>(element: XmlElement, id: string, read: () => T): T {
    const outer = this.#around
    this.#around = { key: keyOf(element), id }
    this.#neighbour = this.#around
    try {
      return read()
    } finally {
      this.#around = outer
    }
  }

  named(): ReadonlyMap<string, NamedChange> {
    return this.#named
  }
}

function signatureOf({ attributes }: XmlElement) {
  return { author: attributes['w:author']?.trim() ?? '', date: attributes['w:date'] ?? '' }
}

function keyOf(element: XmlElement): string {
  const { author, date } = signatureOf(element)
  return `${date} ${author}`
}
