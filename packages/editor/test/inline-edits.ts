import { Fragment, type Node } from '@tiptap/pm/model'
import { EditorState, type Transaction } from '@tiptap/pm/state'
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap'
import fc from 'fast-check'
import type * as Y from 'yjs'
import { editorSchema, fragmentName, supporterCountries } from '../src/index.ts'
import { keepText } from '../src/kept-text.ts'

/** What people do to a line with brackets and footnotes; `at` and `size` are shares of what there is. */
export type InlineEdit =
  | { readonly do: 'type'; readonly at: number }
  | { readonly do: 'support'; readonly at: number; readonly country: number }
  | { readonly do: 'addWording'; readonly at: number }
  | { readonly do: 'suggest'; readonly at: number; readonly size: number }
  | { readonly do: 'suggestNode'; readonly at: number }
  | { readonly do: 'bracket'; readonly at: number; readonly size: number }
  | { readonly do: 'note'; readonly at: number }
  | { readonly do: 'removeWording'; readonly at: number }
  | { readonly do: 'dissolve'; readonly at: number }
  | { readonly do: 'erase'; readonly at: number; readonly size: number }

/** Edits that put no text elsewhere. */
export const writing = ['type', 'support', 'addWording', 'suggest', 'suggestNode'] as const

/** Edits that move text into a new node. */
export const enclosing = ['bracket', 'note'] as const

/** Edits that take text out. */
export const removing = ['removeWording', 'dissolve', 'erase'] as const

/** Any edit of some kinds. */
export function editOf(kinds: readonly InlineEdit['do'][]): fc.Arbitrary<InlineEdit> {
  const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
  return fc
    .record({ do: fc.constantFrom(...kinds), at: share, size: share, country: fc.nat(4) })
    .map((edit) => edit as InlineEdit)
}

/** Makes an edit in a page's ydoc as the collaboration extension does. What is typed is one character of its own. */
export function makeEdit(ydoc: Y.Doc, edit: InlineEdit, letter: string): void {
  const fragment = ydoc.getXmlFragment(fragmentName)
  const { doc, meta } = initProseMirrorDoc(fragment, editorSchema())
  const tr = EditorState.create({ doc }).tr
  change(tr, edit, letter)
  if (!tr.docChanged) return
  keepText(fragment, doc, tr.doc)
  ydoc.transact(() => updateYFragment(ydoc, fragment, tr.doc, meta))
}

function change(tr: Transaction, edit: InlineEdit, letter: string): void {
  const { nodes, marks } = editorSchema()
  const { doc } = tr
  const caret = () => pick(carets(doc), edit.at)
  const node = (type: string) => pick(nodesOf(doc, type), edit.at)
  switch (edit.do) {
    case 'type': {
      const at = caret()
      if (at !== undefined) tr.insert(at, editorSchema().text(letter))
      return
    }
    case 'support': {
      const found = node('alternative')
      const country = supporterCountries[edit.country] ?? 'DK'
      if (found) tr.setNodeAttribute(found.at, country, found.node.attrs[country] === true ? null : true)
      return
    }
    case 'addWording': {
      const found = node('bracket')
      const wording = nodes.alternative?.create({ id: letter })
      if (found && wording) tr.insert(found.at + found.node.nodeSize - 1, wording)
      return
    }
    case 'suggest': {
      const [from, to] = rangeIn(doc, edit) ?? []
      const mark = marks.insertion?.create({ id: letter })
      if (from !== undefined && to !== undefined && mark) tr.addMark(from, to, mark)
      return
    }
    case 'suggestNode': {
      const found = node('bracket') ?? node('footnote')
      if (found) tr.setNodeAttribute(found.at, 'suggestedDeletion', letter)
      return
    }
    case 'bracket': {
      const [from, to] = rangeIn(doc, edit) ?? []
      if (from === undefined || to === undefined || isWhole(doc, from, to)) return
      const wording = nodes.alternative?.create({ id: letter }, doc.slice(from, to).content)
      if (wording) tr.replaceWith(from, to, nodes.bracket?.create({ id: letter }, wording) ?? [])
      return
    }
    case 'note': {
      const at = pick(carets(doc, 'footnote'), edit.at)
      const note = nodes.footnote?.create({ id: letter })
      if (at !== undefined && note) tr.insert(at, note)
      return
    }
    case 'removeWording': {
      const found = node('alternative')
      if (found) tr.delete(found.at, found.at + found.node.nodeSize)
      return
    }
    case 'dissolve': {
      const found = node('bracket')
      const kept = found?.node.firstChild?.content ?? Fragment.empty
      if (found) tr.replaceWith(found.at, found.at + found.node.nodeSize, kept)
      return
    }
    case 'erase': {
      const [from, to] = rangeIn(doc, edit) ?? []
      if (from !== undefined && to !== undefined) tr.delete(from, to)
    }
  }
}

function pick<T>(all: readonly T[], share: number): T | undefined {
  return all[Math.floor(share * all.length)]
}

/** The positions at which text can stand, outside nodes of a type. */
function carets(doc: Node, except?: string): readonly number[] {
  return Array.from({ length: doc.content.size + 1 }, (_unused, at) => at).filter((at) => {
    const { parent } = doc.resolve(at)
    const isLine = parent.isTextblock || parent.type.name === 'alternative' || parent.type.name === 'footnote'
    return isLine && parent.type.name !== 'sectionTitle' && parent.type.name !== except
  })
}

/** Whether a stretch takes a text whole, from one end to the other: none of it stays where it was. */
function isWhole(doc: Node, from: number, to: number): boolean {
  return !doc.resolve(from).nodeBefore?.isText && !doc.resolve(to).nodeAfter?.isText
}

function nodesOf(doc: Node, type: string): readonly { readonly node: Node; readonly at: number }[] {
  const found: { node: Node; at: number }[] = []
  doc.descendants((node, at) => {
    if (node.type.name === type) found.push({ node, at })
  })
  return found
}

/** A stretch inside one node. */
function rangeIn(
  doc: Node,
  { at, size }: { readonly at: number; readonly size: number },
  starts: readonly number[] = carets(doc, 'footnote'),
): readonly [number, number] | null {
  const from = pick(starts, at)
  if (from === undefined) return null
  const $from = doc.resolve(from)
  const ends = carets(doc).filter((to) => to > from && doc.resolve(to).sameParent($from))
  const to = pick(ends, size)
  return to === undefined ? null : [from, to]
}
