import {
  type Audience,
  capacityFor,
  confirmLimite,
  delegationsOf,
  limiteAnswered,
  type Marked,
  ok,
  type Position,
  type PositionEvent,
  refuse,
} from '@samsyn/domain'
import type { Tables } from '@samsyn/storage'
import type { Handlers } from '../http/api.ts'
import type { Outcome } from '../refusal.ts'
import type { HandlerContext } from './context.ts'
import { isLimiteConfirmed } from './positions.ts'

interface Recorded {
  readonly position: Position
  readonly events: readonly PositionEvent[]
}

/** Who will read words beside a draft. */
interface Reached {
  /** Null for all who read the draft. */
  readonly audience: Audience
  readonly subject: Marked
  readonly positionId: string
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

/** Refuses `limite_unconfirmed` for words beside a draft, said to this audience, that ask for a ground which is not recorded. */
export async function wordsAnswered(
  { events }: Pick<Tables, 'events'>,
  words: readonly string[],
  { audience, subject, positionId }: Reached,
): Promise<Outcome<null>> {
  const lines = words.flatMap((each) => each.split(/\r\n|[\r\n]/))
  const answered = limiteAnswered(lines, subject, { isConfirmed: false, audience })
  return answered.ok || (await isLimiteConfirmed({ events }, positionId)) ? ok(null) : answered
}
