import { randomUUID } from 'node:crypto'
import {
  type AgendaItem,
  calledOffBy,
  changedForum,
  changedItem,
  changedMeeting,
  type Forum,
  isCalledOff,
  isContactTold,
  keepsCalendar,
  languages,
  type Meeting,
  type MeetingTerms,
  ok,
  type Person,
  type Position,
  placedItem,
  refuse,
  standingSupporters,
  type Translated,
  usualReservationEffects,
} from '@samsyn/domain'
import type { MeetingDetail, RouteBody } from '@samsyn/protocol'
import type { Tables } from '@samsyn/storage'
import { accountEvent } from '../account-log.ts'
import { dayInBrussels } from '../brussels.ts'
import type { Handlers } from '../http/api.ts'
import type { Committed } from '../position-commands.ts'
import type { Outcome } from '../refusal.ts'
import type { HandlerContext } from './context.ts'
import { meetingDetailOf } from './overview.ts'

type CalendarRoutes = 'addMeeting' | 'changeMeeting' | 'changeForum' | 'addAgendaItem' | 'changeAgendaItem'

/** Forums, meetings, agendas and dossiers, as the secretariat sets them up. */
export function calendarHandlers(context: HandlerContext): Pick<Handlers, CalendarRoutes> {
  const { storage, clock, commands, tellOfMeetings } = context

  /** What is set up, in one transaction, and the meeting with its agenda as it is then. */
  async function kept(
    person: Person,
    change: (tables: Tables) => Promise<Outcome<string>>,
  ): Promise<Outcome<MeetingDetail>> {
    if (!keepsCalendar(person, clock.now())) return refuse({ code: 'forbidden' })
    const changed = await storage.transaction(change)
    if (!changed.ok) return changed
    tellOfMeetings()
    return meetingDetailOf(changed.value, person, context)
  }

  return {
    addMeeting: ({ body, session: { person } }) =>
      kept(person, async (tables) => {
        const { id, forum, ...facts } = body
        // Sent once more, as no answer had come.
        if (await tables.meetings.byId(id)) return ok(id)
        const forumId = await forumFor(forum, tables)
        if (!forumId.ok) return forumId
        await tables.meetings.insert({ id, forumId: forumId.value, ...inUtc(facts), status: 'planned' })
        const event = { type: 'meeting.set_up', meetingId: id, forumId: forumId.value } as const
        await tables.events.append([accountEvent(event, { person, now: clock.now() })])
        return ok(id)
      }),
    changeMeeting: async ({ params: { meetingId }, body, session: { person } }) => {
      const followed: Committed[] = []
      const meeting = await kept(person, async (tables) => {
        const meeting = await tables.meetings.byIdAlone(meetingId)
        if (!meeting) return refuse({ code: 'not_found' })
        const [now, becomes] = [clock.now(), inUtc(body.becomes)]
        const changed = changedMeeting(meeting, { was: body.was, becomes, now })
        if (!changed.ok) return changed
        await tables.meetings.update(changed.value)
        const [before, after] = [termsOf(meeting), termsOf(changed.value)]
        const positions = await positionsOf(meetingId, tables)
        const event = { type: 'meeting.changed', meetingId, before, after } as const
        await tables.events.append([accountEvent(event, { person, now })])
        const calledOff = calledOffBy(before, after)
        const postponementId = randomUUID()
        for (const position of positions) {
          // Whoever was named for the old date, and is told of no longer, is not named for the new one.
          if (before.endsAt !== after.endsAt && !isContactTold(before, now))
            for (const country of position.parties)
              await tables.delegationContacts.remove(position.id, country)
          if (calledOff === null) continue
          const { startsAt } = before
          const becomes = isCalledOff(after) ? null : after.startsAt
          const put = { postponementId, meetingId, startsAt, becomes } as const
          const command =
            calledOff === 'cancelled'
              ? ({ type: 'cancel_meeting', meetingId, startsAt } as const)
              : ({ type: 'postpone_meeting', ...put, release: await inForce(position, tables) } as const)
          const by = { tables, now, person, capacity: 'secretariat' } as const
          const done = await commands.follow(position, command, by)
          if (done) followed.push(done)
        }
        return ok(meetingId)
      })
      if (meeting.ok) for (const done of followed) commands.announce(done)
      return meeting
    },
    changeForum: async ({ params: { forumId }, body, session: { person } }) => {
      const now = clock.now()
      if (!keepsCalendar(person, now)) return refuse({ code: 'forbidden' })
      const changed = await storage.transaction(async (tables): Promise<Outcome<Forum>> => {
        // As they are by now: what somebody began who is disabled or has other roles meanwhile counts for nothing.
        const keeper = await tables.people.byIdHeld(person.id)
        if (!keeper || keeper.isDisabled || !keepsCalendar(keeper, now)) return refuse({ code: 'forbidden' })
        const forum = await tables.forums.byIdAlone(forumId)
        if (!forum) return refuse({ code: 'not_found' })
        const renewed = changedForum(forum, body)
        if (!renewed.ok) return renewed
        await tables.forums.update(renewed.value)
        const [before, after] = [forum.reservationEffects, renewed.value.reservationEffects]
        const event = { type: 'forum.changed', forumId, before, after } as const
        await tables.events.append([accountEvent(event, { person, now })])
        return renewed
      })
      if (!changed.ok) return changed
      tellOfMeetings()
      return ok({ ...changed.value })
    },
    addAgendaItem: ({ params: { meetingId }, body, session: { person } }) =>
      kept(person, async (tables) => {
        if (!(await tables.meetings.byIdAlone(meetingId))) return refuse({ code: 'not_found' })
        const { dossier, ...facts } = body
        const agenda = await tables.agendaItems.byMeeting(meetingId)
        // Sent once more, as no answer had come.
        if (agenda.some(({ id }) => id === facts.id)) return ok(meetingId)
        const placed = placedItem({ ...facts, meetingId, dossierId: null }, agenda)
        if (!placed.ok) return placed
        const dossierId = await dossierFor(dossier, tables, clock.now())
        if (!dossierId.ok) return dossierId
        const item = { ...placed.value, dossierId: dossierId.value }
        await tables.agendaItems.insert(item)
        await tables.events.append([agendaChanged(item, { person, now: clock.now() })])
        return ok(meetingId)
      }),
    changeAgendaItem: ({ params: { meetingId, itemId }, body, session: { person } }) =>
      kept(person, async (tables) => {
        const meeting = await tables.meetings.byIdAlone(meetingId)
        const agenda = meeting ? await tables.agendaItems.byMeeting(meetingId) : []
        const item = agenda.find(({ id }) => id === itemId)
        if (!item) return refuse({ code: 'not_found' })
        const { dossier, ...facts } = body.becomes
        const becomes = { ...facts, dossierId: item.dossierId }
        const changed = changedItem(item, { was: body.was, becomes }, agenda)
        if (!changed.ok) return changed
        const dossierId = await dossierFor(dossier, tables, clock.now())
        if (!dossierId.ok) return dossierId
        const renewed = { ...changed.value, dossierId: dossierId.value }
        await tables.agendaItems.update(renewed)
        await tables.events.append([agendaChanged(renewed, { person, now: clock.now() })])
        return ok(meetingId)
      }),
  }
}

/** The positions on the agenda of a meeting, which the transaction has alone. */
async function positionsOf(meetingId: string, tables: Tables): Promise<readonly Position[]> {
  const items = new Set((await tables.agendaItems.byMeeting(meetingId)).map(({ id }) => id))
  const on = (await tables.positions.all()).filter(
    ({ agendaItemId }) => agendaItemId !== null && items.has(agendaItemId),
  )
  const positions: Position[] = []
  for (const { id } of on.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
    const position = await tables.positions.byIdAlone(id)
    if (position) positions.push(position)
  }
  return positions
}

/** The final text in force, and who stands behind it until now. */
async function inForce({ releaseInForce }: Position, { releases }: Pick<Tables, 'releases'>) {
  const release = releaseInForce === null ? null : await releases.byId(releaseInForce)
  return release && { id: release.id, version: release.version, supporters: standingSupporters(release) }
}

function agendaChanged(
  { id: itemId, meetingId, dossierId }: AgendaItem,
  by: { readonly person: Person; readonly now: string },
) {
  return accountEvent({ type: 'agenda.changed', meetingId, itemId, dossierId }, by)
}

function termsOf({ startsAt, endsAt, status, isChathamHouse }: Meeting): MeetingTerms {
  return { startsAt, endsAt, status, isChathamHouse }
}

/** The forum of a meeting: one that is known, or a new one that is kept from now on. */
async function forumFor(
  forum: RouteBody<'addMeeting'>['forum'],
  { forums }: Pick<Tables, 'forums'>,
): Promise<Outcome<string>> {
  if (forum.kind === 'known') {
    const known = await forums.byId(forum.forumId)
    return known ? ok(known.id) : refuse({ code: 'not_found', field: 'forum.forumId' })
  }
  const { forumKind: kind, shortName, name, participation } = forum
  const id = randomUUID()
  const names = Object.fromEntries(languages.map((language) => [language, name])) as Translated
  await forums.insert({
    id,
    kind,
    shortName,
    name: names,
    participation,
    reservationEffects: usualReservationEffects,
  })
  return ok(id)
}

/** The dossier of an item: one that is known, a new one as of today, or none. */
async function dossierFor(
  dossier: RouteBody<'addAgendaItem'>['dossier'],
  { dossiers }: Pick<Tables, 'dossiers'>,
  now: string,
): Promise<Outcome<string | null>> {
  if (dossier.kind === 'none') return ok(null)
  if (dossier.kind === 'known') {
    const known = await dossiers.byId(dossier.dossierId)
    return known ? ok(known.id) : refuse({ code: 'not_found', field: 'dossier.dossierId' })
  }
  const { kind: _kind, ...facts } = dossier
  const id = randomUUID()
  await dossiers.insert({ id, ...facts, asOf: dayInBrussels(now) })
  return ok(id)
}

/** Its instants as they are kept, by which meetings are put in order. */
function inUtc<Facts extends { readonly startsAt: string; readonly endsAt: string }>(facts: Facts): Facts {
  const { startsAt, endsAt } = facts
  return { ...facts, startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString() }
}
