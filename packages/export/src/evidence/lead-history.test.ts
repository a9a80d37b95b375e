import type { ChainedEvent } from '@samsyn/domain'
import { describe, expect, it } from 'vitest'
import { leadHistory } from './lead-history.ts'

const named: ChainedEvent = {
  sequence: 1,
  positionId: null,
  revision: null,
  personId: 'lead',
  country: 'FI',
  capacity: null,
  at: '2026-11-23T11:00:00.000Z',
  event: {
    type: 'deputy.named',
    deputyshipId: 'deputyship',
    deputyId: 'deputy',
    validFrom: '2026-11-23T12:00Z',
    validTo: '2026-11-23T16:00:00Z',
  },
  salt: null,
  digest: null,
  previousHash: '',
  hash: '',
}

describe('who led when', () => {
  it('[X148] a deputy stands in from the first instant to before the last, however instants are written', () => {
    const { answersFor } = leadHistory([named], { isSample: true, offers: null })
    const stood = (at: string) =>
      answersFor({ personId: 'deputy', deputyFor: 'lead', country: 'FI', at, sequence: 2 }, null)
    expect(stood('2026-11-23T12:00:00.000Z')).toBe(true)
    expect(stood('2026-11-23T12:00:05.000Z')).toBe(true)
    expect(stood('2026-11-23T11:59:59.999Z')).toBe(false)
    expect(stood('2026-11-23T15:59:59.999Z')).toBe(true)
    expect(stood('2026-11-23T16:00:00.000Z')).toBe(false)
  })
})
