import { syncMessage } from '@samsyn/protocol'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import {
  Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness'
import { readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync'
import * as Y from 'yjs'
import type { Connection, JoinOptions, Rooms, Session } from '../../src/index.ts'

/** Who a client is, and what kind of client. */
export interface ClientOptions extends Partial<Omit<JoinOptions, 'connection'>> {
  /** The text it has already, as after a time offline. */
  readonly ydoc?: Y.Doc
  /** A stock client does not know our messages. */
  readonly isStock?: boolean
}

/**
 * A y-websocket client on a network of two queues: nothing moves until the test delivers it. It does what
 * y-websocket's provider does, which sends on every awareness change it hears of, others' included.
 */
export class TestClient {
  readonly ydoc: Y.Doc
  readonly awareness: Awareness
  readonly modes: string[] = []
  readonly refusals: string[] = []
  readonly persisted: number[] = []
  /** What was answered about settling, with the text as it was then. */
  readonly settlings: { readonly code: string; readonly name: string; readonly text: string }[] = []
  readonly unknown: number[] = []
  /** What the client had when it asked, by the number of the question. */
  readonly questions = new Map<number, Uint8Array>()
  /** Updates that were relayed to this client, as bytes. */
  readonly relayed: Uint8Array[] = []
  /** What the server sent and was not delivered yet. */
  readonly incoming: Uint8Array[] = []
  /** What the client sent and was not delivered yet. */
  readonly outgoing: Uint8Array[] = []
  closed: { readonly code: number; readonly reason: string } | null = null
  isSynced = false
  asksHeard = 0
  awarenessHeard = 0
  bufferedBytes = 0
  readonly #isStock: boolean
  #session: Session | null = null
  #asked = 0
  readonly #origin = {}

  private constructor({ ydoc = new Y.Doc(), isStock = false }: ClientOptions) {
    this.ydoc = ydoc
    this.#isStock = isStock
    this.awareness = new Awareness(ydoc)
    // As an editor does; y-protocols ignores the very first state (clock 0) of a client it does not know.
    this.awareness.setLocalState({ cursor: null })
    this.ydoc.on('update', this.#updated)
    this.awareness.on('update', this.#awarenessUpdated)
    if (!isStock) this.ask()
    this.send((encoder) => {
      encoding.writeVarUint(encoder, syncMessage.sync)
      writeSyncStep1(encoder, ydoc)
    })
    this.#sendAwareness([ydoc.clientID])
  }

  /** Opens a client that waits to be let in; see `settle`. */
  static open(rooms: Rooms, draftId: string, options: ClientOptions = {}): TestClient {
    const client = new TestClient(options)
    const { personId = 'person-anna', name = 'Anna', country = 'SE', webSessionId = 'web-1', color } = options
    const connection: Connection = {
      send: (messages) => {
        if (client.closed === null) client.incoming.push(...messages)
      },
      close: (code, reason) => {
        client.closed = { code, reason }
      },
      get bufferedBytes() {
        return client.bufferedBytes
      },
    }
    const joining = {
      personId,
      name,
      country,
      webSessionId,
      connection,
      ...(color === undefined ? {} : { color }),
    }
    client.joined = rooms.join(draftId, joining).then((session) => {
      client.#session = session
      return session
    })
    return client
  }

  joined: Promise<Session> | null = null

  get text(): string {
    return this.ydoc.getText('default').toString()
  }

  get mode(): string | null {
    return this.#session?.mode ?? null
  }

  get isJoined(): boolean {
    return this.#session !== null
  }

  /** The names that this client sees, by client id. */
  get names(): Record<string, string> {
    const names: Record<string, string> = {}
    for (const [clientId, state] of this.awareness.getStates()) {
      if (clientId !== this.ydoc.clientID && state.user) names[clientId] = state.user.name
    }
    return names
  }

  type(text: string, index = this.ydoc.getText('default').length): this {
    this.ydoc.getText('default').insert(index, text)
    return this
  }

  erase(index: number, length: number): this {
    this.ydoc.getText('default').delete(index, length)
    return this
  }

  /** Asks to be told when everything is on disk; returns the number of the question. */
  ask(): number {
    this.#asked += 1
    const number = this.#asked
    this.questions.set(number, Y.encodeStateAsUpdate(this.ydoc))
    this.send((encoder) => {
      encoding.writeVarUint(encoder, syncMessage.persisted)
      encoding.writeVarUint(encoder, number)
    })
    return number
  }

  /** Asks for the settling of some places; returns the number of the question. */
  askToSettle(...keys: readonly string[]): number {
    this.#asked += 1
    const number = this.#asked
    this.send((encoder) => {
      encoding.writeVarUint(encoder, syncMessage.settling)
      encoding.writeVarUint(encoder, number)
      encoding.writeVarUint(encoder, keys.length)
      for (const key of keys) encoding.writeVarString(encoder, key)
    })
    return number
  }

  /** Says that what was asked for under a number is settled. */
  settled(number: number): void {
    this.send((encoder) => {
      encoding.writeVarUint(encoder, syncMessage.settled)
      encoding.writeVarUint(encoder, number)
    })
  }

  get isSaved(): boolean {
    return this.persisted.includes(this.#asked)
  }

  send(write: (encoder: encoding.Encoder) => void): void {
    if (this.closed === null) this.outgoing.push(encoding.encode(write))
  }

  /** Delivers what both sides sent, in order; tells whether there was anything. */
  exchange(): boolean {
    const sent = this.deliver()
    const heard = this.hear()
    return sent || heard
  }

  /** Delivers what the client sent. */
  deliver(): boolean {
    if (this.#session === null) return false
    const messages = this.outgoing.splice(0)
    for (const bytes of messages) this.#session.receive(bytes)
    return messages.length > 0
  }

  /** Delivers what the server sent. */
  hear(): boolean {
    const messages = this.incoming.splice(0)
    for (const bytes of messages) this.#read(bytes)
    return messages.length > 0
  }

  /** The line breaks: what was under way in both directions is lost. The text stays with the client. */
  drop(): Y.Doc {
    this.incoming.length = 0
    this.outgoing.length = 0
    this.closed ??= { code: 1006, reason: '' }
    this.#session?.end()
    this.ydoc.off('update', this.#updated)
    this.awareness.off('update', this.#awarenessUpdated)
    this.awareness.destroy()
    return this.ydoc
  }

  /** Says it leaves, as a provider does, and hangs up once that is delivered. */
  leave(): void {
    removeAwarenessStates(this.awareness, [this.ydoc.clientID], 'left')
    this.deliver()
    this.drop()
  }

  readonly #updated = (update: Uint8Array, origin: unknown): void => {
    if (origin === this.#origin) return
    this.send((encoder) => {
      encoding.writeVarUint(encoder, syncMessage.sync)
      writeUpdate(encoder, update)
    })
  }

  readonly #awarenessUpdated = (changes: { added: number[]; updated: number[]; removed: number[] }): void => {
    this.#sendAwareness([...changes.added, ...changes.updated, ...changes.removed])
  }

  #sendAwareness(clientIds: number[]): void {
    this.send((encoder) => {
      encoding.writeVarUint(encoder, syncMessage.awareness)
      encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(this.awareness, clientIds))
    })
  }

  #read(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes)
    const kind = decoding.readVarUint(decoder)
    switch (kind) {
      case syncMessage.sync:
        this.#readSync(decoder)
        return
      case syncMessage.awareness:
        this.awarenessHeard += 1
        applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), this.#origin)
        return
      default:
        if (this.#isStock) this.unknown.push(kind)
        else this.#readOurs(kind, decoder)
    }
  }

  #readSync(decoder: decoding.Decoder): void {
    const rest = decoding.clone(decoder)
    const step = decoding.readVarUint(rest)
    if (step === 0) this.asksHeard += 1
    if (step === 2) this.relayed.push(decoding.readVarUint8Array(rest))
    const reply = encoding.createEncoder()
    encoding.writeVarUint(reply, syncMessage.sync)
    readSyncMessage(decoder, reply, this.ydoc, this.#origin)
    if (step === 1) this.isSynced = true
    if (encoding.length(reply) > 1) this.outgoing.push(encoding.toUint8Array(reply))
  }

  #readOurs(kind: number, decoder: decoding.Decoder): void {
    if (kind === syncMessage.persisted) this.persisted.push(decoding.readVarUint(decoder))
    else if (kind === syncMessage.refused) this.refusals.push(decoding.readVarString(decoder))
    else if (kind === syncMessage.mode) this.modes.push(decoding.readVarString(decoder))
    else if (kind === syncMessage.settling) {
      decoding.readVarUint(decoder)
      const [code, name] = [decoding.readVarString(decoder), decoding.readVarString(decoder)]
      this.settlings.push({ code, name, text: this.text })
    } else this.unknown.push(kind)
  }
}

/** One turn of the event loop: everything that waits for nothing but a promise is done after it. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Delivers everything between the clients and their rooms until nothing moves any more. */
export async function settle(...clients: readonly TestClient[]): Promise<void> {
  do await turn()
  while (clients.map((client) => client.exchange()).some(Boolean))
}
