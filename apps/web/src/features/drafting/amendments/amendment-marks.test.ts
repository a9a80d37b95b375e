import { editorSchema } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import { marksOf } from './amendment-marks.ts'

const cell = (type: string, ...lines: string[]) => ({
  type,
  content: lines.map((text) => ({
    type: 'paragraph',
    ...(text === '' ? {} : { content: [{ type: 'text', text }] }),
  })),
})
const docOf = (form: string | null, ...rows: string[][][]) => docWith(form, [], ...rows)
const docWith = (form: string | null, head: string[], ...rows: string[][][]) =>
  editorSchema().nodeFromJSON({
    type: 'doc',
    content: [
      {
        type: 'section',
        attrs: { id: 's', kind: 'position' },
        content: [
          { type: 'sectionTitle' },
          {
            type: 'table',
            attrs: { form },
            content: [
              ...(head.length === 0
                ? []
                : [{ type: 'tableRow', content: head.map((title) => cell('tableHeader', title)) }]),
              ...rows.map((cells) => ({
                type: 'tableRow',
                content: cells.map((lines) => cell('tableCell', ...lines)),
              })),
            ],
          },
        ],
      },
    ],
  })
const added = (doc: ReturnType<typeof docOf>) =>
  marksOf(doc, 'en')
    .find()
    .filter(({ from, to, spec }) => to > from && !('label' in spec))
    .map(({ from, to }) => doc.textBetween(from, to))

describe('marks in the proposals of amendment tables', () => {
  it('[W142] lie on the words that are added, wherever the line stands', () => {
    const doc = docOf(
      'amendment',
      [['One.'], ['One.']],
      [['Within six weeks.'], ['First.', 'Within eight or nine weeks.']],
    )
    expect(added(doc)).toEqual(['First.', 'eight or nine'])
    const [away] = marksOf(doc, 'en')
      .find()
      .filter(({ from, to }) => from === to)
    expect(away && doc.textBetween(away.from, away.from + 5)).toBe('eight')
    expect(away?.spec.key).toBe('amended-away six')
  })

  it('[W142] are in no other table', () => {
    expect(added(docOf(null, [['One.'], ['Two.']]))).toEqual([])
  })

  it('[W211] number the rows of a trilogue, and say what its columns are called', () => {
    const labelsOf = (form: string, language: 'en' | 'fi') =>
      marksOf(docWith(form, ['Proposal', 'The "EP"'], [['One.'], ['One.']], [['Two.'], ['Three.']]), language)
        .find()
        .flatMap(({ spec: { label } }) => (label === undefined ? [] : [label]))
    const columns = '--column-1: "Proposal";--column-2: "The  EP ";'
    expect(labelsOf('trilogue', 'fi')).toEqual([columns, 'Rivi', '1', '2'])
    expect(labelsOf('presidency', 'en')).toEqual([columns])
    expect(labelsOf('amendment', 'en')).toEqual([])
  })
})
