import type { CellJson, TableRowJson } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import { doc, p, plainFacts, table, td, th } from '../test/builders.ts'
import { toHtml, toPlainText } from './index.ts'
import { tableGrid } from './table-grid.ts'

const row = (...content: readonly CellJson[]): TableRowJson => ({ type: 'tableRow', content })

/** The words of a cell, or a dot where another one only reaches. */
const drawn = (rows: readonly TableRowJson[]) =>
  tableGrid(rows).map((cells) => cells.map((cell) => (cell ? nameOf(cell) : '.')).join(''))

function nameOf({ content: [block] }: CellJson): string {
  const [inline] = block?.type === 'paragraph' ? (block.content ?? []) : []
  return inline?.type === 'text' ? inline.text : '?'
}

describe('tableGrid', () => {
  it.each<[string, readonly TableRowJson[], readonly string[]]>([
    ['rows of unequal length', [row(td('a')), row(td('b'), td('c'))], ['a.', 'bc']],
    ['a tall cell at the end', [row(td('a'), td('b', { rowspan: 2 })), row(td('c'))], ['ab', 'c.']],
    [
      'a block of two by two',
      [row(td('a', { colspan: 2, rowspan: 2 }), td('b')), row(td('c')), row(td('d'), td('e'), td('f'))],
      ['a.b', '..c', 'def'],
    ],
    ['a cell taller than the table', [row(td('a', { rowspan: 9 }), td('b'))], ['ab']],
    ['a row that a tall cell fills', [row(td('a', { rowspan: 2 })), row()], ['a', '.']],
    ['nothing at all', [row()], ['.']],
  ])('[X10] %s', (_name, rows, expected) => {
    expect(drawn(rows)).toEqual(expected)
  })

  it('[X2] [X10] loses no cell where spans run into each other', () => {
    const rows = [row(td('a'), td('b', { rowspan: 2 })), row(td('c', { colspan: 2 }), td('d'))]
    expect(drawn(rows).join('').replaceAll('.', '').split('').sort()).toEqual(['a', 'b', 'c', 'd'])
  })

  it('[X10] plain text keeps cells in their columns', () => {
    const tall = table([th('H1'), th('H2')], [td('tall', { rowspan: 2 }), td('b')], [td('c')])
    expect(toPlainText(doc(tall), plainFacts)).toContain('H1 | H2\ntall | b\n | c\n')
  })

  it('[X4] a header cell beside data heads its row, any other its column', () => {
    const html = toHtml(doc(p('x'), table([th('a'), th('b')], [th('row'), td('c')])), plainFacts)
    expect(html).toContain('<th scope="col"><p>a</p></th><th scope="col"><p>b</p></th>')
    expect(html).toContain('<th scope="row"><p>row</p></th><td><p>c</p></td>')
  })
})
