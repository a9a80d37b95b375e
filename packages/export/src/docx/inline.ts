import {
  type AmendedLine,
  type InlineJson,
  isSafeHref,
  type MarkJson,
  type PrintedRun,
  printInline,
  removedInlines,
  type TextJson,
} from '@samsyn/editor'
import { wordLanguages } from '@samsyn/import'
import {
  ExternalHyperlink,
  FootnoteReference,
  type IRunPropertiesOptions,
  type ParagraphChild,
  Tab,
  TextRun,
} from 'docx'
import { unmapped } from '../unmapped.ts'
import { changed, DeletedText, formatted, suggestionsAmong } from './changes.ts'
import { type CommentEdge, edgeMarks } from './comments.ts'
import type { DocxContext } from './context.ts'
import type { Place } from './place.ts'
import { bracketStyles, styleIds } from './styles.ts'
import { cleanText } from './text.ts'

interface LinePlace extends Pick<Place, 'suggestions'> {
  /** What the line changes in the act, if it is one of a proposal. */
  readonly amended?: AmendedLine | undefined
}

const unamended: AmendedLine = { added: [], removed: [] }

/** A line's content as runs, links, and the edges of the comments in it. */
export function inlineChildren(
  content: readonly InlineJson[] = [],
  { suggestions, amended = unamended }: LinePlace,
  context: DocxContext,
): readonly ParagraphChild[] {
  const edges = content.length === 0 ? [] : [...context.nextEdges()].sort(endsFirst)
  const { attribution } = context
  const cuts = [
    ...edges.map(({ offset }) => offset),
    ...amended.added.flatMap(({ from, to }) => [from, to]),
    ...amended.removed.map(({ at }) => at),
  ]
  const runs = printInline(content, { suggestions, attribution }).flatMap((run) => cut(run, cuts))
  return withEdges(runs, { edges, amended, suggestions }, context)
}

/** The words of a footnote. */
export function noteChildren(content: readonly TextJson[], context: DocxContext): readonly ParagraphChild[] {
  return withEdges(printInline(content), { edges: [], amended: unamended, suggestions: [] }, context)
}

interface Among extends Required<LinePlace> {
  readonly edges: readonly CommentEdge[]
  readonly amended: AmendedLine
}

function withEdges(
  runs: readonly PrintedRun[],
  { edges, amended, suggestions }: Among,
  context: DocxContext,
): readonly ParagraphChild[] {
  const children: ParagraphChild[] = []
  let link: { readonly href: string; readonly children: ParagraphChild[] } | null = null
  let passed = 0
  const endLink = () => {
    if (link) children.push(new ExternalHyperlink({ link: link.href, children: link.children }))
    link = null
  }
  const passEdges = (until: number) => {
    for (let edge = edges[passed]; edge && edge.offset <= until; edge = edges[passed]) {
      endLink()
      children.push(...edgeMarks(edge))
      passed += 1
    }
  }
  const removed = [...amended.removed]
  if (removed.length > 0) context.ownWords.add(cleanText(removed.map(({ text }) => text).join('')))
  const passRemoved = (until: number) => {
    for (let [next] = removed; next && next.at <= until; [next] = removed) {
      removed.shift()
      endLink()
      children.push(...removedRuns(next.text, suggestions, context))
    }
  }
  for (const run of runs) {
    passEdges(run.from)
    passRemoved(run.from)
    const href = hrefOf(run.marks)
    if (link && href !== link.href) endLink()
    if (href !== null) link ??= { href, children: [] }
    ;(link?.children ?? children).push(
      changed(runOf(run, isAdded(run, amended), context), run.marks, context),
    )
  }
  endLink()
  passRemoved(Number.POSITIVE_INFINITY)
  passEdges(Number.POSITIVE_INFINITY)
  return children
}

/** Words of the act that a proposal leaves out; they are no part of it, and known again by their style. */
function removedRuns(
  text: string,
  suggestions: Place['suggestions'],
  context: DocxContext,
): readonly ParagraphChild[] {
  const style = styleIds.amendedAway
  return removedInlines(text).map((inline) => {
    const run =
      inline.type === 'text'
        ? new TextRun({ style, children: words({ text: inline.text, marks: suggestions }) })
        : new TextRun({ style, break: 1 })
    return changed(run, suggestions, context)
  })
}

function isAdded(run: PrintedRun, { added }: AmendedLine): boolean {
  const end = run.part === 'text' ? run.from + run.text.length : run.from
  return end > run.from && added.some(({ from, to }) => from <= run.from && end <= to)
}

/** A run in as many parts as it is cut into. */
function cut(run: PrintedRun, places: readonly number[]): readonly PrintedRun[] {
  if (run.part !== 'text') return [run]
  const { from, text } = run
  const inside = places.filter((place) => place > from && place < from + text.length)
  const cuts = [...new Set([from, ...inside, from + text.length])].sort((one, other) => one - other)
  return cuts.slice(1).flatMap((to, index) => {
    const start = cuts[index] ?? from
    return to > start ? [{ ...run, from: start, text: text.slice(start - from, to - from) }] : []
  })
}

function runOf(run: PrintedRun, isAmended: boolean, context: DocxContext): TextRun {
  const own: IRunPropertiesOptions = Object.assign({}, ...run.marks.map(propertyOf))
  const look = (style: IRunPropertiesOptions = {}) => formatted({ ...own, ...style }, run.marks, context)
  switch (run.part) {
    case 'text':
      return new TextRun({
        ...look(isAmended ? { style: styleIds.amendedIn } : {}),
        children: words(run),
      })
    case 'break':
      return new TextRun({ ...look(), break: 1 })
    case 'sign':
      return new TextRun({ ...look({ style: bracketStyles[run.kind] }), children: words(run) })
    case 'footnote':
      return new TextRun({
        ...look({ style: 'FootnoteReference' }),
        children: [new FootnoteReference(context.noteNumbers.get(run.id) ?? 0)],
      })
    default:
      return unmapped(run)
  }
}

function words({ text, marks }: { readonly text: string; readonly marks: readonly MarkJson[] }) {
  const isDeleted = suggestionsAmong(marks).some(({ type }) => type === 'deletion')
  return cleanText(text)
    .split('\t')
    .flatMap((part, index) => [
      ...(index === 0 ? [] : [new Tab()]),
      ...(part === '' ? [] : [isDeleted ? new DeletedText(part) : part]),
    ])
}

/** What a mark gives to a run beside its look. */
function propertyOf(mark: MarkJson): IRunPropertiesOptions {
  switch (mark.type) {
    case 'language':
      return { language: { value: wordLanguages[mark.attrs.lang] ?? mark.attrs.lang } }
    case 'link':
      return isSafeHref(mark.attrs.href) ? { style: 'Hyperlink' } : {}
    case 'bold':
    case 'italic':
    case 'underline':
    case 'strike':
    case 'insertion':
    case 'deletion':
    case 'formatting':
      return {}
    default:
      return unmapped(mark)
  }
}

function hrefOf(marks: readonly MarkJson[]): string | null {
  const link = marks.find((mark) => mark.type === 'link')
  return link && isSafeHref(link.attrs.href) ? link.attrs.href : null
}

/** At one place what ends does so before the next begins. */
function endsFirst(one: CommentEdge, other: CommentEdge): number {
  return one.offset - other.offset || Number(other.isEnd) - Number(one.isEnd)
}
