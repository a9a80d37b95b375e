import { describe, expect, it } from 'vitest'
import type { DecisionValue } from './position.ts'
import { decisionStatement, mustSign, shownFormula } from './statement.ts'
import { buildDecision, buildPosition, buildRound, now, version } from './testing/builders.ts'

const given = {
  decisionId: 'decision-1',
  delegation: 'FI',
  person: { id: 'lead-fi', name: 'Aino Laine' },
  deputyFor: null,
  at: now,
} as const
const values: readonly DecisionValue[] = [
  { kind: 'agree' },
  { kind: 'agree_with_reservation', type: 'scrutiny', text: 'Point 4.', passage: null },
  { kind: 'object', reason: 'Six weeks are too few.' },
  { kind: 'not_participating' },
]

describe('a statement', () => {
  it('[D230] [D483] says all that a decision is, with the whole of the answer', () => {
    for (const decision of values) {
      expect(decisionStatement(buildPosition(), buildRound(), { ...given, decision })).toEqual({
        format: 'samsyn-decision-1',
        decisionId: 'decision-1',
        position: { id: 'a-position', title: 'Sample: comments on a form' },
        roundId: 'round-1',
        version: version(2),
        delegation: 'FI',
        person: { id: 'lead-fi', name: 'Aino Laine' },
        deputyFor: null,
        decision,
        reservationEffect: decision.kind === 'agree_with_reservation' ? 'printed' : null,
        partyFormula: decision.kind.startsWith('agree')
          ? 'This text is put forward by Finland and Sweden.'
          : null,
        at: now,
      })
    }
  })

  it('[D231] holds the party formula that was shown, in the drafting language, and none where the answer leads to none', () => {
    const formulas = values.map((value) => shownFormula({ country: 'FI', value }, buildRound(), 'sv'))
    const formula = 'Denna text läggs fram av Finland och Sverige.'
    expect(formulas).toEqual([formula, formula, null, null])
    const round = buildRound({
      parties: ['DK', 'FI', 'SE'],
      decisions: [buildDecision('DK', { kind: 'not_participating' })],
    })
    const agree = { country: 'FI', value: { kind: 'agree' } } as const
    expect(shownFormula(agree, round, 'sv')).toBe(formula)
  })

  it('[D232] must be signed by everybody but those of a sample workspace who have no passkey', () => {
    const all = [true, false].flatMap((isSample) =>
      [true, false].map((hasPasskey) => ({ isSample, hasPasskey })),
    )
    expect(all.filter((one) => !mustSign(one))).toEqual([{ isSample: true, hasPasskey: false }])
  })
})
