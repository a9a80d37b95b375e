import type { Command, Transition, TransitionContext } from './command.ts'
import {
  endCorrigendum,
  objectToCorrigendum,
  proposeCorrigendum,
  withdrawCorrigendum,
} from './corrigendum.ts'
import { type CountryCode, inNeutralOrder } from './country.ts'
import type { PositionEvent } from './events.ts'
import { askExtension, grantExtension } from './extensions.ts'
import { liftReservation } from './lift.ts'
import { next, no, withLife } from './next-position.ts'
import { isDraftOpen, isOver, isShared, keepsBrackets, type Position, type PositionLife } from './position.ts'
import { cancelMeeting, postponeMeeting, reconfirm } from './postponement.ts'
import type { Refusal } from './refusals.ts'
import { asksForRelease, isReleasableTo, type ReleasabilityGround } from './releasability.ts'
import { assertNever, ok, type Result } from './result.ts'
import { awaitedIn, isJoint } from './round-terms.ts'
import {
  closeRound,
  confirmTerms,
  decide,
  openRound,
  passDeadline,
  putOffDeadline,
  remind,
  roundClosed,
} from './round-transitions.ts'

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
    case 'ask_extension':
      return askExtension(position, command, context)
    case 'grant_extension':
      return grantExtension(position, command, context)
    case 'confirm_terms':
      return confirmTerms(position, command, context)
    case 'extend_releasability':
      return extendReleasability(position, command)
    case 'end_releasability':
      return endReleasability(position, command)
    case 'remind':
      return remind(position, command, context)
    case 'pass_deadline':
      return passDeadline(position, command, context)
    case 'put_off_deadline':
      return putOffDeadline(position, command.lockedAt, context)
    case 'release':
      return release(position, command)
    case 'withdraw_support':
      return withdrawSupport(position, command)
    case 'postpone_meeting':
      return postponeMeeting(position, command)
    case 'cancel_meeting':
      return cancelMeeting(position, command)
    case 'reconfirm_release':
      return reconfirm(position, command)
    case 'lift_reservation':
      return liftReservation(position, command, context)
    case 'propose_corrigendum':
      return proposeCorrigendum(position, command, context)
    case 'object_to_corrigendum':
      return objectToCorrigendum(position, command, context)
    case 'withdraw_corrigendum':
      return withdrawCorrigendum(position, command, context)
    case 'end_corrigendum':
      return endCorrigendum(position, command, context)
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
    | 'suspendedBy'
    | 'postponement'
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
    suspendedBy: [],
    postponement: null,
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

function release(
  position: Position,
  { releaseId, unsettled = 0 }: Extract<Command, { type: 'release' }>,
): Result<Transition, Refusal> {
  const { life } = position
  if (life.status === 'not_agreed') return no('not_agreed_by_all')
  if (life.status !== 'agreed' && life.status !== 'agreed_with_reservations') return no('state_conflict')
  if (!isJoint(life.round)) return no('not_agreed_by_all')
  if (awaitedIn(position, life.round).length > 0) return no('terms_unconfirmed')
  if (unsettled > 0 && !keepsBrackets(position.instrument)) return no('brackets_open')
  const previous = position.releaseInForce
  const events: PositionEvent[] = [
    { type: 'release.issued', releaseId, contentHash: life.round.version.contentHash },
  ]
  if (previous !== null) {
    events.push({ type: 'release.superseded', releaseId: previous, byReleaseId: releaseId })
  }
  return next(
    {
      ...withLife(position, { status: 'released', releaseId }),
      releaseInForce: releaseId,
      suspendedBy: [],
      postponement: null,
    },
    events,
    {
      effects:
        previous === null
          ? []
          : [{ kind: 'release_superseded', releaseId: previous, byReleaseId: releaseId }],
    },
  )
}

/** A country leaves those behind the release in force, until there has been a report on it: nobody uses it any more. The way on is a new version. */
function withdrawSupport(
  position: Position,
  {
    withdrawalId,
    releaseId,
    country,
    deputyFor,
    reason,
    statementHash,
    supporters,
  }: Extract<Command, { type: 'withdraw_support' }>,
): Result<Transition, Refusal> {
  const { status } = position.life
  if (position.releaseInForce !== releaseId || status === 'reported' || status === 'closed')
    return no('state_conflict')
  if (!supporters.includes(country)) return no('state_conflict')
  if (reason.trim() === '') return no('reason_required')
  const suspendedBy = inNeutralOrder([...position.suspendedBy, country])
  return next({ ...position, suspendedBy }, [
    { type: 'support.withdrawn', withdrawalId, releaseId, country, deputyFor, statementHash },
  ])
}

function advance(
  position: Position,
  from: readonly PositionLife['status'][],
  status: 'used' | 'reported' | 'closed',
  event: PositionEvent,
): Result<Transition, Refusal> {
  const { life } = position
  if (!from.includes(life.status) || !('releaseId' in life)) return no('state_conflict')
  // Whoever was to use it has: nobody is asked any more.
  const postponement = status === 'used' ? position.postponement : null
  return next({ ...withLife(position, { status, releaseId: life.releaseId }), postponement }, [event])
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
      suspendedBy: [],
      postponement: null,
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
    {
      ...withLife(position, { status: 'superseded', byPositionId }),
      releaseInForce: null,
      suspendedBy: [],
      postponement: null,
    },
    [
      { type: 'position.superseded', byPositionId },
      { type: 'release.superseded', releaseId, byReleaseId },
    ],
    { effects: [{ kind: 'release_superseded', releaseId, byReleaseId }] },
  )
}
