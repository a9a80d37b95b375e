import type { Command, Transition, TransitionContext } from './command.ts'
import type { CountryCode } from './country.ts'
import { next, no, withLife } from './next-position.ts'
import {
  type Decision,
  type Lift,
  type Position,
  standingDecisions,
  type VersionReference,
} from './position.ts'
import type { Refusal } from './refusals.ts'
import type { Result } from './result.ts'
import { asLifted, formulaIfLifted } from './round-terms.ts'

/** A reservation that stands in a final text: which decision entered it, and that it can still be lifted. */
export interface StandingReservation {
  readonly decisionId: string
  readonly country: CountryCode
}

/** The reservations of a round or of a final text that nobody has lifted, by the decisions that entered them. */
export function standingReservations({
  decisions,
  lifts,
}: {
  readonly decisions: readonly Pick<Decision, 'id' | 'country' | 'value'>[]
  readonly lifts: readonly Pick<Lift, 'decisionId'>[]
}): readonly StandingReservation[] {
  const standing = standingDecisions({ decisions: asLifted(decisions, lifts) })
  return [...standing.values()].flatMap(({ id, country, value }) =>
    value.kind === 'agree_with_reservation' ? [{ decisionId: id, country }] : [],
  )
}

/**
 * A country lifts its own reservation. Of a text that is agreed and not final yet, its terms follow at once; of the final text in force
 * nothing that is printed changes, and the lift stands beside it. While a round is open one answers again instead: `state_conflict`.
 */
export function liftReservation(
  position: Position,
  command: Extract<Command, { type: 'lift_reservation' }>,
  context: TransitionContext,
): Result<Transition, Refusal> {
  return command.release === null
    ? liftBefore(position, command, context)
    : liftAfter(position, { ...command, release: command.release })
}

function liftBefore(
  position: Position,
  command: Extract<Command, { type: 'lift_reservation' }>,
  context: TransitionContext,
): Result<Transition, Refusal> {
  const { life } = position
  if (life.status !== 'agreed' && life.status !== 'agreed_with_reservations') return no('state_conflict')
  const { round } = life
  if (!isStanding(standingReservations(round), command)) return no('state_conflict')
  const { decisionId, shownFormula } = command
  if (
    shownFormula !== null &&
    shownFormula !== formulaIfLifted(round, { decisionId }, position.draftingLanguage)
  )
    return no('formula_changed')
  const lifted = { ...round, lifts: [...round.lifts, liftOf(command, context)] }
  const status = standingReservations(lifted).length > 0 ? 'agreed_with_reservations' : 'agreed'
  return next(withLife(position, { status, round: lifted }), [
    { type: 'reservation.lifted', roundId: round.id, ...told(command, round.version) },
  ])
}

function liftAfter(
  position: Position,
  {
    release,
    ...command
  }: Extract<Command, { type: 'lift_reservation' }> & { readonly release: ReleasedReservations },
): Result<Transition, Refusal> {
  const { status } = position.life
  if (position.releaseInForce !== release.id || status === 'closed') return no('state_conflict')
  if (!isStanding(release.standing, command)) return no('state_conflict')
  return next(position, [
    { type: 'release.reservation_lifted', releaseId: release.id, ...told(command, release.version) },
  ])
}

type ReleasedReservations = NonNullable<Extract<Command, { type: 'lift_reservation' }>['release']>

/** The lift that a command makes, as it is kept. */
export function liftOf(
  command: Extract<Command, { type: 'lift_reservation' }>,
  { now, personId }: TransitionContext,
): Lift {
  const { liftId, decisionId, country, deputyFor, statementHash, release } = command
  return {
    id: liftId,
    decisionId,
    country,
    personId,
    deputyFor,
    releaseId: release?.id ?? null,
    statementHash,
    at: now,
  }
}

function isStanding(
  standing: readonly StandingReservation[],
  { decisionId, country }: StandingReservation,
): boolean {
  return standing.some((one) => one.decisionId === decisionId && one.country === country)
}

function told(
  {
    liftId,
    decisionId,
    country,
    deputyFor,
    statementHash,
  }: Pick<
    Extract<Command, { type: 'lift_reservation' }>,
    'liftId' | 'decisionId' | 'country' | 'deputyFor' | 'statementHash'
  >,
  { contentHash }: VersionReference,
) {
  return { liftId, decisionId, country, deputyFor, statementHash, contentHash }
}
