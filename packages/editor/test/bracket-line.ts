import { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, TextSelection } from '@tiptap/pm/state'
import { type BracketRights, extensions, type InlineJson, supporterCountries } from '../src/index.ts'
import { doc, line, section } from './builders.ts'

/** Who sits at the page: a lead of Denmark, unless it is said otherwise. */
export const denmark: BracketRights = { supportsFor: ['DK'], mayResolve: true }

/** An editor without a view on one line, with the caret at its start. */
export function openLine(content: readonly InlineJson[], rights: BracketRights = denmark): Editor {
  const text = doc(section('s', 'T', [line(...content)]))
  const editor = new Editor({ element: null, extensions, content: structuredClone(text) as object })
  editor.storage.brackets.rights = rights
  editor.commands.setTextSelection(lineStart)
  return editor
}

/** Where the line of `openLine` begins: behind the title of its section. */
export const lineStart = 5

/** Selects words of the line; with nothing selected the caret stands behind the first and before the second part. */
export function select(editor: Editor, before: string, selected = ''): void {
  const places: number[] = []
  let text = ''
  editor.state.doc.descendants((node, at) => {
    for (const [index, letter] of (node.text ?? '').split('').entries()) {
      text += letter
      places.push(at + index)
    }
  })
  const end = text.indexOf(before + selected) + before.length + selected.length
  if (end < before.length + selected.length) throw new Error(`The line has no “${before}${selected}”`)
  const to = (places[end - 1] ?? 0) + 1
  editor.commands.setTextSelection({ from: to - selected.length, to })
}

/**
 * The line with the caret (`|`) or the selection (`{…}`) in it: brackets in ⟦⟧ with the first letter of their kind, wordings
 * in () behind who supports them.
 */
export function shown(state: Pick<EditorState, 'doc' | 'selection'>): string {
  const lines: string[] = []
  state.doc.descendants((node, at) => {
    if (node.isTextblock && node.type.name !== 'sectionTitle') lines.push(contentOf(node, at + 1, state))
    return !node.isTextblock
  })
  return lines.join(' ¶ ')
}

function contentOf(parent: Node, start: number, state: Pick<EditorState, 'doc' | 'selection'>): string {
  let shownSoFar = ''
  let at = start
  parent.forEach((node) => {
    if (node.isText) {
      for (const [index, letter] of (node.text ?? '').split('').entries())
        shownSoFar += signAt(at + index, state) + letter
    } else shownSoFar += signAt(at, state) + holder(node, contentOf(node, at + 1, state))
    at += node.nodeSize
  })
  return shownSoFar + signAt(at, state)
}

function holder({ type, attrs }: Node, content: string): string {
  switch (type.name) {
    case 'bracket':
      return `⟦${String(attrs.kind).charAt(0)}${content}⟧`
    case 'alternative': {
      const supporters = supporterCountries.filter((country) => attrs[country] === true)
      return `(${supporters.length > 0 ? `${supporters.join(',')}:` : ''}${content})`
    }
    case 'hardBreak':
      return '↵'
    default:
      return `^${content}^`
  }
}

function signAt(place: number, { selection }: Pick<EditorState, 'selection'>): string {
  const { from, to, empty } = selection
  if (place === from && empty && selection instanceof TextSelection) return '|'
  if (place === from) return '{'
  return place === to ? '}' : ''
}
