import { type DocJson, editorSchema } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import { placeOpenPoints } from './open-point-places.ts'

/** A document with a section for each group of lines. */
const docOf = (...sections: string[][]) =>
  editorSchema().nodeFromJSON({
    type: 'doc',
    content: sections.map((lines, index) => ({
      type: 'section',
      attrs: { id: `s${index}`, kind: 'position' },
      content: [
        { type: 'sectionTitle' },
        ...lines.map((text) => ({
          type: 'paragraph',
          ...(text === '' ? {} : { content: [{ type: 'text', text }] }),
        })),
      ],
    })),
  } as DocJson)

const placed = (...sections: string[][]) => {
  const doc = docOf(...sections)
  return placeOpenPoints(doc).map(({ kind, from, to }) => [kind, doc.textBetween(from, to)])
}

describe('places of open points', () => {
  it('[W13] are where the brackets stand, each of two with the same words in its own place', () => {
    const doc = docOf(['Due in [six] [eight] weeks.'], ['Sent [six] weeks before.', 'In [six] copies.'])
    const points = placeOpenPoints(doc)
    expect(points.map(({ from, to }) => doc.textBetween(from, to))).toEqual([
      '[six]',
      '[eight]',
      '[six]',
      '[six]',
    ])
    expect(new Set(points.map(({ from }) => from)).size).toBe(4)
  })

  it('[W13] no point is left out after a bracket without its partner', () => {
    expect(placed(['Due ] in [six] weeks [or eight.'])).toEqual([
      ['unbalanced_bracket', '] in [six] weeks [or eight.'],
      ['bracket', '[six]'],
      ['unbalanced_bracket', '[or eight.'],
    ])
  })

  it('[W13] an empty section has its place in itself', () => {
    const doc = docOf(['Words.'], [''])
    const [point] = placeOpenPoints(doc)
    expect(point?.kind).toBe('empty_section')
    expect(point && doc.resolve(point.from).node(1).attrs.id).toBe('s1')
  })
})
