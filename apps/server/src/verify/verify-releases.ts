import {
  type ClosedRound,
  type Position,
  type Release,
  standingDecisions,
  tacitIn,
  unconfirmedTerms,
} from '@samsyn/domain'
import { eventsOf, isAsAgreed, readStatement } from '@samsyn/export'
import type { StoredPositionEvent, StoredRound, Tables } from '@samsyn/storage'
import { releaseReference } from '../release-reference.ts'
import { type EventOf, isRoundPurged } from './chain-events.ts'
import type { Fault } from './report.ts'

interface Beside {
  readonly releases: readonly Release[]
  readonly rounds: readonly StoredRound[]
  readonly events: readonly StoredPositionEvent[]
}

/** Checks every final text against its round and the event that tells of it. */
export async function verifyReleases(
  tables: Tables,
  position: Position,
  { releases, rounds, events }: Beside,
): Promise<readonly Fault[]> {
  const faults: Fault[] = []
  const told = eventsOf(events, 'release.issued')
  for (const release of releases) {
    const at = { positionId: position.id, releaseId: release.id }
    const round = rounds.find(({ id }) => id === release.roundId)
    const own = told.filter(({ event }) => event.releaseId === release.id)
    const [issued] = own
    const titles = round ? await signedTitles(tables, round) : []
    const isRight =
      round !== undefined &&
      isClosed(round) &&
      isAsAgreed(release, round) &&
      isBacked(release, round) &&
      hasItsFacts(release, position, { titles, title: titleAt(position, events, issued) })
    if (!isRight) faults.push({ kind: 'release_changed', ...at })
    if (round && unconfirmedTerms(round, release.draftingLanguage).length > 0)
      faults.push({ kind: 'terms_awaited', ...at })
    else if (round && issued && isSilentAfterWithdrawal(release, { round, releases, events, issued }))
      faults.push({ kind: 'silence_after_withdrawal', ...at })
    const closed = eventsOf(events, 'round.closed').find(({ event }) => event.roundId === release.roundId)
    const isTold =
      own.length === 1 &&
      issued?.event.contentHash === release.version.contentHash &&
      issued.personId === release.releasedBy &&
      closed !== undefined &&
      issued.sequence > closed.sequence
    if (!isTold) faults.push({ kind: 'release_untold', ...at })
    if (!isFollowedAsTold(release, events)) faults.push({ kind: 'supersession_differs', ...at })
  }
  for (const issued of told) {
    const { releaseId } = issued.event
    if (!releases.some(({ id }) => id === releaseId) && !isPurged(issued, events))
      faults.push({ kind: 'release_missing', positionId: position.id, releaseId })
  }
  return faults
}

/** Whether the release that follows is the one of the events. A purge takes a release away from those that it followed. */
function isFollowedAsTold({ id, supersededBy }: Release, events: readonly StoredPositionEvent[]): boolean {
  const told = eventsOf(events, 'release.superseded').filter(({ event }) => event.releaseId === id)
  if (supersededBy !== null) return told.length === 1 && told[0]?.event.byReleaseId === supersededBy
  const [last] = told
  return (
    last === undefined || eventsOf(events, 'spill.purged').some(({ sequence }) => sequence > last.sequence)
  )
}

/** Whether it names a country that had withdrawn from the text that it follows, was silent in its round, and has not confirmed the formula (domain D510). */
function isSilentAfterWithdrawal(
  { id, draftingLanguage }: Release,
  {
    round,
    releases,
    events,
    issued,
  }: {
    readonly round: StoredRound
    readonly releases: readonly Release[]
    readonly events: readonly StoredPositionEvent[]
    readonly issued: EventOf<'release.issued'>
  },
): boolean {
  const before = releases.find(({ supersededBy }) => supersededBy === id)
  const suspendedBy = eventsOf(events, 'support.withdrawn')
    .filter(({ event, sequence }) => event.releaseId === before?.id && sequence < issued.sequence)
    .map(({ event }) => event.country)
  return unconfirmedTerms({ ...round, suspendedBy }, draftingLanguage).length > 0
}

/** Whether every supporter agreed, or was silent where that is consent. */
function isBacked({ supporters }: Release, round: ClosedRound): boolean {
  const standing = standingDecisions(round)
  const tacit = tacitIn(round)
  const stands = (country: Release['supporters'][number]) => {
    const kind = standing.get(country)?.value.kind
    return kind === 'agree' || kind === 'agree_with_reservation' || tacit.includes(country)
  }
  return supporters.every(stands)
}

/** What is the position's own, and what its version comes to. A title that cannot be told is not asked for. */
function hasItsFacts(
  release: Release,
  { marking, draftingLanguage }: Position,
  { titles, title }: { readonly titles: readonly string[]; readonly title: string | null },
): boolean {
  return (
    release.marking === marking &&
    release.draftingLanguage === draftingLanguage &&
    release.reference === releaseReference(release.version) &&
    (title === null || release.title === title) &&
    titles.every((signed) => signed === release.title)
  )
}

/** The titles under which a round's decisions were signed. */
async function signedTitles(tables: Tables, { id }: StoredRound): Promise<readonly string[]> {
  const signatures = await tables.signatures.byRound(id)
  return signatures.flatMap(({ statement }) => readStatement(statement)?.position.title ?? [])
}

/** The title that a position had at an event; null where it cannot be told, as its first one when it has another since, or where words were purged. */
function titleAt(
  { title }: Position,
  events: readonly StoredPositionEvent[],
  at: StoredPositionEvent | undefined,
): string | null {
  const isUnknown = events.some(
    ({ event }) => event.type === 'event.purged' && event.was === 'position.renamed',
  )
  if (!at || isUnknown) return null
  const renamed = eventsOf(events, 'position.renamed')
  if (renamed.length === 0) return title
  return renamed.findLast(({ sequence }) => sequence < at.sequence)?.event.title ?? null
}

/** Whether the round that a final text came of was purged with it: the last that had ended. */
function isPurged(issued: EventOf<'release.issued'>, events: readonly StoredPositionEvent[]): boolean {
  const closed = eventsOf(events, 'round.closed').findLast(({ sequence }) => sequence < issued.sequence)
  return (
    closed !== undefined &&
    isRoundPurged(events, { roundId: closed.event.roundId, sequence: issued.sequence })
  )
}

function isClosed(round: StoredRound): round is StoredRound & ClosedRound {
  return round.outcome !== null && round.closedAt !== null
}
