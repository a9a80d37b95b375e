import type { Asking } from './comments.ts'
import type { PositionEvent, PositionEventType } from './events.ts'
import { type Action, can, canReadMoment, pagesOf, withoutLocks } from './permissions.ts'
import { assertNever } from './result.ts'

/** Who hears of an event of one type. */
export interface EventReach {
  /** What they may do with the position: they may read there what the event tells. */
  readonly action: Action
  /** Whether it moves what everybody sees who may know of the position: its state, its title or its marking. */
  readonly isSeenByAll: boolean
}

const seen = (action: Action): EventReach => ({ action, isSeenByAll: true })
const unseen = (action: Action): EventReach => ({ action, isSeenByAll: false })

/** For every type of event, what one must be able to read to hear of it (SPEC D150): by the feed and at once alike. */
export const eventReach = {
  'position.created': seen('position.read'),
  'position.renamed': seen('draft.read'),
  'coordination.started': seen('position.read'),
  'version.frozen': seen('version.read'),
  'version.named': unseen('version.read'),
  'draft.reopened': seen('draft.read'),
  'round.opened': seen('version.read'),
  'decision.given': unseen('version.read'),
  'terms.confirmed': unseen('version.read'),
  'extension.asked': unseen('version.read'),
  'round.extended': seen('version.read'),
  'round.reminded': unseen('version.read'),
  'round.closed': seen('version.read'),
  'silence.taken': unseen('version.read'),
  'release.issued': seen('release.read'),
  'release.superseded': seen('release.read'),
  'support.withdrawn': seen('release.read'),
  'meeting.postponed': seen('position.read'),
  'meeting.cancelled': seen('position.read'),
  'release.reconfirmed': seen('release.read'),
  'reservation.lifted': seen('version.read'),
  'release.reservation_lifted': seen('release.read'),
  'translation.issued': unseen('release.read'),
  'corrigendum.proposed': unseen('version.read'),
  'corrigendum.objected': unseen('version.read'),
  'corrigendum.withdrawn': unseen('version.read'),
  'corrigendum.issued': seen('release.read'),
  'corrigendum.lapsed': unseen('version.read'),
  'release.used': seen('release.read'),
  'report.received': seen('release.read'),
  'report.submitted': unseen('report.read'),
  'report.consolidated': unseen('report.read'),
  'report.noted': unseen('report.read'),
  'follow_up.opened': unseen('report.read'),
  'follow_up.changed': unseen('report.read'),
  'position.closed': seen('position.read'),
  'position.withdrawn': seen('draft.read'),
  'position.superseded': seen('position.read'),
  'mandate.shared': unseen('mandate.read'),
  'mandate.unshared': unseen('mandate.read'),
  'suggestion.decided': unseen('draft.read'),
  'proposal.settled': unseen('draft.read'),
  'contribution.sent': unseen('draft.read'),
  'contribution.withdrawn': unseen('draft.read'),
  'releasability.extended': seen('draft.read'),
  'releasability.ended': seen('draft.read'),
  'limite.confirmed': unseen('draft.read'),
  'section.agreed': unseen('draft.read'),
  'section.closed': unseen('draft.read'),
  'section.reopened': unseen('draft.read'),
  'authorship.refused': unseen('forgery.read'),
  'spill.reported': seen('position.read'),
  'spill.ended': seen('position.read'),
  'pages_spill.reported': unseen('national.read'),
  'pages_spill.ended': unseen('national.read'),
  'spill.purged': seen('position.read'),
  'pages_spill.purged': unseen('national.read'),
  'purge.asked': seen('position.read'),
  'purge.declined': seen('position.read'),
  'purge.withdrawn': seen('position.read'),
  'event.purged': unseen('draft.read'),
} as const satisfies Readonly<Record<PositionEventType, EventReach>>

/**
 * Whether a person hears of an event: whoever may know of the position, may read what the event is about, and could when it was
 * (`sharedAt` as for `canReadMoment`).
 */
export function hearsOf(
  { event, at }: { readonly event: PositionEvent; readonly at: string },
  { person, subject, now }: Asking,
  sharedAt: string | null,
): boolean {
  if (!can(person, 'position.read', subject, now)) return false
  if (!can(person, eventReach[event.type].action, subject, now)) return false
  if (
    'ofPages' in event &&
    !pagesOf(person, 'national.read', withoutLocks(subject), now).includes(event.ofPages)
  )
    return false
  const moment = momentOf(event, at)
  return moment === null || canReadMoment(person, subject, { at: moment, sharedAt }, now)
}

/** The instant whose draft an event has words of, or tells of; null for what is no matter of an instant. */
export function momentOf(event: PositionEvent, at: string): string | null {
  switch (event.type) {
    case 'position.renamed':
    case 'contribution.sent':
    case 'event.purged':
      return at
    case 'suggestion.decided':
      return event.decidedAt
    case 'proposal.settled':
      return event.proposedAt
    case 'contribution.withdrawn':
      return event.sentAt
    case 'position.created':
    case 'coordination.started':
    case 'version.frozen':
    case 'version.named':
    case 'draft.reopened':
    case 'round.opened':
    case 'decision.given':
    case 'terms.confirmed':
    case 'extension.asked':
    case 'round.extended':
    case 'round.reminded':
    case 'round.closed':
    case 'silence.taken':
    case 'release.issued':
    case 'release.superseded':
    case 'support.withdrawn':
    case 'meeting.postponed':
    case 'meeting.cancelled':
    case 'release.reconfirmed':
    case 'reservation.lifted':
    case 'release.reservation_lifted':
    case 'translation.issued':
    case 'corrigendum.proposed':
    case 'corrigendum.objected':
    case 'corrigendum.withdrawn':
    case 'corrigendum.issued':
    case 'corrigendum.lapsed':
    case 'release.used':
    case 'report.received':
    case 'report.submitted':
    case 'report.consolidated':
    case 'report.noted':
    case 'follow_up.opened':
    case 'follow_up.changed':
    case 'position.closed':
    case 'position.withdrawn':
    case 'position.superseded':
    case 'mandate.shared':
    case 'mandate.unshared':
    case 'releasability.extended':
    case 'releasability.ended':
    case 'limite.confirmed':
    // A section is marked once the draft is shared.
    case 'section.agreed':
    case 'section.closed':
    case 'section.reopened':
    case 'authorship.refused':
    case 'spill.reported':
    case 'spill.ended':
    case 'pages_spill.reported':
    case 'pages_spill.ended':
    case 'spill.purged':
    case 'pages_spill.purged':
    case 'purge.asked':
    case 'purge.declined':
    case 'purge.withdrawn':
      return null
    default:
      return assertNever(event)
  }
}
