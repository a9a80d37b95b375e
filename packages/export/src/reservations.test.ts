import { type DocJson, footnotesOf } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import { doc, p, plainFacts, table, td, text } from '../test/builders.ts'
import { finalState, paperFacts, reservationsOf, sharedTypesetter } from '../test/paper.ts'
import { textOfPdf } from '../test/pdf-tools.ts'
import { WordFile } from '../test/word-file.ts'
import {
  type PrintedReservations,
  toDocx,
  toHtml,
  toMarkdown,
  toPaper,
  toPaperFolder,
  toPlainText,
} from './index.ts'
import { reservationLines, withReservations } from './reservations.ts'

const kind = 'parliamentary scrutiny reservation'
const words = doc(
  p(
    'Reports are sent ',
    text('every', 'bold'),
    ' year',
    {
      type: 'footnote',
      attrs: { id: 'own' },
      content: [{ type: 'text', text: 'In spring.' }],
    },
    '.',
  ),
  table([td('Act'), td('within ten days')]),
)
const lifted = 'Lifted 1 December.'
const reservations = reservationsOf(
  { country: 'DK', passage: 'ten days', text: 'Twenty.' },
  { country: 'FI', kind, passage: 'sent every', text: 'Eduskunta has *not* been heard.' },
  { country: 'IS', passage: 'ten days', text: 'Twenty.' },
  { country: 'NO', passage: 'ten days', text: 'Twenty.', lifted },
  { country: 'SE', kind: 'general reservation', text: 'All of it.' },
)
const note = {
  fi: `FI: ${kind}: Eduskunta has *not* been heard.`,
  three: 'DK, IS: scrutiny reservation: Twenty. · NO: scrutiny reservation: Twenty. Lifted 1 December.',
}
const list = [
  'DK: scrutiny reservation (footnote 3).',
  `FI: ${kind} (footnote 1).`,
  'IS: scrutiny reservation (footnote 3).',
  'NO: scrutiny reservation (footnote 3). Lifted 1 December.',
  'SE: general reservation: All of it.',
]
const facts = { ...plainFacts, reservations, foot: ['SHA-256 abc'], state: 'Version 2' }
const state = { ...finalState, reservations }
const linesFor = (given: PrintedReservations, of: DocJson = words) =>
  reservationLines(given, footnotesOf(withReservations(of, given))).map(({ text: line }) => line)

describe('reservations', () => {
  it('[X135] [X136] about words that are not found, the whole text, or quoted in a translation, are in the list whole', () => {
    const one = reservationsOf({ country: 'FI', kind, passage: 'ten weeks', text: 'No.' })
    expect(linesFor(one)).toEqual([`${kind} (“ten weeks”): No.`])
    expect(linesFor(reservationsOf({ country: 'FI', kind }))).toEqual([`${kind}.`])
    const translated = { ...reservations, isQuoted: false }
    expect(withReservations(words, translated)).toEqual(words)
    expect(linesFor(translated)[3]).toBe('scrutiny reservation (“ten days”): Twenty. Lifted 1 December.')
    expect(withReservations(words, null)).toBe(words)
    expect(reservationLines(null, [])).toEqual([])
  })

  it('[X160] words that stand more than once have no footnote: the list quotes them, whatever spaces are in them', () => {
    const twice = doc(p('Within ten days, or ten\u00a0days.'), p('In spring.'))
    const about = reservationsOf(
      { country: 'DK', passage: 'ten days', text: 'Twenty.' },
      { country: 'FI', passage: 'In\u00a0spring', text: 'No.' },
      { country: 'IS', passage: ' In spring\n', text: 'No.' },
    )
    expect(linesFor(about, twice)).toEqual([
      'scrutiny reservation (“ten days”): Twenty.',
      'scrutiny reservation (footnote 1).',
      'scrutiny reservation (footnote 1).',
    ])
    expect(footnotesOf(withReservations(twice, about))).toHaveLength(1)
  })

  it('[X134] [X135] [X136] [X137] plain text has them behind their words, below it, and by country at the end', () => {
    const written = toPlainText(words, facts)
    expect(written).toContain('Reports are sent every¹ year².\nAct | within ten days³\n')
    expect(written).toContain(
      `\n¹ ${note.fi}\n² In spring.\n³ ${note.three}\n\n${list.join('\n')}\nSHA-256 abc\n`,
    )
  })

  it('[X137] Markdown and HTML have them as footnotes that lead there and back', () => {
    const markdown = toMarkdown(words, facts)
    expect(markdown).toContain('sent **every**[^1] year[^2].')
    expect(markdown).toContain('within ten days[^3] |')
    expect(markdown).toContain(`[^1]: FI: ${kind}: Eduskunta has \\*not\\* been heard.\n[^2]: In spring.\n`)
    expect(markdown).toContain(`\n\n${list[0]}\n\n${list[1]}\n\n`)
    const html = toHtml(words, facts)
    expect(html).toContain('<strong>every</strong><sup><a id="note-mark-1" href="#note-1">1</a></sup> year')
    expect(html).toContain(`<li id="note-3">${note.three} <a href="#note-mark-3">`)
    expect(html).toContain(`<footer>${list.map((line) => `<p>${line}</p>`).join('')}`)
  })

  it('[X137] a Word file has them as footnotes of Word', async () => {
    const file = await WordFile.open(await toDocx(words, facts, { threads: [], suggestions: new Map() }))
    expect(file.lines('word/footnotes.xml').slice(-3)).toEqual(
      [note.fi, 'In spring.', note.three].map((line) => ` ${line}`),
    )
    expect(file.lines('word/document.xml').slice(-6)).toEqual([...list, 'SHA-256 abc'])
    const references = file.all('word/document.xml', 'w:footnoteReference')
    expect(references).toHaveLength(3)
  })

  it('[X137] pages have them at the foot, and by country before the text; so has a folder, and the same facts give the same file', async () => {
    const paper = toPaper(words, paperFacts({ state }))
    expect(paper.reservations?.lines.map(({ name, value }) => `${name}: ${value}`)).toEqual(list)
    const typesetter = await sharedTypesetter()
    const { kind: form, content } = typesetter.set(paper)
    expect(form).toBe('ua-1')
    const read = textOfPdf(content)
    for (const line of [...list, note.fi, note.three]) expect(read).toContain(line)
    expect(read).toContain('sent every1 year2.')
    expect(read.indexOf(note.fi)).toBeGreaterThan(read.indexOf('Reports are sent'))
    expect(typesetter.set(toPaper(words, paperFacts({ state }))).content).toEqual(content)
    const folder = toPaperFolder({
      ...paperFacts({ state }),
      forum: 'Council',
      when: 'Monday',
      place: 'Brussels',
      isChathamHouse: false,
      agenda: [
        {
          number: '1',
          title: 'One',
          about: '',
          texts: [{ doc: words, postponed: null, facts: paperFacts({ state }) }],
          contacts: [],
        },
      ],
    })
    expect(folder.papers).toEqual([paper])
  })
})
