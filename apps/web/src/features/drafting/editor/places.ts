import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { useEditorState } from '@tiptap/react'
import { useEffect } from 'react'

interface Place {
  readonly from: number
  readonly to: number
}

/**
 * Selects a place in the text and brings it into sight, below the bars at the top. In a bracket the caret goes into its first
 * wording: with all of it selected, one letter would take every wording away.
 */
export function goToPlace(editor: Editor, { from, to }: Place, { withFocus }: { withFocus: boolean }): void {
  // The text may have become shorter since the place was looked up.
  const end = editor.state.doc.content.size
  const asked = { from: Math.min(from, end), to: Math.min(to, end) }
  const bracket = editor.state.doc.nodeAt(asked.from)
  const isBracket = bracket?.type.name === 'bracket' && asked.from + bracket.nodeSize === asked.to
  const place = isBracket ? { from: asked.from + 2, to: asked.from + 2 } : asked
  editor.commands.setTextSelection(place)
  const { node } = editor.view.domAtPos(place.from)
  const element = node instanceof Element ? node : node.parentElement
  element?.scrollIntoView({ block: asked.from === asked.to ? 'start' : 'center' })
  if (withFocus) editor.view.focus()
}

/** Where the titles, headings and paragraphs of a text begin, in its order. */
export function lineStarts(doc: Node): readonly number[] {
  const starts: number[] = []
  doc.descendants((node, position) => {
    if (node.isTextblock) starts.push(position + 1)
    return !node.isTextblock
  })
  return starts
}

/** Which line of the text the caret is in, counted from 0 over titles, headings and paragraphs; -1 for none. */
export function useCurrentLine(editor: Editor | null): number {
  return (
    useEditorState({
      editor,
      selector: ({ editor: current }) => {
        if (!current) return -1
        let count = -1
        current.state.doc.nodesBetween(0, current.state.selection.from, (node) => {
          if (node.isTextblock) count += 1
          return !node.isTextblock
        })
        return count
      },
    }) ?? -1
  )
}

/** F8 goes to the next of these places after the caret, Shift+F8 to the one before; around the ends. */
export function useStepThroughPoints(editor: Editor | null, points: readonly Place[]): void {
  useEffect(() => {
    if (!editor) return
    const step = (event: KeyboardEvent) => {
      if (event.key !== 'F8' || event.ctrlKey || event.metaKey || points.length === 0) return
      event.preventDefault()
      const { from, to } = editor.state.selection
      const target = event.shiftKey
        ? (points.findLast((point) => point.to < from || (point.to <= from && point.from < from)) ??
          points.at(-1))
        : (points.find((point) => point.from >= to && !(point.from === from && point.to === to)) ?? points[0])
      if (target) goToPlace(editor, target, { withFocus: true })
    }
    document.addEventListener('keydown', step)
    return () => document.removeEventListener('keydown', step)
  }, [editor, points])
}
