import { type CountryCode, inNeutralOrder } from './country.ts'
import type { Language } from './language.ts'
import type { ReservationEffects } from './reservation-effects.ts'

export const instruments = [
  'joint_position',
  'non_paper',
  'written_comments',
  'joint_letter',
  'joint_statement',
  'report_to_ministers',
  'speaking_points',
  'options_paper',
] as const

export type Instrument = (typeof instruments)[number]

/** Whether a final text of this kind may leave passages open (invariant 10). */
export function keepsBrackets(instrument: Instrument): boolean {
  return instrument === 'options_paper'
}

/** Samsyn's own distribution markings; none of them imitates a classification (DOMAIN §2). */
export const markings = ['parties', 'member_states_only', 'delegates', 'public'] as const

export type Marking = (typeof markings)[number]

/** The narrowest circle first. */
const narrowestFirst: readonly Marking[] = ['member_states_only', 'parties', 'delegates', 'public']

/** Of markings that meet on one page, the one for the fewest; null for none. */
export function narrowestMarking(all: readonly Marking[]): Marking | null {
  return narrowestFirst.find((each) => all.includes(each)) ?? null
}

/** Whom what was said at the table is for, or a page that names people: never for more than the parties, however many its texts are for. */
export function internalMarking(all: readonly Marking[]): Marking {
  return narrowestMarking([...all, 'parties']) ?? 'parties'
}

/** A frozen text, named by number and hash together: a decision on anything else is stale. */
export interface VersionReference {
  readonly number: number
  /** Lower-case hexadecimal SHA-256 of the canonical JSON (RFC 8785) of the text. */
  readonly contentHash: string
}

/** The reservation types of the Council (DOMAIN §2). */
export const reservationTypes = [
  'scrutiny',
  'parliamentary_scrutiny',
  'linguistic',
  'substantive',
  'general',
] as const

export type ReservationType = (typeof reservationTypes)[number]

/** What a delegation keeps open when it agrees. */
export interface Reservation {
  readonly type: ReservationType
  /** Its words; may be empty where the type says all. */
  readonly text: string
  /** The words of the frozen text that it is about; null for the whole text. */
  readonly passage: string | null
}

/** What a delegation answers in a round. `tacit` is nobody's answer: it is what a silence that held makes of none. */
export type DecisionValue =
  | { readonly kind: 'agree' }
  | ({ readonly kind: 'agree_with_reservation' } & Reservation)
  | { readonly kind: 'object'; readonly reason: string }
  /** An objection that says which words should stand instead of a passage. */
  | { readonly kind: 'propose_amendment'; readonly passage: string; readonly text: string }
  /** After a silence has held: recorded and shown, and undoes nothing (invariant 9). */
  | { readonly kind: 'late_objection'; readonly reason: string }
  /** After the round was agreed and before there is a final text: from then on the country does not take part. How the round ended stays. */
  | { readonly kind: 'withdraw_support'; readonly reason: string }
  | { readonly kind: 'not_participating' }
  | { readonly kind: 'tacit' }

/** One country's answer in one round on one text. A change of mind is a later decision, never an edit. */
export interface Decision {
  readonly id: string
  readonly country: CountryCode
  readonly personId: string
  /** The lead in whose stead it was given; null for the person's own right. */
  readonly deputyFor: string | null
  readonly version: VersionReference
  readonly value: DecisionValue
  /** Lower-case hexadecimal SHA-256 of the statement that its person signed with a passkey; null where nothing was signed. */
  readonly statementHash: string | null
  /** Instant, ISO 8601 in UTC. */
  readonly at: string
}

/**
 * What a delegation that supports a text has to see before it is final: another's substantive reservation as it will be printed, or a
 * party formula other than the one it agreed to.
 */
export type Terms =
  | { readonly kind: 'reservation'; readonly decisionId: string }
  | { readonly kind: 'formula'; readonly partyFormula: string }

/** A delegation has seen terms and still stands behind the text. */
export interface Confirmation {
  /** Empty, and signed by nobody, where it is from before confirmations were signed. */
  readonly id: string
  readonly country: CountryCode
  readonly personId: string
  /** The lead in whose stead it was given; null for the person's own right. */
  readonly deputyFor: string | null
  readonly of: Terms
  /** SHA-256 of the statement that was signed; null where nothing was. */
  readonly statementHash: string | null
  readonly at: string
}

/** A country lifted its reservation: the decision that entered it stays, and counts as agreement without one. */
export interface Lift {
  readonly id: string
  /** The decision that entered the reservation. */
  readonly decisionId: string
  readonly country: CountryCode
  readonly personId: string
  /** The lead in whose stead it was lifted; null for the person's own right. */
  readonly deputyFor: string | null
  /** The final text that printed it by then; null where it was lifted before there was one. */
  readonly releaseId: string | null
  /** SHA-256 of the statement that was signed; null where nothing was. */
  readonly statementHash: string | null
  readonly at: string
}

/** A party's lead asked for more time, before there was none left. */
export interface ExtensionRequest {
  readonly country: CountryCode
  readonly personId: string
  /** The lead in whose stead it was asked; null for who asked in their own right, and in requests of before it was kept. */
  readonly deputyFor: string | null
  /** The deadline that was asked for. */
  readonly until: string
  readonly reason: string
  readonly at: string
}

/** `explicit`: every party answers; `silence`: no objection by the deadline is consent, recorded as tacit. */
export const roundKinds = ['explicit', 'silence'] as const

export type RoundKind = (typeof roundKinds)[number]

/** How those who decide for a party are reached: by mail; at addresses whose mails are given up; in their lists alone. */
export const leadReaches = ['mail', 'failing', 'list'] as const

export type LeadReach = (typeof leadReaches)[number]

/** How a round ended; `unsupported` with fewer than two countries behind the text, `reopened` when the draft was reopened under it. */
export const roundOutcomes = [
  'unanimous',
  'unanimous_with_reservations',
  'objected',
  'lapsed',
  'unsupported',
  'silence_held',
  'silence_broken',
  'reopened',
  'withdrawn',
] as const

export type RoundOutcome = (typeof roundOutcomes)[number]

export interface Round {
  readonly id: string
  readonly kind: RoundKind
  readonly version: VersionReference
  readonly parties: readonly CountryCode[]
  /** What reservations do in it: as its forum had it when it was opened. */
  readonly reservationEffects: ReservationEffects
  readonly notice: string
  /** Why the round was opened although points were open in the text; null when none was. */
  readonly openPointsReason: string | null
  readonly openedAt: string
  readonly openedBy: string
  /** Instant; at this very second it is late (invariant 8). */
  readonly deadline: string
  /** The deadline that the round was opened with; an earlier one where it was put off. */
  readonly firstDeadline: string
  /** In the order asked. */
  readonly extensionRequests: readonly ExtensionRequest[]
  /** Every decision in the order given; the last of a country counts. */
  readonly decisions: readonly Decision[]
  /** In the order given. */
  readonly confirmations: readonly Confirmation[]
  /** Reservations that were lifted after it had ended, in the order given. */
  readonly lifts: readonly Lift[]
}

export interface ClosedRound extends Round {
  readonly outcome: RoundOutcome
  readonly closedAt: string
}

/**
 * The life of a position (DOMAIN §3.2); each arm has only what that state has.
 *
 * ```text
 * draft ─▶ in_coordination ─▶ frozen ─▶ in_sign_off ─┬▶ agreed / agreed_with_reservations ─▶ released ─▶ used ─▶ reported ─▶ closed
 *               ▲                │            │      └▶ not_agreed                               │        │
 *               └──── reopen ────┴────────────┴──────────────┴──────────────────────────────────┴────────┘
 * any state before closed ─▶ withdrawn      released / used / reported ─▶ superseded
 * ```
 */
export type PositionLife =
  | { readonly status: 'draft' }
  | { readonly status: 'in_coordination' }
  | { readonly status: 'frozen'; readonly version: VersionReference }
  | { readonly status: 'in_sign_off'; readonly round: Round }
  | { readonly status: 'agreed' | 'agreed_with_reservations' | 'not_agreed'; readonly round: ClosedRound }
  | { readonly status: 'released' | 'used' | 'reported' | 'closed'; readonly releaseId: string }
  | {
      readonly status: 'withdrawn'
      readonly reason: string
      /** False when the penholder withdrew it before sharing it: then it stays theirs alone. */
      readonly wasShared: boolean
    }
  | { readonly status: 'superseded'; readonly byPositionId: string }

export type PositionStatus = PositionLife['status']

export const positionStatuses = [
  'draft',
  'in_coordination',
  'frozen',
  'in_sign_off',
  'agreed',
  'agreed_with_reservations',
  'not_agreed',
  'released',
  'used',
  'reported',
  'closed',
  'withdrawn',
  'superseded',
] as const satisfies readonly PositionStatus[]

/** That the meeting of a final text in force was put off, and whoever stands behind the text was asked whether they still do. */
export interface Postponement {
  readonly id: string
  readonly meetingId: string
  readonly releaseId: string
  readonly version: VersionReference
  /** When it was to begin. */
  readonly startsAt: string
  /** In the neutral order, as the next. */
  readonly asked: readonly CountryCode[]
  readonly reconfirmed: readonly CountryCode[]
}

export interface Position {
  readonly id: string
  /** Goes up by one with every stored change; a change names the revision it was made on. */
  readonly revision: number
  readonly title: string
  readonly dossierId: string
  readonly forumId: string
  readonly agendaItemId: string | null
  readonly instrument: Instrument
  /** At least two countries, in the neutral order. */
  readonly parties: readonly CountryCode[]
  readonly penholder: CountryCode
  readonly draftingLanguage: Language
  readonly marking: Marking
  /** Countries beyond the Member States that may read it though it is marked for those, in the neutral order. */
  readonly releasableTo: readonly CountryCode[]
  /** Number of the newest frozen version; 0 before the first freeze. */
  readonly latestVersion: number
  /** The release in force. It stays so while a later version is being written, and ends with the position. */
  readonly releaseInForce: string | null
  /** The countries that have withdrawn their support of the release in force: with the first it is suspended. */
  readonly suspendedBy: readonly CountryCode[]
  /** What the countries behind the release in force are to reconfirm, or have; null where nothing was put off. */
  readonly postponement: Postponement | null
  /** The texts that are locked because classified information was reported in them: null for the joint one, a country for its own pages. */
  readonly lockedTexts: readonly (CountryCode | null)[]
  readonly life: PositionLife
  readonly createdAt: string
  readonly createdBy: string
}

/** Whether the draft can be written in at all in this state; who may is a matter of permission. */
export function isDraftOpen(life: PositionLife): boolean {
  return life.status === 'draft' || life.status === 'in_coordination'
}

/** Whether the parties have been let in; before that a position is its penholder's alone. */
export function isShared(life: PositionLife): boolean {
  return life.status === 'withdrawn' ? life.wasShared : life.status !== 'draft'
}

/** Whether nothing more is said or written about a position. */
export function isOver({ status }: PositionLife): boolean {
  return status === 'closed' || status === 'withdrawn' || status === 'superseded'
}

/** The requests for more time that the deadline does not meet yet. */
export function unmetRequests<Request extends Pick<ExtensionRequest, 'until'>>({
  deadline,
  extensionRequests,
}: {
  readonly deadline: string
  readonly extensionRequests: readonly Request[]
}): readonly Request[] {
  return extensionRequests.filter(({ until }) => Date.parse(until) > Date.parse(deadline))
}

/** Whether the parties agreed by it: each in so many words, or by a silence that held. */
export function isAgreement(outcome: RoundOutcome): boolean {
  return outcome === 'unanimous' || outcome === 'unanimous_with_reservations' || outcome === 'silence_held'
}

/** Whether an answer keeps the text from becoming final. */
export function isAgainst({ kind }: Pick<DecisionValue, 'kind'>): boolean {
  return kind === 'object' || kind === 'propose_amendment'
}

/** The countries whose silence was taken for consent, in the neutral order: none unless a silence held. */
export function tacitIn(
  round: Pick<Round, 'parties'> & {
    readonly outcome: RoundOutcome | null
    readonly decisions: readonly Pick<Decision, 'country' | 'value'>[]
  },
): readonly CountryCode[] {
  if (round.outcome !== 'silence_held') return []
  const standing = standingDecisions(round)
  return inNeutralOrder(round.parties).filter((country) => !standing.has(country))
}

/** The decision that counts of each country that has answered: the last one before the deadline. */
export function standingDecisions<Given extends Pick<Decision, 'country' | 'value'>>({
  decisions,
}: {
  readonly decisions: readonly Given[]
}): ReadonlyMap<CountryCode, Given> {
  const inTime = decisions.filter(({ value }) => !isAfterwards(value))
  return new Map(inTime.map((decision) => [decision.country, decision]))
}

/** The latest version before the given one that a country answered to, whatever it said and whichever answer counts; null for none. */
export function lastAnsweredBefore(
  version: number,
  country: CountryCode,
  rounds: readonly {
    readonly version: { readonly number: number }
    readonly decisions: readonly Pick<Decision, 'country'>[]
  }[],
): number | null {
  const answered = rounds
    .filter(({ decisions }) => decisions.some((decision) => decision.country === country))
    .map((round) => round.version.number)
    .filter((number) => number < version)
  return answered.length > 0 ? Math.max(...answered) : null
}

/** Whether it is given once a round has ended, and never before. */
export function isAfterwards({ kind }: Pick<DecisionValue, 'kind'>): boolean {
  return kind === 'late_objection' || kind === 'withdraw_support'
}

/** The countries that withdrew their support of an agreed text before it was final, in the neutral order. */
export function withdrawnIn({
  decisions,
}: {
  readonly decisions: readonly Pick<Decision, 'country' | 'value'>[]
}): readonly CountryCode[] {
  const withdrawn = decisions.filter(({ value }) => value.kind === 'withdraw_support')
  return inNeutralOrder([...new Set(withdrawn.map(({ country }) => country))])
}
