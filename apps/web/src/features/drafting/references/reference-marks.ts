import { type FoundReference, type InlineJson, referencesInLine } from '@samsyn/editor'
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

interface Marks {
  /** With their places in the editor's document. */
  readonly references: readonly FoundReference[]
  readonly decorations: DecorationSet
}

const key = new PluginKey<Marks>('referenceMarks')

/** Marks the references to documents of the Union in the text, and those that name none. */
export const ReferenceMarks = Extension.create({
  name: 'referenceMarks',
  addProseMirrorPlugins: () => [
    new Plugin<Marks>({
      key,
      state: {
        init: (_config, { doc }) => marksIn(doc),
        apply: (transaction, before) => (transaction.docChanged ? marksIn(transaction.doc) : before),
      },
      props: { decorations: (state) => key.getState(state)?.decorations },
    }),
  ],
})

/** The reference at a place of the text. */
export function referenceAt(state: EditorState, position: number): FoundReference | null {
  const all = key.getState(state)?.references ?? []
  return all.find(({ from, to }) => from <= position && position <= to) ?? null
}

/** What was found in each line; lines that did not change are not read again. */
const foundIn = new WeakMap<Node, readonly FoundReference[]>()

function marksIn(doc: Node): Marks {
  const references: FoundReference[] = []
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    if (node.type.name === 'sectionTitle') return false
    for (const found of inLine(node)) {
      references.push({ ...found, from: position + 1 + found.from, to: position + 1 + found.to })
    }
    return false
  })
  const decorations = references.map(({ from, to, ok }) =>
    Decoration.inline(from, to, { class: 'reference', 'data-reference': ok ? 'known' : 'broken' }),
  )
  return { references, decorations: DecorationSet.create(doc, decorations) }
}

function inLine(node: Node): readonly FoundReference[] {
  const known = foundIn.get(node)
  if (known) return known
  // Of the schema, since the editor holds nothing else.
  const { content } = node.toJSON() as { readonly content?: readonly InlineJson[] }
  const found = referencesInLine(content)
  foundIn.set(node, found)
  return found
}
