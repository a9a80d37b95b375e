import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyOf, fixture, outlineOf } from '../../test/pasted.ts'
import { cleanPasted } from './clean-pasted.ts'

const read = (html: string) => outlineOf(bodyOf(html))
const lossesOf = (html: string) => cleanPasted(bodyOf(html)).losses
const wordItem = (marker: string, words: string, list = 'l0 level1 lfo1') =>
  `<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:${list}'><span style='mso-list:Ignore'>${marker}<span>&nbsp;&nbsp; </span></span>${words}</p>`

describe('what was copied in another program', () => {
  it('[E140] [E141] [E142] [E143] keeps its structure when it comes from Word', () => {
    expect(outlineOf(fixture('word'))).toEqual([
      'heading(3): Speaking points',
      'paragraph: We bold<support> the italic<timetable> and underline<the form>^{In its annex.}, see link<the register> and the draft.',
      'heading(4): What we ask',
      'orderedList(3) listItem paragraph: Eight weeks',
      'orderedList(3) listItem bulletList listItem paragraph: for the form',
      'orderedList(3) listItem bulletList listItem paragraph: and for its annex',
      'orderedList(3) listItem paragraph: One report',
      'bulletList listItem paragraph: A dot',
      'paragraph: Two words were put in, H2O, marked, end.',
      'heading(4): A heading of the third level',
      'table tableRow tableHeader(2,1) paragraph: bold<Proposal>',
      'table tableRow tableHeader paragraph: Reason',
      'table tableRow tableCell(1,2) paragraph: Article 3',
      'table tableRow tableCell paragraph: annually',
      'table tableRow tableCell paragraph: Clear',
      'table tableRow tableCell paragraph: and short',
      'table tableRow tableCell paragraph: strike<monthly>',
      'table tableRow tableCell paragraph: ',
    ])
  })

  it('[E140] [E141] [E142] keeps its structure when it comes from Google Docs', () => {
    expect(outlineOf(fixture('google-docs'))).toEqual([
      'heading(3): Position',
      'paragraph: We ask for bold<eight weeks>italic+underline< at least>strike<, or six>link<here>.',
      'orderedList(2) listItem paragraph: First',
      'orderedList(2) listItem bulletList listItem paragraph: Under it',
      'orderedList(2) listItem paragraph: Second',
      'table tableRow tableCell(2,1) paragraph: Both',
      'table tableRow tableCell paragraph: One',
      'table tableRow tableCell paragraph: ',
    ])
  })

  it('[E140] [E142] [E143] keeps its structure when it comes from EUR-Lex, where points lie in tables', () => {
    expect(outlineOf(fixture('eur-lex'))).toEqual([
      'heading(3): Article 3',
      'heading(4): Reporting',
      'paragraph: 1. Authorities shall report^{OJ L 335, 17.12.2011, p. 1.} on:',
      'paragraph: (a) the number of cases;',
      'paragraph: (b) their grounds:',
      'paragraph: (i) in law.',
      'bulletList listItem paragraph: a dash',
    ])
  })

  it('[E144] is told what of it has no place, by kind and first words', () => {
    expect(cleanPasted(fixture('word')).losses).toEqual([
      { kind: 'image', count: 1, words: ['A map of the North'] },
      { kind: 'look', count: 2, words: ['2', 'marked'] },
      { kind: 'hidden_text', count: 1, words: ['not to be seen'] },
      { kind: 'link', count: 1, words: ['the draft'] },
      { kind: 'heading_level', count: 1, words: ['A heading of the third level'] },
      { kind: 'deleted_text', count: 1, words: ['taken out'] },
      { kind: 'comment', count: 1, words: ['Who asks for this?'] },
    ])
    expect(cleanPasted(fixture('eur-lex')).losses).toEqual([])
  })

  it('[E144] has every line told, also those that are left out', () => {
    const { lines } = cleanPasted(
      bodyOf(
        '<p>LIMITE<br>one</p><p style="display:none">hidden</p><table><tr><td>a<td>b</table><style>p{}</style>',
      ),
    )
    expect(lines).toEqual(['LIMITE', 'one', 'hidden', 'a', 'b'])
  })
})

describe('[E140] lines', () => {
  it('are paragraphs, whatever they were, and space is none', () => {
    expect(read('loose <div>one<div>two</div></div><p>&nbsp;</p><article><pre>x\ny</pre></article>')).toEqual(
      ['paragraph: loose', 'paragraph: one', 'paragraph: two', 'paragraph: x', 'paragraph: y'],
    )
  })

  it('are headings by their highest two levels', () => {
    expect(read('<h2>A</h2><h5>B</h5><p role="heading" aria-level="6">C</p><h2></h2>')).toEqual([
      'heading(3): A',
      'heading(4): B',
      'heading(4): C',
    ])
    expect(read('<p class=MsoTitle>T</p><h1>A</h1>')).toEqual(['heading(3): T', 'heading(4): A'])
    expect(read('<blockquote><h2>A</h2><p>b</p></blockquote>')).toEqual([
      'blockquote paragraph: bold<A>',
      'blockquote paragraph: b',
    ])
  })

  it('keep looks by name and by style, where the style outdoes the name', () => {
    expect(
      read(
        '<p><b style="font-weight:normal">a</b><span style="font-weight:600">b</span><span style="font-style:italic">c</span><span style="text-decoration:underline line-through">d</span></p>',
      ),
    ).toEqual(['paragraph: abold<b>italic<c>strike+underline<d>'])
  })

  it('keep links to the web and mail addresses alone', () => {
    expect(
      read(
        '<p><a href="mailto:a@example.org">m</a><a href="javascript:alert(1)">j</a><a href="/x">r</a><a href="#y">i</a></p>',
      ),
    ).toEqual(['paragraph: link<m>jri'])
    expect(
      lossesOf('<p><a href="javascript:alert(1)">j</a><a href="/x">r</a><a href="#y">i</a></p>'),
    ).toEqual([{ kind: 'link', count: 2, words: ['j', 'r'] }])
  })
})

describe('[E141] lists', () => {
  it('of Word begin anew where it says so, and nest as they look', () => {
    expect(
      read(
        [
          wordItem('1.', 'one'),
          wordItem('(a)', 'deep', 'l0 level3 lfo1'),
          wordItem('2.', 'two'),
          wordItem('1.', 'other', 'l4 level1 lfo2'),
          '<p>between</p>',
          wordItem('3.', 'three'),
        ].join(''),
      ),
    ).toEqual([
      'orderedList listItem paragraph: one',
      'orderedList listItem orderedList listItem paragraph: deep',
      'orderedList listItem paragraph: two',
      'orderedList listItem paragraph: other',
      'paragraph: between',
      'orderedList(3) listItem paragraph: three',
    ])
    expect(lossesOf(wordItem('b)', 'x'))).toEqual([{ kind: 'list_format', count: 1, words: [] }])
    expect(read(wordItem('b)', 'x'))).toEqual(['orderedList(2) listItem paragraph: x'])
  })

  it('of Word for the web are one list, though each item comes in its own', () => {
    const item = (words: string, level: number, name = 'ul') =>
      `<div class="ListContainerWrapper"><${name} role="list"><li data-listid="1" data-aria-level="${level}"><p>${words}</p></li></${name}></div>`
    expect(read(item('one', 1) + item('under', 2) + item('two', 1))).toEqual([
      'bulletList listItem paragraph: one',
      'bulletList listItem bulletList listItem paragraph: under',
      'bulletList listItem paragraph: two',
    ])
  })

  it('keep blocks in their items, and letters become numbers', () => {
    expect(
      read('<ol type=a start=2><li>one<ul><li>x</ul></li><li><p>two</p><p>more</p></li><li> </li></ol>'),
    ).toEqual([
      'orderedList(2) listItem paragraph: one',
      'orderedList(2) listItem bulletList listItem paragraph: x',
      'orderedList(2) listItem paragraph: two',
      'orderedList(2) listItem paragraph: more',
    ])
    expect(lossesOf('<ol type=a><li>one</ol>')).toEqual([{ kind: 'list_format', count: 1, words: [] }])
  })

  it('name the automatic number of a heading', () => {
    const heading = "<h1 style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.</span>Scope</h1>"
    expect(read(heading)).toEqual(['heading(3): Scope'])
    expect(lossesOf(heading)).toEqual([{ kind: 'heading_number', count: 1, words: ['1.Scope'] }])
  })
})

describe('[E142] tables', () => {
  it('that are frames around a text are none', () => {
    expect(read('<table border=1><tr><td><p>a</p><p>b</p></td></tr></table>')).toEqual([
      'paragraph: a',
      'paragraph: b',
    ])
    expect(read('<table role=presentation><tr><td>a</td><td>b</td></tr></table>')).toEqual([
      'paragraph: a',
      'paragraph: b',
    ])
  })

  it('with borders are tables, also where numbers stand in the first column', () => {
    expect(read('<table border=1><tr><td>1.</td><td>b</td></tr></table>')).toEqual([
      'table tableRow tableCell paragraph: 1.',
      'table tableRow tableCell paragraph: b',
    ])
  })

  it('in a cell are its lines', () => {
    const nested =
      '<table border=1><tr><td>a<table border=1><tr><td>b<td>c</table></td><td>d</td></tr></table>'
    expect(read(nested)).toEqual([
      'table tableRow tableCell paragraph: a',
      'table tableRow tableCell paragraph: b',
      'table tableRow tableCell paragraph: c',
      'table tableRow tableCell paragraph: d',
    ])
    expect(lossesOf(nested)).toEqual([{ kind: 'nested_table', count: 1, words: ['bc'] }])
  })

  it('have no span that is no small number', () => {
    const [line] = read('<table border=1><tr><td colspan=100000000 rowspan=-2>a</td><td>b</td></tr></table>')
    expect(line).toBe('table tableRow tableCell paragraph: a')
  })
})

describe('[E143] footnotes', () => {
  it('stand where their marks are; a mark without a note stays text', () => {
    expect(
      read(
        '<p>One<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>.</p><hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a> A note.</p></div>',
      ),
    ).toEqual(['paragraph: One^{A note.}.'])
    expect(read('<p>One<a href="#_ftn1" name="_ftnref1">[1]</a>.</p>')).toEqual(['paragraph: One[1].'])
  })

  it('are not made of a list of contents that leads to headings', () => {
    expect(read('<p><a href="#a">Scope</a></p><h2 id="a">Scope</h2>')).toEqual([
      'paragraph: Scope',
      'heading(3): Scope',
    ])
  })
})

describe('[E145] whatever is pasted', () => {
  it.each([
    ['image', '<img src="https://example.org/x.png" alt="A map">', 'A map'],
    ['image', '<svg><text>x</text></svg>', 'x'],
    ['object', '<iframe src="https://example.org/">y</iframe>', 'y'],
    ['equation', '<math><mi>a</mi></math>', 'a'],
    ['form_field', '<button>Press</button>', 'Press'],
    ['contents', '<p class=MsoToc1>Scope 3</p>', 'Scope 3'],
  ])('[E144] leaves %s out', (kind, html, words) => {
    const { html: cleaned, losses } = cleanPasted(bodyOf(`<p>Kept.</p>${html}`))
    expect(cleaned).toBe('<p>Kept.</p>')
    expect(losses).toEqual([{ kind, count: 1, words: [words] }])
  })

  it('becomes elements and attributes of the schema alone', () => {
    const { html } = cleanPasted(
      bodyOf(
        '<p onclick="x()" style="color:red" class="a">a &lt;b&gt; &amp; <a href="https://example.org/?q=&quot;&gt;<script>">c</a><script>alert(1)</script></p>',
      ),
    )
    expect(html).toBe(
      '<p>a &lt;b&gt; &amp; <a href="https://example.org/?q=&quot;&gt;&lt;script&gt;">c</a></p>',
    )
  })

  it('keeps the words of what cannot stand in a heading, as lines of it', () => {
    const { html } = cleanPasted(bodyOf('<h2><blockquote>one</blockquote>two<ul><li>three</li></ul></h2>'))
    expect(html).toBe('<h3>one<br>two<br>three</h3>')
  })

  const names = [
    'p',
    'div',
    'b',
    'ul',
    'ol',
    'li',
    'table',
    'tr',
    'td',
    'h2',
    'a',
    'span',
    'blockquote',
    'pre',
    'br',
  ]
  const markup: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom('word', ' ', '&nbsp;', '&lt;'),
      fc
        .tuple(fc.constantFrom(...names), fc.array(tie('node'), { maxLength: 3 }))
        .map(([name, inside]) => `<${name}>${inside.join('')}</${name}>`),
    ),
  })).node

  it('reads into the schema with every word of it', () => {
    fc.assert(
      fc.property(markup, (html) => {
        const body = bodyOf(html)
        const kept = outlineOf(body).join('\n').match(/word/g)?.length ?? 0
        expect(kept).toBe((body.textContent ?? '').match(/word/g)?.length ?? 0)
      }),
      { numRuns: 300 },
    )
  })
})
