import { usualReservationEffects } from '@samsyn/domain'
import type { PositionDetail, RoundDetail } from '@samsyn/protocol'
import { describe, expect, it } from 'vitest'
import { decisionsByCountry, roundToDecideIn } from './decisions.ts'

const hash = 'a'.repeat(64)

const round = (more: Partial<RoundDetail> = {}): RoundDetail => ({
  id: 'round-1',
  kind: 'explicit',
  version: { number: 2, contentHash: hash },
  parties: ['DK', 'FI'],
  reservationEffects: { ...usualReservationEffects },
  notice: '',
  openPointsReason: null,
  openedBy: {
    id: 'lead-se',
    name: 'A lead',
    country: 'SE',
    ministry: null,
    roles: ['lead'],
    language: 'sv',
  },
  openedAt: '2026-11-19T14:40:00.000Z',
  deadline: '2026-11-27T11:00:00.000Z',
  decisions: [],
  confirmations: [],
  lifts: [],
  firstDeadline: '2026-11-27T11:00:00.000Z',
  extensionRequests: [],
  tacit: [],
  outcome: null,
  closedAt: null,
  ...more,
})
const decision = (country: 'DK' | 'FI', value: RoundDetail['decisions'][number]['value'], at: string) => ({
  country,
  value,
  at,
})
const position = (held: RoundDetail | null, decide = true) => ({
  round: held,
  abilities: { decide } as PositionDetail['abilities'],
})
const version = { number: 2, contentHash: hash }

describe('decisionsByCountry', () => {
  it('[V4] the last decision of a country counts', () => {
    const decisions = decisionsByCountry(
      round({
        decisions: [
          decision('DK', { kind: 'agree' }, '2026-11-20T10:00:00.000Z'),
          decision('FI', { kind: 'object', reason: 'too short' }, '2026-11-20T11:00:00.000Z'),
          decision('FI', { kind: 'agree' }, '2026-11-20T12:00:00.000Z'),
        ] as unknown as RoundDetail['decisions'],
      }),
    )
    expect([...decisions].map(([country, { value }]) => [country, value.kind])).toEqual([
      ['DK', 'agree'],
      ['FI', 'agree'],
    ])
  })
})

describe('roundToDecideIn', () => {
  it('[V5] is the open round on exactly this version and hash', () => {
    const open = round()
    expect(roundToDecideIn(position(open), version)).toBe(open)
  })

  it.each([
    ['another version', position(round()), { ...version, number: 1 }],
    ['another hash', position(round()), { ...version, contentHash: 'b'.repeat(64) }],
    ['a round that is over', position(round({ outcome: 'reopened' })), version],
    ['no round', position(null), version],
    ['nobody who may decide', position(round(), false), version],
  ])('[V5] is none for %s', (_name, held, asked) => {
    expect(roundToDecideIn(held, asked)).toBeNull()
  })
})
