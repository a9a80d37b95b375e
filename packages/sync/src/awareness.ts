import { utf8ByteLength } from 'lib0/string'
import type { Owner } from './draft-index.ts'
import { MalformedMessage, reading } from './malformed.ts'
import type { AwarenessEntry } from './messages.ts'
import type { SyncIdentity, SyncLimits } from './ports.ts'

/** Whose a client id is, and what was said last of it. */
interface Presence {
  readonly sessionId: string
  readonly personId: string
  readonly clock: number
  /** Null once its session has ended: kept for a while so that a late echo does not bring it back. */
  readonly json: string | null
  readonly removedAt: number
}

/** Who says something about client ids. */
export interface Speaker {
  readonly sessionId: string
  readonly identity: SyncIdentity
}

type AwarenessLimits = Pick<SyncLimits, 'awarenessBytes' | 'awarenessClients'>

/** What becomes of an awareness message: the entries to tell, or that a state was over the limit. */
export type Heard =
  | { readonly kind: 'told'; readonly entries: readonly AwarenessEntry[] }
  | { readonly kind: 'too_large' }

/** So many client ids are remembered with who introduced them; of more the oldest are forgotten. */
const mostRemembered = 20_000

/** Echoes of clients that are slow to hear of a leaving are over by then. */
const echoesLastFor = 60_000

/** The carets of one room: which session each client id belongs to, and its state as the others may see it. */
export class Carets {
  readonly #presences = new Map<number, Presence>()
  /** How many of them each session has. */
  readonly #counts = new Map<string, number>()
  /** Who introduced a client id, also when they have left; the oldest first. */
  readonly #introduced = new Map<number, string>()
  readonly #limits: AwarenessLimits
  readonly #ownerOf: (clientId: number) => Owner | undefined

  /** `ownerOf` says whom the log gives a client id to; undefined for one under which nothing was written. */
  constructor(limits: AwarenessLimits, ownerOf: (clientId: number) => Owner | undefined) {
    this.#limits = limits
    this.#ownerOf = ownerOf
  }

  /** The person who introduced a client id; undefined where nobody did. */
  introducerOf(clientId: number): string | undefined {
    return this.#introduced.get(clientId)
  }

  /** How many client ids there are, with those that left a while ago. */
  get size(): number {
    return this.#presences.size
  }

  /**
   * Takes what a session says, as far as it may say it; what is said last of each client id. Throws `MalformedMessage`
   * for what is no state.
   */
  hear(entries: readonly AwarenessEntry[], speaker: Speaker, now: number): Heard {
    const told: AwarenessEntry[] = []
    for (const { clientId, clock, json } of lastOfEach(entries)) {
      const isLeaving = json === 'null'
      if (!this.#maySpeak(clientId, clock, isLeaving, speaker)) continue
      // Only of one's own states: what others' grew to by the server's own additions is nobody's fault.
      if (utf8ByteLength(json) > this.#limits.awarenessBytes) return { kind: 'too_large' }
      const entry = { clientId, clock, json: isLeaving ? json : withUser(json, speaker.identity) }
      this.#keep(clientId, {
        sessionId: speaker.sessionId,
        personId: speaker.identity.personId,
        clock,
        json: isLeaving ? null : entry.json,
        removedAt: now,
      })
      this.#remember(clientId, speaker.identity.personId)
      told.push(entry)
    }
    return { kind: 'told', entries: told }
  }

  /** Every state there is, for a newcomer. */
  all(): readonly AwarenessEntry[] {
    const entries: AwarenessEntry[] = []
    for (const [clientId, { clock, json }] of this.#presences)
      if (json !== null) entries.push({ clientId, clock, json })
    return entries
  }

  /** Takes the states of a session that ended; returns what to tell the others. */
  leave(sessionId: string, now: number): readonly AwarenessEntry[] {
    const left: AwarenessEntry[] = []
    for (const [clientId, presence] of this.#presences) {
      if (presence.json === null) {
        if (now - presence.removedAt <= echoesLastFor) continue
        this.#presences.delete(clientId)
        this.#count(presence.sessionId, -1)
      } else if (presence.sessionId === sessionId) {
        this.#presences.set(clientId, { ...presence, json: null, removedAt: now })
        // The same clock with `null` is how y-protocols says that somebody is gone.
        left.push({ clientId, clock: presence.clock, json: 'null' })
      }
    }
    return left
  }

  #keep(clientId: number, presence: Presence): void {
    const before = this.#presences.get(clientId)
    this.#presences.set(clientId, presence)
    if (before?.sessionId === presence.sessionId) return
    if (before) this.#count(before.sessionId, -1)
    this.#count(presence.sessionId, 1)
  }

  #count(sessionId: string, by: 1 | -1): void {
    const count = (this.#counts.get(sessionId) ?? 0) + by
    if (count === 0) this.#counts.delete(sessionId)
    else this.#counts.set(sessionId, count)
  }

  #mayHaveMore(sessionId: string): boolean {
    return (this.#counts.get(sessionId) ?? 0) < this.#limits.awarenessClients
  }

  #remember(clientId: number, personId: string): void {
    if (this.#introduced.has(clientId)) return
    this.#introduced.set(clientId, personId)
    if (this.#introduced.size <= mostRemembered) return
    for (const oldest of this.#introduced.keys()) {
      this.#introduced.delete(oldest)
      return
    }
  }

  #maySpeak(clientId: number, clock: number, isLeaving: boolean, { sessionId, identity }: Speaker): boolean {
    const logged = this.#ownerOf(clientId)
    const owner = logged === undefined ? this.#introduced.get(clientId) : logged
    if (owner !== undefined && owner !== identity.personId) return false
    const known = this.#presences.get(clientId)
    if (!known) return !isLeaving && this.#mayHaveMore(sessionId)
    if (known.personId !== identity.personId) return false
    if (known.sessionId === sessionId) return clock > known.clock || (isLeaving && clock === known.clock)
    if (isLeaving) return false
    const isTakenOver = known.json === null ? clock >= known.clock : clock > known.clock
    return isTakenOver && this.#mayHaveMore(sessionId)
  }
}

/** A client that is one tells of each client id once. */
function lastOfEach(entries: readonly AwarenessEntry[]): Iterable<AwarenessEntry> {
  if (entries.length <= 1) return entries
  return new Map(entries.map((entry) => [entry.clientId, entry])).values()
}

/** Puts what the server knows of the person in place of what the client said of them. */
function withUser(json: string, { personId, name, country, color }: SyncIdentity): string {
  const state: unknown = reading(() => JSON.parse(json))
  if (typeof state !== 'object' || state === null || Array.isArray(state)) {
    throw new MalformedMessage('an awareness state that is no object')
  }
  return JSON.stringify({
    ...state,
    user: { personId, name, country, ...(color === undefined ? {} : { color }) },
  })
}
