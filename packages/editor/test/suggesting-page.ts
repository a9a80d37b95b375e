import { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { EditorState, type Transaction } from '@tiptap/pm/state'
import { initProseMirrorDoc, updateYFragment, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { editorSchema, extensions, fragmentName, updateToDoc } from '../src/index.ts'
import { keepText } from '../src/kept-text.ts'
import { lineKeys, linesWrittenAnew, settleInParts } from '../src/settling.ts'
import { withoutBorrowed } from '../src/suggesting/borrowed-suggestions.ts'
import { settleSuggestions, suggestionIds, type Verdict } from '../src/suggesting/settle-suggestions.ts'
import { suggestTransaction } from '../src/suggesting/suggest-transaction.ts'
import type { Suggester } from '../src/suggesting/suggested-nodes.ts'
import { everythingToSuggest, makeChange, type RandomChange } from './random-changes.ts'
import { suggester } from './suggesting.ts'

const { plugins } = new Editor({
  element: null,
  extensions,
  content: structuredClone(everythingToSuggest) as object,
}).extensionManager

/** One person's page without a view: it edits and suggests as the collaboration extension and ours do together. */
export class SuggestingPage {
  readonly ydoc: Y.Doc
  readonly name: string
  readonly #me: Suggester
  readonly #undo: Y.UndoManager

  constructor(number: number, seed: Uint8Array) {
    this.name = `p${number}`
    // What was deleted is kept, so that a test can see how it went.
    this.ydoc = new Y.Doc({ gc: false })
    // Fixed, so that a failing run can be played again.
    this.ydoc.clientID = number + 1
    Y.applyUpdate(this.ydoc, seed)
    this.#me = suggester(this.name)
    this.#undo = new Y.UndoManager(this.#fragment, {
      trackedOrigins: new Set([ySyncPluginKey]),
      captureTimeout: 0,
    })
  }

  get #fragment(): Y.XmlFragment {
    return this.ydoc.getXmlFragment(fragmentName)
  }

  /** What the page shows. */
  get text(): string {
    return initProseMirrorDoc(this.#fragment, editorSchema()).doc.textContent
  }

  /** The document as the server reads it. */
  read() {
    return updateToDoc(Y.encodeStateAsUpdate(this.ydoc))
  }

  hear(other: SuggestingPage): void {
    Y.applyUpdate(this.ydoc, Y.encodeStateAsUpdate(other.ydoc, Y.encodeStateVector(this.ydoc)))
  }

  undo(): void {
    this.#undo.undo()
  }

  /** Makes a change, or suggests it; whether it could. */
  change(change: RandomChange, { isSuggesting, typed }: { isSuggesting: boolean; typed: string }): boolean {
    return this.#dispatch((state) => {
      const transaction = makeChange(state, change, typed)
      if (!transaction?.docChanged) return null
      if (!isSuggesting) return isValid(transaction.doc) ? withoutBorrowed(transaction) : null
      const suggested = suggestTransaction(state, transaction, this.#me)
      return suggested.ok ? suggested.transaction : null
    })
  }

  /** Settles one of the suggestions in the text, whoever made it. */
  settle(at: number, verdict: Verdict): void {
    const ids = [...suggestionIds(this.#state().doc)]
    const id = ids[Math.floor(at * ids.length)]
    if (id !== undefined) this.settleAll([id], verdict)
  }

  /** The ids of all suggestions in the text. */
  get suggestionIds(): readonly string[] {
    return [...suggestionIds(this.#state().doc)]
  }

  /** Settles suggestions as the editor does, part by part; gives what the lines are called that it wrote anew. */
  settleAll(ids: readonly string[], verdict: Verdict): readonly string[] {
    const { doc, tr } = this.#state()
    settleSuggestions(tr, new Set(ids), verdict)
    const keys = lineKeys(this.#fragment, doc, linesWrittenAnew(tr))
    const left = settleInParts(new Set(ids), verdict, {
      state: () => this.#state(),
      // On the text whose nodes y-tiptap knows, as in an editor.
      dispatch: ({ steps }) => this.#dispatch((now) => steps.reduce((each, step) => each.step(step), now.tr)),
    })
    if (left.length > 0) throw new Error(`Left: ${left.join()}`)
    return keys
  }

  #state(): EditorState {
    const { doc } = initProseMirrorDoc(this.#fragment, editorSchema())
    return EditorState.create({ doc, plugins })
  }

  #dispatch(make: (state: EditorState) => Transaction | null): boolean {
    const { doc, meta } = initProseMirrorDoc(this.#fragment, editorSchema())
    const state = EditorState.create({ doc, plugins })
    const transaction = make(state)
    if (!transaction?.docChanged) return false
    const after = state.applyTransaction(transaction).state.doc
    after.check()
    keepText(this.#fragment, doc, after)
    this.ydoc.transact(() => updateYFragment(this.ydoc, this.#fragment, after, meta), ySyncPluginKey)
    return true
  }
}

/** Pasting a torn table can leave a cell without a line; the editor repairs that otherwise. */
function isValid(doc: Node): boolean {
  try {
    doc.check()
    return true
  } catch {
    return false
  }
}
