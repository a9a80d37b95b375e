import type { AccountEvent } from './account-events.ts'
import { type PositionEvent, type PositionEventType, positionEventTypes } from './events.ts'
import type { Position, PositionLife } from './position.ts'
import { assertNever } from './result.ts'
import type { Release } from './version.ts'

/** What of a joint text and of what stands beside it is kept by a purge. */
export interface Kept {
  /** The newest version that is kept; 0 for none. */
  readonly version: number
  /** The hashes of all versions that are kept. */
  readonly hashes: ReadonlySet<string>
}

/**
 * Whether an event must go with a text: it has words of people, or tells of a version that goes. `isLater` is whether it came after
 * the newest version that is kept. What was said of the spill itself stays: it has none of the information.
 */
export function isPurged(event: PositionEvent, isLater: boolean, { version, hashes }: Kept): boolean {
  switch (event.type) {
    case 'version.frozen':
    case 'round.opened':
      return event.number > version
    case 'decision.given':
    case 'terms.confirmed':
    case 'silence.taken':
    case 'release.issued':
    case 'release.reconfirmed':
    case 'reservation.lifted':
    case 'release.reservation_lifted':
      return !hashes.has(event.contentHash)
    case 'corrigendum.proposed':
    case 'corrigendum.objected':
    case 'corrigendum.withdrawn':
    case 'corrigendum.issued':
    case 'corrigendum.lapsed':
      // Its words may be what must go.
      return isLater || !hashes.has(event.contentHash)
    case 'version.named':
    case 'extension.asked':
    case 'position.renamed':
    case 'draft.reopened':
    case 'position.withdrawn':
    case 'suggestion.decided':
    case 'proposal.settled':
    case 'releasability.extended':
    case 'releasability.ended':
    case 'limite.confirmed':
    case 'section.agreed':
    case 'section.closed':
    case 'section.reopened':
    // Its text is of later than any version, and may be what must go.
    case 'translation.issued':
      return isLater
    case 'position.created':
    case 'coordination.started':
    case 'round.closed':
    case 'round.extended':
    case 'round.reminded':
    case 'release.superseded':
    case 'support.withdrawn':
    case 'meeting.postponed':
    case 'meeting.cancelled':
    case 'release.used':
    case 'report.received':
    case 'report.submitted':
    case 'report.consolidated':
    case 'report.noted':
    case 'follow_up.opened':
    case 'follow_up.changed':
    case 'position.closed':
    case 'position.superseded':
    case 'mandate.shared':
    case 'mandate.unshared':
    case 'contribution.sent':
    case 'contribution.withdrawn':
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
    case 'event.purged':
      return false
    default:
      return assertNever(event)
  }
}

/** Whether a purge takes events of a type where nothing that they tell of is kept; of what is no type, none. */
export function canBePurged(type: PositionEventType): boolean {
  if (!positionEventTypes.includes(type)) return false
  // No more of an event is asked for than whether its version is kept.
  const event = { type, number: 1, contentHash: '' } as PositionEvent
  return isPurged(event, true, { version: 0, hashes: new Set() })
}

/** Whether an event is a mark as a purge writes it and says nothing else, of an event that a purge can take. */
export function isMarkOfPurge(event: PositionEvent | AccountEvent): boolean {
  const fields = Object.keys(event).sort().join()
  return event.type === 'event.purged' && fields === 'type,was' && canBePurged(event.was)
}

/**
 * A position whose joint text was purged up to a version (0 for none of it). What stood on a version that is gone goes back to
 * coordination, and of a position that is over to withdrawn; a final text is in force while it is kept, the newest of them.
 */
export function positionAfterPurge(
  position: Position,
  version: number,
  releases: readonly Pick<Release, 'id' | 'version'>[],
): Position {
  const kept = releases.filter((release) => release.version.number <= version)
  const newest = kept.toSorted((one, other) => other.version.number - one.version.number)[0]?.id ?? null
  const wasInForce = position.releaseInForce !== null
  const isKept = (id: string) => kept.some((release) => release.id === id)
  return {
    ...position,
    revision: position.revision + 1,
    latestVersion: version,
    releaseInForce: wasInForce ? newest : null,
    // Of another release the storage tells who has withdrawn from it.
    suspendedBy: wasInForce && newest === position.releaseInForce ? position.suspendedBy : [],
    postponement:
      position.postponement && isKept(position.postponement.releaseId) ? position.postponement : null,
    life: lifeAfterPurge(position.life, version, isKept),
  }
}

function lifeAfterPurge(
  life: PositionLife,
  version: number,
  isKept: (releaseId: string) => boolean,
): PositionLife {
  switch (life.status) {
    case 'draft':
    case 'in_coordination':
    case 'superseded':
      return life
    case 'frozen':
      return life.version.number <= version ? life : { status: 'in_coordination' }
    case 'in_sign_off':
    case 'agreed':
    case 'agreed_with_reservations':
    case 'not_agreed':
      return life.round.version.number <= version ? life : { status: 'in_coordination' }
    case 'released':
    case 'used':
    case 'reported':
      return isKept(life.releaseId) ? life : { status: 'in_coordination' }
    case 'closed':
      return isKept(life.releaseId) ? life : { status: 'withdrawn', reason: '', wasShared: true }
    case 'withdrawn':
      // Its reason is words, and came later than any version.
      return { ...life, reason: '' }
    default:
      return assertNever(life)
  }
}
