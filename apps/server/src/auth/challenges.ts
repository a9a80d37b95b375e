import { randomBytes } from 'node:crypto'
import { type Command, statementLasts } from '@samsyn/domain'
import type { PasskeyDeed } from '@samsyn/protocol'
import type { Clock } from '../clock.ts'

/** What a challenge was given out for; signed for anything else it counts for nothing. */
export type ChallengePurpose =
  | { readonly kind: 'sign_in' }
  | { readonly kind: 'accept'; readonly invitationId: string; readonly personId: string }
  | ({ readonly kind: 'confirm'; readonly deed: PasskeyDeed } & ByWhom)
  | ({ readonly kind: 'add'; readonly confirmedBy: string } & ByWhom)
  | ({ readonly kind: 'decide' } & PreparedDecision & ByWhom)

/** A decision whose statement was put before its person. */
export interface PreparedDecision {
  readonly positionId: string
  readonly command: Extract<Command, { type: 'decide' }>
  /** The canonical JSON of its statement. */
  readonly statement: string
  readonly preparedAt: string
}

/** Whose challenge it is; answered from any other session it counts for nothing. */
export interface ByWhom {
  readonly personId: string
  readonly sessionId: string
}

/** What browsers are asked to sign: each is kept here alone, for a short time, and taken once. */
export interface Challenges {
  give(purpose: ChallengePurpose): string
  /** Waits for one that says what is signed by itself: the hash of a statement that is like no other. */
  expect(challenge: string, purpose: ChallengePurpose): void
  /** What a challenge was given for, if it is still waited for; from now on it is not. */
  take(challenge: string): ChallengePurpose | null
}

/** How long a person may take to answer, in milliseconds. */
export const challengeLasts = statementLasts
/** Anybody may ask for one, so that the oldest give way; whom that hits asks again. */
const most = 10_000

/** In memory (ADR 21): after a restart, whoever was about to sign in begins again. */
export function createChallenges(clock: Clock): Challenges {
  const waiting = new Map<string, { readonly purpose: ChallengePurpose; readonly until: number }>()
  const expect = (challenge: string, purpose: ChallengePurpose): void => {
    const [oldest] = waiting.keys()
    if (waiting.size >= most && oldest !== undefined) waiting.delete(oldest)
    waiting.set(challenge, { purpose, until: Date.parse(clock.now()) + challengeLasts })
  }
  return {
    give(purpose) {
      const challenge = randomBytes(32).toString('base64url')
      expect(challenge, purpose)
      return challenge
    },
    expect,
    take(challenge) {
      const found = waiting.get(challenge)
      waiting.delete(challenge)
      return found && Date.parse(clock.now()) < found.until ? found.purpose : null
    },
  }
}
