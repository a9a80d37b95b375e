import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import { type Compacted, compact } from './compaction.ts'
import {
  type ClientRecord,
  decodeIndex,
  decodeVector,
  encodeIndex,
  encodeVector,
  type Owner,
} from './draft-index.ts'
import { Frontier, type KnownDraft } from './frontier.ts'
import { IdRanges, type Span } from './id-ranges.ts'
import { reading } from './malformed.ts'
import { syncStep2, syncUpdate, updateIn } from './messages.ts'
import { depthsOf } from './nesting.ts'
import type { Point } from './struct-order.ts'
import type { UpdateContents } from './update-contents.ts'
import { readContents } from './update-contents.ts'
import type { Snapshot, StoredDraft } from './update-log.ts'

interface HeldRecord extends ClientRecord {
  /** How far the merged bytes reach; what is above it lies in the tail. */
  readonly baseClock: number
}

/** An update that is not merged yet, as a message, and what it reaches over of each client id. */
interface Recent {
  readonly message: Uint8Array
  readonly spans: readonly Span[]
}

/** Updates that are about to be merged into one. */
export interface Folding {
  readonly updates: readonly Uint8Array[]
  readonly tailLength: number
  /** Place of the last of them in the log. */
  readonly through: number
  /** How far they reach, by client id. */
  readonly reach: ReadonlyMap<number, number>
}

const emptyUpdate = Uint8Array.of(0, 0)
/** The last message of every answer: a stock client takes the first step 2 for all there is. */
const upToDate = syncStep2(emptyUpdate)

/** Below this many bytes a tail is not worth merging. */
const smallTail = 16 * 1024
/** Nor is one of fewer updates than these, each a message to every newcomer, */
const longTail = 4
/** unless it is a whole book. */
export const hugeTail = 256 * 1024

/**
 * A draft as its room holds it: merged bytes, the updates since, and what must be known of them to judge an update. No
 * Y.Doc: nothing is integrated here, so a keystroke costs the same however long the text is.
 */
export class DraftState implements KnownDraft {
  /** As a message, so that it can be sent as it is. */
  #base: Uint8Array | null = null
  #tail: Recent[] = []
  #tailBytes = 0
  readonly #clients = new Map<number, HeldRecord>()
  readonly #idsOf = new Map<Owner, number>()
  #deleted = new IdRanges()
  /** Whether the deletions that no update says are among the deleted. */
  #isExact = true
  /** Place of the last update in the log. */
  #sequence = 0
  #mergedDepth = 0
  #deepest = 0
  /** Of the types in the tail, by client id and clock. */
  readonly #depths = new Map<number, Map<number, number>>()
  #vector: Uint8Array | null = null
  #fresh: readonly Uint8Array[] | null = null
  /** All of them, as the message that ends an answer. */
  #deletions: Uint8Array | null = null
  readonly #answers = new Map<string, readonly Uint8Array[]>()
  #answerBytes = 0
  /** Of the merged bytes, what those lack who have some of them; stays while others write. */
  readonly #rests = new Map<string, Uint8Array>()
  #restBytes = 0

  /**
   * Takes what the log holds. Calls `leaveOut` for an entry that cannot be read or rests on what is not there. Throws,
   * and has taken nothing, where the snapshot cannot be read.
   */
  load({ snapshot, entries }: StoredDraft, leaveOut: (error: unknown, at: string) => void): void {
    if (snapshot) {
      const { clients, deleted, depth } = decodeIndex(snapshot.index)
      for (const [client, { clock, owner }] of clients) {
        this.#clients.set(client, { clock, owner, baseClock: clock })
        this.#countId(owner)
      }
      this.#deleted = deleted
      this.#mergedDepth = depth
      this.#deepest = depth
      this.#base = syncUpdate(snapshot.update)
      this.#sequence = snapshot.through
    }
    for (const { update, at, personId, sequence } of entries) {
      try {
        const contents = readContents(update)
        if (new Frontier(this).judge(contents) === 'gap')
          throw new Error('An entry rests on what is not there')
        this.append(syncUpdate(update), contents, personId, sequence)
      } catch (error) {
        leaveOut(error, at)
      }
    }
  }

  /** Counts in an update that is on disk, given as a sync message. */
  append(message: Uint8Array, contents: UpdateContents, owner: Owner, sequence: number): void {
    this.#tail.push({ message, spans: outlineOf(contents.structs) })
    this.#tailBytes += message.length
    this.#sequence = sequence
    for (const { client, clock, depth } of depthsOf(contents.types, this)) {
      const depths = this.#depths.get(client)
      if (depths) depths.set(clock, depth)
      else this.#depths.set(client, new Map([[clock, depth]]))
      this.#deepest = Math.max(this.#deepest, depth)
    }
    for (const { client, clock, length } of contents.structs) {
      const record = this.#clients.get(client)
      const end = clock + length
      if (!record) {
        this.#clients.set(client, { clock: end, baseClock: 0, owner })
        this.#countId(owner)
      } else if (end > record.clock) this.#clients.set(client, { ...record, clock: end })
    }
    this.#deleted.addAll(contents.deletions)
    this.#isExact = false
    this.#changed()
    this.#vector = null
  }

  /** The next clock of a client id. */
  edge(client: number): number {
    return this.#clients.get(client)?.clock ?? 0
  }

  /** Whom a client id belongs to; undefined for one that was never seen. */
  ownerOf(client: number): Owner | undefined {
    return this.#clients.get(client)?.owner
  }

  get clientIds(): number {
    return this.#clients.size
  }

  clientIdsOf(person: Owner): number {
    return this.#idsOf.get(person) ?? 0
  }

  isDeleted(span: Span): boolean {
    return this.#deleted.has(span)
  }

  /** How many ranges there are of what is deleted. */
  get deletedRanges(): number {
    return this.#deleted.size
  }

  /** By how many the ranges of what is deleted would grow, when so many of others come before; of a few far below the bound it is an upper bound. */
  growthWith(deletions: readonly Span[], ahead: number): number {
    if (deletions.length === 0) return 0
    const now = this.#deleted.size
    const isFar = now + ahead + deletions.length <= mostDeletions
    if (isFar && deletions.length < manyDeletions) return deletions.length
    const then = this.#deleted.copy()
    then.addAll(deletions)
    return Math.max(0, then.size - now)
  }

  depthOf({ client, clock }: Point): number | undefined {
    return this.#depths.get(client)?.get(clock)
  }

  isMerged({ client, clock }: Point): boolean {
    return clock < (this.#clients.get(client)?.baseClock ?? 0)
  }

  get mergedDepth(): number {
    return this.#mergedDepth
  }

  get deepest(): number {
    return this.#deepest
  }

  /** Whether everything that is deleted is known as such, also what was so only by the order of things. */
  get knowsAllDeletions(): boolean {
    return this.#isExact
  }

  /** Finds the deletions that no update says, by integrating everything once. */
  learnDeletions(): void {
    this.#deleted = IdRanges.of(compact(this.updates()).deletions)
    this.#isExact = true
    this.#changed()
  }

  /** Bytes held. */
  get size(): number {
    return (this.#base?.length ?? 0) + this.#tailBytes
  }

  /** Place of the last update in the log; 0 where there is none. */
  get sequence(): number {
    return this.#sequence
  }

  stateVector(): Uint8Array {
    this.#vector ??= encodeVector(this.#clients)
    return this.#vector
  }

  /** Every update it is made of, merged ones first. */
  updates(): Uint8Array[] {
    return [...(this.#base ? [this.#base] : []), ...this.#messages()].map(updateIn)
  }

  /** The whole state as one update. */
  merged(): Uint8Array {
    const updates = this.updates()
    return updates.length === 0 ? emptyUpdate : Y.mergeUpdates(updates)
  }

  /**
   * What a client with this state vector lacks, as messages that end with a step 2; the same list for everyone in the
   * same place. Throws `MalformedMessage` where the bytes are no state vector.
   */
  answer(stateVector: Uint8Array): readonly Uint8Array[] {
    const vector = reading(() => decodeVector(stateVector))
    if (vector.size === 0) {
      this.#fresh ??= [...(this.#base ? [this.#base] : []), ...this.#messages(), upToDate]
      return this.#fresh
    }
    const key = stateVector.length <= longestKey ? Buffer.from(stateVector).toString('latin1') : null
    const known = key === null ? undefined : this.#answers.get(key)
    if (known) return known
    const messages = this.#lacking(vector, stateVector)
    const bytes = messages.reduce((sum, { length }) => sum + length, stateVector.length + answerOverhead)
    if (key !== null && this.#answerBytes + bytes <= mostAnswerBytes) {
      this.#answers.set(key, messages)
      this.#answerBytes += bytes
    }
    return messages
  }

  /** What there is to merge; null where there is nothing. */
  folding(): Folding | null {
    if (this.#tail.length === 0) return null
    const reach = new Map([...this.#clients].map(([client, { clock }]) => [client, clock]))
    return { updates: this.updates(), tailLength: this.#tail.length, through: this.#sequence, reach }
  }

  /** Whether merging is worth it now. */
  isWorthFolding({ isIdle }: { readonly isIdle: boolean }): boolean {
    if (this.#tail.length === 1 && this.#base === null) return false
    if (this.#tail.length < longTail && this.#tailBytes < hugeTail) return false
    return isIdle || this.#tailBytes >= Math.max(smallTail, (this.#base?.length ?? 0) / 2)
  }

  /**
   * Takes merged bytes in place of those they were made of; what came since stays behind them. Throws, and goes on as
   * before, where the merged bytes lack something.
   */
  folded({ tailLength, reach }: Folding, { update, deletions, vector, depth }: Compacted): void {
    for (const [client, clock] of reach) {
      if ((vector.get(client) ?? 0) < clock) throw new Error('The merged bytes lack something')
    }
    this.#base = syncUpdate(update)
    this.#forgetRests()
    this.#tail = this.#tail.slice(tailLength)
    this.#tailBytes = this.#tail.reduce((bytes, { message }) => bytes + message.length, 0)
    for (const [client, record] of this.#clients) {
      this.#clients.set(client, { ...record, baseClock: reach.get(client) ?? 0 })
    }
    const since = this.#tail.length > 0 ? this.#deleted : null
    this.#deleted = IdRanges.of(deletions)
    if (since) this.#deleted.addAll(since.spans())
    this.#isExact = this.#tail.length === 0
    this.#mergedDepth = depth
    this.#forgetMergedDepths()
    this.#changed()
  }

  /** Merged bytes as a snapshot of what they were made of. */
  snapshot(draftId: string, { reach, through }: Folding, { update, deletions, depth }: Compacted): Snapshot {
    const clients = new Map(
      [...reach].map(([client, clock]) => [client, { clock, owner: this.ownerOf(client) ?? null }]),
    )
    const index = encodeIndex({ clients, deleted: IdRanges.of(deletions), depth })
    return { draftId, through, update, index }
  }

  /** All of it as a snapshot; null while something is not merged. */
  wholeSnapshot(draftId: string): Snapshot | null {
    if (this.#base === null || this.#tail.length > 0 || !this.#isExact) return null
    const index = encodeIndex({ clients: this.#clients, deleted: this.#deleted, depth: this.#mergedDepth })
    return { draftId, through: this.#sequence, update: updateIn(this.#base), index }
  }

  #lacking(vector: ReadonlyMap<number, number>, stateVector: Uint8Array): Uint8Array[] {
    const has = (client: number) => vector.get(client) ?? 0
    const messages: Uint8Array[] = []
    const merged = [...this.#clients].filter(([, { baseClock }]) => baseClock > 0)
    if (this.#base && merged.some(([client, { baseClock }]) => has(client) < baseClock)) {
      const held = new Map(
        merged.map(([client, { baseClock }]) => [client, Math.min(has(client), baseClock)]),
      )
      messages.push(merged.some(([client]) => has(client) > 0) ? this.#restOf(this.#base, held) : this.#base)
    }
    for (const { message, spans } of this.#tail) {
      if (spans.every(({ client, clock, length }) => has(client) >= clock + length)) continue
      const isCut = spans.some(
        ({ client, clock, length }) => has(client) > clock && has(client) < clock + length,
      )
      messages.push(isCut ? syncUpdate(Y.diffUpdate(updateIn(message), stateVector)) : message)
    }
    this.#deletions ??= syncStep2(this.#deleted.asUpdate())
    return [...messages, this.#deletions]
  }

  /** What of the merged bytes somebody lacks who has so much of each client id in them; the same bytes for everyone who has the same of them. */
  #restOf(base: Uint8Array, held: ReadonlyMap<number, number>): Uint8Array {
    const vector = encodeVector(new Map([...held].map(([client, clock]) => [client, { clock }])))
    // The vector of a draft that many have written in is long.
    const key = createHash('sha256').update(vector).digest('latin1')
    const known = this.#rests.get(key)
    if (known) return known
    const rest = syncUpdate(Y.diffUpdate(updateIn(base), vector))
    if (this.#restBytes + rest.length > mostAnswerBytes) this.#forgetRests()
    this.#rests.set(key, rest)
    this.#restBytes += rest.length + answerOverhead
    return rest
  }

  #forgetRests(): void {
    this.#rests.clear()
    this.#restBytes = 0
  }

  #countId(owner: Owner): void {
    this.#idsOf.set(owner, this.clientIdsOf(owner) + 1)
  }

  #messages(): Uint8Array[] {
    return this.#tail.map(({ message }) => message)
  }

  #forgetMergedDepths(): void {
    this.#deepest = this.#mergedDepth
    for (const [client, depths] of this.#depths) {
      for (const [clock, depth] of depths) {
        if (this.isMerged({ client, clock })) depths.delete(clock)
        else this.#deepest = Math.max(this.#deepest, depth)
      }
      if (depths.size === 0) this.#depths.delete(client)
    }
  }

  #changed(): void {
    this.#fresh = null
    this.#deletions = null
    if (this.#answers.size > 0) this.#answers.clear()
    this.#answerBytes = 0
  }
}

/** From where to where structs reach, by client id. */
function outlineOf(structs: readonly Span[]): readonly Span[] {
  const outline = new Map<number, Span>()
  for (const { client, clock, length } of structs) {
    const before = outline.get(client)
    const start = Math.min(before?.clock ?? clock, clock)
    const end = Math.max(before ? before.clock + before.length : 0, clock + length)
    outline.set(client, { client, clock: start, length: end - start })
  }
  return [...outline.values()]
}

/** Every client that comes back says all of them. */
export const mostDeletions = 100_000

/** More than these may join what is deleted as well as add to it. */
const manyDeletions = 1_000

/** State vectors longer than this are not remembered. */
const longestKey = 4096

/** About what keeping an answer takes beside its bytes. */
const answerOverhead = 256
/** Of answers that are kept for others in the same place. */
const mostAnswerBytes = 1024 * 1024
