import { readDraftId } from '@samsyn/domain'
import { fragmentName, schemaVersion } from '@samsyn/editor'
import {
  closeCodes,
  type SettlingAnswer,
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
import { hearCaret } from '../editor/heard-caret.ts'
import { lastCarrier, lineOver, loadPolling, stayWithPolling } from './carrier.ts'
import { lastingRefusals, ownCloses, pauses, permanentCloses, unsendable } from './closes.ts'
import {
  type ConnectionFacts,
  type ConnectionState,
  connectionState,
  type EndReason,
  silentRefusal,
} from './connection-state.ts'
import { watchLostWords } from './lost-words.ts'
import { gatherOthers } from './others-writing.ts'
import type { RefusalCode } from './refused-text.ts'
import type { PlaceOfEdits } from './unsent-store.ts'

/** How long after a failed write the server is asked again. */
const retryEvery = 5_000

/** How long an answer to who may settle something is waited for. */
const settlingWithin = 5_000

/** How long a line that is looked at may take to answer before it is opened anew. */
const answerWithin = 5_000

/** So many WebSockets must end before they carried the text, while HTTP works, before the line goes over long polling. */
const failuresBeforePolling = 2

interface Listeners {
  readonly onState: (state: ConnectionState) => void
  /** An edit was not accepted and never will be on this ydoc: the page goes on from the server's text. */
  readonly onRefused: (code: RefusalCode) => void
  /** An own edit, with its number and the origin of its transaction. */
  readonly onEdit: (update: Uint8Array, number: number, origin: unknown) => void
  /** These words of one's own left the text, because what they were written in was removed or moved by others. */
  readonly onLost: (words: readonly string[]) => void
  /** Own edits up to this number are on disk. */
  readonly onSaved: (number: number) => void
}

/** One ydoc and its line to the server. */
export interface DraftConnection {
  readonly ydoc: Y.Doc
  readonly provider: WebsocketProvider
  /** The draft as an update, with what the server has not accepted in it. */
  encode(): Uint8Array
  /**
   * Asks the server for the settling of some places; null where no answer comes. What others wrote before it is in the
   * text when it comes, and what is to be written must be at once; `done` says that it is, or that it will not be.
   */
  settle(keys: readonly string[]): Promise<(SettlingAnswer & { readonly done: () => void }) | null>
  /** Number of the last own edit. */
  readonly edits: number
  /** Asks to be told when everything up to that edit is on disk. */
  ask(): void
  destroy(): void
}

/**
 * Opens a draft for a person, as it is after so many purges, over the stock y-websocket provider. What the server must say of itself comes by our own messages;
 * a handshake that fails is looked into over HTTP, since a browser does not tell a page why.
 */
export function openDraftConnection(
  { draftId, purges, personId }: PlaceOfEdits,
  { onState, onRefused, onEdit, onLost, onSaved }: Listeners,
): DraftConnection {
  const place = readDraftId(draftId)
  if (!place) throw new Error(`No draft is called ${draftId}`)
  const { positionId, country } = place
  const ydoc = new Y.Doc()
  ydoc.getXmlFragment(fragmentName)
  const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${syncPath}`
  const provider = new WebsocketProvider(address, draftId, ydoc, {
    params: {
      schema: String(schemaVersion),
      ...(purges > 0 ? { purges: String(purges) } : {}),
      // The cookie may have become somebody else's meanwhile: nothing of this page is theirs.
      person: personId,
    },
    // Every tab has a line of its own: what another tab may write is the server's to say, not this one's.
    disableBc: true,
    maxBackoffTime: 4_000,
    connect: false,
    WebSocketPolyfill: lineOver(() => facts.carrier),
  })
  watchLostWords(provider, onLost)
  const others = gatherOthers(provider, hearCaret)
  let facts: ConnectionFacts = {
    socket: 'connecting',
    isSynced: false,
    wasSynced: false,
    mode: null,
    asked: 0,
    acknowledged: 0,
    isStorageFailing: false,
    isBehind: false,
    ended: null,
    pause: null,
    carrier: lastCarrier(),
  }
  let isDestroyed = false
  /** Whether the present line has carried the text: some proxies let a WebSocket open, and then nothing through. */
  let hasCarried = false
  let failures = 0
  let heardAt = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let patience: ReturnType<typeof setTimeout> | undefined

  const learn = (more: Partial<ConnectionFacts>) => {
    if (isDestroyed) return
    facts = { ...facts, ...more }
    onState(connectionState(facts))
    const refusal = silentRefusal(facts)
    if (refusal) onRefused(refusal)
  }
  const end = (reason: EndReason) => {
    provider.disconnect()
    learn({ ended: reason })
  }
  const giveWay = (code: RefusalCode) => {
    provider.disconnect()
    onRefused(code)
  }
  const ask = () => {
    if (!provider.wsconnected) return
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, syncMessage.persisted)
    encoding.writeVarUint(encoder, facts.asked)
    provider.ws?.send(encoding.toUint8Array(encoder))
  }

  /** Who waits for an answer about a settling, by its number. */
  const settling = new Map<number, (answer: SettlingAnswer | null) => void>()
  let settlings = 0
  const send = (write: (encoder: encoding.Encoder) => void) => {
    if (provider.wsconnected) provider.ws?.send(encoding.encode(write))
  }
  const giveUpSettling = () => {
    for (const answer of [...settling.values()]) answer(null)
  }
  const askToSettle: DraftConnection['settle'] = async (keys) => {
    if (!provider.wsconnected) return null
    settlings += 1
    const number = settlings
    const { promise, resolve } = Promise.withResolvers<SettlingAnswer | null>()
    const { ws } = provider
    const done = () => {
      // On another line the number would be another settling.
      if (provider.ws !== ws) return
      send((encoder) => {
        encoding.writeVarUint(encoder, syncMessage.settled)
        encoding.writeVarUint(encoder, number)
      })
    }
    settling.set(number, resolve)
    send((encoder) => {
      encoding.writeVarUint(encoder, syncMessage.settling)
      encoding.writeVarUint(encoder, number)
      encoding.writeVarUint(encoder, keys.length)
      for (const key of keys) encoding.writeVarString(encoder, key)
    })
    const late = setTimeout(() => resolve(null), settlingWithin)
    const answer = await promise
    clearTimeout(late)
    settling.delete(number)
    if (answer === null) done()
    return answer && { ...answer, done }
  }

  provider.messageHandlers[syncMessage.settling] = (_encoder, decoder) => {
    const number = decoding.readVarUint(decoder)
    // Checked by the server's type; what this page does not know is no grant.
    const code = decoding.readVarString(decoder) as SettlingAnswer['code']
    const name = decoding.readVarString(decoder)
    // What was sent before the answer counts, though it may wait to be taken in.
    others.flush()
    settling.get(number)?.({ code, name })
  }
  provider.messageHandlers[syncMessage.persisted] = (_encoder, decoder) => {
    const acknowledged = decoding.readVarUint(decoder)
    heardAt = performance.now()
    onSaved(acknowledged)
    learn({ acknowledged, isStorageFailing: false, isBehind: false })
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
    learn({ isStorageFailing: true, isBehind: true })
    clearTimeout(retry)
    retry = setTimeout(ask, retryEvery)
  }
  const takeSync = provider.messageHandlers[syncMessage.sync]
  provider.messageHandlers[syncMessage.sync] = (encoder, decoder, ...others) => {
    // The server asks for what it lacks: the answer to that will be answered.
    if (decoding.peekVarUint(decoder) === 0) learn({ isBehind: false })
    takeSync?.(encoder, decoder, ...others)
  }
  provider.on('status', ({ status }) => {
    if (status === 'connected') {
      learn({ socket: 'connected', isSynced: false, isBehind: false })
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
      giveUpSettling()
    }
  })
  provider.on('sync', (isSynced) => {
    if (!isSynced) {
      learn({ isSynced: false })
      return
    }
    hasCarried = true
    failures = 0
    learn({ isSynced: true, wasSynced: true, pause: null })
  })
  provider.on('connection-close', (event) => {
    const isMeant = event === null && !provider.shouldConnect
    // What the server itself said has come through.
    if (!hasCarried && !isMeant && !ownCloses.has(event?.code)) failures += 1
    hasCarried = false
    if (event === null) {
      // Nothing was heard on it for long.
      if (!isMeant) void lookInto()
      return
    }
    const reason = permanentCloses.get(event.code)
    learn({ pause: pauses.get(event.code) ?? null })
    const refused = unsendable.find((each) => each === reason)
    // The text goes on under a client id of its own, beside what was not taken.
    if (event.code === closeCodes.author_forged) giveWay('author_forged')
    else if (refused && facts.asked > facts.acknowledged) giveWay(refused)
    else if (reason) {
      end(reason)
      // Whether somebody ended it or it has expired: in the one case nothing of it may stay.
      if (reason === 'signed_out') void lookInto()
    } else void lookInto()
  })
  const ownId = ydoc.clientID
  ydoc.on('afterTransactionCleanup', ({ origin }: Y.Transaction) => {
    // Yjs takes another id when somebody else's text comes under this one: what was written here under it is not in theirs.
    if (origin !== provider || ydoc.clientID === ownId) return
    // By which the provider takes its leave of the others.
    ydoc.clientID = ownId
    giveWay('author_forged')
  })
  ydoc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === provider) return
    learn({ asked: facts.asked + 1 })
    onEdit(update, facts.asked, origin)
    ask()
  })

  /** Asks over HTTP what the handshake would be told; a lasting refusal ends the attempts, no answer lets them go on. */
  async function lookInto(): Promise<void> {
    try {
      await api('getDraftAccess', {
        params: { positionId },
        query: { schema: schemaVersion, country: country ?? undefined, purges, person: personId },
      })
      // The draft is open to this person and HTTP gets through: it is the WebSocket that does not.
      if (failures < failuresBeforePolling || facts.carrier === 'polling') return
      const isLoaded = await loadPolling()
      // A WebSocket may have carried the text meanwhile.
      if (!isLoaded || isDestroyed || failures < failuresBeforePolling) return
      stayWithPolling()
      learn({ carrier: 'polling' })
      // Another WebSocket may have been opened meanwhile, and take as long to be given up. A line that was given up for a refusal stays so.
      if (provider.shouldConnect) reopen()
    } catch (error) {
      // Where HTTP does not get through either, that says nothing of WebSockets.
      failures = 0
      if (isDestroyed || !(error instanceof ApiError)) return
      if (lastingRefusals.has(error.code)) end(error.code as EndReason)
    }
  }

  /**
   * A page that slept, or came into another network, may hold a line that is dead without knowing it. It asks, and
   * opens another when no answer comes; states are compared and what is pending is sent with every new line.
   */
  function lookAtLine(): void {
    if (facts.ended !== null || document.visibilityState === 'hidden') return
    if (!provider.wsconnected) {
      reopen()
      return
    }
    const asked = performance.now()
    ask()
    clearTimeout(patience)
    patience = setTimeout(() => {
      if (!isDestroyed && heardAt < asked && provider.wsconnected) reopen()
    }, answerWithin)
  }

  function reopen(): void {
    if (facts.ended !== null) return
    provider.disconnect()
    provider.connect()
  }

  // The browser knows of a lost network at once, the line only when an answer has not come for long. Should it be wrong,
  // the next attempt succeeds.
  addEventListener('offline', reopen)
  addEventListener('online', lookAtLine)
  document.addEventListener('visibilitychange', lookAtLine)
  if (facts.carrier === 'polling') void loadPolling().then(() => isDestroyed || provider.connect())
  else provider.connect()
  return {
    ydoc,
    provider,
    encode() {
      others.flush()
      return Y.encodeStateAsUpdate(ydoc)
    },
    ask,
    settle: askToSettle,
    get edits() {
      return facts.asked
    },
    destroy() {
      isDestroyed = true
      giveUpSettling()
      clearTimeout(retry)
      clearTimeout(patience)
      removeEventListener('offline', reopen)
      removeEventListener('online', lookAtLine)
      document.removeEventListener('visibilitychange', lookAtLine)
      others.destroy()
      provider.destroy()
      ydoc.destroy()
    },
  }
}
