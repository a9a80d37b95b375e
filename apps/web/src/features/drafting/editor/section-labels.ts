import { type SectionKind, sectionTitles } from '@samsyn/editor'
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

interface Options {
  readonly language: keyof typeof sectionTitles
  readonly nameOf: (kind: SectionKind) => string
}

const key = new PluginKey<DecorationSet>('sectionLabels')

/** Writes above a section what kind it is, where its title does not say so already. */
export const SectionLabels = Extension.create<Options>({
  name: 'sectionLabels',
  addOptions: () => ({ language: 'en', nameOf: (kind) => kind }),
  addProseMirrorPlugins() {
    const label = (doc: Node) => labels(doc, this.options)
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_config, { doc }) => label(doc),
          apply: (transaction, before) => (transaction.docChanged ? label(transaction.doc) : before),
        },
        props: { decorations: (state) => key.getState(state) },
      }),
    ]
  },
})

function labels(doc: Node, { language, nameOf }: Options): DecorationSet {
  const found: Decoration[] = []
  doc.forEach((section, offset) => {
    const kind = section.attrs.kind as SectionKind
    const title = section.firstChild?.textContent.trim().toLocaleLowerCase()
    const usual = [sectionTitles[language][kind], nameOf(kind)]
    if (usual.some((one) => one.toLocaleLowerCase() === title)) return
    found.push(Decoration.node(offset, offset + section.nodeSize, { 'data-kind-name': nameOf(kind) }))
  })
  return DecorationSet.create(doc, found)
}
