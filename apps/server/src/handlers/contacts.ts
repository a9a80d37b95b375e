import { can, countriesWhere, ok, type Position, refuse } from '@samsyn/domain'
import type { Handlers } from '../http/api.ts'
import type { Outcome } from '../refusal.ts'
import type { HandlerContext } from './context.ts'
import { describePosition } from './positions.ts'

/** Whom to ask of a delegation at a meeting. It is kept beside the log, which never forgets: people are in it. */
export function contactHandlers(context: HandlerContext): Pick<Handlers, 'nameContact'> {
  const { storage, clock, tellOfMeetings } = context
  return {
    nameContact: async ({ params: { positionId }, body: { contact }, session: { person } }) => {
      const now = clock.now()
      const done = await storage.transaction(async (tables): Promise<Outcome<Position>> => {
        const position = await tables.positions.byIdAlone(positionId)
        if (!position || !can(person, 'position.read', position, now)) return refuse({ code: 'not_found' })
        const [country] = countriesWhere(person, 'contact.name', position, now)
        if (country === undefined || (await tables.people.byId(person.id))?.isDisabled)
          return refuse({ code: 'forbidden' })
        const { delegationContacts } = tables
        if (contact === null) await delegationContacts.remove(positionId, country)
        else
          await delegationContacts.set(positionId, { country, ...contact }, { personId: person.id, at: now })
        return ok(position)
      })
      if (!done.ok) return done
      tellOfMeetings()
      return ok(await describePosition(context, done.value, person))
    },
  }
}
