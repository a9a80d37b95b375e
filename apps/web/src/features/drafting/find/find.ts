import { asAnEdit, isSuggestingIn, isToGo, replaceWords } from '@samsyn/editor'
import { type Editor, Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { asOneStep } from '../editor/one-step.ts'
import { type Asked, lineStarts, type Match, matchesOf } from './matches.ts'

interface Search {
  readonly asked: Asked
  readonly matches: readonly Match[]
}

const key = new PluginKey<Search>('find')
const nothing: Search = { asked: { words: '', isCase: false, isWhole: false }, matches: [] }

/** Lets the text be searched; what is found is marked in it. */
export const Find = Extension.create({
  name: 'find',
  addProseMirrorPlugins: () => [
    new Plugin<Search>({
      key,
      state: {
        init: () => nothing,
        apply(transaction, before) {
          const asked = (transaction.getMeta(key) as Asked | undefined) ?? before.asked
          if (asked === before.asked && (!transaction.docChanged || asked.words === '')) return before
          return { asked, matches: matchesOf(transaction.doc, asked) }
        },
      },
      props: { decorations: marksOf },
    }),
  ],
})

function marksOf(state: EditorState): DecorationSet | null {
  const matches = matchesIn(state)
  if (matches.length === 0) return null
  const marks = matches.map((match) =>
    Decoration.inline(match.from, match.to, {
      class: isSelected(state, match) ? 'found-words is-selected' : 'found-words',
    }),
  )
  return DecorationSet.create(state.doc, marks)
}

/** Marks what the search finds; null marks nothing any more. */
export function showSearch(editor: Editor, asked: Asked | null): void {
  if (editor.isDestroyed) return
  editor.view.dispatch(editor.state.tr.setMeta(key, asked ?? nothing.asked))
}

interface Found {
  readonly count: number
  /** Which of them is selected, from 1; 0 for none. */
  readonly current: number
}

/** How often the words that are looked for are in the text, and which of these places is selected. */
export function findIn(state: EditorState): Found {
  const matches = matchesIn(state)
  return { count: matches.length, current: matches.findIndex((match) => isSelected(state, match)) + 1 }
}

/** Selects the next or the previous place, around the ends, and brings it into sight. */
export function goToFound({ state, view }: Editor, direction: 'next' | 'previous'): void {
  const matches = matchesIn(state)
  const { from, to } = state.selection
  const place =
    direction === 'next'
      ? (matches.find((match) => match.from >= to && !isSelected(state, match)) ?? matches[0])
      : (matches.findLast((match) => match.to <= from && !isSelected(state, match)) ?? matches.at(-1))
  if (!place) return
  const selection = TextSelection.create(state.doc, place.from, place.to)
  view.dispatch(state.tr.setSelection(selection).scrollIntoView())
}

/** Replaces the selected place, and goes to the next; selects one first where none is. Gives how many were left as they are. */
export function replaceIn(editor: Editor, words: string): number {
  const { state } = editor
  const place = matchesIn(state).find((match) => isSelected(state, match))
  let left = 0
  if (place) {
    const replacing = new Replacing(editor, words)
    const { tr } = state
    replacing.replace(tr, place)
    tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map(place.to)))
    asOneStep(editor, () => replacing.dispatch(tr))
    left = replacing.left
  }
  goToFound(editor, 'next')
  return left
}

/** Replaces every place; one undo brings all of them back. Gives how many were left as they are. */
export function replaceAllIn(editor: Editor, words: string): number {
  const replacing = new Replacing(editor, words)
  const lines = linesOf(editor.state.doc, matchesIn(editor.state))
  asOneStep(editor, () => {
    // One place of each line at a time, from its end: between two of them y-tiptap would write the line anew, with what others wrote.
    while (lines.some(({ places }) => places.length > 0)) {
      const { tr } = editor.state
      const starts = lineStarts(tr.doc)
      for (const { line, places } of lines) {
        const place = places.pop()
        const start = starts[line]
        if (!place || start === undefined) continue
        replacing.replace(tr, { from: start + place.from, to: start + place.to })
      }
      replacing.dispatch(tr)
    }
  })
  return replacing.left
}

class Replacing {
  /** Places that lie in a suggestion in part. */
  left = 0
  readonly #editor: Editor
  readonly #words: string
  readonly #isSuggesting: boolean

  constructor(editor: Editor, words: string) {
    this.#editor = editor
    this.#words = words
    this.#isSuggesting = isSuggestingIn(editor)
  }

  replace(tr: Transaction, place: Pick<Match, 'from' | 'to'>): void {
    // Words that are to go are replaced already by whoever suggests.
    if (this.#isSuggesting && isToGo(tr.doc, place)) return
    if (!replaceWords(tr, place, this.#words)) this.left += 1
  }

  dispatch(tr: Transaction): void {
    // As it is, with the suggestions that the words are in.
    this.#editor.view.dispatch(this.#isSuggesting ? tr : asAnEdit(tr))
  }
}

interface FoundLine {
  readonly line: number
  /** From the beginning of the line. */
  readonly places: Pick<Match, 'from' | 'to'>[]
}

/** The last line first, so that what is done in one moves none that is still to come. */
function linesOf(doc: Node, matches: readonly Match[]): readonly FoundLine[] {
  const starts = lineStarts(doc)
  const lines = new Map<number, FoundLine>()
  for (const { line, from, to } of matches) {
    const start = starts[line] ?? 0
    const found = lines.get(line) ?? { line, places: [] }
    found.places.push({ from: from - start, to: to - start })
    lines.set(line, found)
  }
  return [...lines.values()].reverse()
}

function matchesIn(state: EditorState): readonly Match[] {
  return key.getState(state)?.matches ?? []
}

function isSelected({ selection }: EditorState, { from, to }: Match): boolean {
  return selection.from === from && selection.to === to
}
