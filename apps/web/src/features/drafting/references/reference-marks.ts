import { type FoundReference, referencesInLine } from '@samsyn/editor'
import { Extension } from '@tiptap/core'
import { type EditorState, PluginKey } from '@tiptap/pm/state'
import { Decoration, type DecorationSet } from '@tiptap/pm/view'
import { lineDecorations } from '../editor/line-decorations.ts'
import { lineJsonOf } from '../editor/shared-json.ts'

const key = new PluginKey<DecorationSet>('referenceMarks')

/** Marks the references to documents of the Union in the text, and those that name none. */
export const ReferenceMarks = Extension.create({
  name: 'referenceMarks',
  addProseMirrorPlugins: () => [
    lineDecorations(
      key,
      (line, start) =>
        line.type.name === 'sectionTitle'
          ? []
          : referencesInLine(lineJsonOf(line)).map(({ from, to, ok }) =>
              Decoration.inline(start + from, start + to, {
                class: 'reference',
                'data-reference': ok ? 'known' : 'broken',
              }),
            ),
      // Each line has to be read for them.
      { areLate: true },
    ),
  ],
})

/** The reference at a place of the text, with its place in the editor's document. */
export function referenceAt({ doc }: EditorState, position: number): FoundReference | null {
  const place = doc.resolve(position)
  for (let depth = place.depth; depth > 0; depth -= 1) {
    const line = place.node(depth)
    if (!line.isTextblock || line.type.name === 'sectionTitle') continue
    const start = place.start(depth)
    const at = position - start
    const found = referencesInLine(lineJsonOf(line)).find(({ from, to }) => from <= at && at <= to)
    if (found) return { ...found, from: start + found.from, to: start + found.to }
  }
  return null
}
