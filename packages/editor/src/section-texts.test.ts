import { describe, expect, it } from 'vitest'
import { contentHash } from './canonical.ts'
import type { DocJson, InlineJson } from './doc-json.ts'
import { sectionTexts } from './section-texts.ts'

const words = (text: string): InlineJson => ({ type: 'text', text })
const marked = (text: string, type: 'insertion' | 'bold'): InlineJson =>
  ({ ...words(text), marks: [type === 'bold' ? { type } : { type, attrs: { id: 's' } }] }) as InlineJson
const bracket: InlineJson = {
  type: 'bracket',
  attrs: { id: 'b', kind: 'unagreed' },
  content: [{ type: 'alternative', attrs: { id: 'w' }, content: [{ type: 'text', text: 'shall' }] }],
}

const section = (id: string, ...content: readonly InlineJson[]): DocJson['content'][number] => ({
  type: 'section',
  attrs: { id, kind: 'position' },
  content: [
    { type: 'sectionTitle', content: [{ type: 'text', text: `Title of ${id}` }] },
    { type: 'paragraph', content },
  ],
})
const doc = (...content: DocJson['content'][number][]): DocJson => ({ type: 'doc', content })
const one = (...content: readonly InlineJson[]) => {
  const [text] = sectionTexts(doc(section('a', ...content)))
  if (!text) throw new Error('There is no section')
  return text
}

describe('the sections of a text', () => {
  it('[E192] are told by id and title, in their order, each with what is not settled in it', () => {
    const texts = sectionTexts(
      doc(
        section('a', words('Settled.')),
        section('b', bracket),
        section('c', words('within [12] weeks')),
        section('d', words('half a [bracket')),
        section('e', marked('new', 'insertion')),
        section('f', bracket, marked('new', 'insertion')),
      ),
    )
    expect(texts.map(({ id, title }) => [id, title])).toEqual(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => [id, `Title of ${id}`]),
    )
    const is = (key: 'isBracketed' | 'isSuggestedIn') =>
      texts
        .filter((text) => text[key])
        .map(({ id }) => id)
        .join('')
    expect(is('isBracketed')).toBe('bcdf')
    expect(is('isSuggestedIn')).toBe('ef')
  })

  it('[E192] have a hash of all that they say, and of nothing beside them', () => {
    const text = one(words('Settled.'))
    expect(text.hash).toBe(contentHash(doc(section('a', words('Settled.')))))
    const [, moved] = sectionTexts(doc(section('b', words('Other.')), section('a', words('Settled.'))))
    expect(moved?.hash).toBe(text.hash)
    const others = [
      one(words('Settled!')),
      one(marked('Settled.', 'bold')),
      one(marked('Settled.', 'insertion')),
      one(bracket),
    ]
    expect(new Set([text, ...others].map(({ hash }) => hash)).size).toBe(5)
  })

  it('[E192] are not read again where they did not change', () => {
    const same = section('a', words('Settled.'))
    const [before] = sectionTexts(doc(same))
    const [after] = sectionTexts(doc(same, section('b', words('New.'))))
    expect(after).toBe(before)
  })
})
