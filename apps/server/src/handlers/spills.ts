import { randomUUID } from 'node:crypto'
import {
  type Capacity,
  type CountryCode,
  draftIdOf,
  endSpill,
  handlesSpillAs,
  ok,
  type Person,
  type Position,
  type PositionEvent,
  refuse,
  reportSpill,
  reportsSpillAs,
  type Spill,
  type SpillChange,
  transition,
} from '@samsyn/domain'
import type { Tables } from '@samsyn/storage'
import type { Handlers } from '../http/api.ts'
import { beginPages } from '../own-pages.ts'
import type { Outcome } from '../refusal.ts'
import type { HandlerContext } from './context.ts'
import { describePosition } from './positions.ts'

interface Doing extends SpillChange {
  /** In which whoever did it acted. */
  readonly capacity: Capacity | null
}

interface Recorded {
  readonly position: Position
  readonly events: readonly PositionEvent[]
}

/** Reports of classified information: each locks a text for everybody, until whoever handles it lifts that. */
export function spillHandlers(context: HandlerContext): Pick<Handlers, 'reportSpill' | 'endSpill'> {
  const { storage, commands, rooms, clock, logger } = context

  /** Stores what `change` makes of a position's spills with its events, while nobody does anything else to the position. */
  const record = (
    positionId: string,
    person: Person,
    change: (position: Position, tables: Tables, now: string) => Promise<Outcome<Doing>>,
  ): Promise<Outcome<Recorded>> =>
    storage.transaction(async (tables) => {
      const now = clock.now()
      const before = await tables.positions.byIdAlone(positionId)
      if (!before) return refuse({ code: 'not_found' })
      const changed = await change(before, tables, now)
      if (!changed.ok) return changed
      const { events } = changed.value
      const { capacity } = changed.value
      const by = { personId: person.id, country: person.country, capacity, at: now }
      await tables.events.append(
        events.map((event) => ({ positionId, revision: before.revision, ...by, event })),
      )
      const position = await tables.positions.byId(positionId)
      if (!position) return refuse({ code: 'not_found' })
      const extended = await giveTimeBack(tables, position, changed.value, by)
      return ok(extended ? { ...extended, events: [...events, ...extended.events] } : { position, events })
    })

  /** Does it while nobody writes in the text; one that cannot be opened is locked all the same. */
  async function withoutWriters<Value>(
    place: Pick<Spill, 'positionId' | 'country'>,
    work: () => Promise<Value>,
  ): Promise<Value> {
    const draftId = draftIdOf(place)
    const { positionId, country } = place
    let hasBegun = false
    try {
      if (country !== null) await beginPages(storage, { positionId, country }, clock.now())
      return await rooms.freeze(draftId, () => {
        hasBegun = true
        return work()
      })
    } catch (error) {
      if (hasBegun) throw error
      logger.error({ err: error, draftId }, 'a text was reported that could not be opened')
      return work()
    }
  }

  async function tell({ position, events }: Recorded, person: Person) {
    commands.announce({ position, events, effects: [] })
    return ok(await describePosition(context, position, person))
  }

  return {
    reportSpill: async ({ params: { positionId }, body, session: { person } }) => {
      const report = (subject: Position, now: string) =>
        reportSpill({ id: randomUUID(), ...body }, positionId, { person, subject, now })
      // Asked before the room is held, so that nobody without the right can make it stop for an instant.
      const known = await storage.tables.positions.byId(positionId)
      if (!known) return refuse({ code: 'not_found' })
      const may = report(known, clock.now())
      if (!may.ok) return may
      const place = { positionId, country: body.country }
      const done = await withoutWriters(place, () =>
        record(positionId, person, async (subject, tables, now) => {
          const reported = report(subject, now)
          if (!reported.ok) return reported
          const isFirst = await tables.spills.insert(reported.value.spill)
          const capacity = reportsSpillAs(body.country, { person, subject, now })
          return isFirst ? ok({ ...reported.value, capacity }) : refuse({ code: 'spill_locked' })
        }),
      )
      if (done.ok) return tell(done.value, person)
      await rooms.refresh({ draftId: draftIdOf(place) })
      return done
    },

    endSpill: async ({ params: { positionId, spillId }, body, session: { person } }) => {
      const done = await record(positionId, person, async (subject, tables, now) => {
        const spill = await tables.spills.byId(spillId)
        if (spill?.positionId !== positionId) return refuse({ code: 'not_found' })
        const people = await tables.people.all()
        const ended = endSpill(spill, body.reason, { person, subject, now, people })
        if (!ended.ok) return ended
        const { end } = ended.value.spill
        if (end) await tables.spills.end(spillId, end)
        return ok({ ...ended.value, capacity: handlesSpillAs(spill.country, { person, subject, now }) })
      })
      return done.ok ? tell(done.value, person) : done
    },
  }
}

/** The round of a joint text that can be read again gets the time back for which nobody could. */
export async function giveTimeBack(
  tables: Tables,
  before: Position,
  { spill }: SpillChange,
  by: {
    readonly personId: string
    readonly country: CountryCode | null
    readonly capacity: Capacity | null
    readonly at: string
  },
): Promise<Recorded | null> {
  if (spill.end === null || spill.country !== null) return null
  const command = { type: 'put_off_deadline', lockedAt: spill.at } as const
  const put = transition(before, command, { now: by.at, personId: by.personId })
  if (!put.ok) return null
  const { position, events } = put.value
  if (!(await tables.positions.save(before.revision, put.value)))
    throw new Error('A position that was held has changed')
  await tables.events.append(
    events.map((event) => ({ positionId: position.id, revision: position.revision, ...by, event })),
  )
  return { position, events }
}
