import { assertNever } from '@samsyn/domain'
import * as Y from 'yjs'
import { Carets } from './awareness.ts'
import { Intake } from './intake.ts'
import { awarenessMessage, type ClientMessage, reading, syncStep2, syncUpdate } from './messages.ts'
import type { Authority, SyncIdentity, SyncLimits, SyncLogger } from './ports.ts'
import type { RoomSession, SessionHost } from './session.ts'
import { readContents } from './update-contents.ts'
import type { UpdateLog } from './update-log.ts'

/** What a room is built on. */
export interface RoomOptions {
  readonly log: UpdateLog
  readonly authority: Authority
  readonly logger: SyncLogger
  readonly now: () => string
  readonly limits: SyncLimits
  readonly isClosing: () => boolean
  /** Called whenever the room may have become idle. */
  readonly maybeIdle: (room: Room) => void
}

/** One open draft: its state as it is on disk, and who is in it. */
export class Room implements SessionHost {
  readonly positionId: string
  readonly sessions = new Set<RoomSession>()
  /** Resolves when the log is merged; rejects when it could not be read. */
  readonly loaded: Promise<void>
  readonly #options: RoomOptions
  readonly #ydoc = new Y.Doc()
  readonly #carets: Carets
  readonly #intake: Intake
  #isLoading = true
  #pins = 0
  #holds = 0
  /** Changes with every hold and release: what was asked before a freeze ended says nothing about after it. */
  #epoch = 0
  #lastFreeze: Promise<unknown> = Promise.resolve()

  constructor(positionId: string, options: RoomOptions) {
    this.positionId = positionId
    this.#options = options
    this.#carets = new Carets(options.limits)
    this.#intake = new Intake({
      positionId,
      ydoc: this.#ydoc,
      log: options.log,
      logger: options.logger,
      accept: (update, sender) => this.#accept(update, sender),
      recovered: () => {
        for (const session of [...this.sessions]) session.askIfBehind()
      },
      idle: () => options.maybeIdle(this),
    })
    this.loaded = this.#load()
  }

  get limits(): SyncLimits {
    return this.#options.limits
  }

  get logger(): SyncLogger {
    return this.#options.logger
  }

  get isHeld(): boolean {
    return this.#holds > 0
  }

  get isClosing(): boolean {
    return this.#options.isClosing()
  }

  get isIdle(): boolean {
    return this.sessions.size === 0 && this.#pins === 0 && !this.#isLoading && this.#intake.isIdle
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.#ydoc)
  }

  /** Who is here, each person once. */
  presence(): readonly SyncIdentity[] {
    const people = new Map<string, SyncIdentity>()
    for (const { isOpen, identity } of this.sessions) if (isOpen) people.set(identity.personId, identity)
    return [...people.values()]
  }

  /** Sends a newcomer what it needs to begin with. */
  welcome(session: RoomSession): void {
    session.open()
    this.#sendCarets(session)
  }

  /** Asks the authority what a session may do, until the answer is about the present, and acts on it. */
  async evaluate(session: RoomSession): Promise<void> {
    for (;;) {
      const epoch = this.#epoch
      const asked = session.startAsking()
      try {
        const mode = await this.#options.authority(session.identity.personId, this.positionId)
        if (session.hasEnded) return
        if (epoch !== this.#epoch) continue
        session.grant(mode, asked)
      } catch (error) {
        session.fail(error, 'the authority failed')
      }
      return
    }
  }

  handle(session: RoomSession, message: ClientMessage): void {
    switch (message.kind) {
      case 'sync_step_1': {
        const { stateVector } = message
        session.send(syncStep2(reading(() => Y.encodeStateAsUpdate(this.#ydoc, stateVector))))
        return
      }
      case 'sync_step_2':
      case 'update':
        this.#take(session, message.update, message.kind === 'sync_step_2')
        return
      case 'awareness': {
        const heard = this.#carets.hear(message.states, session, this.#instant())
        if (heard.kind === 'too_large') session.close('message_too_large')
        // The sender included: its client takes silence for a dead line.
        else if (heard.entries.length > 0) this.#broadcast(awarenessMessage(heard.entries))
        return
      }
      case 'query_awareness':
        this.#sendCarets(session)
        return
      case 'persisted':
        session.greet()
        this.#intake.push({ kind: 'question', sender: session, number: message.number })
        return
      default:
        assertNever(message)
    }
  }

  left(session: RoomSession): void {
    this.sessions.delete(session)
    const left = this.#carets.leave(session.sessionId, this.#instant())
    if (left.length > 0) this.#broadcast(awarenessMessage(left))
    this.#options.maybeIdle(this)
  }

  /** Keeps the room from being given up while something is done with it. */
  async pinned<Value>(work: () => Promise<Value>): Promise<Value> {
    this.#pins += 1
    try {
      return await work()
    } finally {
      this.#pins -= 1
      this.#options.maybeIdle(this)
    }
  }

  /** The merged state as it is on disk. */
  async state(): Promise<Uint8Array> {
    await this.loaded
    return Y.encodeStateAsUpdate(this.#ydoc)
  }

  async freeze<Value>(work: (state: Uint8Array) => Promise<Value>): Promise<Value> {
    const before = this.#lastFreeze
    const frozen = this.#holdWhile(async () => {
      await before
      await this.loaded
      await this.#intake.settled()
      const value = await work(Y.encodeStateAsUpdate(this.#ydoc))
      for (const session of this.sessions) session.keepFrozen()
      return value
    })
    this.#lastFreeze = frozen.catch(() => undefined)
    return frozen
  }

  /** Resolves when every freeze that was asked for is over and everything accepted is on disk. */
  async settled(): Promise<void> {
    await this.#lastFreeze
    await this.#intake.settled()
  }

  destroy(): void {
    this.#ydoc.destroy()
  }

  async #holdWhile<Value>(work: () => Promise<Value>): Promise<Value> {
    this.#changeHolds(1)
    try {
      return await work()
    } finally {
      this.#changeHolds(-1)
    }
  }

  #changeHolds(by: 1 | -1): void {
    this.#holds += by
    this.#epoch += 1
    for (const session of [...this.sessions]) session.modeMayHaveChanged()
  }

  async #load(): Promise<void> {
    try {
      for (const { update, at } of await this.#options.log.load(this.positionId)) {
        try {
          Y.applyUpdate(this.#ydoc, update)
        } catch (error) {
          this.logger.error(
            { err: error, positionId: this.positionId, at },
            'a stored update cannot be applied',
          )
        }
      }
    } finally {
      this.#isLoading = false
    }
  }

  #take(sender: RoomSession, update: Uint8Array, isReply: boolean): void {
    const { mode } = sender
    if (mode === null) return
    const contents = readContents(update)
    this.#intake.push({ kind: 'update', sender, update, contents, isReply, mode, at: this.#options.now() })
  }

  #accept(update: Uint8Array, sender: RoomSession): void {
    Y.applyUpdate(this.#ydoc, update)
    this.#broadcast(syncUpdate(update), sender)
  }

  #broadcast(bytes: Uint8Array, except?: RoomSession): void {
    for (const session of [...this.sessions]) if (session !== except) session.send(bytes)
  }

  #sendCarets(session: RoomSession): void {
    const carets = this.#carets.all()
    if (carets.length > 0) session.send(awarenessMessage(carets))
  }

  #instant(): number {
    return Date.parse(this.#options.now())
  }
}
