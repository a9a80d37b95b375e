import type { AgendaItem, Meeting, MeetingStatus } from '@samsyn/domain'
import type { Calendar } from './calendar.ts'

const wednesday = 3
const thursday = 4

/** The meetings of the sample workspace around `now`, soonest first: three held, seven to come (DOMAIN §4.2). */
export function meetings(calendar: Calendar): readonly Meeting[] {
  const oneDay = (
    id: string,
    forumId: string,
    title: string,
    more: {
      readonly startsAt: string
      readonly ends: string
      readonly status: MeetingStatus
      readonly place?: string
    },
  ): Meeting => ({
    id,
    forumId,
    title,
    startsAt: more.startsAt,
    endsAt: calendar.later(more.startsAt, 0, more.ends),
    place: more.place ?? 'Brussels',
    status: more.status,
    isChathamHouse: false,
  })
  const jhaStartsAt = calendar.nearest(30, thursday, '10:00')
  const all: Meeting[] = [
    oneDay('ek-just-previous', 'ek-just', 'EK-JUST', {
      startsAt: calendar.onOrBefore(-75, '09:30'),
      ends: '15:30',
      place: 'Copenhagen',
      status: 'closed',
    }),
    oneDay('copen-previous', 'copen', 'COPEN', {
      startsAt: calendar.onOrBefore(-34, '10:00'),
      ends: '17:00',
      status: 'reported',
    }),
    oneDay('lewp-previous', 'lewp-police', 'LEWP (Police)', {
      startsAt: calendar.onOrBefore(-12, '10:00'),
      ends: '17:30',
      status: 'held',
    }),
    oneDay('lewp-next', 'lewp-police', 'LEWP (Police)', {
      startsAt: calendar.onOrAfter(9, '10:00'),
      ends: '17:30',
      status: 'in_preparation',
    }),
    oneDay('copen-next', 'copen', 'COPEN', {
      startsAt: calendar.onOrAfter(14, '10:00'),
      ends: '17:00',
      status: 'agenda_received',
    }),
    {
      ...oneDay('eu-internet-forum-next', 'eu-internet-forum', 'EU Internet Forum, senior officials', {
        startsAt: calendar.onOrAfter(16, '14:00'),
        ends: '17:30',
        status: 'in_preparation',
      }),
      isChathamHouse: true,
    },
    oneDay('coreper-next', 'coreper-ii', 'Coreper II', {
      startsAt: calendar.nearest(21, wednesday, '09:30'),
      ends: '13:00',
      status: 'planned',
    }),
    {
      id: 'jha-council-next',
      forumId: 'jha-council',
      title: 'Justice and Home Affairs Council',
      startsAt: jhaStartsAt,
      endsAt: calendar.later(jhaStartsAt, 1, '16:00'),
      place: councilPlace(jhaStartsAt),
      status: 'planned',
      isChathamHouse: false,
    },
    oneDay('ek-just-next', 'ek-just', 'EK-JUST', {
      startsAt: calendar.onOrAfter(40, '09:30'),
      ends: '15:30',
      place: 'Reykjavík',
      status: 'planned',
    }),
    oneDay('mr-just-next', 'mr-just', 'MR-JUST, ministers', {
      startsAt: calendar.onOrAfter(96, '13:00'),
      ends: '17:00',
      place: 'Helsinki',
      status: 'planned',
    }),
  ]
  return all.sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1))
}

const plain = (
  id: string,
  more: Pick<AgendaItem, 'meetingId' | 'number' | 'title' | 'kind' | 'dossierId'> & {
    documents?: readonly string[]
  },
): AgendaItem => ({ id, documents: [], ...more })

/** What is on the agendas. The one document that does not exist is named a sample. */
export const agendaItems: readonly AgendaItem[] = [
  plain('training-calendar', {
    meetingId: 'ek-just-previous',
    number: '4',
    title: 'Joint training for investigators: yearly calendar',
    kind: 'exchange_of_views',
    dossierId: 'lund-follow-up',
  }),
  plain('recast-transposition', {
    meetingId: 'copen-previous',
    number: '2',
    title: 'Recast Directive: preparing the transposition',
    kind: 'exchange_of_views',
    documents: ['COM(2024) 60 final'],
    dossierId: 'csa-directive',
  }),
  plain('europol-working-method', {
    meetingId: 'lewp-previous',
    number: '3',
    title: 'Europol Regulation: working method',
    kind: 'exchange_of_views',
    documents: ['Regulation (EU) 2016/794'],
    dossierId: 'europol',
  }),
  plain('lewp-agenda', {
    meetingId: 'lewp-next',
    number: '1',
    title: 'Adoption of the agenda',
    kind: 'adoption',
    dossierId: null,
  }),
  plain('draft-reporting-template', {
    meetingId: 'lewp-next',
    number: '2',
    title: 'Draft reporting template (Mixed Committee)',
    kind: 'exchange_of_views',
    documents: ['COM(2020) 607 final', 'Sample document: draft reporting template'],
    dossierId: 'eu-strategy',
  }),
  plain('csa-regulation-state-of-play', {
    meetingId: 'lewp-next',
    number: '3',
    title: 'Regulation to prevent and combat child sexual abuse: state of play',
    kind: 'information',
    documents: ['COM(2022) 209 final'],
    dossierId: 'csa-regulation',
  }),
  plain('lewp-other-business', {
    meetingId: 'lewp-next',
    number: '4',
    title: 'Any other business',
    kind: 'any_other_business',
    dossierId: null,
  }),
  plain('e-evidence-forms', {
    meetingId: 'copen-next',
    number: '2',
    title: 'Electronic evidence: forms and translations',
    kind: 'exchange_of_views',
    documents: ['Regulation (EU) 2023/1543'],
    dossierId: 'e-evidence',
  }),
  plain('voluntary-overviews', {
    meetingId: 'eu-internet-forum-next',
    number: '2',
    title: 'Yearly overviews: format and timing',
    kind: 'exchange_of_views',
    dossierId: 'eu-internet-forum',
  }),
  plain('action-plan-statistics', {
    meetingId: 'eu-internet-forum-next',
    number: '3',
    title: 'Links with EMPACT: statistics',
    kind: 'information',
    documents: ['EMPACT 2026–2029'],
    dossierId: 'empact',
  }),
  plain('csa-regulation-next-steps', {
    meetingId: 'coreper-next',
    number: '7',
    title: 'Regulation to prevent and combat child sexual abuse: next steps',
    kind: 'policy_debate',
    documents: ['COM(2022) 209 final'],
    dossierId: 'csa-regulation',
  }),
  plain('csa-regulation-progress', {
    meetingId: 'jha-council-next',
    number: '5',
    title: 'Regulation to prevent and combat child sexual abuse: progress report',
    kind: 'progress_report',
    documents: ['COM(2022) 209 final'],
    dossierId: 'csa-regulation',
  }),
  plain('lund-progress', {
    meetingId: 'ek-just-next',
    number: '3',
    title: 'Follow-up to Lund 2018: outline of the report to the ministers',
    kind: 'progress_report',
    dossierId: 'lund-follow-up',
  }),
  plain('contact-points', {
    meetingId: 'ek-just-next',
    number: '5',
    title: 'Contact points between the meetings',
    kind: 'exchange_of_views',
    dossierId: 'lund-follow-up',
  }),
  plain('lund-report', {
    meetingId: 'mr-just-next',
    number: '2',
    title: 'Follow-up to Lund 2018: report',
    kind: 'information',
    dossierId: 'lund-follow-up',
  }),
]

/** The Council meets in Luxembourg in April, June and October (DOMAIN §1.1). */
function councilPlace(startsAt: string): string {
  const { month } = Temporal.Instant.from(startsAt).toZonedDateTimeISO('Europe/Brussels')
  return [4, 6, 10].includes(month) ? 'Luxembourg' : 'Brussels'
}
