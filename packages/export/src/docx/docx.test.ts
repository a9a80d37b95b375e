import { type BlockJson, type DocJson, type MarkJson, suggestionIdFromFile } from '@samsyn/editor'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyDoc } from '../../test/any-doc.ts'
import { br, doc, li, link, ol, p, table, td, text, th, ul } from '../../test/builders.ts'
import { withOwnIds } from '../../test/own-ids.ts'
import { elements, textIn, WordFile, wordValue } from '../../test/word-file.ts'
import { type DocxFacts, type DocxMargin, toDocx } from '../index.ts'

const document = 'word/document.xml'
const facts: DocxFacts = {
  title: 'Joint <comments> & more',
  language: 'fi',
  head: ['Luonnos 27.11.2026'],
  notices: [],
  reservations: null,
  foot: ['SHA-256 abc'],
  sampleMark: 'Esimerkki: ei minkään maan kanta',
  state: 'LUONNOS',
  marking: 'Sisäinen – osapuolet',
}
const bare: DocxMargin = { threads: [], suggestions: new Map() }
const written = async (text: DocJson, margin: DocxMargin = bare) =>
  WordFile.open(await toDocx(text, facts, margin))
const at = '2026-11-23T12:00:00.000Z'
const insertion = (id: string): MarkJson => ({ type: 'insertion', attrs: { id } })
const deletion = (id: string): MarkJson => ({ type: 'deletion', attrs: { id } })
const marked = (words: string, ...marks: readonly MarkJson[]) => ({
  type: 'text' as const,
  text: words,
  marks,
})

describe('a Word file', () => {
  it('[X16] [X20] [X163] says on every page what it is, and its title, facts and sample mark before the text', async () => {
    const file = await written(doc(p('Words.')))
    expect(file.lines('word/header1.xml')).toEqual(['Sisäinen – osapuolet\tLUONNOS'])
    const suspended = { ...facts, notices: ['Korvattu: SAM 1 v3', 'Keskeytetty'] }
    const later = await WordFile.open(await toDocx(doc(p('x')), suspended, bare))
    expect(later.lines('word/header1.xml')[1]).toBe('Korvattu: SAM 1 v3 · Keskeytetty')
    expect(textIn(file.part('word/footer1.xml'))).toContain('Joint <comments> & more\tSivu PAGE / NUMPAGES')
    expect(file.lines(document)).toEqual([
      'Esimerkki: ei minkään maan kanta',
      'Joint <comments> & more',
      'Luonnos 27.11.2026',
      'Position',
      'Words.',
      'SHA-256 abc',
    ])
    expect(wordValue(file.all('word/styles.xml', 'w:lang')[0])).toBe('fi-FI')
  })

  it('[X27] states the rule of every height of a line', async () => {
    const spacings = (await written(doc(p('Words.')))).all('word/styles.xml', 'w:spacing')
    const tall = spacings.filter(({ attributes }) => 'w:line' in attributes)
    expect(tall.length).toBeGreaterThan(0)
    expect(tall.filter(({ attributes }) => !('w:lineRule' in attributes))).toEqual([])
  })

  it('[X20] has headings, lists, tables and looks as Word has them', async () => {
    const file = await written(
      doc(
        { type: 'heading', attrs: { level: 4 }, content: [{ type: 'text', text: 'Scope' }] },
        ul(li('one', ol(3, li('three'), li('four')))),
        ol(1, li('first')),
        table([th('Head', { colspan: 2 })], [td('a', { rowspan: 2 }), td('b')], [td('c')]),
        p(text('bold', 'bold', 'underline'), br, link('here', 'https://example.org/?a=1&b=2')),
      ),
    )
    const [body] = file.all(document, 'w:body')
    if (!body) throw new Error('There is no body')
    const styles = elements(body, 'w:pStyle').map(wordValue)
    expect(styles.slice(3, 5)).toEqual(['SamsynPosition', 'Heading3'])
    expect(elements(body, 'w:ilvl').map(wordValue)).toEqual(['0', '1', '1', '0'])
    expect(new Set(elements(body, 'w:numId').map(wordValue)).size).toBe(3)
    expect(elements(body, 'w:tblHeader')).toHaveLength(1)
    expect(elements(body, 'w:gridSpan').map(wordValue)).toEqual(['2'])
    expect(elements(body, 'w:vMerge').map(wordValue)).toEqual(['restart', 'continue'])
    const bold = elements(body, 'w:r').filter((run) => elements(run, 'w:b').length > 0)
    expect(bold.map(textIn)).toEqual(['Esimerkki: ei minkään maan kanta', 'bold'])
    const [hyperlink] = elements(body, 'w:hyperlink')
    const relation = file
      .all('word/_rels/document.xml.rels', 'Relationship')
      .find(({ attributes }) => attributes.Id === hyperlink?.attributes['r:id'])
    expect(relation?.attributes).toMatchObject({
      Target: 'https://example.org/?a=1&b=2',
      TargetMode: 'External',
    })
  })

  it('[X20] prints brackets as the Council does, and footnotes at the foot of the page', async () => {
    const bracket: DocJson = doc({
      type: 'paragraph',
      content: [
        { type: 'text', text: 'The Council ' },
        {
          type: 'bracket',
          attrs: { id: 'b', kind: 'alternative' },
          content: [
            {
              type: 'alternative',
              attrs: { id: 'a1', DK: true, SE: true },
              content: [{ type: 'text', text: 'shall' }],
            },
            { type: 'alternative', attrs: { id: 'a2', FI: true } },
          ],
        },
        {
          type: 'footnote',
          attrs: { id: 'f' },
          content: [{ type: 'text', text: 'FI: scrutiny reservation.' }],
        },
      ],
    })
    const file = await written(bracket)
    expect(file.lines(document)).toContain('The Council [DK, SE: shall] [FI: –]')
    expect(file.lines('word/footnotes.xml')).toContain(' FI: scrutiny reservation.')
    const unattributed = await WordFile.open(await toDocx(bracket, facts, { ...bare, attribution: 'none' }))
    expect(unattributed.lines(document)).toContain('The Council [shall] [–]')
    const noted = await WordFile.open(await toDocx(bracket, facts, { ...bare, attribution: 'footnotes' }))
    expect(noted.lines('word/footnotes.xml').slice(-3)).toEqual([
      ' DK, SE',
      ' FI',
      ' FI: scrutiny reservation.',
    ])
  })

  it('[X21] holds together: parts, relationships, styles, numberings, bookmarks, notes, comments', async () => {
    await fc.assert(
      fc.asyncProperty(anyDoc, async (any) => {
        const file = await written(withOwnIds(any), {
          ...bare,
          threads: [
            {
              passage: { from: { line: 0, offset: 0 }, to: { line: 1, offset: 2 } },
              lostQuote: null,
              isClosed: true,
              comments: [{ author: 'Bo (DK)', at, text: 'One.' }],
            },
          ],
        })
        expectWhole(file)
      }),
      { seed: 20261127, numRuns: 30 },
    )
  })

  it('[X22] has suggestions as tracked changes, with who proposed them and when', async () => {
    const file = await written(
      doc(
        p(marked('new', insertion('s1')), marked('newer, gone', insertion('s1'), deletion('s2')), 'rest'),
        {
          type: 'paragraph',
          attrs: { suggestedInsertion: 's1' },
          content: [marked('line', insertion('s1'))],
        },
        p(marked('bolder', { type: 'formatting', attrs: { id: 's3', add: 'bold', remove: '' } })),
        {
          type: 'table',
          content: [{ type: 'tableRow', attrs: { suggestedDeletion: 's2' }, content: [td('row')] }],
        },
      ),
      {
        ...bare,
        suggestions: new Map([
          ['s1', { author: 'Anna Berg (SE)', at: '2026-11-23T12:00:07.500Z' }],
          ['s2', { author: 'Bo Dahl (DK)', at: '2026-11-23T12:00:07.000Z' }],
          ['s3', { author: 'Bo Dahl (DK)', at: '2026-11-23T12:00:00.000Z' }],
        ]),
      },
    )
    const [ins] = file.all(document, 'w:ins')
    expect(ins?.attributes).toMatchObject({ 'w:author': 'Anna Berg (SE)', 'w:date': '2026-11-23T12:00:07Z' })
    const within = file.all(document, 'w:ins').flatMap((each) => elements(each, 'w:del'))
    expect(within.map(textIn)).toEqual(['newer, gone'])
    expect(file.all(document, 'w:delText').map(({ text: words }) => words)).toEqual(['newer, gone', 'row'])
    const [format] = file.all(document, 'w:rPrChange')
    expect(format?.attributes).toMatchObject({ 'w:author': 'Bo Dahl (DK)', 'w:date': '2026-11-23T12:00:01Z' })
    expect(elements(file.part(document), 'w:trPr').flatMap((row) => elements(row, 'w:del'))).toHaveLength(1)
    // The break before a line is the mark of the line before it.
    const marks = file
      .all(document, 'w:p')
      .map(
        (paragraph) =>
          elements(paragraph, 'w:pPr').flatMap((properties) => elements(properties, 'w:ins')).length,
      )
    expect(marks.slice(3, 7)).toEqual([0, 1, 0, 0])
  })

  it('[X22] never gives two suggestions of one person the same second, nor any a full minute', async () => {
    const ids = ['s1', 's2', 's3', 's4']
    const file = await written(
      doc(p(...ids.map((id) => marked(id, insertion(id))), marked('?', insertion('s5')))),
      {
        ...bare,
        suggestions: new Map(ids.map((id) => [id, { author: 'Bo (DK)', at: '2026-11-23T12:00:59.900Z' }])),
      },
    )
    expect(file.all(document, 'w:ins').map(({ attributes }) => attributes['w:date'])).toEqual([
      '2026-11-23T12:00:59Z',
      '2026-11-23T12:01:01Z',
      '2026-11-23T12:01:02Z',
      '2026-11-23T12:01:03Z',
      '1970-01-01T00:00:01Z',
    ])
  })

  it('[X22] names whom a file named that was brought in, as not verified, with who brought it in', async () => {
    const named = (name: string) =>
      suggestionIdFromFile(name, { author: name, at: '2026-11-23T12:00:59.000Z' })
    const names = ['Maija Salo (FI)', 'Bo (vahvistamatta · Anna Berg (SE))', '']
    const known = { author: 'Eva Dahl (DK)', at: '2026-11-24T12:00:59.000Z' }
    const file = await written(doc(p(...names.map((name) => marked('x', insertion(named(name)))))), {
      ...bare,
      suggestions: new Map([[named('Maija Salo (FI)'), known]]),
    })
    expect(file.all(document, 'w:ins').map(({ attributes }) => attributes['w:author'])).toEqual([
      'Maija Salo (FI) (vahvistamatta · Eva Dahl (DK))',
      'Bo (vahvistamatta)',
      'Tekijä ei tiedossa',
    ])
    expect(file.all(document, 'w:ins')[0]?.attributes['w:date']).toBe('2026-11-23T12:00:59Z')
  })

  it('[X23] has threads as comments on their passages, with replies, and resolved when they are closed', async () => {
    const comment = (author: string, words: string) => ({ author, at, text: words })
    const file = await written(doc(p('Some words here.'), p(), p('Next line.')), {
      ...bare,
      threads: [
        {
          passage: { from: { line: 1, offset: 5 }, to: { line: 2, offset: 4 } },
          lostQuote: null,
          isClosed: false,
          comments: [comment('Anna Berg (SE)', 'Which words?\nThese?'), comment('Bo Dahl (DK)', 'All.')],
        },
        { passage: null, lostQuote: 'gone', isClosed: true, comments: [comment('Bo Dahl (DK)', 'Why?')] },
      ],
    })
    expect(file.lines('word/comments.xml')).toEqual(['Which words?', 'These?', 'All.', '“gone”', 'Why?'])
    expect(
      file.all('word/comments.xml', 'w:comment').map(({ attributes }) => attributes['w:author']),
    ).toEqual(['Anna Berg (SE)', 'Bo Dahl (DK)', 'Bo Dahl (DK)'])
    const threads = file.all('word/commentsExtended.xml', 'w15:commentEx').map(({ attributes }) => attributes)
    expect(threads.map((each) => each['w15:done'])).toEqual(['0', '0', '1'])
    expect(threads[1]?.['w15:paraIdParent']).toBe(threads[0]?.['w15:paraId'])
    expect(commented(file)).toEqual(['words here.Next', 'words here.Next', 'Joint <comments> & more'])
  })

  it('[X14] has the numbers of an act, and tells those of the base text from those that are computed', async () => {
    const recital = (baseNumber: string | null) => ({
      type: 'paragraph' as const,
      attrs: { numbering: 'recital' as const, baseNumber },
      content: [text('Whereas')],
    })
    const article = (baseNumber: string | null) => ({
      type: 'heading' as const,
      attrs: { level: 4 as const, numbering: 'article' as const, baseNumber },
      content: [text('Scope')],
    })
    const file = await written(doc(recital('12'), recital(null), article('3'), article(null), p('end')))
    expect(file.lines(document).slice(4, 9)).toEqual([
      '(12) Whereas',
      '(12 a) Whereas',
      '3 artikla Scope',
      '3 a artikla Scope',
      'end',
    ])
    const styled = (style: string) =>
      file
        .all(document, 'w:r')
        .filter((run) => elements(run, 'w:rStyle').some((each) => wordValue(each) === style))
        .map(textIn)
    expect(styled('SamsynNumber')).toEqual(['12', '3'])
    expect(styled('SamsynComputedNumber')).toEqual(['(', ') ', '(12 a) ', ' artikla ', '3 a artikla '])
  })

  it('[X30] has what a proposal changes in the act, in styles of its own', async () => {
    const proposal = p('Authorities shall report in May.')
    const compared = table([
      td('Authorities report within six weeks.'),
      { type: 'tableCell', content: [proposal] },
    ])
    const file = await written(doc({ ...compared, attrs: { form: 'amendment' } } as BlockJson))
    const runs = file
      .all(document, 'w:r')
      .map((run) => [wordValue(elements(run, 'w:rStyle')[0]) ?? '', textIn(run)])
      .filter(([style]) => style?.startsWith('SamsynAmended'))
    expect(runs).toEqual([
      ['SamsynAmendedIn', 'shall '],
      ['SamsynAmendedAway', 'within six weeks'],
      ['SamsynAmendedIn', 'in May'],
    ])
    const styles = file.all('word/styles.xml', 'w:style')
    const look = (name: string) => styles.find((style) => style.attributes['w:styleId'] === name)
    const added = look('SamsynAmendedIn')
    expect(added && [elements(added, 'w:b').length, elements(added, 'w:u').length]).toEqual([1, 1])
    const away = look('SamsynAmendedAway')
    expect(away && elements(away, 'w:strike')).toHaveLength(1)
  })

  describe('with a table as the Council has it', () => {
    const trilogue = {
      ...table(
        [th('Proposal'), th('EP'), th('Council'), th('Agreement')],
        [td('Six weeks.'), td('Five weeks.'), td(''), td('Six weeks.')],
      ),
      attrs: { form: 'trilogue', markingKey: 'Key.' },
    } as BlockJson
    const sectionHeading: BlockJson = {
      type: 'heading',
      attrs: { level: 3 },
      content: [{ type: 'text', text: 'Article 3' }],
    }
    /** The paragraphs and tables on the pages of each kind, in order. */
    const pagesOf = (file: WordFile) => {
      const pages: string[] = []
      let lines: string[] = []
      const end = (properties: ReturnType<WordFile['part']>) => {
        const [size] = elements(properties, 'w:pgSz')
        pages.push(`${size?.attributes['w:orient']} ${size?.attributes['w:w']}: ${lines.join(', ')}`)
        lines = []
      }
      for (const child of file.all(document, 'w:body')[0]?.children ?? []) {
        if (!('name' in child)) continue
        const element = child as ReturnType<WordFile['part']>
        if (element.name === 'w:sectPr') end(element)
        else {
          lines.push(element.name === 'w:tbl' ? 'TABLE' : elements(element, 'w:t').map(textIn).join(''))
          for (const properties of elements(element, 'w:sectPr')) end(properties)
        }
      }
      return pages
    }

    it('[X70] has the numbers of the rows of a trilogue before them, as what is computed', async () => {
      const file = await written(doc(trilogue))
      const rows = file.all(document, 'w:tr').map((row) => elements(row, 'w:tc').map(textIn))
      expect(rows).toEqual([
        ['Rivi', 'Proposal', 'EP', 'Council', 'Agreement'],
        ['1', 'Six weeks.', 'SixFive weeks.', '', 'Six weeks.'],
      ])
      const computed = file
        .all(document, 'w:r')
        .filter((run) => elements(run, 'w:rStyle').some((each) => wordValue(each) === 'SamsynComputedNumber'))
      expect(computed.map(textIn)).toEqual(['Rivi', '1'])
    })

    it('[X71] turns the pages for the table of a trilogue and the headings right above it, and back', async () => {
      const file = await written(doc(p('Before.'), sectionHeading, trilogue, p('After.'), trilogue))
      const [front, wide, upright, last] = pagesOf(file)
      expect(front).toMatch(/^portrait 11906: .*Before\., $/)
      expect(wide).toBe('landscape 16838: Article 3, Key., TABLE, ')
      expect(upright).toBe('portrait 11906: After., ')
      expect(last).toBe('landscape 16838: Key., TABLE, , SHA-256 abc')
      const tabs = [1, 2].map(
        (number) => file.all(`word/header${number}.xml`, 'w:tab')[0]?.attributes['w:pos'],
      )
      expect(tabs).toEqual(['9070', '14002'])
    })

    it('[X71] takes the title of a section along, and turns no page for a table inside something else', async () => {
      const [front, wide, ...others] = pagesOf(await written(doc(sectionHeading, trilogue)))
      expect(front).not.toContain('Position')
      expect(wide).toContain('landscape 16838: Position, Article 3, Key., TABLE')
      expect(others).toEqual([])
      const quoted: BlockJson = { type: 'blockquote', content: [trilogue] }
      const presidency = { ...trilogue, attrs: { form: 'presidency' } } as BlockJson
      expect(pagesOf(await written(doc(quoted, presidency)))).toHaveLength(1)
    })
  })

  it('[X24] leaves out what XML cannot hold, and nothing else', async () => {
    const file = await written(doc(p('a\u0000b\u000bc\uffffd \ttab "quote" <tag> 😀')))
    expect(file.lines(document)).toContain('abcd tab "quote" <tag> 😀')
    expect(file.all(document, 'w:tab')).toHaveLength(1)
  })
})

/** The words that each comment is about, in the order of the comments. */
function commented(file: WordFile): readonly string[] {
  const words = new Map<string, string>()
  const open = new Set<string>()
  const visit = (element: ReturnType<WordFile['part']>) => {
    const id = element.attributes['w:id'] ?? ''
    if (element.name === 'w:commentRangeStart') open.add(id)
    if (element.name === 'w:commentRangeEnd') open.delete(id)
    if (element.name === 'w:t')
      for (const each of open) words.set(each, (words.get(each) ?? '') + element.text)
    for (const child of element.children) if ('children' in child) visit(child as typeof element)
  }
  visit(file.part(document))
  return [...words].sort().map(([, some]) => some)
}

function expectWhole(file: WordFile): void {
  const attributesOf = (part: string, name: string, key: string) =>
    file.all(part, name).map(({ attributes }) => attributes[key] ?? '')
  // Every part has a type, every relationship a target.
  const types = new Set(attributesOf('[Content_Types].xml', 'Override', 'PartName'))
  const unnamed = [...file.parts.keys()].filter(
    (name) => !types.has(`/${name}`) && !/\.rels$|^\[Content_Types\]/.test(name),
  )
  expect(unnamed).toEqual([])
  for (const [name, root] of file.parts) {
    if (!name.endsWith('.rels')) continue
    const folder = name.replace(/_rels\/[^/]+$/, '')
    const relations = elements(root, 'Relationship')
    expect(new Set(relations.map(({ attributes }) => attributes.Id)).size).toBe(relations.length)
    for (const { attributes } of relations) {
      if (attributes.TargetMode === 'External') continue
      const target = attributes.Target ?? ''
      expect([...file.parts.keys()]).toContain(target.startsWith('/') ? target.slice(1) : folder + target)
    }
  }
  // Bookmarks and changes are counted together; each bookmark ends once, behind its beginning.
  const counted = ['w:bookmarkStart', 'w:ins', 'w:del', 'w:rPrChange'].flatMap((name) =>
    [document, 'word/footnotes.xml'].flatMap((part) => attributesOf(part, name, 'w:id')),
  )
  expect(new Set(counted).size).toBe(counted.length)
  const starts = attributesOf(document, 'w:bookmarkStart', 'w:id')
  expect([...attributesOf(document, 'w:bookmarkEnd', 'w:id')].sort()).toEqual([...starts].sort())
  const names = attributesOf(document, 'w:bookmarkStart', 'w:name')
  expect(new Set(names).size).toBe(names.length)
  expect(names.filter((name) => name.length > 40)).toEqual([])
  // What is referred to is there.
  const styles = new Set(attributesOf('word/styles.xml', 'w:style', 'w:styleId'))
  const used = ['w:pStyle', 'w:rStyle'].flatMap((name) => attributesOf(document, name, 'w:val'))
  expect(used.filter((style) => !styles.has(style))).toEqual([])
  const numberings = new Set(attributesOf('word/numbering.xml', 'w:num', 'w:numId'))
  expect(attributesOf(document, 'w:numId', 'w:val').filter((id) => !numberings.has(id))).toEqual([])
  const notes = new Set(attributesOf('word/footnotes.xml', 'w:footnote', 'w:id'))
  const references = attributesOf(document, 'w:footnoteReference', 'w:id')
  expect(references.filter((id) => !notes.has(id))).toEqual([])
  expect(new Set(references).size).toBe(references.length)
  const comments = attributesOf('word/comments.xml', 'w:comment', 'w:id')
  for (const name of ['w:commentRangeStart', 'w:commentRangeEnd', 'w:commentReference']) {
    expect([...attributesOf(document, name, 'w:id')].sort()).toEqual([...comments].sort())
  }
  // Word wants a paragraph at the end of each cell and between two tables, and no change without its properties.
  for (const cell of file.all(document, 'w:tc')) {
    const [last] = childNames(cell).slice(-1)
    expect(last).toBe('w:p')
  }
  for (const body of [...file.all(document, 'w:body'), ...file.all(document, 'w:tc')]) {
    expect(childNames(body).join(' ')).not.toContain('w:tbl w:tbl')
  }
  for (const change of file.all(document, 'w:rPrChange')) expect(elements(change, 'w:rPr')).toHaveLength(1)
}

/** The names of what stands in an element, without the ends of bookmarks. */
function childNames(element: ReturnType<WordFile['part']>): readonly string[] {
  return element.children
    .flatMap((child) => ('name' in child ? [String(child.name)] : []))
    .filter((name) => !name.startsWith('w:bookmark'))
}
