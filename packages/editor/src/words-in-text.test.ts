import { expect, it } from 'vitest'
import { alternative, bracket, doc, line, note, p, section, text } from '../test/builders.ts'
import { standsInText } from './words-in-text.ts'

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
