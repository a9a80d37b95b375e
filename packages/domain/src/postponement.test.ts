import { describe, expect, it } from 'vitest'
import type { Command } from './command.ts'
import { type MeetingStatus, type MeetingTerms, meetingStatuses } from './meeting.ts'
import { type Position, positionStatuses } from './position.ts'
import { awaitedReconfirmations, calledOffBy } from './postponement.ts'
import { at, buildPostponement, commands, now, positionIn } from './testing/builders.ts'
import { transition } from './transition.ts'

const terms = (more: Partial<MeetingTerms> = {}): MeetingTerms => ({
  startsAt: '2026-12-03T08:00:00.000Z',
  endsAt: '2026-12-03T16:00:00.000Z',
  status: 'planned',
  isChathamHouse: false,
  ...more,
})

function done(position: Position, ...all: readonly Command[]): Position {
  return all.reduce((before, command) => {
    const result = transition(before, command, at(now))
    if (!result.ok) throw new Error(`${command.type} is refused: ${result.refusal.code}`)
    return result.value.position
  }, position)
}

const refused = (position: Position, command: Command) => {
  const result = transition(position, command, at(now))
  return result.ok ? null : result.refusal.code
}

const released = positionIn('released')
const { postpone_meeting: postpone, cancel_meeting: cancel, reconfirm_release: reconfirm } = commands
const postponed = done(released, postpone)

describe('a meeting that is put off', () => {
  it('[D473] is one that becomes postponed, or that moves to a later day in Brussels', () => {
    const later = { startsAt: '2026-12-10T08:00:00.000Z', endsAt: '2026-12-10T16:00:00.000Z' }
    expect(calledOffBy(terms(), terms({ status: 'postponed' }))).toBe('postponed')
    expect(calledOffBy(terms(), terms({ status: 'postponed', ...later }))).toBe('postponed')
    expect(calledOffBy(terms(), terms(later))).toBe('postponed')
    expect(calledOffBy(terms(later), terms())).toBeNull()
    // The same day in Brussels, and the next one, which has begun there.
    expect(calledOffBy(terms(), terms({ startsAt: '2026-12-03T22:59:00.000Z' }))).toBeNull()
    expect(calledOffBy(terms(), terms({ startsAt: '2026-12-03T23:00:00.000Z' }))).toBe('postponed')
    for (const status of ['postponed', 'planned', 'agenda_received', 'in_preparation'] as const)
      expect(calledOffBy(terms({ status: 'postponed' }), terms({ status, ...later }))).toBeNull()
  })

  it('[D473] from every state to every other one', () => {
    const isAhead = (status: MeetingStatus) =>
      status === 'planned' || status === 'agenda_received' || status === 'in_preparation'
    const later = '2026-12-10T08:00:00.000Z'
    for (const from of meetingStatuses)
      for (const to of meetingStatuses) {
        const wanted =
          from !== to && (to === 'cancelled' || to === 'postponed')
            ? to
            : isAhead(from) && isAhead(to)
              ? 'postponed'
              : null
        const became = calledOffBy(terms({ status: from }), terms({ status: to, startsAt: later }))
        expect(became, `${from} to ${to}`).toBe(wanted)
      }
  })

  it('[D474] leaves the final text in force, and asks whoever stands behind it', () => {
    expect(postponed.life).toEqual(released.life)
    expect(postponed.releaseInForce).toBe('release-1')
    expect(awaitedReconfirmations(postponed)).toEqual(['FI', 'SE'])
    expect(transition(released, postpone, at(now))).toMatchObject({
      value: { events: [{ type: 'meeting.postponed', asked: ['FI', 'SE'], becomes: null }] },
    })
  })

  it('[D474] asks nobody where there is no final text in force, of a suspended one, or after a report', () => {
    for (const status of positionStatuses) {
      const asked = transition(positionIn(status), postpone, at(now))
      if (!asked.ok) expect(['closed', 'withdrawn', 'superseded']).toContain(status)
      else if (status !== 'released' && status !== 'used')
        expect(awaitedReconfirmations(asked.value.position), status).toEqual([])
    }
    const suspended = positionIn('released', { suspendedBy: ['SE'] })
    expect(done(suspended, postpone).postponement).toBeNull()
    // While the next version is written, the one in force is what is used.
    const reopened = positionIn('in_coordination', { releaseInForce: 'release-1' })
    expect(awaitedReconfirmations(done(reopened, postpone))).toEqual(['FI', 'SE'])
  })

  it('[D474] once more asks anew', () => {
    const again = done(postponed, reconfirm, { ...postpone, postponementId: 'postponement-2' })
    expect(awaitedReconfirmations(again)).toEqual(['FI', 'SE'])
    expect(refused(again, reconfirm)).toBe('postponed_again')
    const answered = done(again, { ...reconfirm, postponementId: 'postponement-2' })
    expect(awaitedReconfirmations(answered)).toEqual(['FI'])
  })

  it('[D476] each country that is asked reconfirms once, and the text is as it was', () => {
    const one = done(postponed, reconfirm)
    expect(one.life).toEqual(released.life)
    expect(awaitedReconfirmations(one)).toEqual(['FI'])
    expect(refused(one, reconfirm)).toBe('already_reconfirmed')
    const both = done(one, { ...reconfirm, country: 'FI' })
    expect(both.postponement).toEqual(buildPostponement({ reconfirmed: ['FI', 'SE'] }))
    expect(awaitedReconfirmations(both)).toEqual([])
  })

  it('[D476] there is nothing to reconfirm of another text, for another country, or where nothing was put off', () => {
    expect(refused(released, reconfirm)).toBe('nothing_to_reconfirm')
    expect(refused(postponed, { ...reconfirm, country: 'DK' })).toBe('nothing_to_reconfirm')
    expect(refused(postponed, { ...reconfirm, releaseId: 'release-0' })).toBe('nothing_to_reconfirm')
  })

  it('[D476] nobody reconfirms what a country has withdrawn from', () => {
    const left = done(postponed, { ...commands.withdraw_support, country: 'FI' })
    expect(refused(left, reconfirm)).toBe('release_suspended')
    expect(awaitedReconfirmations(left)).toEqual([])
  })

  it('[D477] nothing is left of it once the meeting is cancelled, the text reported on, superseded or withdrawn', () => {
    const end = (from: Position, ...all: readonly Command[]) => done(from, ...all).postponement
    expect(end(postponed, cancel)).toBeNull()
    expect(end(postponed, commands.mark_used)).not.toBeNull()
    expect(end(postponed, commands.mark_used, commands.receive_report)).toBeNull()
    expect(end(postponed, commands.withdraw)).toBeNull()
    expect(end(postponed, commands.supersede)).toBeNull()
    const next = positionIn('agreed', { releaseInForce: 'release-1', postponement: buildPostponement() })
    expect(end(next, commands.release)).toBeNull()
  })
})
