import type { BlockJson } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import { br, doc, li, link, ol, p, plainFacts, table, td, text, th, ul } from '../test/builders.ts'
import { toMarkdown } from './index.ts'

/** The Markdown of some blocks, without the title of document and section. */
function markdown(first: BlockJson, ...rest: readonly BlockJson[]): string {
  const whole = toMarkdown(doc(first, ...rest), plainFacts)
  const [, body = ''] = /^\*\*Public\*\*\n\n# T\n\n## Position\n\n([\s\S]*)\n\n---\n$/.exec(whole) ?? []
  return body
}

describe('toMarkdown', () => {
  it.each([
    ['a rule', p('---'), '\\---'],
    ['a list', p('- not a list'), '\\- not a list'],
    ['a numbered list', p('12. not a list'), '12\\. not a list'],
    ['a heading below its words', p('above', br, '==='), 'above\\\n\\==='],
    ['a second-level heading below its words', p('above', br, '---'), 'above\\\n\\---'],
    ['a list after a break', p('one:', br, '- two', br, '1. three'), 'one:\\\n\\- two\\\n1\\. three'],
    ['a head of a table', p('a', br, ':-'), 'a\\\n\\:-'],
    ['code by indentation', p('    words'), 'words'],
    ['code by indentation, in a list', ul(li('x', '    y')), '- x\n\n  y'],
    ['a break at the end', p('words', br), 'words'],
    ['a task', ul(li('[x] agreed')), '- \\[x\\] agreed'],
    ['an image', p('see!', link('here', 'https://example.org/')), 'see\\![here](<https://example.org/>)'],
    ['a reference', p('&copy; &#35;'), '\\&copy; \\&\\#35;'],
  ])('[X5] makes no %s of words', (_name, block, expected) => {
    expect(markdown(block)).toBe(expected)
  })

  it.each([
    ['https://example.org/a_b', 'https\\://example.org/a\\_b'],
    ['www.example.org', 'www\\.example.org'],
    ['desk@example.org', 'desk\\@example.org'],
  ])('[X5] makes no link of %s', (words, expected) => {
    expect(markdown(p(words))).toBe(expected)
  })

  it('[X5] facts and titles are words as well', () => {
    const facts = { ...plainFacts, title: '1. *T*', head: ['- head', '---'], foot: ['# foot'] }
    expect(toMarkdown(doc(p('x')), facts)).toBe(
      '**Public**\n\n# 1\\. \\*T\\*\n\n\\- head\n\n\\---\n\n## Position\n\nx\n\n---\n\n\\# foot\n',
    )
  })

  it('[X5] an address keeps its characters', () => {
    expect(markdown(p(link('go ] there', 'https://example.org/a_(b)?x=1&copy=2|3', 'italic')))).toBe(
      '[_go \\] there_](<https://example.org/a_(b)?x=1\\&copy=2\\|3>)',
    )
  })

  it.each([
    ['inside a word', p('un', text('agreed', 'bold'), 'able'), 'un**agreed**able'],
    ['italic inside a word', p('re', text('draft', 'italic'), 'ed'), 'r&#x65;_draft_&#x65;d'],
    ['ending in punctuation', p('say ', text('“yes”.', 'bold'), 'next'), 'say **“yes”.**&#x6E;ext'],
    ['in brackets between letters', p('x', text('(deleted)', 'strike'), 'y'), '&#x78;~~(deleted)~~&#x79;'],
    ['beside a sign outside ASCII', p('€', text('(6)', 'bold')), '&#x20AC;**(6)**'],
    ['beside each other', p(text('one', 'bold'), text('two', 'italic')), '**one**_two_'],
    [
      'within each other',
      p(text('one', 'bold'), text('two', 'bold', 'italic'), text('three', 'italic')),
      '**on&#x65;_two_**_three_',
    ],
    ['with spaces at the edges', p('a', text(' b ', 'bold'), 'c'), 'a **b** c'],
    ['of spaces only', p('a', text(' ', 'bold'), 'b'), 'a b'],
    ['across a break', p(text('one', 'bold'), br, text('two', 'bold')), '**one**\\\n**two**'],
    ['underlined in part', p(text('new ', 'bold'), text('newest', 'bold', 'underline')), '**new newest**'],
  ])('[X8] marks words %s', (_name, block, expected) => {
    expect(markdown(block)).toBe(expected)
  })

  it('[X9] keeps two lists apart, and the numbers of the second', () => {
    expect(markdown(ol(1, li('a'), li('b')), ol(1, li('c')), ol(5, li('d')))).toBe(
      '1. a\n2. b\n\n1) c\n\n5. d',
    )
    expect(markdown(ul(li('a')), p(), ul(li('b')))).toBe('- a\n\n* b')
    expect(markdown(ul(li('a')), p('x'), ul(li('b')))).toBe('- a\n\nx\n\n- b')
  })

  it('[X10] keeps cells in their columns below a tall and beside a wide one', () => {
    expect(
      markdown(
        table(
          [th('H1'), th('H2'), th('H3')],
          [td('tall', { rowspan: 2 }), td('b'), td('c')],
          [td('d'), td('e')],
          [td('wide', { colspan: 2 }), td('f')],
        ),
      ),
    ).toBe('| H1 | H2 | H3 |\n| --- | --- | --- |\n| tall | b | c |\n|  | d | e |\n| wide |  | f |')
  })

  it('[X10] a table without a head gets an empty one', () => {
    expect(markdown(table([th('row'), td('a')], [th('other'), td('b')]))).toBe(
      '|  |  |\n| --- | --- |\n| row | a |\n| other | b |',
    )
  })

  it('[X5] [X10] blocks in a cell become its lines', () => {
    const cell = {
      type: 'tableCell' as const,
      content: [p('a|b', br, '- c'), ul(li('d', ol(3, li('e')))), p('f')],
    }
    expect(markdown(table([th('H')], [cell]))).toBe(
      '| H |\n| --- |\n| a\\|b<br>\\- c<br>• d<br>3\\. e<br>f |',
    )
  })
})
