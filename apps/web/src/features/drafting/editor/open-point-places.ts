import { type OpenPoint, type OpenPointRules, openPoints, plainBracketsIn } from '@samsyn/editor'
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { PluginKey } from '@tiptap/pm/state'
import { Decoration, type DecorationSet } from '@tiptap/pm/view'
import { lineDecorations } from './line-decorations.ts'
import { lineStarts } from './places.ts'
import { docJsonOf, lineJsonOf } from './shared-json.ts'

/** An open point with where it stands in the editor's document. */
export type PlacedPoint = OpenPoint & { readonly from: number; readonly to: number }

/** Finds the places of a document's open points; the points themselves are the editor room's, so that all rooms agree. */
export function placeOpenPoints(doc: Node, rules: OpenPointRules = {}): readonly PlacedPoint[] {
  const points = openPoints(docJsonOf(doc), rules)
  if (points.length === 0) return []
  const starts = lineStarts(doc)
  return points.map((point) => {
    const start = starts[point.place.line] ?? 0
    return { ...point, from: start + point.place.from, to: start + point.place.to }
  })
}

const key = new PluginKey<DecorationSet>('openPoints')

/** Marks passages in plain square brackets; bracket objects and suggestions have a look of their own. */
export const OpenPointMarks = Extension.create({
  name: 'openPointMarks',
  addProseMirrorPlugins: () => [
    lineDecorations(key, (line, start) =>
      plainBracketsIn({ index: 0, content: lineJsonOf(line) })
        .filter(({ place: { from, to } }) => to > from)
        .map(({ place: { from, to }, kind }) =>
          Decoration.inline(start + from, start + to, { class: 'open-point', 'data-kind': kind }),
        ),
    ),
  ],
})
