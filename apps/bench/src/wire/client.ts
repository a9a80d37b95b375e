import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { Door } from '../servers/server.ts'
import { type Dialect, messageType, syncStep } from './dialect.ts'
import { frame, type Line, openLine } from './line.ts'
import { Head } from './read-updates.ts'

/** What a client has before it connects: an update made beforehand by a Y.Doc, and its state vector. */
export interface Content {
  readonly update: Uint8Array
  readonly stateVector: Uint8Array
}

export const nothing: Content = {
  update: Uint8Array.of(0, 0),
  stateVector: Uint8Array.of(0),
}

/** A client that speaks sync from bytes made beforehand; no Y.Doc stands behind it. */
export interface Client {
  /** Resolves when the server's step 2 has come, with what it held and when. */
  readonly synced: Promise<{ readonly update: Uint8Array; readonly at: number }>
  /** Resolves when the first step 1 of the server has been answered. */
  readonly answered: Promise<void>
  /** Writes updates prepared with `prepare`. */
  write(frames: Uint8Array): void
  /** One update as frames, with the question whether it is on disk where the server wants to be asked. */
  prepare(update: Uint8Array): Uint8Array
  cut(): void
  readonly bytesRead: number
  readonly bytesWritten: number
  /** The updates that the server's step 1 drew out of this client. */
  readonly answers: readonly Uint8Array[]
}

export interface ClientOptions {
  readonly content?: Content
  /** Each update that is not the step 2. */
  readonly onUpdate?: (update: Uint8Array, at: number) => void
  /** How many of this client's updates are known to be taken (or on disk, as the server means it) by now. */
  readonly onAcknowledged?: (count: number, at: number) => void
  readonly onClose?: (reason: string) => void
}

/** Connects, says what it has and answers what it is asked; resolves when the line is open. */
export async function connectClient(
  dialect: Dialect,
  door: Door,
  { content = nothing, onUpdate, onAcknowledged, onClose }: ClientOptions = {},
): Promise<Client> {
  const prefix = dialect.prefix(door.document)
  const synced = Promise.withResolvers<{ update: Uint8Array; at: number }>()
  const answered = Promise.withResolvers<void>()
  // A line that ends early is reported to whoever awaits; nobody may be waiting any more.
  for (const { promise } of [synced, answered] as const) promise.catch(() => undefined)
  const head = new Head(prefix)
  let isCut = false
  let line: Line | undefined
  let asked = 0
  let acknowledged = 0
  const answers: Uint8Array[] = []

  const message = (write: (encoder: encoding.Encoder) => void): Buffer =>
    frame(
      encoding.encode((encoder) => {
        encoding.writeUint8Array(encoder, prefix)
        write(encoder)
      }),
    )
  const stepOne = message((encoder) => {
    encoding.writeVarUint(encoder, messageType.sync)
    encoding.writeVarUint(encoder, syncStep.one)
    encoding.writeVarUint8Array(encoder, content.stateVector)
  })
  const question = () =>
    message((encoder) => {
      encoding.writeVarUint(encoder, messageType.persisted)
      encoding.writeVarUint(encoder, asked)
    })

  const receive = (bytes: Uint8Array, at: number) => {
    head.reset(bytes, prefix.length)
    switch (head.varUint()) {
      case messageType.sync:
      case messageType.syncReply: {
        const step = head.varUint()
        const length = head.varUint()
        const payload = bytes.subarray(head.at, head.at + length)
        if (step === syncStep.update) onUpdate?.(payload, at)
        else if (step === syncStep.two) {
          synced.resolve({ update: payload, at })
          onUpdate?.(payload, at)
        } else answer(payload)
        break
      }
      case messageType.auth:
        line?.write(stepOne)
        break
      case messageType.syncStatus:
        if (dialect.acknowledgement !== 'each update') break
        acknowledged += 1
        onAcknowledged?.(acknowledged, at)
        break
      case messageType.persisted:
        onAcknowledged?.(head.varUint(), at)
        break
    }
  }
  const answer = (stateVector: Uint8Array) => {
    const missing = content === nothing ? nothing.update : lacking(content, stateVector)
    answers.push(missing)
    // The status of a step 2 is not one of an update sent later.
    if (dialect.acknowledgement === 'each update') acknowledged -= 1
    line?.write(
      message((encoder) => {
        encoding.writeVarUint(encoder, messageType.sync)
        encoding.writeVarUint(encoder, syncStep.two)
        encoding.writeVarUint8Array(encoder, missing)
      }),
    )
    answered.resolve()
  }

  line = await openLine(door.url, {
    headers: door.headers,
    onMessage: receive,
    onClose: (reason) => {
      const error = new Error(`${door.url}: ${reason}`)
      synced.reject(error)
      answered.reject(error)
      if (!isCut) onClose?.(reason)
    },
  })
  if (dialect.isAuthFirst) {
    line.write(
      message((encoder) => {
        encoding.writeVarUint(encoder, messageType.auth)
        encoding.writeVarUint(encoder, 0)
        encoding.writeVarString(encoder, 'bench')
      }),
    )
  } else if (dialect.acknowledgement === 'when asked') line.write(Buffer.concat([question(), stepOne]))
  else line.write(stepOne)
  const opened = line

  return {
    synced: synced.promise,
    answered: answered.promise,
    write: (frames) => opened.write(frames),
    prepare(update) {
      const sent = message((encoder) => {
        encoding.writeVarUint(encoder, messageType.sync)
        encoding.writeVarUint(encoder, syncStep.update)
        encoding.writeVarUint8Array(encoder, update)
      })
      if (dialect.acknowledgement !== 'when asked') return sent
      asked += 1
      return Buffer.concat([sent, question()])
    },
    cut() {
      isCut = true
      opened.cut()
    },
    get bytesRead() {
      return opened.bytesRead
    },
    get bytesWritten() {
      return opened.bytesWritten
    },
    answers,
  }
}

const differences = new WeakMap<Content, Map<string, Uint8Array>>()

/** What a real client would answer to a state vector; many clients with the same content share the computation. */
function lacking(content: Content, stateVector: Uint8Array): Uint8Array {
  const key = Buffer.from(stateVector).toString('latin1')
  const known = differences.get(content) ?? new Map<string, Uint8Array>()
  differences.set(content, known)
  const found = known.get(key) ?? Y.diffUpdate(content.update, stateVector)
  known.set(key, found)
  return found
}
