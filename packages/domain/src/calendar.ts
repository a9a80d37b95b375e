import type { AgendaItem, Forum, Meeting, MeetingStatus } from './meeting.ts'
import type { Refusal } from './refusals.ts'
import { ok, type Result, refuse } from './result.ts'

/** What can be said of a meeting anew; its forum stays. */
export type MeetingFacts = Omit<Meeting, 'id' | 'forumId'>

/** What can be said of an item of an agenda anew; its meeting stays. */
export type AgendaItemFacts = Omit<AgendaItem, 'id' | 'meetingId'>

/** What can be said of a forum anew: its names, and what reservations do in rounds that are opened from then on. */
export type ForumFacts = Pick<Forum, 'shortName' | 'name' | 'reservationEffects'>

const begun: ReadonlySet<MeetingStatus> = new Set(['in_session', 'held', 'reported', 'closed'])

const ahead = ['in_session', 'held', 'cancelled', 'postponed'] as const satisfies readonly MeetingStatus[]

/** The life of a meeting (DOMAIN §3.2): where it can go from each state. Nobody has to say that it is in session. */
export const nextMeetingStatuses: Readonly<Record<MeetingStatus, readonly MeetingStatus[]>> = {
  planned: ['agenda_received', 'in_preparation', ...ahead],
  agenda_received: ['in_preparation', ...ahead],
  in_preparation: ahead,
  in_session: ['held'],
  held: ['reported'],
  reported: ['closed'],
  closed: [],
  cancelled: [],
  postponed: ['planned', 'agenda_received', 'in_preparation', 'cancelled'],
}

/**
 * A meeting with what is said of it anew at this instant; `was` is what whoever changes it looked at. Refused: `calendar_changed`,
 * `meeting_state`, and `rule_stays` where it has begun under the Chatham House Rule: what was said there would be told.
 */
export function changedMeeting(
  { id, forumId, ...facts }: Meeting,
  { was, becomes, now }: { readonly was: MeetingFacts; readonly becomes: MeetingFacts; readonly now: string },
): Result<Meeting, Refusal> {
  if (!saysAs(facts, was)) return refuse({ code: 'calendar_changed' })
  const hasBegun = Date.parse(facts.startsAt) <= Date.parse(now) || begun.has(facts.status)
  if (facts.isChathamHouse && hasBegun && !becomes.isChathamHouse) return refuse({ code: 'rule_stays' })
  const { status } = becomes
  if (status !== facts.status && !nextMeetingStatuses[facts.status].includes(status))
    return refuse({ code: 'meeting_state' })
  return ok({ id, forumId, ...becomes })
}

/** An item among the others of its agenda, whose numbers are each another. Refused: `agenda_number_taken`. */
export function placedItem(item: AgendaItem, others: readonly AgendaItem[]): Result<AgendaItem, Refusal> {
  const isTaken = others.some(({ id, number }) => id !== item.id && number === item.number)
  return isTaken ? refuse({ code: 'agenda_number_taken' }) : ok(item)
}

/** An item with what is said of it anew, among all of its agenda. Refused: `calendar_changed`, `agenda_number_taken`. */
export function changedItem(
  { id, meetingId, ...facts }: AgendaItem,
  { was, becomes }: { readonly was: AgendaItemFacts; readonly becomes: AgendaItemFacts },
  agenda: readonly AgendaItem[],
): Result<AgendaItem, Refusal> {
  if (!saysAs(facts, was)) return refuse({ code: 'calendar_changed' })
  return placedItem({ id, meetingId, ...becomes }, agenda)
}

/** A forum with what is said of it anew; `was` is what whoever changes it looked at. Refused: `calendar_changed`. */
export function changedForum(
  forum: Forum,
  { was, becomes }: { readonly was: ForumFacts; readonly becomes: ForumFacts },
): Result<Forum, Refusal> {
  const { shortName, name, reservationEffects } = forum
  const facts = { shortName, ...name, ...reservationEffects }
  const said = { shortName: was.shortName, ...was.name, ...was.reservationEffects }
  return saysAs(facts, said) ? ok({ ...forum, ...becomes }) : refuse({ code: 'calendar_changed' })
}

/** Whether both say the same, field by field. */
function saysAs<Facts extends object>(one: Facts, other: Facts): boolean {
  const [facts, said] = [Object.entries(one), new Map(Object.entries(other))]
  return facts.every(([name, value]) => JSON.stringify(value) === JSON.stringify(said.get(name)))
}
