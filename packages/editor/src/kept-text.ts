import { Extension } from '@tiptap/core'
import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { type ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

/**
 * Keeps the shared text of a line when a bracket, a footnote or a break is put before its first character. y-tiptap
 * compares a line's children by their place, would delete the text and write a new one, and with the old one would go
 * what others are typing into it (SPEC E16). So the new nodes are put into the ydoc first, empty; y-tiptap then finds
 * one for each and fills them.
 */
export const KeptText = Extension.create({
  name: 'keptText',
  // Before the collaboration extension, which writes the change into the ydoc.
  priority: 1100,
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('keptText'),
      view: () => ({
        update({ state }, before) {
          if (state.doc === before.doc) return
          const sync = ySyncPluginKey.getState(state) as SyncState | undefined
          if (!sync || sync.isChangeOrigin || sync.snapshot || sync.prevSnapshot) return
          const { binding } = sync
          binding.mux(() => keepText(binding.type, before.doc, state.doc))
        },
      }),
    }),
  ],
})

interface SyncState {
  readonly binding: ProsemirrorBinding
  readonly isChangeOrigin: boolean
  readonly snapshot: unknown
  readonly prevSnapshot: unknown
}

/** Makes room in a fragment, which still holds `before`, for nodes that `after` has before the first text of a line. */
export function keepText(fragment: Y.XmlFragment, before: Node, after: Node): void {
  const at = before.content.findDiffStart(after.content)
  if (at === null) return
  const [$before, $after] = [before.resolve(at), after.resolve(at)]
  if (!$before.parent.inlineContent || $before.textOffset > 0 || $before.nodeBefore?.isText) return
  const added = addedBeforeText($before, $after)
  const line = elementOf(fragment, $before)
  const index = placeIn($before.parent, $before.index())
  if (added.length === 0 || !(line?.get(index) instanceof Y.XmlText)) return
  const insert = () =>
    line.insert(
      index,
      added.map(({ type }) => new Y.XmlElement(type.name)),
    )
  fragment.doc?.transact(insert, ySyncPluginKey)
}

/** The nodes that stand before a text that was the first of its line, or the first after another node. */
function addedBeforeText($before: ResolvedPos, $after: ResolvedPos): readonly Node[] {
  if (!$before.nodeAfter?.isText) return []
  const added: Node[] = []
  let next = $after.nodeAfter
  for (let index = $after.index(); next && !next.isText; index += 1) {
    added.push(next)
    next = $after.parent.maybeChild(index + 1)
  }
  // Where nodes went as well, or no text is left, y-tiptap finds its own way.
  const isOnlyMore = nodesIn($after.parent) === nodesIn($before.parent) + added.length
  return next?.isText && isOnlyMore ? added : []
}

function nodesIn(line: Node): number {
  return line.children.filter(({ isText }) => !isText).length
}

/** The shared element of the node that a position is in; null where the ydoc does not look like the document. */
function elementOf(fragment: Y.XmlFragment, $position: ResolvedPos): Y.XmlFragment | null {
  let element = fragment
  for (let depth = 0; depth < $position.depth; depth += 1) {
    const child: unknown = element.get(placeIn($position.node(depth), $position.index(depth)))
    if (!(child instanceof Y.XmlElement) || child.nodeName !== $position.node(depth + 1).type.name)
      return null
    element = child
  }
  return element
}

/** The place of a child in the ydoc, where text in a row is one. */
function placeIn({ children }: Node, index: number): number {
  return children.slice(0, index).filter(({ isText }, at) => !isText || !children[at - 1]?.isText).length
}
