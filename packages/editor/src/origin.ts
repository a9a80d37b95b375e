import type { Transaction } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

/**
 * Whether any of the transactions brings in what others wrote (or an undo). Such text is never repaired on arrival:
 * every page would repair it at once, each in its own way.
 */
export function hasChangeFromOthers(transactions: readonly Transaction[]): boolean {
  return transactions.some((transaction) => {
    const meta = transaction.getMeta(ySyncPluginKey) as { readonly isChangeOrigin?: boolean } | undefined
    return meta?.isChangeOrigin === true
  })
}
