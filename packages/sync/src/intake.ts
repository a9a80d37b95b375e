import type { SyncMode } from '@samsyn/protocol'
import type * as Y from 'yjs'
import type { SyncLogger } from './ports.ts'
import type { RoomSession } from './session.ts'
import { Frontier, integrablePart, readContents, type UpdateContents } from './update-contents.ts'
import type { UpdateLog } from './update-log.ts'

/** What waits in a room's queue, in the order it came. */
export type Pending =
  | {
      readonly kind: 'update'
      readonly sender: RoomSession
      readonly update: Uint8Array
      readonly contents: UpdateContents
      /** A step 2: it holds all that the client has and the room had not when it was asked. */
      readonly isReply: boolean
      /** What the sender might do when it came. */
      readonly mode: SyncMode
      readonly at: string
    }
  | { readonly kind: 'question'; readonly sender: RoomSession; readonly number: number }

type PendingUpdate = Extract<Pending, { kind: 'update' }>

/** A step of a batch. Those without bytes to append still wait for the bytes before them. */
type Step =
  | { readonly kind: 'append'; readonly pending: PendingUpdate; readonly update: Uint8Array }
  | { readonly kind: 'known'; readonly pending: PendingUpdate }
  | { readonly kind: 'question'; readonly pending: Extract<Pending, { kind: 'question' }> }

/** What an intake is part of. */
interface IntakeOptions {
  readonly positionId: string
  readonly ydoc: Y.Doc
  readonly log: UpdateLog
  readonly logger: SyncLogger
  /** Called for each update that is on disk, in order. */
  readonly accept: (update: Uint8Array, sender: RoomSession) => void
  /** The disk takes appends again after one failed. */
  readonly recovered: () => void
  readonly idle: () => void
}

/** The way of updates to the disk: one queue for each room, one append in flight. */
export class Intake {
  readonly #options: IntakeOptions
  readonly #queue: Pending[] = []
  #running: Promise<void> | null = null
  #hasFailed = false

  constructor(options: IntakeOptions) {
    this.#options = options
  }

  get isIdle(): boolean {
    return this.#running === null
  }

  push(pending: Pending): void {
    this.#queue.push(pending)
    this.#running ??= Promise.resolve().then(() => this.#run())
  }

  /** Resolves when nothing is left to deal with. */
  async settled(): Promise<void> {
    while (this.#running !== null) await this.#running
  }

  async #run(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#nextBatch()
      if (batch.length > 0) await this.#commit(batch)
    }
    this.#running = null
    this.#options.idle()
  }

  #nextBatch(): Step[] {
    const frontier = new Frontier(this.#options.ydoc)
    const batch: Step[] = []
    for (;;) {
      const next = this.#queue[0]
      if (!next || (batch.length > 0 && !canFollow(next))) return batch
      this.#queue.shift()
      next.sender.guard(() => {
        if (next.kind === 'update') batch.push(...this.#sift(next, frontier))
        else if (batch.length > 0) batch.push({ kind: 'question', pending: next })
        else next.sender.answer(next.number)
      })
    }
  }

  #sift(pending: PendingUpdate, frontier: Frontier): Step[] {
    const { sender, isReply, mode } = pending
    const verdict = frontier.judge(pending.contents)
    if (verdict === 'known') return [{ kind: 'known', pending }]
    if (mode !== 'write') {
      sender.refuse(mode === 'frozen' ? 'draft_frozen' : 'read_only', { isReply })
      // The mode may have become `write` since it came, with nobody there who was behind yet.
      sender.askIfBehind()
      return []
    }
    if (verdict === 'news') {
      frontier.advance(pending.contents)
      return [{ kind: 'append', pending, update: pending.update }]
    }
    if (!isReply) {
      sender.fallBehind({ isReply })
      sender.askIfBehind()
      return []
    }
    // A step 2 rests on the state it was asked with, which is applied already, whatever is ahead of it in the batch.
    const update = integrablePart(this.#options.ydoc, pending.update)
    const contents = readContents(update)
    if (frontier.judge(contents) === 'known') return [{ kind: 'known', pending }]
    frontier.advance(contents)
    return [{ kind: 'append', pending, update }]
  }

  async #commit(batch: readonly Step[]): Promise<void> {
    const { positionId, log, logger } = this.#options
    const entries = batch.flatMap((step) =>
      step.kind === 'append'
        ? [
            {
              positionId,
              personId: step.pending.sender.identity.personId,
              at: step.pending.at,
              update: step.update,
            },
          ]
        : [],
    )
    try {
      if (entries.length > 0) await log.append(entries)
    } catch (error) {
      logger.error({ err: error, positionId, entries: entries.length }, 'updates could not be stored')
      this.#hasFailed = true
      for (const step of batch) giveUp(step)
      return
    }
    for (const step of batch) this.#settle(step)
    if (entries.length === 0 || !this.#hasFailed) return
    this.#hasFailed = false
    this.#options.recovered()
  }

  #settle(step: Step): void {
    const { sender } = step.pending
    sender.guard(() => {
      if (step.kind === 'question') {
        sender.answer(step.pending.number)
        return
      }
      if (step.kind === 'append') this.#options.accept(step.update, sender)
      if (step.pending.isReply) sender.catchUp()
    })
  }
}

/** Whether something can be judged before what is ahead of it in the batch was applied. */
function canFollow(next: Pending): boolean {
  return next.kind === 'question' || next.mode === 'write'
}

/** Deals with a step of a batch that did not get to disk. */
function giveUp(step: Step): void {
  const { sender } = step.pending
  if (step.kind === 'question') sender.answer(step.pending.number)
  else if (step.kind === 'append') sender.refuse('not_stored', { isReply: step.pending.isReply })
  else sender.fallBehind({ isReply: step.pending.isReply })
}
