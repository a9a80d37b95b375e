import { readDraftId } from '@samsyn/domain'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import * as Y from 'yjs'
import { queryKeys } from '../../../app/queries.ts'
import { usePerson } from '../../../app/session-context.ts'
import {
  type ConnectionState,
  canType,
  type EndReason,
  hasUnsavedText,
  leavesNothing,
} from './connection-state.ts'
import { type ConnectionStates, connectionStates } from './connection-states.ts'
import { type DraftConnection, openDraftConnection, unsendable } from './draft-connection.ts'
import type { RefusalCode, RefusedText } from './refused-text.ts'
import { openUnsentStore, wipeUnsent } from './unsent-store.ts'
import { unsentPassages } from './unsent-text.ts'

/** A draft as the page holds it. */
export interface Draft {
  readonly connection: DraftConnection | null
  readonly states: ConnectionStates
  /** Whether the text of this connection has arrived: from then on the editor may be shown, and undo begins. */
  readonly isReady: boolean
  readonly refused: RefusedText | null
  /** Whether what is not sent yet outlives the page. */
  readonly isKept: boolean
  /** Whether this page or device held something of the draft from before information was removed from it. */
  readonly isPurged: boolean
  dismiss(): void
  dismissPurged(): void
}

/**
 * Opens a draft as it is after so many purges. Own edits outlive the connection they were typed into: those the server never had are added
 * when the draft is open again, those it refused are put beside the text. A refused edit is never sent again, and no
 * edit is lost, save where the text is locked for a spill or was purged, the session was ended, or another's has begun: then the device keeps nothing of it.
 */
export function useDraft(draftId: string, purges: number): Draft {
  const { id: personId } = usePerson()
  const client = useQueryClient()
  const [states] = useState(connectionStates)
  const [connection, setConnection] = useState<DraftConnection | null>(null)
  const [isReady, setReady] = useState(false)
  const [refused, setRefused] = useState<RefusedText | null>(null)
  const [isKept, setKept] = useState(true)
  const [isPurged, setPurged] = useState(false)
  const [generation, setGeneration] = useState(0)
  const dismissing = useRef<() => void>(() => undefined)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new generation is a new connection
  useEffect(() => {
    const opening = openUnsentStore({ draftId, personId, purges })
    /** Edits on this device, each until the server has it. */
    let kept: { readonly number: number; readonly key: Promise<number | null> }[] = []
    let latest: ConnectionState = { status: 'connecting', pause: null }
    let hasArrived = false
    let isOver = false

    const arrive = async () => {
      const store = await opening
      const hadOld = await store.forgetPurged()
      const unsent = await store.unsent()
      if (isOver) return
      if (hadOld) setPurged(true)
      if (unsent && unsent.refusal === null && canType(latest)) {
        Y.applyUpdate(opened.ydoc, unsent.update, store)
        for (const key of unsent.keys) kept.push({ number: opened.edits, key: Promise.resolve(key) })
        // Answered once everything above is on disk, also when the text had it all.
        opened.ask()
      } else if (unsent) {
        const code = unsent.refusal ?? (latest.status === 'read_only' ? 'read_only' : 'draft_frozen')
        const passages = unsentPassages(opened.encode(), unsent.update)
        await store.keepRefused({ code, passages }, unsent.keys)
      }
      const held = await store.refused()
      if (isOver) return
      setRefused(held)
      setKept(store.isLasting)
      setReady(true)
    }
    const forget = async (saved: number) => {
      const done = kept.filter(({ number }) => number <= saved)
      if (done.length === 0) return
      kept = kept.filter(({ number }) => number > saved)
      const store = await opening
      const keys = await Promise.all(done.map(({ key }) => key))
      await store.forget(keys.filter((key) => key !== null))
    }
    const refuse = async (code: RefusalCode, { isFinal = false } = {}) => {
      const store = await opening
      await Promise.all(kept.map(({ key }) => key))
      await store.refuse(code)
      if (!isFinal && !isOver) setGeneration((count) => count + 1)
    }

    let isWiped = false
    const wipe = async (reason: EndReason) => {
      if (isWiped) return
      isWiped = true
      isOver = true
      setReady(false)
      setRefused(null)
      setConnection(null)
      opened.destroy()
      void client.invalidateQueries({ queryKey: queryKeys.position(readDraftId(draftId)?.positionId ?? '') })
      const store = await opening
      await Promise.all(kept.map(({ key }) => key))
      // What another tab of this device has written since a purge is nothing of this page's.
      if (reason === 'draft_purged') await store.wipe().catch(() => undefined)
      store.close()
      if (reason !== 'draft_purged') await wipeUnsent({ draftId, personId })
    }

    setReady(false)
    let isRefused = false
    const opened = openDraftConnection(
      { draftId, purges, personId },
      {
        onState: (next) => {
          latest = next
          states.tell(next)
          if (next.status === 'closed') {
            const code = unsendable.find((reason) => reason === next.reason)
            if (code) void refuse(code, { isFinal: true })
            if (next.reason === 'draft_purged') setPurged(true)
            if (leavesNothing(next.reason)) void wipe(next.reason)
          }
          const isOpen = next.status !== 'connecting' && next.status !== 'loading' && next.status !== 'closed'
          if (!hasArrived && isOpen) {
            hasArrived = true
            void arrive()
          }
        },
        onRefused: (code) => {
          if (isRefused) return
          isRefused = true
          void refuse(code)
        },
        onEdit: (update, number) => {
          const key = opening
            .then((store) => store.add(update))
            .catch(() => {
              // A full device, or signed out elsewhere: the page says that it alone has the text.
              if (!isOver) setKept(false)
              return null
            })
          kept.push({ number, key })
        },
        onSaved: (number) => void forget(number),
      },
    )
    setConnection(opened)
    dismissing.current = () => {
      setRefused(null)
      void opening.then((store) => store.dismissRefused())
    }
    return () => {
      isOver = true
      setConnection(null)
      if (isWiped) return
      opened.destroy()
      void Promise.all([opening, ...kept.map(({ key }) => key)]).then(([store]) => store.close())
    }
  }, [draftId, purges, personId, generation, states, client])

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    const look = () => {
      if (hasUnsavedText(states.now)) addEventListener('beforeunload', warn)
      else removeEventListener('beforeunload', warn)
    }
    look()
    const leave = states.subscribe(look)
    return () => {
      leave()
      removeEventListener('beforeunload', warn)
    }
  }, [states])

  return {
    connection,
    states,
    isReady,
    refused,
    isKept,
    isPurged,
    dismiss: () => dismissing.current(),
    dismissPurged: () => setPurged(false),
  }
}
