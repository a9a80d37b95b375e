import { type Editor, Extension } from '@tiptap/core'
import { Fragment, Slice } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { isBracketWork } from '../bracket-commands.ts'
import { hasChangeFromOthers } from '../origin.ts'
import { withoutBorrowed } from './borrowed-suggestions.ts'
import { withOwnIds } from './pasted-suggestions.ts'
import { Proposal } from './proposal.ts'
import { acceptedSlice } from './settled-slices.ts'
import { suggestBreakGone, suggestNewLine, suggestReplacement, suggestSelectionGone } from './suggest-keys.ts'
import { suggestTransaction, type Unsuggestable } from './suggest-transaction.ts'
import type { Suggester } from './suggested-nodes.ts'

/** What the page tells the extension. */
export interface SuggestingOptions extends Suggester {
  /** Whether this person suggests at present, or edits. */
  readonly isSuggesting: () => boolean
  /** Told of what was asked for and could not be suggested; nothing was done. */
  readonly onUnsuggestable: (what: Unsuggestable) => void
  /** Told of a fault of ours; nothing was done then either. */
  readonly onFault: (error: unknown) => void
}

const key = new PluginKey('suggesting')

/** A transaction that carries this is an edit also while one suggests: accepting, rejecting, and what was suggested already. */
const asItIs = 'asItIs'

/** Lets a transaction through as it is, also while one suggests. */
export function asAnEdit(transaction: Transaction): Transaction {
  return transaction.setMeta(key, asItIs)
}

/**
 * Turns what a person does while suggesting into suggestions, and refuses what cannot be one. In both modes nobody's new
 * words get into somebody else's suggestion. What others wrote, and undo, passes as it is.
 */
export const Suggesting = Extension.create<SuggestingOptions>({
  name: 'suggesting',
  priority: 1200,
  addOptions: () => ({
    isOwn: () => false,
    newId: () => crypto.randomUUID(),
    isSuggesting: () => false,
    onUnsuggestable: () => undefined,
    onFault: () => undefined,
  }),

  dispatchTransaction({ transaction, next }) {
    const { isSuggesting, onUnsuggestable, onFault } = this.options
    const isOthers = hasChangeFromOthers([transaction])
    if (!transaction.docChanged || isOthers || transaction.getMeta(key) === asItIs) {
      next(transaction)
    } else if (!isSuggesting()) {
      next(withoutBorrowed(transaction))
    } else if (isBracketWork(transaction)) {
      onUnsuggestable('brackets')
    } else {
      const { state } = this.editor
      try {
        const suggested = suggestTransaction(state, transaction, this.options)
        if (suggested.ok) next(suggested.transaction)
        else onUnsuggestable(suggested.what)
      } catch (error) {
        onFault(error)
      }
    }
  },

  addKeyboardShortcuts() {
    const { options } = this
    const press = (make: (state: EditorState) => Transaction | null) => () =>
      suggest(this.editor.view, options, make)
    const gone = (side: 'before' | 'behind') =>
      press(
        (state) =>
          suggestSelectionGone(state, new Proposal(options), { isReplaced: false }) ??
          suggestBreakGone(state, side, options),
      )
    const [before, behind] = [gone('before'), gone('behind')]
    return {
      Backspace: before,
      'Mod-Backspace': before,
      'Shift-Backspace': before,
      Delete: behind,
      'Mod-Delete': behind,
      Enter: press((state) => suggestNewLine(state, options)),
    }
  },

  addProseMirrorPlugins() {
    const { options } = this
    const removeSelected = (view: EditorView, { isReplaced }: { readonly isReplaced: boolean }) =>
      suggest(view, options, (state) => suggestSelectionGone(state, new Proposal(options), { isReplaced }))
    return [
      new Plugin({
        key,
        props: {
          // Here and not by the default, so that no rule makes a list or a heading of what is typed.
          handleTextInput(view, from, to, text, deflt) {
            if (!isActive(view, options)) return false
            const { selection, storedMarks, schema } = view.state
            if (selection.empty || selection.from !== from || selection.to !== to) {
              view.dispatch(deflt())
              return true
            }
            const marks = storedMarks ?? selection.$from.marksAcross(selection.$to) ?? []
            return replace(view, new Slice(Fragment.from(schema.text(text, marks)), 0, 0), options)
          },
          transformPasted: (slice) => withOwnIds(slice, options),
          handlePaste: (view, _event, slice) => replace(view, acceptedSlice(slice), options),
          handleDOMEvents: {
            cut(view, event) {
              const { clipboardData } = event
              if (!isActive(view, options) || !clipboardData || view.state.selection.empty) return false
              const { dom, text } = view.serializeForClipboard(view.state.selection.content())
              event.preventDefault()
              clipboardData.clearData()
              clipboardData.setData('text/html', dom.innerHTML)
              clipboardData.setData('text/plain', text)
              return removeSelected(view, { isReplaced: false })
            },
            // An input method would take what is selected out of the text by itself.
            compositionstart(view) {
              removeSelected(view, { isReplaced: true })
              return false
            },
          },
        },
      }),
    ]
  },
})

/** Whether what is done in an editor now becomes a suggestion. */
export function isSuggestingIn({ extensionManager }: Editor): boolean {
  const found = extensionManager.extensions.find(({ name }) => name === Suggesting.name)
  return (found?.options as SuggestingOptions | undefined)?.isSuggesting() ?? false
}

function isActive(view: EditorView, { isSuggesting }: SuggestingOptions): boolean {
  return isSuggesting() && view.editable
}

/** Does what was made, if one suggests; whether there was something to do. */
function suggest(
  view: EditorView,
  options: SuggestingOptions,
  make: (state: EditorState) => Transaction | null,
): boolean {
  if (!isActive(view, options)) return false
  try {
    const transaction = make(view.state)
    if (transaction) view.dispatch(asAnEdit(transaction))
    return transaction !== null
  } catch (error) {
    options.onFault(error)
    return true
  }
}

/** Suggests a slice in the place of what is selected. */
function replace(view: EditorView, slice: Slice, options: SuggestingOptions): boolean {
  if (!isActive(view, options)) return false
  const isDone = suggest(view, options, (state) => suggestReplacement(state, slice, options))
  if (!isDone) options.onUnsuggestable('blocks')
  return true
}
