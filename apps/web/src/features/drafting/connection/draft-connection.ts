import { fragmentName, schemaVersion } from '@samsyn/editor'
import {
  type CloseReason,
  closeCodes,
  type SyncMode,
  syncMessage,
  syncPath,
  type UpdateRefusalCode,
} from '@samsyn/protocol'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { ApiError, api } from '../../../app/api.ts'
import {
  type ConnectionFacts,
  type ConnectionState,
  connectionState,
  type EndReason,
} from './connection-state.ts'
import type { UnsentText } from './unsent-text.ts'

/** How long after a failed write the server is asked again. */
const retryEvery = 5_000

interface Listeners {
  readonly onState: (state: ConnectionState) => void
  /** An edit was not accepted and never will be on this ydoc: the page goes on from the server's text. */
  readonly onRefused: (code: Exclude<UpdateRefusalCode, 'not_stored'>) => void
}

/** One ydoc and its line to the server. */
export interface DraftConnection {
  readonly ydoc: Y.Doc
  readonly provider: WebsocketProvider
  /** The draft as an update, with what the server has not accepted in it. */
  encode(): Uint8Array
  /** The own edits that are not known to be on disk, to be kept when the page goes on without them; null when all are. */
  unsaved(): UnsentText | null
  destroy(): void
}

/**
 * Opens a draft over the stock y-websocket provider. What the server must say of itself comes by our three messages;
 * a handshake that fails is looked into over HTTP, since a browser does not tell a page why.
 */
export function openDraftConnection(positionId: string, { onState, onRefused }: Listeners): DraftConnection {
  const ydoc = new Y.Doc()
  ydoc.getXmlFragment(fragmentName)
  const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${syncPath}`
  const provider = new WebsocketProvider(address, positionId, ydoc, {
    params: { schema: String(schemaVersion) },
    // Every tab has a line of its own: what another tab may write is the server's to say, not this one's.
    disableBc: true,
    maxBackoffTime: 4_000,
    connect: false,
  })
  let facts: ConnectionFacts = {
    socket: 'connecting',
    isSynced: false,
    wasSynced: false,
    mode: null,
    asked: 0,
    acknowledged: 0,
    isStorageFailing: false,
    ended: null,
  }
  let isDestroyed = false
  /** Of the text when all of it was last known to be on disk. */
  let saved: Uint8Array | undefined
  let retry: ReturnType<typeof setTimeout> | undefined

  const learn = (more: Partial<ConnectionFacts>) => {
    if (isDestroyed) return
    facts = { ...facts, ...more }
    onState(connectionState(facts))
  }
  const end = (reason: EndReason) => {
    provider.disconnect()
    learn({ ended: reason })
  }
  const ask = () => {
    if (!provider.wsconnected) return
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, syncMessage.persisted)
    encoding.writeVarUint(encoder, facts.asked)
    provider.ws?.send(encoding.toUint8Array(encoder))
  }

  provider.messageHandlers[syncMessage.persisted] = (_encoder, decoder) => {
    const acknowledged = decoding.readVarUint(decoder)
    if (acknowledged >= facts.asked) saved = Y.encodeStateVector(ydoc)
    learn({ acknowledged, isStorageFailing: false })
  }
  provider.messageHandlers[syncMessage.mode] = (_encoder, decoder) => {
    // Checked by the server's type; a mode this page does not know is treated as reading.
    const mode = decoding.readVarString(decoder) as SyncMode
    learn({ mode: mode === 'write' || mode === 'frozen' ? mode : 'read' })
  }
  provider.messageHandlers[syncMessage.refused] = (_encoder, decoder) => {
    const code = decoding.readVarString(decoder) as UpdateRefusalCode
    if (code !== 'not_stored') {
      onRefused(code)
      return
    }
    learn({ isStorageFailing: true })
    clearTimeout(retry)
    retry = setTimeout(ask, retryEvery)
  }
  provider.on('status', ({ status }) => {
    if (status === 'connected') {
      learn({ socket: 'connected', isSynced: false })
      // Asking tells the server that this page understands our messages; it answers with the mode.
      ask()
      // What was known of carets that have gone meanwhile would make theirs look old when they are back.
      for (const clientId of [...provider.awareness.meta.keys()]) {
        if (!provider.awareness.getStates().has(clientId)) provider.awareness.meta.delete(clientId)
      }
      // The clock must move, or the others ignore the caret of a page that came back.
      provider.awareness.setLocalState({ ...provider.awareness.getLocalState() })
    } else {
      learn({ socket: status, isSynced: false })
    }
  })
  provider.on('sync', (isSynced) => {
    if (isSynced) learn({ isSynced: true, wasSynced: true })
    else learn({ isSynced: false })
  })
  provider.on('connection-close', (event) => {
    const reason = event ? permanentCloses.get(event.code) : undefined
    if (reason) end(reason)
    else void lookInto()
  })
  ydoc.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin === provider) return
    learn({ asked: facts.asked + 1 })
    ask()
  })

  /** Asks over HTTP what the handshake would be told; a lasting refusal ends the attempts, no answer lets them go on. */
  async function lookInto(): Promise<void> {
    try {
      await api('getDraftAccess', { params: { positionId }, query: { schema: schemaVersion } })
    } catch (error) {
      if (isDestroyed || !(error instanceof ApiError)) return
      if (lastingRefusals.has(error.code)) end(error.code as EndReason)
    }
  }

  provider.connect()
  return {
    ydoc,
    provider,
    encode: () => Y.encodeStateAsUpdate(ydoc),
    unsaved() {
      if (facts.asked <= facts.acknowledged) return null
      const refusal = unsendable.find((reason) => reason === facts.ended) ?? null
      return { update: Y.encodeStateAsUpdate(ydoc, saved), refusal }
    },
    destroy() {
      isDestroyed = true
      clearTimeout(retry)
      provider.destroy()
      ydoc.destroy()
    },
  }
}

/** Closes after which coming back would only be refused again. */
const permanentCloses: ReadonlyMap<number, CloseReason> = new Map(
  (['signed_out', 'access_lost', 'malformed_message', 'message_too_large'] as const).map((reason) => [
    closeCodes[reason],
    reason,
  ]),
)

/** Closes that say the bytes themselves were the trouble: sent again, they would only close the next line too. */
const unsendable = ['message_too_large', 'malformed_message'] as const satisfies readonly CloseReason[]

const lastingRefusals: ReadonlySet<string> = new Set([
  'unauthenticated',
  'forbidden',
  'not_found',
  'schema_mismatch',
  'origin_refused',
])
