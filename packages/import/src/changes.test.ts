import { parseDoc } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import { para, run } from '../test/build-word.ts'
import { outlineOf, readBuilt } from '../test/outline.ts'

const minute = '2026-11-23T12:00:00Z'
const second = '2026-11-23T12:00:07Z'
const who = (author: string, date = minute) => `w:id="1" w:author="${author}" w:date="${date}"`
const ins = (words: string, author = 'Anna', date = minute) =>
  `<w:ins ${who(author, date)}>${run(words)}</w:ins>`
const del = (words: string, author = 'Anna', date = minute) =>
  `<w:del ${who(author, date)}><w:r><w:delText xml:space="preserve">${words}</w:delText></w:r></w:del>`
const markOf = (change: string) => ({ properties: `<w:rPr>${change}</w:rPr>` })

const read = async (body: string, more = {}) => {
  const text = await readBuilt({ body, ...more })
  expect(parseDoc(text.doc)).toMatchObject({ ok: true })
  // The ids in the order in which they occur, by letters.
  const ids = [...text.suggestions.keys()]
  const outline = outlineOf(text.doc).map((line) =>
    ids.reduce((all, id, at) => all.replaceAll(`=${id}`, `=${'ABCDEF'[at]}`), line),
  )
  const marks = JSON.stringify(text.doc).matchAll(
    /"type":"(insertion|deletion|formatting)","attrs":\{"id":"(id\d+)"/g,
  )
  return {
    ...text,
    outline,
    marks: [...marks].map(([, type, id = '']) => `${type} ${'ABCDEF'[ids.indexOf(id)]}`),
  }
}

describe('[I30] tracked changes', () => {
  it('of words are suggestions, with the names that the file gives', async () => {
    const { outline, suggestions } = await read(
      para(run('Kept ') + ins('new') + run(' and ') + del('old', 'Bo', second)),
    )
    expect(outline[2]).toBe('  paragraph: Kept insertion(new) and deletion(old)')
    expect([...suggestions.values()]).toEqual([
      { author: 'Anna', at: minute },
      { author: 'Bo', at: second },
    ])
  })

  it('that lie in each other are all kept', async () => {
    const inner = `<w:ins ${who('Anna')}><w:del ${who('Bo')}><w:r><w:delText>both</w:delText></w:r></w:del></w:ins>`
    const { outline, suggestions } = await read(para(run('x ') + inner))
    expect(outline[2]).toBe('  paragraph: x insertion,deletion(both)')
    expect(suggestions.size).toBe(2)
  })

  it('that move words are a deletion and an insertion', async () => {
    const moved = `<w:moveFrom ${who('Anna')}>${run('there')}</w:moveFrom>${run(' - ')}<w:moveTo ${who('Anna')}>${run('there')}</w:moveTo>`
    expect((await read(para(moved))).outline[2]).toBe('  paragraph: deletion(there) - insertion(there)')
  })

  it('[I33] that move words under one name are one suggestion, with a paragraph of its own as well', async () => {
    const range = (half: string, name: string, id: number, inner: string) =>
      `<w:${half}RangeStart w:id="${id}" w:name="${name}" ${who('Anna').replace('w:id="1" ', '')}/>${inner}<w:${half}RangeEnd w:id="${id}"/>`
    const from = (words: string, name: string, id: number) =>
      range('moveFrom', name, id, `<w:moveFrom ${who('Anna')}>${run(words)}</w:moveFrom>`)
    const to = (words: string, name: string, id: number) =>
      range('moveTo', name, id, `<w:moveTo ${who('Anna')}>${run(words)}</w:moveTo>`)
    const { marks, suggestions } = await read(
      para(from('one', 'move1', 7) + run(' kept ') + from('two', 'move2', 8) + ins('more')) +
        para(run('Between.')) +
        para(to('two', 'move2', 9) + run(' and ') + to('one', 'move1', 10)),
    )
    expect(marks).toEqual(['deletion A', 'deletion B', 'insertion C', 'insertion B', 'insertion A'])
    expect(suggestions.size).toBe(3)
    // A paragraph with its mark, between ranges that stand beside it.
    const whole = `<w:moveFromRangeStart w:id="3" w:name="m"/>${para(`<w:moveFrom ${who('Anna')}>${run('gone')}</w:moveFrom><w:moveFromRangeEnd w:id="3"/>`, markOf(`<w:moveFrom ${who('Anna')}/>`))}`
    const other = await read(
      `${whole}${para(run('Kept.'))}<w:moveToRangeStart w:id="4" w:name="m"/>${para(`<w:moveTo ${who('Anna')}>${run('gone')}</w:moveTo>`, markOf(`<w:moveTo ${who('Anna')}/>`))}<w:moveToRangeEnd w:id="4"/>${para(run('End.'))}`,
    )
    expect(other.suggestions.size).toBe(1)
    expect(other.marks).toEqual(['deletion A', 'insertion A'])
  })

  it('of formats say what is added and removed, the words as they were', async () => {
    const change = `<w:b/><w:rPrChange ${who('Anna')}><w:rPr><w:i/></w:rPr></w:rPrChange>`
    const other = `<w:sz w:val="40"/><w:rPrChange ${who('Anna')}><w:rPr><w:sz w:val="20"/></w:rPr></w:rPrChange>`
    const { outline, losses } = await read(para(run('words', change) + run(' large', other)))
    expect(outline[2]).toBe('  paragraph: formatting[add=bold remove=italic],italic(words) large')
    expect(losses).toEqual([{ kind: 'change', count: 1, words: [] }])
  })

  it('of paragraph marks are of the break before the next line, also of a list item', async () => {
    const { outline } = await read(
      para(run('One'), markOf(`<w:ins ${who('Anna')}/>`)) +
        para(run('Two'), markOf(`<w:del ${who('Bo')}/>`)) +
        para(run('Three'), { properties: '<w:numPr><w:numId w:val="1"/></w:numPr>' }),
      {
        numbering:
          '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
      },
    )
    expect(outline.slice(2)).toEqual([
      '  paragraph: One',
      '  paragraph suggestedInsertion=A: Two',
      '  bulletList',
      '    listItem suggestedDeletion=B',
      '      paragraph: Three',
    ])
  })

  it('of rows are of the row, those of all rows of the table, and not of the words in them too', async () => {
    const row = (words: string, change = '') =>
      `<w:tr><w:trPr>${change}</w:trPr><w:tc>${para(change === '' ? run(words) : ins(words))}</w:tc></w:tr>`
    const some = await read(`<w:tbl>${row('a')}${row('b', `<w:ins ${who('Anna')}/>`)}</w:tbl>`)
    expect(some.outline.slice(2)).toEqual([
      '  table',
      '    tableRow',
      '      tableCell',
      '        paragraph: a',
      '    tableRow suggestedInsertion=A',
      '      tableCell',
      '        paragraph: b',
    ])
    const all = await read(
      `<w:tbl>${row('a', `<w:ins ${who('Anna')}/>`)}${row('b', `<w:ins ${who('Anna')}/>`)}</w:tbl>`,
    )
    expect(all.outline[2]).toBe('  table suggestedInsertion=A')
    expect(all.suggestions.size).toBe(1)
  })

  it('of anything else are named, and what they made is brought in', async () => {
    const { losses } = await read(
      para(run('x'), { properties: `<w:pPrChange ${who('Anna')}><w:pPr/></w:pPrChange>` }),
    )
    expect(losses).toEqual([{ kind: 'change', count: 1, words: [] }])
  })

  it('have no time where the file has none', async () => {
    const { suggestions } = await read(para(run('x') + ins('y', 'Anna', 'yesterday')))
    expect([...suggestions.values()]).toEqual([{ author: 'Anna', at: null }])
  })
})

describe('[I31] one suggestion', () => {
  it('is what was typed over something else, and not what stands apart in the same minute', async () => {
    const { marks } = await read(para(del('old') + ins('new') + run(' between ') + ins('more')))
    expect(marks).toEqual(['deletion A', 'insertion A', 'insertion B'])
  })

  it('is never two people’s', async () => {
    expect((await read(para(ins('a', 'Anna') + ins('b', 'Bo') + ins('c', 'Anna')))).marks).toEqual([
      'insertion A',
      'insertion B',
      'insertion C',
    ])
  })

  it('goes on over paragraphs that were added in one', async () => {
    const inserted = () => markOf(`<w:ins ${who('Anna')}/>`)
    const { marks, suggestions } = await read(
      para(ins('One'), inserted()) + para(ins('Two')) + para(run('x') + ins('y')),
    )
    expect(marks).toEqual(['insertion A', 'insertion A', 'insertion B'])
    expect(suggestions.size).toBe(2)
  })

  it('is everything of one author and one second', async () => {
    expect(
      (await read(para(ins('a', 'Anna', second) + run(' - ') + del('b', 'Anna', second)))).marks,
    ).toEqual(['insertion A', 'deletion A'])
  })
})

describe('[I32] comments', () => {
  const comment = (id: number, author: string, words: string, paragraph: string) =>
    `<w:comment w:id="${id}" w:author="${author}" w:date="${minute}"><w:p w14:paraId="${paragraph}">${run(words)}</w:p></w:comment>`

  it('are threads with replies and passages', async () => {
    const { threads, doc } = await read(
      para(
        `${run('Some ')}<w:commentRangeStart w:id="0"/><w:commentRangeStart w:id="1"/>${run('words')}<w:commentRangeEnd w:id="0"/><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="0"/></w:r>${run('.')}`,
      ),
      {
        comments:
          comment(0, 'Anna', 'Which?', '00A') +
          comment(1, 'Bo', 'These.', '00B') +
          comment(2, 'Cleo', 'All.', '00C'),
        commentsExtended:
          '<w15:commentEx w15:paraId="00A" w15:done="1"/><w15:commentEx w15:paraId="00B" w15:paraIdParent="00A" w15:done="1"/>',
      },
    )
    expect(threads).toEqual([
      {
        passage: { from: { line: 0, offset: 5 }, to: { line: 0, offset: 10 } },
        isClosed: true,
        comments: [
          { author: 'Anna', at: minute, text: 'Which?' },
          { author: 'Bo', at: minute, text: 'These.' },
        ],
      },
      { passage: null, isClosed: false, comments: [{ author: 'Cleo', at: minute, text: 'All.' }] },
    ])
    expect(JSON.stringify(doc)).not.toContain('edge')
  })

  it('that reply to each other in a circle are all there', async () => {
    const { threads } = await read(para(run('x')), {
      comments: comment(0, 'Anna', 'One', '00A') + comment(1, 'Bo', 'Two', '00B'),
      commentsExtended:
        '<w15:commentEx w15:paraId="00A" w15:paraIdParent="00B"/><w15:commentEx w15:paraId="00B" w15:paraIdParent="00A"/>',
    })
    expect(threads.flatMap(({ comments }) => comments.map(({ text }) => text)).sort()).toEqual(['One', 'Two'])
  })
})
