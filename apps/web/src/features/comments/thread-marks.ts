import type { Thread } from '@samsyn/protocol'
import { type Editor, Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { placeAnchored } from './anchors.ts'

/** Where a thread's passage stands in the editor's document now. */
export interface ThreadPlace {
  readonly threadId: string
  readonly from: number
  readonly to: number
}

/** The places of the threads whose passages are still in the text. */
export function placeThreads(state: EditorState, threads: readonly Thread[]): readonly ThreadPlace[] {
  return placeAnchored(state, threads).map(({ id, from, to }) => ({ threadId: id, from, to }))
}

interface Shown {
  readonly threads: readonly Thread[]
  readonly active: string | null
}

interface Marks extends Shown {
  readonly decorations: DecorationSet
}

const key = new PluginKey<Marks>('threadMarks')

/** Shows which threads stand at the text, and which of them is being looked at. */
export function showThreads(editor: Editor, shown: Shown): void {
  const isAny = shown.threads.length > 0 || (key.getState(editor.state)?.threads.length ?? 0) > 0
  if (isAny) editor.view.dispatch(editor.state.tr.setMeta(key, shown))
}

/** Marks the passages that open threads are about. */
export const ThreadMarks = Extension.create({
  name: 'threadMarks',
  addProseMirrorPlugins: () => [
    new Plugin<Marks>({
      key,
      state: {
        init: () => ({ threads: [], active: null, decorations: DecorationSet.empty }),
        apply(transaction, before, _old, state) {
          const shown: Shown = transaction.getMeta(key) ?? before
          // What others write replaces whole nodes: their passages are found anew. One's own moves them along.
          const isTheirs = Boolean(ySyncPluginKey.getState(state)?.isChangeOrigin)
          if (shown !== before || (transaction.docChanged && isTheirs)) {
            return { ...shown, decorations: decorate(state, shown) }
          }
          if (!transaction.docChanged) return before
          return { ...before, decorations: before.decorations.map(transaction.mapping, transaction.doc) }
        },
      },
      props: { decorations: (state) => key.getState(state)?.decorations },
    }),
  ],
})

function decorate(state: EditorState, { threads, active }: Shown): DecorationSet {
  const audience = new Map(threads.map((thread) => [thread.id, thread.audience]))
  return DecorationSet.create(
    state.doc,
    placeThreads(state, threads).map(({ threadId, from, to }) =>
      Decoration.inline(from, to, {
        class: 'thread-mark',
        'data-thread': threadId,
        'data-audience': audience.get(threadId) === null ? 'all' : 'own',
        ...(threadId === active ? { 'data-active': 'true' } : {}),
      }),
    ),
  )
}
