import { describe, expect, it } from 'vitest'
import { inTimeOrder, momentBeside, readSide, type Side, sideCode, usualSides } from './side.ts'

const at = '2026-11-20T10:00:00.000Z'
const versions = [
  { number: 1, frozenAt: '2026-11-10T10:00:00.000Z' },
  { number: 2, frozenAt: '2026-11-25T10:00:00.000Z' },
]

describe('[W77] the two texts of a comparison', () => {
  it.each<[string, Side]>([
    ['v12', { kind: 'version', number: 12 }],
    ['now', { kind: 'now' }],
    [at, { kind: 'moment', at }],
  ])('are named in the address: %s', (code, side) => {
    expect(readSide(code)).toEqual(side)
    expect(sideCode(side)).toBe(code)
  })

  it('are named by hand, too', () => {
    expect(readSide('2026-11-20T10:00Z')).toEqual({ kind: 'moment', at })
  })

  it.each([
    null,
    '',
    'v0',
    'v',
    'v1.5',
    '3',
    'yesterday',
    '2026-11-20',
    '2026-13-40T10:00Z',
    '2026-11-20T10:00',
  ])('are nothing else: %s', (code) => {
    expect(readSide(code)).toBeNull()
  })

  it('stand in the order of time, whichever was named first', () => {
    const [one, two]: readonly [Side, Side] = [
      { kind: 'version', number: 1 },
      { kind: 'version', number: 2 },
    ]
    const [moment, now]: readonly [Side, Side] = [{ kind: 'moment', at }, { kind: 'now' }]
    const told = (sides: readonly [Side, Side]) => inTimeOrder(sides, versions).map(sideCode).join(' ')
    expect([told([two, one]), told([one, two])]).toEqual(['v1 v2', 'v1 v2'])
    expect([told([now, one]), told([one, now]), told([now, moment])]).toEqual([
      'v1 now',
      'v1 now',
      `${at} now`,
    ])
    expect([told([two, moment]), told([moment, one])]).toEqual([`${at} v2`, `v1 ${at}`])
    expect(told([now, now])).toBe('now now')
    // What is not there is left to the page to say.
    expect(told([{ kind: 'version', number: 9 }, one])).toBe('v9 v1')
  })

  it('are the latest version and the draft, or the latest two versions, when nothing is asked for', () => {
    const createdAt = '2026-11-01T10:00:00.000Z'
    const now = Date.parse(at) + 24 * 60 * 60_000
    const told = (count: number, canReadDraft: boolean) =>
      usualSides(versions.slice(0, count), { canReadDraft, createdAt, now })?.map(sideCode).join(' ') ?? null
    expect([told(2, true), told(0, true)]).toEqual(['v2 now', `${at} now`])
    expect([told(2, false), told(1, false)]).toEqual(['v1 v2', null])
  })

  it('begin, as moments, on the right side of the other text', () => {
    const now = Date.parse('2026-11-27T10:00:00.000Z')
    const createdAt = '2026-11-01T10:00:00.000Z'
    const told = (which: 'earlier' | 'later', other: string | null) =>
      sideCode(momentBeside(which, { other, createdAt, now }))
    expect(told('earlier', null)).toBe('2026-11-26T10:00:00.000Z')
    expect(told('earlier', at)).toBe('2026-11-19T10:00:00.000Z')
    expect(told('earlier', '2026-11-01T12:00:00.000Z')).toBe(createdAt)
    expect(told('later', at)).toBe('2026-11-26T10:00:00.000Z')
    expect(told('later', '2026-11-27T09:00:00.000Z')).toBe('2026-11-27T09:01:00.000Z')
    expect(told('later', null)).toBe('2026-11-27T10:00:00.000Z')
  })
})
