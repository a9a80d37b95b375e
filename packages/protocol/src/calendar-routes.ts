import { agendaItemKinds, applicabilities, forumKinds, meetingStatuses, participations } from '@samsyn/domain'
import { z } from 'zod'
import { about, type Route } from './route-parts.ts'
import { effects, forumDetail, id, instant, meetingDetail } from './shapes.ts'

const words = (most: number) => z.string().trim().min(1).max(most)

const byCountry = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({ DK: value, FI: value, IS: value, NO: value, SE: value })

/** A forum that is known, or a new one by its name, which is the same in every language until it is translated. */
const chosenForum = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('known'), forumId: id }),
  z.strictObject({
    kind: z.literal('new'),
    forumKind: z.enum(forumKinds),
    shortName: words(40),
    name: words(200),
    participation: byCountry(z.enum(participations)),
  }),
])

/** A dossier that is known, a new one, or none. */
const chosenDossier = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('known'), dossierId: id }),
  z.strictObject({
    kind: z.literal('new'),
    title: words(300),
    references: z.array(words(2000)).max(1000),
    legalBasis: words(200).nullable(),
    stage: words(300),
    applicability: byCountry(z.enum(applicabilities)),
  }),
])

const facts = {
  title: words(200),
  startsAt: instant,
  endsAt: instant,
  place: words(200),
  isChathamHouse: z.boolean(),
}

const standing = { ...facts, status: z.enum(meetingStatuses) }

const name = words(200)
const forumFacts = z.strictObject({
  shortName: words(40),
  /** In each language of the interface. */
  name: z.strictObject({ en: name, sv: name, da: name, nb: name, fi: name, is: name }),
  reservationEffects: effects,
})

const item = {
  number: words(20),
  title: words(300),
  kind: z.enum(agendaItemKinds),
  documents: z.array(words(5000)).max(2500),
}

const isInOrder = ({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }) =>
  Date.parse(startsAt) < Date.parse(endsAt)
const inOrder = { path: ['endsAt'] }

const change = { ...about, method: 'POST', response: meetingDetail } as const
const meetingParams = z.object({ meetingId: id })

/** Forums, meetings, their agendas and dossiers, as the secretariat sets them up. Each answers with the meeting, or the forum, as it is then. */
export const calendarRoutes = {
  addMeeting: {
    ...change,
    path: '/meetings',
    summary: 'Set up a meeting of a forum that is known, or of a new one',
    /** Its id is made by the page: sent twice, it is set up once. */
    body: z.strictObject({ id: z.uuid(), ...facts, forum: chosenForum }).refine(isInOrder, inOrder),
    status: 201,
    refusals: ['forbidden', 'not_found'],
  },
  changeMeeting: {
    ...change,
    path: '/meetings/:meetingId/facts',
    summary: 'Say anew when and where a meeting is, what it is called, and how far it has come',
    params: meetingParams,
    body: z.strictObject({
      /** What whoever changes it looked at. */
      was: z.strictObject(standing),
      becomes: z.strictObject(standing).refine(isInOrder, inOrder),
    }),
    status: 200,
    refusals: ['forbidden', 'not_found', 'calendar_changed', 'meeting_state', 'rule_stays'],
  },
  changeForum: {
    ...change,
    path: '/forums/:forumId/facts',
    summary:
      'Say anew what a forum is called, and what reservations do in rounds that are opened from then on',
    params: z.object({ forumId: id }),
    body: z.strictObject({
      /** What whoever changes it looked at. */
      was: forumFacts,
      becomes: forumFacts,
    }),
    response: forumDetail,
    status: 200,
    refusals: ['forbidden', 'not_found', 'calendar_changed'],
  },
  addAgendaItem: {
    ...change,
    path: '/meetings/:meetingId/agenda',
    summary: 'Put an item on the agenda of a meeting, about a dossier that is known, a new one, or none',
    params: meetingParams,
    body: z.strictObject({ id: z.uuid(), ...item, dossier: chosenDossier }),
    status: 201,
    refusals: ['forbidden', 'not_found', 'agenda_number_taken'],
  },
  changeAgendaItem: {
    ...change,
    path: '/meetings/:meetingId/agenda/:itemId',
    summary: 'Say anew what an item of an agenda is about',
    params: meetingParams.extend({ itemId: id }),
    body: z.strictObject({
      was: z.strictObject({ ...item, dossierId: id.nullable() }),
      becomes: z.strictObject({ ...item, dossier: chosenDossier }),
    }),
    status: 200,
    refusals: ['forbidden', 'not_found', 'calendar_changed', 'agenda_number_taken'],
  },
} as const satisfies Readonly<Record<string, Route>>
