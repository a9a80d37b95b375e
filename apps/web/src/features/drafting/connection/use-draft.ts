import { updateToDoc } from '@samsyn/editor'
import type { UpdateRefusalCode } from '@samsyn/protocol'
import { useEffect, useRef, useState } from 'react'
import { type ConnectionState, hasUnsavedText } from './connection-state.ts'
import { type DraftConnection, openDraftConnection } from './draft-connection.ts'
import {
  dismissRefused,
  keepRefused,
  loadRefused,
  type RefusedText,
  refusedPassages,
} from './refused-text.ts'

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
 * Opens a position's draft. After a refusal it goes on from the server's text with a ydoc of its own, and what was not
 * accepted is put beside it: a refused edit is never sent again, and never lost.
 */
export function useDraft(positionId: string): Draft {
  const [state, setState] = useState<ConnectionState>({ status: 'connecting' })
  const [connection, setConnection] = useState<DraftConnection | null>(null)
  const [isReady, setReady] = useState(false)
  const [refused, setRefused] = useState<RefusedText | null>(() => loadRefused(positionId))
  const [generation, setGeneration] = useState(0)
  /** The person's own text at the moment of a refusal, until the server's has come to compare it with. */
  const pending = useRef<{ code: UpdateRefusalCode; own: Uint8Array } | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new generation is a new connection
  useEffect(() => {
    setReady(false)
    const opened = openDraftConnection(positionId, {
      onState: (next) => {
        setState(next)
        if (next.status === 'connecting' || next.status === 'loading') return
        if (pending.current && next.status !== 'closed') {
          const { code, own } = pending.current
          pending.current = null
          const passages = refusedPassages(updateToDoc(opened.encode()), updateToDoc(own))
          setRefused(keepRefused(positionId, { code, passages }))
        }
        setReady((was) => was || next.status !== 'closed')
      },
      onRefused: (code) => {
        if (pending.current) return
        pending.current = { code, own: opened.encode() }
        setGeneration((count) => count + 1)
      },
    })
    setConnection(opened)
    return () => {
      setConnection(null)
      opened.destroy()
    }
  }, [positionId, generation])

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
      dismissRefused(positionId)
      setRefused(null)
    },
  }
}
