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
    const isExact = /T\d\d:\d\d:(?!00)\d\d/.test(date)
    const known = isExact
      ? this.#bySecond.get(key)
      : this.#neighbour?.key === key
        ? this.#neighbour.id
        : undefined
    const id = known ?? this.#newId()
    if (known === undefined) this.#named.set(id, { author, at: Number.isNaN(Date.parse(date)) ? null : date })
    if (isExact) this.#bySecond.set(key, id)
    this.#neighbour = { key, id }
    return id
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
