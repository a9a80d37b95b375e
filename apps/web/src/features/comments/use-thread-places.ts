import type { DocJson } from '@samsyn/editor'
import type { PositionDetail } from '@samsyn/protocol'
import type { Editor } from '@tiptap/core'
import { useEffect, useEffectEvent, useMemo } from 'react'
import { placeThreads, showThreads, type ThreadPlace } from './thread-marks.ts'
import { useDiscussion } from './use-discussion.ts'

const none: readonly never[] = []

interface Options {
  readonly position: PositionDetail
  /** The thread that is being looked at. */
  readonly active: string | null
  /** The marked passage of a thread was chosen in the text. */
  readonly onThread: (threadId: string) => void
}

/** Marks the passages of the open threads in the text, and says where all stand and how many threads are open. */
export function useThreadPlaces(
  editor: Editor | null,
  doc: DocJson,
  { position, active, onThread }: Options,
): {
  readonly places: readonly ThreadPlace[]
  readonly openPlaces: readonly ThreadPlace[]
  readonly openCount: number
} {
  const { data } = useDiscussion(position.id, { isEnabled: position.abilities.comment })
  const threads = data?.threads ?? none
  const open = useMemo(() => threads.filter(({ isClosed }) => !isClosed), [threads])
  const marked = useMemo(
    () => threads.filter(({ id, isClosed }) => !isClosed || id === active),
    [threads, active],
  )
  // Anew with each text: `doc` is the JSON of the editor's own document.
  const places = useMemo(
    () => (editor && doc ? placeThreads(editor.state, threads) : none),
    [editor, doc, threads],
  )
  useEffect(() => {
    if (editor) showThreads(editor, { threads: marked, active })
  }, [editor, marked, active])

  const choose = useEffectEvent(onThread)
  useEffect(() => {
    if (!editor) return
    const { dom } = editor.view
    const click = ({ target }: MouseEvent) => {
      const mark = target instanceof Element ? target.closest<HTMLElement>('[data-thread]') : null
      if (mark?.dataset.thread && editor.state.selection.empty) choose(mark.dataset.thread)
    }
    dom.addEventListener('click', click)
    return () => dom.removeEventListener('click', click)
  }, [editor])
  const openPlaces = useMemo(
    () => places.filter(({ threadId }) => open.some(({ id }) => id === threadId)),
    [places, open],
  )
  return { places, openPlaces, openCount: open.length }
}
