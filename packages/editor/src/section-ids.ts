import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

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
          // Only the page that made the change repairs it; two pages repairing at once would never agree.
          if (transactions.some((transaction) => isFromOthers(transaction.getMeta(ySyncPluginKey))))
            return null
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

function isFromOthers(meta: unknown): boolean {
  return (meta as { readonly isChangeOrigin?: boolean } | undefined)?.isChangeOrigin === true
}
