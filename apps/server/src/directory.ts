import type { AgendaItem, Dossier, Forum, Meeting, Ministry, Person } from '@samsyn/domain'
import type { Tables } from '@samsyn/storage'

/** The things that positions point to, by id: loaded whole for one request, as there are few of them. */
export interface Directory {
  readonly people: ReadonlyMap<string, Person>
  readonly ministries: ReadonlyMap<string, Ministry>
  readonly forums: ReadonlyMap<string, Forum>
  readonly dossiers: ReadonlyMap<string, Dossier>
  readonly meetings: ReadonlyMap<string, Meeting>
  readonly agendaItems: ReadonlyMap<string, AgendaItem>
}

/** Loads the directory. */
export async function loadDirectory(tables: Tables): Promise<Directory> {
  return {
    people: byId(await tables.people.all()),
    ministries: byId(await tables.ministries.all()),
    forums: byId(await tables.forums.all()),
    dossiers: byId(await tables.dossiers.all()),
    meetings: byId(await tables.meetings.all()),
    agendaItems: byId(await tables.agendaItems.all()),
  }
}

/** Looks up what a foreign key guarantees to be there. */
export function existing<Value>(map: ReadonlyMap<string, Value>, id: string): Value {
  const value = map.get(id)
  if (value === undefined) throw new Error(`A row points to "${id}", which is not there`)
  return value
}

function byId<Value extends { readonly id: string }>(values: readonly Value[]): ReadonlyMap<string, Value> {
  return new Map(values.map((value) => [value.id, value]))
}
