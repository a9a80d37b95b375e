import { type CountryCode, leadsIn, type Person, type Position, type PositionEventType } from '@samsyn/domain'
import { eventsOf } from '@samsyn/export'
import { marksOf, type PurgeMarks, type StoredPositionEvent } from '@samsyn/storage'
import type { EventOf } from './chain-events.ts'
import type { Fault } from './report.ts'
import type { Known } from './verify-decisions.ts'

/** What a country signs: a mark in the place of one tells, by its row, whose it was. */
const signed: ReadonlySet<PositionEventType> = new Set([
  'decision.given',
  'terms.confirmed',
  'reservation.lifted',
  'release.reservation_lifted',
  'release.reconfirmed',
  'corrigendum.objected',
])

/**
 * Asks of every purge of a joint text whether what others had signed went with it, and if so for the confirmation of another party's lead,
 * or whether there was none to ask (ADR 59). Those of before the rule say nothing of it; none after the first that does passes for one.
 */
export function verifyPurges(
  position: Position,
  {
    events,
    known,
    people,
  }: {
    readonly events: readonly StoredPositionEvent[]
    readonly known: Pick<Known, 'leads' | 'purgesConfirmedSince'>
    readonly people: readonly Person[]
  },
): readonly Fault[] {
  return marksOf(events)
    .purges.filter((one) => !isConfirmed(one))
    .map(({ purge }) => ({
      kind: 'purge_unconfirmed',
      positionId: position.id,
      purge: purge.sequence,
    }))

  function isConfirmed({ purge, marks }: PurgeMarks): boolean {
    const { event, country, sequence } = purge
    if (event.signers === undefined) return sequence < known.purgesConfirmedSince
    const asked = eventsOf(events, 'purge.asked').find(
      (one) => one.event.askId === event.askId && one.sequence < sequence,
    )
    if (event.askId !== null) return asked !== undefined && isByTwo(purge, asked)
    const others = [...event.signers, ...marks.flatMap(takenFrom)].filter((each) => each !== country)
    return others.length === 0 || !wasAnybodyToAsk(purge)
  }

  /** Whether a lead of another party than who asked did what was asked, while it waited. */
  function isByTwo(
    { event, personId, country, capacity, at, sequence }: PurgeMarks['purge'],
    asked: EventOf<'purge.asked'>,
  ) {
    const { askId, askedBy, spillId, version } = asked.event
    const isOver = events.some(
      (one) =>
        (one.event.type === 'purge.declined' || one.event.type === 'purge.withdrawn') &&
        one.event.askId === askId &&
        one.sequence < sequence,
    )
    return (
      !isOver &&
      spillId === event.spillId &&
      version === event.version &&
      personId !== null &&
      personId !== asked.personId &&
      asked.country === askedBy &&
      country !== null &&
      country !== askedBy &&
      capacity === 'lead' &&
      position.parties.includes(country) &&
      known.leads.answersFor({ personId, deputyFor: null, country, at, sequence }, position)
    )
  }

  function wasAnybodyToAsk({ country, at, sequence }: PurgeMarks['purge']): boolean {
    return position.parties.some(
      (party) =>
        party !== country &&
        people.some((person) =>
          // Of those whom a sample began with nothing is told.
          known.leads.held(person.id) === null
            ? leadsIn(person, party, position, at)
            : known.leads.answersFor(
                { personId: person.id, deputyFor: null, country: party, at, sequence },
                position,
              ),
        ),
    )
  }

  /** Whose answer, or whose final text, stood where there is a mark now. */
  function takenFrom({ event, country }: StoredPositionEvent): readonly CountryCode[] {
    if (event.type !== 'event.purged') return []
    // At least two countries are behind each, be it by their silence alone, and which they were is gone.
    if (event.was === 'release.issued') return position.parties
    return signed.has(event.was) && country !== null ? [country] : []
  }
}
