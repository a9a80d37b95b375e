import { docNumbers, numberLabel, type TemplateLanguage } from '@samsyn/editor'
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { docJsonOf } from '../editor/shared-json.ts'

const key = new PluginKey<DecorationSet>('lineNumbers')

/** Shows the number of each line before it. It is no part of the text. */
export const LineNumbers = Extension.create<{ language: TemplateLanguage }>({
  name: 'lineNumbers',
  addOptions: () => ({ language: 'en' }),
  addProseMirrorPlugins() {
    const { language } = this.options
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_config, { doc }) => labels(doc, language),
          apply: (transaction, before) =>
            transaction.docChanged ? labels(transaction.doc, language) : before,
        },
        props: { decorations: (state) => key.getState(state) },
      }),
    ]
  },
})

function labels(doc: Node, language: TemplateLanguage): DecorationSet {
  const numbers = docNumbers(docJsonOf(doc))
  if (numbers.size === 0) return DecorationSet.empty
  const found: Decoration[] = []
  let index = 0
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    const number = numbers.get(index)
    index += 1
    const label = number ? numberLabel(number, language) : ''
    if (label !== '') {
      found.push(Decoration.node(position, position + node.nodeSize, { 'data-number': label }))
    }
    return false
  })
  return DecorationSet.create(doc, found)
}
