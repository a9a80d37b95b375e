import { describe, expect, it } from 'vitest'
import { lostBefore, silenceAfterOutage } from './outage.ts'

/** A Thursday, noon in Brussels. */
const deadline = '2026-11-26T11:00:00.000Z'
const since = '2026-11-23T09:00:00.000Z'
const at = (minutes: number) => new Date(Date.parse(deadline) + minutes * 60_000).toISOString()
const lost = (...outages: readonly (readonly [number, number])[]) =>
  lostBefore(
    deadline,
    outages.map(([from, to]) => ({ from: at(from), to: at(to) })),
    { since },
  ) / 60_000

describe('what a silence loses to an outage', () => {
  it('[D514] counts from fifteen minutes on, of the last four hours, together and over the deadline', () => {
    expect(lost()).toBe(0)
    expect(lost([-20, -5])).toBe(0)
    expect(lost([-21, -5])).toBe(16)
    expect(lost([-60, -50], [-30, -20])).toBe(20)
    expect(lost([-600, -220])).toBe(20)
    expect(lost([-600, -230])).toBe(0)
    expect(lost([-600, -240])).toBe(0)
    // A restart over the deadline; and one that takes too long.
    expect(lost([-3, 4])).toBe(0)
    expect(lost([-1, 120])).toBe(1)
    expect(lost([1, 120])).toBe(0)
    expect(lostBefore(deadline, [{ from: at(-200), to: at(-100) }], { since: at(-90) })).toBe(0)
  })

  it('[D515] comes back in hours at which a silence may end', () => {
    const back = '2026-11-26T13:10:00.000Z'
    expect(silenceAfterOutage(60_000, back)).toBe('2026-11-26T14:00:00.000Z')
    expect(silenceAfterOutage(4 * 60 * 60_000, back)).toBe('2026-11-27T09:00:00.000Z')
    // On a Friday evening.
    expect(silenceAfterOutage(60_000, '2026-11-27T19:00:00.000Z')).toBe('2026-11-30T09:00:00.000Z')
  })
})
