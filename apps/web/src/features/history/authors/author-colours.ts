import type { Writer } from '@samsyn/protocol'
import { type Editor, Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import type { Mapping } from '@tiptap/pm/transform'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import { changeBetween, mapThrough } from '../../drafting/editor/line-decorations.ts'
import type { AuthorLook } from './author-looks.ts'
import type { AuthorshipIndex } from './authorship-index.ts'
import { type AuthorPassage, join, passagesIn, type Taken, type TakenPlace, takenPlaces } from './passages.ts'

/** Whose text is shown, and in which words. */
export interface Authors {
  readonly index: AuthorshipIndex
  readonly taken: readonly Taken[]
  /** Who writes here. */
  readonly me: Writer
  readonly lookOf: (author: Writer | undefined) => AuthorLook
  /** What is said of a passage when the pointer rests on it. */
  readonly describe: (passage: AuthorPassage) => string
  readonly describeTaken: (taken: Taken) => string
}

interface Colours {
  readonly authors: Authors | null
  readonly decorations: DecorationSet
}

const off: Colours = { authors: null, decorations: DecorationSet.empty }

const key = new PluginKey<Colours>('authorColours')

/** Colours the text by its authors; null shows it plain again. */
export function showAuthors(editor: Editor, authors: Authors | null): void {
  if (!editor.isDestroyed) editor.view.dispatch(editor.state.tr.setMeta(key, { authors }))
}

/** The passages that are coloured now, in their order. */
export function colouredPassages(state: EditorState): readonly AuthorPassage[] {
  return found(state, 0, state.doc.content.size, isPassage).map(passageOf).sort(byPlace)
}

/** What is known of the text at a position: the passage there, or just before it, and what was taken away there. */
export function authorsAt(
  state: EditorState,
  position: number,
): { readonly passage: AuthorPassage | null; readonly taken: readonly Taken[] } {
  const passages = found(state, position, position, isPassage).map(passageOf).sort(byPlace)
  const passage = passages.find(({ to }) => to > position) ?? passages.at(-1) ?? null
  const taken = found(state, position, position, isTaken).map(({ spec }) => (spec.taken as TakenPlace).taken)
  return { passage, taken }
}

/** Where words were taken from others, in the order of the text. */
export function shownTaken(state: EditorState): readonly { readonly from: number; readonly to: number }[] {
  return found(state, 0, state.doc.content.size, isTaken)
    .map(({ from, to }) => ({ from, to }))
    .sort(byPlace)
}

/**
 * Colours passages by whoever wrote them, without touching the document. What is typed here is coloured as
 * one's own; what others write is looked up by its Yjs ids, in the lines that changed and no others.
 */
export const AuthorColours = Extension.create({
  name: 'authorColours',
  addProseMirrorPlugins: () => [
    new Plugin<Colours>({
      key,
      state: {
        init: () => off,
        apply(transaction, before, { doc: old }, state) {
          const asked = transaction.getMeta(key) as { readonly authors: Authors | null } | undefined
          if (asked) return asked.authors ? painted(state, asked.authors) : off
          if (!before.authors || !transaction.docChanged) return before
          const { decorations, authors } = before
          const isTheirs = Boolean(ySyncPluginKey.getState(state)?.isChangeOrigin)
          return {
            authors,
            decorations: isTheirs
              ? withTheirs(decorations, { old, state, authors })
              : withMine(decorations, transaction, authors),
          }
        },
      },
      props: { decorations: (state) => key.getState(state)?.decorations },
    }),
  ],
})

function painted(state: EditorState, authors: Authors): Colours {
  const fragment = fragmentOf(state)
  if (!fragment) return { authors, decorations: DecorationSet.empty }
  const passages = passagesIn(state.doc, fragment, authors.index)
  const places = takenPlaces(state.doc, fragment, authors.taken)
  const decorations = [
    ...passages.map((passage) => inline(passage, authors)),
    ...lineCodes(state.doc, passages, authors),
    ...places.map((place) => takenMark(place, authors)),
  ]
  return { authors, decorations: DecorationSet.create(state.doc, decorations) }
}

/** After a change of others, in which whole nodes are replaced: the same outside of what differs, and new there. */
function withTheirs(
  before: DecorationSet,
  { old, state, authors }: { readonly old: Node; readonly state: EditorState; readonly authors: Authors },
): DecorationSet {
  const { doc } = state
  const fragment = fragmentOf(state)
  const change = changeBetween(old, doc)
  if (!fragment || !change) return before
  const range = linesAround(doc, change.start, change.is)
  const passages = passagesIn(doc, fragment, authors.index, range).filter(
    ({ from, to }) => range.from <= from && to <= range.to,
  )
  const mapped = mapThrough(before, change, doc)
  const stale = mapped
    .find(range.from, range.to)
    .filter(({ from, to, spec }) => spec.taken === undefined && range.from <= from && to <= range.to)
  return mapped
    .remove([...stale])
    .add(doc, [
      ...passages.map((passage) => inline(passage, authors)),
      ...lineCodes(doc, passages, authors, range),
    ])
}

/** After a change made here: what was put in is one's own, just now, until the server is asked again. */
function withMine(before: DecorationSet, { mapping, doc }: Transaction, authors: Authors): DecorationSet {
  let decorations = before.map(mapping, doc)
  for (const { from, to } of insertedRanges(mapping, doc)) {
    let mine: AuthorPassage = { from, to, author: authors.me, movedBy: null, minutes: null }
    const touched = decorations.find(from, to, isPassage)
    const kept: Decoration[] = []
    for (const decoration of touched) {
      const passage = passageOf(decoration)
      const joined = passage.to === from ? join(passage, mine) : null
      if (joined) mine = joined
      else {
        if (passage.from < from) kept.push(inline({ ...passage, to: from }, authors))
        if (passage.to > to) kept.push(inline({ ...passage, from: to }, authors))
      }
    }
    decorations = decorations.remove(touched).add(doc, [...kept, inline(mine, authors)])
    const range = linesAround(doc, from, to)
    const stale = decorations.find(range.from, range.to, (spec) => spec.isLine === true)
    const passages = decorations.find(range.from, range.to, isPassage).map(passageOf).sort(byPlace)
    decorations = decorations.remove(stale).add(doc, lineCodes(doc, passages, authors, range))
  }
  return decorations
}

/** Where a transaction put text in, in the document after it. */
function insertedRanges(
  mapping: Mapping,
  doc: Node,
): readonly { readonly from: number; readonly to: number }[] {
  const ranges: { from: number; to: number }[] = []
  for (const [index, map] of mapping.maps.entries()) {
    const rest = mapping.slice(index + 1)
    map.forEach((_oldStart, _oldEnd, newStart, newEnd) => {
      const from = rest.map(newStart, 1)
      const to = rest.map(newEnd, -1)
      doc.nodesBetween(Math.min(from, to), Math.max(from, to), (node, position) => {
        if (!node.isText) return
        const [start, end] = [Math.max(from, position), Math.min(to, position + node.nodeSize)]
        if (start < end) ranges.push({ from: start, to: end })
      })
    })
  }
  return ranges
}

/** The lines that a range touches, whole. */
function linesAround(doc: Node, from: number, to: number): { readonly from: number; readonly to: number } {
  let range = { from, to }
  const [start, end] = [Math.max(0, from - 1), Math.min(doc.content.size, to + 1)]
  doc.nodesBetween(start, end, (node, position) => {
    if (!node.isTextblock) return true
    range = {
      from: Math.min(range.from, position),
      to: Math.max(range.to, position + node.nodeSize),
    }
    return false
  })
  return range
}

function inline(passage: AuthorPassage, { lookOf, describe }: Authors): Decoration {
  const { from, to, author } = passage
  const attributes = {
    class: 'author',
    'data-author': '',
    ...lookOf(author).attributes,
    title: describe(passage),
  }
  // Places change with the text around; of a decoration they are its own.
  return Decoration.inline(from, to, attributes, { passage })
}

function takenMark(place: TakenPlace, { describeTaken }: Authors): Decoration {
  const mark = () => {
    const element = document.createElement('span')
    element.className = 'taken'
    element.title = describeTaken(place.taken)
    return element
  }
  return Decoration.widget(place.at, mark, { taken: place, side: -1, ignoreSelection: true })
}

/** The codes of the authors in each line, to stand in the margin. */
function lineCodes(
  doc: Node,
  passages: readonly AuthorPassage[],
  { lookOf }: Authors,
  { from, to }: { readonly from: number; readonly to: number } = { from: 0, to: doc.content.size },
): Decoration[] {
  const codes: Decoration[] = []
  let next = 0
  doc.nodesBetween(from, to, (node, position) => {
    if (!node.isTextblock) return true
    const end = position + node.nodeSize
    const inLine = new Set<string>()
    for (; next < passages.length && (passages[next]?.from ?? end) < end; next += 1) {
      inLine.add(lookOf(passages[next]?.author).code)
    }
    if (inLine.size > 0) {
      codes.push(
        Decoration.node(position, end, { 'data-written-by': [...inLine].join(' ') }, { isLine: true }),
      )
    }
    return false
  })
  return codes
}

function found(
  state: EditorState,
  from: number,
  to: number,
  which: (spec: Decoration['spec']) => boolean,
): Decoration[] {
  return key.getState(state)?.decorations.find(from, to, which) ?? []
}

function isPassage(spec: Decoration['spec']): boolean {
  return spec.passage !== undefined
}

function isTaken(spec: Decoration['spec']): boolean {
  return spec.taken !== undefined
}

function passageOf({ from, to, spec }: Decoration): AuthorPassage {
  return { ...(spec.passage as AuthorPassage), from, to }
}

function byPlace(one: { readonly from: number }, other: { readonly from: number }): number {
  return one.from - other.from
}

function fragmentOf(state: EditorState): Y.XmlFragment | null {
  return (ySyncPluginKey.getState(state) as { readonly type?: Y.XmlFragment } | undefined)?.type ?? null
}
