import { parseDoc } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import { listed, numbering, para, run, swedishStyles } from '../test/build-word.ts'
import { outlineOf, readBuilt } from '../test/outline.ts'

const styles = swedishStyles
const read = async (body: string) => {
  const text = await readBuilt({ body, styles, numbering })
  expect(parseDoc(text.doc)).toMatchObject({ ok: true })
  return { ...text, outline: outlineOf(text.doc) }
}
const heading = (level: number, words: string) => para(run(words), { style: `Rubrik${level}` })
const item = (words: string, number: number, level = 0) =>
  para(run(words), { style: 'Liststycke', properties: listed(number, level) })
const cell = (content: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`
const row = (cells: string, properties = '') => `<w:tr><w:trPr>${properties}</w:trPr>${cells}</w:tr>`

describe('[I10] sections', () => {
  it('begin at the highest headings, whatever Word calls them, and the title of the file is none of them', async () => {
    const { outline, title } = await read(
      [
        para(run('Yttrande'), { style: 'Rubrik' }),
        para(run('Before the first heading.')),
        heading(1, 'One'),
        para(run('a')),
        heading(2, 'Under one'),
        heading(3, 'Deeper'),
        para(run('Own style'), { style: 'Egen' }),
        heading(1, 'Two'),
      ].join(''),
    )
    expect(title).toBe('Yttrande')
    expect(outline).toEqual([
      'section kind=position',
      '  sectionTitle: Yttrande',
      '  paragraph: Before the first heading.',
      'section kind=position',
      '  sectionTitle: One',
      '  paragraph: a',
      '  heading level=3: Under one',
      '  heading level=4: Deeper',
      '  heading level=3: Own style',
      'section kind=position',
      '  sectionTitle: Two',
      '  paragraph',
    ])
  })

  it('begin at the second level where there is no first, and at an outline level that a paragraph has itself', async () => {
    const { outline, losses } = await read(
      [
        heading(2, 'One'),
        heading(3, 'Under'),
        heading(4, 'Deeper'),
        para(run('Two'), { properties: '<w:outlineLvl w:val="1"/>' }),
        para(run('Text.')),
      ].join(''),
    )
    expect(outline.map((line) => line.trim())).toEqual([
      'section kind=position',
      'sectionTitle: One',
      'heading level=3: Under',
      'heading level=4: Deeper',
      'section kind=position',
      'sectionTitle: Two',
      'paragraph: Text.',
    ])
    expect(losses).toEqual([])
  })

  it('take headings that are deeper than those of a text as subheadings, and say so', async () => {
    const { outline, losses } = await read(heading(1, 'One') + heading(4, 'Deep') + para(run('x')))
    expect(outline).toContain('  heading level=4: Deep')
    expect(losses).toEqual([{ kind: 'heading_level', count: 1, words: ['Deep'] }])
  })

  it('are one where a file has no heading at all', async () => {
    const { outline } = await read(para(run('Only this.')))
    expect(outline).toEqual(['section kind=position', '  sectionTitle', '  paragraph: Only this.'])
  })

  it('leave a table of contents out, and say so', async () => {
    const { outline, losses } = await read(
      para(run('One 1'), { style: 'Innehll1' }) + heading(1, 'One') + para(run('x')),
    )
    expect(outline.join('\n')).not.toContain('One 1')
    expect(losses).toEqual([{ kind: 'contents', count: 1, words: [] }])
  })
})

describe('[I11] the kind of a section', () => {
  it('is that of its title in any language, otherwise a position', async () => {
    const { doc } = await read(
      ['Talepunkter', 'bakgrund', 'Perustelut', 'Whatever']
        .map((title) => heading(1, title) + para(run('x')))
        .join(''),
    )
    expect(doc.content.map(({ attrs }) => attrs.kind)).toEqual([
      'speaking_points',
      'background',
      'justification',
      'position',
    ])
  })
})

describe('[I12] lists', () => {
  it('nest as they look, and count as Word does', async () => {
    const { outline, losses } = await read(
      [
        item('one', 2),
        item('a', 2, 1),
        item('b', 2, 1),
        item('two', 2),
        para(run('goes on'), { style: 'Liststycke' }),
        item('point', 1, 1),
        para(run('Between.')),
        item('three', 2),
        item('seven', 3),
        item('eight', 3),
      ].join(''),
    )
    expect(outline).toEqual([
      'section kind=position',
      '  sectionTitle',
      '  orderedList',
      '    listItem',
      '      paragraph: one',
      '      orderedList',
      '        listItem',
      '          paragraph: a',
      '        listItem',
      '          paragraph: b',
      '    listItem',
      '      paragraph: two',
      '      paragraph: goes on',
      '      bulletList',
      '        listItem',
      '          paragraph: point',
      '  paragraph: Between.',
      '  orderedList start=3',
      '    listItem',
      '      paragraph: three',
      '  orderedList start=7',
      '    listItem',
      '      paragraph: seven',
      '    listItem',
      '      paragraph: eight',
    ])
    expect(losses).toEqual([{ kind: 'list_format', count: 2, words: [] }])
  })

  it('are lists by their style, too, and headings with numbers are none', async () => {
    const { outline, losses } = await read(
      [
        para(run('Numbered heading'), { style: 'Rubrik1', properties: listed(2) }),
        para(run('bullet'), { style: 'Punktlista' }),
        para(run('none'), { style: 'Punktlista', properties: '<w:numPr><w:numId w:val="0"/></w:numPr>' }),
      ].join(''),
    )
    expect(outline).toEqual([
      'section kind=position',
      '  sectionTitle: Numbered heading',
      '  bulletList',
      '    listItem',
      '      paragraph: bullet',
      '  paragraph: none',
    ])
    expect(losses).toEqual([{ kind: 'heading_number', count: 1, words: ['Numbered heading'] }])
  })

  it('and quotations are together', async () => {
    const quoted = (words: string) => para(run(words), { style: 'Citat' })
    const { outline } = await read(quoted('one') + quoted('two') + para(run('x')) + quoted('three'))
    expect(outline.slice(2)).toEqual([
      '  blockquote',
      '    paragraph: one',
      '    paragraph: two',
      '  paragraph: x',
      '  blockquote',
      '    paragraph: three',
    ])
  })
})

describe('[I13] tables', () => {
  it('keep spans, header rows and what is in their cells', async () => {
    const { outline } = await read(
      `<w:tbl>${row(cell(para(run('Head')), '<w:gridSpan w:val="3"/>'), '<w:tblHeader/>')}${row(
        cell(para(run('tall')), '<w:vMerge w:val="restart"/>') + cell(item('x', 1)) + cell(''),
      )}${row(cell(para(''), '<w:vMerge/>') + cell(`<w:tbl>${row(cell(para(run('inner'))))}</w:tbl>${para('')}`) + cell(para(run('end'))))}</w:tbl>`,
    )
    expect(outline.slice(2)).toEqual([
      '  table',
      '    tableRow',
      '      tableHeader colspan=3',
      '        paragraph: Head',
      '    tableRow',
      '      tableCell rowspan=2',
      '        paragraph: tall',
      '      tableCell',
      '        bulletList',
      '          listItem',
      '            paragraph: x',
      '      tableCell',
      '        paragraph',
      '    tableRow',
      '      tableCell',
      '        table',
      '          tableRow',
      '            tableCell',
      '              paragraph: inner',
      '      tableCell',
      '        paragraph: end',
    ])
  })

  it('have spans within reason, whatever the file says', async () => {
    const { outline } = await read(
      `<w:tbl>${row(cell(para(run('x')), '<w:gridSpan w:val="100000"/>') + cell(para(run('y')), '<w:gridSpan w:val="-3"/>'))}</w:tbl>`,
    )
    expect(outline).toContain('      tableCell colspan=100')
    expect(outline).toContain('      tableCell')
  })
})

describe('[I14] empty paragraphs', () => {
  it('are space', async () => {
    const { outline } = await read(para('') + para(run('one')) + para('') + para('') + para(run('two')))
    expect(outline.slice(2)).toEqual(['  paragraph: one', '  paragraph: two'])
  })
})

describe('[I40] a table of the Council', () => {
  const own = `${styles}
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Samsyn trilogue table"/></w:style>
<w:style w:type="paragraph" w:styleId="P"><w:name w:val="Samsyn Presidency table"/></w:style>
<w:style w:type="character" w:styleId="N"><w:name w:val="Samsyn computed number"/></w:style>`
  const fill = '<w:shd w:val="clear" w:color="auto" w:fill="E3E9F0"/>'
  const head = (content: string) => cell(para(content), fill)
  const number = (words: string) => head(run(words, '<w:rStyle w:val="N"/>'))
  const data = (words: string) => cell(para(run(words)))
  const readTable = async (key: string, ...rows: string[]) => {
    const body = `${heading(1, 'One')}${para(run('Key.'), { style: key })}<w:tbl>${rows.map((each) => row(each)).join('')}</w:tbl>`
    const { doc, losses } = await readBuilt({ body, styles: own, numbering })
    expect(parseDoc(doc)).toMatchObject({ ok: true })
    return {
      outline: outlineOf(doc)
        .slice(2)
        .map((line) => line.trim()),
      losses,
    }
  }

  it('is of the form that the line before it says, without the numbers of its rows', async () => {
    const { outline, losses } = await readTable(
      'T',
      number('Row') + head(run('Proposal')),
      number('1') + data('Alpha'),
      number('1a') + data('Beta'),
    )
    expect(outline).toEqual([
      'table form=trilogue markingKey=Key.',
      ...['tableRow', 'tableHeader', 'paragraph: Proposal'],
      ...['tableRow', 'tableCell', 'paragraph: Alpha'],
      ...['tableRow', 'tableCell', 'paragraph: Beta'],
    ])
    expect(losses).toEqual([])
  })

  it('loses a number that somebody wrote before a row, and says so', async () => {
    const { outline, losses } = await readTable(
      'T',
      number('1') + data('Alpha'),
      head(run('2')) + data('Beta'),
    )
    expect(outline.filter((line) => line === 'tableHeader')).toEqual([])
    expect(losses).toEqual([{ kind: 'row_number', count: 1, words: ['2'] }])
  })

  it('keeps every cell where its first column is something else', async () => {
    const noted = await readTable('T', number('1') + data('Alpha'), head(run('2 see above')) + data('Beta'))
    expect(noted.outline).toContain('paragraph: 2 see above')
    expect(noted.outline.filter((line) => line === 'tableHeader')).toHaveLength(2)
    const gone = await readTable('T', data('1') + data('Alpha'))
    expect(gone.outline.filter((line) => line === 'tableCell')).toHaveLength(2)
    const other = await readTable('P', number('1') + data('Alpha'))
    expect(other.outline[0]).toBe('table form=presidency markingKey=Key.')
    expect(other.outline.filter((line) => line === 'tableHeader')).toHaveLength(1)
    expect([noted, gone, other].flatMap(({ losses }) => losses)).toEqual([])
  })
})
