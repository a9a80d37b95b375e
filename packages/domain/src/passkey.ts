import type { Refusal } from './refusals.ts'
import { ok, type Result, refuse } from './result.ts'

/** A key by which a person signs in: what the server knows of it is public. Instants in UTC. */
export interface Passkey {
  /** The credential's id as the authenticator gave it, in base64url. */
  readonly id: string
  readonly personId: string
  /** What its person calls it. */
  readonly name: string
  /** COSE, in base64url. */
  readonly publicKey: string
  /** How often the authenticator says it has signed; many always say 0. */
  readonly counter: number
  /** How the browser reaches the authenticator; a hint, by the names of WebAuthn. */
  readonly transports: readonly string[]
  readonly addedAt: string
  readonly lastUsedAt: string | null
}

/** Whether a person may do without one of their passkeys: never without the last. Refuses `last_passkey`. */
export function mayRemove(held: readonly Passkey[]): Result<null, Refusal> {
  return held.length > 1 ? ok(null) : refuse({ code: 'last_passkey' })
}

/**
 * Whether a count can follow the one before it: an authenticator that counts at all only ever counts up. Where it does
 * not, somebody may hold a copy of it.
 */
export function canFollow(counter: number, before: number): boolean {
  return (counter === 0 && before === 0) || counter > before
}
