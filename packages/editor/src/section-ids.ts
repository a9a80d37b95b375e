import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { hasChangeFromOthers } from './origin.ts'

/** Gives every section an id of its own: a pasted or split-off section keeps its text and gets a fresh id. */
export const SectionIds = Extension.create<{ newId: () => string }>({
  name: 'sectionIds',
  addOptions: () => ({ newId: () => crypto.randomUUID() }),
  addProseMirrorPlugins() {
    const { newId } = this.options
    return [
      new Plugin({
        key: new PluginKey('sectionIds'),
        appendTransaction(transactions, _before, { doc, tr }) {
          if (!transactions.some((transaction) => transaction.docChanged)) return null
          if (hasChangeFromOthers(transactions)) return null
          const seen = new Set<string>()
          doc.forEach((section, offset) => {
            const id: unknown = section.attrs.id
            if (typeof id === 'string' && id !== '' && !seen.has(id)) {
              seen.add(id)
              return
            }
            const fresh = newId()
            seen.add(fresh)
            tr.setNodeAttribute(offset, 'id', fresh)
          })
          return tr.docChanged ? tr : null
        },
      }),
    ]
  },
})
