import type { CountryCode } from '@samsyn/domain'
import { jointSectionKinds, type SectionKind } from '@samsyn/editor'
import { Extension } from '@tiptap/core'
import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import { Plugin, PluginKey, Selection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { insertSlice } from '../pasting/insert-slice.ts'
import { ownPagesOf } from './copies.ts'

/** Something from a delegation's own pages on its way into the joint text. */
export interface Carried {
  readonly country: CountryCode
  readonly text: string
  /** Puts it where it was to go. */
  readonly accept: () => void
}

/**
 * Holds back what is pasted or dropped into the joint text and comes from a delegation's own pages, until the person has
 * been asked whether the others may see it.
 */
export const AskBeforePaste = Extension.create<{ readonly onAsk: (carried: Carried) => void }>({
  name: 'askBeforePaste',
  // Before anything else that deals with what is pasted, suggesting included.
  priority: 1300,
  addOptions: () => ({ onAsk: () => undefined }),
  addProseMirrorPlugins() {
    const { onAsk } = this.options
    const ask = (view: EditorView, data: DataTransfer | null, slice: Slice): boolean => {
      const country = data && ownPagesOf(data)
      if (!country) return false
      onAsk({
        country,
        text: slice.content.textBetween(0, slice.content.size, '\n'),
        accept: () => insertSlice(view, slice),
      })
      return true
    }
    return [
      new Plugin({
        key: new PluginKey('askBeforePaste'),
        props: {
          transformPasted: (slice) => asJointSections(slice),
          handlePaste: (view, event, slice) => ask(view, event.clipboardData, slice),
          handleDrop(view, event, slice, isMoved) {
            if (isMoved || !ask(view, event.dataTransfer, slice)) return false
            const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
            if (place) {
              const $place = view.state.doc.resolve(place.pos)
              view.dispatch(view.state.tr.setSelection(Selection.near($place)))
            }
            return true
          },
        },
      }),
    ]
  },
})

const known: readonly SectionKind[] = jointSectionKinds

/** A section of a kind that only own pages have comes in as background. */
function asJointSections(slice: Slice): Slice {
  const nodes: Node[] = []
  slice.content.forEach((node) => {
    const isStrange = node.type.name === 'section' && !known.includes(node.attrs.kind)
    nodes.push(
      isStrange ? node.type.create({ ...node.attrs, kind: 'background' }, node.content, node.marks) : node,
    )
  })
  return new Slice(Fragment.from(nodes), slice.openStart, slice.openEnd)
}
