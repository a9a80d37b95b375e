import { type CountryCode, inNeutralOrder } from './country.ts'
import { deadlineAfterLock } from './deadline-after-lock.ts'
import type { PositionEvent } from './events.ts'
import { isLocked } from './permissions.ts'
import {
  type ClosedRound,
  type Decision,
  type DecisionValue,
  isDraftOpen,
  isOver,
  isShared,
  type Position,
  type PositionLife,
  type Round,
  type RoundOutcome,
  standingDecisions,
  type VersionReference,
} from './position.ts'
import type { Refusal, RefusalCode } from './refusals.ts'
import { asksForRelease, isReleasableTo, type ReleasabilityGround } from './releasability.ts'
import { assertNever, ok, type Result, refuse } from './result.ts'

/** What can be done to a position. Verbs; the events that come of them are past facts. */
export type Command =
  | { readonly type: 'rename'; readonly title: string }
  | { readonly type: 'start_coordination' }
  | {
      readonly type: 'freeze'
      readonly contentHash: string
      /** What the version is called beside its number; may be empty. */
      readonly name: string
    }
  | { readonly type: 'name_version'; readonly number: number; readonly name: string }
  | { readonly type: 'reopen_draft'; readonly reason: string }
  | {
      readonly type: 'open_round'
      readonly roundId: string
      readonly version: VersionReference
      readonly notice: string
      readonly deadline: string
      /** How many threads are open that a delegation wants closed before sign-off. */
      readonly pointsToClose: number
      /** How many points are open in the frozen text and beside it, and why the round opens all the same. */
      readonly openPoints: number
      readonly openPointsReason: string | null
    }
  | {
      readonly type: 'decide'
      readonly decisionId: string
      readonly roundId: string
      readonly country: CountryCode
      readonly version: VersionReference
      readonly value: WiredDecisionValue
    }
  | ({ readonly type: 'extend_releasability'; readonly country: CountryCode } & ReleasabilityGround)
  | { readonly type: 'end_releasability'; readonly country: CountryCode; readonly reason: string }
  | { readonly type: 'pass_deadline' }
  /** The text of a round can be read again; it was locked from this instant on. */
  | { readonly type: 'put_off_deadline'; readonly lockedAt: string }
  | { readonly type: 'release'; readonly releaseId: string }
  | { readonly type: 'mark_used' }
  | { readonly type: 'receive_report' }
  | { readonly type: 'close' }
  | { readonly type: 'withdraw'; readonly reason: string }
  | {
      readonly type: 'supersede'
      readonly byPositionId: string
      /** The release in force of that position: what the readers of this one are sent to. */
      readonly byReleaseId: string
    }

export type CommandType = Command['type']

/** The answers that the explicit round takes; the others have their types and wait for their rules. */
export type WiredDecisionValue = Extract<DecisionValue, { kind: 'agree' | 'object' }>

/** What the caller does after the new state is stored. */
export type Effect =
  | { readonly kind: 'draft_closed' }
  | { readonly kind: 'draft_opened' }
  | { readonly kind: 'release_superseded'; readonly releaseId: string; readonly byReleaseId: string }

export interface Transition {
  readonly position: Position
  readonly events: readonly PositionEvent[]
  readonly effects: readonly Effect[]
  /** The round that this command ended, to be kept with its decisions; null when it ended none. */
  readonly closedRound: ClosedRound | null
}

export interface TransitionContext {
  /** The server's clock: an instant, ISO 8601 in UTC. */
  readonly now: string
  readonly personId: string
}

/**
 * Applies one command to a position: the whole of the lifecycle of DOMAIN §3.2 as far as it is built. Pure. Returns
 * the next position (revision raised by one), the events and the effects, or a refusal; who may give the command is
 * not asked here but in `can`.
 */
export function transition(
  position: Position,
  command: Command,
  context: TransitionContext,
): Result<Transition, Refusal> {
  switch (command.type) {
    case 'rename':
      return rename(position, command.title)
    case 'start_coordination':
      return startCoordination(position)
    case 'freeze':
      return freeze(position, command)
    case 'name_version':
      return nameVersion(position, command)
    case 'reopen_draft':
      return reopenDraft(position, command.reason, context)
    case 'open_round':
      return openRound(position, command, context)
    case 'decide':
      return decide(position, command, context)
    case 'extend_releasability':
      return extendReleasability(position, command)
    case 'end_releasability':
      return endReleasability(position, command)
    case 'pass_deadline':
      return passDeadline(position, context)
    case 'put_off_deadline':
      return putOffDeadline(position, command.lockedAt, context)
    case 'release':
      return release(position, command.releaseId)
    case 'mark_used':
      return advance(position, ['released'], 'used', { type: 'release.used' })
    case 'receive_report':
      return advance(position, ['used'], 'reported', { type: 'report.received' })
    case 'close':
      return advance(position, ['reported'], 'closed', { type: 'position.closed' })
    case 'withdraw':
      return withdraw(position, command.reason, context)
    case 'supersede':
      return supersede(position, command)
    default:
      return assertNever(command)
  }
}

export interface CreatePosition
  extends Omit<
    Position,
    | 'revision'
    | 'releasableTo'
    | 'latestVersion'
    | 'releaseInForce'
    | 'lockedTexts'
    | 'life'
    | 'createdAt'
    | 'createdBy'
  > {
  /** To whom a position for the Member States is releasable from the beginning, and why; left out for nobody. */
  readonly releasability?: ReleasabilityGround & { readonly countries: readonly CountryCode[] }
}

/**
 * Begins a position's life as the penholder's own draft. Refuses `parties_invalid` below two parties, without the
 * penholder, and when a party could not read what the marking keeps for the Member States; and what `extend_releasability`
 * refuses.
 */
export function createPosition(
  { releasability, ...input }: CreatePosition,
  context: TransitionContext,
): Result<Transition, Refusal> {
  const parties = inNeutralOrder(input.parties)
  if (parties.length < 2 || !parties.includes(input.penholder)) return no('parties_invalid')
  const releasableTo = inNeutralOrder(releasability?.countries ?? [])
  if (!parties.every((party) => isReleasableTo({ marking: input.marking, releasableTo }, party)))
    return no('parties_invalid')
  if (!releasableTo.every((country) => asksForRelease(input, country))) return no('state_conflict')
  const reference = releasability?.reference.trim() ?? ''
  if (releasability && reference === '') return no('reason_required')
  const position: Position = {
    ...input,
    parties,
    releasableTo,
    revision: 1,
    latestVersion: 0,
    releaseInForce: null,
    lockedTexts: [],
    life: { status: 'draft' },
    createdAt: context.now,
    createdBy: context.personId,
  }
  const extended = releasableTo.flatMap((country): readonly PositionEvent[] =>
    releasability
      ? [{ type: 'releasability.extended', country, ground: releasability.ground, reference }]
      : [],
  )
  return ok({ position, events: [{ type: 'position.created' }, ...extended], effects: [], closedRound: null })
}

/** A country is let in to a position for the Member States; what it may do there follows from the roles of its people. */
function extendReleasability(
  position: Position,
  { country, ground, reference }: Extract<Command, { type: 'extend_releasability' }>,
): Result<Transition, Refusal> {
  if (isOver(position.life) || !asksForRelease(position, country)) return no('state_conflict')
  if (position.releasableTo.includes(country)) return no('state_conflict')
  if (reference.trim() === '') return no('reason_required')
  return next({ ...position, releasableTo: inNeutralOrder([...position.releasableTo, country]) }, [
    { type: 'releasability.extended', country, ground, reference: reference.trim() },
  ])
}

/** A party stays able to read what it signs: only a country that is none loses it again. */
function endReleasability(
  position: Position,
  { country, reason }: Extract<Command, { type: 'end_releasability' }>,
): Result<Transition, Refusal> {
  if (isOver(position.life) || !position.releasableTo.includes(country)) return no('state_conflict')
  if (position.parties.includes(country)) return no('parties_invalid')
  if (reason.trim() === '') return no('reason_required')
  return next({ ...position, releasableTo: position.releasableTo.filter((each) => each !== country) }, [
    { type: 'releasability.ended', country, reason: reason.trim() },
  ])
}

function rename(position: Position, title: string): Result<Transition, Refusal> {
  if (!isDraftOpen(position.life)) return no('state_conflict')
  return next({ ...position, title }, [{ type: 'position.renamed', title }])
}

function startCoordination(position: Position): Result<Transition, Refusal> {
  if (position.life.status !== 'draft') return no('state_conflict')
  return next(withLife(position, { status: 'in_coordination' }), [{ type: 'coordination.started' }])
}

function freeze(
  position: Position,
  { contentHash, name }: Extract<Command, { type: 'freeze' }>,
): Result<Transition, Refusal> {
  if (position.life.status !== 'in_coordination') return no('state_conflict')
  const version = { number: position.latestVersion + 1, contentHash }
  return next(
    { ...withLife(position, { status: 'frozen', version }), latestVersion: version.number },
    [
      { type: 'version.frozen', ...version },
      ...(name === '' ? [] : [{ type: 'version.named', number: version.number, name } as const]),
    ],
    { effects: [{ kind: 'draft_closed' }] },
  )
}

/** A name is no part of the text: it can be given, changed and taken away as long as the position is not over. */
function nameVersion(
  position: Position,
  { number, name }: Extract<Command, { type: 'name_version' }>,
): Result<Transition, Refusal> {
  const { status } = position.life
  if (status === 'closed' || status === 'withdrawn' || status === 'superseded') return no('state_conflict')
  if (number < 1 || number > position.latestVersion) return no('state_conflict')
  return next(position, [{ type: 'version.named', number, name }])
}

function reopenDraft(
  position: Position,
  reason: string,
  { now }: TransitionContext,
): Result<Transition, Refusal> {
  const { life } = position
  switch (life.status) {
    case 'frozen':
    case 'in_sign_off':
    case 'agreed':
    case 'agreed_with_reservations':
    case 'not_agreed':
    case 'released':
    case 'used':
      break
    default:
      return no('state_conflict')
  }
  if (reason.trim() === '') return no('reason_required')
  const closedRound = life.status === 'in_sign_off' ? closeRound(life.round, 'reopened', now) : null
  return next(
    withLife(position, { status: 'in_coordination' }),
    [...roundClosed(closedRound), { type: 'draft.reopened', reason, from: life.status }],
    { effects: [{ kind: 'draft_opened' }], closedRound },
  )
}

function openRound(
  position: Position,
  command: Extract<Command, { type: 'open_round' }>,
  { now, personId }: TransitionContext,
): Result<Transition, Refusal> {
  if (position.life.status !== 'frozen') return no('state_conflict')
  if (!isSameVersion(position.life.version, command.version)) return no('version_stale')
  if (!(Date.parse(command.deadline) > Date.parse(now))) return no('deadline_not_in_future')
  if (command.pointsToClose > 0) return no('points_to_close')
  const openPointsReason = command.openPointsReason?.trim() || null
  if (command.openPoints > 0 && openPointsReason === null) return no('open_points')
  const round: Round = {
    id: command.roundId,
    kind: 'explicit',
    version: position.life.version,
    parties: position.parties,
    notice: command.notice,
    openPointsReason: command.openPoints > 0 ? openPointsReason : null,
    openedAt: now,
    openedBy: personId,
    deadline: command.deadline,
    decisions: [],
  }
  return next(withLife(position, { status: 'in_sign_off', round }), [
    { type: 'round.opened', roundId: round.id, ...round.version, deadline: round.deadline },
  ])
}

function decide(
  position: Position,
  command: Extract<Command, { type: 'decide' }>,
  { now, personId }: TransitionContext,
): Result<Transition, Refusal> {
  const { life } = position
  if (life.status !== 'in_sign_off') {
    return no(hasClosedRound(life) && life.round.id !== command.roundId ? 'version_stale' : 'round_not_open')
  }
  const { round } = life
  if (round.id !== command.roundId || !isSameVersion(round.version, command.version))
    return no('version_stale')
  if (!round.parties.includes(command.country)) return no('not_a_party')
  if (hasPassed(round.deadline, now)) return no('deadline_passed')
  if (command.value.kind === 'object' && command.value.reason.trim() === '') return no('reason_required')
  const decision: Decision = {
    id: command.decisionId,
    country: command.country,
    personId,
    version: round.version,
    value: command.value,
    at: now,
  }
  const decided: Round = { ...round, decisions: [...round.decisions, decision] }
  const events: PositionEvent[] = [
    {
      type: 'decision.given',
      roundId: round.id,
      country: command.country,
      value: command.value.kind,
      contentHash: round.version.contentHash,
    },
  ]
  if (standingDecisions(decided).size < decided.parties.length) {
    return next(withLife(position, { status: 'in_sign_off', round: decided }), events)
  }
  return conclude(position, closeRound(decided, outcomeOf(decided), now), events)
}

function passDeadline(position: Position, { now }: TransitionContext): Result<Transition, Refusal> {
  if (position.life.status !== 'in_sign_off') return no('round_not_open')
  const { round } = position.life
  if (isLocked(position, null)) return no('spill_locked')
  if (!hasPassed(round.deadline, now)) return no('state_conflict')
  return conclude(position, closeRound(round, outcomeOf(round), now), [])
}

/** Nobody can answer on a text that is locked: the round gets back the time that this took. */
function putOffDeadline(
  position: Position,
  lockedAt: string,
  { now }: TransitionContext,
): Result<Transition, Refusal> {
  if (position.life.status !== 'in_sign_off') return no('round_not_open')
  if (isLocked(position, null)) return no('spill_locked')
  const { round } = position.life
  const deadline = deadlineAfterLock({ deadline: round.deadline, lockedAt, now })
  if (deadline === null) return no('state_conflict')
  return next(withLife(position, { status: 'in_sign_off', round: { ...round, deadline } }), [
    { type: 'round.extended', roundId: round.id, from: round.deadline, deadline },
  ])
}

function release(position: Position, releaseId: string): Result<Transition, Refusal> {
  const { life } = position
  if (life.status === 'not_agreed') return no('not_agreed_by_all')
  if (life.status !== 'agreed' && life.status !== 'agreed_with_reservations') return no('state_conflict')
  const previous = position.releaseInForce
  const events: PositionEvent[] = [
    { type: 'release.issued', releaseId, contentHash: life.round.version.contentHash },
  ]
  if (previous !== null) {
    events.push({ type: 'release.superseded', releaseId: previous, byReleaseId: releaseId })
  }
  return next(
    { ...withLife(position, { status: 'released', releaseId }), releaseInForce: releaseId },
    events,
    {
      effects:
        previous === null
          ? []
          : [{ kind: 'release_superseded', releaseId: previous, byReleaseId: releaseId }],
    },
  )
}

function advance(
  position: Position,
  from: readonly PositionLife['status'][],
  status: 'used' | 'reported' | 'closed',
  event: PositionEvent,
): Result<Transition, Refusal> {
  const { life } = position
  if (!from.includes(life.status) || !('releaseId' in life)) return no('state_conflict')
  return next(withLife(position, { status, releaseId: life.releaseId }), [event])
}

function withdraw(
  position: Position,
  reason: string,
  { now }: TransitionContext,
): Result<Transition, Refusal> {
  const { life } = position
  if (life.status === 'closed' || life.status === 'withdrawn' || life.status === 'superseded') {
    return no('state_conflict')
  }
  if (reason.trim() === '') return no('reason_required')
  const closedRound = life.status === 'in_sign_off' ? closeRound(life.round, 'withdrawn', now) : null
  return next(
    {
      ...withLife(position, { status: 'withdrawn', reason, wasShared: isShared(life) }),
      releaseInForce: null,
    },
    [...roundClosed(closedRound), { type: 'position.withdrawn', reason }],
    { effects: [{ kind: 'draft_closed' }], closedRound },
  )
}

function supersede(
  position: Position,
  { byPositionId, byReleaseId }: Extract<Command, { type: 'supersede' }>,
): Result<Transition, Refusal> {
  const { life } = position
  if (life.status !== 'released' && life.status !== 'used' && life.status !== 'reported') {
    return no('state_conflict')
  }
  if (byPositionId === position.id) return no('state_conflict')
  const { releaseId } = life
  return next(
    { ...withLife(position, { status: 'superseded', byPositionId }), releaseInForce: null },
    [
      { type: 'position.superseded', byPositionId },
      { type: 'release.superseded', releaseId, byReleaseId },
    ],
    { effects: [{ kind: 'release_superseded', releaseId, byReleaseId }] },
  )
}

function conclude(
  position: Position,
  round: ClosedRound,
  events: readonly PositionEvent[],
): Result<Transition, Refusal> {
  const status =
    round.outcome === 'unanimous'
      ? 'agreed'
      : round.outcome === 'unanimous_with_reservations'
        ? 'agreed_with_reservations'
        : 'not_agreed'
  return next(withLife(position, { status, round }), [...events, ...roundClosed(round)], {
    closedRound: round,
  })
}

/** An objection outweighs a missing reply; a missing reply is lapsed and never agreement (invariant 5). */
function outcomeOf(round: Round): RoundOutcome {
  const standing = standingDecisions(round)
  const kinds = [...standing.values()].map((decision) => decision.value.kind)
  if (kinds.includes('object')) return 'objected'
  if (standing.size < round.parties.length) return 'lapsed'
  return kinds.includes('agree_with_reservation') ? 'unanimous_with_reservations' : 'unanimous'
}

function closeRound(round: Round, outcome: RoundOutcome, closedAt: string): ClosedRound {
  return { ...round, outcome, closedAt }
}

function roundClosed(round: ClosedRound | null): readonly PositionEvent[] {
  return round === null ? [] : [{ type: 'round.closed', roundId: round.id, outcome: round.outcome }]
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

function withLife(position: Position, life: PositionLife): Position {
  return { ...position, life }
}

function next(
  position: Position,
  events: readonly PositionEvent[],
  more: { effects?: readonly Effect[]; closedRound?: ClosedRound | null } = {},
): Result<Transition, Refusal> {
  return ok({
    position: { ...position, revision: position.revision + 1 },
    events,
    effects: more.effects ?? [],
    closedRound: more.closedRound ?? null,
  })
}

function no(code: RefusalCode): Result<never, Refusal> {
  return refuse({ code })
}
