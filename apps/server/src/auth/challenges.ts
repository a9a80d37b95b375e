import { randomBytes } from 'node:crypto'
import { assertNever, type Command, statementLasts } from '@samsyn/domain'
import type { PasskeyDeed, RouteBody } from '@samsyn/protocol'
import type { Clock } from '../clock.ts'

/** What a challenge was given out for; signed for anything else it counts for nothing. */
export type ChallengePurpose =
  | { readonly kind: 'sign_in' }
  | { readonly kind: 'accept'; readonly invitationId: string; readonly personId: string }
  | ({ readonly kind: 'confirm'; readonly deed: PasskeyDeed } & ByWhom)
  | ({ readonly kind: 'add'; readonly confirmedBy: string } & ByWhom)
  | ({ readonly kind: 'decide' } & PreparedDecision & ByWhom)
  | ({ readonly kind: 'act' } & PreparedAct & ByWhom)

/** A statement that was put before its person. */
interface PreparedStatement {
  readonly positionId: string
  /** Its canonical JSON. */
  readonly statement: string
  readonly preparedAt: string
}

/** The decision that a statement is of. */
interface PreparedDecision extends PreparedStatement {
  readonly command: Extract<Command, { type: 'decide' }>
}

/** The lift or withdrawal that a statement is of. */
interface PreparedAct extends PreparedStatement {
  readonly actId: string
  readonly asked: RouteBody<'doAct'>['act']
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
/** Anybody may ask to sign in, so that the oldest such give way; whom that hits asks again. */
const most = 10_000

interface Waiting {
  readonly purpose: ChallengePurpose
  readonly until: number
}

/** How many each session or link may have open of one kind: somebody may be about to do a thing in several tabs. */
const mostOfEach = 20

/** In memory (ADR 21): after a restart, whoever was about to sign in begins again. */
export function createChallenges(clock: Clock): Challenges {
  const signIns = new Map<string, Waiting>()
  /** Of those who are known, by what they are about to do: whoever is not known pushes none of them out. */
  const known = new Map<string, Map<string, Waiting>>()
  const expect = (challenge: string, purpose: ChallengePurpose): void => {
    const now = Date.parse(clock.now())
    const deed = deedOf(purpose)
    for (const [other, waiting] of known) {
      for (const [old, { until }] of waiting) if (until <= now) waiting.delete(old)
      if (waiting.size === 0) known.delete(other)
    }
    const among = deed === null ? signIns : (known.get(deed) ?? new Map<string, Waiting>())
    const [oldest] = among.keys()
    if (among.size >= (deed === null ? most : mostOfEach) && oldest !== undefined) among.delete(oldest)
    among.set(challenge, { purpose, until: now + challengeLasts })
    if (deed !== null) known.set(deed, among)
  }
  return {
    give(purpose) {
      const challenge = randomBytes(32).toString('base64url')
      expect(challenge, purpose)
      return challenge
    },
    expect,
    take(challenge) {
      const among = [signIns, ...known.values()].find((waiting) => waiting.has(challenge))
      const found = among?.get(challenge)
      among?.delete(challenge)
      return found && Date.parse(clock.now()) < found.until ? found.purpose : null
    },
  }
}

/** What somebody known is about to do, each for itself; null for whoever signs in. */
function deedOf(purpose: ChallengePurpose): string | null {
  switch (purpose.kind) {
    case 'sign_in':
      return null
    case 'accept':
      return `accept ${purpose.invitationId}`
    case 'confirm':
    case 'add':
    case 'decide':
    case 'act':
      return `${purpose.kind} ${purpose.sessionId}`
    default:
      return assertNever(purpose)
  }
}
