import {
  type AmendedLine,
  amendedLines,
  type BlockJson,
  columnLabels,
  rowLabels,
  type TableJson,
  type TemplateLanguage,
} from '@samsyn/editor'
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { blockJsonOf } from '../editor/shared-json.ts'

const key = new PluginKey<DecorationSet>('amendmentMarks')

/** Shows in amendment tables what is changed in which text, and the numbers of rows. Nothing of it is in the text. */
export const AmendmentMarks = Extension.create<{ language: TemplateLanguage }>({
  name: 'amendmentMarks',
  addOptions: () => ({ language: 'en' }),
  addProseMirrorPlugins() {
    const { language } = this.options
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_config, { doc }) => marksOf(doc, language),
          apply: ({ docChanged, doc }, before) => (docChanged ? marksOf(doc, language) : before),
        },
        props: { decorations: (state) => key.getState(state) },
      }),
    ]
  },
})

/** Rows that did not change since the last time are not compared again, and most texts have few tables. */
export function marksOf(doc: Node, language: TemplateLanguage): DecorationSet {
  const marks: Decoration[] = []
  doc.descendants((node, at) => {
    if (node.type.name === 'table' && node.attrs.form !== null) marks.push(...marksIn(node, at, language))
    return !node.isTextblock
  })
  return marks.length === 0 ? DecorationSet.empty : DecorationSet.create(doc, marks)
}

function marksIn(table: Node, at: number, language: TemplateLanguage): readonly Decoration[] {
  const json = blockJsonOf(table)
  if (json.type !== 'table') return []
  return [...labelsIn(table, at, json, language), ...changesIn(table, at, amendedLines(json))]
}

function changesIn(
  table: Node,
  at: number,
  lines: ReadonlyMap<BlockJson, AmendedLine>,
): readonly Decoration[] {
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

/** The numbers of rows, and what the columns are called, for where cells stand below each other. */
function labelsIn(
  table: Node,
  at: number,
  json: TableJson,
  language: TemplateLanguage,
): readonly Decoration[] {
  const rows = rowLabels(json, language) ?? []
  const columns = columnLabels(json)
  const marks: Decoration[] = []
  if (columns) {
    const style = columns.map((label, index) => `--column-${index + 1}: ${quoted(label)};`).join('')
    const attributes = { style, 'data-stacked': '' }
    marks.push(Decoration.node(at, at + table.nodeSize, attributes, { label: style }))
  }
  table.forEach((row, offset, index) => {
    const label = rows[index]
    const start = at + 1 + offset
    if (label !== undefined)
      marks.push(Decoration.node(start, start + row.nodeSize, { 'data-row-label': label }, { label }))
  })
  return marks
}

/** A text as a string of a style sheet. */
function quoted(text: string): string {
  return `"${text.replace(/["\\\n]/g, ' ')}"`
}

function removedWords(text: string): HTMLElement {
  const words = document.createElement('del')
  words.className = 'amended-away'
  words.contentEditable = 'false'
  words.textContent = text
  return words
}
