import { contentHash, type DocJson } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import { isGenuineText, releaseState } from './release-state.ts'

const successor = { id: 'r2', reference: 'SAM 2', releasedAt: '2026-11-09T13:00:00.000Z' }

function saying(words: string): DocJson {
  return {
    type: 'doc',
    content: [
      {
        type: 'section',
        attrs: { id: 's1', kind: 'position' },
        content: [{ type: 'sectionTitle' }, { type: 'paragraph', content: [{ type: 'text', text: words }] }],
      },
    ],
  }
}

describe('the state of a release', () => {
  const standing = { supersededBy: null, isWithdrawn: false, withdrawals: [] }
  const withdrawals = [
    { country: 'NO', reason: 'A new mandate.', isSigned: false, at: '2026-11-23T09:00:00.000Z' },
  ] satisfies Parameters<typeof releaseState>[0]['withdrawals']

  it('[F3] is superseded whenever it has a successor, also in a withdrawn position', () => {
    for (const isWithdrawn of [true, false]) {
      expect(releaseState({ supersededBy: successor, isWithdrawn, withdrawals })).toBe('superseded')
    }
  })

  it('[F3] is withdrawn in a withdrawn position, also where it was suspended', () => {
    expect(releaseState({ ...standing, isWithdrawn: true })).toBe('withdrawn')
    expect(releaseState({ ...standing, isWithdrawn: true, withdrawals })).toBe('withdrawn')
  })

  it('[F3] is suspended once a country no longer stands behind it', () => {
    expect(releaseState({ ...standing, withdrawals })).toBe('suspended')
  })

  it('[F3] is final otherwise', () => {
    expect(releaseState(standing)).toBe('final')
  })
})

describe('whether a text is the one signed off', () => {
  const hash = contentHash(saying('six weeks'))

  it('[F4] follows from its hash', () => {
    expect(isGenuineText(saying('six weeks'), hash)).toBe(true)
    expect(isGenuineText(saying('eight weeks'), hash)).toBe(false)
  })

  it('[F4] a text that has no hash is not', () => {
    expect(isGenuineText(saying('six \ud800 weeks'), hash)).toBe(false)
  })
})
