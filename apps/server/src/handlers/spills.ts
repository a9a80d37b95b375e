import { randomUUID } from 'node:crypto'
import {
  endSpill,
  ok,
  type Person,
  type Position,
  refuse,
  reportSpill,
  type SpillChange,
} from '@samsyn/domain'
import type { Tables } from '@samsyn/storage'
import type { Handlers } from '../http/api.ts'
import type { Outcome } from '../refusal.ts'
import type { HandlerContext } from './context.ts'
import { describePosition } from './positions.ts'

/** Reports of classified information: each locks a text for everybody, until whoever handles it lifts that. */
export function spillHandlers(context: HandlerContext): Pick<Handlers, 'reportSpill' | 'endSpill'> {
  const { storage, commands, clock } = context

  /** Stores what `change` makes of a position's spills with its events, tells everybody, and acts on open lines. */
  async function record(
    positionId: string,
    person: Person,
    change: (position: Position, tables: Tables, now: string) => Promise<Outcome<SpillChange>>,
  ) {
    const done = await storage.transaction(async (tables) => {
      const now = clock.now()
      const before = await tables.positions.byId(positionId)
      if (!before) return refuse({ code: 'not_found' as const })
      const changed = await change(before, tables, now)
      if (!changed.ok) return changed
      const { events } = changed.value
      const by = { personId: person.id, country: person.country, at: now }
      await tables.events.append(
        events.map((event) => ({ positionId, revision: before.revision, ...by, event })),
      )
      const position = await tables.positions.byId(positionId)
      return position ? ok({ position, events }) : refuse({ code: 'not_found' as const })
    })
    if (!done.ok) return done
    const { position, events } = done.value
    commands.announce({ position, events, effects: [] })
    return ok(await describePosition(context, position, person))
  }

  return {
    reportSpill: ({ params: { positionId }, body, session: { person } }) =>
      record(positionId, person, async (subject, tables, now) => {
        const reported = reportSpill({ id: randomUUID(), ...body }, positionId, { person, subject, now })
        if (!reported.ok) return reported
        const isFirst = await tables.spills.insert(reported.value.spill)
        return isFirst ? reported : refuse({ code: 'spill_locked' })
      }),

    endSpill: ({ params: { positionId, spillId }, body, session: { person } }) =>
      record(positionId, person, async (subject, tables, now) => {
        const spill = await tables.spills.byId(spillId)
        if (spill?.positionId !== positionId) return refuse({ code: 'not_found' })
        const ended = endSpill(spill, body.reason, { person, subject, now })
        if (!ended.ok) return ended
        const { end } = ended.value.spill
        if (end) await tables.spills.end(spillId, end)
        return ended
      }),
  }
}
