import { parseDoc } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import { para, run, swedishStyles } from '../test/build-word.ts'
import { outlineOf, readBuilt } from '../test/outline.ts'

const read = async (content: string, more: Omit<Parameters<typeof readBuilt>[0], 'body'> = {}) => {
  const text = await readBuilt({ body: para(content), styles: swedishStyles, ...more })
  expect(parseDoc(text.doc)).toMatchObject({ ok: true })
  const [, , line = ''] = outlineOf(text.doc)
  return { line: line.replace('  paragraph: ', ''), losses: text.losses }
}
const note = (id: number, content: string) => `<w:footnote w:id="${id}">${para(content)}</w:footnote>`

describe('[I20] looks', () => {
  it('are those of the words, by themselves or by a character style', async () => {
    const { line } = await read(
      run('a', '<w:b/>') +
        run('b', '<w:i w:val="true"/><w:u w:val="single"/>') +
        run('c', '<w:dstrike/>') +
        run('d', '<w:b w:val="0"/><w:u w:val="none"/>') +
        run('e', '<w:rStyle w:val="Stark"/>') +
        run('f', '<w:rStyle w:val="Stark"/><w:b w:val="false"/>'),
    )
    expect(line).toBe('bold(a)italic,underline(b)strike(c)dbold(e)f')
  })

  it('that Samsyn does not know are named, and their words kept', async () => {
    const { line, losses } = await read(
      run('CO') + run('2', '<w:vertAlign w:val="subscript"/>') + run('!', '<w:highlight w:val="yellow"/>'),
    )
    expect(line).toBe('CO2!')
    expect(losses).toEqual([{ kind: 'look', count: 2, words: ['2', '!'] }])
  })

  it('may be of another language than the file', async () => {
    const { line } = await read(
      run('och ', '<w:lang w:val="sv-FI"/>') +
        run('ja', '<w:lang w:val="fi-FI"/>') +
        run('?', '<w:lang w:val="xx"/>'),
    )
    expect(line).toBe('och language[lang=fi](ja)?')
  })

  it('keep tabs, hyphens, breaks, and the space that is the text’s', async () => {
    const { line } = await read(
      '<w:r><w:t>  trimmed </w:t><w:tab/><w:t xml:space="preserve"> kept </w:t><w:noBreakHyphen/><w:br/><w:br w:type="page"/><w:cr/><w:sym w:font="Arial" w:char="00E6"/></w:r>',
    )
    expect(line).toBe('trimmed\t kept \u2011⏎⏎æ')
  })
})

describe('[I20] links', () => {
  const links = {
    a: 'https://example.org/?a=1&amp;b=2',
    b: 'file:///etc/passwd',
    c: 'javascript:alert(1)',
    d: 'https://example.org/',
  }
  const to = (id: string, more = '') =>
    `<w:hyperlink r:id="${id}" ${more}>${run('here', '<w:rStyle w:val="Hyperlnk"/>')}</w:hyperlink>`

  it('lead to web and mail addresses', async () => {
    expect((await read(to('a'), { links })).line).toBe('link[href=https://example.org/?a=1&b=2](here)')
    expect((await read(to('d', 'w:anchor="part"'), { links })).line).toBe(
      'link[href=https://example.org/#part](here)',
    )
  })

  it('that lead elsewhere are words', async () => {
    const { line, losses } = await read(
      `${to('b')}${to('c')}${to('missing')}<w:hyperlink w:anchor="x">${run('inside')}</w:hyperlink>`,
      { links },
    )
    expect(line).toBe('hereherehereinside')
    expect(losses).toEqual([{ kind: 'link', count: 3, words: ['here', 'here', 'here'] }])
  })

  it('may be fields, whose instructions are no words', async () => {
    const field = (instruction: string, result: string) =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`
    const { line } = await read(
      field(' HYPERLINK "https://example.org/" ', 'here') +
        field(' PAGE ', '3') +
        field('HYPERLINK "javascript:x"', 'no'),
    )
    expect(line).toBe('link[href=https://example.org/](here)3no')
  })
})

describe('[I21] notes', () => {
  it('are footnotes where they stood', async () => {
    const { line } = await read(
      `${run('One')}<w:r><w:footnoteReference w:id="2"/></w:r>${run(' two')}<w:r><w:endnoteReference w:id="2"/></w:r><w:r><w:footnoteReference w:id="9"/></w:r>`,
      {
        footnotes: `<w:footnote w:id="0" w:type="separator">${para('')}</w:footnote>${note(2, `<w:r><w:footnoteRef/></w:r>${run(' First ')}${run('note', '<w:i/>')}`)}`,
        endnotes: `<w:endnote w:id="2">${para(run('Second'))}${para(run('line.'))}</w:endnote>`,
      },
    )
    expect(line).toBe('One^(First italic(note)) two^(Second line.)')
  })

  it('to a title are named', async () => {
    const text = await readBuilt({
      body:
        para(`${run('Title')}<w:r><w:footnoteReference w:id="2"/></w:r>`, { style: 'Rubrik1' }) +
        para(run('x')),
      styles: swedishStyles,
      footnotes: note(2, run('Why?')),
    })
    expect(text.losses).toEqual([{ kind: 'title_note', count: 1, words: ['Why?'] }])
  })
})

describe('[I22] brackets', () => {
  it('that somebody typed are text', async () => {
    expect((await read(run('[shall] [FI: should]'))).line).toBe('[shall] [FI: should]')
  })
})

describe('[I23] numbers', () => {
  const styles = `${swedishStyles}<w:style w:type="character" w:styleId="Comp"><w:name w:val="Samsyn computed number"/></w:style>`
  const computed = (words: string) => run(words, '<w:rStyle w:val="Comp"/>')

  it('that follow from their place are no words', async () => {
    expect((await read(computed('Article 3a ') + run('Scope'), { styles })).line).toBe('Scope')
  })

  it('leave what somebody wrote behind them in their look', async () => {
    const words = 'Article 3a Scope, and everything else that was typed'
    expect((await read(computed(words), { styles })).line).toBe(words)
  })
})

describe('[I4] what is not brought in', () => {
  const drawing = (inside: string) =>
    `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="A map"/>${inside}</wp:inline></w:drawing></w:r>`

  it.each([
    ['image', drawing(''), ['A map']],
    ['chart', drawing('<c:chart/>'), ['A map']],
    [
      'text_box',
      `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>${para(run('In a box'))}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>`,
      ['In a box'],
    ],
    ['equation', '<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>', ['a+b']],
    ['object', '<w:r><w:object/></w:r>', []],
    ['hidden_text', run('Not to be seen', '<w:vanish/>'), ['Not to be seen']],
    ['symbol', '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>', ['Wingdings']],
    [
      'form_field',
      '<w:r><w:fldChar w:fldCharType="begin"><w:ffData/></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
      [],
    ],
    ['embedded_text', '<w:subDoc r:id="x"/>', []],
  ])('[I4] %s is named', async (kind, content, words) => {
    const { line, losses } = await read(run('Kept.') + content)
    expect(line).toBe('Kept.')
    expect(losses).toEqual([{ kind, count: 1, words }])
  })

  it('is named by its first words, however much it is', async () => {
    const { losses } = await read(run('x') + run('long '.repeat(100), '<w:vanish/>').repeat(20))
    const [loss] = losses
    expect(loss?.count).toBe(20)
    expect(loss?.words).toHaveLength(5)
    expect(loss?.words[0]?.length).toBeLessThan(210)
  })

  it('is what stands at the head and foot of the pages', async () => {
    expect((await read(run('x'), { header: para(run('LIMITE')) })).losses).toEqual([
      { kind: 'page_text', count: 1, words: ['LIMITE'] },
    ])
    expect((await read(run('x'), { header: para('') })).losses).toEqual([])
  })
})
