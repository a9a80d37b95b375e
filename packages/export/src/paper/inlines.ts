import { type Footnote, type InlineJson, isSafeHref, type MarkJson } from '@samsyn/editor'
import type { Context } from '../context.ts'
import { groupsOf, type Line, linesOf } from '../inline-runs.ts'
import { unmapped } from '../unmapped.ts'

type Look = Exclude<MarkJson['type'], 'language' | 'link'>

/** A part of a line, as the template sets it. */
export type PaperInline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'note'; readonly number: number; readonly content: readonly PaperInline[] }
  | { readonly kind: 'look'; readonly look: Look; readonly content: readonly PaperInline[] }
  | { readonly kind: 'language'; readonly language: string; readonly content: readonly PaperInline[] }
  | { readonly kind: 'link'; readonly address: string; readonly content: readonly PaperInline[] }

/** What lines are set with. */
export interface InlineContext {
  readonly context: Context
  /** The words of the footnotes by their numbers. */
  readonly notes: ReadonlyMap<number, Footnote['content']>
}

/** A line as it is set; footnotes with their words at their marks. */
export function inlinesOf(
  content: readonly InlineJson[] | undefined,
  paper: InlineContext,
): readonly PaperInline[] {
  return linesOf(content, paper.context).flatMap((line, index) => [
    ...(index === 0 ? [] : [{ kind: 'break' } as const]),
    ...words(line, paper),
  ])
}

function words(line: Line, paper: InlineContext): readonly PaperInline[] {
  return groupsOf(line).flatMap(({ mark, words: inner }) =>
    mark === null ? inner.flatMap((each) => plain(each, paper)) : marked(words(inner, paper), mark),
  )
}

function plain({ text, note }: Line[number], paper: InlineContext): readonly PaperInline[] {
  if (note === null) return text === '' ? [] : [{ kind: 'text', text: cleanLine(text) }]
  return [{ kind: 'note', number: note, content: inlinesOf(paper.notes.get(note), paper) }]
}

function marked(content: readonly PaperInline[], mark: MarkJson): readonly PaperInline[] {
  switch (mark.type) {
    case 'language':
      return [{ kind: 'language', language: mark.attrs.lang, content }]
    case 'link':
      return isSafeHref(mark.attrs.href) ? [{ kind: 'link', address: mark.attrs.href, content }] : content
    case 'insertion':
    case 'deletion':
    case 'formatting':
    case 'bold':
    case 'italic':
    case 'underline':
    case 'strike':
      return [{ kind: 'look', look: mark.type, content }]
    default:
      return unmapped(mark)
  }
}

/** Whether there is something to read in a line, footnotes aside. */
export function hasWords(content: readonly PaperInline[]): boolean {
  return content.some((part) => {
    switch (part.kind) {
      case 'text':
        return part.text.trim() !== ''
      case 'break':
      case 'note':
        return false
      case 'look':
      case 'language':
      case 'link':
        return hasWords(part.content)
      default:
        return unmapped(part)
    }
  })
}

/** Text on one line: control characters, which no font has a shape for, are spaces, and ends of lines too. */
export function cleanLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').replace(/[\p{Cs}\p{Cn}\uFEFF]/gu, '')
}
