/** What Samsyn has no word for, so that it is not brought in. */
export const lossKinds = [
  'image',
  'text_box',
  'equation',
  'chart',
  'object',
  'form_field',
  'symbol',
  /** Raised, lowered and highlighted words: the words are kept. */
  'look',
  'hidden_text',
  /** A link to something else than a web or mail address: its words are kept. */
  'link',
  /** An automatic number in front of a heading. */
  'heading_number',
  /** Letters or Roman numerals in front of list items: they become numbers. */
  'list_format',
  /** Headings under the third level: they become headings of the third. */
  'heading_level',
  'contents',
  'page_text',
  /** A tracked change of something that is not tracked here: the new state is brought in. */
  'change',
  /** A footnote to the title of a section. */
  'title_note',
  'embedded_text',
  /** The words that are said to be supported by a delegation keep no support. */
  'support',
] as const

export type LossKind = (typeof lossKinds)[number]

/** What was lost of a kind: how often, and the words in it, as far as it had any. */
export interface Loss {
  readonly kind: LossKind
  readonly count: number
  readonly words: readonly string[]
}

const mostWords = 5
const longestWords = 200

/** Collects losses while a file is read. */
export class Losses {
  readonly #byKind = new Map<LossKind, { count: number; readonly words: string[] }>()

  add(kind: LossKind, words = ''): void {
    const known = this.#byKind.get(kind) ?? { count: 0, words: [] }
    this.#byKind.set(kind, known)
    known.count += 1
    const short = words.replace(/\s+/g, ' ').trim()
    if (short !== '' && known.words.length < mostWords) {
      known.words.push(short.length > longestWords ? `${short.slice(0, longestWords)}…` : short)
    }
  }

  /** In the order of the kinds. */
  list(): readonly Loss[] {
    return lossKinds.flatMap((kind) => {
      const found = this.#byKind.get(kind)
      return found ? [{ kind, count: found.count, words: found.words }] : []
    })
  }
}
