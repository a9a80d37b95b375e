import { type Editor, Extension } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import {
  findNext,
  findPrev,
  replaceAll,
  replaceNext,
  SearchQuery,
  search,
  setSearchState,
} from 'prosemirror-search'
import { asOneStep } from '../editor/one-step.ts'

/** Lets the text be searched; what is found is marked in it. */
export const Find = Extension.create({ name: 'find', addProseMirrorPlugins: () => [search()] })

interface Asked {
  readonly words: string
  readonly replacement: string
  readonly isCase: boolean
  readonly isWhole: boolean
}

/** A search for exactly these words. */
export function searchFor({ words, replacement, isCase, isWhole }: Asked): SearchQuery {
  return new SearchQuery({
    search: words,
    replace: replacement,
    caseSensitive: isCase,
    wholeWord: isWhole,
    literal: true,
  })
}

/** Marks what the search finds; null marks nothing any more. */
export function showSearch(editor: Editor, query: SearchQuery | null): void {
  if (editor.isDestroyed) return
  editor.view.dispatch(setSearchState(editor.state.tr, query ?? new SearchQuery({ search: '' })))
}

interface Found {
  readonly count: number
  /** Which of them is selected, from 1; 0 for none. */
  readonly current: number
}

/** How often the words are in the text, and which of these places is selected. */
export function findIn(state: EditorState, query: SearchQuery): Found {
  let count = 0
  let current = 0
  if (!query.valid) return { count, current }
  for (let at = 0; ; ) {
    const match = query.findNext(state, at)
    if (!match || match.to <= match.from) return { count, current }
    count += 1
    if (match.from === state.selection.from && match.to === state.selection.to) current = count
    at = match.to
  }
}

/** Selects the next or the previous place, around the ends, and brings it into sight. */
export function goToFound(editor: Editor, direction: 'next' | 'previous'): void {
  const { state, view } = editor
  const command = direction === 'next' ? findNext : findPrev
  command(state, (transaction) => view.dispatch(transaction.scrollIntoView()))
}

/** Replaces the selected place, and goes to the next; selects one first where none is. */
export function replaceIn(editor: Editor): void {
  asOneStep(editor, () => replaceNext(editor.state, editor.view.dispatch))
}

/** Replaces every place; one undo brings all of them back. */
export function replaceAllIn(editor: Editor): void {
  asOneStep(editor, () => replaceAll(editor.state, editor.view.dispatch))
}
