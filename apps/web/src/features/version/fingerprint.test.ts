import { contentHash, type DocJson } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import { fingerprintOf, shortHash } from './fingerprint.ts'

const saying = (text: string): DocJson => ({
  type: 'doc',
  content: [
    {
      type: 'section',
      attrs: { id: 's1', kind: 'position' },
      content: [{ type: 'sectionTitle' }, { type: 'paragraph', content: [{ type: 'text', text }] }],
    },
  ],
})

describe('fingerprintOf', () => {
  const stored = contentHash(saying('six weeks'))

  it('[V3] is right for the text that was frozen and for no other', () => {
    expect(fingerprintOf(saying('six weeks'), stored)).toEqual({ computed: stored, stored, isGenuine: true })
    const other = fingerprintOf(saying('eight weeks'), stored)
    expect(other.isGenuine).toBe(false)
    expect(other.computed).toBe(contentHash(saying('eight weeks')))
  })

  it('[V3] is wrong for what no hash can be taken of', () => {
    expect(fingerprintOf(saying('\udc00'), stored)).toEqual({ computed: null, stored, isGenuine: false })
  })

  it('[V3] begins as the whole one does', () => {
    expect(stored.startsWith(shortHash(stored))).toBe(true)
    expect(shortHash(stored)).toHaveLength(8)
  })
})
