import { describe, expect, it } from 'vitest'
import { isContactTold } from './delegation-contact.ts'

describe('whom to ask at a meeting', () => {
  it('[D491] is told until seven days after it, and where there is no meeting', () => {
    const told = (now: string) => isContactTold({ endsAt: '2026-12-01T17:00:00.000Z' }, now)
    expect(['2026-11-01T09:00:00.000Z', '2026-12-08T17:00:00.000Z'].map(told)).toEqual([true, true])
    expect(told('2026-12-08T17:00:00.001Z')).toBe(false)
    expect(isContactTold(null, '2030-01-01T00:00:00.000Z')).toBe(true)
  })
})
