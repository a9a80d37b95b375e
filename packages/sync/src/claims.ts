import { type SettlingAnswer, settlingFor } from '@samsyn/protocol'
import type { RoomSession } from './session.ts'

/** What one session got at once. */
interface Grant {
  readonly session: RoomSession
  readonly number: number
  readonly until: number
  /** Its edit has come, or there was none: nobody has it any more. */
  isOver: boolean
}

/** More than these at once are nobody's settling of a text. */
const mostKeys = 20_000

/**
 * Who is settling what at this instant. What one has, nobody else gets until the edit that settles it has been counted in,
 * or its time is over: of an edit whose line broke nobody knows whether it comes (ADR 60).
 */
export class Claims {
  readonly #byKey = new Map<string, Grant>()
  readonly #bySession = new WeakMap<RoomSession, Map<number, Grant>>()

  /** Gives all of them to a session, or none. */
  take(session: RoomSession, number: number, keys: readonly string[], now: number): SettlingAnswer {
    this.#forget(now)
    let last = ''
    for (const key of keys) {
      const grant = this.#byKey.get(key)
      if (!grant || isOf(grant, session)) continue
      const { name } = grant.session.identity
      if (!grant.isOver) return { code: 'settled_by_another', name }
      last = name
    }
    if (this.#keysOf(session) + keys.length > mostKeys) return { code: 'settled_by_another', name: '' }
    const grant: Grant = { session, number, until: now + settlingFor, isOver: false }
    for (const key of keys) {
      // Put at the end, so that the oldest stand first.
      this.#byKey.delete(key)
      this.#byKey.set(key, grant)
    }
    const own = this.#bySession.get(session) ?? new Map<number, Grant>()
    this.#bySession.set(session, own.set(number, grant))
    return { code: 'granted', name: last }
  }

  /** What a session got under a number is for others again; who had it last is remembered for the rest of its time. */
  release(session: RoomSession, number: number): void {
    const own = this.#bySession.get(session)
    const grant = own?.get(number)
    if (grant) grant.isOver = true
    own?.delete(number)
  }

  /** How many places the person of a session has, or had until just now, over all of their sessions. */
  #keysOf({ identity }: RoomSession): number {
    let count = 0
    for (const { session } of this.#byKey.values())
      if (session.identity.personId === identity.personId) count += 1
    return count
  }

  #forget(now: number): void {
    for (const [key, { session, number, until }] of this.#byKey) {
      if (until > now) return
      this.#byKey.delete(key)
      this.#bySession.get(session)?.delete(number)
    }
  }
}

/** A session's own, or one of a line of the same person that broke: what they wrote over it is in their page. */
function isOf({ session: holder }: Grant, session: RoomSession): boolean {
  return holder === session || (holder.hasEnded && holder.identity.personId === session.identity.personId)
}
