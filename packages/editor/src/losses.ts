/** What was lost of a kind: how often, and the first words in it, as far as it had any. */
export interface LossOf<Kind extends string> {
  readonly kind: Kind
  readonly count: number
  readonly words: readonly string[]
}

const mostWords = 5
const longestWords = 200

/** Collects what cannot be kept while something from elsewhere is read. */
export class Losses<Kind extends string> {
  readonly #kinds: readonly Kind[]
  readonly #byKind = new Map<Kind, { count: number; readonly words: string[] }>()

  constructor(kinds: readonly Kind[]) {
    this.#kinds = kinds
  }

  add(kind: Kind, words = ''): void {
    const known = this.#byKind.get(kind) ?? { count: 0, words: [] }
    this.#byKind.set(kind, known)
    known.count += 1
    const short = words.replace(/\s+/g, ' ').trim()
    if (short !== '' && known.words.length < mostWords) {
      known.words.push(short.length > longestWords ? `${short.slice(0, longestWords)}…` : short)
    }
  }

  /** In the order of the kinds. */
  list(): readonly LossOf<Kind>[] {
    return this.#kinds.flatMap((kind) => {
      const found = this.#byKind.get(kind)
      return found ? [{ kind, count: found.count, words: found.words }] : []
    })
  }
}
