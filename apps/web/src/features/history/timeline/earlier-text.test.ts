import { type BlockJson, compareDocs, type DocJson, plainText, type SectionJson } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import { earlierText, firstWords } from './earlier-text.ts'

const p = (text: string): BlockJson => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const section = (id: string, title: string, ...rest: readonly BlockJson[]): SectionJson => ({
  type: 'section',
  attrs: { id, kind: 'position' },
  content: [{ type: 'sectionTitle', content: [{ type: 'text', text: title }] }, ...rest],
})
const doc = (...content: readonly SectionJson[]): DocJson => ({ type: 'doc', content })

const once = doc(
  section('a', 'Position', p('We ask for six weeks before the first date.'), p('A pilot comes first.')),
  section('b', 'Annex', p('Figures of the year before, with their sources and dates.')),
  section('c', 'Background', p('Descriptions of the fields keep the figures comparable.')),
)
const now = doc(
  section('a', 'Position', p('We ask for eight weeks before the first date.')),
  section('c', 'Background', p('This is new.'), p('Descriptions of the fields keep the figures comparable.')),
)

describe('[W118] the text of a time', () => {
  it('is the earlier one, with the places that differ', () => {
    const { blocks, steps } = earlierText(compareDocs(once, now).blocks)
    expect(blocks.map(firstWords)).toHaveLength(3)
    expect(steps.map((step) => `${step.change}: ${firstWords(step)}`)).toEqual([
      'changed: We ask for six weeks before the first date.',
      'removed: A pilot comes first.',
      'removed: Annex Figures of the year before, with their sources and dat …',
    ])
  })

  it('[W119] each of which is known by its lines', () => {
    const { steps, passages } = earlierText(compareDocs(once, now).blocks)
    const lines = plainText(once)
      .split('\n')
      .filter((line) => line !== '')
    const linesOf = steps.map((step) => {
      const { from, to } = passages.get(step) ?? { from: 0, to: 0 }
      return lines.slice(from, to)
    })
    expect(linesOf).toEqual([
      ['We ask for six weeks before the first date.'],
      ['A pilot comes first.'],
      ['Annex', 'Figures of the year before, with their sources and dates.'],
    ])
  })

  it('[W119] what only moved is no passage to bring back', () => {
    const moved = doc(
      section('a', 'Position', p('A pilot comes first.'), p('We ask for six weeks before the first date.')),
    )
    const before = doc(...once.content.slice(0, 1))
    const { steps, passages } = earlierText(compareDocs(before, moved).blocks)
    expect(steps.map(({ change }) => change)).toEqual(['moved_from'])
    expect(passages.size).toBe(0)
  })
})
