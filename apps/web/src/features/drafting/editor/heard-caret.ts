import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/**
 * Tells the editor at once where the browser has put the caret. It hears of that a moment after a key has moved it; whatever
 * happens within that moment would be done at the place before, or put the caret back to it.
 */
export function hearCaret(): void {
  document.dispatchEvent(new Event('selectionchange'))
}

/** When the focus comes back, the browser has a caret of its own until the editor puts its own in, 20 milliseconds later. */
const settling = 50

interface Focus {
  /** When it came, in milliseconds. */
  at: number
}

function hear(view: EditorView, { at }: Focus): void {
  if (view.hasFocus() && !view.composing && performance.now() - at > settling) hearCaret()
}

/**
 * Nothing is done at a place that a key has left already: before each key and each input the editor hears of the caret, and
 * so it does before its marks are drawn anew, which would put the caret back.
 */
export const HeardCaret = Extension.create<object, Focus>({
  name: 'heardCaret',
  // Before all others that hear of keys and transactions.
  priority: 2000,
  addStorage: () => ({ at: Number.NEGATIVE_INFINITY }),
  dispatchTransaction({ transaction, next }) {
    const { editor } = this
    if (transaction.docChanged || transaction.selectionSet || editor.isDestroyed) {
      next(transaction)
      return
    }
    const before = editor.state
    hear(editor.view, this.storage)
    next(editor.state === before ? transaction : saidAgain(editor.state, transaction))
  },
  addProseMirrorPlugins() {
    const { storage } = this
    const hearFirst = (view: EditorView) => {
      hear(view, storage)
      return false
    }
    return [
      new Plugin({
        key: new PluginKey('heardCaret'),
        props: {
          handleDOMEvents: {
            keydown: hearFirst,
            beforeinput: hearFirst,
            focus() {
              storage.at = performance.now()
              return false
            },
          },
        },
      }),
    ]
  },
})

/** A transaction that changes neither text nor selection, for the state that came in between. */
function saidAgain(state: EditorState, transaction: Transaction): Transaction {
  const again = state.tr
  const said: object = Reflect.get(transaction, 'meta')
  for (const [name, word] of Object.entries(said)) again.setMeta(name, word)
  if (transaction.storedMarksSet) again.setStoredMarks(transaction.storedMarks)
  return transaction.scrolledIntoView ? again.scrollIntoView() : again
}
