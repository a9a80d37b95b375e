import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { hasChangeFromOthers } from './origin.ts'

const identified: ReadonlySet<string> = new Set(['bracket', 'alternative', 'footnote'])

/** Gives every bracket, wording and footnote an id of its own: what is pasted or put in without one gets a fresh id. */
export const InlineIds = Extension.create<{ newId: () => string }>({
  name: 'inlineIds',
  addOptions: () => ({ newId: () => crypto.randomUUID() }),
  addProseMirrorPlugins() {
    const { newId } = this.options
    return [
      new Plugin({
        key: new PluginKey('inlineIds'),
        appendTransaction(transactions, _before, { doc, tr }) {
          if (hasChangeFromOthers(transactions) || !mayBring(transactions, doc)) return null
          const seen = new Set<string>()
          doc.descendants(({ type, attrs }, position) => {
            if (!identified.has(type.name)) return
            const own: unknown = attrs.id
            const id =
              typeof own === 'string' && own !== '' && !seen.has(`${type.name} ${own}`) ? own : newId()
            seen.add(`${type.name} ${id}`)
            if (id !== own) tr.setNodeAttribute(position, 'id', id)
          })
          return tr.docChanged ? tr : null
        },
      }),
    ]
  },
})

/** Whether what the transactions changed holds such a node: one keystroke must not cost a look at the whole text. */
function mayBring(transactions: readonly Transaction[], doc: Node): boolean {
  let isFound = false
  for (const [index, { mapping }] of transactions.entries()) {
    for (const [step, map] of mapping.maps.entries()) {
      map.forEach((_from, _to, start, end) => {
        const later = transactions.slice(index + 1)
        const here = (place: number, side: -1 | 1) =>
          later.reduce((at, next) => next.mapping.map(at, side), mapping.slice(step + 1).map(place, side))
        doc.nodesBetween(here(start, -1), here(end, 1), ({ type }) => {
          if (identified.has(type.name)) isFound = true
          return !isFound
        })
      })
    }
  }
  return isFound
}
