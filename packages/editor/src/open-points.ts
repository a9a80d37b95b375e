import {
  type BracketKind,
  type DocJson,
  type FormattingName,
  type SectionJson,
  type SupporterCountry,
  supportersOf,
} from './doc-json.ts'
import { type Line, linesOf } from './lines.ts'
import { suggestionsIn } from './pending-suggestions.ts'
import { plainBracketsIn } from './plain-brackets.ts'
import { sizeOf } from './print-inline.ts'
import { inlineText, sectionTitle } from './reading.ts'
import type { ReferenceProblem } from './references/reference.ts'
import { referencesInLine } from './references/references-in-line.ts'

/** A format that a suggestion adds to words, or takes off them. */
export interface SuggestedFormat {
  readonly name: FormattingName
  readonly isAdded: boolean
}

/** What is not settled at a place. */
export type OpenMatter =
  | { readonly kind: 'bracket' | 'unbalanced_bracket' | 'empty_section' }
  | {
      readonly kind: 'alternatives'
      readonly bracketId: string
      readonly bracketKind: BracketKind
      readonly alternatives: readonly {
        readonly id: string
        readonly supporters: readonly SupporterCountry[]
        /** Empty where the wording is to leave the text out. */
        readonly text: string
      }[]
    }
  | {
      readonly kind: 'suggestion'
      readonly suggestionId: string
      /** What it adds, takes out and formats, each a line feed apart; `¶` is a break between paragraphs. */
      readonly inserted: string
      readonly deleted: string
      readonly formatted: string
      /** What is added to the formatted words, and what is taken off them. */
      readonly formats: readonly SuggestedFormat[]
    }
  | { readonly kind: 'broken_reference'; readonly problem: ReferenceProblem }

/** Where a matter stands: a line of the document, counted over titles, headings and paragraphs, and places in it. */
export interface OpenPlace {
  readonly line: number
  readonly from: number
  readonly to: number
}

/** A place in the text that is not settled. */
export type OpenPoint = OpenMatter & {
  readonly sectionId: string
  readonly sectionTitle: string
  /** The passage with its brackets, or the words of a suggestion; for an unbalanced bracket the rest of its line; empty for an empty section. */
  readonly text: string
  readonly place: OpenPlace
  /** Place among all open points of the text, from 0. */
  readonly index: number
}

/** A matter that was found, before it is known among which others. */
export type Found = OpenMatter & Pick<OpenPoint, 'text' | 'place'>

/**
 * The open points of a text in document order: bracket objects and passages in plain square brackets (a nested one is
 * part of the outer one, stacked ones count each), brackets without their partner, pending suggestions, each once,
 * references that name no document, and sections without any text.
 */
export function openPoints(doc: DocJson): readonly OpenPoint[] {
  const lines = linesOf(doc)
  const found: Found[] = [
    ...lines.flatMap(objectsIn),
    ...lines.flatMap(plainBracketsIn),
    ...suggestionsIn(lines),
    ...lines.flatMap(brokenReferencesIn),
    ...emptySections(lines),
  ]
  found.sort((one, other) => one.place.line - other.place.line || one.place.from - other.place.from)
  return found.flatMap((point, index) => {
    const section = lines[point.place.line]?.section
    return section
      ? [{ ...point, sectionId: section.attrs.id, sectionTitle: sectionTitle(section), index }]
      : []
  })
}

function objectsIn({ index: line, content }: Line): readonly Found[] {
  const found: Found[] = []
  let from = 0
  for (const inline of content) {
    const to = from + sizeOf(inline)
    if (inline.type === 'bracket') {
      found.push({
        kind: 'alternatives',
        bracketId: inline.attrs.id,
        bracketKind: inline.attrs.kind,
        alternatives: (inline.content ?? []).map((alternative) => ({
          id: alternative.attrs.id,
          supporters: supportersOf(alternative),
          text: inlineText(alternative.content),
        })),
        text: inlineText([inline]),
        place: { line, from, to },
      })
    }
    from = to
  }
  return found
}

function brokenReferencesIn({ index: line, isTitle, content }: Line): readonly Found[] {
  if (isTitle) return []
  return referencesInLine(content).flatMap((found): readonly Found[] =>
    found.ok
      ? []
      : [
          {
            kind: 'broken_reference',
            problem: found.problem,
            text: found.text,
            place: { line, from: found.from, to: found.to },
          },
        ],
  )
}

function emptySections(lines: readonly Line[]): readonly Found[] {
  const last = new Map<SectionJson, { readonly line: Line; readonly isEmpty: boolean }>()
  for (const line of lines) {
    const isBlank = line.isTitle || inlineText(line.content).trim() === ''
    last.set(line.section, { line, isEmpty: isBlank && (last.get(line.section)?.isEmpty ?? true) })
  }
  return [...last.values()].flatMap(({ line: { index }, isEmpty }) =>
    isEmpty ? [{ kind: 'empty_section' as const, text: '', place: { line: index, from: 0, to: 0 } }] : [],
  )
}
