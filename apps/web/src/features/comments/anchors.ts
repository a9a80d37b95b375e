import { type Place, standingPlace } from '@samsyn/editor'
import type { Thread } from '@samsyn/protocol'
import { type Editor, getTextBetween, getTextSerializersFromSchema } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import { fromBase64, toBase64 } from 'lib0/buffer'
import * as Y from 'yjs'

/** A passage of a draft that something beside the text is about: ends that move with it, and its words at first. */
export type Anchor = NonNullable<Thread['anchor']>

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
export function printedBetween({ doc, schema }: EditorState, from: number, to: number): string {
  const textSerializers = getTextSerializersFromSchema(schema)
  return getTextBetween(doc, { from, to }, { blockSeparator: ' ', textSerializers })
}

/** Where the passages of these stand in the editor's document now; those that are gone are left out. */
export function placeAnchored(
  state: EditorState,
  anchored: readonly { readonly id: string; readonly anchor: Anchor | null }[],
): readonly (Place & { readonly id: string })[] {
  const binding = bindingOf(state)
  if (!binding) return []
  const positionOf = (encoded: string) =>
    relativePositionToAbsolutePosition(
      binding.doc,
      binding.type,
      Y.decodeRelativePosition(fromBase64(encoded)),
      binding.mapping,
    )
  return anchored.flatMap(({ id, anchor }) => {
    if (!anchor) return []
    try {
      const from = positionOf(anchor.start)
      const to = positionOf(anchor.end)
      const place = standingPlace(state.doc, { from, to, quote: anchor.quote })
      return place ? [{ id, ...place }] : []
    } catch {
      // An anchor that cannot be read stands nowhere; what it belongs to keeps its quote.
      return []
    }
  })
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
