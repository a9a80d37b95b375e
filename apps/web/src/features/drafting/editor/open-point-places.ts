import type { DocJson } from '@samsyn/editor'
import { type OpenPoint, openPoints } from '@samsyn/editor'
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

/** An open point with where it stands in the editor's document. */
export type PlacedPoint = OpenPoint & { readonly from: number; readonly to: number }

/** Finds the places of a document's open points; the points themselves are the editor room's, so that all rooms agree. */
export function placeOpenPoints(doc: Node): readonly PlacedPoint[] {
  const points = openPoints(doc.toJSON() as DocJson)
  if (points.length === 0) return []
  const starts = startsOfLines(doc)
  return points.map((point) => {
    const start = starts[point.place.line] ?? 0
    return { ...point, from: start + point.place.from, to: start + point.place.to }
  })
}

/** The positions of the first characters of all lines of the text. */
function startsOfLines(doc: Node): readonly number[] {
  const starts: number[] = []
  doc.descendants((node, position) => {
    if (node.isTextblock) starts.push(position + 1)
    return !node.isTextblock
  })
  return starts
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
      // Bracket objects and suggestions have a look of their own.
      .filter(({ from, to, kind }) => to > from && (kind === 'bracket' || kind === 'unbalanced_bracket'))
      .map(({ from, to, kind }) => Decoration.inline(from, to, { class: 'open-point', 'data-kind': kind })),
  )
}
