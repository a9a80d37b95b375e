import type { DocJson } from '@samsyn/editor'
import { type OpenPoint, openPoints } from '@samsyn/editor'
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

/** An open point with where it stands in the editor's document. */
export interface PlacedPoint extends OpenPoint {
  readonly from: number
  readonly to: number
}

/** Finds the places of a document's open points; the points themselves are the editor room's, so that all rooms agree. */
export function placeOpenPoints(doc: Node): readonly PlacedPoint[] {
  const points = openPoints(doc.toJSON() as DocJson)
  if (points.length === 0) return []
  const lines = linesOf(doc)
  const next = new Map<string, { line: number; offset: number }>()
  return points.flatMap((point) => {
    const own = lines.get(point.sectionId) ?? []
    if (point.kind === 'empty_section') {
      const last = own.at(-1)
      return last ? [{ ...point, from: last.start, to: last.start }] : []
    }
    const from = next.get(point.sectionId) ?? { line: 0, offset: 0 }
    for (let line = from.line; line < own.length; line += 1) {
      const found = own[line]?.text.indexOf(point.text, line === from.line ? from.offset : 0) ?? -1
      const start = own[line]?.start
      if (found < 0 || start === undefined) continue
      // An unbalanced bracket takes the rest of its line, in which more may be open.
      const length = point.kind === 'bracket' ? point.text.length : 1
      next.set(point.sectionId, { line, offset: found + length })
      return [{ ...point, from: start + found, to: start + found + point.text.length }]
    }
    const start = own[0]?.start ?? 0
    return [{ ...point, from: start, to: start }]
  })
}

interface Line {
  readonly text: string
  /** Position of the line's first character. */
  readonly start: number
}

/** The lines of each section, by its id. */
function linesOf(doc: Node): ReadonlyMap<string, readonly Line[]> {
  const lines = new Map<string, Line[]>()
  doc.forEach((section, offset) => {
    const id = String(section.attrs.id)
    const own = lines.get(id) ?? []
    lines.set(id, own)
    section.descendants((node, position) => {
      if (!node.isTextblock) return true
      own.push({
        text: node.textBetween(0, node.content.size, undefined, '\n'),
        start: offset + 1 + position + 1,
      })
      return false
    })
  })
  return lines
}

const key = new PluginKey<DecorationSet>('openPoints')

/** Marks the open points in the text. */
export const OpenPointMarks = Extension.create({
  name: 'openPointMarks',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: (_config, { doc }) => decorate(doc),
        apply: (transaction, before) => (transaction.docChanged ? decorate(transaction.doc) : before),
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
})

function decorate(doc: Node): DecorationSet {
  return DecorationSet.create(
    doc,
    placeOpenPoints(doc)
      .filter(({ from, to }) => to > from)
      .map(({ from, to, kind }) => Decoration.inline(from, to, { class: 'open-point', 'data-kind': kind })),
  )
}
