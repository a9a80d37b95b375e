import { describe, expect, it } from 'vitest'
import { changedForum, changedMeeting, nextMeetingStatuses } from './calendar.ts'
import { type Forum, type Meeting, type MeetingStatus, meetingStatuses } from './meeting.ts'
import { usualReservationEffects } from './reservation-effects.ts'

const meeting: Meeting = {
  id: 'meeting',
  forumId: 'forum',
  title: 'Council',
  startsAt: '2099-03-12T09:00:00.000Z',
  endsAt: '2099-03-12T17:00:00.000Z',
  place: 'Brussels',
  status: 'planned',
  isChathamHouse: false,
}

const now = '2099-01-01T00:00:00.000Z'

/** Whether a meeting in the one state can be said to be in the other. */
function goes(from: MeetingStatus, to: MeetingStatus): boolean {
  const { id: _id, forumId: _forumId, ...was } = { ...meeting, status: from }
  const changed = changedMeeting({ ...meeting, status: from }, { was, becomes: { ...was, status: to }, now })
  if (!changed.ok) expect(changed.refusal).toEqual({ code: 'meeting_state' })
  return changed.ok
}

describe('the life of a meeting', () => {
  it('[D470] goes ahead and never back, but for one that was postponed', () => {
    const table = meetingStatuses.map((from) =>
      `${from}: ${meetingStatuses.filter((to) => to !== from && goes(from, to)).join(' ')}`.trim(),
    )
    expect(table).toEqual([
      'planned: agenda_received in_preparation in_session held cancelled postponed',
      'agenda_received: in_preparation in_session held cancelled postponed',
      'in_preparation: in_session held cancelled postponed',
      'in_session: held',
      'held: reported',
      'reported: closed',
      'closed:',
      'cancelled:',
      'postponed: planned agenda_received in_preparation cancelled',
    ])
    for (const status of meetingStatuses) expect(goes(status, status)).toBe(true)
    expect(Object.keys(nextMeetingStatuses)).toEqual([...meetingStatuses])
  })

  it('[D472] stays under the Chatham House Rule once it has begun, by its hour or its state', () => {
    const lift = (of: Partial<Meeting>) => {
      const { id, forumId, ...was } = { ...meeting, isChathamHouse: true, ...of }
      return changedMeeting({ id, forumId, ...was }, { was, becomes: { ...was, isChathamHouse: false }, now })
        .ok
    }
    expect(lift({})).toBe(true)
    expect(lift({ startsAt: now })).toBe(false)
    for (const status of ['in_session', 'held', 'reported', 'closed'] as const)
      expect(lift({ status })).toBe(false)
  })

  it('[D471] is said anew of what was looked at alone', () => {
    const { id: _id, forumId: _forumId, ...facts } = meeting
    for (const [name, other] of Object.entries({
      title: 'Coreper',
      place: 'By video',
      isChathamHouse: true,
    })) {
      const was = { ...facts, [name]: other }
      expect(changedMeeting(meeting, { was, becomes: facts, now })).toEqual({
        ok: false,
        refusal: { code: 'calendar_changed' },
      })
    }
  })
})

describe('a forum', () => {
  const name = { en: 'Council', sv: 'Rådet', da: 'Rådet', nb: 'Rådet', fi: 'Neuvosto', is: 'Ráðið' }
  const forum: Forum = {
    id: 'forum',
    kind: 'council',
    shortName: 'Council',
    name,
    participation: { DK: 'member', FI: 'member', IS: 'none', NO: 'none', SE: 'member' },
    reservationEffects: usualReservationEffects,
  }
  const was = { shortName: forum.shortName, name, reservationEffects: usualReservationEffects }

  it('[D484] is said anew, with what reservations do in it; who takes part stays', () => {
    const becomes = {
      shortName: 'JHA',
      name: { ...name, en: 'Justice and Home Affairs' },
      reservationEffects: { ...usualReservationEffects, scrutiny: 'confirmed' },
    } as const
    expect(changedForum(forum, { was, becomes })).toEqual({ ok: true, value: { ...forum, ...becomes } })
  })

  it('[D471] of what whoever says it looked at alone', () => {
    for (const other of [
      { ...was, shortName: 'Another' },
      { ...was, name: { ...name, fi: 'Toinen' } },
      { ...was, reservationEffects: { ...usualReservationEffects, general: 'printed' } },
    ] as const)
      expect(changedForum(forum, { was: other, becomes: was })).toMatchObject({
        refusal: { code: 'calendar_changed' },
      })
  })
})
