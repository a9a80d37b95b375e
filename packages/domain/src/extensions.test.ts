import { describe, expect, it } from 'vitest'
import type { Command } from './command.ts'
import { cutOffOf, meetingStatuses } from './meeting.ts'
import { type Position, unmetRequests } from './position.ts'
import { at, buildPosition, buildRound, commands, deadline, now, positionIn } from './testing/builders.ts'
import { transition } from './transition.ts'

const { ask_extension: ask, grant_extension: grant } = commands

class InSignOff {
  position: Position = positionIn('in_sign_off')

  attempt(command: Command, instant = now) {
    const result = transition(this.position, command, at(instant))
    if (result.ok) this.position = result.value.position
    return result.ok ? result.value : result.refusal.code
  }

  get round() {
    if (this.position.life.status !== 'in_sign_off') throw new Error('No round is open')
    return this.position.life.round
  }
}

describe('an extension', () => {
  it('[D216] is asked for by a party, with a reason, before the deadline and to a later one', () => {
    const open = new InSignOff()
    expect(open.attempt({ ...ask, reason: ' ' })).toBe('reason_required')
    expect(open.attempt({ ...ask, country: 'NO' })).toBe('not_a_party')
    expect(open.attempt({ ...ask, until: deadline })).toBe('deadline_not_later')
    expect(open.attempt({ ...ask, roundId: 'round-2' })).toBe('version_stale')
    expect(open.attempt(ask, deadline)).toBe('deadline_passed')
    expect(open.attempt(ask)).toMatchObject({ events: [{ type: 'extension.asked', country: 'SE' }] })
    expect(open.round).toMatchObject({ deadline, extensionRequests: [{ country: 'SE', until: ask.until }] })
  })

  it('[D460] is kept and told with the lead in whose stead a deputy asked', () => {
    const open = new InSignOff()
    expect(open.attempt({ ...ask, deputyFor: 'lead-se' })).toMatchObject({
      events: [{ type: 'extension.asked', country: 'SE', deputyFor: 'lead-se' }],
    })
    expect(open.round).toMatchObject({ extensionRequests: [{ country: 'SE', deputyFor: 'lead-se' }] })
  })

  it('[D217] is granted to what was asked for, before the old deadline; it holds for all, and answers stand', () => {
    const open = new InSignOff()
    expect(open.attempt(grant)).toBe('state_conflict')
    open.attempt(commands.decide)
    open.attempt(ask)
    expect(open.attempt({ ...grant, deadline })).toBe('deadline_not_later')
    expect(open.attempt(grant, deadline)).toBe('deadline_passed')
    expect(open.attempt({ ...grant, deadline: '2026-12-01T11:00:00.000Z' })).toMatchObject({
      events: [{ type: 'round.extended', from: deadline, deadline: '2026-12-01T11:00:00.000Z' }],
    })
    expect(unmetRequests(open.round), 'less than was asked for').toHaveLength(1)
    open.attempt(grant)
    expect(unmetRequests(open.round)).toEqual([])
    expect(open.round).toMatchObject({ firstDeadline: deadline, deadline: grant.deadline, decisions: [{}] })
    expect(open.attempt({ ...grant, deadline: '2026-12-03T11:00:00.000Z' })).toBe('state_conflict')
  })

  it('[D492] goes past the beginning of the meeting only where every party has asked for as much', () => {
    const open = new InSignOff()
    const cutOff = '2026-12-02T08:00:00.000Z'
    open.attempt(ask)
    expect(open.attempt({ ...grant, deadline: cutOff, cutOff })).toMatchObject({
      events: [{ deadline: cutOff }],
    })
    const others = open.round.parties.filter((country) => country !== ask.country)
    for (const country of others) {
      expect(open.attempt({ ...grant, cutOff })).toBe('extension_past_meeting')
      open.attempt({ ...ask, country, until: country === others[0] ? '2026-12-02T10:00:00.000Z' : ask.until })
    }
    expect(open.attempt({ ...grant, cutOff }), 'one has asked for less').toBe('extension_past_meeting')
    open.attempt({ ...ask, country: others[0] ?? 'DK' })
    expect(open.attempt({ ...grant, cutOff })).toMatchObject({ events: [{ deadline: grant.deadline }] })
  })

  it('[D492] a meeting that was called off or is over has no cut-off', () => {
    const startsAt = '2026-12-02T08:00:00.000Z'
    const cutOffs = meetingStatuses.map((status) => [status, cutOffOf({ status, startsAt })])
    expect(cutOffs.filter(([, cutOff]) => cutOff !== null)).toEqual(
      ['planned', 'agenda_received', 'in_preparation', 'in_session'].map((status) => [status, startsAt]),
    )
  })

  it('[D218] of a silence ends at an hour at which a silence may end', () => {
    const open = new InSignOff()
    open.position = buildPosition({ life: { status: 'in_sign_off', round: buildRound({ kind: 'silence' }) } })
    expect(open.attempt({ ...ask, until: '2026-12-02T20:00:00.000Z' })).toBe('silence_hours')
    open.attempt(ask)
    expect(open.attempt({ ...grant, deadline: '2026-12-05T11:00:00.000Z' })).toBe('silence_hours')
    expect(open.attempt(grant)).toMatchObject({ events: [{ type: 'round.extended' }] })
  })
})
