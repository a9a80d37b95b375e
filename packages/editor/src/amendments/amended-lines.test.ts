import { describe, expect, it } from 'vitest'
import { alternative, bracket, doc, li, line, list, note, p, section, text } from '../../test/builders.ts'
import type { BlockJson, CellJson, InlineJson, TableForm, TableJson } from '../index.ts'
import { plainText, printable } from '../index.ts'
import { amendedLines } from './amended-lines.ts'

type Cell = string | readonly BlockJson[]

const cell = (content: Cell, type: CellJson['type'] = 'tableCell', attrs = {}): CellJson => ({
  type,
  attrs,
  content: typeof content === 'string' ? [p(content)] : content,
})
const amendment = (...rows: CellJson[][]): TableJson => ({
  type: 'table',
  attrs: { form: 'amendment', markingKey: 'Added, deleted.' },
  content: rows.map((content) => ({ type: 'tableRow', content })),
})
const council = (form: TableForm, ...rows: CellJson[][]): TableJson => ({
  ...amendment(...rows),
  attrs: { form },
})
const row = (...cells: Cell[]) => cells.map((content) => cell(content))

/** A table as it prints, its rows after the key: added words in +…+, those that go in −…−. */
const shown = (table: TableJson): string[] => {
  const blocks = printable(doc(section('s', 'T', [table]))).content[0]?.content.slice(1) ?? []
  const printed = blocks.find((block): block is TableJson => block.type === 'table')
  return (printed?.content ?? []).map(({ content = [] }) =>
    content.map(({ content: inner }) => inner.map(wordsOf).join('¶')).join(' | '),
  )
}
const wordsOf = (block: BlockJson): string => {
  if (block.type !== 'paragraph' && block.type !== 'heading')
    return block.content.map((child) => wordsOf(child as unknown as BlockJson)).join('¶')
  return (block.content ?? []).map(inlineOf).join('')
}
const inlineOf = (inline: InlineJson): string => {
  if (inline.type === 'hardBreak') return '↵'
  if (inline.type === 'footnote') return `^${inline.attrs.id}^`
  if (inline.type === 'bracket')
    return `[${inline.content.map(({ content = [] }) => content.map(inlineOf).join('')).join('/')}]`
  const marks = (inline.marks ?? []).map(({ type }) => type)
  if (marks.includes('strike')) return `−${inline.text}−`
  return marks.includes('bold') && marks.includes('underline') ? `+${inline.text}+` : inline.text
}
const act = 'Authorities shall report within six weeks.'

describe('[E155] [E156] the proposal is compared with the text of the act', () => {
  it.each([
    ['two columns', row(act, 'Authorities shall report within eight weeks.')],
    ['three columns', row(act, 'Authorities shall report within eight weeks.', 'Time.')],
    [
      'four columns, the first of which heads the row',
      [
        cell('Article 3', 'tableHeader'),
        ...row(act, 'Authorities shall report within eight weeks.', 'Time.'),
      ],
    ],
  ])('word by word, with %s', (_name, cells) => {
    const [printed] = shown(amendment(cells))
    expect(printed).toContain('Authorities shall report within −six−+eight+ weeks.')
    expect(printed?.split(' | ').filter((each) => /[+−]/.test(each))).toHaveLength(1)
  })

  it('each row by itself, and not in the head', () => {
    const head = [cell('Text of the act', 'tableHeader'), cell('Nordic proposal', 'tableHeader')]
    expect(shown(amendment(head, row('One.', 'One.'), row('Two.', 'Two or three.')))).toEqual([
      'Text of the act | Nordic proposal',
      'One. | One.',
      'Two. | Two+ or three+.',
    ])
  })

  it('not before there is a proposal, and as new where there is no text of the act', () => {
    expect(shown(amendment(row(act, ''), row('', 'New.')))).toEqual([`${act} | `, ' | +New.+'])
  })

  it('over lines: paragraphs, points and breaks that come and go', () => {
    expect(shown(amendment(row([p('One.'), p('Two.')], [p('One.')])))).toEqual(['One.¶Two. | One.↵−Two.−'])
    expect(shown(amendment(row([p('One.')], [p('One.'), list(li(p('Two.')))])))).toEqual([
      'One. | One.¶+Two.+',
    ])
    expect(shown(amendment(row([p('One.'), p('Two.')], [p('Two.')])))).toEqual(['One.¶Two. | −One.−↵Two.'])
  })

  it('with the blanks that a word leaves behind', () => {
    expect(shown(amendment(row(act, 'Authorities shall report within  weeks.')))).toEqual([
      `${act} | Authorities shall report within −six− weeks.`,
    ])
  })

  it('whatever formats lie on the words', () => {
    const bold: BlockJson = line(
      text('Authorities', [{ type: 'bold' }]),
      text(' shall report within six weeks.'),
    )
    expect(shown(amendment(row(act, [bold])))).toEqual([`${act} | ${act}`])
  })

  it('in brackets and beside footnotes', () => {
    const rival = bracket('b', alternative('x', ['DK'], text('six')), alternative('y', ['SE'], text('eight')))
    const words = line(
      text('Authorities shall report within '),
      rival,
      text(' weeks'),
      note('n', text('Or so.')),
      text('.'),
    )
    expect(shown(amendment(row(act, [words])))).toEqual([
      `${act} | Authorities shall report within [six/+eight+] weeks^n^.`,
    ])
  })

  it('as if what is suggested were not accepted: that is shown as a suggestion', () => {
    const suggested = line(
      text('Authorities shall report within '),
      text('six', [{ type: 'deletion', attrs: { id: 's' } }]),
      text('eight', [{ type: 'insertion', attrs: { id: 's' } }]),
      text(' weeks.'),
    )
    expect(amendedLines(amendment(row(act, [suggested]))).size).toBe(0)
  })

  it('in no row with joined cells, and in no other table', () => {
    const tall = [cell('One.', 'tableCell', { rowspan: 2 }), cell('Two.')]
    expect(amendedLines(amendment(tall, [cell('Three.')], row('Four.', 'Five.'))).size).toBe(1)
    expect(amendedLines({ ...amendment(row('Four.', 'Five.')), attrs: {} }).size).toBe(0)
  })

  it('and keeps every character of it', () => {
    const words = 'Within eight weeks authorities shall report, and publish what they report.'
    const [printed = ''] = shown(amendment(row(act, words)))
    expect(
      printed
        .split(' | ')[1]
        ?.replace(/−[^−]*−/g, '')
        .replaceAll('+', ''),
    ).toBe(words)
    expect(plainText(doc(section('s', 'T', [amendment(row(act, words))])))).toContain(words)
  })
})

describe('[E175] in the forms of the Council', () => {
  const changes = (form: TableForm, cells: readonly string[]) =>
    [...amendedLines(council(form, row(...cells)))].map(([{ content = [] }, { added, removed }]) => [
      content.map(inlineOf).join(''),
      added.map(({ from, to }) => content.map(inlineOf).join('').slice(from, to)).join(),
      removed.map(({ text: words }) => words).join(),
    ])

  it('the Presidency text is compared with the proposal, and our suggestion with the Presidency text', () => {
    expect(changes('presidency', ['Six weeks.', 'Eight weeks.', 'Nine weeks.'])).toEqual([
      ['Eight weeks.', 'Eight', 'Six'],
      ['Nine weeks.', 'Nine', 'Eight'],
    ])
  })

  it('our suggestion with the proposal, where the Presidency has no text', () => {
    expect(changes('presidency', ['Six weeks.', '', 'Nine weeks.'])).toEqual([['Nine weeks.', 'Nine', 'Six']])
    const only = row(
      'Six weeks.',
      [line(text('New.', [{ type: 'insertion', attrs: { id: 's' } }]))],
      'Nine weeks.',
    )
    expect(amendedLines(council('presidency', only)).size).toBe(1)
    expect(changes('presidency', ['', '', 'New.'])).toEqual([['New.', 'New.', '']])
  })

  it('all that is on the table of a trilogue is compared with the proposal', () => {
    expect(changes('trilogue', ['Six weeks.', 'Four weeks.', 'Six weeks.', 'Five weeks.'])).toEqual([
      ['Four weeks.', 'Four', 'Six'],
      ['Five weeks.', 'Five', 'Six'],
    ])
  })

  it('a cell more than the form has is compared with nothing', () => {
    expect(changes('presidency', ['Six.', 'Six.', 'Six.', 'Other.'])).toEqual([])
    expect(changes('amendment', ['Six.', 'Six.', 'Other.', 'Other.'])).toEqual([])
  })
})
