import { type Editor, Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { type Decoration, DecorationSet } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { changeBetween, mapThrough } from '../../drafting/editor/line-decorations.ts'
import type { SinceSpec } from './since-places.ts'

/** A place in the text where something changed. */
export interface SincePlace {
  readonly change: number
  readonly from: number
  readonly to: number
}

interface Marks {
  /** Moved along with the text from the start; drawn only while somebody wants to see them. */
  readonly decorations: DecorationSet
  readonly isShown: boolean
}

const off: Marks = { decorations: DecorationSet.empty, isShown: false }

const key = new PluginKey<Marks>('sinceMarks')

/** Keeps the places of changes in the text, or shows and hides their marks. */
export function setSince(editor: Editor, marks: Partial<Marks>): void {
  if (!editor.isDestroyed) editor.view.dispatch(editor.state.tr.setMeta(key, marks))
}

/** Forgets the places. */
export function forgetSince(editor: Editor): void {
  setSince(editor, off)
}

/** Whether a decoration is of the change with a number. */
export function isOf(change: number): (spec: Decoration['spec']) => boolean {
  return (spec) => spec.change === change
}

/** The places of the changes that are still in the text, in its order. */
export function sincePlaces(state: EditorState): readonly SincePlace[] {
  const places = new Map<number, SincePlace>()
  for (const decoration of key.getState(state)?.decorations.find() ?? []) {
    const { change, role } = decoration.spec as SinceSpec
    const inset = role === 'line' ? 1 : 0
    const [from, to] = [decoration.from + inset, decoration.to - inset]
    const known = places.get(change)
    places.set(change, {
      change,
      from: Math.min(known?.from ?? from, from),
      to: Math.max(known?.to ?? to, to),
    })
  }
  return [...places.values()].sort((one, other) => one.from - other.from)
}

/** Marks what changed since somebody last looked, without touching the document. */
export const SinceMarks = Extension.create({
  name: 'sinceMarks',
  addProseMirrorPlugins: () => [
    new Plugin<Marks>({
      key,
      state: {
        init: () => off,
        apply(transaction, before, { doc: old }, state) {
          const asked = transaction.getMeta(key) as Partial<Marks> | undefined
          if (asked) return { ...before, ...asked }
          if (!transaction.docChanged || before.decorations === DecorationSet.empty) return before
          const { decorations } = before
          // What others write replaces the whole document.
          const theirs = ySyncPluginKey.getState(state)?.isChangeOrigin ? changeBetween(old, state.doc) : null
          return {
            ...before,
            decorations: theirs
              ? mapThrough(decorations, theirs, state.doc)
              : decorations.map(transaction.mapping, state.doc),
          }
        },
      },
      props: {
        decorations: (state) => {
          const marks = key.getState(state)
          return marks?.isShown ? marks.decorations : null
        },
      },
    }),
  ],
})
