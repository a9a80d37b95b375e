import { type CloseReason, closeCodes, type SyncMode, type UpdateRefusalCode } from '@samsyn/protocol'
import type { Backlog } from './backlog.ts'
import { MalformedMessage } from './malformed.ts'
import {
  type ClientMessage,
  modeMessage,
  persistedMessage,
  readMessage,
  refusedMessage,
  syncStep1,
} from './messages.ts'
import type { Connection, SyncIdentity, SyncLimits, SyncLogger } from './ports.ts'
import { burstSeconds, TokenBucket } from './token-bucket.ts'

/** What a room needs to know of a client that wants in. */
export interface JoinOptions extends SyncIdentity {
  /** The web session the socket was opened with: signing out of it closes exactly its sockets. */
  readonly webSessionId: string
  readonly connection: Connection
}

/** One client in one room. Its methods never throw; after its end they do nothing. */
export interface Session {
  readonly sessionId: string
  /** What it may do now; null before it was admitted and after its end. */
  readonly mode: SyncMode | null
  receive(bytes: Uint8Array): void
  /** The line is gone. What was accepted from it is still put on disk. */
  end(): void
}

/** A room as its sessions see it. */
export interface SessionHost {
  readonly draftId: string
  readonly limits: SyncLimits
  readonly logger: SyncLogger
  readonly backlog: Backlog
  /** No edits are taken at the moment, whatever a session may do otherwise. */
  readonly isHeld: boolean
  /** Messages are no longer taken at all. */
  readonly isClosing: boolean
  stateVector(): Uint8Array
  /** The present instant in milliseconds, to be compared with others of the room alone. */
  instant(): number
  handle(session: RoomSession, message: ClientMessage): void
  left(session: RoomSession): void
}

/**
 * How far the room has what the client has: `asked` while a step 1 waits for its step 2, `behind` when something was
 * refused since.
 */
type Step = 'asked' | 'in_step' | 'behind'

/** So many messages about carets may be sent back late: those of some minutes in a busy room. */
const mostEchoes = 20_000

/** So many parts of an update cost what a message does. */
const partsToMessage = 100

/** Those of one update cost at most what may be sent in so many seconds: after a rest the largest passes at every rate. */
const mostPartsWorth = burstSeconds / 2

/** More than this does not wait for what a client has still to send. */
const mostHeld = 100

/** One client's line, what it may do, and what the room owes it. */
export class RoomSession implements Session {
  readonly sessionId: string
  readonly identity: SyncIdentity
  readonly webSessionId: string
  readonly #host: SessionHost
  readonly #connection: Connection
  #phase: 'joining' | 'open' | 'ended' = 'joining'
  #granted: SyncMode | null = null
  #lastMode: SyncMode | null = null
  #speaksOurs = false
  #step: Step = 'asked'
  /** A step 2 was taken that is not on disk yet, and whether something was refused since. */
  #reply: 'none' | 'taken' | 'overtaken' = 'none'
  /** Of the questions that wait for an answer the last one; its answer covers those before it. */
  #heldQuestion: number | null = null
  /** What is to be done when the room has what the client has. */
  #held: (() => void)[] = []
  /** What is to be sent together with more; null when nothing is held back. */
  #outbox: Uint8Array[] | null = null
  readonly #messages: TokenBucket
  readonly #bytes: TokenBucket
  #waitingBytes = 0
  /** What was told of carets and has not been sent back. */
  #echoes = 0
  #echoBytes = 0
  #openedAt = 0
  #hasSpoken = false
  #asks = 0
  #answered = 0

  constructor(sessionId: string, host: SessionHost, { connection, webSessionId, ...identity }: JoinOptions) {
    this.sessionId = sessionId
    this.identity = identity
    this.webSessionId = webSessionId
    this.#host = host
    this.#connection = connection
    const now = host.instant()
    this.#messages = new TokenBucket(host.limits.messagesPerSecond, now)
    this.#bytes = new TokenBucket(host.limits.bytesPerSecond, now)
  }

  get mode(): SyncMode | null {
    if (this.#phase !== 'open') return null
    return this.#granted === 'write' && this.#host.isHeld ? 'frozen' : this.#granted
  }

  get isOpen(): boolean {
    return this.#phase === 'open'
  }

  /** Whether a step 1 of the room still waits for its step 2. */
  get isAsked(): boolean {
    return this.#step === 'asked'
  }

  get hasEnded(): boolean {
    return this.#phase === 'ended'
  }

  receive(bytes: Uint8Array): void {
    if (this.#phase !== 'open' || this.#host.isClosing) return
    if (bytes.length > this.#host.limits.messageBytes) {
      this.close('message_too_large')
      return
    }
    this.#hasSpoken = true
    const now = this.#host.instant()
    if (!this.#messages.take(1, now) || !this.#bytes.take(bytes.length, now)) {
      this.close('too_fast')
      return
    }
    this.guard(() => this.#host.handle(this, readMessage(bytes)))
  }

  end(): void {
    if (this.#phase === 'ended') return
    this.#phase = 'ended'
    this.#saw(0)
    this.#host.left(this)
  }

  /** Runs what concerns this session alone: whatever it throws, this session ends and nothing else. */
  guard(work: () => void): void {
    try {
      work()
    } catch (error) {
      if (error instanceof MalformedMessage) this.close('malformed_message')
      else this.fail(error, 'a session failed')
    }
  }

  /** Ends the session for a failure of ours. */
  fail(error: unknown, what: string): void {
    this.#host.logger.error({ err: error, ...this.#names() }, what)
    this.close('failed')
  }

  close(reason: CloseReason): void {
    if (this.#phase === 'ended') return
    try {
      this.#connection.close(closeCodes[reason], reason)
    } catch (error) {
      this.#host.logger.warn({ err: error, ...this.#names() }, 'a connection could not be closed')
    }
    this.#host.logger.info({ reason, ...this.#names() }, 'session closed')
    this.end()
  }

  send(message: Uint8Array): void {
    if (this.#outbox) this.#outbox.push(message)
    else this.sendAll([message])
  }

  /** Sends messages that others may be sent, too. */
  sendAll(messages: readonly Uint8Array[]): void {
    if (this.#phase !== 'open' || messages.length === 0) return
    const { bufferedBytes } = this.#connection
    if (bufferedBytes > this.#host.limits.bufferedBytes) {
      this.close('too_slow')
      return
    }
    if (bufferedBytes !== this.#waitingBytes) this.#saw(bufferedBytes)
    if (this.isOpen) this.guard(() => this.#connection.send(messages))
  }

  /** What waited to be sent when it was last looked at, in bytes. */
  get waitingBytes(): number {
    return this.#waitingBytes
  }

  /** Looks at what waits to be sent now. */
  weigh(): void {
    if (this.isOpen) this.#saw(this.#connection.bufferedBytes)
  }

  /** Sends what is said of carets, which stock clients send back as they hear it. */
  tell(messages: readonly Uint8Array[]): void {
    if (this.#phase !== 'open') return
    this.#echoes = Math.min(this.#echoes + messages.length, mostEchoes)
    let bytes = this.#echoBytes
    for (const { length } of messages) bytes += length
    // Whoever is further behind is closed as too slow; systems on the way hold some of it, too.
    this.#echoBytes = Math.min(bytes, this.#host.limits.bufferedBytes * 2)
    this.sendAll(messages)
  }

  /** Holds back what is sent until `uncork`. */
  cork(): void {
    this.#outbox ??= []
  }

  /** Sends what was held back, behind some messages, all in one. */
  uncork(before: readonly Uint8Array[]): void {
    const held = this.#outbox ?? []
    this.#outbox = null
    this.sendAll([...before, ...held])
  }

  /**
   * The message that was handled last, of so many bytes, brought nothing. It costs nothing if as much was told: whoever
   * floods a room would otherwise have the others put out for their echoes.
   */
  countAsEcho(bytes: number): void {
    if (this.#echoes === 0 || this.#echoBytes < bytes) return
    this.#echoes -= 1
    this.#echoBytes -= bytes
    this.#messages.giveBack(1)
    this.#bytes.giveBack(bytes)
  }

  /** Counts work as what may be sent in so many seconds; says whether the session may have it, and ends it where not. */
  charge(seconds: number): boolean {
    return this.chargeFor(seconds * this.#host.limits.messagesPerSecond)
  }

  /** The same, counted in messages. */
  chargeFor(messages: number): boolean {
    return this.#take(this.#messages, messages)
  }

  /** The same, counted in bytes. */
  chargeBytes(bytes: number): boolean {
    return this.#take(this.#bytes, bytes)
  }

  /** Counts the parts of a message: structs and ranges of deletions of an update, or states. */
  chargeForParts(parts: number): boolean {
    const most = mostPartsWorth * this.#host.limits.messagesPerSecond
    return this.chargeFor(Math.min(parts / partsToMessage, most))
  }

  /** Ends a session that has said nothing since it was let in, for longer than may be. */
  endSilence(now: number): void {
    if (!this.#hasSpoken && this.isOpen && now - this.#openedAt > this.#host.limits.silence)
      this.close('silent')
  }

  /** Lets the session in: from here on it is sent what the others are sent. */
  open(): void {
    this.#phase = 'open'
    this.#openedAt = this.#host.instant()
    this.#lastMode = this.mode
    this.send(syncStep1(this.#host.stateVector()))
  }

  /** Numbers a question to the authority, so that of two answers the one asked for later counts. */
  startAsking(): number {
    this.#asks += 1
    return this.#asks
  }

  /** Takes the authority's answer to the numbered question. */
  grant(answer: SyncMode | 'locked' | null, asked: number): void {
    if (asked < this.#answered) return
    this.#answered = asked
    this.#granted = answer === 'locked' ? null : answer
    if (answer === 'locked') this.close('spill_locked')
    else if (answer === null) this.close('access_lost')
    else this.modeMayHaveChanged()
  }

  /** A freeze has come to stay. */
  keepFrozen(): void {
    if (this.#granted === 'write') this.#granted = 'frozen'
  }

  modeMayHaveChanged(): void {
    const { mode } = this
    if (mode === null || mode === this.#lastMode) return
    this.#lastMode = mode
    if (this.#speaksOurs) this.send(modeMessage(mode))
    if (mode === 'write') this.askIfBehind()
  }

  /** The client speaks our messages as well as y-websocket's. */
  greet(): void {
    if (this.#speaksOurs || this.mode === null) return
    this.#speaksOurs = true
    this.send(modeMessage(this.mode))
  }

  /** Something of the client did not get into the room; a step 2 that is on its way will bring it, and was not it. */
  fallBehind({ isReply }: { readonly isReply: boolean }): void {
    if (isReply || this.#step === 'in_step') this.#step = 'behind'
    if (isReply) this.#reply = 'none'
    else if (this.#reply === 'taken') this.#reply = 'overtaken'
  }

  refuse(code: UpdateRefusalCode, options: { readonly isReply: boolean }): void {
    this.fallBehind(options)
    if (this.#speaksOurs) this.send(refusedMessage(code))
  }

  /** A step 2 is about to go to disk: it brings nothing of what comes after it. */
  takeReply(): void {
    this.#reply = 'taken'
  }

  /** A step 2 is dealt with: the room has all that the client had when it sent it. */
  catchUp(): void {
    const isOvertaken = this.#reply === 'overtaken'
    this.#reply = 'none'
    this.#step = isOvertaken ? 'behind' : 'in_step'
    if (isOvertaken) {
      if (this.#heldQuestion !== null) this.askIfBehind()
      return
    }
    if (this.#heldQuestion !== null) this.send(persistedMessage(this.#heldQuestion))
    this.#heldQuestion = null
    for (const work of this.#held.splice(0)) work()
  }

  /** Does it when the room has all that the client sent before; never, where that does not come. */
  whenInStep(work: () => void): void {
    if (this.#step === 'in_step') {
      work()
      return
    }
    if (this.#held.length < mostHeld) this.#held.push(work)
    this.askIfBehind()
  }

  askIfBehind(): void {
    if (this.#step !== 'behind' || this.mode !== 'write') return
    this.#step = 'asked'
    this.send(syncStep1(this.#host.stateVector()))
  }

  /** Everything the client sent before its question has been dealt with. */
  answer(number: number): void {
    if (this.#step === 'in_step') {
      this.send(persistedMessage(number))
      return
    }
    this.#heldQuestion = number
    this.askIfBehind()
  }

  #saw(waitingBytes: number): void {
    const more = waitingBytes - this.#waitingBytes
    this.#waitingBytes = waitingBytes
    this.#host.backlog.changed(more)
  }

  #take(bucket: TokenBucket, units: number): boolean {
    if (bucket.take(units, this.#host.instant())) return true
    this.close('too_fast')
    return false
  }

  #names(): object {
    return { draftId: this.#host.draftId, sessionId: this.sessionId, personId: this.identity.personId }
  }
}
