import {
  inNeutralOrder,
  type Position,
  positionTold,
  type Release,
  standingReservations,
} from '@samsyn/domain'
import { eventsOf } from '@samsyn/export'
import type { StoredPositionEvent, StoredRound } from '@samsyn/storage'
import type { Fault, StateFault } from './report.ts'

/** How far a final text's own time and its event's lie apart, in milliseconds: each took its own. */
const releasedWithin = 60_000

/** Compares what is stored of a position, and when its final texts were released, with what its events tell of it. */
export function verifyState(
  position: Position,
  {
    events,
    rounds,
    releases,
  }: {
    readonly events: readonly StoredPositionEvent[]
    readonly rounds: readonly StoredRound[]
    readonly releases: readonly Release[]
  },
): readonly Fault[] {
  const { id: positionId, life, parties } = position
  const told = positionTold(events.map(({ event }) => event))
  const withdrawn = told.releaseInForce === null ? [] : (told.withdrawn.get(told.releaseInForce) ?? [])
  const isSame = (one: readonly string[], other: readonly string[]) => one.join() === other.join()
  const byPositionId = life.status === 'superseded' ? life.byPositionId : null
  const faults: readonly (StateFault | false)[] = [
    (statusTold(told.status, rounds, life) !== life.status ||
      ('releaseId' in life ? life.releaseId : null) !== told.releaseId ||
      byPositionId !== told.byPositionId ||
      !isOnLatest(position)) &&
      'status_differs',
    position.latestVersion !== told.latestVersion && 'latest_version_differs',
    position.releaseInForce !== told.releaseInForce && 'release_in_force_differs',
    !isSame(position.suspendedBy, withdrawn) && 'suspension_differs',
    (!isSame(parties, inNeutralOrder(parties)) ||
      (told.asked !== null && !told.asked.every((country) => parties.includes(country)))) &&
      'parties_differ',
    told.releasableTo !== null &&
      !isSame(position.releasableTo, told.releasableTo) &&
      'releasability_differs',
  ]
  const issued = eventsOf(events, 'release.issued')
  const displaced = releases.filter(({ id, releasedAt }) =>
    issued.some(
      ({ event, at }) =>
        event.releaseId === id && Math.abs(Date.parse(at) - Date.parse(releasedAt)) >= releasedWithin,
    ),
  )
  return [
    ...faults.flatMap((kind) => (kind ? [{ kind, positionId }] : [])),
    ...displaced.map(({ id }) => ({ kind: 'release_time_differs' as const, positionId, releaseId: id })),
  ]
}

/** Whether reservations stand in an agreed text is told by its round, which is checked by itself. */
function statusTold(
  status: ReturnType<typeof positionTold>['status'],
  rounds: readonly StoredRound[],
  life: Position['life'],
): Position['life']['status'] | null {
  if (status !== 'agreed' || !('round' in life)) return status
  const round = rounds.find(({ id }) => id === life.round.id)
  return round && standingReservations(round).length > 0 ? 'agreed_with_reservations' : 'agreed'
}

/** What is frozen, asked or agreed is the newest version. */
function isOnLatest({ life, latestVersion }: Position): boolean {
  if (life.status === 'frozen') return life.version.number === latestVersion
  return !('round' in life) || life.round.version.number === latestVersion
}
