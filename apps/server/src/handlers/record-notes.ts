import {
  keepsRecordNotes,
  noRecordNotes,
  ok,
  type PagesPlace,
  type Person,
  type RecordNotesChange,
  refuse,
} from '@samsyn/domain'
import type { RecordNotesView } from '@samsyn/protocol'
import { existing, loadDirectory } from '../directory.ts'
import type { Handlers } from '../http/api.ts'
import type { Outcome } from '../refusal.ts'
import { personCard } from '../views/people.ts'
import type { HandlerContext } from './context.ts'
import { knownPosition } from './positions.ts'

/** What each country notes of a position for its own register: in no event, and told to nobody but its leads and registrars. */
export function recordNotesHandlers(
  context: HandlerContext,
): Pick<Handlers, 'getRecordNotes' | 'keepRecordNotes'> {
  const { storage, clock } = context

  /** Where somebody's country notes, for whoever may now. */
  async function placeFor(positionId: string, person: Person): Promise<Outcome<PagesPlace>> {
    const position = await knownPosition(context, positionId, person)
    if (!position) return refuse({ code: 'not_found' })
    const country = keepsRecordNotes(person, position, clock.now())
    return country === null ? refuse({ code: 'forbidden' }) : ok({ positionId, country })
  }

  async function view(place: PagesPlace, log: readonly RecordNotesChange[]): Promise<RecordNotesView> {
    const last = log.at(-1)
    const { caseNumber, secrecy, retention } = last ?? noRecordNotes
    const { people, ministries } = await loadDirectory(storage.tables)
    const { country } = place
    return {
      country,
      caseNumber,
      secrecy,
      retention,
      changes: log.length,
      last: last ? { person: personCard(existing(people, last.personId), ministries), at: last.at } : null,
    }
  }

  return {
    getRecordNotes: async ({ params: { positionId }, session: { person } }) => {
      const place = await placeFor(positionId, person)
      return place.ok ? ok(await view(place.value, await storage.tables.recordNotes.log(place.value))) : place
    },

    keepRecordNotes: async ({ params: { positionId }, body, session: { person } }) => {
      const place = await placeFor(positionId, person)
      if (!place.ok) return place
      const { changes, ...notes } = body
      const kept = await storage.transaction(
        async ({ people, positions, recordNotes }): Promise<Outcome<readonly RecordNotesChange[]>> => {
          const now = clock.now()
          const subject = await positions.byId(positionId)
          // As they are by now: what somebody began who is disabled or has other roles meanwhile counts for nothing.
          const writer = await people.byIdHeld(person.id)
          const mayWrite = writer && !writer.isDisabled && subject && keepsRecordNotes(writer, subject, now)
          if (mayWrite !== place.value.country) return refuse({ code: 'forbidden' })
          const log = await recordNotes.log(place.value)
          const change = { ...notes, personId: person.id, at: now }
          const isKept = log.length === changes && (await recordNotes.add(place.value, log, change))
          return isKept ? ok([...log, change]) : refuse({ code: 'revision_conflict' })
        },
      )
      return kept.ok ? ok(await view(place.value, kept.value)) : kept
    },
  }
}
