import { describe, expect, it } from 'vitest'
import type { DocJson, InlineJson } from './doc-json.ts'
import { inSectionsOf, opensMore } from './translated-text.ts'

const doc = (prefix: string, ...content: readonly InlineJson[]): DocJson => ({
  type: 'doc',
  content: ['speaking_points', 'position'].map((kind, index) => ({
    type: 'section',
    attrs: { id: `${prefix}-${index}`, kind: kind as 'position' },
    content: [
      { type: 'sectionTitle', content: [{ type: 'text', text: 'Title' }] },
      { type: 'paragraph', content },
    ],
  })),
})
const words = (text: string): InlineJson => ({ type: 'text', text })
const inserted: InlineJson = {
  ...words('new'),
  marks: [{ type: 'insertion', attrs: { id: 's' } }],
} as InlineJson
const bracket: InlineJson = {
  type: 'bracket',
  attrs: { id: 'b', kind: 'unagreed' },
  content: [{ type: 'alternative', attrs: { id: 'w' }, content: [{ type: 'text', text: 'shall' }] }],
}

describe('a translated text', () => {
  it('[E190] has the ids of the sections of its text', () => {
    const placed = inSectionsOf(doc('a', words('Text.')), doc('b', words('Teksti.')))
    expect(placed.content.map(({ attrs }) => attrs.id)).toEqual(['a-0', 'a-1'])
    expect(JSON.stringify(placed)).toContain('Teksti.')
  })

  it('[E191] opens nothing that its text does not', () => {
    const text = doc('a', words('Text.'))
    expect(opensMore(text, doc('b', words('Teksti.')))).toBe(false)
    expect(opensMore(text, doc('b', inserted))).toBe(true)
    expect(opensMore(text, doc('b', bracket))).toBe(true)
    expect(opensMore(text, doc('b', words('[tulee]')))).toBe(true)
    expect(opensMore(doc('a', bracket), doc('b', bracket))).toBe(false)
    expect(opensMore(doc('a', bracket), doc('b', bracket, inserted))).toBe(true)
  })
})
