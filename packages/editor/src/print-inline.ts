import {
  type AlternativeJson,
  type BracketJson,
  type BracketKind,
  type InlineJson,
  type MarkJson,
  type SuggestedAttrs,
  type SuggestionMarkJson,
  supportersOf,
  type TextJson,
} from './doc-json.ts'

/** A stretch of a line as it is printed. */
export type PrintedRun =
  | {
      /** Words, or a line feed for a break. */
      readonly part: 'text' | 'break'
      readonly text: string
      readonly marks: readonly MarkJson[]
      /** Its place in the editor's line. */
      readonly from: number
      readonly isBracketed: boolean
    }
  | {
      /** A sign that prints a bracket: `[DK, SE: `, `]`, the dash of a deletion. Has no width in the editor's line. */
      readonly part: 'sign'
      readonly text: string
      readonly kind: BracketKind
      readonly marks: readonly MarkJson[]
      readonly from: number
      readonly isBracketed: true
    }
  | {
      readonly part: 'footnote'
      readonly id: string
      readonly content: readonly TextJson[]
      readonly marks: readonly MarkJson[]
      readonly from: number
    }

/** How it is printed which delegations support a wording: in the bracket, in a footnote as the Council does, or not at all. */
export type Attribution = 'inline' | 'footnotes' | 'none'

export interface PrintOptions {
  readonly attribution?: Attribution
  /** Suggestions that the line is a part of. */
  readonly suggestions?: readonly SuggestionMarkJson[]
}

/**
 * A line as it is printed: brackets as the Council writes them, `[DK, SE: shall] [FI: should]`, and suggestions of whole
 * nodes as marks on what is in them. Total: inline content that is not handled does not compile.
 */
export function printInline(
  content: readonly InlineJson[] = [],
  { attribution = 'inline', suggestions = [] }: PrintOptions = {},
): readonly PrintedRun[] {
  const runs: PrintedRun[] = []
  const print = (inlines: readonly InlineJson[], at: number, around: readonly MarkJson[], depth: number) => {
    let from = at
    for (const inline of inlines) {
      switch (inline.type) {
        case 'text':
        case 'hardBreak': {
          const isText = inline.type === 'text'
          const own = isText ? [] : suggestionsOf(inline.attrs)
          const marks = withMarks([...around, ...own], inline.marks)
          const text = isText ? inline.text : '\n'
          runs.push({ part: isText ? 'text' : 'break', text, marks, from, isBracketed: depth > 0 })
          break
        }
        case 'bracket':
          printBracket(inline, from, withMarks(around, suggestionsOf(inline.attrs)), depth + 1)
          break
        case 'footnote': {
          const marks = withMarks(around, suggestionsOf(inline.attrs))
          const body = (inline.content ?? []).map((text) => ({
            ...text,
            marks: withMarks(marks, text.marks),
          }))
          runs.push({ part: 'footnote', id: inline.attrs.id, content: body, marks, from })
          break
        }
      }
      from += sizeOf(inline)
    }
  }
  const printBracket = (
    { attrs: { kind }, content: all }: BracketJson,
    at: number,
    marks: readonly MarkJson[],
    depth: number,
  ) => {
    const sign = (text: string, from: number) =>
      runs.push({ part: 'sign', text, kind, marks, from, isBracketed: true })
    let from = at + 1
    for (const [index, alternative] of (all ?? []).entries()) {
      const inner = alternative.content ?? []
      const end = from + sizeOf(alternative)
      sign(`${index === 0 ? '' : ' '}[${attribution === 'inline' ? label(alternative) : ''}`, from + 1)
      if (inner.length === 0) sign('–', from + 1)
      print(inner, from + 1, marks, depth)
      const supporters = supportersOf(alternative).join(', ')
      if (attribution === 'footnotes' && supporters !== '') {
        const content: readonly TextJson[] = [{ type: 'text', text: supporters, marks }]
        runs.push({ part: 'footnote', id: `support ${alternative.attrs.id}`, content, marks, from: end - 1 })
      }
      sign(']', end - 1)
      from = end
    }
  }
  print(content, 0, suggestions, 0)
  return runs
}

/** The suggestions of a whole node, as the marks they would be on text. */
export function suggestionsOf(attrs: SuggestedAttrs | undefined): readonly SuggestionMarkJson[] {
  const { suggestedInsertion, suggestedDeletion } = attrs ?? {}
  return [
    ...(suggestedInsertion ? [{ type: 'insertion' as const, attrs: { id: suggestedInsertion } }] : []),
    ...(suggestedDeletion ? [{ type: 'deletion' as const, attrs: { id: suggestedDeletion } }] : []),
  ]
}

/** How many places inline content takes in the editor. */
export function sizeOf(node: InlineJson | AlternativeJson): number {
  switch (node.type) {
    case 'text':
      return node.text.length
    case 'hardBreak':
      return 1
    case 'bracket':
    case 'alternative':
    case 'footnote': {
      const children: readonly (InlineJson | AlternativeJson)[] = node.content ?? []
      return children.reduce((size, child) => size + sizeOf(child), 2)
    }
  }
}

function label(alternative: AlternativeJson): string {
  const countries = supportersOf(alternative)
  return countries.length === 0 ? '' : `${countries.join(', ')}: `
}

/** Suggestions lie around everything else; one that is there already is not doubled. */
export function withMarks(around: readonly MarkJson[], marks: readonly MarkJson[] = []): readonly MarkJson[] {
  if (around.length === 0) return marks
  const isThere = (mark: MarkJson) => marks.some((one) => JSON.stringify(one) === JSON.stringify(mark))
  return [...around.filter((mark) => !isThere(mark)), ...marks]
}
