import type { CellJson } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import { columnWidths } from './column-widths.ts'

const cell = (text: string, colspan = 1): CellJson => ({
  type: 'tableCell',
  attrs: { colspan },
  content: [{ type: 'paragraph', ...(text === '' ? {} : { content: [{ type: 'text', text }] }) }],
})
const row = (...content: CellJson[]) => ({ type: 'tableRow' as const, content })

describe('[X26] the columns of a table', () => {
  it('are as wide as their fullest cell asks for, between a number and a long wording', () => {
    expect(columnWidths([row(cell('3'), cell('a'.repeat(30)), cell('b'.repeat(500)))], 9600)).toEqual([
      600, 3000, 6000,
    ])
  })

  it('do not go by what reaches over several of them, and share alike where there is nothing', () => {
    expect(columnWidths([row(cell('x'.repeat(50), 2)), row(cell(''), cell(''))], 9000)).toEqual([4500, 4500])
  })
})
