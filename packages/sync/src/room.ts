import { assertNever } from '@samsyn/domain'
import { Carets } from './awareness.ts'
import type { Backlog } from './backlog.ts'
import { Claims } from './claims.ts'
import type { Compactor } from './compactor.ts'
import { DraftState, type Folding, hugeTail } from './draft-state.ts'
import { type Committed, Intake } from './intake.ts'
import { MalformedMessage } from './malformed.ts'
import {
  type AwarenessEntry,
  awarenessMessages,
  type ClientMessage,
  settlingMessage,
  statesAtOnce,
} from './messages.ts'
import type { Authority, Forgery, Purge, SyncIdentity, SyncLimits, SyncLogger } from './ports.ts'
import type { RoomSession, SessionHost } from './session.ts'
import { readContents } from './update-contents.ts'
import type { Snapshot, UpdateLog } from './update-log.ts'

/** What a room is built on. */
export interface RoomOptions {
  readonly log: UpdateLog
  readonly authority: Authority
  readonly logger: SyncLogger
  readonly now: () => string
  readonly elapsed: () => number
  readonly limits: SyncLimits
  readonly compactor: Compactor
  readonly backlog: Backlog
  readonly onForgery: (forgery: Forgery) => void
  readonly isClosing: () => boolean
  /** Called when the room does not know any more what is on disk: whoever comes next needs another. */
  readonly gone: (room: Room) => void
  /** Called whenever the room may have become idle. */
  readonly maybeIdle: (room: Room) => void
}

type UpdateMessage = Extract<ClientMessage, { readonly update: Uint8Array }>
type AwarenessMessage = Extract<ClientMessage, { readonly kind: 'awareness' }>

/** To find what a client lacks counts as what it may send in so many seconds. */
const answerWorth = 0.05

/** Structs, and ranges of deletions, that somebody may send in one update: several times those of a long text. */
const mostParts = 100_000

/** Nobody has written for so many milliseconds: a good moment to merge. */
const restAfter = 3_000

/** Opening a draft reads no more entries than about this many, nor many more bytes of them than a huge tail's. */
const snapshotEvery = 500

/** One open draft: its state as it is on disk, and who is in it. */
export class Room implements SessionHost {
  readonly draftId: string
  readonly sessions = new Set<RoomSession>()
  /** Resolves when the log is merged; rejects when it could not be read. */
  readonly loaded: Promise<void>
  readonly #options: RoomOptions
  readonly #state = new DraftState()
  readonly #carets: Carets
  readonly #intake: Intake
  readonly #claims = new Claims()
  #isLoading = true
  #pins = 0
  #holds = 0
  /** Changes with every hold and release: what was asked before a freeze ended says nothing about after it. */
  #epoch = 0
  #lastFreeze: Promise<unknown> = Promise.resolve()
  #folding: Promise<void> | null = null
  /** Null while somebody needs the room. */
  #idleSince: number | null = null
  /** Until when somebody is likely to come, in milliseconds. */
  #expectedUntil = 0
  /** When the last update came that was not merged in a rest yet; 0 where there is none. */
  #writtenAt = 0
  /** Entries of the log behind the newest snapshot. */
  #since = 0
  #bytesSince = 0
  /** Nothing was written since a snapshot was made, or could not be made, while nobody was here. */
  #isKept = false

  constructor(draftId: string, options: RoomOptions) {
    this.draftId = draftId
    this.#options = options
    this.#carets = new Carets(options.limits, (clientId) => this.#state.ownerOf(clientId))
    this.#intake = new Intake({
      draftId,
      state: this.#state,
      log: options.log,
      logger: options.logger,
      draftBytes: options.limits.draftBytes,
      onForgery: (sender, { clientId, ownerId }, isWritten) => {
        const { personId } = sender.identity
        options.onForgery({ draftId, personId, clientId, ownerId, isWritten })
        sender.close('author_forged')
      },
      introducerOf: (clientId) => this.#carets.introducerOf(clientId),
      committed: (updates, senders, settle) => this.#committed(updates, senders, settle),
      recovered: () => {
        for (const session of [...this.sessions]) session.askIfBehind()
      },
      unsure: () => {
        this.#end('failed')
      },
      idle: () => options.maybeIdle(this),
      audience: () => this.sessions.size,
    })
    this.loaded = this.#load()
  }

  get limits(): SyncLimits {
    return this.#options.limits
  }

  get backlog(): Backlog {
    return this.#options.backlog
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
    return (
      this.sessions.size === 0 &&
      this.#pins === 0 &&
      !this.#isLoading &&
      this.#intake.isIdle &&
      this.#folding === null
    )
  }

  stateVector(): Uint8Array {
    return this.#state.stateVector()
  }

  /** Who is here, each person once. */
  presence(): readonly SyncIdentity[] {
    const people = new Map<string, SyncIdentity>()
    for (const { isOpen, identity } of this.sessions) if (isOpen) people.set(identity.personId, identity)
    return [...people.values()]
  }

  /** Sends a newcomer what it needs to begin with. */
  welcome(session: RoomSession): void {
    this.#idleSince = null
    this.#expectedUntil = 0
    session.open()
    this.#sendCarets(session)
  }

  /** Asks the authority what a session may do, until the answer is about the present, and acts on it. */
  async evaluate(session: RoomSession): Promise<void> {
    for (;;) {
      const epoch = this.#epoch
      const asked = session.startAsking()
      try {
        const mode = await this.#options.authority(session.identity.personId, this.draftId)
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
        // What somebody with nothing is sent is there already.
        const isFresh = message.stateVector.length <= 1
        if (!isFresh && !session.charge(answerWorth)) return
        session.sendAll(this.#state.answer(message.stateVector))
        // It may be the whole draft, for this one alone.
        if (!isFresh) session.weigh()
        return
      }
      case 'sync_step_2':
      case 'update':
        this.#take(session, message)
        return
      case 'awareness':
        this.#hear(session, message)
        return
      case 'query_awareness':
        if (this.#chargeForStates(session, this.#carets.size)) this.#sendCarets(session)
        return
      case 'persisted':
        session.greet()
        this.#answerBehind(session, () => session.answer(message.number))
        return
      case 'settling':
        this.#answerBehind(session, () => this.#giveSettling(session, message))
        return
      case 'settled':
        this.#answerBehind(session, () =>
          session.whenInStep(() => this.#claims.release(session, message.number)),
        )
        return
      default:
        assertNever(message)
    }
  }

  left(session: RoomSession): void {
    this.sessions.delete(session)
    const left = this.#carets.leave(session.sessionId, this.instant())
    this.#tellAll(this.#caretMessages(left))
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
    return this.#state.merged()
  }

  async freeze<Value>(work: (state: Uint8Array) => Promise<Value>): Promise<Value> {
    const before = this.#lastFreeze
    const frozen = this.#holdWhile(async () => {
      await before
      await this.loaded
      await this.#intake.settled()
      this.#assertKnown()
      try {
        const value = await work(this.#state.merged())
        for (const session of this.sessions) session.keepFrozen()
        return value
      } catch (error) {
        // It may have been done all the same: everybody is asked anew before anything is taken.
        await Promise.all([...this.sessions].map((session) => this.evaluate(session)))
        throw error
      }
    })
    this.#lastFreeze = frozen.catch(() => undefined)
    return frozen
  }

  /** As `Rooms.seal`. */
  async seal<Value>(work: () => Promise<Value>): Promise<Value> {
    await this.loaded
    return this.#intake.pausedFor(async () => {
      this.#assertKnown()
      await this.#foldAll()
      return work()
    })
  }

  /** As `Rooms.purge`; says whether the room has ended with it. */
  async purge<Value>(work: () => Promise<Purge<Value>>): Promise<Purge<Value>> {
    // One that could not be loaded holds nothing.
    await this.loaded.catch(() => undefined)
    return this.#intake.pausedFor(async () => {
      this.#assertKnown()
      // A snapshot on its way would bring back what the work removes.
      while (this.#folding !== null) await this.#folding
      try {
        const purge = await work()
        if (purge.isDone) this.#end('spill_locked')
        return purge
      } catch (error) {
        // Whether it was done is not known: the log is read anew, and pages keep what they have.
        this.#end('failed')
        throw error
      }
    })
  }

  /** Throws where it is not known what is on disk: whoever asks again is answered by another room. */
  #assertKnown(): void {
    if (this.#intake.hasEnded) throw new Error('It is not known what of this draft was stored')
  }

  #end(reason: 'spill_locked' | 'failed'): void {
    this.#intake.end()
    this.#options.gone(this)
    for (const session of [...this.sessions]) session.close(reason)
  }

  /** Resolves when every freeze that was asked for is over and everything accepted is on disk. */
  async settled(): Promise<void> {
    await this.#lastFreeze
    await this.#intake.settled()
  }

  /** Resolves when the room is loaded, and merged if it is to be; it does not rest before that instant, in milliseconds. */
  async expectUntil(instant: number): Promise<void> {
    this.#expectedUntil = instant
    await this.loaded
    await this.#folding
  }

  /** Whether nobody has needed the room for so long. */
  hasRested(milliseconds: number, now: number): boolean {
    if (!this.isIdle) return false
    this.#idleSince ??= Math.max(now, this.#expectedUntil)
    if (milliseconds === 0) return true
    if (this.isToBeKept) return false
    return now - this.#idleSince >= milliseconds
  }

  /** Whether nobody needs the room, and no snapshot has all of it. */
  get isToBeKept(): boolean {
    return this.isIdle && this.#since > 0 && !this.#isKept
  }

  /** Keeps all of it as a snapshot, so that whoever opens it next waits for no merging; resolves in every case. To be called while it is to be kept. */
  async keepWhole(): Promise<void> {
    this.#isKept = true
    const folding = this.#state.folding()
    if (folding) {
      this.#merge(folding, { isAtRest: true }).catch((error: unknown) => this.#couldNotMerge(error))
    } else {
      const snapshot = this.#state.wholeSnapshot(this.draftId)
      if (!snapshot) return
      this.#folding = this.#keepSnapshot(snapshot, this.#behind()).finally(() => this.#hasFolded())
    }
    await this.#folding
  }

  /** Bytes of the draft that are held. */
  get size(): number {
    return this.#state.size
  }

  /** Ends sessions that say nothing. */
  endSilence(now: number): void {
    for (const session of this.sessions) session.endSilence(now)
  }

  /** Merges what was written if nobody writes any more; says whether there was something to merge. */
  mergeInRest(now: number): boolean {
    return this.#writtenAt !== 0 && now - this.#writtenAt > restAfter && this.#fold({ isIdle: true })
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
      const { log } = this.#options
      let stored = await log.load(this.draftId)
      const leaveOut = (error: unknown, at: string) => {
        this.logger.error({ err: error, draftId: this.draftId, at }, 'a stored update cannot be applied')
      }
      try {
        this.#state.load(stored, leaveOut)
      } catch (error) {
        this.logger.error({ err: error, draftId: this.draftId }, 'a snapshot cannot be read')
        stored = { snapshot: null, entries: await log.history(this.draftId) }
        this.#state.load(stored, leaveOut)
      }
      this.#since = stored.entries.length
      this.#bytesSince = stored.entries.reduce((bytes, { update }) => bytes + update.length, 0)
      await this.#foldAll()
    } finally {
      this.#isLoading = false
    }
  }

  #take(sender: RoomSession, { kind, update, message }: UpdateMessage): void {
    const { mode } = sender
    if (mode === null) return
    const contents = readContents(update)
    const isReply = kind === 'sync_step_2'
    // What a step 2 says of deletions is known for the most part.
    const parts = contents.structs.length + (isReply ? 0 : contents.deletions.length)
    if (parts > mostParts) throw new MalformedMessage('an update of too many parts')
    if (!sender.chargeForParts(parts)) return
    const at = this.#options.now()
    this.#intake.push({ kind: 'update', sender, update, message, contents, isReply, mode, at })
  }

  #answerBehind(sender: RoomSession, answer: () => void): void {
    this.#intake.push({ kind: 'question', sender, answer })
  }

  #giveSettling(session: RoomSession, { number, keys }: Extract<ClientMessage, { kind: 'settling' }>): void {
    const answer =
      session.mode === 'write'
        ? this.#claims.take(session, number, keys, this.instant())
        : ({ code: 'not_writable', name: '' } as const)
    session.send(settlingMessage(number, answer))
  }

  /** One write for each session: what others wrote, then the answers to its own. */
  #committed(updates: readonly Committed[], senders: ReadonlySet<RoomSession>, settle: () => void): void {
    for (const sender of senders) sender.cork()
    settle()
    const messages = updates.map(({ message }) => message)
    for (const session of [...this.sessions]) if (!senders.has(session)) session.sendAll(messages)
    for (const sender of senders) {
      sender.uncork(updates.filter((update) => update.sender !== sender).map(({ message }) => message))
    }
    if (updates.length === 0) return
    this.#writtenAt = this.instant()
    this.#isKept = false
    this.#since += updates.length
    this.#bytesSince += messages.reduce((bytes, { length }) => bytes + length, 0)
    this.#fold({ isIdle: false })
  }

  /** Merges the updates of late into the rest where that is worth it, and keeps the result now and then; says whether it was. */
  #fold(when: { readonly isIdle: boolean }): boolean {
    if (this.#folding !== null || this.#intake.isPaused) return false
    const isWorth = this.#state.isWorthFolding(when)
    const folding = isWorth ? this.#state.folding() : null
    if (when.isIdle) this.#writtenAt = 0
    if (!folding) return false
    this.#merge(folding).catch((error: unknown) => this.#couldNotMerge(error))
    return true
  }

  /** Nothing is lost by it: the updates stay as they are, and the log has them all. */
  #couldNotMerge(error: unknown): void {
    this.logger.error({ err: error, draftId: this.draftId }, 'updates could not be merged')
  }

  /** Merges everything there is; rejects where that fails. Nothing may be appended meanwhile. */
  async #foldAll(): Promise<void> {
    while (this.#folding !== null) await this.#folding
    const folding = this.#state.folding()
    if (folding) await this.#merge(folding)
  }

  /** Resolves when the merged bytes are in place; a snapshot of them is kept after that, where it is worth it or nobody is here. */
  #merge(
    folding: Folding,
    { isAtRest }: { readonly isAtRest: boolean } = { isAtRest: false },
  ): Promise<void> {
    const behind = this.#behind()
    const compacted = this.#options.compactor.compact(folding.updates)
    const merged = compacted.then((bytes) => this.#state.folded(folding, bytes))
    this.#folding = merged
      .then(async () => {
        if (!isAtRest && this.#since < snapshotEvery && this.#bytesSince < hugeTail) return
        await this.#keepSnapshot(this.#state.snapshot(this.draftId, folding, await compacted), behind)
      })
      .catch(() => undefined)
      .finally(() => this.#hasFolded())
    return merged
  }

  #hasFolded(): void {
    this.#folding = null
    this.#options.maybeIdle(this)
  }

  /** What of the log is behind the newest snapshot now, and in the next one. */
  #behind(): { readonly entries: number; readonly bytes: number } {
    return { entries: this.#since, bytes: this.#bytesSince }
  }

  async #keepSnapshot(
    snapshot: Snapshot,
    behind: { readonly entries: number; readonly bytes: number },
  ): Promise<void> {
    if (this.#intake.hasEnded) return
    try {
      await this.#options.log.saveSnapshot(snapshot)
    } catch (error) {
      this.logger.error({ err: error, draftId: this.draftId }, 'a snapshot could not be kept')
      return
    }
    this.#since -= behind.entries
    this.#bytesSince -= behind.bytes
  }

  #hear(session: RoomSession, { states, size }: AwarenessMessage): void {
    if (!this.#chargeForStates(session, states.length)) return
    const heard = this.#carets.hear(states, session, this.instant())
    if (heard.kind === 'too_large') {
      session.close('message_too_large')
      return
    }
    if (heard.entries.length === 0) {
      session.countAsEcho(size)
      return
    }
    const messages = this.#caretMessages(heard.entries)
    const told = messages.reduce((bytes, { length }) => bytes + length, 0)
    // The sender included: its client takes silence for a dead line.
    if (told <= size || session.chargeBytes(told - size)) this.#tellAll(messages)
  }

  /** As many as are told at once cost nothing more, so that they can be sent back. */
  #chargeForStates(session: RoomSession, states: number): boolean {
    return states <= statesAtOnce || session.chargeForParts(states)
  }

  /** Each of them small beside what a session may send: whoever is told it may send it back. */
  #caretMessages(carets: readonly AwarenessEntry[]): readonly Uint8Array[] {
    const { messageBytes, bytesPerSecond } = this.limits
    return awarenessMessages(carets, Math.min(messageBytes, bytesPerSecond) / 4)
  }

  #tellAll(messages: readonly Uint8Array[]): void {
    if (messages.length === 0) return
    for (const session of [...this.sessions]) session.tell(messages)
  }

  #sendCarets(session: RoomSession): void {
    session.tell(this.#caretMessages(this.#carets.all()))
  }

  instant(): number {
    return this.#options.elapsed()
  }
}
