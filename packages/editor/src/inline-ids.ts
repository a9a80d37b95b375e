import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Mapping } from '@tiptap/pm/transform'
import { type SupporterCountry, supporterCountries } from './doc-json.ts'
import { hasChangeFromOthers } from './origin.ts'

const identified: ReadonlySet<string> = new Set(['bracket', 'alternative', 'footnote'])

/**
 * Gives every bracket, wording and footnote an id of its own: what is copied, pasted or put in without one gets a fresh id.
 * A wording that comes in that way brings no other delegation's support with it: what was said of one text is not said of
 * another. What is cut and put elsewhere is the same wording still.
 */
export const InlineIds = Extension.create<{ newId: () => string }, { seen: Set<string> }>({
  name: 'inlineIds',
  addOptions: () => ({ newId: () => crypto.randomUUID() }),
  addStorage: () => ({ seen: new Set() }),
  addProseMirrorPlugins() {
    const { newId } = this.options
    const { seen } = this.storage
    return [
      new Plugin({
        key: new PluginKey('inlineIds'),
        state: {
          init: (_config, { doc }) => {
            if (doc) for (const { key } of identifiedIn(doc)) seen.add(key)
          },
          apply: () => undefined,
        },
        appendTransaction: (transactions, before, after) => {
          if (hasChangeFromOthers(transactions)) {
            for (const { key } of broughtByOthers(before.doc, after.doc)) seen.add(key)
            return null
          }
          if (!mayBring(transactions, after.doc)) return null
          // Asked when it is needed: the page learns of rights later than it makes its editor.
          const { supportsFor } = this.editor.storage.brackets.rights
          const tr = repaired({ transactions, before, after, seen, newId, supportsFor })
          for (const { key } of identifiedIn(tr.doc)) seen.add(key)
          return tr.docChanged ? tr : null
        },
      }),
    ]
  },
})

interface Identified {
  readonly node: Node
  readonly at: number
  readonly id: unknown
  /** Kind and id together. */
  readonly key: string
}

interface Change {
  readonly transactions: readonly Transaction[]
  readonly before: EditorState
  readonly after: EditorState
  /** What this text has had on this page so far, by kind and id. */
  readonly seen: ReadonlySet<string>
  readonly newId: () => string
  readonly supportsFor: readonly SupporterCountry[]
}

function repaired({ transactions, before, after, seen, newId, supportsFor }: Change): Transaction {
  const { tr } = after
  const all = identifiedIn(after.doc)
  const stayed = stayedIn(all, transactions, before)
  const taken = new Set(all.flatMap(({ at, key }) => (stayed.has(at) ? [key] : [])))
  for (const { node, at, id, key } of all) {
    const isOwn = stayed.has(at) || (typeof id === 'string' && id !== '' && !taken.has(key))
    taken.add(key)
    if (!isOwn) tr.setNodeAttribute(at, 'id', newId())
    if (node.type.name !== 'alternative' || stayed.has(at) || (isOwn && seen.has(key))) continue
    for (const country of supporterCountries) {
      if (node.attrs[country] === true && !supportsFor.includes(country))
        tr.setNodeAttribute(at, country, null)
    }
  }
  return tr
}

/** Where what was there before stands now, once for each id; only there an id is older than a copy's. */
function stayedIn(
  all: readonly Identified[],
  transactions: readonly Transaction[],
  before: EditorState,
): ReadonlySet<number> {
  const mapping = new Mapping()
  for (const transaction of transactions) mapping.appendMapping(transaction.mapping)
  const now = new Map(all.map(({ at, key }) => [at, key]))
  const stayed = new Set<number>()
  const taken = new Set<string>()
  for (const { at, key } of identifiedIn(before.doc)) {
    const { pos, deletedAfter } = mapping.mapResult(at)
    if (deletedAfter || now.get(pos) !== key || taken.has(key)) continue
    taken.add(key)
    stayed.add(pos)
  }
  return stayed
}

function identifiedIn(doc: Node, from = 0, to = doc.content.size): readonly Identified[] {
  const found: Identified[] = []
  doc.nodesBetween(from, to, (node, at) => {
    if (identified.has(node.type.name) && at >= from) {
      const id: unknown = node.attrs.id
      found.push({ node, at, id, key: `${node.type.name} ${String(id)}` })
    }
  })
  return found
}

/** What stands where others changed the text: the binding to Yjs replaces all of it, whatever of it is new. */
function broughtByOthers(before: Node, after: Node): readonly Identified[] {
  const start = before.content.findDiffStart(after.content)
  const end = before.content.findDiffEnd(after.content)
  return start === null || end === null ? [] : identifiedIn(after, start, Math.max(start, end.b))
}

/** Whether anything in what the transactions changed is such a node: one keystroke must not cost a look at the whole text. */
function mayBring(transactions: readonly Transaction[], doc: Node): boolean {
  let isFound = false
  for (const [index, { mapping }] of transactions.entries()) {
    for (const [step, map] of mapping.maps.entries()) {
      map.forEach((_from, _to, start, end) => {
        const later = transactions.slice(index + 1)
        const here = (place: number, side: -1 | 1) =>
          later.reduce((at, next) => next.mapping.map(at, side), mapping.slice(step + 1).map(place, side))
        isFound ||= identifiedIn(doc, here(start, -1), here(end, 1)).length > 0
      })
    }
  }
  return isFound
}
