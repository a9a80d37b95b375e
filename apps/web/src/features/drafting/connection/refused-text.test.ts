import type { DocJson } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import { refusedPassages } from './refused-text.ts'

const text = (...lines: string[]): DocJson => {
  const [first = '', ...rest] = lines
  const paragraph = (line: string) =>
    ({ type: 'paragraph', content: [{ type: 'text', text: line }] }) as const
  return {
    type: 'doc',
    content: [
      {
        type: 'section',
        attrs: { id: 's1', kind: 'position' },
        content: [{ type: 'sectionTitle' }, paragraph(first), ...rest.map(paragraph)],
      },
    ],
  }
}

describe('refused text', () => {
  it('[W11] is every line the person wrote or changed, as they had it', () => {
    const accepted = text('The first line stays.', 'Reports are due in six weeks.')
    const own = text('The first line stays.', 'Reports are due in eight weeks.', 'A sentence of my own.')
    expect(refusedPassages(accepted, own)).toEqual([
      'Reports are due in eight weeks.',
      'A sentence of my own.',
    ])
  })

  it('[W11] leaves out what others wrote meanwhile', () => {
    expect(refusedPassages(text('One line.', 'Written by a colleague.'), text('One line.'))).toEqual([])
  })
})
