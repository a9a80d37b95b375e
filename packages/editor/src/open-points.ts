import {
  type BracketKind,
  type DocJson,
  type FormattingName,
  type SectionJson,
  type SectionKind,
  type SupporterCountry,
  supportersOf,
} from './doc-json.ts'
import { type Line, linesOf } from './lines.ts'
import { suggestionsIn } from './pending-suggestions.ts'
import { plainBracketsIn } from './plain-brackets.ts'
import { printInline, sizeOf } from './print-inline.ts'
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
  | { readonly kind: 'missing_section'; readonly sectionKind: SectionKind }
  /** A line is marked as classified, or as LIMITE without a ground on which it may be read here. */
  | { readonly kind: 'classified' | 'limite'; readonly marking: string }

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
  /** The passage with its brackets, the words of a suggestion, a marking’s line; for an unbalanced bracket the rest of its line; empty for an empty or missing section. */
  readonly text: string
  readonly place: OpenPlace
  /** Place among all open points of the text, from 0. */
  readonly index: number
}

/** A matter that was found, before it is known among which others. */
export type Found = OpenMatter & Pick<OpenPoint, 'text' | 'place'>

/** A marking that a line carries. */
export interface LineMarking {
  readonly kind: 'classified' | 'limite'
  readonly name: string
}

/** What beyond the text itself says what is open in it. */
export interface OpenPointRules {
  /** The kinds of section that the text must have. */
  readonly required?: readonly SectionKind[]
  /** The marking that a line carries and must not, if it does: the recogniser is the domain's. */
  readonly markingOf?: (line: string) => LineMarking | null
}

/** Whether a point is a passage that is not agreed, in brackets or only proposed, rather than one that is missing or must not be there. */
export function isUnsettled({ kind }: OpenMatter): boolean {
  return (
    kind === 'bracket' || kind === 'unbalanced_bracket' || kind === 'alternatives' || kind === 'suggestion'
  )
}

/**
 * The open points of a text in document order: bracket objects and passages in plain square brackets (a nested one is
 * part of the outer one, stacked ones count each), brackets without their partner, pending suggestions, each once,
 * references that name no document, sections without any text, required ones that are missing, and lines that carry a marking
 * which must not stand there.
 */
export function openPoints(
  doc: DocJson,
  { required = [], markingOf = () => null }: OpenPointRules = {},
): readonly OpenPoint[] {
  const lines = linesOf(doc)
  const found: Found[] = [
    ...lines.flatMap(objectsIn),
    ...lines.flatMap(plainBracketsIn),
    ...suggestionsIn(lines),
    ...lines.flatMap(brokenReferencesIn),
    ...emptySections(lines),
    ...missingSections(lines, required),
    ...lines.flatMap((line) => markedIn(line, markingOf)),
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

/** A section that is missing stands nowhere: its place is the end of the text. */
function missingSections(lines: readonly Line[], required: readonly SectionKind[]): readonly Found[] {
  const last = lines.at(-1)
  if (!last) return []
  const end = last.content.reduce((length, inline) => length + sizeOf(inline), 0)
  return required
    .filter((kind) => !lines.some(({ section }) => section.attrs.kind === kind))
    .map((sectionKind) => ({
      kind: 'missing_section',
      sectionKind,
      text: '',
      place: { line: last.index, from: end, to: end },
    }))
}

/** The first marking of a line, of what stands between its breaks and of its footnotes. */
function markedIn(
  { index: line, content }: Line,
  markingOf: (line: string) => LineMarking | null,
): readonly Found[] {
  const notes = printInline(content).flatMap((run) =>
    run.part === 'footnote' ? [run.content.map(({ text }) => text).join('')] : [],
  )
  const written = inlineText(content).split('\n')
  for (const text of [...written, ...notes]) {
    const marking = markingOf(text)
    if (marking === null) continue
    const to = content.reduce((length, inline) => length + sizeOf(inline), 0)
    return [{ kind: marking.kind, marking: marking.name, text: text.trim(), place: { line, from: 0, to } }]
  }
  return []
}
