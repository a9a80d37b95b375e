import { randomUUID } from 'node:crypto'
import {
  canBeDeputy,
  type Deputyship,
  deputyshipStanding,
  endOf,
  nameDeputy,
  namesDeputies,
  ok,
  refuse,
} from '@samsyn/domain'
import type { Deputies, Deputyship as DeputyshipView } from '@samsyn/protocol'
import { accountEvent } from '../account-log.ts'
import type { Handlers } from '../http/api.ts'
import type { Outcome } from '../refusal.ts'
import { personCard } from '../views/people.ts'
import type { HandlerContext } from './context.ts'

type DeputyRoutes = 'getDeputies' | 'nameDeputy' | 'endDeputyship'

/** Who decides in a lead's stead: the lead names them for a period, and ends it. */
export function deputyHandlers({ storage, clock }: HandlerContext): Pick<Handlers, DeputyRoutes> {
  const { tables } = storage

  async function seenBy(personId: string): Promise<Deputies> {
    const now = clock.now()
    const people = new Map((await tables.people.all()).map((each) => [each.id, each]))
    const ministries = new Map((await tables.ministries.all()).map((ministry) => [ministry.id, ministry]))
    const existing = (id: string) => {
      const found = people.get(id)
      if (!found) throw new Error(`Somebody of a deputyship is not there: ${id}`)
      return found
    }
    const card = (id: string) => personCard(existing(id), ministries)
    const view = (deputyship: Deputyship): DeputyshipView => ({
      id: deputyship.id,
      lead: card(deputyship.leadId),
      deputy: card(deputyship.deputyId),
      validFrom: deputyship.validFrom,
      validTo: endOf(deputyship),
      standing: deputyshipStanding(deputyship, now),
    })
    const person = existing(personId)
    const mayName = namesDeputies(person, now)
    const candidates = mayName ? [...people.values()].filter((each) => canBeDeputy(each, person, now)) : []
    const held = person.deputyships.filter((each) => deputyshipStanding(each, now) !== 'over')
    return {
      mayName,
      candidates: candidates.map(({ id }) => card(id)),
      named: (await tables.deputyships.byLead(personId)).map(view),
      held: held.map(view).reverse(),
    }
  }

  return {
    getDeputies: async ({ session: { person } }) => ok(await seenBy(person.id)),
    nameDeputy: async ({ body: { deputyId, from, to }, session }) => {
      const named = await storage.transaction(async (inside): Promise<Outcome<null>> => {
        const now = clock.now()
        // Two periods that overlap are not both named.
        const people = await inside.people.allAlone()
        const lead = people.find(({ id }) => id === session.person.id)
        if (!lead || !namesDeputies(lead, now)) return refuse({ code: 'forbidden' })
        const deputy = people.find(({ id }) => id === deputyId)
        // Of other countries' people nothing is told.
        if (deputy?.country !== lead.country) return refuse({ code: 'not_found', field: 'deputyId' })
        const earlier = await inside.deputyships.byLead(lead.id)
        const done = nameDeputy(lead, deputy, { id: randomUUID(), from, to, earlier, now })
        if (!done.ok) return done
        await inside.deputyships.insert(done.value)
        const { id: deputyshipId, validFrom, validTo } = done.value
        const event = { type: 'deputy.named', deputyshipId, deputyId, validFrom, validTo } as const
        await inside.events.append([accountEvent(event, { person: lead, now })])
        return ok(null)
      })
      return named.ok ? ok(await seenBy(session.person.id)) : named
    },
    endDeputyship: async ({ params: { deputyshipId }, session: { person } }) => {
      const ended = await storage.transaction(async (inside): Promise<Outcome<null>> => {
        const now = clock.now()
        // What the deputy is deciding just now comes before it or after it.
        await inside.people.allAlone()
        const deputyship = (await inside.deputyships.byLead(person.id)).find(({ id }) => id === deputyshipId)
        if (!deputyship) return refuse({ code: 'not_found' })
        const isOver = deputyshipStanding(deputyship, now) === 'over'
        if (isOver || !(await inside.deputyships.end(deputyshipId, now)))
          return refuse({ code: 'deputyship_over' })
        const event = { type: 'deputy.ended', deputyshipId, deputyId: deputyship.deputyId } as const
        await inside.events.append([accountEvent(event, { person, now })])
        return ok(null)
      })
      return ended.ok ? ok(await seenBy(person.id)) : ended
    },
  }
}
