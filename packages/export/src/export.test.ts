import { type BlockJson, type DocJson, docToUpdate, type InlineJson, updateToDoc } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import { type ExportFacts, toHtml, toMarkdown, toPlainText } from './index.ts'

const facts: ExportFacts = {
  title: 'Joint <comments> & more',
  language: 'en',
  marking: 'For <delegates>',
  head: ['Final text, version 2', 'This text is put forward by Denmark and Finland.'],
  notices: [],
  reservations: null,
  foot: ['SHA-256 abc'],
  sampleMark: 'SAMPLE: not the position of any country',
}
const formats = { toHtml, toMarkdown, toPlainText }

const text = (words: string, ...marks: string[]) => ({
  type: 'text' as const,
  text: words,
  ...(marks.length === 0 ? {} : { marks: marks.map((type) => ({ type })) as never }),
})
const link = (words: string, ...marks: readonly 'bold'[]) => ({
  type: 'text' as const,
  text: words,
  marks: [
    { type: 'link' as const, attrs: { href: 'https://example.org/' } },
    ...marks.map((type) => ({ type })),
  ],
})
const p = (...content: ReturnType<typeof text>[]): BlockJson => ({ type: 'paragraph', content })
const doc = (...blocks: BlockJson[]): DocJson => {
  const [first = p(text('x')), ...rest] = blocks
  return {
    type: 'doc',
    content: [
      {
        type: 'section',
        attrs: { id: 's1', kind: 'position' },
        content: [{ type: 'sectionTitle', content: [text('Position')] }, first, ...rest],
      },
    ],
  }
}
const everything = doc(
  p(
    text('plain '),
    text('bold', 'bold'),
    text(' both', 'bold', 'italic'),
    text('under', 'underline'),
    text('gone', 'strike'),
  ),
  { type: 'heading', attrs: { level: 3 }, content: [text('Heading')] },
  {
    type: 'bulletList',
    content: [
      {
        type: 'listItem',
        content: [
          p(text('one')),
          {
            type: 'orderedList',
            attrs: { start: 3 },
            content: [{ type: 'listItem', content: [p(text('nested'))] }],
          },
        ],
      },
    ],
  },
  { type: 'blockquote', content: [p(text('quoted'))] },
  {
    type: 'table',
    content: [
      {
        type: 'tableRow',
        content: [{ type: 'tableHeader', attrs: { colspan: 2 }, content: [p(text('head'))] }],
      },
      {
        type: 'tableRow',
        content: [
          { type: 'tableCell', content: [p(text('left | bar'))] },
          { type: 'tableCell', content: [p(text('a')), p(text('b'))] },
        ],
      },
    ],
  },
  {
    type: 'paragraph',
    content: [
      text('before'),
      { type: 'hardBreak' },
      text('after'),
      {
        type: 'text',
        text: 'here',
        marks: [{ type: 'link', attrs: { href: 'https://example.org/?a=1&b=2' } }],
      },
    ],
  },
)

/** The words of a format without its markup. */
const bare = {
  toHtml: (html: string) =>
    html
      .replace(/<style>.*?<\/style>|<[^>]*>/gs, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&'),
  toMarkdown: (markdown: string) =>
    markdown.replace(
      /\\([^\n])|&#x([0-9A-F]+);/g,
      (_whole, escaped: string | undefined, code: string) =>
        escaped ?? String.fromCodePoint(Number.parseInt(code, 16)),
    ),
  toPlainText: (plain: string) => plain,
}

/** A seeded stream of characters that are markup somewhere. */
function hostile(seed: number): string {
  const alphabet = [
    '<',
    '>',
    '&',
    '"',
    "'",
    '`',
    '*',
    '_',
    '[',
    ']',
    '(',
    ')',
    '|',
    '#',
    '~',
    '\\',
    '-',
    '1.',
    'å',
    'x',
    ' ',
  ]
  let state = seed * 2_654_435_761
  return Array.from({ length: 12 }, () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 1) >>> 0
    return alphabet[state % alphabet.length]
  }).join('')
}

describe('export', () => {
  it.each(Object.entries(formats))('[X1] %s leaves out nothing that it does not know', (_name, write) => {
    const unknown = { type: 'poem', content: [text('words')] } as unknown as BlockJson
    expect(() => write(doc(unknown), facts)).toThrow()
  })

  it('the document used here is valid', () => {
    expect(() => updateToDoc(docToUpdate(everything))).not.toThrow()
  })

  it.each(Object.keys(formats) as (keyof typeof formats)[])(
    '[X2] [X7] %s loses no text and says it is a sample first',
    (name) => {
      const written = bare[name](formats[name](everything, facts))
      let at = written.indexOf('SAMPLE')
      expect(at).toBeGreaterThanOrEqual(0)
      for (const words of [
        'plain',
        'bold',
        'both',
        'under',
        'gone',
        'Heading',
        'one',
        'nested',
        'quoted',
        'head',
        'left | bar',
        'a',
        'b',
        'before',
        'after',
        'here',
        'SHA-256 abc',
      ]) {
        const found = written.indexOf(words, at)
        expect(found, `${words} in ${name}`).toBeGreaterThanOrEqual(at)
        at = found
      }
    },
  )

  it.each(Array.from({ length: 60 }, (_unused, seed) => seed))(
    '[X2] [X3] [X5] hostile text %i survives as text',
    (seed) => {
      const words = `w${hostile(seed)}w`
      const one = doc(p(text(words)))
      expect(bare.toHtml(toHtml(one, facts))).toContain(words)
      expect(bare.toMarkdown(toMarkdown(one, facts))).toContain(words)
      expect(toPlainText(one, facts)).toContain(words)
      expect(
        toHtml(one, facts).match(
          /<(?!\/?(?:html|head|meta|title|style|body|header|h1|p|main|section|h2|footer|span)\b|!doctype)/g,
        ),
      ).toBeNull()
    },
  )

  it('[X3] a script stays text, and an unsafe address is dropped', () => {
    const html = toHtml(
      doc(p(text('<script>alert(1)</script>')), {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'go', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] },
        ],
      }),
      facts,
    )
    expect(html).not.toContain('<script')
    expect(html).toContain('&lt;script&gt;')
    expect(html).not.toContain('href="javascript')
    expect(
      toMarkdown(
        doc({
          type: 'paragraph',
          content: [
            { type: 'text', text: 'go', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] },
          ],
        }),
        facts,
      ),
    ).not.toContain('](')
  })

  it('[X4] HTML is a whole page', () => {
    const html = toHtml(everything, facts)
    expect(html).toContain('<html lang="en">')
    expect(html.match(/<h1>/g)).toHaveLength(1)
    expect(html).toContain('<title>Joint &lt;comments&gt; &amp; more</title>')
    expect(html).toContain('<th scope="col" colspan="2">')
    expect(html).toContain('@media print')
    expect(html).toContain('href="https://example.org/?a=1&amp;b=2"')
  })

  it.each([
    ['toHtml', '<body>\n<p class="marking"><span>For &lt;delegates&gt;</span></p>\n<header>'],
    ['toMarkdown', '**For \\<delegates\\>**\n\n**SAMPLE'],
    ['toPlainText', 'For <delegates>\n\nSAMPLE'],
  ] as const)('[X16] %s says first whom the text is for', (name, first) => {
    const written = formats[name](everything, facts)
    expect(written.slice(name === 'toHtml' ? written.indexOf('<body>') : 0).startsWith(first)).toBe(true)
    // The head of a table is what a browser prints again on each page.
    if (name === 'toHtml')
      expect(written).toMatch(/@media print\{body\{display:table;.*\.marking\{display:table-header-group\}/)
  })

  it('[X5] Markdown escapes what would be markup, and knows lists and tables', () => {
    const markdown = toMarkdown(everything, facts)
    expect(markdown).toContain('- one\n\n  3. nested')
    expect(markdown).toContain('| left \\| bar | a<br>b |')
    expect(toMarkdown(doc(p(text('1. not a list')), p(text('# no heading *at all*'))), facts)).toContain(
      '1\\. not a list\n\n\\# no heading \\*at all\\*',
    )
  })

  it('[X6] plain text keeps brackets, markers and addresses', () => {
    const plain = toPlainText(
      doc(
        p(text('at least [six] [eight] weeks')),
        ...((everything.content[0]?.content.slice(3) ?? []) as BlockJson[]),
      ),
      facts,
    )
    expect(plain).toContain('at least [six] [eight] weeks')
    expect(plain).toContain('• one\n  3. nested')
    expect(plain).toContain('here <https://example.org/?a=1&b=2>')
    const parts = doc({ type: 'paragraph', content: [link('one '), link('two', 'bold'), text('.')] })
    expect(toPlainText(parts, facts)).toContain('one two <https://example.org/>.')
  })
})

describe('brackets, suggestions and footnotes', () => {
  const note = (id: string, words: string) => ({
    type: 'footnote' as const,
    attrs: { id },
    content: [text(words)],
  })
  const rival: InlineJson = {
    type: 'bracket',
    attrs: { id: 'b1', kind: 'alternative' },
    content: [
      { type: 'alternative', attrs: { id: 'a1', SE: true, DK: true }, content: [text('shall', 'bold')] },
      { type: 'alternative', attrs: { id: 'a2', FI: true } },
    ],
  }
  const suggested = (type: 'insertion' | 'deletion', words: string): InlineJson => ({
    type: 'text',
    text: words,
    marks: [{ type, attrs: { id: 'x' } }],
  })
  const inLine = (...content: InlineJson[]) => doc({ type: 'paragraph', content })

  it('[X11] brackets name their supporters, unless attribution is hidden', () => {
    const rivals = inLine(text('They '), rival, text(' act.'))
    expect(toPlainText(rivals, facts)).toContain('They [DK, SE: shall] [FI: –] act.')
    expect(toMarkdown(rivals, facts)).toContain('They \\[DK, SE: **shall**\\] \\[FI: –\\] act.')
    expect(toHtml(rivals, facts)).toContain('They [DK, SE: <strong>shall</strong>] [FI: –] act.')
    for (const write of Object.values(formats)) {
      expect(write(rivals, facts, { attribution: 'none' })).not.toContain('DK')
    }
    expect(toPlainText(rivals, facts, { attribution: 'none' })).toContain('They [shall] [–] act.')
    const noted = { attribution: 'footnotes' } as const
    expect(toPlainText(rivals, facts, noted)).toContain('They [shall¹] [–²] act.\n\n¹ DK, SE\n² FI\n')
    expect(toMarkdown(rivals, facts, noted)).toContain('[^1]: DK, SE\n[^2]: FI')
    expect(toHtml(rivals, facts, noted)).toContain('<li id="note-2">FI ')
  })

  it('[X12] a pending suggestion is shown', () => {
    const changed = doc(
      { type: 'paragraph', content: [suggested('deletion', 'old'), suggested('insertion', 'new')] },
      { type: 'paragraph', attrs: { suggestedInsertion: 'x' }, content: [text('next')] },
      {
        type: 'table',
        content: [
          {
            type: 'tableRow',
            attrs: { suggestedDeletion: 'y' },
            content: [{ type: 'tableCell', content: [p(text('cell'))] }],
          },
        ],
      },
    )
    expect(toHtml(changed, facts)).toContain('<p><del>old</del><ins>new</ins></p><p><ins>¶</ins>next</p>')
    expect(toHtml(changed, facts)).toContain('<p><del>cell</del></p>')
    expect(toMarkdown(changed, facts)).toContain('<del>old</del><ins>new</ins>\n\n<ins>¶</ins>next')
    expect(toPlainText(changed, facts)).toContain('{-old-}{+new+}\n{+¶+}next\n{-cell-}')
  })

  it('[X12] suggested formatting and languages lose no word', () => {
    const words = inLine({
      type: 'text',
      text: 'sana',
      marks: [
        { type: 'formatting', attrs: { id: 'x', add: 'bold', remove: '' } },
        { type: 'language', attrs: { lang: 'fi' } },
      ],
    })
    expect(toHtml(words, facts)).toContain('<span class="formatting"><span lang="fi">sana</span></span>')
    expect(toMarkdown(words, facts)).toContain('\nsana\n')
    expect(toPlainText(words, facts)).toContain('\nsana\n')
  })

  it('[X13] footnotes are numbered and printed at the foot', () => {
    const noted = inLine(text('one'), note('f1', 'First *note*.'), text(' two'), note('f2', 'Second.'))
    expect(toPlainText(noted, facts)).toContain('one¹ two²\n\n¹ First *note*.\n² Second.\n')
    expect(toMarkdown(noted, facts)).toContain('one[^1] two[^2]\n\n[^1]: First \\*note\\*.\n[^2]: Second.\n')
    const html = toHtml(noted, facts)
    expect(html).toContain('one<sup><a id="note-mark-1" href="#note-1">1</a></sup> two')
    expect(html).toContain('<li id="note-2">Second. <a href="#note-mark-2">')
  })

  it('[X15] a reference to a document of the Union leads to its register', () => {
    const referring = inLine(text('see COM(2022) '), text('209 final', 'bold'), note('f1', 'A9-0364/2023'))
    const proposal = 'https://eur-lex.europa.eu/legal-content/FI/TXT/?uri=COM:2022:209:FIN'
    const finnish: ExportFacts = { ...facts, language: 'fi' }
    expect(toHtml(referring, finnish)).toContain(
      `see <a href="${proposal}" rel="noopener noreferrer">COM(2022) <strong>209 final</strong></a>`,
    )
    expect(toHtml(referring, finnish)).toContain('/A-9-2023-0364_FI.html')
    expect(toMarkdown(referring, finnish)).toContain(`see [COM(2022) **209 final**](<${proposal}>)`)
    expect(toPlainText(referring, finnish)).toContain('see COM(2022) 209 final¹\n\n¹ A9-0364/2023\n')
  })

  it('[X163] what must be known before all else stands right under the marking', () => {
    const sent = { ...facts, marking: 'Public', notices: ['Superseded by <2>', 'Suspended'] }
    const words = doc(p(text('x')))
    expect(toPlainText(words, sent)).toMatch(/^Public\nSuperseded by <2>\nSuspended\n/)
    expect(toMarkdown(words, sent)).toMatch(/^\*\*Public\*\*\n\n\*\*Superseded by .*\n\n\*\*Suspended\*\*\n/)
    // In what is at the head of every page on paper.
    expect(toHtml(words, sent)).toContain(
      '<p class="marking"><span>Public</span><strong>Superseded by &lt;2&gt; · Suspended</strong></p>',
    )
  })

  it('[X14] the number of the base text and the marking key of a table are printed', () => {
    const numbered = doc(
      { type: 'paragraph', attrs: { numbering: 'recital', baseNumber: '(12)' }, content: [text('Whereas')] },
      {
        type: 'table',
        attrs: { form: 'amendment', markingKey: 'New text is bold.' },
        content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [p(text('cell'))] }] }],
      },
    )
    expect(toPlainText(numbered, facts)).toContain('(12) Whereas\nNew text is bold.\ncell')
    expect(toHtml(numbered, facts)).toContain('<p>(12) Whereas</p><p><em>New text is bold.</em></p><table>')
    expect(toMarkdown(numbered, facts)).toContain('(12) Whereas\n\n_New text is bold._\n\n|')
  })

  it('[X30] a proposal shows what it changes in the act', () => {
    const compared = doc({
      type: 'table',
      attrs: { form: 'amendment' },
      content: [
        {
          type: 'tableRow',
          content: ['Within six weeks.', 'Within eight weeks.', 'Time.'].map((words) => ({
            type: 'tableCell' as const,
            content: [p(text(words))],
          })),
        },
      ],
    })
    expect(toHtml(compared, facts)).toContain(
      '<td><p>Within six weeks.</p></td><td><p>Within <s>six</s><strong><u>eight</u></strong> weeks.</p></td><td><p>Time.',
    )
    expect(toMarkdown(compared, facts)).toContain('| Within six weeks. | Within ~~six~~**eight** weeks. |')
    expect(toPlainText(compared, facts)).toContain('Within six weeks. | Within eight weeks. | Time.')
  })

  const trilogue = (...titles: string[]) =>
    doc({
      type: 'table',
      attrs: { form: 'trilogue' },
      content: [
        {
          type: 'tableRow',
          content: titles.map((title) => ({ type: 'tableHeader' as const, content: [p(text(title))] })),
        },
        {
          type: 'tableRow',
          content: ['Six.', 'Five.'].map((each) => ({
            type: 'tableCell' as const,
            content: [p(text(each))],
          })),
        },
      ],
    })

  it('[X70] the rows of a trilogue table have their numbers', () => {
    const table = trilogue('Proposal', 'EP <mandate>')
    expect(toPlainText(table, facts)).toContain('\nRow | Proposal | EP <mandate>\n1 | Six. | Five.\n')
    expect(toMarkdown(table, facts)).toContain(
      '| Row | Proposal | EP \\<mandate\\> |\n| --- | --- | --- |\n| 1 | Six. | ~~Six~~**Five**. |',
    )
    expect(toHtml(table, { ...facts, language: 'sv' })).toContain(
      '<th scope="row" data-label="Rad"><p>1</p></th><td',
    )
  })

  it('[X73] each cell says what its column is called, for a narrow screen', () => {
    const html = toHtml(trilogue('Proposal', 'EP "mandate"'), facts)
    expect(html).toContain('<table class="trilogue stacked">')
    expect(html).toContain('<td data-label="EP &quot;mandate&quot;">')
    expect(html).toMatch(/max-width:40rem\)\{\.stacked/)
  })
})
