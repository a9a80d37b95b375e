import { expect, it } from 'vitest'
import { alternative, bracket, doc, line, note, p, section, text } from '../test/builders.ts'
import { readsSomewhere, standsInText, timesInSection } from './words-in-text.ts'

it('[E171] words stand in a text within one line, one wording or one note, and nowhere else', () => {
  const content = doc(
    section('s', 'Scope', [
      line(
        text('The report '),
        text('shall', [{ type: 'bold' }]),
        text(' name '),
        bracket('b', alternative('x', ['DK'], text('every case')), alternative('y', ['FI'])),
        text(' in it'),
        note('n', text('See the annex.')),
      ),
      p('It is short.'),
    ]),
  )
  for (const words of ['Scope', 'report shall name', 'every case', 'the annex', ' in it']) {
    expect(standsInText(content, words), words).toBe(true)
  }
  for (const words of ['', 'The Report', 'name every', 'name  in', 'case in', 'it See', 'it It', 'DK', '–']) {
    expect(standsInText(content, words), words).toBe(false)
  }
})

it('[E171] how often words stand in a section is counted the same way, its title left out', () => {
  const scope = section('s', 'Scope', [p('The scope of Article 3 is that of Article 3a.'), p('Scope.')])
  expect(timesInSection(scope, 'Article 3')).toBe(2)
  expect(timesInSection(scope, 'Article 3 is')).toBe(1)
  expect(timesInSection(scope, 'Scope')).toBe(1)
  expect(timesInSection(scope, '3a.Scope')).toBe(0)
  expect(timesInSection(scope, '')).toBe(0)
})

it('[E127] a passage reads like its quote over lines, brackets and footnotes, and not like other words', () => {
  const content = doc(
    section('s', 'Scope', [
      line(
        text('The report shall name '),
        bracket('b', alternative('x', ['DK'], text('every case')), alternative('y', ['FI'])),
        text(' in it'),
        note('n', text('See the annex.')),
        text(', with figures.'),
      ),
      p('It is short.'),
    ]),
  )
  const quotes = [
    'report shall name',
    'name [DK: every case] [FI: –] in',
    'very ca',
    'in it, with',
    'in itSee the annex., with',
    'the annex',
    'figures. It is',
    'figures.\n\nIt  is',
  ]
  for (const quote of quotes) expect(readsSomewhere(content, quote), quote).toBe(true)
  for (const quote of ['', ' ', 'name every case', 'short. The', 'We agree', '[SE: every case]']) {
    expect(readsSomewhere(content, quote), quote).toBe(false)
  }
  const nested = doc(
    section('s', 'Scope', [
      line(
        text('It '),
        bracket(
          'b',
          alternative(
            'x',
            ['DK'],
            text('shall'),
            note('m', text('Or may.')),
            text(' name '),
            bracket('c', alternative('v', ['FI'], text('all')), alternative('w', ['SE'], text('no'))),
            text(' cases'),
          ),
        ),
        text(' in it'),
        note('n', text('See the annex.')),
        text(' soon.'),
      ),
    ]),
  )
  for (const quote of [
    'name allno cases',
    '[DK: shall name [FI: all] [SE: no] cases] in itSee the annex. soon',
  ])
    expect(readsSomewhere(nested, quote), quote).toBe(true)
  expect(readsSomewhere(nested, 'It shall name allno cases'), 'over its edge').toBe(false)
})
