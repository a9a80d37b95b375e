import { randomUUID } from 'node:crypto'
import { paperWords } from '@samsyn/export'
import type { MeetingFolder } from '@samsyn/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDraft } from './support/drafter.ts'
import { insertMeeting, releasePosition } from './support/released-position.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

/** The sample meetings with a final text; retyped by hand from `src/sample`: marking, and who may read it there. */
const released = {
  // For the Member States only, between FI and SE: distributed to nobody else.
  'copen-previous': { position: 'transposition-guide', states: ['FI', 'SE'], observers: [] },
  // For delegates of DK, FI and SE; distributed to every country's people.
  'lewp-previous': {
    position: 'consolidated-texts',
    states: ['DK', 'FI', 'SE'],
    observers: ['DK', 'FI', 'IS', 'NO', 'SE'],
  },
  'lewp-next': {
    position: 'comment-periods',
    states: ['DK', 'FI', 'IS', 'NO', 'SE'],
    observers: ['DK', 'FI', 'IS', 'NO', 'SE'],
  },
} as const

const countries = ['DK', 'FI', 'IS', 'NO', 'SE'] as const

describe('the folder of a meeting', () => {
  let server: TestServer
  const clients = new Map<string, Client>()
  const as = async (personId: string) => {
    const client = clients.get(personId) ?? (await server.signIn(personId))
    clients.set(personId, client)
    return client
  }
  const folder = async (personId: string, meetingId: string) =>
    (await as(personId)).call('getFolder', { params: { meetingId } })
  const entriesOf = ({ agenda }: MeetingFolder) => agenda.flatMap(({ entries }) => entries)
  const textsIn = async (personId: string, meetingId: string) =>
    entriesOf(await folder(personId, meetingId)).flatMap(({ positionId, release }) =>
      release ? [positionId] : [],
    )

  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.stop())

  it.each(Object.entries(released))(
    '[A490] of %s has its final text for those alone whose role and country may read it',
    async (meetingId, { position, states, observers }) => {
      const found: Record<string, boolean> = {}
      const expected: Record<string, boolean> = {}
      for (const country of countries) {
        for (const role of ['lead', 'drafter', 'delegate', 'registrar', 'observer']) {
          const personId = `${role}-${country.toLowerCase()}`
          const readers: readonly string[] = role === 'observer' ? observers : states
          found[personId] = (await textsIn(personId, meetingId)).includes(position)
          expected[personId] = readers.includes(country)
        }
      }
      found.secretariat = (await textsIn('secretariat', meetingId)).includes(position)
      found.administrator = (await textsIn('administrator', meetingId)).length > 0
      expect(found).toEqual({ ...expected, secretariat: true, administrator: false })
    },
  )

  it('[A490] has for everybody exactly what the positions and final texts themselves answer', async () => {
    const people = (await server.storage.tables.people.all()).filter(({ isDisabled }) => !isDisabled)
    const positions = await server.storage.tables.positions.all()
    for (const { id: personId } of people) {
      const client = await as(personId)
      const readable: string[] = []
      const known: string[] = []
      for (const { id } of positions) {
        const [newest] = await server.storage.tables.releases.byPosition(id)
        const text = newest && (await client.ask('GET', `/api/releases/${newest.id}`))
        if (text?.status === 200) readable.push(id)
        const answer = await client.ask('GET', `/api/positions/${id}`)
        if (answer.status === 200 || text?.status === 200) known.push(id)
      }
      const meetings = await client.call('listMeetings')
      const folders = await Promise.all(meetings.map(({ id }) => folder(personId, id)))
      const entries = folders.flatMap(entriesOf)
      expect(entries.map(({ positionId }) => positionId).sort()).toEqual(known.sort())
      expect(entries.flatMap(({ positionId, release }) => (release ? [positionId] : [])).sort()).toEqual(
        readable.sort(),
      )
    }
  })

  it('[A570] is not sent again to whoever has it as it is, but to anybody else', async () => {
    const path = '/api/meetings/lewp-next/folder'
    const client = await as('delegate-is')
    const first = await client.ask('GET', path)
    expect(first.status).toBe(200)
    const headers = { 'If-None-Match': first.headers.get('etag') ?? '', 'Cache-Control': 'max-age=0' }
    expect((await client.ask('GET', path, { headers })).status).toBe(304)
    // Who asks is not the matter, but what they would read.
    expect((await (await as('administrator')).ask('GET', path, { headers })).status).toBe(200)
  })

  it('[A490] has the items in order, what is in force before what was superseded', async () => {
    const { agenda } = await folder('delegate-is', 'lewp-next')
    expect(agenda.map(({ number }) => number)).toEqual(['1', '2', '3', '4'])
    const [first, second, third] = agenda[1]?.entries ?? []
    expect([first?.positionId, second?.positionId, third?.positionId]).toEqual([
      'comment-periods',
      'reporting-template',
      'earlier-comment-periods',
    ])
    expect([second?.release, first?.release?.supersededBy]).toEqual([null, null])
    expect(third?.release?.supersededBy?.id).toBe(first?.release?.id)
    expect(first?.contacts.map(({ country, isPenholder }) => [country, isPenholder])).toEqual([
      ['DK', true],
      ['FI', false],
      ['IS', false],
      ['NO', false],
      ['SE', false],
    ])
  })

  it('[A490] carries no word of a draft, and no person, to whoever it may be', async () => {
    for (const positionId of ['reporting-template', 'quarterly-statistics']) {
      const drafter = openDraft(await as('drafter-dk'), positionId)
      await drafter.synced()
      drafter.type('Unreleased words of zebras')
      await drafter.saved()
      drafter.leave()
    }
    const names = (await server.storage.tables.people.all()).map(({ name }) => name)
    for (const personId of ['delegate-se', 'lead-dk', 'head-of-delegation-no', 'secretariat']) {
      for (const { id } of await (await as(personId)).call('listMeetings')) {
        const body = JSON.stringify(await folder(personId, id))
        expect(body).not.toContain('zebras')
        expect(names.filter((name) => body.includes(`"${name}"`))).toEqual([])
      }
    }
  })

  it('[A490] is not there for a meeting that there is not', async () => {
    const { code } = await (await as('delegate-se')).ask('GET', '/api/meetings/none-such/folder')
    expect(code).toBe('not_found')
  })

  it('[A680] tells under each item what came of its dossier before, for everybody what the dossier tells them, and no more', async () => {
    const day = 86_400_000
    const [[past = '']] = [
      await insertMeeting(server, { id: 'lewp-was', startsAt: Date.now() - 3 * day, items: 1 }),
      await insertMeeting(server, { id: 'lewp-then', startsAt: Date.now() + 3 * day, items: 1 }),
    ]
    const dossierId = 'csa-regulation'
    const { id: positionId, releaseInForce } = await releasePosition(server, 'Words of then.', {
      agendaItemId: past,
      dossierId,
      title: 'Sample: what was said before',
    })
    const params = { positionId }
    const lead = await as('lead-fi')
    const { reports } = await lead.call('submitReport', {
      params,
      body: {
        id: randomUUID(),
        releaseId: releaseInForce ?? '',
        personId: 'lead-fi',
        country: 'FI',
        replaces: null,
        outcome: 'not',
        sections: [],
        said: [{ speaker: 'PRES', stance: 'opposed' }],
        facts: 'Facts of the room.',
        conclusion: '',
        assessment: { text: 'Assessment of our own.', isShared: false },
        evidence: [],
        followUps: [],
      },
    })
    const [reported] = (await folder('delegate-se', 'lewp-then')).agenda[0]?.earlier ?? []
    expect([reported?.stage, reported?.outcome]).toEqual(['submitted', null])
    await (await as('secretariat')).call('consolidateReports', {
      params,
      body: {
        id: randomUUID(),
        basedOn: reports.map(({ id }) => id),
        replaces: null,
        outcome: 'partly',
        said: [],
        conclusion: '',
        dividingLine: 'The period.',
        nextStep: 'Written comments.',
        followUps: [{ action: 'Send the table', owner: 'DK', due: '2026-12-20' }],
      },
    })
    const { agenda } = await folder('delegate-se', 'lewp-then')
    expect(agenda[0]?.earlier).toEqual([
      {
        positionId,
        title: 'Sample: what was said before',
        draftingLanguage: 'en',
        meeting: { id: 'lewp-was', title: 'LEWP (Police), today', startsAt: expect.any(String) },
        release: { id: releaseInForce, reference: expect.stringMatching(/^SAM/), issuedCorrigenda: 0 },
        stage: 'consolidated',
        outcome: 'partly',
        dividingLine: 'The period.',
        nextStep: 'Written comments.',
        followUps: [
          { id: expect.any(String), action: 'Send the table', owner: 'DK', due: '2026-12-20', state: 'open' },
        ],
      },
    ])
    // Not under the item that it was on, nor at a meeting before.
    for (const meetingId of ['lewp-was', 'lewp-previous'])
      expect(JSON.stringify(await folder('delegate-se', meetingId))).not.toContain('Written comments.')

    for (const { id: personId } of (await server.storage.tables.people.all()).filter(
      ({ isDisabled }) => !isDisabled,
    )) {
      const client = await as(personId)
      for (const { id: meetingId, startsAt } of await client.call('listMeetings')) {
        const told = await folder(personId, meetingId)
        expect(JSON.stringify(told)).not.toMatch(/Facts of the room|Assessment of our own/)
        for (const item of told.agenda) {
          if (!item.dossier || item.entries.length > 0) continue
          const { history } = await client.call('getDossier', { params: { dossierId: item.dossier.id } })
          const known = history
            .filter(({ meeting }) => meeting === null || meeting.startsAt < startsAt)
            .flatMap(({ positions }) => positions)
            .filter(
              ({ atTheTable, releases }) =>
                atTheTable !== null && (releases.length > 0 || atTheTable.stage !== 'draft'),
            )
          expect([personId, item.earlier.map((each) => each.positionId).sort()]).toEqual([
            personId,
            known.map(({ id }) => id).sort(),
          ])
        }
      }
    }
    // Nobody reads on in a locked text, nor what became of it.
    await (await as('secretariat')).call('reportSpill', {
      params,
      body: { country: null, reason: 'An annex was pasted in.' },
    })
    for (const personId of ['delegate-se', 'lead-fi', 'secretariat'])
      expect((await folder(personId, 'lewp-then')).agenda[0]?.earlier).toEqual([])
  }, 60_000)

  // Last but one: these two end what the others read.
  it('[A491] says of a locked text that it is locked, and nothing of what it says', async () => {
    const secretariat = await as('secretariat')
    const params = { positionId: 'comment-periods' }
    await secretariat.call('reportSpill', {
      params,
      body: { country: null, reason: 'An annex was pasted in.' },
    })
    for (const personId of ['delegate-se', 'observer-no', 'secretariat']) {
      const [entry] = entriesOf(await folder(personId, 'lewp-next')).filter(
        ({ positionId }) => positionId === 'comment-periods',
      )
      expect([personId, entry?.isLocked, entry?.release]).toEqual([personId, true, null])
      expect((await textsIn(personId, 'lewp-next')).length).toBeGreaterThan(0)
    }
  })

  it('[A490] says of a withdrawn position that it is, also to whoever knows of its final text alone', async () => {
    const secretariat = await as('secretariat')
    const params = { positionId: 'quarterly-statistics' }
    const { revision } = await secretariat.call('getPosition', { params })
    await secretariat.call('withdrawPosition', { params, body: { revision, reason: 'The file was closed.' } })
    const [seen] = entriesOf(await folder('observer-no', 'eu-internet-forum-next')).filter(
      ({ positionId }) => positionId === 'quarterly-statistics',
    )
    expect([seen?.isWithdrawn, seen?.contacts]).toEqual([true, []])
    expect(seen?.release?.id).toMatch(/^release-/)
    // The text by itself, too, on a page and on paper: it must not be taken for one that is in force.
    expect(seen?.release?.isWithdrawn).toBe(true)
    const releaseId = seen?.release?.id ?? ''
    const observer = await as('observer-no')
    expect((await observer.call('getRelease', { params: { releaseId } })).isWithdrawn).toBe(true)
    for (const format of ['md', 'txt', 'html']) {
      const { body } = await observer.ask('GET', `/api/releases/${releaseId}/files/${format}`)
      const [head] = String(body).split('SHA-256')
      expect(head, format).toContain(paperWords.en.withdrawn)
    }
  })
})
