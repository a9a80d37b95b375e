import { describe, expect, it } from 'vitest'
import { doc, p, section } from '../../test/builders.ts'
import {
  type BlockJson,
  type ComparedBlock,
  compareDocs,
  contentHash,
  plainText,
  printable,
  type TableForm,
  type TableJson,
  type TableRowJson,
} from '../index.ts'
import { columnLabels } from './column-labels.ts'
import { rowLabels } from './row-numbers.ts'

const cells = (type: 'tableCell' | 'tableHeader', words: readonly string[]) =>
  words.map((each) => ({ type, content: [p(each)] }))
const head: TableRowJson = {
  type: 'tableRow',
  content: cells('tableHeader', ['Proposal', 'EP', 'Council', 'Agreement']),
}
const row = (...words: string[]): TableRowJson => ({ type: 'tableRow', content: cells('tableCell', words) })
const suggested = (words: string): TableRowJson => ({ ...row(words), attrs: { suggestedInsertion: 's' } })
const table = (form: TableForm, ...content: TableRowJson[]): TableJson => ({
  type: 'table',
  attrs: { form },
  content,
})
const labels = (...rows: TableRowJson[]) => rowLabels(table('trilogue', ...rows), 'en')

describe('[E176] the rows of a trilogue table', () => {
  it('are numbered, the head apart, and those of no other table are', () => {
    expect(labels(head, row('a'), row('b'))).toEqual(['Row', '1', '2'])
    expect(labels(row('a'), row('b'))).toEqual(['1', '2'])
    expect(labels(head, head, row('a'))).toEqual(['Row', '', '1'])
    expect(labels(head)).toEqual(['Row'])
    expect(rowLabels(table('presidency', head, row('a')), 'en')).toBe(null)
    expect(rowLabels({ type: 'table', content: [head] }, 'en')).toBe(null)
  })

  it('keep their numbers until a row that is suggested is decided', () => {
    expect(labels(head, row('a'), suggested('new'), suggested('newer'), row('b'))).toEqual([
      'Row',
      '1',
      '1a',
      '1b',
      '2',
    ])
    expect(labels(head, suggested('new'), row('a'), suggested('last'))).toEqual(['Row', '-1', '1', '1a'])
    expect(labels(head, suggested('only'))).toEqual(['Row', '1'])
  })

  it('have numbers that are no part of the text', () => {
    const text = doc(section('s', 'T', [table('trilogue', head, row('a', 'b', 'c', 'd'))]))
    expect(plainText(text)).not.toMatch(/\d/)
    expect(contentHash(text)).toBe(contentHash(JSON.parse(JSON.stringify(text))))
  })
})

describe('[E177] the numbers of rows', () => {
  const first = (blocks: readonly BlockJson[]) =>
    (blocks.find(({ type }) => type === 'table') as TableJson).content.map(({ content: [cell] = [] }) => cell)

  it('are printed as the first column, under what they are called in the language of the text', () => {
    const text = doc(section('s', 'T', [table('trilogue', head, row('a'), row('b'))]))
    const [, ...blocks] = printable(text, { language: 'da' }).content[0]?.content ?? []
    expect(first(blocks as BlockJson[])).toEqual(
      ['Række', '1', '2'].map((label) => ({ type: 'tableHeader', content: [p(label)] })),
    )
    const [, ...plain] = printable(text, { withRowNumbers: false }).content[0]?.content ?? []
    expect(first(plain as BlockJson[])[1]).toEqual({ type: 'tableCell', content: [p('a')] })
  })

  /** Rows as their change and their cells: what came in +…+, what went in −…−. */
  const compared = (before: TableRowJson[], after: TableRowJson[]) => {
    const docOf = (rows: TableRowJson[]) => doc(section('s', 'T', [table('trilogue', head, ...rows)]))
    const { blocks, summary } = compareDocs(docOf(before), docOf(after), { language: 'en' })
    const rows: ComparedBlock[] = []
    const visit = (block: ComparedBlock) => {
      if (block.kind === 'line') return
      if (block.node.type === 'tableRow') rows.push(block)
      else block.children.forEach(visit)
    }
    blocks.forEach(visit)
    return { rows: rows.map((each) => `${each.change}: ${wordsOf(each)}`), summary }
  }
  const wordsOf = (block: ComparedBlock): string =>
    block.kind === 'line'
      ? block.runs
          .map(({ text, change }) => ({ same: text, added: `+${text}+`, removed: `−${text}−` })[change])
          .join('')
      : block.children.map(wordsOf).join(block.node.type === 'tableRow' ? ' | ' : '')

  it('are beside what is compared: a row with another number did not change', () => {
    const { rows, summary } = compared(
      [row('Alpha one'), row('Beta two')],
      [row('Alpha one'), row('Gamma three'), row('Beta four')],
    )
    expect(rows).toEqual([
      'same: Row | Proposal | EP | Council | Agreement',
      'same: 1 | Alpha one',
      'added: +2+ | +Gamma three+',
      'changed: −2−+3+ | Beta −two−+four+',
    ])
    expect(summary).toMatchObject({ added: 1, changed: 1, removed: 0 })
  })

  it('of a row that went and of a table that stayed are those of the earlier text', () => {
    expect(compared([row('Alpha one'), row('Beta two')], [row('Beta two')]).rows.slice(1)).toEqual([
      'removed: −1− | −Alpha one−',
      'same: −2−+1+ | Beta two',
    ])
    expect(compared([row('Alpha one')], [row('Alpha one')]).rows.slice(1)).toEqual(['same: 1 | Alpha one'])
    expect(
      compared([row('Alpha one'), suggested('Beta two')], [row('Alpha one'), row('Beta two')]).rows[2],
    ).toBe('changed: −1a−+2+ | Beta two')
  })
})

describe('[E180] columns that stand below each other', () => {
  it('are called as the head of a table of the Council calls them', () => {
    expect(columnLabels(table('trilogue', head, row('a')))).toEqual([
      'Proposal',
      'EP',
      'Council',
      'Agreement',
    ])
    expect(columnLabels(table('presidency', row('a')))).toBe(null)
    expect(columnLabels(table('amendment', head))).toBe(null)
    const joined: TableRowJson = {
      type: 'tableRow',
      content: [{ type: 'tableHeader', attrs: { colspan: 2 }, content: [p('x')] }],
    }
    expect(columnLabels(table('trilogue', joined))).toBe(null)
    expect(columnLabels(table('trilogue', head, joined))).toBe(null)
  })
})
