import type { ChangeCount, DocJson } from '@samsyn/editor'
import type { EarlierDraft, PositionDetail, Writer } from '@samsyn/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'
import { DecorationSet } from '@tiptap/pm/view'
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { api } from '../../../app/api.ts'
import { whenIdle } from '../../../app/idle.ts'
import { authorshipQuery, queryKeys } from '../../../app/queries.ts'
import { usePerson } from '../../../app/session-context.ts'
import { useComparison } from '../../compare/use-comparison.ts'
import type { DraftConnection } from '../../drafting/connection/draft-connection.ts'
import { changeBetween, mapThrough } from '../../drafting/editor/line-decorations.ts'
import { docJsonOf } from '../../drafting/editor/shared-json.ts'
import { type AuthorshipIndex, authorshipIndex } from '../authors/authorship-index.ts'
import { ownerOf } from '../authors/owner-of.ts'
import { type ChangesSince, changesSince, type SinceChange } from './changes-since.ts'
import { forgetSince, isOf, setSince } from './since-marks.ts'
import { placeChanges } from './since-places.ts'
import { type ChangedBy, writersOfChanges } from './writers-of-changes.ts'

/** A change by others since somebody last looked. */
export interface SinceStep extends ChangedBy {
  readonly kind: SinceChange['kind']
}

/** What there is to tell whoever comes back. */
export type SinceNews =
  | { readonly kind: 'none' }
  /** By the numbers that their places in the text have. */
  | { readonly kind: 'changes'; readonly at: string; readonly steps: ReadonlyMap<number, SinceStep> }
  /** Too much to be compared word by word. */
  | { readonly kind: 'counted'; readonly at: string; readonly count: ChangeCount }

interface Options {
  readonly editor: Editor | null
  readonly connection: DraftConnection | null
  readonly position: PositionDetail
  /** Whether the page has the draft as the server has it. */
  readonly isCurrent: boolean
}

const none: SinceNews = { kind: 'none' }

/**
 * What changed in a draft since the person last looked at it. Nothing is asked before the page has nothing else to do, and
 * the texts are compared in a thread of their own.
 */
export function useSince({ editor, connection, position, isCurrent }: Options): {
  readonly news: SinceNews
  readonly dismiss: () => void
} {
  const client = useQueryClient()
  const isIdle = useIdle(editor !== null && isCurrent)
  const [news, setNews] = useState(none)
  const queryKey = useMemo(() => queryKeys.lastLook(position.id), [position.id])
  const { data: looked } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api('getLastLook', { params: { positionId: position.id }, signal }),
    enabled: isIdle,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const since = (isIdle && looked?.since) || null
  const asked = useMemo(() => {
    if (!editor || !since) return null
    const { doc } = editor.state
    // The route's schema only says that it is a document; the server checked it against the editor's schema.
    const before = since.doc as unknown as DocJson
    return {
      doc,
      since,
      question: { before, after: docJsonOf(doc), hashes: null, language: null },
    }
  }, [editor, since])
  const comparing = useComparison(asked?.question ?? null)
  const found = useMemo(
    () => (comparing.kind === 'compared' ? changesSince(comparing.comparison.blocks) : null),
    [comparing],
  )
  const authorship = useQuery({
    ...authorshipQuery({ positionId: position.id, country: null }),
    enabled: found !== null && found.changes.length > 0,
  })
  const isTold = (authorship.data !== undefined || authorship.isError) && !authorship.isFetching

  const { id, name, country } = usePerson()
  const look = useEffectEvent(() => {
    if (!isCurrent) return
    // What fails is asked again at the next visit.
    void api('setLastLook', { params: { positionId: position.id } }).catch(() => undefined)
  })
  const tell = useEffectEvent((earlier: EarlierDraft, compared: Node, all: ChangesSince) => {
    if (!editor || editor.isDestroyed || !connection) return
    const me: Writer = { id, name, country }
    const { data } = authorship
    const index = data ? authorshipIndex(data, ownerOf(connection, me)) : null
    const { steps, decorations } = newsFor(editor.state, {
      compared,
      all,
      since: earlier,
      index,
      personId: id,
    })
    if (steps.size === 0) {
      setNews(none)
      look()
      return
    }
    setSince(editor, { decorations })
    setNews({ kind: 'changes', at: earlier.at, steps })
  })
  const toldOf = useRef<ChangesSince>(null)
  useEffect(() => {
    // Once: from then on the places move along with the text.
    if (!asked || !found || toldOf.current === found) return
    if (found.changes.length > 0 && !isTold) return
    toldOf.current = found
    tell(asked.since, asked.doc, found)
  }, [asked, found, isTold])
  useEffect(() => {
    if (asked && comparing.kind === 'too_large') {
      setNews({ kind: 'counted', at: asked.since.at, count: comparing.count })
    }
  }, [asked, comparing])
  const isNothing = looked?.since === null
  useEffect(() => {
    if (isIdle && isNothing) look()
  }, [isIdle, isNothing])

  // Whoever leaves has seen what was in front of them, unless there was something left to tell.
  const leave = useEffectEvent(() => {
    const isQuiet = isNothing || (found !== null && toldOf.current === found)
    if (isIdle && isQuiet && news.kind === 'none') look()
  })
  useEffect(() => {
    const turn = () => {
      if (document.visibilityState === 'hidden') leave()
      else void client.invalidateQueries({ queryKey, exact: true })
    }
    document.addEventListener('visibilitychange', turn)
    return () => document.removeEventListener('visibilitychange', turn)
  }, [client, queryKey])
  useEffect(() => () => leave(), [])
  return {
    news,
    dismiss: () => {
      if (editor) forgetSince(editor)
      setNews(none)
      client.setQueryData(queryKey, { since: null })
    },
  }
}

/** Where the changes of others are in the text as it is now; what one changed oneself is left out. */
function newsFor(
  state: EditorState,
  {
    compared,
    all,
    since,
    index,
    personId,
  }: {
    readonly compared: Node
    readonly all: ChangesSince
    readonly since: EarlierDraft
    readonly index: AuthorshipIndex | null
    readonly personId: string
  },
): { readonly steps: ReadonlyMap<number, SinceStep>; readonly decorations: DecorationSet } {
  const placed = DecorationSet.create(compared, [...placeChanges(compared, all)])
  const written = changeBetween(compared, state.doc)
  let decorations = written ? mapThrough(placed, written, state.doc) : placed
  const steps = new Map<number, SinceStep>()
  for (const [number, by] of writersOfChanges(state, decorations, all, { index, since }).entries()) {
    const kind = all.changes[number]?.kind
    if (!kind) continue
    if (by.isPartial || by.writers.some(({ id }) => id !== personId)) steps.set(number, { kind, ...by })
    else decorations = decorations.remove(decorations.find(undefined, undefined, isOf(number)))
  }
  return { steps, decorations }
}

/** True from the first time on that the page has nothing else to do while a condition holds. */
function useIdle(condition: boolean): boolean {
  const [isIdle, setIdle] = useState(false)
  useEffect(() => {
    if (!condition || isIdle) return
    return whenIdle(() => setIdle(true), 1_000)
  }, [condition, isIdle])
  return isIdle
}
