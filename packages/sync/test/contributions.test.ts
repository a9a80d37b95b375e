import { describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import { readHistory } from '../src/index.ts'
import { elementWith, Writing } from './support/writing.ts'

const sentence = 'Definitions should be comparable with those in the act.'

/** Who did what after one place and up to another, as `who in section: +written -removed ~moved`. */
const told = (writing: Writing, after: number, through = writing.entries.length) =>
  readHistory(writing.entries)
    .contributions('default', { after, through })
    .map(
      ({ personId, section, written, removed, moved }) =>
        `${personId} in ${section?.title}: +${written} -${removed} ~${moved}`,
    )
    .sort()

/** Finland wrote a sentence, Sweden the background. */
function begun(): Writing {
  const writing = new Writing()
  writing.addSection('fi', 's1', 'Position', sentence)
  writing.addSection('se', 's2', 'Background', 'In force since 2021.')
  return writing
}

const section = (writing: Writing, personId: string, index: number) =>
  writing.page(personId).getXmlFragment('default').get(index) as Y.XmlElement

describe('[H13] who contributed what', () => {
  it('is, from the beginning, everything that stands', () => {
    const all = [
      `fi in Position: +${sentence.length + 8} -0 ~0`,
      `se in Background: +${'In force since 2021.'.length + 10} -0 ~0`,
    ]
    expect(told(begun(), 0)).toEqual(all)
    expect(told(begun(), 0, 1)).toEqual(all.slice(0, 1))
    expect(told(begun(), 2)).toEqual([])
  })

  it('is what was written and stands, and what was there and went', () => {
    const writing = begun()
    writing.line('dk', 0, 1).delete(0, 12)
    writing.line('dk', 0, 1).insert(0, 'Terms ')
    writing.line('no', 1, 1).insert(0, 'Mostly ')
    expect(told(writing, 2)).toEqual(['dk in Position: +6 -12 ~0', 'no in Background: +7 -0 ~0'])
    // At an earlier end, what was removed later is still there.
    expect(told(writing, 2, 3)).toEqual(['dk in Position: +0 -12 ~0'])
    expect(told(writing, 3, 4)).toEqual(['dk in Position: +6 -0 ~0'])
  })

  it('is nothing that came and went in that time', () => {
    const writing = begun()
    writing.line('dk', 0, 1).insert(0, 'Perhaps ')
    writing.line('no', 0, 1).delete(0, 8)
    expect(told(writing, 2)).toEqual([])
    expect(told(writing, 3)).toEqual(['no in Position: +0 -8 ~0'])
  })

  it('is for a move that it was moved, and neither written nor removed', () => {
    const writing = begun()
    const page = writing.page('dk')
    page.transact(() => {
      section(writing, 'dk', 0).delete(1, 1)
      section(writing, 'dk', 1).insert(2, [elementWith('paragraph', sentence)])
    })
    expect(told(writing, 2)).toEqual([`dk in Background: +0 -0 ~${sentence.length}`])
    writing.line('no', 1, 2).delete(0, 12)
    expect(told(writing, 2)).toEqual([
      `dk in Background: +0 -0 ~${sentence.length - 12}`,
      'no in Background: +0 -12 ~0',
    ])
  })

  it('is, of what was written and moved in that time, its author’s', () => {
    const writing = begun()
    section(writing, 'no', 0).insert(2, [elementWith('paragraph', 'A pilot comes first.')])
    writing.page('dk').transact(() => {
      section(writing, 'dk', 0).delete(2, 1)
      section(writing, 'dk', 1).insert(2, [elementWith('paragraph', 'A pilot comes first.')])
    })
    expect(told(writing, 2)).toEqual(['no in Background: +20 -0 ~0'])
  })

  it('names a section that went', () => {
    const writing = begun()
    writing.page('dk').getXmlFragment('default').delete(0, 1)
    expect(told(writing, 2)).toEqual([`dk in Position: +0 -${sentence.length + 8} ~0`])
  })
})
