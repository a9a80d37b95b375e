import {
  can,
  capacityFor,
  countriesWhere,
  lastOfSections,
  markSection,
  mayMarkSection,
  ok,
  type Position,
  type PositionEvent,
  refuse,
  sectionActionOf,
} from '@samsyn/domain'
import { sectionTexts } from '@samsyn/editor'
import type { SectionMarkView } from '@samsyn/protocol'
import type { Tables } from '@samsyn/storage'
import { existing, loadDirectory } from '../directory.ts'
import type { Handlers } from '../http/api.ts'
import type { Outcome } from '../refusal.ts'
import { personCard } from '../views/people.ts'
import type { HandlerContext } from './context.ts'
import { knownPosition } from './positions.ts'

interface Recorded {
  readonly position: Position
  readonly events: readonly PositionEvent[]
}

/** How far the delegations are with each section at working level, kept in the event log (ADR 55). */
export function sectionHandlers(context: HandlerContext): Pick<Handlers, 'listSectionMarks' | 'markSection'> {
  const { storage, moments, commands, clock } = context
  return {
    listSectionMarks: async ({ params: { positionId }, session: { person } }) => {
      const position = await knownPosition(context, positionId, person)
      if (!position) return refuse({ code: 'not_found' })
      if (!can(person, 'draft.read', position, clock.now())) return refuse({ code: 'forbidden' })
      return ok(await marksOf(storage.tables, positionId))
    },

    markSection: async ({ params: { positionId, sectionId }, body, session: { person } }) => {
      const known = await knownPosition(context, positionId, person)
      if (!known) return refuse({ code: 'not_found' })
      // Asked before the text is read, so that nobody without the right can have that done.
      const asked = mayMarkSection(body, { person, subject: known, now: clock.now() })
      if (!asked.ok) return asked
      const moment = await moments.read(positionId, null)
      if (!moment.ok) return moment
      const text = sectionTexts(moment.value.doc).find(({ id }) => id === sectionId) ?? null
      const done = await storage.transaction(async (tables): Promise<Outcome<Recorded>> => {
        const now = clock.now()
        if (!(await tables.positions.byId(positionId))) return refuse({ code: 'not_found' })
        // As they are by now: reading took its time.
        const actor = await tables.people.byIdHeld(person.id)
        if (!actor) return refuse({ code: 'not_found' })
        const last = lastOfSections(await tables.events.byPositionHeld(positionId)).get(sectionId)
        // As it is now that nobody else appends: it may have been frozen while this waited.
        const subject = await tables.positions.byId(positionId)
        if (!subject) return refuse({ code: 'not_found' })
        const marked = markSection(body, { person: actor, subject, now, text, last: last?.event ?? null })
        if (!marked.ok) return marked
        const action = sectionActionOf(body)
        const [country = null] = countriesWhere(actor, action, subject, now)
        await tables.events.append([
          {
            positionId,
            revision: subject.revision,
            personId: actor.id,
            country,
            capacity: capacityFor(actor, action, subject, now),
            at: now,
            event: marked.value,
          },
        ])
        return ok({ position: subject, events: [marked.value] })
      })
      if (!done.ok) return done
      commands.announce({ ...done.value, effects: [] })
      return ok(await marksOf(storage.tables, positionId))
    },
  }
}

/** What was recorded last of each section, also of those that the text has no more. */
async function marksOf(tables: Tables, positionId: string): Promise<SectionMarkView[]> {
  const { people, ministries } = await loadDirectory(tables)
  const last = lastOfSections(await tables.events.byPosition(positionId))
  return [...last.values()].map(({ personId, country, capacity, at, event }) => ({
    ...event,
    person: personCard(existing(people, personId ?? ''), ministries),
    country,
    capacity,
    at,
  }))
}
