import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, Selection } from '@tiptap/pm/state'
import { hasChangeFromOthers } from './origin.ts'

const removedWhenEmpty: ReadonlySet<string> = new Set([
  'blockquote',
  'bulletList',
  'orderedList',
  'listItem',
  'table',
  'bracket',
])

/**
 * Fills or removes what an edit of this page left empty: a section gets a paragraph; an empty list, quotation, table or
 * bracket goes. The schema itself allows these, because concurrent edits can leave them (SPEC E15). ProseMirror calls again
 * until nothing is left to do, so a list whose items all went goes in the next round.
 */
export const Structure = Extension.create({
  name: 'structure',
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('structure'),
      appendTransaction(transactions, before, { doc, tr, schema }) {
        if (!transactions.some((transaction) => transaction.docChanged)) return null
        if (hasChangeFromOthers(transactions)) return null
        const paragraph = schema.nodes.paragraph
        if (!paragraph) return null
        const { $from } = before.selection
        const wasInText = $from.depth > 1 && $from.index(1) > 0
        const caret = transactions.reduce((place, { mapping }) => mapping.map(place), $from.pos)
        doc.descendants((node, position) => {
          if (node.isText || node.type.name === 'sectionTitle') return false
          const at = tr.mapping.map(position)
          if (node.childCount === 0 && removedWhenEmpty.has(node.type.name)) {
            tr.delete(at, at + node.nodeSize)
          } else if (node.type.name === 'section' && node.childCount < 2) {
            const end = at + node.nodeSize - 1
            const heldCaret = caret > position && caret < position + node.nodeSize
            tr.insert(end, paragraph.create())
            if (wasInText && heldCaret) tr.setSelection(Selection.near(tr.doc.resolve(end + 1)))
          }
          return true
        })
        return tr.docChanged ? tr : null
      },
    }),
  ],
})
