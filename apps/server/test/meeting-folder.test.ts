import { createHash } from 'node:crypto'
import { fileWords, folderWords } from '@samsyn/export'
import { filePath, pdfHeader } from '@samsyn/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasPdfTools, runPdfTool, textOfPdf } from '../../../packages/export/test/pdf-tools.ts'
import { signIn, startTestServer, type TestServer } from './support/test-server.ts'

describe("a meeting's folder", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer({ PUBLIC_URL: 'https://samsyn.example.org' })
  })
  afterAll(() => server.stop())

  const folder = async (personId: string, meetingId: string, query = {}) => {
    const { cookie } = await signIn(server.url, personId)
    return fetch(server.url + filePath('getMeetingFolder', { meetingId }, query), { headers: { cookie } })
  }
  const bytesOf = async (response: Response) => {
    expect(response.status).toBe(200)
    return new Uint8Array(await response.arrayBuffer())
  }
  const texts = new Map<string, string>()
  /** Many get the same file: each is read once. */
  const textOf = (bytes: Uint8Array) => {
    const key = createHash('sha256').update(bytes).digest('hex')
    const text = texts.get(key) ?? textOfPdf(bytes)
    texts.set(key, text)
    return text
  }
  const meetings = () => server.storage.tables.meetings.all()
  /** The last release of each position of a meeting. */
  const lastReleases = async (meetingId: string) => {
    const { agendaItems, positions, releases } = server.storage.tables
    const items = new Set(
      (await agendaItems.all()).filter((item) => item.meetingId === meetingId).map(({ id }) => id),
    )
    const of = (await positions.all()).filter(({ agendaItemId }) => agendaItemId && items.has(agendaItemId))
    return (await Promise.all(of.map(({ id }) => releases.byPosition(id)))).flatMap(([last]) => last ?? [])
  }

  it.skipIf(!hasPdfTools)(
    '[A540] has the final texts that whoever asks may read, and of all other texts nothing',
    async () => {
      const people = (await server.storage.tables.people.all()).map(({ id }) => id)
      let [read, unread] = [0, 0]
      for (const { id: meetingId } of await meetings()) {
        const releases = await lastReleases(meetingId)
        for (const personId of people) {
          const client = await server.signIn(personId)
          const text = textOf(await bytesOf(await folder(personId, meetingId, { language: 'en' })))
          for (const { id, reference, title, version } of releases) {
            const { status } = await client.ask('GET', `/api/releases/${id}`)
            const isReader = status === 200
            if (isReader) read += 1
            else unread += 1
            const shown = [reference, title, version.contentHash].map((each) => text.includes(each))
            expect([personId, id, ...shown]).toEqual([personId, id, isReader, isReader, isReader])
          }
        }
      }
      expect(read).toBeGreaterThan(10)
      expect(unread).toBeGreaterThan(5)
    },
  )

  it.skipIf(!hasPdfTools)('[A540] says of a superseded text which one stands in its place', async () => {
    const [text, releases] = [
      textOf(await bytesOf(await folder('delegate-se', 'lewp-next', { language: 'en' }))),
      await lastReleases('lewp-next'),
    ]
    const [old] = releases.filter(({ supersededBy }) => supersededBy !== null)
    const successor = releases.find(({ id }) => id === old?.supersededBy)
    if (!old || !successor) throw new Error('The sample has no superseded text at this meeting')
    expect(text).toContain(fileWords[old.draftingLanguage].supersededBy(successor.reference))
  })

  it('[A540] is a download by the rules of PDF/UA-1, in the order of the agenda, in the language that is asked for', async () => {
    for (const { id: meetingId, title } of await meetings()) {
      const response = await folder('lead-dk', meetingId, { language: 'fi' })
      expect(response.headers.get(pdfHeader)).toBe('ua-1')
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(response.headers.get('content-disposition')).toMatch(/^attachment; .*\.pdf/)
      const bytes = await bytesOf(response)
      if (!hasPdfTools) continue
      runPdfTool('qpdf', bytes, ['--check'])
      const text = textOfPdf(bytes)
      expect(text).toContain(folderWords.fi.folder)
      expect(text).toContain(fileWords.fi.sample)
      expect(text).toContain(title)
      expect(text).toContain(`https://samsyn.example.org/meetings/${meetingId}/folder`)
    }
  })

  it.skipIf(!hasPdfTools)(
    '[A782] [X165] is for the parties at most where it names contacts, and says which rule holds',
    async () => {
      const { marking } = fileWords.en
      const contact = { name: 'Attaché', phone: '+358 9 1234567', mail: null }
      const lead = await server.signIn('lead-fi')
      await lead.call('nameContact', { params: { positionId: 'comment-periods' }, body: { contact } })
      let named = 0
      for (const { id: meetingId, isChathamHouse } of await meetings()) {
        const text = textOf(await bytesOf(await folder('lead-dk', meetingId, { language: 'en' })))
        const [front = ''] = text.split(folderWords.en.agenda)
        expect(Object.values(marking).some((each) => front.includes(each))).toBe(true)
        expect(front.includes('Chatham House')).toBe(isChathamHouse)
        if (!text.includes(folderWords.en.contacts)) continue
        named += 1
        expect(front).not.toContain(marking.public)
        expect(front).not.toContain(marking.delegates)
      }
      expect(named).toBeGreaterThan(0)
    },
  )

  it('[A540] the same folder is the same file, for everybody who reads the same', async () => {
    const [meeting] = await meetings()
    const ask = async (personId: string) =>
      bytesOf(await folder(personId, meeting?.id ?? '', { language: 'sv' }))
    expect(await ask('lead-dk')).toEqual(await ask('drafter-dk'))
  })

  it.skipIf(!hasPdfTools)(
    "[A681] its contents page has the meeting's time in Brussels and in the reader's capital, where the clocks there show another",
    async () => {
      const { tables } = server.storage
      const on = async (id: string, startsAt: string, endsAt: string) => {
        const title = `Sample: ${id}`
        await tables.meetings.insert({
          id,
          title,
          startsAt,
          endsAt,
          forumId: 'lewp-police',
          place: 'Brussels',
          status: 'planned',
          isChathamHouse: false,
        })
      }
      // In winter, in summer (Iceland has none), past midnight in Helsinki, and on two days.
      await on('winter', '2026-11-30T08:30:00.000Z', '2026-11-30T12:00:00.000Z')
      await on('summer', '2027-06-30T07:30:00.000Z', '2027-06-30T11:00:00.000Z')
      await on('late', '2026-11-30T20:00:00.000Z', '2026-11-30T22:30:00.000Z')
      await on('days', '2026-11-30T08:30:00.000Z', '2026-12-01T12:00:00.000Z')
      const when = async (personId: string, meetingId: string, language: string) => {
        const text = textOf(await bytesOf(await folder(personId, meetingId, { language })))
        return text.replace(/\s+/g, ' ')
      }
      const inEnglish = (personId: string, meetingId: string) => when(personId, meetingId, 'en')
      expect(await inEnglish('delegate-fi', 'winter')).toContain(
        'Monday, 30 November 2026, 09:30–13:00 Brussels (10:30–14:00 Helsinki)',
      )
      expect(await inEnglish('delegate-is', 'winter')).toContain(
        '09:30–13:00 Brussels (08:30–12:00 Reykjavík)',
      )
      expect(await inEnglish('delegate-is', 'summer')).toContain(
        '09:30–13:00 Brussels (07:30–11:00 Reykjavík)',
      )
      expect(await inEnglish('delegate-fi', 'late')).toMatch(
        /21:00–23:30 Brussels \(30\/11\/2026, 22:00 ?– ?01\/12\/2026, 00:30 Helsinki\)/,
      )
      expect(await inEnglish('delegate-fi', 'days')).toMatch(
        /Brussels \(30\/11\/2026, 10:30 ?– ?01\/12\/2026, 14:00 Helsinki\)/,
      )
      expect(await when('delegate-fi', 'winter', 'fi')).toContain('Bryssel (10.30–14.00 Helsinki)')
      expect(await when('delegate-fi', 'winter', 'sv')).toContain('Bryssel (10:30–14:00 Helsingfors)')
      for (const personId of ['delegate-se', 'delegate-dk', 'delegate-no', 'secretariat'])
        expect([personId, (await inEnglish(personId, 'winter')).includes('Brussels (')]).toEqual([
          personId,
          false,
        ])
    },
  )

  it('[A540] is not there for a meeting that is not, for nobody, and in no language that is none of ours', async () => {
    expect((await folder('lead-dk', 'none')).status).toBe(404)
    const [meeting] = await meetings()
    const path = filePath('getMeetingFolder', { meetingId: meeting?.id ?? '' })
    expect((await fetch(server.url + path)).status).toBe(401)
    const { cookie } = await signIn(server.url, 'lead-dk')
    expect((await fetch(`${server.url}${path}?language=de`, { headers: { cookie } })).status).toBe(400)
  })

  it.skipIf(!hasPdfTools)(
    '[A541] a text that is locked is not in it, from the moment it is locked',
    async () => {
      for (const { id: meetingId } of await meetings()) {
        const [release] = await lastReleases(meetingId)
        if (!release) continue
        const lead = await server.signIn('lead-dk')
        if ((await lead.ask('GET', `/api/releases/${release.id}`)).status !== 200) continue
        const asked = folder('lead-dk', meetingId)
        await lead.call('reportSpill', {
          params: { positionId: release.positionId },
          body: { country: null, reason: 'A page of a classified document' },
        })
        expect(textOf(await bytesOf(await folder('lead-dk', meetingId)))).not.toContain(release.reference)
        // Asked for before: with it or without it, but answered.
        await bytesOf(await asked)
        return
      }
      throw new Error('No meeting of the sample has a final text')
    },
  )
})
