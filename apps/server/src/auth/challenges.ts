import { randomBytes } from 'node:crypto'
import type { PasskeyDeed } from '@samsyn/protocol'
import type { Clock } from '../clock.ts'

/** What a challenge was given out for; signed for anything else it counts for nothing. */
export type ChallengePurpose =
  | { readonly kind: 'sign_in' }
  | { readonly kind: 'accept'; readonly invitationId: string; readonly personId: string }
  | ({ readonly kind: 'confirm'; readonly deed: PasskeyDeed } & ByWhom)
  | ({ readonly kind: 'add'; readonly confirmedBy: string } & ByWhom)

/** Whose challenge it is; answered from any other session it counts for nothing. */
export interface ByWhom {
  readonly personId: string
  readonly sessionId: string
}

/** What browsers are asked to sign: each is kept here alone, for a short time, and taken once. */
export interface Challenges {
  give(purpose: ChallengePurpose): string
  /** What a challenge was given for, if it is still waited for; from now on it is not. */
  take(challenge: string): ChallengePurpose | null
}

/** How long a person may take to answer, in milliseconds. */
export const challengeLasts = 5 * 60 * 1000
/** Anybody may ask for one, so that the oldest give way; whom that hits asks again. */
const most = 10_000

/** In memory (ADR 21): after a restart, whoever was about to sign in begins again. */
export function createChallenges(clock: Clock): Challenges {
  const waiting = new Map<string, { readonly purpose: ChallengePurpose; readonly until: number }>()
  return {
    give(purpose) {
      const [oldest] = waiting.keys()
      if (waiting.size >= most && oldest !== undefined) waiting.delete(oldest)
      const challenge = randomBytes(32).toString('base64url')
      waiting.set(challenge, { purpose, until: Date.parse(clock.now()) + challengeLasts })
      return challenge
    },
    take(challenge) {
      const found = waiting.get(challenge)
      waiting.delete(challenge)
      return found && Date.parse(clock.now()) < found.until ? found.purpose : null
    },
  }
}
