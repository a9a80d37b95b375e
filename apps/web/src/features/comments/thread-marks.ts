import { standingPlace } from '@samsyn/editor'
import type { Thread } from '@samsyn/protocol'
import { type Editor, Extension, getTextBetween, getTextSerializersFromSchema } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import { fromBase64, toBase64 } from 'lib0/buffer'
import * as Y from 'yjs'

export type Anchor = NonNullable<Thread['anchor']>

/** Where a thread's passage stands in the editor's document now. */
export interface ThreadPlace {
  readonly threadId: string
  readonly from: number
  readonly to: number
}

const longestQuote = 1000

/** The selected passage as an anchor that outlives what others write around it; null where nothing is selected. */
export function anchorOf({ state }: Editor): Anchor | null {
  return anchorBetween(state, state.selection)
}

/** The same of any passage. */
export function anchorBetween(
  state: EditorState,
  { from, to }: { readonly from: number; readonly to: number },
): Anchor | null {
  const binding = bindingOf(state)
  const quote = printedBetween(state, from, to).trim().slice(0, longestQuote)
  if (from === to || quote === '' || !binding) return null
  const end = (position: number) =>
    toBase64(
      Y.encodeRelativePosition(
        absolutePositionToRelativePosition(position, binding.type, binding.mapping) as Y.RelativePosition,
      ),
    )
  return { start: end(from), end: end(to), quote }
}

/** The words of a passage, brackets as they print. */
function printedBetween({ doc, schema }: EditorState, from: number, to: number): string {
  const textSerializers = getTextSerializersFromSchema(schema)
  return getTextBetween(doc, { from, to }, { blockSeparator: ' ', textSerializers })
}

/** The places of the threads whose passages are still in the text. */
export function placeThreads(state: EditorState, threads: readonly Thread[]): readonly ThreadPlace[] {
  const binding = bindingOf(state)
  if (!binding) return []
  const positionOf = (encoded: string) =>
    relativePositionToAbsolutePosition(
      binding.doc,
      binding.type,
      Y.decodeRelativePosition(fromBase64(encoded)),
      binding.mapping,
    )
  return threads.flatMap(({ id, anchor }) => {
    if (!anchor) return []
    try {
      const from = positionOf(anchor.start)
      const to = positionOf(anchor.end)
      const place = standingPlace(state.doc, { from, to, quote: anchor.quote })
      return place ? [{ threadId: id, ...place }] : []
    } catch {
      // An anchor that cannot be read stands nowhere; the thread keeps its quote.
      return []
    }
  })
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
  editor.view.dispatch(editor.state.tr.setMeta(key, shown))
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

interface Binding {
  readonly doc: Y.Doc
  readonly type: Y.XmlFragment
  readonly mapping: Parameters<typeof absolutePositionToRelativePosition>[2]
}

function bindingOf(state: EditorState): Binding | null {
  const { doc, type, binding } = ySyncPluginKey.getState(state) ?? {}
  return doc && type && binding ? { doc, type, mapping: binding.mapping } : null
}
