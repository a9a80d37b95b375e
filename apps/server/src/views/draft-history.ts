import type { Person } from '@samsyn/domain'
import type {
  DraftAuthorship,
  DraftSupport,
  EarlierDraft,
  WorkSession as SessionView,
  Writer,
} from '@samsyn/protocol'
import type { Authorship, Mark, Removals, WorkSession } from '@samsyn/sync'
import { type Directory, existing } from '../directory.ts'
import type { SupportFound } from '../support.ts'

/** A person as one who wrote. */
export function writerOf({ id, name, country }: Person): Writer {
  return { id, name, country }
}

/** People by their places in a list that grows as they are asked for. */
export function writerPlaces({ people }: Directory): {
  readonly writers: readonly Writer[]
  readonly placeOf: (personId: string | null) => number | null
} {
  const writers: Writer[] = []
  const places = new Map<string, number>()
  return {
    writers,
    placeOf(personId) {
      if (personId === null) return null
      const known = places.get(personId)
      if (known !== undefined) return known
      places.set(personId, writers.length)
      return writers.push(writerOf(existing(people, personId))) - 1
    },
  }
}

/** The authorship of a draft as it crosses the wire. */
export function authorshipView({ owners, runs, taken }: Authorship, directory: Directory): DraftAuthorship {
  const { writers, placeOf } = writerPlaces(directory)
  const deed = ({ personId, at }: Mark) => ({ writer: placeOf(personId), at })
  const runsOf = Map.groupBy(runs, ({ client }) => client)
  const clients = owners.map(([client, personId]) => ({
    client,
    owner: placeOf(personId),
    runs: (runsOf.get(client) ?? []).map(
      ({ clock, length, author, minute }): [number, number, number | null, number] => [
        clock,
        length,
        placeOf(author),
        minute,
      ],
    ),
  }))
  return {
    clients,
    taken: taken.map(({ text, written, removed, after }) => ({
      text,
      written: deed(written),
      removed: deed(removed),
      after,
    })),
    writers: [...writers],
  }
}

/** What became of an earlier text, as it crosses the wire: removals of one person and one minute as one. */
export function fatesView(
  { fates }: Removals,
  placeOf: (personId: string | null) => number | null,
): EarlierDraft['fates'] {
  const told: EarlierDraft['fates'] = []
  for (const { length, removed } of fates) {
    const last = told.at(-1)
    const fate = removed && { writer: placeOf(removed.personId), at: removed.at }
    if (last && isOneFate(last.removed, fate)) last.length += length
    else told.push({ length, removed: fate })
  }
  return told
}

type Fate = EarlierDraft['fates'][number]['removed']

function isOneFate(one: Fate, other: Fate): boolean {
  if (!one || !other) return one === other
  return one.writer === other.writer && one.at.slice(0, minuteLength) === other.at.slice(0, minuteLength)
}

/** `2026-11-23T09:00` */
const minuteLength = 16

/** What of the support of a draft its delegations did not give or do away with, as it crosses the wire. */
export function supportView({ unconfirmed, takenOut }: SupportFound, { people }: Directory): DraftSupport {
  const writer = (personId: string | null) =>
    personId === null ? null : writerOf(existing(people, personId))
  return {
    unconfirmed: unconfirmed.map(({ personId, ...one }) => ({ ...one, writer: writer(personId) })),
    takenOut: takenOut.map(({ personId, countries, ...one }) => ({
      ...one,
      countries: [...countries],
      writer: writer(personId),
    })),
  }
}

/** A session of work as it crosses the wire. */
export function sessionView(
  { personId, sections, ...session }: WorkSession,
  directory: Directory,
): SessionView {
  return {
    ...session,
    writer: personId === null ? null : writerOf(existing(directory.people, personId)),
    sections: sections.map((section) => ({ ...section })),
  }
}
