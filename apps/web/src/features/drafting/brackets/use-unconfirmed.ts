import { type DocJson, hasSupport, wordingsIn } from '@samsyn/editor'
import type { DraftSupport } from '@samsyn/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Editor } from '@tiptap/core'
import { useEffect, useMemo } from 'react'
import { api } from '../../../app/api.ts'
import { queryKeys } from '../../../app/queries.ts'
import { showUnconfirmed, type UnconfirmedMarks } from '../editor/wording-view.ts'

/** So long after the last change of a wording the server is asked again, in milliseconds. */
const askAfter = 2_000
/** And so often anyway, more often while something is not confirmed: what was just written may not have been on disk yet. */
const askEvery = { open: 5_000, settled: 30_000 }

/** Support that its delegation did not give, or that somebody took out. */
export type UnconfirmedSupport = DraftSupport['unconfirmed'][number]

/** A wording that somebody took out of the draft who might not. */
export type TakenOutWording = DraftSupport['takenOut'][number]

interface Support {
  readonly unconfirmed: readonly UnconfirmedSupport[]
  readonly takenOut: readonly TakenOutWording[]
}

/**
 * What the server finds, by who wrote it, of the support that the wordings of a draft show, or showed; and marks it in the
 * text. While no wording says that anybody supports it, it is asked when the page opens and when wordings change.
 */
export function useUnconfirmed(editor: Editor | null, doc: DocJson, positionId: string): Support {
  const client = useQueryClient()
  const queryKey = useMemo(() => queryKeys.support(positionId), [positionId])
  const isAsked = useMemo(() => hasSupport(doc), [doc])
  const wordings = useMemo(() => JSON.stringify(wordingsIn(doc)), [doc])
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api('getDraftSupport', { params: { positionId }, signal }),
    refetchInterval: ({ state }) =>
      isAsked && (state.data?.unconfirmed.length ?? 0) > 0 ? askEvery.open : askEvery.settled,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a wording that changed is the reason to ask
  useEffect(() => {
    const asking = setTimeout(() => void client.invalidateQueries({ queryKey, exact: true }), askAfter)
    return () => clearTimeout(asking)
  }, [wordings, client, queryKey])
  const unconfirmed = useMemo(() => (isAsked && data?.unconfirmed) || [], [isAsked, data])
  // Support that is put down anew changes no wording: while some is not confirmed, every change is a reason to ask.
  const isOpen = unconfirmed.length > 0
  useEffect(() => {
    if (!editor || !isOpen) return
    let asking: ReturnType<typeof setTimeout> | undefined
    const plan = () => {
      asking ??= setTimeout(() => {
        asking = undefined
        void client.invalidateQueries({ queryKey, exact: true })
      }, askAfter)
    }
    editor.on('update', plan)
    return () => {
      clearTimeout(asking)
      editor.off('update', plan)
    }
  }, [editor, isOpen, client, queryKey])
  useEffect(() => {
    if (editor) showUnconfirmed(editor, marksOf(unconfirmed))
  }, [editor, unconfirmed])
  return { unconfirmed, takenOut: data?.takenOut ?? none }
}

const none: readonly TakenOutWording[] = []

function marksOf(unconfirmed: readonly UnconfirmedSupport[]): UnconfirmedMarks {
  const shown = unconfirmed.filter(({ reason }) => reason !== 'taken_out')
  return new Map(
    [...Map.groupBy(shown, ({ wordingId }) => wordingId)].map(([wordingId, those]) => [
      wordingId,
      those.map(({ country }) => country),
    ]),
  )
}
