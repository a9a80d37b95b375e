import {
  type AlternativeJson,
  type BracketJson,
  type BracketKind,
  type FootnoteJson,
  type InlineJson,
  type MarkJson,
  type SupporterCountry,
  supporterCountries,
  type TextJson,
} from '@samsyn/editor'
import type { Piece } from './pieces.ts'
import { edgeText, isEdge } from './places.ts'
import { type Suggested, suggestedBy, withoutSuggestions } from './suggested.ts'

/** A bracket as far as it has been read. */
interface Begun {
  readonly kind: BracketKind
  readonly suggested: Suggested
  readonly wordings: readonly Wording[]
}

interface Wording {
  readonly supporters: readonly SupporterCountry[]
  readonly content: InlineJson[]
}

const country = supporterCountries.join('|')
/** The beginning of a wording, its end, the dash of an empty one; whatever else somebody wrote between the signs. */
const signs = new RegExp(`( ?)\\[(?:((?:${country})(?:, (?:${country}))*): )?|\\]|–|[^[\\]– ]+| `, 'g')

/** The content of a line: signs that print brackets become the brackets that they print. */
export function inlineOf(pieces: readonly Piece[], newId: () => string): readonly InlineJson[] {
  const line = new LineContent(newId)
  for (const piece of pieces) {
    switch (piece.kind) {
      case 'text':
        if (
          piece.role === null ||
          piece.role === 'number' ||
          piece.role === 'computed_number' ||
          piece.role === 'amended_away'
        )
          line.add(textOf(piece.text, piece.marks))
        else for (const token of piece.text.matchAll(signs)) line.sign(token, piece.role, piece.marks)
        break
      case 'break':
        line.add({ type: 'hardBreak', ...marked(piece.marks) })
        break
      case 'note':
        line.add(footnote(piece.content, suggestedBy(piece.marks), newId))
        break
      case 'edge':
        line.add(edgeText(piece.edge))
        break
    }
  }
  return line.finish()
}

class LineContent {
  readonly #newId: () => string
  readonly #root: InlineJson[] = []
  /** Brackets that have begun and not ended, the innermost last. */
  readonly #open: Begun[] = []
  /** Those that have ended: another wording may follow. */
  readonly #ended = new Map<InlineJson, Begun>()

  constructor(newId: () => string) {
    this.#newId = newId
  }

  add(inline: InlineJson): void {
    this.#here().push(inline)
  }

  sign([text, space, supporters = '']: RegExpExecArray, kind: BracketKind, marks: readonly MarkJson[]): void {
    if (text.endsWith('[') || text.endsWith(': ')) {
      this.#begin(kind, { space: space === ' ', marks, supporters: supportersIn(supporters) })
    } else if (text === ']' && this.#open.length > 0) {
      this.#end()
    } else if (text !== '–' || this.#open.length === 0 || !this.#here().every(isEdge)) {
      this.add(textOf(text, marks))
    }
  }

  /** What has no end in the line ends with it. */
  finish(): readonly InlineJson[] {
    while (this.#open.length > 0) this.#end()
    return this.#root
  }

  #here(): InlineJson[] {
    return this.#open.at(-1)?.wordings.at(-1)?.content ?? this.#root
  }

  #begin(
    kind: BracketKind,
    begun: {
      readonly space: boolean
      readonly marks: readonly MarkJson[]
      readonly supporters: readonly SupporterCountry[]
    },
  ): void {
    const content = this.#here()
    const last = content.findLastIndex((inline) => !isEdge(inline))
    const before = content[last]
    const ended = before && this.#ended.get(before)
    if (begun.space && ended?.kind === kind) {
      // Edges of comments between two wordings go to the second one.
      const [, ...edges] = content.splice(last)
      const wording = { supporters: begun.supporters, content: edges }
      this.#open.push({ ...ended, wordings: [...ended.wordings, wording] })
      return
    }
    if (begun.space) content.push(textOf(' ', begun.marks))
    const wording = { supporters: begun.supporters, content: [] }
    this.#open.push({ kind, suggested: suggestedBy(begun.marks), wordings: [wording] })
  }

  #end(): void {
    const begun = this.#open.pop()
    if (!begun) return
    const bracket = this.#bracket(begun)
    this.#ended.set(bracket, begun)
    this.add(bracket)
  }

  #bracket({ kind, suggested, wordings }: Begun): BracketJson {
    return {
      type: 'bracket',
      attrs: { id: this.#newId(), kind, ...suggested },
      content: wordings.map(
        ({ supporters, content }): AlternativeJson => ({
          type: 'alternative',
          attrs: { id: this.#newId(), ...Object.fromEntries(supporters.map((each) => [each, true])) },
          ...(content.length === 0 ? {} : { content: withoutSuggestions(content, suggested) }),
        }),
      ),
    }
  }
}

function footnote(content: readonly TextJson[], suggested: Suggested, newId: () => string): FootnoteJson {
  return {
    type: 'footnote',
    attrs: { id: newId(), ...suggested },
    ...(content.length === 0 ? {} : { content: withoutSuggestions(content, suggested) }),
  }
}

function supportersIn(text: string): readonly SupporterCountry[] {
  return supporterCountries.filter((each) => text.includes(each))
}

function textOf(text: string, marks: readonly MarkJson[]): TextJson {
  return { type: 'text', text, ...marked(marks) }
}

function marked(marks: readonly MarkJson[]): { readonly marks?: readonly MarkJson[] } {
  return marks.length === 0 ? {} : { marks }
}
