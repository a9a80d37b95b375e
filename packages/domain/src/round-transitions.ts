import type { Command, GivenDecisionValue, Transition, TransitionContext } from './command.ts'
import type { CountryCode } from './country.ts'
import { deadlineAfterLock } from './deadline-after-lock.ts'
import type { PositionEvent } from './events.ts'
import { standingReservations } from './lift.ts'
import { next, no, withLife } from './next-position.ts'
import { silenceAfterOutage } from './outage.ts'
import { isLocked } from './permissions.ts'
import {
  type ClosedRound,
  type Decision,
  isAfterwards,
  isAgainst,
  isAgreement,
  type Position,
  type PositionLife,
  type Round,
  type RoundOutcome,
  standingDecisions,
  tacitIn,
  type VersionReference,
} from './position.ts'
import type { Refusal, RefusalCode } from './refusals.ts'
import { assertNever, type Result } from './result.ts'
import {
  awaitedIn,
  backingOf,
  fewestSupporters,
  formulaIfAnswered,
  formulaOf,
  isJoint,
  isSame,
  needsWords,
} from './round-terms.ts'
import { silenceFault } from './working-days.ts'

/** A frozen text is put to the delegations. */
export function openRound(
  position: Position,
  command: Extract<Command, { type: 'open_round' }>,
  { now, personId }: TransitionContext,
): Result<Transition, Refusal> {
  if (position.life.status !== 'frozen') return no('state_conflict')
  if (!isSameVersion(position.life.version, command.version)) return no('version_stale')
  const parties = askedIn(position, command.rejoining)
  if (parties === null) return no('parties_invalid')
  if (!(Date.parse(command.deadline) > Date.parse(now))) return no('deadline_not_in_future')
  if (command.pointsToClose > 0) return no('points_to_close')
  const fault =
    command.silence && faultOfSilence(position, command, { now, silence: command.silence, parties })
  if (fault) return no(fault)
  const openPointsReason = command.openPointsReason?.trim() || null
  if (command.openPoints > 0 && openPointsReason === null) return no('open_points')
  const round: Round = {
    id: command.roundId,
    kind: command.silence ? 'silence' : 'explicit',
    version: position.life.version,
    parties,
    reservationEffects: command.reservationEffects,
    notice: command.notice,
    openPointsReason: command.openPoints > 0 ? openPointsReason : null,
    openedAt: now,
    openedBy: personId,
    deadline: command.deadline,
    firstDeadline: command.deadline,
    extensionRequests: [],
    decisions: [],
    confirmations: [],
    lifts: [],
  }
  return next(withLife(position, { status: 'in_sign_off', round }), [
    {
      type: 'round.opened',
      roundId: round.id,
      ...round.version,
      deadline: round.deadline,
      kind: round.kind,
      parties: round.parties,
      reservationEffects: round.reservationEffects,
      notice: round.notice,
      openPointsReason: round.openPointsReason,
    },
  ])
}

/**
 * Who is asked in a round that opens now: the parties without those that have withdrawn their support of the release in force, unless
 * they are named again. Null where others are named, or fewer than two are left.
 */
export function askedIn(
  { parties, suspendedBy }: Pick<Position, 'parties' | 'suspendedBy'>,
  rejoining: readonly CountryCode[] = [],
): readonly CountryCode[] | null {
  if (!rejoining.every((country) => suspendedBy.includes(country))) return null
  const asked = parties.filter((country) => !suspendedBy.includes(country) || rejoining.includes(country))
  return asked.length < fewestSupporters ? null : asked
}

/** The first thing that a silence procedure lacks (invariants 6 and 7). */
function faultOfSilence(
  { life }: Position,
  { deadline, openPoints }: Extract<Command, { type: 'open_round' }>,
  {
    now,
    silence: { partiesWithoutLead, unreachedParties = [], unresolvedReservations },
    parties,
  }: {
    readonly now: string
    readonly parties: readonly CountryCode[]
    readonly silence: NonNullable<Extract<Command, { type: 'open_round' }>['silence']>
  },
): RefusalCode | null {
  const isAsked = (country: CountryCode) => parties.includes(country)
  if (partiesWithoutLead.some(isAsked)) return 'silence_lead_missing'
  if (unreachedParties.some(isAsked)) return 'lead_not_reachable'
  if (life.status !== 'frozen' || life.version.number < 2) return 'silence_not_shared'
  if (openPoints > 0) return 'silence_open_points'
  if (unresolvedReservations.some(isAsked)) return 'silence_reservation'
  return silenceFault({ now, deadline }, parties)
}

/** A delegation answers; the last missing answer ends an explicit round, and the first one against the text a silence. */
export function decide(
  position: Position,
  command: Extract<Command, { type: 'decide' }>,
  { now, personId }: TransitionContext,
): Result<Transition, Refusal> {
  const { life } = position
  if (life.status !== 'in_sign_off' && !hasClosedRound(life)) return no('round_not_open')
  const { round } = life
  if (round.id !== command.roundId || !isSameVersion(round.version, command.version))
    return no('version_stale')
  const isOver = life.status !== 'in_sign_off'
  if (isOver && !('outcome' in round && isAgreement(round.outcome))) return no('round_not_open')
  if (!round.parties.includes(command.country)) return no('not_a_party')
  if (isOver !== isAfterwards(command.value)) return no(isOver ? 'round_not_open' : 'state_conflict')
  if (command.value.kind === 'late_objection' && 'outcome' in round && round.outcome !== 'silence_held')
    return no('round_not_open')
  if (command.value.kind === 'withdraw_support' && !isBehind(round, command.country))
    return no('state_conflict')
  if (!isOver && hasPassed(round.deadline, now)) return no('deadline_passed')
  if (lacksWords(command.value)) return no('reason_required')
  const { country, value, shownFormula } = command
  if (
    shownFormula !== null &&
    shownFormula !== formulaIfAnswered(round, { country, value }, position.draftingLanguage)
  )
    return no('formula_changed')
  const decision: Decision = {
    id: command.decisionId,
    country: command.country,
    personId,
    deputyFor: command.deputyFor,
    version: round.version,
    value: command.value,
    statementHash: command.statementHash,
    at: now,
  }
  const decided = { ...round, decisions: [...round.decisions, decision] }
  const events: PositionEvent[] = [
    {
      type: 'decision.given',
      decisionId: decision.id,
      roundId: round.id,
      country: command.country,
      deputyFor: command.deputyFor,
      value: command.value.kind,
      contentHash: round.version.contentHash,
      statementHash: decision.statementHash,
    },
  ]
  if ('outcome' in decided || life.status !== 'in_sign_off') {
    // The same life with one decision more; of a text that is agreed reservations may be gone with it.
    const status =
      life.status !== 'agreed_with_reservations' || standingReservations(decided).length > 0
        ? life.status
        : 'agreed'
    return next(withLife(position, { ...life, status, round: decided } as typeof life), events)
  }
  const goesOn =
    decided.kind === 'silence'
      ? !isAgainst(command.value)
      : standingDecisions(decided).size < decided.parties.length
  if (goesOn) return next(withLife(position, { status: 'in_sign_off', round: decided }), events)
  return conclude(position, closeRound(decided, outcomeOf(decided), now), events)
}

/** Whether a country stands behind the text as it has been answered, subject to a general reservation of its own or not. */
export function isBehind(round: Parameters<typeof backingOf>[0], country: CountryCode): boolean {
  const { supporters, subjectTo } = backingOf(round)
  return supporters.includes(country) || subjectTo.includes(country)
}

/** A delegation stands by a text whose terms changed after it agreed; possible until the text is final. */
export function confirmTerms(
  position: Position,
  {
    confirmationId,
    roundId,
    country,
    deputyFor,
    of,
    statementHash,
    shownFormula,
  }: Extract<Command, { type: 'confirm_terms' }>,
  { now, personId }: TransitionContext,
): Result<Transition, Refusal> {
  const { life } = position
  if (!('round' in life) || life.status === 'not_agreed') return no('round_not_open')
  const { round } = life
  if (round.id !== roundId) return no('version_stale')
  if (!round.parties.includes(country)) return no('not_a_party')
  const own = awaitedIn(position, round).filter((awaited) => awaited.country === country)
  if (!own.some((awaited) => isSame(awaited.of, of)))
    return no(
      of.kind === 'formula' && own.some((awaited) => awaited.of.kind === 'formula')
        ? 'formula_changed'
        : 'state_conflict',
    )
  const partyFormula = formulaOf(round, position.draftingLanguage)
  if (shownFormula !== null && shownFormula !== partyFormula) return no('formula_changed')
  const confirmations = [
    ...round.confirmations,
    { id: confirmationId, country, personId, deputyFor, of, statementHash, at: now },
  ]
  const { contentHash } = round.version
  return next(
    // The same life with one confirmation more.
    withLife(position, { ...life, round: { ...round, confirmations } } as typeof life),
    [
      {
        type: 'terms.confirmed',
        confirmationId,
        roundId,
        country,
        deputyFor,
        of: of.kind,
        decisionId: of.kind === 'reservation' ? of.decisionId : null,
        partyFormula,
        contentHash,
        statementHash,
      },
    ],
  )
}

/** How long nobody is reminded of a round again, in milliseconds. */
export const remindedFor = 60 * 60 * 1000

/** Whoever has not answered is told once more; of an agreed text whoever has terms to confirm. Refuses `reminded_lately` within an hour of the last time, `state_conflict` where nobody is missing in an open round. */
export function remind(
  position: Position,
  { roundId, lastAt }: Extract<Command, { type: 'remind' }>,
  { now }: TransitionContext,
): Result<Transition, Refusal> {
  const { life } = position
  if (!('round' in life) || life.status === 'not_agreed' || life.round.id !== roundId)
    return no('round_not_open')
  const { round } = life
  if (isLocked(position, null)) return no('spill_locked')
  const isTooSoon = lastAt !== null && Date.parse(now) < Date.parse(lastAt) + remindedFor
  if (life.status !== 'in_sign_off') {
    const awaited = awaitedIn(position, round).map(({ country }) => country)
    if (awaited.length === 0) return no('round_not_open')
    if (isTooSoon) return no('reminded_lately')
    return next(position, [
      { type: 'round.reminded', roundId, countries: [...new Set(awaited)], of: 'confirmation' },
    ])
  }
  if (hasPassed(round.deadline, now)) return no('deadline_passed')
  const standing = standingDecisions(round)
  const missing = round.parties.filter((country) => !standing.has(country))
  if (missing.length === 0) return no('state_conflict')
  if (isTooSoon) return no('reminded_lately')
  return next(position, [{ type: 'round.reminded', roundId, countries: missing }])
}

/** The deadline has come: what is missing then is lapsed, or tacit where a silence held. */
export function passDeadline(
  position: Position,
  { partiesWithoutLead = [], lost = 0 }: Extract<Command, { type: 'pass_deadline' }>,
  { now }: TransitionContext,
): Result<Transition, Refusal> {
  if (position.life.status !== 'in_sign_off') return no('round_not_open')
  const { round } = position.life
  if (isLocked(position, null)) return no('spill_locked')
  if (!hasPassed(round.deadline, now)) return no('state_conflict')
  const held = closeRound(round, outcomeOf(round), now)
  // Who could not reach the server had no say.
  if (lost > 0 && tacitIn(held).length > 0) {
    const deadline = silenceAfterOutage(lost, now)
    return next(withLife(position, { status: 'in_sign_off', round: { ...round, deadline } }), [
      { type: 'round.extended', roundId: round.id, from: round.deadline, deadline, because: 'outage' },
    ])
  }
  // Neither who has nobody to speak, nor who has just said that it stands behind the text no longer, consents by saying nothing.
  const isUnheard = tacitIn(held).some(
    (country) => partiesWithoutLead.includes(country) || position.suspendedBy.includes(country),
  )
  const closed = isUnheard ? closeRound(round, 'lapsed', now) : held
  const countries = tacitIn(closed)
  const { contentHash } = round.version
  return conclude(
    position,
    closed,
    countries.length === 0 ? [] : [{ type: 'silence.taken', roundId: round.id, countries, contentHash }],
  )
}

/** Nobody can answer on a text that is locked: the round gets back the time that this took. */
export function putOffDeadline(
  position: Position,
  lockedAt: string,
  { now }: TransitionContext,
): Result<Transition, Refusal> {
  if (position.life.status !== 'in_sign_off') return no('round_not_open')
  if (isLocked(position, null)) return no('spill_locked')
  const { round } = position.life
  const later = deadlineAfterLock({ deadline: round.deadline, lockedAt, now })
  if (later === null) return no('state_conflict')
  const deadline = round.kind === 'silence' ? silenceHourFrom(later, round.parties, now) : later
  return next(withLife(position, { status: 'in_sign_off', round: { ...round, deadline } }), [
    { type: 'round.extended', roundId: round.id, from: round.deadline, deadline },
  ])
}

/** The first hour from an instant on at which a silence that begins now may end. */
function silenceHourFrom(instant: string, parties: readonly CountryCode[], now: string): string {
  let deadline = instant
  while (silenceFault({ now, deadline }, parties) !== null)
    deadline = new Date(Date.parse(deadline) + 60 * 60 * 1000).toISOString()
  return deadline
}

/** Ends a round, to be kept with its decisions. */
export function closeRound(round: Round, outcome: RoundOutcome, closedAt: string): ClosedRound {
  return { ...round, outcome, closedAt }
}

/** The event of a round that a command ended; none where it ended none. */
export function roundClosed(round: ClosedRound | null): readonly PositionEvent[] {
  return round === null ? [] : [{ type: 'round.closed', roundId: round.id, outcome: round.outcome }]
}

function conclude(
  position: Position,
  round: ClosedRound,
  events: readonly PositionEvent[],
): Result<Transition, Refusal> {
  const status = !isAgreement(round.outcome)
    ? 'not_agreed'
    : [...standingDecisions(round).values()].some(({ value }) => value.kind === 'agree_with_reservation')
      ? 'agreed_with_reservations'
      : 'agreed'
  return next(withLife(position, { status, round }), [...events, ...roundClosed(round)], {
    closedRound: round,
  })
}

function lacksWords(value: GivenDecisionValue): boolean {
  switch (value.kind) {
    case 'agree':
    case 'not_participating':
      return false
    case 'object':
    case 'late_objection':
    case 'withdraw_support':
      return value.reason.trim() === ''
    case 'propose_amendment':
      return value.text.trim() === '' || value.passage.trim() === ''
    case 'agree_with_reservation':
      return value.text.trim() === '' && needsWords(value)
    default:
      return assertNever(value)
  }
}

/** An objection outweighs a missing reply; in an explicit round a missing reply is lapsed and never agreement (invariant 5). */
export function outcomeOf(round: Round): RoundOutcome {
  const standing = standingDecisions(round)
  const values = [...standing.values()].map(({ value }) => value)
  const isSilence = round.kind === 'silence'
  if (values.some(isAgainst)) return isSilence ? 'silence_broken' : 'objected'
  if (standing.size < round.parties.length && !isSilence) return 'lapsed'
  const { parties, reservationEffects, decisions } = round
  if (!isJoint({ parties, reservationEffects, decisions })) return 'unsupported'
  if (isSilence) return 'silence_held'
  return values.some(({ kind }) => kind === 'agree_with_reservation')
    ? 'unanimous_with_reservations'
    : 'unanimous'
}

function hasClosedRound(life: PositionLife): life is Extract<PositionLife, { round: ClosedRound }> {
  return (
    life.status === 'agreed' || life.status === 'agreed_with_reservations' || life.status === 'not_agreed'
  )
}

function hasPassed(deadline: string, now: string): boolean {
  return Date.parse(now) >= Date.parse(deadline)
}

function isSameVersion(one: VersionReference, other: VersionReference): boolean {
  return one.number === other.number && one.contentHash === other.contentHash
}
