import type { Command, Transition, TransitionContext } from './command.ts'
import type { CountryCode } from './country.ts'
import { next, no, withLife } from './next-position.ts'
import { type Position, type Round, unmetRequests } from './position.ts'
import type { Refusal } from './refusals.ts'
import { ok, type Result } from './result.ts'
import { isHourOfSilence } from './working-days.ts'

/** A party's lead asks for more time. */
export function askExtension(
  position: Position,
  { roundId, country, deputyFor, until, reason }: Extract<Command, { type: 'ask_extension' }>,
  { now, personId }: TransitionContext,
): Result<Transition, Refusal> {
  const open = roundBefore(position, roundId, { now, deadline: until })
  if (!open.ok) return open
  const round = open.value
  if (!round.parties.includes(country)) return no('not_a_party')
  if (reason.trim() === '') return no('reason_required')
  const request = { country, personId, deputyFor, until, reason, at: now }
  const extensionRequests = [...round.extensionRequests, request]
  return next(withLife(position, { status: 'in_sign_off', round: { ...round, extensionRequests } }), [
    { type: 'extension.asked', roundId, country, deputyFor, until, reason },
  ])
}

/**
 * The deadline is put off for all; answers that were given stand. Refuses `state_conflict` where nobody has asked, and
 * `extension_past_meeting` where it would go past the cut-off and not every party has asked for as much.
 */
export function grantExtension(
  position: Position,
  { roundId, deadline, cutOff }: Extract<Command, { type: 'grant_extension' }>,
  { now }: TransitionContext,
): Result<Transition, Refusal> {
  const open = roundBefore(position, roundId, { now, deadline })
  if (!open.ok) return open
  const round = open.value
  if (unmetRequests(round).length === 0) return no('state_conflict')
  const isPast = cutOff !== null && Date.parse(deadline) > Date.parse(cutOff)
  if (isPast && !round.parties.every((country) => hasAskedFor(round, country, deadline)))
    return no('extension_past_meeting')
  return next(withLife(position, { status: 'in_sign_off', round: { ...round, deadline } }), [
    { type: 'round.extended', roundId, from: round.deadline, deadline },
  ])
}

function hasAskedFor({ extensionRequests }: Round, party: CountryCode, deadline: string): boolean {
  return extensionRequests.some(
    ({ country, until }) => country === party && Date.parse(until) >= Date.parse(deadline),
  )
}

/** The open round, if it can get this deadline. */
function roundBefore(
  { life }: Position,
  roundId: string,
  { now, deadline }: { readonly now: string; readonly deadline: string },
): Result<Round, Refusal> {
  if (life.status !== 'in_sign_off') return no('round_not_open')
  const { round } = life
  if (round.id !== roundId) return no('version_stale')
  if (Date.parse(now) >= Date.parse(round.deadline)) return no('deadline_passed')
  if (!(Date.parse(deadline) > Date.parse(round.deadline))) return no('deadline_not_later')
  if (round.kind === 'silence' && !isHourOfSilence(deadline)) return no('silence_hours')
  return ok(round)
}
