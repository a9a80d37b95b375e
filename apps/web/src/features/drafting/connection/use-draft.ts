import { useEffect, useState } from 'react'
import * as Y from 'yjs'
import { usePerson } from '../../../app/session-context.ts'
import { type ConnectionState, canType, hasUnsavedText } from './connection-state.ts'
import { type DraftConnection, openDraftConnection } from './draft-connection.ts'
import {
  type DraftPlace,
  dismissRefused,
  keepRefused,
  loadRefused,
  type RefusedText,
} from './refused-text.ts'
import { keepUnsent, takeUnsent, unsentPassages } from './unsent-text.ts'

/** A draft as the page holds it. */
export interface Draft {
  readonly connection: DraftConnection | null
  readonly state: ConnectionState
  /** Whether the text of this connection has arrived: from then on the editor may be shown, and undo begins. */
  readonly isReady: boolean
  readonly refused: RefusedText | null
  dismiss(): void
}

/**
 * Opens a position's draft. Own edits outlive the connection they were typed into: those the server never had are added
 * when the draft is open again, those it refused are put beside the text. A refused edit is never sent again, and no
 * edit is lost.
 */
export function useDraft(positionId: string): Draft {
  const { id: personId } = usePerson()
  const [state, setState] = useState<ConnectionState>({ status: 'connecting' })
  const [connection, setConnection] = useState<DraftConnection | null>(null)
  const [isReady, setReady] = useState(false)
  const [refused, setRefused] = useState<RefusedText | null>(() =>
    loadRefused(sessionStorage, { positionId, personId }),
  )
  const [generation, setGeneration] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new generation is a new connection
  useEffect(() => {
    const place: DraftPlace = { positionId, personId }
    let hasArrived = false
    let isRefused = false
    const arrive = (next: ConnectionState) => {
      hasArrived = true
      const unsent = takeUnsent(sessionStorage, place)
      if (unsent && unsent.refusal === null && canType(next)) {
        Y.applyUpdate(opened.ydoc, unsent.update)
      } else if (unsent) {
        const code = unsent.refusal ?? (next.status === 'read_only' ? 'read_only' : 'draft_frozen')
        const passages = unsentPassages(opened.encode(), unsent)
        setRefused(keepRefused(sessionStorage, place, { code, passages }))
      }
      setReady(true)
    }
    setReady(false)
    const opened = openDraftConnection(positionId, {
      onState: (next) => {
        setState(next)
        const isOpen = next.status !== 'connecting' && next.status !== 'loading' && next.status !== 'closed'
        if (!hasArrived && isOpen) arrive(next)
      },
      onRefused: (code) => {
        if (isRefused) return
        isRefused = true
        const unsent = opened.unsaved()
        if (unsent) keepUnsent(sessionStorage, place, { ...unsent, refusal: code })
        setGeneration((count) => count + 1)
      },
    })
    setConnection(opened)
    const keep = () => {
      const unsent = isRefused ? null : opened.unsaved()
      if (unsent) keepUnsent(sessionStorage, place, unsent)
    }
    addEventListener('pagehide', keep)
    return () => {
      removeEventListener('pagehide', keep)
      keep()
      setConnection(null)
      opened.destroy()
    }
  }, [positionId, personId, generation])

  const isUnsaved = hasUnsavedText(state)
  useEffect(() => {
    if (!isUnsaved) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isUnsaved])

  return {
    connection,
    state,
    isReady,
    refused,
    dismiss: () => {
      dismissRefused(sessionStorage, { positionId, personId })
      setRefused(null)
    },
  }
}
