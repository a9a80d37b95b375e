import type { Person } from '@samsyn/domain'
import type { DraftAuthorship, WorkSession as SessionView, Writer } from '@samsyn/protocol'
import type { Authorship, Mark, WorkSession } from '@samsyn/sync'
import { type Directory, existing } from '../directory.ts'

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
