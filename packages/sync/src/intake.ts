import { setTimeout as pause } from 'node:timers/promises'
import type { SyncMode } from '@samsyn/protocol'
import * as Y from 'yjs'
import { encodeVector } from './draft-index.ts'
import { type DraftState, mostDeletions } from './draft-state.ts'
import { type Forged, Frontier, type Verdict } from './frontier.ts'
import { MalformedMessage } from './malformed.ts'
import { syncUpdate } from './messages.ts'
import { mostNested } from './nesting.ts'
import type { SyncLogger } from './ports.ts'
import type { RoomSession } from './session.ts'
import { integrablePart, readContents, type UpdateContents, withDeletions } from './update-contents.ts'
import { isOutcomeUnknown, type UpdateLog } from './update-log.ts'

/** What waits in a room's queue, in the order it came. */
export type Pending =
  | {
      readonly kind: 'update'
      readonly sender: RoomSession
      readonly update: Uint8Array
      /** The update as it is relayed. */
      readonly message: Uint8Array
      readonly contents: UpdateContents
      /** A step 2: it holds all that the client has and the room had not when it was asked. */
      readonly isReply: boolean
      /** What the sender might do when it came. */
      readonly mode: SyncMode
      readonly at: string
    }
  /** Answered when everything before it is dealt with. */
  | { readonly kind: 'question'; readonly sender: RoomSession; readonly answer: () => void }

type PendingUpdate = Extract<Pending, { kind: 'update' }>

/** What a batch brings before the step that is looked at: bytes, and ranges of deletions beyond those there are. */
interface Ahead {
  bytes: number
  ranges: number
}

/** Bytes that go to disk: what came, or what of it can be integrated. */
interface Accepted extends Pick<PendingUpdate, 'update' | 'message' | 'contents'> {
  readonly kind: 'append'
  readonly pending: PendingUpdate
}

/** A step of a batch. Those without bytes to append still wait for the bytes before them. */
type Step =
  | Accepted
  | { readonly kind: 'known'; readonly pending: PendingUpdate }
  | { readonly kind: 'question'; readonly pending: Extract<Pending, { kind: 'question' }> }

/** An update that is on disk. */
export interface Committed {
  readonly sender: RoomSession
  readonly message: Uint8Array
}

/** What an intake is part of. */
interface IntakeOptions {
  readonly draftId: string
  readonly state: DraftState
  readonly log: UpdateLog
  readonly logger: SyncLogger
  /** The largest draft, in bytes. */
  readonly draftBytes: number
  readonly onForgery: (sender: RoomSession, forged: Forged, isWritten: boolean) => void
  /** Who introduced a client id under which nothing may have been written yet. */
  readonly introducerOf: (clientId: number) => string | undefined
  /** Tells everybody of a batch that is on disk and counted in; `settle` answers its senders. */
  readonly committed: (
    updates: readonly Committed[],
    senders: ReadonlySet<RoomSession>,
    settle: () => void,
  ) => void
  /** The disk takes appends again after one failed. */
  readonly recovered: () => void
  /** It is not known what is on disk: nothing is taken any more. */
  readonly unsure: () => void
  readonly idle: () => void
  /** How many are told of a commit. */
  readonly audience: () => number
}

/** To read a whole draft anew for one session counts as what it may send in so many seconds. */
const readingWorth = 0.5

/** From so many sessions on, telling everybody of a commit takes longer than the commit. */
const crowd = 50
/** How far the commits of a crowded draft keep apart, in milliseconds for each session: what comes meanwhile is told together. */
const apart = 0.06

/** The way of updates to the disk: one queue for each room, one append in flight. */
export class Intake {
  readonly #options: IntakeOptions
  #queue: Pending[] = []
  #running: Promise<void> | null = null
  #hasFailed = false
  #hasEnded = false
  #pauses = 0
  #lastCommit = Number.NEGATIVE_INFINITY

  constructor(options: IntakeOptions) {
    this.#options = options
  }

  get isIdle(): boolean {
    return this.#running === null
  }

  /** Whether nothing is taken any more. */
  get hasEnded(): boolean {
    return this.#hasEnded
  }

  /** Whether work is done for which everything waits. */
  get isPaused(): boolean {
    return this.#pauses > 0
  }

  push(pending: Pending): void {
    if (this.#hasEnded) return
    this.#queue.push(pending)
    this.#running ??= Promise.resolve().then(() => this.#run())
  }

  /** Does the work when nothing is left to deal with; what comes meanwhile waits for its end. */
  async pausedFor<Value>(work: () => Promise<Value>): Promise<Value> {
    this.#pauses += 1
    while (this.#running !== null) await this.#running
    // Only after it is known that there is work: what comes with its first step must wait, too.
    const working = Promise.resolve().then(work)
    const over = () => {
      this.#pauses -= 1
      return this.#run()
    }
    this.#running = working.then(over, over)
    return working
  }

  /** Forgets what waits, and takes nothing any more. */
  end(): void {
    this.#hasEnded = true
    this.#queue = []
  }

  /** Resolves when nothing is left to deal with. */
  async settled(): Promise<void> {
    while (this.#running !== null) await this.#running
  }

  async #run(): Promise<void> {
    while (this.#queue.length > 0) {
      await this.#keepApart()
      const batch = this.#nextBatch()
      if (batch.length > 0) await this.#commit(batch)
    }
    this.#running = null
    this.#options.idle()
  }

  async #keepApart(): Promise<void> {
    const audience = this.#options.audience()
    if (audience < crowd) return
    const wait = this.#lastCommit + audience * apart - performance.now()
    if (wait > 0) await pause(wait)
    this.#lastCommit = performance.now()
  }

  #nextBatch(): Step[] {
    const frontier = new Frontier(this.#options.state)
    const batch: Step[] = []
    let taken = 0
    const ahead: Ahead = { bytes: 0, ranges: 0 }
    for (const next of this.#queue) {
      if (batch.length > 0 && !canFollow(next)) break
      taken += 1
      next.sender.guard(() => {
        if (next.kind === 'update') {
          const step = this.#sift(next, frontier, ahead)
          if (!step) return
          if (next.isReply) next.sender.takeReply()
          batch.push(step)
        } else if (batch.length > 0) batch.push({ kind: 'question', pending: next })
        else next.answer()
      })
    }
    this.#queue = this.#queue.slice(taken)
    return batch
  }

  #sift(pending: PendingUpdate, frontier: Frontier, ahead: Ahead): Step | null {
    const { sender, isReply, mode, contents } = pending
    const person = sender.identity.personId
    const verdict = this.#judge(pending, frontier)
    if (verdict === 'known') return { kind: 'known', pending }
    const forged = frontier.forgedBy(person, contents)
    if (forged) {
      this.#options.onForgery(sender, forged, true)
      return null
    }
    const introduced = this.#introducedByAnother(person, contents, frontier)
    if (introduced) {
      this.#options.onForgery(sender, introduced, false)
      return null
    }
    if (mode !== 'write') {
      sender.refuse(mode === 'frozen' ? 'draft_frozen' : 'read_only', { isReply })
      // The mode may have become `write` since it came, with nobody there who was behind yet.
      sender.askIfBehind()
      return null
    }
    if (frontier.depthWith(contents) > mostNested) throw new MalformedMessage('a text nested too deep')
    if (verdict === 'gap' && !(isReply && sender.isAsked)) {
      sender.fallBehind({ isReply })
      sender.askIfBehind()
      return null
    }
    if (verdict === 'gap' && !sender.charge(readingWorth)) return null
    const accepted = verdict === 'gap' ? this.#integrable(pending) : newsOf(pending, frontier)
    const brings = verdict === 'gap' ? frontier.judge(accepted.contents) : verdict
    if (brings === 'known') return { kind: 'known', pending }
    const { deletions } = accepted.contents
    if (isReply && !sender.chargeForParts(deletions.length)) return null
    const isFull =
      this.#isOverfull(ahead.bytes + accepted.update.length) ||
      frontier.isCrowdedBy(person, accepted.contents)
    const { state } = this.#options
    const growth = state.growthWith(deletions, ahead.ranges)
    const isInPieces = growth > 0 && state.deletedRanges + ahead.ranges + growth > mostDeletions
    if (isInPieces || (brings !== 'deletes' && isFull)) {
      sender.refuse('draft_full', { isReply })
      return null
    }
    frontier.advance(accepted.contents, person)
    ahead.bytes += accepted.update.length
    ahead.ranges += growth
    return accepted
  }

  #judge({ sender, contents, isReply }: PendingUpdate, frontier: Frontier): Verdict {
    const verdict = frontier.judge(contents)
    const { state } = this.#options
    if (verdict !== 'deletes' || !isReply || state.knowsAllDeletions) return verdict
    if (!sender.charge(readingWorth)) return 'known'
    // A client says all that is deleted, also what no update ever said; that is no news, whoever says it.
    state.learnDeletions()
    return frontier.judge(contents)
  }

  #introducedByAnother(person: string, { structs }: UpdateContents, frontier: Frontier): Forged | null {
    for (const { client } of structs) {
      if (frontier.ownerOf(client) !== undefined) continue
      const introducer = this.#options.introducerOf(client)
      if (introducer !== undefined && introducer !== person) return { clientId: client, ownerId: introducer }
    }
    return null
  }

  #isOverfull(bytes: number): boolean {
    return this.#options.state.size + bytes > this.#options.draftBytes
  }

  /** A step 2 rests on the state it was asked with, which is there already, whatever is ahead of it in the batch. */
  #integrable(pending: PendingUpdate): Accepted {
    const { state } = this.#options
    const { update: news } = withoutKnown(pending, new Frontier(state))
    const update = integrablePart(state.merged(), news)
    return { kind: 'append', pending, update, message: syncUpdate(update), contents: readContents(update) }
  }

  async #commit(batch: readonly Step[]): Promise<void> {
    const { draftId, log, logger, state } = this.#options
    const accepted = batch.filter((step) => step.kind === 'append')
    let places: readonly number[] = []
    try {
      if (accepted.length > 0) {
        places = await log.append(
          accepted.map(({ pending: { sender, at }, update }) => ({
            draftId,
            personId: sender.identity.personId,
            at,
            update,
          })),
        )
      }
    } catch (error) {
      if (isOutcomeUnknown(error)) {
        logger.error({ err: error, draftId, entries: accepted.length }, 'updates may have been stored or not')
        this.end()
        this.#options.unsure()
        return
      }
      logger.error({ err: error, draftId, entries: accepted.length }, 'updates could not be stored')
      this.#hasFailed = true
      for (const step of batch) giveUp(step)
      return
    }
    for (const [index, { pending, message, contents }] of accepted.entries()) {
      state.append(message, contents, pending.sender.identity.personId, places[index] ?? 0)
    }
    const updates = accepted.map(({ pending: { sender }, message }) => ({ sender, message }))
    const senders = new Set(batch.map(({ pending: { sender } }) => sender))
    this.#options.committed(updates, senders, () => {
      for (const step of batch) settle(step)
    })
    if (accepted.length === 0 || !this.#hasFailed) return
    this.#hasFailed = false
    this.#options.recovered()
  }
}

/** An update as it is worth keeping and passing on. */
function newsOf(pending: PendingUpdate, frontier: Frontier): Accepted {
  const accepted = withoutKnown(pending, frontier)
  const { deletions } = accepted.contents
  const unknown = pending.isReply ? deletions.filter((span) => !frontier.isDeleted(span)) : deletions
  const update = unknown.length < deletions.length ? withDeletions(accepted.update, unknown) : null
  if (!update) return accepted
  return {
    ...accepted,
    update,
    message: syncUpdate(update),
    contents: { ...accepted.contents, deletions: unknown },
  }
}

/**
 * An update without what is there already: Yjs breaks where the beginning of a struct has been collected since, and a page
 * may still hold words that were removed before its others were let in.
 */
function withoutKnown(pending: PendingUpdate, frontier: Frontier): Accepted {
  if (!frontier.reachesBack(pending.contents)) return { ...pending, kind: 'append', pending }
  const edges = pending.contents.structs.map(
    ({ client }) => [client, { clock: frontier.edge(client) }] as const,
  )
  const update = Y.diffUpdate(pending.update, encodeVector(new Map(edges)))
  return { kind: 'append', pending, update, message: syncUpdate(update), contents: readContents(update) }
}

/** Whether something can be judged before what is ahead of it in the batch was counted in. */
function canFollow(next: Pending): boolean {
  return next.kind === 'question' || next.mode === 'write'
}

/** Answers for a step that is on disk, or waited for what is. */
function settle(step: Step): void {
  const { sender } = step.pending
  sender.guard(() => {
    if (step.kind === 'question') step.pending.answer()
    else if (step.pending.isReply) sender.catchUp()
  })
}

/** Deals with a step of a batch that did not get to disk. */
function giveUp(step: Step): void {
  const { sender } = step.pending
  if (step.kind === 'question') step.pending.answer()
  else if (step.kind === 'append') sender.refuse('not_stored', { isReply: step.pending.isReply })
  else sender.fallBehind({ isReply: step.pending.isReply })
}
