import type { DocJson } from '@samsyn/editor'
import { footnotesOf, plainText, withPassageNotes } from '@samsyn/editor'
import { expect, it } from 'vitest'
import { corrigendumMarks, reservationNotes } from './passage-marks.ts'

const text = (words: string, bold = false) => ({
  type: 'text' as const,
  text: words,
  ...(bold ? { marks: [{ type: 'bold' as const }] } : {}),
})
const doc: DocJson = {
  type: 'doc',
  content: [
    {
      type: 'section',
      attrs: { id: 's1', kind: 'position' },
      content: [
        { type: 'sectionTitle', content: [text('Article 12')] },
        { type: 'paragraph', content: [text('As Article '), text('12(3)', true), text(' says so.')] },
        {
          type: 'bulletList',
          content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [text('The end.')] }] }],
        },
      ],
    },
    {
      type: 'section',
      attrs: { id: 's2', kind: 'background' },
      content: [
        { type: 'sectionTitle', content: [text('Background')] },
        { type: 'paragraph', content: [text('As Article 12(3) says so.')] },
      ],
    },
  ],
}
const about = (number: number, passage: string, id = 's1') => ({
  number,
  passage,
  section: { id, title: '' },
})

it('[W453] the mark of a corrigendum stands behind its passage, whatever that is made of, and no word of the text changes', () => {
  const marked = withPassageNotes(doc, corrigendumMarks([about(1, 'Article 12(3)'), about(2, 'The end')]))
  expect(marked.content[0]?.content[1]).toEqual({
    type: 'paragraph',
    content: [
      text('As Article '),
      text('12(3)', true),
      { type: 'footnote', attrs: { id: 'corrigendum-1' } },
      text(' says so.'),
    ],
  })
  expect(JSON.stringify(marked.content[0]?.content[2])).toContain('corrigendum-2')
  expect(marked.content[0]?.content[0]).toEqual(doc.content[0]?.content[0])
  expect(marked.content[1]).toEqual(doc.content[1])
  expect(footnotesOf(doc)).toEqual([])
  expect(plainText(doc)).not.toContain('corrigendum')
})

it('[W453] a passage that is found nowhere has no mark, and without corrigenda nothing is made anew', () => {
  expect(withPassageNotes(doc, corrigendumMarks([about(1, 'Article 99')]))).toEqual(doc)
  expect(withPassageNotes(doc, corrigendumMarks([]))).toBe(doc)
})

const reserved = {
  type: 'scrutiny',
  passage: 'Article 12(3)',
  text: 'Too short.',
  lifted: null,
} as const

it('[W518] reservations about the same words are one footnote, in which those who say the same are together', () => {
  const lifted = { at: '2026-12-01T09:00:00.000Z', isSigned: true }
  const notes = reservationNotes([
    { ...reserved, country: 'DK', passage: 'The\u00a0end' },
    { ...reserved, country: 'FI', passage: 'Background' },
    { ...reserved, country: 'IS', passage: 'The end' },
    { ...reserved, country: 'NO', passage: 'The end', lifted },
    { ...reserved, country: 'SE', type: 'general', passage: null },
  ])
  expect(notes.map(({ said }) => said.map(({ countries }) => countries))).toEqual([
    [['DK', 'IS'], ['NO']],
    [['FI']],
  ])
  const numbers = footnotesOf(withPassageNotes(doc, notes)).map(({ id, number }) => [number, id])
  expect(numbers).toEqual([[1, 'reservation DK IS NO']])
  // Where words stand twice it is not guessed which are meant.
  const twice = reservationNotes([{ ...reserved, country: 'DK' }])
  expect(withPassageNotes(doc, twice)).toBe(doc)
})

it('[W453] [W518] a mark of either kind hides no words from the other', () => {
  const marks = [
    ...reservationNotes([{ ...reserved, country: 'FI', passage: 'Article 12 As Article' }]),
    ...corrigendumMarks([about(1, 'Article 12(3)')]),
  ]
  expect(footnotesOf(withPassageNotes(doc, marks)).map(({ id }) => id)).toEqual([
    'reservation FI',
    'corrigendum-1',
  ])
})
