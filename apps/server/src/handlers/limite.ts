import {
  capacityFor,
  confirmLimite,
  delegationsOf,
  ok,
  type Position,
  type PositionEvent,
  refuse,
} from '@samsyn/domain'
import type { Handlers } from '../http/api.ts'
import type { Outcome } from '../refusal.ts'
import type { HandlerContext } from './context.ts'

interface Recorded {
  readonly position: Position
  readonly events: readonly PositionEvent[]
}

/** What a person says of text marked LIMITE, kept in the event log before the text goes into a draft. */
export function limiteHandlers({
  storage,
  commands,
  clock,
}: HandlerContext): Pick<Handlers, 'confirmLimite'> {
  return {
    confirmLimite: async ({ params, body, session: { person } }) => {
      const done = await storage.transaction(async (tables): Promise<Outcome<Recorded>> => {
        const now = clock.now()
        const position = await tables.positions.byId(params.positionId)
        if (!position) return refuse({ code: 'not_found' })
        const events = confirmLimite(body, { person, subject: position, now })
        if (!events.ok) return events
        const [country = null] = delegationsOf(person, position, now)
        const { id: positionId, revision } = position
        await tables.events.append(
          events.value.map((event) => ({
            positionId,
            revision,
            personId: person.id,
            country,
            capacity: capacityFor(person, 'draft.edit', position, now),
            at: now,
            event,
          })),
        )
        return ok({ position, events: events.value })
      })
      if (!done.ok) return done
      commands.announce({ ...done.value, effects: [] })
      return ok(null)
    },
  }
}
