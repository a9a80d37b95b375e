import { type AmendedLine, amendedLines, type BlockJson } from '@samsyn/editor'
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { blockJsonOf } from '../editor/shared-json.ts'

const key = new PluginKey<DecorationSet>('amendmentMarks')

/** Shows in the proposals of amendment tables what they change in the act. Nothing of it is in the text. */
export const AmendmentMarks = Extension.create({
  name: 'amendmentMarks',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: (_config, { doc }) => marksOf(doc),
        apply: ({ docChanged, doc }, before) => (docChanged ? marksOf(doc) : before),
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
})

/** Rows that did not change since the last time are not compared again, and most texts have few tables. */
export function marksOf(doc: Node): DecorationSet {
  const marks: Decoration[] = []
  doc.descendants((node, at) => {
    if (node.type.name === 'table' && node.attrs.form === 'amendment') marks.push(...marksIn(node, at))
    return !node.isTextblock
  })
  return marks.length === 0 ? DecorationSet.empty : DecorationSet.create(doc, marks)
}

function marksIn(table: Node, at: number): readonly Decoration[] {
  const json = blockJsonOf(table)
  const lines: ReadonlyMap<BlockJson, AmendedLine> = json.type === 'table' ? amendedLines(json) : new Map()
  if (lines.size === 0) return []
  const marks: Decoration[] = []
  table.descendants((node, offset) => {
    if (!node.isTextblock) return true
    const amended = lines.get(blockJsonOf(node))
    const start = at + 1 + offset + 1
    for (const { from, to } of amended?.added ?? []) {
      marks.push(Decoration.inline(start + from, start + to, { nodeName: 'ins', class: 'amended-in' }))
    }
    for (const { at: place, text } of amended?.removed ?? []) {
      // One that stands where it stood is not drawn anew.
      const spec = { side: -1, ignoreSelection: true, key: `amended-away ${text}` }
      marks.push(Decoration.widget(start + place, () => removedWords(text), spec))
    }
    return false
  })
  return marks
}

function removedWords(text: string): HTMLElement {
  const words = document.createElement('del')
  words.className = 'amended-away'
  words.contentEditable = 'false'
  words.textContent = text
  return words
}
