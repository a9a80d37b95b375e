import type { Node } from '@tiptap/pm/model'
import { Plugin, type PluginKey } from '@tiptap/pm/state'
import { Mapping, StepMap } from '@tiptap/pm/transform'
import { type Decoration, DecorationSet } from '@tiptap/pm/view'
import { whenIdleAfter } from '../../../app/idle.ts'
import { isLong, textHasRestFor } from './text-first.ts'

/** The decorations of one line (title, heading or paragraph), the first character of which stands at `start`. */
type DecorateLine = (line: Node, start: number) => readonly Decoration[]

/**
 * A plugin with decorations that depend on nothing but the line they are in. Only lines that changed are looked at
 * again, also where others write: the binding to Yjs replaces the whole document then, whatever of it is new. A transaction
 * with the plugin's key on it has all of them looked at. Those of a long text that move no word can come when it has been there for a moment (`areLate`).
 */
export function lineDecorations(
  key: PluginKey<DecorationSet>,
  decorate: DecorateLine,
  { areLate = false } = {},
): Plugin<DecorationSet> {
  let isOpening = areLate
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, { doc }) => decorateAll(doc, decorate),
      apply(transaction, before) {
        if (isOpening) return isLong(transaction.doc) ? before : decorateAll(transaction.doc, decorate)
        if (transaction.getMeta(key)) return decorateAll(transaction.doc, decorate)
        return transaction.docChanged
          ? redecorate(before, transaction.before, transaction.doc, decorate)
          : before
      },
    },
    view: (view) => {
      const leave = whenIdleAfter(() => {
        if (!isOpening) return
        isOpening = false
        if (isLong(view.state.doc)) view.dispatch(view.state.tr.setMeta(key, true))
      }, textHasRestFor)
      return { destroy: leave }
    },
    props: { decorations: (state) => key.getState(state) },
  })
}

/** Where two documents differ: from `start` on, up to `was` in the one and `is` in the other. */
export interface DocChange {
  readonly start: number
  readonly was: number
  readonly is: number
}

let latest: { readonly before: Node; readonly doc: Node; readonly change: DocChange | null } | null = null

/**
 * The one stretch outside which two documents are the same; null if they are the same altogether. Every plugin asks the
 * same of each change, and after what others wrote the answer takes reading both texts.
 */
export function changeBetween(before: Node, doc: Node): DocChange | null {
  if (latest?.before !== before || latest.doc !== doc)
    latest = { before, doc, change: difference(before, doc) }
  return latest.change
}

function difference(before: Node, doc: Node): DocChange | null {
  const start = before.content.findDiffStart(doc.content)
  const end = before.content.findDiffEnd(doc.content)
  if (start === null || end === null) return null
  // In a row of equal letters what is equal from the end may overlap what is equal from the beginning.
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  return { start, was: end.a + overlap, is: end.b + overlap }
}

/** Decorations as they stand after a change. */
export function mapThrough(set: DecorationSet, { start, was, is }: DocChange, doc: Node): DecorationSet {
  return set.map(new Mapping([new StepMap([start, was - start, is - start])]), doc)
}

function decorateAll(doc: Node, decorate: DecorateLine): DecorationSet {
  const all: Decoration[] = []
  forEachLine(doc, 0, doc.content.size, (line, start) => all.push(...decorate(line, start)))
  return DecorationSet.create(doc, all)
}

function redecorate(set: DecorationSet, before: Node, doc: Node, decorate: DecorateLine): DecorationSet {
  const change = changeBetween(before, doc)
  if (!change) return set
  const { start, is } = change
  let after = mapThrough(set, change, doc)
  const fresh: Decoration[] = []
  forEachLine(doc, start, is, (line, from) => {
    after = after.remove(after.find(from, from + line.content.size))
    fresh.push(...decorate(line, from))
  })
  return after.add(doc, fresh)
}

/** Every line that touches a stretch of the document. */
function forEachLine(doc: Node, from: number, to: number, visit: (line: Node, start: number) => void): void {
  const size = doc.content.size
  doc.nodesBetween(Math.max(0, from - 1), Math.min(size, to + 1), (node, position) => {
    if (!node.isTextblock) return true
    visit(node, position + 1)
    return false
  })
}
