import { docNumbers, numberLabel, opensRow, type TemplateLanguage } from '@samsyn/editor'
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { changeBetween, mapThrough } from '../editor/line-decorations.ts'
import { docJsonOf, lineJsonOf } from '../editor/shared-json.ts'

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
          init: (_config, { doc }) => numberDecorations(doc, language),
          apply: (transaction, before) =>
            transaction.docChanged
              ? renumbered(before, transaction.before, transaction.doc, language)
              : before,
        },
        props: { decorations: (state) => key.getState(state) },
      }),
    ]
  },
})

/** Decorations as they are after a change. Most changes are within the words of one line, and then no number is another. */
export function renumbered(
  set: DecorationSet,
  before: Node,
  doc: Node,
  language: TemplateLanguage,
): DecorationSet {
  const change = changeBetween(before, doc)
  if (!change) return set
  const { start, was, is } = change
  const [one, other] = [lineAround(before, start, was), lineAround(doc, start, is)]
  if (!one || !other) return numberDecorations(doc, language)
  const isSame =
    one.hasMarkup(other.type, other.attrs) && opensRow(lineJsonOf(one)) === opensRow(lineJsonOf(other))
  return isSame ? mapThrough(set, change, doc) : numberDecorations(doc, language)
}

/** The line that a whole stretch of the document is in. */
function lineAround(doc: Node, from: number, to: number): Node | null {
  const $from = doc.resolve(from)
  const { parent } = $from
  return parent.isTextblock && to <= $from.end() ? parent : null
}

/** The number of each line that has one, as a decoration of the line. */
export function numberDecorations(doc: Node, language: TemplateLanguage): DecorationSet {
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
