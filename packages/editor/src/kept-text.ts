import { Extension } from '@tiptap/core'
import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { type ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

/**
 * Keeps the shared text of a line when a bracket, a footnote or a break is put before its first character, and each letter
 * with whoever wrote it when the same one is put beside it. y-tiptap compares a line's children by their place, would delete the text and write a new one, and with the old one would go
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

/**
 * Writes into a fragment, which still holds `before`, what y-tiptap would write in another place: nodes that `after` has
 * before the first text of a line, and text that comes or goes beside the same letters with other marks.
 */
export function keepText(fragment: Y.XmlFragment, before: Node, after: Node): void {
  const at = before.content.findDiffStart(after.content)
  if (at === null) return
  const [$before, $after] = [before.resolve(at), after.resolve(at)]
  if (!$before.parent.inlineContent) return
  const isInText = $before.textOffset > 0 || $before.nodeBefore?.isText
  const added = isInText ? [] : addedBeforeText($before, $after)
  if (added.length === 0) keepTyped(fragment, $before, $after)
  else makeRoom(fragment, $before, added)
}

function makeRoom(fragment: Y.XmlFragment, $before: ResolvedPos, added: readonly Node[]): void {
  const line = elementOf(fragment, $before)
  const index = placeIn($before.parent, $before.index())
  if (!(line?.get(index) instanceof Y.XmlText)) return
  const insert = () =>
    line.insert(
      index,
      added.map(({ type }) => new Y.XmlElement(type.name)),
    )
  fragment.doc?.transact(insert, ySyncPluginKey)
}

/**
 * Writes a stretch of a line where it stands if the letters alone would tell another place. y-tiptap looks at no more than
 * those: of a suggested `e` before an `e` it would write the second one and put the suggestion on what somebody else wrote.
 */
function keepTyped(fragment: Y.XmlFragment, $before: ResolvedPos, $after: ResolvedPos): void {
  const [was, is] = [runAt($before), runAt($after)]
  if (!is.letters.some(({ ids }) => ids.length > 0)) return
  const { from, removed, inserted } = difference(was.letters, is.letters, isKept)
  const byLetter = difference(was.letters, is.letters, ({ letter }, next) => letter === next.letter)
  if (from === byLetter.from && removed === byLetter.removed) return
  const text: unknown = elementOf(fragment, $before)?.get(placeIn($before.parent, was.first))
  if (!(text instanceof Y.XmlText) || text.length !== was.letters.length) return
  const written = is.letters.slice(from, from + inserted).map(({ letter }) => letter)
  const write = () => {
    text.delete(from, removed)
    text.insert(from, written.join(''))
  }
  fragment.doc?.transact(write, ySyncPluginKey)
}

interface Letter {
  readonly letter: string
  /** The insertions it is under. */
  readonly ids: readonly unknown[]
}

/** Whether a letter can be one that was there: nobody suggests to insert what is there already. */
function isKept(was: Letter, is: Letter): boolean {
  return was.letter === is.letter && is.ids.every((id) => was.ids.includes(id))
}

/** The text in a row around a position, or before it, and the place of its first node in the line. */
function runAt($position: ResolvedPos): { readonly first: number; readonly letters: readonly Letter[] } {
  const { parent } = $position
  let first = $position.index()
  while (parent.maybeChild(first - 1)?.isText) first -= 1
  const letters: Letter[] = []
  for (let index = first; parent.maybeChild(index)?.isText; index += 1) {
    const { text = '', marks } = parent.child(index)
    const ids = marks.flatMap(({ type, attrs }) => (type.name === 'insertion' ? [attrs.id as unknown] : []))
    for (let at = 0; at < text.length; at += 1) letters.push({ letter: text.charAt(at), ids })
  }
  return { first, letters }
}

/** What of a row differs from another: after the longest beginning that is the same, and before the longest end. */
function difference(
  was: readonly Letter[],
  is: readonly Letter[],
  isSame: (was: Letter, is: Letter) => boolean,
): { readonly from: number; readonly removed: number; readonly inserted: number } {
  const isSameAt = (one: number, other: number) => {
    const [before, after] = [was[one], is[other]]
    return before !== undefined && after !== undefined && isSame(before, after)
  }
  let from = 0
  while (isSameAt(from, from)) from += 1
  let behind = 0
  const most = Math.min(was.length, is.length) - from
  while (behind < most && isSameAt(was.length - 1 - behind, is.length - 1 - behind)) behind += 1
  return { from, removed: was.length - from - behind, inserted: is.length - from - behind }
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
export function elementOf(fragment: Y.XmlFragment, $position: ResolvedPos): Y.XmlFragment | null {
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
