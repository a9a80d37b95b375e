import type { FormattingName, MarkJson } from './doc-json.ts'
import type { Line } from './lines.ts'
import type { Found, OpenPlace, SuggestedFormat } from './open-points.ts'
import { printInline } from './print-inline.ts'

interface Pending {
  /** Where it begins; the end of its first stretch. */
  readonly place: OpenPlace
  inserted: string
  deleted: string
  formatted: string
  readonly formats: SuggestedFormat[]
  /** The line of what was added to it last: what stands in another line is a break apart. */
  line: number
}

/** The pending suggestions of a text, each once, however many lines it is in. */
export function suggestionsIn(lines: readonly Line[]): readonly Found[] {
  const pending = new Map<string, Pending>()
  const add = (mark: MarkJson, text: string, place: OpenPlace) => {
    const change = changes[mark.type]
    const id = change && 'attrs' in mark && 'id' in mark.attrs ? mark.attrs.id : null
    if (!change || id === null) return
    const known = pending.get(id) ?? {
      place,
      inserted: '',
      deleted: '',
      formatted: '',
      formats: [],
      line: place.line,
    }
    const isBroken = text === '' || known[change] === '' || known[change].endsWith('¶') || text === '¶'
    const isApart = known.line !== place.line && !isBroken
    known[change] += (isApart ? '\n' : '') + text
    if (text !== '') known.line = place.line
    if (mark.type === 'formatting') addFormats(known.formats, mark.attrs)
    pending.set(id, known)
  }
  for (const { index: line, content, breaks, suggestions } of lines) {
    for (const mark of breaks) add(mark, '¶', { line, from: 0, to: 0 })
    for (const run of printInline(content, { suggestions })) {
      const text = run.part === 'footnote' ? run.content.map((each) => each.text).join('') : run.text
      const width = run.part === 'sign' ? 0 : run.part === 'footnote' ? text.length + 2 : text.length
      for (const mark of run.marks) add(mark, text, { line, from: run.from, to: run.from + width })
    }
    // A row or a table is suggested also while it is empty; its words come first, since they say where it is.
    for (const mark of suggestions) add(mark, '', { line, from: 0, to: 0 })
  }
  return [...pending].map(([suggestionId, { place, inserted, deleted, formatted, formats }]) => ({
    kind: 'suggestion',
    suggestionId,
    inserted,
    deleted,
    formatted,
    formats,
    text: [deleted, inserted].filter((text) => text !== '').join(' → ') || formatted,
    place,
  }))
}

function addFormats(
  formats: SuggestedFormat[],
  { add, remove }: { readonly add: FormattingName | ''; readonly remove: FormattingName | '' },
): void {
  for (const [name, isAdded] of [[add, true] as const, [remove, false] as const]) {
    if (name === '' || formats.some((known) => known.name === name && known.isAdded === isAdded)) continue
    formats.push({ name, isAdded })
  }
}

const changes: Readonly<Partial<Record<MarkJson['type'], 'inserted' | 'deleted' | 'formatted'>>> = {
  insertion: 'inserted',
  deletion: 'deleted',
  formatting: 'formatted',
}
