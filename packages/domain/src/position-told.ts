import { type CountryCode, inNeutralOrder } from './country.ts'
import type { PositionEvent, PositionEventType } from './events.ts'
import { isAgreement, type PositionStatus } from './position.ts'
import { assertNever } from './result.ts'

/** What a position is as its events tell it. */
export interface ToldPosition {
  /** An agreed text is `agreed` with reservations or without: what was lifted since, its round tells. */
  readonly status: Exclude<PositionStatus, 'agreed_with_reservations'> | null
  readonly latestVersion: number
  readonly releaseInForce: string | null
  /** The final text that its state is about; null in every other state. */
  readonly releaseId: string | null
  /** The countries that withdrew their support of each final text. */
  readonly withdrawn: ReadonlyMap<string, readonly CountryCode[]>
  /** Null where words of a purge keep it from being told. */
  readonly releasableTo: readonly CountryCode[] | null
  readonly byPositionId: string | null
  /** The parties that any round was opened among; null where none tells them. */
  readonly asked: readonly CountryCode[] | null
}

/** What is read on the way beside it: the version that its state stands on, and the final texts with theirs. */
interface Reading extends ToldPosition {
  readonly version: number
  readonly releases: readonly { readonly id: string; readonly version: number }[]
}

/** The id of what a purge has taken, and its version: no version is as new. */
const gone = { id: '', version: Number.POSITIVE_INFINITY }

/** Reads what a position is from its events, oldest first: what is stored must be the same. */
export function positionTold(events: readonly PositionEvent[]): ToldPosition {
  const nothing: Reading = {
    status: null,
    latestVersion: 0,
    releaseInForce: null,
    releaseId: null,
    withdrawn: new Map(),
    releasableTo: [],
    byPositionId: null,
    asked: null,
    version: 0,
    releases: [],
  }
  return events.reduce(after, nothing)
}

function after(told: Reading, event: PositionEvent): Reading {
  switch (event.type) {
    case 'position.created':
      return { ...told, status: 'draft' }
    case 'coordination.started':
      return { ...told, status: 'in_coordination' }
    case 'version.frozen':
      return { ...told, status: 'frozen', latestVersion: event.number, version: event.number }
    case 'draft.reopened':
      return { ...told, status: 'in_coordination', releaseId: null }
    case 'round.opened':
      return {
        ...told,
        status: 'in_sign_off',
        version: event.number,
        asked: event.parties
          ? inNeutralOrder([...new Set([...(told.asked ?? []), ...event.parties])])
          : told.asked,
      }
    case 'round.closed':
      // What was broken off is told by the event behind it.
      return { ...told, status: isAgreement(event.outcome) ? 'agreed' : 'not_agreed' }
    case 'release.issued':
      return issued(told, { id: event.releaseId, version: told.version })
    case 'support.withdrawn': {
      const before = told.withdrawn.get(event.releaseId) ?? []
      const withdrawn = new Map([
        ...told.withdrawn,
        [event.releaseId, inNeutralOrder([...before, event.country])],
      ])
      return { ...told, withdrawn }
    }
    case 'release.used':
      return { ...told, status: 'used' }
    case 'report.received':
      return { ...told, status: 'reported' }
    case 'position.closed':
      return { ...told, status: 'closed' }
    case 'position.withdrawn':
      return { ...told, status: 'withdrawn', releaseInForce: null, releaseId: null }
    case 'position.superseded':
      return {
        ...told,
        status: 'superseded',
        releaseInForce: null,
        releaseId: null,
        byPositionId: event.byPositionId,
      }
    case 'releasability.extended':
      return {
        ...told,
        releasableTo: told.releasableTo && inNeutralOrder([...told.releasableTo, event.country]),
      }
    case 'releasability.ended':
      return {
        ...told,
        releasableTo: told.releasableTo?.filter((country) => country !== event.country) ?? null,
      }
    case 'spill.purged':
      return afterPurge(told, event.version ?? 0)
    case 'event.purged':
      return afterMark(told, event.was)
    case 'position.renamed':
    case 'version.named':
    case 'decision.given':
    case 'terms.confirmed':
    case 'extension.asked':
    case 'round.extended':
    case 'round.reminded':
    case 'silence.taken':
    case 'release.superseded':
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
    case 'report.submitted':
    case 'report.consolidated':
    case 'report.noted':
    case 'follow_up.opened':
    case 'follow_up.changed':
    case 'mandate.shared':
    case 'mandate.unshared':
    case 'suggestion.decided':
    case 'proposal.settled':
    case 'contribution.sent':
    case 'contribution.withdrawn':
    case 'limite.confirmed':
    case 'section.agreed':
    case 'section.closed':
    case 'section.reopened':
    case 'authorship.refused':
    case 'spill.reported':
    case 'spill.ended':
    case 'pages_spill.reported':
    case 'pages_spill.ended':
    case 'pages_spill.purged':
    case 'purge.asked':
    case 'purge.declined':
    case 'purge.withdrawn':
      return told
    default:
      return assertNever(event)
  }
}

function issued(told: Reading, release: Reading['releases'][number]): Reading {
  return {
    ...told,
    status: 'released',
    releaseInForce: release.id,
    releaseId: release.id,
    releases: [...told.releases, release],
  }
}

/** A mark tells of which type its event was, and by that where the position came to; the purge behind it tells the rest. */
function afterMark(told: Reading, was: PositionEventType): Reading {
  switch (was) {
    case 'version.frozen':
      return { ...told, status: 'frozen', version: gone.version }
    case 'round.opened':
      return { ...told, status: 'in_sign_off', version: gone.version }
    case 'release.issued':
      return issued(told, gone)
    case 'draft.reopened':
      return { ...told, status: 'in_coordination', releaseId: null }
    case 'position.withdrawn':
      return { ...told, status: 'withdrawn', releaseInForce: null, releaseId: null }
    case 'releasability.extended':
    case 'releasability.ended':
      return { ...told, releasableTo: null }
    default:
      // What else a purge takes moves no position.
      return told
  }
}

/** As `positionAfterPurge` has it. */
function afterPurge(told: Reading, version: number): Reading {
  const releases = told.releases.filter((release) => release.version <= version)
  const newest = releases.toSorted((one, other) => other.version - one.version)[0]?.id ?? null
  const isKept = releases.some(({ id }) => id === told.releaseId)
  return {
    ...told,
    ...lifeAfterPurge(told, { isKept, isOnKept: told.version <= version }),
    latestVersion: version,
    releases,
    releaseInForce: told.releaseInForce === null ? null : newest,
  }
}

function lifeAfterPurge(
  { status, releaseId }: Reading,
  { isKept, isOnKept }: { readonly isKept: boolean; readonly isOnKept: boolean },
): Pick<Reading, 'status' | 'releaseId'> {
  switch (status) {
    case 'frozen':
    case 'in_sign_off':
    case 'agreed':
    case 'not_agreed':
      return isOnKept ? { status, releaseId } : { status: 'in_coordination', releaseId: null }
    case 'released':
    case 'used':
    case 'reported':
      return isKept ? { status, releaseId } : { status: 'in_coordination', releaseId: null }
    case 'closed':
      return isKept ? { status, releaseId } : { status: 'withdrawn', releaseId: null }
    case 'draft':
    case 'in_coordination':
    case 'withdrawn':
    case 'superseded':
    case null:
      return { status, releaseId }
    default:
      return assertNever(status)
  }
}
