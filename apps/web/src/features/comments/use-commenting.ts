import { type DocJson, wordingById } from '@samsyn/editor'
import type { PositionDetail } from '@samsyn/protocol'
import type { Editor } from '@tiptap/core'
import { useEffect, useEffectEvent, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useT } from '../../i18n/i18n.ts'
import { anchorBetween, anchorOf } from './anchors.ts'
import type { Beginning } from './Comments.tsx'
import type { ThreadPlace } from './thread-marks.ts'
import { useThreadPlaces } from './use-thread-places.ts'

/** The threads beside a text, and the one that is being begun. */
export interface Commenting {
  readonly active: string | null
  readonly setActive: (threadId: string | null) => void
  readonly beginning: Beginning | null
  readonly setBeginning: (beginning: Beginning | null) => void
  /** Begins a thread about what is selected; what was written of one before stays. */
  readonly begin: () => void
  /** Begins one that proposes a wording of a bracket, for those who may not settle it; empty text leaves the words out. */
  readonly beginAboutWording: (wording: { readonly id: string; readonly text: string }) => void
  readonly goTo: (threadId: string) => void
  readonly places: readonly ThreadPlace[]
  readonly openPlaces: readonly ThreadPlace[]
  readonly openCount: number
}

/** Nothing happens for whoever may not comment. `onShow` is called where the threads are to be seen. */
export function useCommenting(
  editor: Editor | null,
  doc: DocJson,
  { position, onShow }: { readonly position: PositionDetail; readonly onShow: () => void },
): Commenting {
  const tBrackets = useT('brackets')
  const [active, setActive] = useState<string | null>(null)
  const [beginning, setBeginning] = useState<Beginning | null>(null)
  const mayComment = position.abilities.comment
  const goTo = (threadId: string) => {
    if (!mayComment) return
    setActive(threadId)
    onShow()
  }
  const { places, openPlaces, openCount } = useThreadPlaces(editor, doc, {
    position,
    active,
    onThread: goTo,
  })
  const beginWith = (next: (before: Beginning | null) => Beginning) => {
    if (!mayComment) return
    setBeginning(next)
    setActive(null)
    onShow()
  }
  // Whoever was mentioned comes by a link to the thread.
  const [search] = useSearchParams()
  const asked = search.get('thread')
  const showAsked = useEffectEvent(goTo)
  useEffect(() => {
    if (asked !== null) showAsked(asked)
  }, [asked])
  return {
    active,
    setActive,
    beginning,
    setBeginning,
    begin: () =>
      beginWith((before) => ({
        anchor: (editor && anchorOf(editor)) ?? null,
        said: before?.said ?? { text: '', mentions: [] },
      })),
    beginAboutWording: ({ id, text }) => {
      const found = editor && wordingById(editor.state.doc, id)
      if (!found) return
      const from = found.at + 1
      const anchor = anchorBetween(editor.state, { from, to: from + found.node.content.size })
      const said = text === '' ? tBrackets('proposalOut') : tBrackets('proposal', { wording: text })
      beginWith(() => ({ anchor, said: { text: said, mentions: [] } }))
    },
    goTo,
    places,
    openPlaces,
    openCount,
  }
}
