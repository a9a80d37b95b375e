import { type DocJson, footnotesOf, inlineText, plainText } from '@samsyn/editor'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyDoc } from '../../test/any-doc.ts'
import { doc, p, table, td, text, th } from '../../test/builders.ts'
import { finalState, paperFacts, reservationsOf, sharedTypesetter } from '../../test/paper.ts'
import { hasPdfTools, runPdfTool, textOfPdf } from '../../test/pdf-tools.ts'
import type { PaperFacts } from './facts.ts'
import { toPaper } from './paper.ts'

const set = async (text: DocJson, facts: PaperFacts = paperFacts()) =>
  (await sharedTypesetter()).set(toPaper(text, facts))
const letters = 'å ä ö ø æ þ ð Å Ä Ö Ø Æ Þ Ð á é í ó ú ý š ž č ŋ đ ŧ § – — “ ” „ « » … ¹ ½ € ¶ •'

describe('pages', () => {
  it('[X90] [X94] any text is laid out, by the rules of PDF/UA-1 as long as the face has its letters', async () => {
    const { set: lay } = await sharedTypesetter()
    fc.assert(
      fc.property(anyDoc, (any) => {
        const written: DocJson = JSON.parse(JSON.stringify(any).replaceAll('😀', 'é'))
        // The compiler itself fails to tag some tables of odd forms; those files say so.
        expect(['ua-1', 'plain']).toContain(lay(toPaper(written, paperFacts())).kind)
      }),
      { numRuns: 25, seed: 20261127 },
    )
  })

  it('[X94] a letter that the face lacks leaves a file that is tagged, and says that it is no more', async () => {
    const { kind, content } = await set(doc(p('Well 😀 done')))
    expect(kind).toBe('tagged')
    if (hasPdfTools) expect(runPdfTool('pdfinfo', content)).toMatch(/Tagged: +yes/)
  })

  it('[X95] the same text gives the same bytes, another time others', async () => {
    const one = await set(doc(p('x')))
    expect(await set(doc(p('x')))).toEqual(one)
    expect(await set(doc(p('x')), paperFacts({ instant: '2026-11-27T12:30:16.000Z' }))).not.toEqual(one)
  })
})

describe.skipIf(!hasPdfTools)('pages, as other programs read them', () => {
  it('[X91] have all words in order, with every letter of our languages', async () => {
    const text = doc(
      p(letters),
      p('Tämä on äänestyslausuma.'),
      p('Þetta er afstaða Norðurlanda.'),
      table([th('Land'), th('Ord')], [td('Sverige'), td('får')], [td('Ísland'), td('má')]),
    )
    const { content, kind } = await set(text)
    expect(kind).toBe('ua-1')
    const read = textOfPdf(content)
    let from = 0
    for (const line of plainText(text).split('\n').filter(Boolean)) {
      const at = read.indexOf(line, from)
      expect([line, at]).toEqual([line, expect.toSatisfy((found: number) => found >= from)])
      from = at + line.length
    }
  })

  it('[X91] have footnotes at the foot of their page', async () => {
    const text = doc({
      type: 'paragraph',
      content: [
        { type: 'text', text: 'As agreed' },
        { type: 'footnote', attrs: { id: 'f' }, content: [{ type: 'text', text: 'In Tampere, 1999.' }] },
        { type: 'text', text: ', the report is sent.' },
      ],
    })
    const read = textOfPdf((await set(text)).content)
    expect(read).toMatch(/As agreed1, the report is sent\..* 1 In Tampere, 1999\./)
    const [note] = footnotesOf(text)
    expect(read.indexOf(inlineText(note?.content))).toBeGreaterThan(read.indexOf('the report is sent'))
  })

  it('[X92] [X93] say on every page whom they are for, what they are, and which of how many', async () => {
    const lines = Array.from({ length: 60 }, (_line, index) => p(`Paragraph ${index} of a text.`))
    const state = { ...finalState, reservations: reservationsOf({ country: 'FI' }) }
    const pages = (facts: PaperFacts) =>
      set(doc(p('first'), ...lines), facts).then(({ content }) =>
        runPdfTool('pdftotext', content, ['-raw', '-enc', 'UTF-8'])
          .split('\f')
          .slice(0, -1)
          .map((page) => page.replace(/\s+/g, ' ')),
      )
    const final = await pages(paperFacts({ state }))
    expect(final.length).toBeGreaterThan(1)
    for (const [index, page] of final.entries()) {
      expect(page).toContain('For delegates · Releasable to: EE')
      expect(page).toContain('Final text · SAM 12AB34 v2')
      expect(page).toContain('Version 2 · SHA-256 0123456789abcdef…')
      expect(page).toContain('Released 27 November 2026 at 13:30 Brussels')
      expect(page).toContain(`Page ${index + 1} of ${final.length}`)
      expect(page).not.toContain('Not a final text')
    }
    const [front = ''] = final
    for (const said of [
      'FINAL TEXT',
      'Joint position on comment periods',
      'This text is put forward by Denmark and Finland.',
      'Reservations',
      'FI: scrutiny reservation.',
      '0123456789abcdef'.repeat(4),
      'https://samsyn.example.org/read/one',
    ])
      expect(front).toContain(said)
    const frozen = await pages(paperFacts({ state: { kind: 'frozen', name: '' }, language: 'fi' }))
    for (const page of frozen) expect(page).toContain('Ei lopullinen teksti · Versio 2')
  })

  it('[X161] long corrigenda stand above the text, and every page has its head as it was', async () => {
    const long = `Corrigendum of ${'many words '.repeat(60)}`.trim()
    const corrigenda = [long, long]
    const facts = paperFacts({ state: { ...finalState, corrigenda } })
    const typesetter = await sharedTypesetter()
    const { kind, content } = typesetter.set(toPaper(doc(p('The text.')), facts))
    expect(kind).toBe('ua-1')
    const read = textOfPdf(content)
    expect(read.split('Corrigendum of')).toHaveLength(3)
    expect(read.indexOf('Corrigendum of')).toBeLessThan(read.indexOf('The text.'))
    expect(read).toContain('FINAL TEXT')
    expect(read).toContain('Final text · SAM 12AB34 v2 · with 2 corrigenda')
  })

  it('[X95] hold together: nothing is wrong in the file, its fonts are in it, it is tagged and dated', async () => {
    const { content } = await set(doc(p(text('bold', 'bold'), text('italic', 'italic'), letters)))
    expect(runPdfTool('qpdf', content, ['--check'])).toContain('No syntax or stream encoding errors found')
    const info = runPdfTool('pdfinfo', content, ['-isodates'])
    expect(info).toMatch(/Title: +Joint position on comment periods/)
    expect(info).toMatch(/Tagged: +yes/)
    expect(info).toMatch(/CreationDate: +2026-11-27T12:30:15Z/)
    expect(info).toMatch(/Page size: .*A4/)
    expect(runPdfTool('pdfinfo', content, ['-meta'])).toContain('<pdfuaid:part>1</pdfuaid:part>')
    const [, , ...fonts] = runPdfTool('pdffonts', content).trim().split('\n')
    expect(fonts.length).toBeGreaterThan(2)
    for (const font of fonts) expect(font).toMatch(/SourceSans3.* yes +yes +yes /)
  })

  it('[X96] repeat the head of a table on every page', async () => {
    const rows = Array.from({ length: 90 }, (_row, index) => [td(`Row ${index}`), td('Some words of it')])
    const read = textOfPdf((await set(doc(table([th('Place'), th('Proposal')], ...rows)))).content)
    expect(read.match(/Place Proposal/g)?.length).toBeGreaterThan(2)
    expect(read).toContain('Row 89')
  })

  it('[X97] show what is added and what goes, also where both lie on one word', async () => {
    const marked = {
      type: 'text' as const,
      text: 'shall',
      marks: [
        { type: 'insertion' as const, attrs: { id: 'a' } },
        { type: 'deletion' as const, attrs: { id: 'b' } },
        { type: 'underline' as const },
        { type: 'strike' as const },
      ],
    }
    const { content, kind } = await set(doc(p('It ', marked, ' be so.')))
    expect(kind).toBe('ua-1')
    expect(textOfPdf(content)).toContain('It shall be so.')
  })
})
