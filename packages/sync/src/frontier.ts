import type { Owner } from './draft-index.ts'
import type { Span } from './id-ranges.ts'
import { depthsOf, type KnownNesting, keyOf } from './nesting.ts'
import type { Point } from './struct-order.ts'
import type { UpdateContents } from './update-contents.ts'

/** What of a draft an update is judged against. */
export interface KnownDraft extends KnownNesting {
  /** The next clock of a client id. */
  edge(client: number): number
  /** Whom a client id belongs to; undefined for one that was never seen. */
  ownerOf(client: number): Owner | undefined
  /** How many client ids there are. */
  readonly clientIds: number
  /** How many of them are somebody's. */
  clientIdsOf(person: Owner): number
  isDeleted(span: Span): boolean
}

/**
 * What an update is to a room: `known` brings nothing, `news` can be integrated, and `gap` rests on something that the
 * room lacks. `deletes` is news whose only news is deletions: it may be none after all, where Yjs deletes by itself.
 */
export type Verdict = 'known' | 'news' | 'deletes' | 'gap'

/** A client id in an update that is not its sender's. */
export interface Forged {
  readonly clientId: number
  readonly ownerId: Owner
}

/** Client ids of a draft, and of one person in it, at most: every state vector has them all. */
export const mostClientIds = { draft: 40_000, person: 5_000 } as const

/** The edge of what a room has, with what is about to go to disk counted in. */
export class Frontier implements KnownDraft {
  readonly #draft: KnownDraft
  readonly #ahead = new Map<number, { readonly clock: number; readonly owner: Owner }>()
  readonly #depths = new Map<string, number>()
  #deepest = 0

  constructor(draft: KnownDraft) {
    this.#draft = draft
  }

  edge(client: number): number {
    return this.#ahead.get(client)?.clock ?? this.#draft.edge(client)
  }

  ownerOf(client: number): Owner | undefined {
    const owner = this.#draft.ownerOf(client)
    return owner === undefined ? this.#ahead.get(client)?.owner : owner
  }

  get clientIds(): number {
    return this.#draft.clientIds + this.#fresh().length
  }

  clientIdsOf(person: Owner): number {
    return this.#draft.clientIdsOf(person) + this.#fresh().filter((owner) => owner === person).length
  }

  isDeleted(span: Span): boolean {
    return this.#draft.isDeleted(span)
  }

  depthOf(type: Point): number | undefined {
    return this.#depths.get(keyOf(type)) ?? this.#draft.depthOf(type)
  }

  isMerged(point: Point): boolean {
    return this.#draft.isMerged(point)
  }

  get mergedDepth(): number {
    return this.#draft.mergedDepth
  }

  get deepest(): number {
    return Math.max(this.#deepest, this.#draft.deepest)
  }

  judge({ structs, grounds, deletions }: UpdateContents): Verdict {
    const reached = new Map<number, number>()
    const edge = (client: number) => reached.get(client) ?? this.edge(client)
    for (const { client, clock, length } of structs) {
      if (clock > edge(client)) return 'gap'
      if (clock + length > edge(client)) reached.set(client, clock + length)
    }
    if (grounds.some(({ client, clock }) => clock >= edge(client))) return 'gap'
    if (deletions.some(({ client, clock, length }) => clock + length > edge(client))) return 'gap'
    if (reached.size > 0) return 'news'
    return deletions.every((span) => this.isDeleted(span)) ? 'known' : 'deletes'
  }

  /** The first client id of the update's new structs that belongs to somebody else; null when all are the person's. */
  forgedBy(person: Owner, { structs }: UpdateContents): Forged | null {
    for (const { client, clock, length } of structs) {
      if (clock + length <= this.edge(client)) continue
      const owner = this.ownerOf(client)
      if (owner !== undefined && owner !== person) return { clientId: client, ownerId: owner }
    }
    return null
  }

  /** Whether the new client ids of an update would be more than a draft, or one person in it, may have. */
  isCrowdedBy(person: Owner, { structs }: UpdateContents): boolean {
    const fresh = new Set<number>()
    for (const { client } of structs) if (this.ownerOf(client) === undefined) fresh.add(client)
    if (fresh.size === 0) return false
    return (
      this.clientIds + fresh.size > mostClientIds.draft ||
      this.clientIdsOf(person) + fresh.size > mostClientIds.person
    )
  }

  /** Whether a struct of the update begins in what is there already. */
  reachesBack({ structs }: UpdateContents): boolean {
    return structs.some(({ client, clock }) => clock < this.edge(client))
  }

  /** How deep the deepest type of the update would be at most. */
  depthWith({ types }: UpdateContents): number {
    return depthsOf(types, this).reduce((deepest, { depth }) => Math.max(deepest, depth), 0)
  }

  /** Counts what an update brings as there, and new client ids as the person's; for news only. */
  advance({ structs, types }: UpdateContents, person: Owner): void {
    for (const { depth, ...type } of depthsOf(types, this)) {
      this.#depths.set(keyOf(type), depth)
      this.#deepest = Math.max(this.#deepest, depth)
    }
    for (const { client, clock, length } of structs) {
      if (clock + length > this.edge(client))
        this.#ahead.set(client, { clock: clock + length, owner: person })
    }
  }

  /** Whose the client ids are that the draft did not have before. */
  #fresh(): readonly Owner[] {
    return [...this.#ahead]
      .filter(([client]) => this.#draft.ownerOf(client) === undefined)
      .map(([, { owner }]) => owner)
  }
}
