import { describe, expect, it } from 'vitest'
import { offeredScopes, type Scope } from './scopes.ts'

const all: Scope = { key: 'all', label: 'All', ids: ['a', 'b', 'c'] }
const finland: Scope = { key: 'country:FI', label: 'Finland', ids: ['a', 'b'] }
const person: Scope = { key: 'person:x', label: 'Drafter', ids: ['a'] }

describe('deciding on several suggestions', () => {
  it('[W640] offers all, and what holds some', () => {
    const { offered, scope } = offeredScopes([all, finland, { ...person, ids: [] }], all)
    expect(offered).toEqual([all, finland])
    expect(scope).toBe(all)
  })

  it('[W640] keeps what was chosen when nothing is left in it, whether or not the choice is still made', () => {
    const emptied = { ...finland, ids: [] }
    expect(offeredScopes([all, emptied], finland)).toEqual({ offered: [all, emptied], scope: emptied })
    const gone = { ...person, ids: [] }
    expect(offeredScopes([all, finland], person)).toEqual({ offered: [all, finland, gone], scope: gone })
  })
})
