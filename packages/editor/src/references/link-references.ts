import type { AlternativeJson, InlineJson, MarkJson, TextJson } from '../doc-json.ts'
import { sizeOf } from '../print-inline.ts'
import type { TemplateLanguage } from '../templates.ts'
import { referencesInLine } from './references-in-line.ts'
import { registerLink } from './register-link.ts'

interface Linked {
  readonly from: number
  readonly to: number
  readonly mark: MarkJson
}

/** A line in which every reference to a document of the Union is a link to its register. Only to be rendered, never to be stored. */
export function linkReferences(
  content: readonly InlineJson[],
  language: TemplateLanguage,
): readonly InlineJson[] {
  const links = referencesInLine(content).flatMap((found): readonly Linked[] => {
    if (!found.ok) return []
    const { href } = registerLink(found.document, language)
    return [{ from: found.from, to: found.to, mark: { type: 'link', attrs: { href } } }]
  })
  return links.length === 0 ? content : linkAll(content, 0, links)
}

function linkAll<Inline extends InlineJson>(
  content: readonly Inline[],
  start: number,
  links: readonly Linked[],
): readonly Inline[] {
  let at = start
  return content.flatMap((inline) => {
    const from = at
    at += sizeOf(inline)
    // Each kind of node gives nodes of its own kind.
    return linkOne(inline, from, links) as readonly Inline[]
  })
}

function linkOne(inline: InlineJson, at: number, links: readonly Linked[]): readonly InlineJson[] {
  switch (inline.type) {
    case 'text':
      return linkText(inline, at, links)
    case 'hardBreak':
      return [inline]
    case 'footnote':
      return [{ ...inline, content: linkAll(inline.content ?? [], at + 1, links) }]
    case 'bracket': {
      let from = at + 1
      const content = (inline.content ?? []).map((alternative): AlternativeJson => {
        const start = from + 1
        from += sizeOf(alternative)
        return { ...alternative, content: linkAll(alternative.content ?? [], start, links) }
      })
      return [{ ...inline, content }]
    }
  }
}

function linkText(inline: TextJson, at: number, links: readonly Linked[]): readonly TextJson[] {
  const { text, marks = [] } = inline
  if (marks.some(({ type }) => type === 'link' || type === 'deletion')) return [inline]
  const inside = links.filter(({ from, to }) => from < at + text.length && to > at)
  if (inside.length === 0) return [inline]
  const pieces: TextJson[] = []
  let end = 0
  const add = (to: number, mark: MarkJson | null) => {
    if (to <= end) return
    pieces.push({ ...inline, text: text.slice(end, to), marks: mark ? withLink(marks, mark) : marks })
    end = to
  }
  for (const { from, to, mark } of inside) {
    add(from - at, null)
    add(Math.min(to - at, text.length), mark)
  }
  add(text.length, null)
  return pieces
}

/** Suggestions and languages lie around a link, as the schema nests them. */
function withLink(marks: readonly MarkJson[], link: MarkJson): readonly MarkJson[] {
  const isOutside = ({ type }: MarkJson) =>
    type === 'insertion' || type === 'formatting' || type === 'language'
  return [...marks.filter(isOutside), link, ...marks.filter((mark) => !isOutside(mark))]
}
