import { readFileSync } from 'node:fs'
import { parseDoc } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import { outlineOf, readFile } from '../test/outline.ts'

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../test/fixtures/${name}.docx`, import.meta.url)))
const file = fixture('saved-by-libreoffice')

describe('a file of Samsyn’s that LibreOffice 7.4 has opened and saved', () => {
  it('[I10] [I11] [I12] [I13] has its sections, lists, quotations and tables', async () => {
    const { doc, title } = await readFile(file)
    expect(parseDoc(doc)).toMatchObject({ ok: true })
    expect(title).toBe('Joint comments on the reporting template')
    expect(doc.content.map(({ attrs }) => attrs.kind)).toEqual([
      'speaking_points',
      'background',
      'drafting_suggestion',
    ])
    const lines = outlineOf(doc).map((line) => line.trimEnd())
    const from = lines.indexOf('  bulletList')
    expect(lines.slice(from, from + 18)).toEqual([
      '  bulletList',
      '    listItem',
      '      paragraph: one',
      '    listItem',
      '      paragraph: two',
      '      orderedList start=3',
      '        listItem',
      '          paragraph: nested three',
      '          paragraph: continued',
      '        listItem',
      '          paragraph: nested four',
      '          bulletList',
      '            listItem',
      '              paragraph: deep',
      '      paragraph: back in two',
      '    listItem',
      '      paragraph: three',
      '  orderedList',
    ])
    expect(lines).toContain('      tableCell rowspan=2')
    expect(lines).toContain('      tableHeader colspan=2')
  })

  it('[I20] [I21] [I22] has its looks, links, languages, footnotes and brackets', async () => {
    const text = outlineOf((await readFile(file)).doc).join('\n')
    expect(text).toContain(
      '«DK+SE>bold(shall)|FI>«>should|>»⏎^(In the alternative: FI: parliamentary scrutiny',
    )
    expect(text).toContain('language[lang=fi]( suomeksi)')
    expect(text).toContain('link[href=https://example.org/?a=1&b=2](a link)')
  })

  it('[I30] [I32] has its tracked changes with their authors, and its comments', async () => {
    const { suggestions, threads } = await readFile(file)
    const authors = new Set([...suggestions.values()].map(({ author }) => author))
    expect([...authors].sort()).toEqual(['Anna Berg (SE)', 'Bo Dahl (DK)', 'Maija Salo (FI)'])
    expect(threads.flatMap(({ comments }) => comments.map(({ text }) => text))).toContain('Is this agreed?')
  })

  it('[I14] [I24] [I40] has the tables of the Council, also where pages turn for one, and no line more', async () => {
    const { doc, losses } = await readFile(fixture('council-tables-saved-by-libreoffice'))
    const { content = [] } = doc.content.find(({ attrs }) => attrs.kind === 'drafting_suggestion') ?? {}
    expect(content.map(({ type }) => type)).toEqual(['sectionTitle', 'paragraph', 'table', 'table'])
    const [presidency, trilogue] = content.slice(2)
    if (presidency?.type !== 'table' || trilogue?.type !== 'table') throw new Error('Two tables')
    expect([presidency, trilogue].map(({ attrs }) => attrs?.form)).toEqual(['presidency', 'trilogue'])
    expect(trilogue.content.map((row) => row.content?.length)).toEqual([4, 4, 4, 4])
    const [, row] = outlineOf(trilogue).join('\n').split('tableRow').slice(1)
    expect(row).toContain('Each authority shall send its report by 28 February and publish it.')
    // It is from before a file told which lines beside the text are its own.
    expect(losses).toMatchObject([{ kind: 'page_text', count: 3 }])
  })
})
