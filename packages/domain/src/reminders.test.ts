import { describe, expect, it } from 'vitest'
import { remindedFor } from './round-transitions.ts'
import {
  afterDeadline,
  at,
  buildDecision,
  buildPosition,
  buildRound,
  deadline,
  now,
  substantive,
} from './testing/builders.ts'
import { transition } from './transition.ts'

describe('[D290] a reminder', () => {
  const inSignOff = (decisions = [buildDecision('FI')], more = {}) =>
    buildPosition({ life: { status: 'in_sign_off', round: buildRound({ decisions }) }, ...more })
  const remind = (
    position = inSignOff(),
    { instant = now, roundId = 'round-1', lastAt = null as string | null } = {},
  ) => transition(position, { type: 'remind', roundId, lastAt }, at(instant))

  it('names whoever has not answered, and changes nothing else', () => {
    const position = inSignOff()
    const reminded = remind(position)
    if (!reminded.ok) throw new Error(reminded.refusal.code)
    expect(reminded.value.events).toEqual([{ type: 'round.reminded', roundId: 'round-1', countries: ['SE'] }])
    expect(reminded.value.position).toEqual({ ...position, revision: position.revision + 1 })
  })

  it('[D405] names of an agreed text whoever has terms to confirm', () => {
    const { life } = inSignOff()
    if (!('round' in life)) throw new Error('There is no round')
    const decisions = [
      buildDecision('FI', substantive),
      buildDecision('SE'),
      buildDecision('DK', { kind: 'not_participating' }),
    ]
    const round = { ...life.round, decisions, outcome: 'unanimous_with_reservations', closedAt: now } as const
    const agreed = { ...inSignOff(), life: { status: 'agreed_with_reservations', round } } as const
    const reminded = remind(agreed, { instant: afterDeadline })
    if (!reminded.ok) throw new Error(reminded.refusal.code)
    expect(reminded.value.events).toMatchObject([
      { type: 'round.reminded', roundId: 'round-1', of: 'confirmation' },
    ])
    expect(remind(agreed, { lastAt: now })).toMatchObject({ refusal: { code: 'reminded_lately' } })
    const done = { ...round, decisions: [buildDecision('FI'), buildDecision('SE')] }
    expect(remind({ ...agreed, life: { ...agreed.life, round: done } })).toMatchObject({
      refusal: { code: 'round_not_open' },
    })
  })

  it('comes an hour after the one before at the earliest', () => {
    const later = (milliseconds: number) => new Date(Date.parse(now) + milliseconds).toISOString()
    expect(remind(inSignOff(), { instant: later(remindedFor - 1), lastAt: now })).toEqual({
      ok: false,
      refusal: { code: 'reminded_lately' },
    })
    expect(remind(inSignOff(), { instant: later(remindedFor), lastAt: now }).ok).toBe(true)
  })

  it.each([
    ['round_not_open', remind(inSignOff(), { roundId: 'round-0' })],
    ['deadline_passed', remind(inSignOff(), { instant: deadline })],
    ['deadline_passed', remind(inSignOff(), { instant: afterDeadline })],
    ['state_conflict', remind(inSignOff([buildDecision('FI'), buildDecision('SE')]))],
    ['spill_locked', remind(inSignOff(undefined, { lockedTexts: [null] }))],
  ])('is refused: %s', (code, refused) => {
    expect(refused).toEqual({ ok: false, refusal: { code } })
  })
})
