import type { Command, Transition } from './command.ts'
import type { CountryCode } from './country.ts'
import { isCalledOff, type MeetingTerms } from './meeting.ts'
import { next, no } from './next-position.ts'
import { isOver, type Position } from './position.ts'
import type { Refusal } from './refusals.ts'
import type { Result } from './result.ts'

/** What others must be told of when a meeting is said anew: that it is put off, or does not take place; null for neither. */
export function calledOffBy(before: MeetingTerms, after: MeetingTerms): 'postponed' | 'cancelled' | null {
  if (before.status !== after.status && isCalledOff(after))
    return after.status === 'cancelled' ? 'cancelled' : 'postponed'
  const isAhead = !isCalledOff(before) && ahead.has(before.status) && ahead.has(after.status)
  return isAhead && dayOf(after.startsAt) > dayOf(before.startsAt) ? 'postponed' : null
}

const ahead: ReadonlySet<MeetingTerms['status']> = new Set(['planned', 'agenda_received', 'in_preparation'])

/** The countries that have not said yet whether they stand by the final text at the new date; none of a suspended one. */
export function awaitedReconfirmations({
  postponement,
  suspendedBy,
}: Pick<Position, 'postponement' | 'suspendedBy'>): readonly CountryCode[] {
  if (!postponement || suspendedBy.length > 0) return []
  return postponement.asked.filter((country) => !postponement.reconfirmed.includes(country))
}

/** Its meeting is put off: the final text keeps its force, and whoever stands behind it is asked once more. */
export function postponeMeeting(
  position: Position,
  { postponementId, meetingId, startsAt, becomes, release }: Extract<Command, { type: 'postpone_meeting' }>,
): Result<Transition, Refusal> {
  const { life, releaseInForce, suspendedBy } = position
  if (isOver(life)) return no('state_conflict')
  const isAsked = release?.id === releaseInForce && suspendedBy.length === 0 && life.status !== 'reported'
  const postponement =
    isAsked && release && release.supporters.length > 0
      ? {
          id: postponementId,
          meetingId,
          releaseId: release.id,
          version: release.version,
          startsAt,
          asked: release.supporters,
          reconfirmed: [],
        }
      : null
  const { releaseId = null, asked = [] } = postponement ?? {}
  return next({ ...position, postponement }, [
    { type: 'meeting.postponed', postponementId, meetingId, startsAt, becomes, releaseId, asked },
  ])
}

/** Its meeting does not take place: there is nothing to reconfirm any more. */
export function cancelMeeting(
  position: Position,
  { meetingId, startsAt }: Extract<Command, { type: 'cancel_meeting' }>,
): Result<Transition, Refusal> {
  if (isOver(position.life)) return no('state_conflict')
  return next({ ...position, postponement: null }, [{ type: 'meeting.cancelled', meetingId, startsAt }])
}

/** A country stands by the final text though its meeting was put off. */
export function reconfirm(
  position: Position,
  command: Extract<Command, { type: 'reconfirm_release' }>,
): Result<Transition, Refusal> {
  const { reconfirmationId, releaseId, postponementId, country, deputyFor, statementHash } = command
  const { postponement, releaseInForce, suspendedBy } = position
  if (!postponement || releaseInForce !== releaseId || postponement.releaseId !== releaseId)
    return no('nothing_to_reconfirm')
  if (suspendedBy.length > 0) return no('release_suspended')
  if (postponement.id !== postponementId) return no('postponed_again')
  if (!postponement.asked.includes(country)) return no('nothing_to_reconfirm')
  if (postponement.reconfirmed.includes(country)) return no('already_reconfirmed')
  // In the neutral order, in which they are asked.
  const reconfirmed = postponement.asked.filter(
    (one) => one === country || postponement.reconfirmed.includes(one),
  )
  const { meetingId, version } = postponement
  return next({ ...position, postponement: { ...postponement, reconfirmed } }, [
    {
      type: 'release.reconfirmed',
      reconfirmationId,
      releaseId,
      postponementId,
      meetingId,
      country,
      deputyFor,
      contentHash: version.contentHash,
      statementHash,
    },
  ])
}

/** The day of an instant in Brussels, in an order that strings have, too. */
function dayOf(instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Brussels').toPlainDate().toString()
}
