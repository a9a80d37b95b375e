import { describe, expect, it } from 'vitest'
import { openLine, select } from '../test/bracket-line.ts'
import { alternative, bracket, note, text } from '../test/builders.ts'
import type { InlineJson } from './index.ts'
import { passageLanguageAt } from './passage-languages.ts'

const content = (): InlineJson[] => [text('The term samsyn is Swedish.')]
/** The text, each passage in a language of its own as `sv(…)`. */
const shown = ({ state }: ReturnType<typeof openLine>): string => {
  let line = ''
  state.doc.descendants((node) => {
    if (!node.isText) return
    const said = node.marks.find(({ type }) => type.name === 'language')
    line += said ? `${said.attrs.lang}(${node.text})` : node.text
  })
  return line.slice(1)
}

describe('[E160] the language of a passage', () => {
  it('is said of what is selected, changed, and taken off', () => {
    const editor = openLine(content())
    select(editor, 'The term ', 'samsyn')
    expect(editor.commands.setPassageLanguage('sv')).toBe(true)
    expect(shown(editor)).toBe('The term sv(samsyn) is Swedish.')
    expect(passageLanguageAt(editor.state)).toBe('sv')
    editor.commands.setPassageLanguage('nn')
    expect(shown(editor)).toBe('The term nn(samsyn) is Swedish.')
    editor.commands.setPassageLanguage(null)
    expect(shown(editor)).toBe('The term samsyn is Swedish.')
    expect(passageLanguageAt(editor.state)).toBe(null)
  })

  it('is said of the whole line where nothing is selected, with its wordings and footnotes', () => {
    const rival = bracket('b', alternative('w', [], text('ett')), alternative('v', [], text('två')))
    const editor = openLine([text('Ord'), note('n', text('Not')), rival])
    editor.commands.setPassageLanguage('sv')
    expect(shown(editor)).toBe('sv(Ord)sv(Not)sv(ett)sv(två)')
  })

  it('is said of no title and no empty line', () => {
    const editor = openLine(content())
    editor.commands.setTextSelection(2)
    expect(editor.commands.setPassageLanguage('sv')).toBe(false)
    expect(openLine([]).commands.setPassageLanguage('sv')).toBe(false)
  })
})
