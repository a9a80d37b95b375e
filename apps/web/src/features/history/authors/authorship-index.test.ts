import type { DraftAuthorship } from '@samsyn/protocol'
import { describe, expect, it } from 'vitest'
import { authorshipIndex } from './authorship-index.ts'

const fi = { id: 'fi', name: 'Drafter, Finland', country: 'FI' } as const
const dk = { id: 'dk', name: 'Drafter, Denmark', country: 'DK' } as const
const no = { id: 'no', name: 'Drafter, Norway', country: 'NO' } as const

const told: DraftAuthorship = {
  writers: [fi, dk],
  clients: [
    { client: 1, owner: null, runs: [[0, 10, null, 100]] },
    {
      client: 7,
      owner: 0,
      runs: [
        [5, 10, 0, 200],
        [20, 5, 1, 150],
      ],
    },
    { client: 8, owner: 1, runs: [] },
  ],
  taken: [],
}
const index = authorshipIndex(told, (client) => (client === 9 ? no : undefined))

describe('[W60] who wrote which ids', () => {
  it('is what the server told, cut where it changes', () => {
    expect(index.stretches(7, 8, 16)).toEqual([
      { length: 7, written: { author: fi, minute: 200, movedBy: null } },
      { length: 5, written: { author: fi, minute: null, movedBy: null } },
      { length: 4, written: { author: dk, minute: 150, movedBy: fi } },
    ])
    expect(index.stretches(1, 2, 3)).toEqual([
      { length: 3, written: { author: null, minute: 100, movedBy: null } },
    ])
  })

  it('is for what came later whoever owns the client id, and nothing where nobody knows', () => {
    const later = (author: typeof fi | typeof dk | typeof no) => ({ author, minute: null, movedBy: null })
    expect(index.stretches(7, 24, 3)).toEqual([
      { length: 1, written: { author: dk, minute: 150, movedBy: fi } },
      { length: 2, written: later(fi) },
    ])
    expect(index.stretches(8, 0, 4)).toEqual([{ length: 4, written: later(dk) }])
    expect(index.stretches(9, 0, 4)).toEqual([{ length: 4, written: later(no) }])
    expect(index.stretches(10, 0, 4)).toEqual([{ length: 4, written: null }])
  })

  it('covers every id that is asked for, once', () => {
    for (let clock = 0; clock < 30; clock += 1) {
      for (let length = 1; length < 30; length += 1) {
        const lengths = index.stretches(7, clock, length).map((stretch) => stretch.length)
        expect(lengths.reduce((sum, each) => sum + each, 0)).toBe(length)
        expect(Math.min(...lengths)).toBeGreaterThan(0)
      }
    }
  })
})
