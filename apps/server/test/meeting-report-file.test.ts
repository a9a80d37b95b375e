import { internalMarking, languages } from '@samsyn/domain'
import { fileWords, reportWords } from '@samsyn/export'
import { filePath, pdfHeader } from '@samsyn/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasPdfTools, runPdfTool, textOfPdf } from '../../../packages/export/test/pdf-tools.ts'
import { WordFile } from '../../../packages/export/test/word-file.ts'
import { type Client, signIn, startTestServer, type TestServer } from './support/test-server.ts'

type Format = 'pdf' | 'docx'

describe('the report of a meeting as a file', () => {
  let server: TestServer
  let lead: Client
  /** Of the sample: one of its positions was put together, and has follow-ups. */
  let meetingId: string

  beforeAll(async () => {
    server = await startTestServer({ PUBLIC_URL: 'https://samsyn.example.org' })
    lead = await server.signIn('lead-fi')
    for (const { id } of await lead.call('listMeetings')) {
      const { items } = await lead.call('getMeetingReport', { params: { meetingId: id } })
      const all = items.flatMap(({ positions }) => positions)
      if (all.some(({ consolidation, followUps }) => consolidation && followUps.length > 0)) meetingId = id
    }
    expect(meetingId).toBeDefined()
  })
  afterAll(() => server.stop())

  const ask = async (personId: string, format: Format, { of = meetingId, query = {} } = {}) => {
    const { cookie } = await signIn(server.url, personId)
    const path = filePath('getMeetingReportFile', { meetingId: of, format }, query)
    return fetch(server.url + path, { headers: { cookie } })
  }
  const bytesOf = async (response: Response) => {
    expect(response.status).toBe(200)
    return new Uint8Array(await response.arrayBuffer())
  }
  /** Its words, in their order, however its lines are broken. */
  const textOf = async (personId: string, format: Format, options: Parameters<typeof ask>[2] = {}) => {
    const bytes = await bytesOf(await ask(personId, format, options))
    if (format === 'pdf') return textOfPdf(bytes)
    const file = await WordFile.open(bytes)
    const parts = ['word/header1.xml', 'word/document.xml', 'word/footer1.xml']
    return parts.flatMap((part) => file.lines(part)).join(' ')
  }
  const formats: readonly Format[] = hasPdfTools ? ['pdf', 'docx'] : ['docx']

  it('[A646] [A781] [X132] [X133] [X164] has what the page shows, in each language, outcome first, marked on every page', async () => {
    const { items, meeting } = await lead.call('getMeetingReport', { params: { meetingId } })
    for (const language of languages) {
      const words = reportWords[language]
      for (const format of formats) {
        const text = await textOf('lead-fi', format, { query: { language } })
        expect(text).toContain(words.title)
        expect(text).toContain(meeting.title)
        expect(text).toContain(meeting.forum.name[language])
        expect(text).toContain(fileWords[language].sample)
        // Whatever its texts are marked: nobody outside the parties hears who said what.
        const markings = items.flatMap(({ positions }) => positions.map(({ marking }) => marking))
        expect(text).toContain(fileWords[language].marking[internalMarking(markings)])
        for (const wider of ['delegates', 'public'] as const)
          expect(text).not.toContain(`${fileWords[language].marking[wider]} `)
        let from = 0
        for (const { item, positions } of items) {
          from = text.indexOf(`${item.number} ${item.title}`, from)
          expect([language, format, item.title, from]).not.toContain(-1)
          if (positions.length === 0) expect(text.slice(from)).toContain(words.noPosition)
          for (const { title, text: about, consolidation, followUps } of positions) {
            expect(text.indexOf(title, from)).toBeGreaterThan(-1)
            expect(text).toContain(fileWords[language].version(about?.version ?? 0))
            expect(text).toContain(about?.reference)
            for (const { action, state } of followUps) {
              expect(text).toContain(action)
              expect(text).toContain(words.state[state])
            }
            if (!consolidation) continue
            const outcome = text.indexOf(words.outcome[consolidation.outcome], from)
            const line = text.indexOf(consolidation.dividingLine.slice(0, 30), from)
            expect([outcome > from, line > outcome]).toEqual([true, true])
            expect(text).toContain(consolidation.nextStep.slice(0, 30))
          }
        }
      }
    }
  })

  it("[A733] has the meeting's time in Brussels, and in the reader's capital where the clocks there show another", async () => {
    for (const format of formats) {
      const read = async (personId: string) =>
        (await textOf(personId, format, { query: { language: 'en' } })).replace(/\s+/g, ' ')
      expect(await read('lead-fi')).toMatch(/\d\d:\d\d Brussels \(\d\d:\d\d–\d\d:\d\d Helsinki\)/)
      for (const personId of ['lead-se', 'secretariat'])
        expect(await read(personId), personId).toMatch(/\d\d:\d\d Brussels (?!\()/)
    }
  })

  it.skipIf(!hasPdfTools)(
    '[A646] [X133] its pages are PDF/UA-1, with title, language, outline and numbers; kept as they are',
    async () => {
      for (const language of languages) {
        const response = await ask('secretariat', 'pdf', { query: { language } })
        expect(response.headers.get(pdfHeader)).toBe('ua-1')
        expect(response.headers.get('cache-control')).toBe('no-store')
        expect(response.headers.get('content-disposition')).toMatch(/^attachment; .*\.pdf/)
        const bytes = await bytesOf(response)
        runPdfTool('qpdf', bytes, ['--json'])
        const info = runPdfTool('pdfinfo', bytes)
        expect(info).toContain(`Title:           ${reportWords[language].title}: `)
        expect(info).toMatch(/Tagged: +yes/)
        const structure = runPdfTool('qpdf', bytes, ['--json'])
        expect(structure).toContain(`"/Lang": "u:${language}"`)
        const { outlines } = JSON.parse(structure) as { outlines: { title: string }[] }
        const { items } = await (await server.signIn('secretariat')).call('getMeetingReport', {
          params: { meetingId },
        })
        expect(outlines.map(({ title }) => title)).toEqual(
          items.map(({ item }) => `${item.number} ${item.title}`),
        )
        const [page, of] = fileWords[language].page
        const pages = Number(/Pages: +(\d+)/.exec(info)?.[1])
        const text = textOfPdf(bytes)
        for (let number = 1; number <= pages; number += 1)
          expect(text).toContain(`${page} ${number}${of}${pages}`)
        expect(text).toContain(`https://samsyn.example.org/meetings/${meetingId}/report`)
        expect(await bytesOf(await ask('secretariat', 'pdf', { query: { language } }))).toEqual(bytes)
      }
    },
  )

  it('[A646] is of what the person who asks may read: no unshared assessment, and no position that is not theirs', async () => {
    const { tables } = server.storage
    const reports = await Promise.all(
      (await tables.positions.all()).map(({ id }) => tables.reports.byPosition(id)),
    )
    const own = reports
      .flatMap((back) => back.reports)
      .find(({ assessment }) => assessment.text !== '' && !assessment.isShared)
    for (const personId of [
      'lead-fi',
      'lead-dk',
      'delegate-se',
      'registrar-fi',
      'secretariat',
      'lead-is',
      'observer-fi',
      'administrator',
    ]) {
      const client = await server.signIn(personId)
      const { items } = await client.call('getMeetingReport', { params: { meetingId } })
      const shown = new Set(items.flatMap(({ positions }) => positions.map(({ title }) => title)))
      const all = (await lead.call('getMeetingReport', { params: { meetingId } })).items.flatMap(
        ({ positions }) => positions,
      )
      for (const format of formats) {
        const text = await textOf(personId, format, { query: { language: 'en' } })
        for (const { title } of all)
          expect([personId, title, text.includes(title)]).toEqual([personId, title, shown.has(title)])
        if (own) expect(text).not.toContain(own.assessment.text)
      }
    }
    expect(own).toBeDefined()
  })

  it('[A646] under the Chatham House Rule says so, and nowhere who spoke, whatever is stored', async () => {
    const positionId = 'yearly-overview'
    const { meeting, title } = await lead.call('getPosition', { params: { positionId } })
    expect(meeting?.isChathamHouse).toBe(true)
    await server.storage.tables.reports.consolidate({
      id: 'stored-with-names',
      positionId,
      personId: 'secretariat',
      at: new Date().toISOString(),
      basedOn: [],
      outcome: 'partly',
      said: [
        { speaker: 'LV', stance: 'supported' },
        { speaker: 'EUROPOL', stance: 'opposed' },
      ],
      conclusion: 'The chair comes back to it.',
      dividingLine: 'How often.',
      nextStep: 'A paper.',
      notes: [],
    })
    for (const format of formats) {
      const text = await textOf('lead-fi', format, { of: meeting?.id ?? '', query: { language: 'en' } })
      expect(text).toContain(title)
      expect(text).toContain('The chair comes back to it.')
      expect(text).toContain(reportWords.en.chathamHouse)
      expect(text).not.toMatch(/Latvia|\bLV\b|Europol|Supported|Opposed/)
    }
  })

  it('[A646] refuses who is not signed in, and what is not there, with a code', async () => {
    const path = filePath('getMeetingReportFile', { meetingId, format: 'pdf' })
    expect((await server.anonymous().ask('GET', path)).code).toBe('unauthenticated')
    expect((await lead.ask('GET', path.replace(meetingId, 'no-such'))).code).toBe('not_found')
    expect((await lead.ask('GET', path.replace('/pdf', '/txt'))).code).toBe('not_found')
    expect((await lead.ask('GET', `${path}?language=xx`)).code).toBe('invalid_request')
  })
})
