import { languages } from '@samsyn/domain'
import { describe, expect, it } from 'vitest'
import { doc, p } from '../../test/builders.ts'
import { finalState, paperFacts, sharedTypesetter } from '../../test/paper.ts'
import { hasPdfTools, runPdfTool, textOfPdf } from '../../test/pdf-tools.ts'
import type { FolderFacts } from './facts.ts'
import { type FolderText, toPaperFolder } from './folder.ts'
import { folderWords } from './folder-words.ts'

const lines = (count: number, of: string) =>
  doc(p(`First of ${of}`), ...Array.from({ length: count }, (_line, index) => p(`${of} ${index}`)))
const superseded = { ...finalState, reference: 'SAM 0000AA v1', notices: ['Superseded by SAM 0000AA v2'] }

const postponed = 'Meeting postponed: reconfirmed by Finland; waiting for Sweden'

const facts = (changed: Partial<FolderFacts<FolderText>> = {}): FolderFacts<FolderText> => ({
  title: 'Council, November',
  language: 'en',
  marking: 'For delegates',
  sampleMark: 'Sample',
  forum: 'Justice and Home Affairs Council',
  when: 'Monday 30 November 2026, 10:00–18:00 Brussels',
  place: 'Brussels',
  isChathamHouse: false,
  instant: '2026-11-27T12:30:15.000Z',
  at: '27 November 2026 at 13:30 Brussels',
  address: 'https://samsyn.example.org/meetings/one',
  agenda: [
    { number: '1', title: 'Agenda', about: 'Adoption', texts: [], contacts: [] },
    {
      number: '2',
      title: 'Reporting',
      about: 'Policy debate · ST 14862/22',
      texts: [
        { doc: lines(80, 'alpha'), facts: paperFacts({ title: 'Alpha' }), postponed },
        { doc: lines(3, 'beta'), facts: paperFacts({ title: 'Beta', state: superseded }), postponed: null },
      ],
      contacts: [
        { country: 'Denmark', name: 'Attaché', phone: '+45 (33) 92-33 40', mail: 'attache@example.org' },
        { country: 'Åland', name: 'Desk', phone: null, mail: 'desk@example.org' },
      ],
    },
    {
      number: '10',
      title: 'Other business',
      about: 'Any other business',
      texts: [
        { doc: lines(3, 'gamma'), facts: paperFacts({ title: 'Gamma', language: 'fi' }), postponed: null },
      ],
      contacts: [],
    },
  ],
  ...changed,
})

describe('the folder of a meeting', () => {
  it('[X152] says of a text whose meeting was postponed who has reconfirmed it, and for whom one waits', async () => {
    const { agenda } = toPaperFolder(facts())
    expect(agenda.items.map(({ texts }) => texts.map((text) => text.postponed))).toEqual([
      [],
      [postponed, null],
      [null],
    ])
    for (const language of languages) {
      const words = folderWords[language].postponed
      expect(words('F', 'S')).toMatch(/F.*S/)
      expect(words('', 'S')).toContain('S')
      expect(words('F', '')).toMatch(/F$/)
    }
    if (hasPdfTools) {
      const text = textOfPdf((await sharedTypesetter()).set(toPaperFolder(facts())).content)
      expect(text).toContain(postponed)
    }
  })

  it('[X165] says that the Chatham House Rule holds, where it does, and whom it is for', async () => {
    expect(toPaperFolder(facts()).rule).toBeNull()
    const ruled = toPaperFolder(facts({ isChathamHouse: true, language: 'sv' }))
    expect(ruled.rule).toBe('Hålls enligt Chatham House-regeln')
    expect(ruled.facts.at(-1)).toEqual({ name: 'Märkning', value: 'For delegates' })
    if (hasPdfTools)
      expect(textOfPdf((await sharedTypesetter()).set(ruled).content)).toContain(
        'Hålls enligt Chatham House-regeln',
      )
  })

  it('[X110] lists every item of the agenda with what there is on it and how it stands', () => {
    const { agenda, papers } = toPaperFolder(facts())
    expect(agenda.items.map(({ number, texts }) => [number, texts.map(({ title }) => title)])).toEqual([
      ['1', []],
      ['2', ['Alpha', 'Beta']],
      ['10', ['Gamma']],
    ])
    expect(agenda.items.flatMap(({ texts }) => texts)).toMatchObject([
      { index: 0, state: 'Final text · SAM 12AB34 v2', stands: true, language: 'en' },
      { index: 1, state: 'SAM 0000AA v1 · Superseded by SAM 0000AA v2', stands: false },
      { index: 2, state: 'Lopullinen teksti · SAM 12AB34 v2', stands: true, language: 'fi' },
    ])
    expect(papers.map(({ title }) => title)).toEqual(['Alpha', 'Beta', 'Gamma'])
  })

  it('[X151] has under an item whom to ask, with numbers and addresses that are tapped', () => {
    const { agenda } = toPaperFolder(facts())
    expect(agenda.items.map(({ contacts }) => contacts.length)).toEqual([0, 2, 0])
    expect(agenda.items[1]?.contacts).toEqual([
      {
        who: 'Denmark: Attaché',
        ways: [
          { text: '+45 (33) 92-33 40', address: 'tel:+4533923340' },
          { text: 'attache@example.org', address: 'mailto:attache@example.org' },
        ],
      },
      { who: 'Åland: Desk', ways: [{ text: 'desk@example.org', address: 'mailto:desk@example.org' }] },
    ])
  })

  it('[X110] says when something in it changed last, and nothing of that where there is no text', () => {
    expect(toPaperFolder(facts()).caution).toMatch(
      /^Last change 27 November 2026 at 13:30 Brussels\. A text on/,
    )
    const empty = toPaperFolder(facts({ at: null, agenda: [] }))
    expect(empty.caution).toMatch(/^A text on paper/)
    expect(empty.footline).toBe('Council, November')
  })

  it('[X112] is PDF/UA-1, the same bytes for the same data, also without a text', async () => {
    const { set } = await sharedTypesetter()
    const one = set(toPaperFolder(facts()))
    expect(one.kind).toBe('ua-1')
    expect(set(toPaperFolder(facts()))).toEqual(one)
    expect(set(toPaperFolder(facts({ at: null, agenda: [], marking: '' }))).kind).toBe('ua-1')
  })

  it.skipIf(!hasPdfTools)(
    '[X111] each text begins on a page of its own, the one the contents name, and keeps its own head and foot',
    async () => {
      const { content } = (await sharedTypesetter()).set(toPaperFolder(facts()))
      runPdfTool('qpdf', content, ['--check'])
      const pages = runPdfTool('pdftotext', content, ['-raw', '-enc', 'UTF-8'])
        .split('\f')
        .slice(0, -1)
        .map((page) => page.replace(/\s+/g, ' '))
      const [contents = ''] = pages
      const beginning = (of: string) => pages.findIndex((page) => page.includes(`First of ${of}`)) + 1
      for (const [title, of] of [
        ['Alpha', 'alpha'],
        ['Beta', 'beta'],
        ['Gamma', 'gamma'],
      ] as const)
        expect(contents).toContain(`${title} page ${beginning(of)}`)
      expect(contents).toContain('No final text')
      const alpha = pages.slice(beginning('alpha') - 1, beginning('beta') - 1)
      expect(alpha.length).toBeGreaterThan(1)
      for (const page of alpha) expect(page).toContain('Final text · SAM 12AB34 v2')
      expect(pages[beginning('beta') - 1]).toContain('Superseded by SAM 0000AA v2')
      expect(pages[beginning('gamma') - 1]).toContain(`Sivu ${pages.length} / ${pages.length}`)
      expect(contents).toContain(`Page 1 of ${pages.length}`)
      expect(textOfPdf(content)).toMatch(/alpha 79.*First of beta.*First of gamma/)
    },
  )
})
