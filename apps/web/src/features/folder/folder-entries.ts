import type { DelegationContact, MeetingFolder } from '@samsyn/protocol'
import { type ReleaseState, releaseState } from '../reading/release-state.ts'

export type FolderItem = MeetingFolder['agenda'][number]
export type FolderEntry = FolderItem['entries'][number]

/** What there is to read of a position at a meeting: its final text in some state, nothing yet, or nothing while it is locked. */
export type EntryState = ReleaseState | 'none' | 'locked'

/** An entry that has a text, with the item that it is on. */
export interface ReadableEntry {
  readonly item: FolderItem
  readonly entry: FolderEntry
}

/** The state of an entry, from what the folder tells of it. */
export function entryState({ release, isLocked }: FolderEntry): EntryState {
  if (isLocked) return 'locked'
  if (!release) return 'none'
  return releaseState(release)
}

/** Every entry in the order of the agenda. */
export function entriesOf({ agenda }: MeetingFolder): readonly ReadableEntry[] {
  return agenda.flatMap((item) => item.entries.map((entry) => ({ item, entry })))
}

/** Every position of which a folder tells, also what came before. */
export function positionsIn(folder: MeetingFolder): readonly string[] {
  return folder.agenda.flatMap(({ entries, earlier }) =>
    [...entries, ...earlier].map(({ positionId }) => positionId),
  )
}

/** Whether one comes to an entry by going from text to text: what is no longer read from is passed over. */
function isOnTheWay({ entry }: ReadableEntry): boolean {
  const state = entryState(entry)
  return state === 'final' || state === 'suspended'
}

/** The texts before and after an entry, for whoever goes from text to text. */
export function neighboursOf(
  folder: MeetingFolder,
  positionId: string,
): { readonly previous: ReadableEntry | null; readonly next: ReadableEntry | null } {
  const entries = entriesOf(folder)
  const place = entries.findIndex(({ entry }) => entry.positionId === positionId)
  if (place < 0) return { previous: null, next: null }
  return {
    previous: entries.slice(0, place).findLast(isOnTheWay) ?? null,
    next: entries.slice(place + 1).find(isOnTheWay) ?? null,
  }
}

/** Who is to be asked, by country: the offices of its leads, and the positions that it holds the pen of. */
export function contactsIn(folder: MeetingFolder): readonly {
  readonly country: FolderEntry['contacts'][number]['country']
  readonly ministries: readonly string[]
  readonly holdsPenOf: readonly FolderEntry[]
  /** Whom each delegation has said to ask, each once, with the items that they are asked about. */
  readonly people: readonly { readonly person: DelegationContact; readonly items: readonly string[] }[]
}[] {
  const said = entriesOf(folder).flatMap(({ item, entry }) =>
    entry.contacts.map((contact) => ({ ...contact, item, entry })),
  )
  return [...Map.groupBy(said, ({ country }) => country)].map(([country, contacts]) => ({
    country,
    ministries: [...new Set(contacts.flatMap(({ ministries }) => ministries.map(({ name }) => name)))],
    holdsPenOf: contacts.filter(({ isPenholder }) => isPenholder).map(({ entry }) => entry),
    people: [
      ...Map.groupBy(
        contacts.flatMap(({ person, item }) => (person ? [{ person, number: item.number }] : [])),
        ({ person }) => JSON.stringify(person),
      ).values(),
    ].flatMap((same) =>
      same[0] ? [{ person: same[0].person, items: [...new Set(same.map(({ number }) => number))] }] : [],
    ),
  }))
}
