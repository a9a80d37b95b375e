import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state'
import { type ProsemirrorBinding, relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import { type AbstractType, createAbsolutePositionFromRelativePosition, type RelativePosition } from 'yjs'

/** What the binding knows of a caret while it takes something in. */
interface Caret {
  readonly type: string
  readonly anchor: RelativePosition | null
  readonly head: RelativePosition | null
}

/**
 * Keeps the caret behind the letter it stands behind, whatever others write in the same paragraph. The binding knows the
 * letter, but where the paragraph reads otherwise than before it takes the place for wrong, and puts the caret as many letters
 * from the paragraph's start as it was: into the middle of a word, as soon as two people write in one sentence. Where the
 * letter's own text is gone (its section was moved), the binding's guess stays.
 */
export const SteadyCaret = Extension.create({
  name: 'steadyCaret',
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('steadyCaret'),
      appendTransaction(transactions, _before, state) {
        const change = transactions.map(takenIn).findLast((each) => each !== undefined)
        const binding = (ySyncPluginKey.getState(state) as { binding?: ProsemirrorBinding } | undefined)
          ?.binding
        const caret = binding?.beforeTransactionSelection as Caret | null | undefined
        if (!change || !binding || caret?.type !== 'text' || !caret.anchor || !caret.head) return null
        const [anchor, head] = [placeOf(caret.anchor, binding), placeOf(caret.head, binding)]
        if (anchor === null || head === null) return null
        const { doc, selection, tr } = state
        if (anchor === selection.anchor && head === selection.head) return null
        const [$anchor, $head] = [doc.resolve(anchor), doc.resolve(head)]
        if (!$anchor.parent.inlineContent || !$head.parent.inlineContent) return null
        return tr
          .setSelection(new TextSelection($anchor, $head))
          .setMeta(ySyncPluginKey, change)
          .setMeta('addToHistory', false)
      },
    }),
  ],
})

/** What the binding says of a transaction in which it put others' writing, or something undone, into the document. */
function takenIn(transaction: Transaction): object | undefined {
  const change = transaction.getMeta(ySyncPluginKey) as { readonly isChangeOrigin?: boolean } | undefined
  return transaction.docChanged && change?.isChangeOrigin ? change : undefined
}

/** Where a relative position is in the document now; null when the text it is in is gone. */
function placeOf(position: RelativePosition, { doc, type, mapping }: ProsemirrorBinding): number | null {
  const found = createAbsolutePositionFromRelativePosition(position, doc)
  if (!found || isGone(found.type)) return null
  return relativePositionToAbsolutePosition(doc, type, position, mapping)
}

function isGone(type: AbstractType<unknown>): boolean {
  for (let item = type._item; item; item = (item.parent as AbstractType<unknown>)._item) {
    if (item.deleted) return true
  }
  return false
}
