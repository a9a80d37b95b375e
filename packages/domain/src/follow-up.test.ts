import { describe, expect, it } from 'vitest'
import type { CountryCode } from './country.ts'
import {
  type FollowUp,
  type FollowUpState,
  followUpState,
  followUpStates,
  followUpTurnKinds,
  isFollowUpClosed,
  isOverdue,
  openFollowUps,
  turnFollowUp,
} from './follow-up.ts'
import type { Role } from './people.ts'
import { buildGrant, buildPerson, buildPosition, lives, now } from './testing/builders.ts'

const subject = buildPosition({ parties: ['DK', 'FI'], penholder: 'FI', life: lives.used })
const asking = (role: Role, country: CountryCode | null, of = subject) => ({
  person: buildPerson([buildGrant(role, country)]),
  subject: of,
  now,
})
const turn = (kind: FollowUp['turns'][number]['kind']) => ({
  kind,
  reason: null,
  personId: 'a-person',
  country: 'DK' as const,
  at: now,
})
const followUp = (more: Partial<FollowUp> = {}): FollowUp => ({
  id: 'report-1-1',
  positionId: 'position-1',
  action: 'Send the table to the others',
  owner: 'DK',
  due: null,
  personId: 'another-person',
  country: 'FI',
  at: now,
  turns: [],
  ...more,
})
const refused = (code: string) => ({ ok: false, refusal: { code } })

describe('a follow-up', () => {
  it('[D340] is opened with a report, each for a party', () => {
    const from = { positionId: 'position-1', country: 'FI', from: 'report-1' } as const
    const offered = [
      { action: 'One', owner: 'DK', due: '2026-12-04' },
      { action: 'Two', owner: 'FI', due: null },
    ] as const
    const opened = openFollowUps(offered, from, asking('delegate', 'FI'))
    expect(opened.ok && opened.value).toMatchObject({
      followUps: [
        { id: 'report-1-1', action: 'One', owner: 'DK', due: '2026-12-04', country: 'FI', turns: [] },
        { id: 'report-1-2', action: 'Two', owner: 'FI', due: null },
      ],
      events: [
        { type: 'follow_up.opened', followUpId: 'report-1-1', owner: 'DK' },
        { type: 'follow_up.opened', followUpId: 'report-1-2', owner: 'FI' },
      ],
    })
    const other = [{ action: 'Three', owner: 'SE', due: null }] as const
    expect(openFollowUps(other, from, asking('delegate', 'FI'))).toEqual(refused('not_a_party'))
  })

  const turns: Readonly<Record<FollowUpState, FollowUp['turns']>> = {
    open: [],
    in_progress: [turn('begin')],
    done: [turn('begin'), turn('finish')],
    dropped: [turn('drop')],
  }
  const table = {
    open: { begin: 'in_progress', finish: 'done', drop: 'dropped' },
    in_progress: { begin: 'state_conflict', finish: 'done', drop: 'dropped' },
    done: { begin: 'follow_up_closed', finish: 'follow_up_closed', drop: 'follow_up_closed' },
    dropped: { begin: 'follow_up_closed', finish: 'follow_up_closed', drop: 'follow_up_closed' },
  } as const

  it.each(followUpStates)('[D341] every turn in the state %s', (state) => {
    const given = followUp({ turns: turns[state] })
    expect(followUpState(given)).toBe(state)
    expect(isFollowUpClosed(given)).toBe(state === 'done' || state === 'dropped')
    for (const kind of followUpTurnKinds) {
      const done = turnFollowUp(given, { kind, reason: ' Settled elsewhere. ' }, asking('lead', 'DK'))
      const next = done.ok ? followUpState({ turns: [done.value.turn] }) : done.refusal.code
      expect(next, kind).toBe(table[state][kind])
      if (done.ok) {
        expect(done.value.turn.reason).toBe(kind === 'drop' ? 'Settled elsewhere.' : null)
        expect(done.value.events).toEqual([
          { type: 'follow_up.changed', followUpId: given.id, owner: 'DK', state: next },
        ])
      }
    }
  })

  it('[D341] is its owner’s drafters’ and leads’, and the secretariat’s, to go on with', () => {
    const code = (role: Role, country: CountryCode | null, of = subject) => {
      const done = turnFollowUp(followUp(), { kind: 'finish', reason: null }, asking(role, country, of))
      return done.ok ? done.value.turn.country : done.refusal.code
    }
    expect(code('drafter', 'DK')).toBe('DK')
    expect(code('lead', 'DK')).toBe('DK')
    expect(code('secretariat', null)).toBeNull()
    for (const role of ['delegate', 'observer', 'registrar', 'administrator'] as const)
      expect(code(role, 'DK'), role).toBe('forbidden')
    expect(code('lead', 'FI')).toBe('forbidden')
    expect(code('lead', 'DK', { ...subject, lockedTexts: [null] })).toBe('forbidden')
    const drop = (reason: string | null) =>
      turnFollowUp(followUp(), { kind: 'drop', reason }, asking('lead', 'DK'))
    expect(drop(null)).toEqual(refused('reason_required'))
    expect(drop('  ')).toEqual(refused('reason_required'))
  })

  it('[D342] is overdue from the day after its last in Brussels, until it is closed', () => {
    const late = followUp({ due: '2026-12-04' })
    expect(isOverdue(late, '2026-12-04T22:59:59.999Z')).toBe(false)
    expect(isOverdue(late, '2026-12-04T23:00:00.000Z')).toBe(true)
    expect(isOverdue(followUp(), '2030-01-01T00:00:00.000Z')).toBe(false)
    const after = '2027-01-01T00:00:00.000Z'
    expect(isOverdue({ ...late, turns: turns.in_progress }, after)).toBe(true)
    expect(isOverdue({ ...late, turns: turns.done }, after)).toBe(false)
    expect(isOverdue({ ...late, turns: turns.dropped }, after)).toBe(false)
  })
})
