import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import type { BracketRights } from './bracket-commands.ts'
import { type SupporterCountry, supporterCountries } from './doc-json.ts'
import { hasChangeFromOthers } from './origin.ts'

declare module '@tiptap/core' {
  interface EditorEvents {
    /** An edit was not done: it would have taken out a wording that these other delegations support. */
    wordingKept: { readonly countries: readonly SupporterCountry[] }
  }
}

/**
 * Whoever may not settle brackets takes no wording out that another delegation supports, in whatever way a page edits a
 * text: the edit is not done, and the editor says so. What others write comes in as ever, and so does one's own undo.
 */
export const KeptWordings = Extension.create({
  name: 'keptWordings',
  addProseMirrorPlugins() {
    const { editor } = this
    return [
      new Plugin({
        key: new PluginKey('keptWordings'),
        filterTransaction(transaction) {
          const isOwnDeed =
            transaction.docChanged &&
            transaction.getMeta(takingAlong) === undefined &&
            transaction.getMeta('appendedTransaction') === undefined &&
            !hasChangeFromOthers([transaction])
          const lost = isOwnDeed ? takenOut(transaction, editor.storage.brackets.rights) : []
          if (lost.length === 0) return true
          editor.emit('wordingKept', { countries: lost })
          return false
        },
      }),
    ]
  },
})

const takingAlong = 'takingAlong'

/** Says of a transaction that what it takes out is put in again at once: it is moved. */
export function takesAlong(transaction: Transaction): Transaction {
  return transaction.setMeta(takingAlong, true)
}

/** Whose support would be lost with wordings of `before` that `after` has no more, or not with all of it. */
export function lostSupport(before: Node, after: Node, rights: BracketRights): readonly SupporterCountry[] {
  return without(heldIn(before, rights), after)
}

function takenOut(transaction: Transaction, rights: BracketRights): readonly SupporterCountry[] {
  if (rights.mayResolve) return []
  const touched: Held[] = []
  for (const [index, step] of transaction.steps.entries()) {
    const doc = transaction.docs[index]
    // One keystroke must not cost a look at the whole text.
    step.getMap().forEach((from, to) => {
      if (doc && to > from) touched.push(...heldIn(doc, rights, { from, to }))
    })
  }
  return without(touched, transaction.doc)
}

interface Held {
  readonly id: unknown
  readonly countries: readonly SupporterCountry[]
}

/** The wordings that other delegations support, and which. */
function heldIn(
  doc: Node,
  { supportsFor, mayResolve }: BracketRights,
  { from, to } = { from: 0, to: doc.content.size },
): readonly Held[] {
  const held: Held[] = []
  if (mayResolve) return held
  doc.nodesBetween(from, to, ({ type, attrs }) => {
    if (type.name !== 'alternative') return
    const countries = supportersOf(attrs).filter((country) => !supportsFor.includes(country))
    if (countries.length > 0) held.push({ id: attrs.id, countries })
  })
  return held
}

function without(held: readonly Held[], doc: Node): readonly SupporterCountry[] {
  if (held.length === 0) return []
  const left = new Map<unknown, readonly SupporterCountry[]>()
  doc.descendants(({ type, attrs }) => {
    if (type.name === 'alternative')
      left.set(attrs.id, [...(left.get(attrs.id) ?? []), ...supportersOf(attrs)])
  })
  const lost = held.flatMap(({ id, countries }) =>
    countries.filter((country) => !left.get(id)?.includes(country)),
  )
  return supporterCountries.filter((country) => lost.includes(country))
}

function supportersOf(attrs: Node['attrs']): readonly SupporterCountry[] {
  return supporterCountries.filter((country) => attrs[country] === true)
}
