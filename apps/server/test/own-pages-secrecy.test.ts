import { Writable } from 'node:stream'
import type { Grant } from '@samsyn/domain'
import { contentHash, type DocJson } from '@samsyn/editor'
import { closeCodes, type PositionDetail } from '@samsyn/protocol'
import { pino } from 'pino'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Drafter, eventually, openDraft } from './support/drafter.ts'
import { everyAnswer } from './support/every-answer.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Carrier, carriers, LineRefused, openRawLine } from './support/raw-line.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const positionId = 'reporting-template'
const pagesId = `${positionId}.FI`
const finnish = { positionId, country: 'FI' }

/** Of the sample, everybody to whom Finland's pages are closed, and what they are told when they ask for them. */
const outsiders = {
  'drafter-dk': 'forbidden',
  'lead-no': 'forbidden',
  'delegate-se': 'forbidden',
  'head-of-delegation-no': 'forbidden',
  'delegate-fi': 'forbidden',
  'registrar-fi': 'forbidden',
  secretariat: 'forbidden',
  'observer-fi': 'not_found',
  administrator: 'not_found',
} as const

/** One test for each way out (domain SPEC D81): what Finland writes on its own pages is carried by none of them. */
describe('what a delegation writes on its own pages', () => {
  let server: TestServer
  let drafterFi: Client
  let leadFi: Client
  let own: Drafter
  const others = new Map<string, Client>()
  const logged: string[] = []
  const sockets: Socket[] = []
  let secrets = 0

  beforeAll(async () => {
    const sink = new Writable({
      write(chunk, _encoding, done) {
        logged.push(String(chunk))
        done()
      },
    })
    server = await startTestServer({}, { logger: pino({ level: 'trace' }, sink) })
    drafterFi = await server.signIn('drafter-fi')
    leadFi = await server.signIn('lead-fi')
    for (const id of Object.keys(outsiders)) others.set(id, await server.signIn(id))
    own = openDraft(drafterFi, pagesId)
    await own.synced()
  })
  afterAll(async () => {
    own.leave()
    for (const socket of sockets) socket.disconnect()
    await server.stop()
  })

  /** Writes something in every place that own pages have; the word stands in all of them. */
  async function write(): Promise<string> {
    secrets += 1
    const secret = `fall-back-${secrets}-is-ten-weeks`
    own.type(secret)
    own.provider.awareness.setLocalStateField('cursor', { anchor: secret })
    await own.saved()
    const { mandateLog } = await drafterFi.call('getOwnPages', { params: finnish })
    await drafterFi.call('setMandate', {
      params: finnish,
      body: { changes: mandateLog.length, reference: secret, state: 'cleared', isShared: false },
    })
    await drafterFi.call('keepPagesVersion', { params: finnish, body: { note: secret } })
    return secret
  }

  const everyone = async <Answer>(ask: (client: Client) => Promise<Answer>) =>
    Object.fromEntries(
      await Promise.all([...others].map(async ([id, client]) => [id, await ask(client)] as const)),
    )

  it('[A127] is seen by whoever may, so that what follows shows something', async () => {
    const secret = await write()
    const pages = await leadFi.call('getOwnPages', { params: finnish })
    expect(pages.mandate.reference).toBe(secret)
    expect(pages.versions[0]?.note).toBe(secret)
    const number = pages.versions[0]?.number ?? 0
    const version = await leadFi.call('getPagesVersion', { params: { ...finnish, number } })
    expect(JSON.stringify(version.doc)).toContain(secret)
  })

  it('[A127] HTTP: changes nobody else’s answer from any route by a byte', async () => {
    const before = await everyone((client) => everyAnswer(client, positionId))
    const secret = await write()
    const after = await everyone((client) => everyAnswer(client, positionId))
    expect(after).toEqual(before)
    expect(JSON.stringify(after)).not.toContain(secret)
  })

  it('[A127] HTTP: its own routes are closed to everybody else, to read and to write', async () => {
    await write()
    const known = await leadFi.call('getOwnPages', { params: finnish })
    const path = `/api/positions/${positionId}/pages/FI`
    const mandate = { changes: known.mandateLog.length, reference: 'x', state: 'none', isShared: false }
    const codes = await everyone(async (client) => {
      const answers = await Promise.all([
        client.ask('GET', path),
        client.ask('GET', `${path}/versions/1`),
        client.ask('GET', `${path}/versions/999`),
        client.ask('PATCH', `${path}/mandate`, { body: mandate }),
        client.ask('POST', `${path}/versions`, { body: { note: '' } }),
      ])
      return [...new Set(answers.map(({ code }) => code))].join()
    })
    expect(codes).toEqual(outsiders)
    expect((await server.anonymous().ask('GET', path)).code).toBe('unauthenticated')
    expect(await leadFi.call('getOwnPages', { params: finnish })).toEqual(known)
    // A country that is no party has none, and there are no pages of a position that is not there.
    const nowhere = ['/api/positions/nothing/pages/FI', `/api/positions/${positionId}/pages/XX`]
    for (const strange of nowhere) expect((await leadFi.ask('GET', strange)).code).toBe('not_found')
  })

  it.each(carriers)(
    '[A127] sync over %s: no line to it is opened for anybody else',
    async (carrier: Carrier) => {
      await write()
      const codes = await everyone(async (client) => {
        try {
          const line = await openRawLine(client, pagesId, carrier)
          line.leave()
          return 'opened'
        } catch (error) {
          if (error instanceof LineRefused) return error.code
          throw error
        }
      })
      expect(codes).toEqual(outsiders)
      for (const strange of [`${positionId}.XX`, `${positionId}.fi`, `${positionId}.FI.FI`, '.FI']) {
        await expect(openRawLine(leadFi, strange, carrier)).rejects.toMatchObject({ code: 'not_found' })
      }
      await expect(
        openRawLine(leadFi, pagesId, carrier, { headers: { origin: 'https://elsewhere.example' } }),
      ).rejects.toMatchObject({ code: carrier === 'websocket' ? 'origin_refused' : 'unknown' })
      await expect(openRawLine(leadFi, pagesId, carrier, { schema: 999 })).rejects.toMatchObject({
        code: 'schema_mismatch',
      })
    },
  )

  it.each(carriers)(
    '[A122] sync over %s: a right that ends closes an open line',
    async (carrier: Carrier) => {
      const clock = manualClock('2026-03-02T08:00:00.000Z')
      const other = await startTestServer({}, { clock })
      const grant = (more: Partial<Grant>): Grant => ({
        role: 'delegate',
        country: 'FI',
        scope: { kind: 'everything' },
        readsDrafts: false,
        validFrom: '2026-01-01',
        validTo: null,
        ...more,
      })
      await other.storage.tables.people.insert({
        id: 'seconded',
        name: 'Somebody who leaves the delegation at noon',
        country: 'FI',
        ministryId: null,
        language: 'fi',
        isDisabled: false,
        deputyships: [],
        grants: [grant({}), grant({ role: 'drafter', validTo: '2026-03-02T12:00:00.000Z' })],
      })
      const line = await openRawLine(await other.signIn('seconded'), pagesId, carrier)
      await line.synced
      clock.advance(4 * 60 * 60 * 1000)
      expect(await line.closed).toBe(closeCodes.access_lost)
      await other.stop()
    },
  )

  it('[A127] events: no socket of anybody else hears anything', async () => {
    const heard: unknown[] = []
    for (const { cookie } of others.values()) {
      const socket = await live(cookie)
      socket.onAny((...event: unknown[]) => heard.push(event))
    }
    const finland: unknown[] = []
    ;(await live(leadFi.cookie)).onAny((...event: unknown[]) => finland.push(event))
    await write()
    // What comes after it on the same sockets shows that it would have come.
    await others.get('drafter-dk')?.call('raiseThread', {
      params: { positionId },
      body: { audience: null, anchor: null, text: 'Something else.', mentions: [] },
    })
    await eventually(() => finland.length === 3 && heard.length > 0)
    expect(JSON.stringify(heard)).not.toMatch(/pages|"FI"|change/)
  })

  it('[A127] desk: is as it was', async () => {
    const before = await everyone((client) => client.call('getDesk'))
    const secret = await write()
    const after = await everyone((client) => client.call('getDesk'))
    expect(after).toEqual(before)
    expect(JSON.stringify(after)).not.toContain(secret)
  })

  it('[A127] event feed: nothing is added to it, not even for administrators', async () => {
    const stored = () => server.storage.tables.events.byPosition(positionId)
    const before = await stored()
    const secret = await write()
    // An edit in another's name is an event in a joint text.
    const forged = openDraft(leadFi, pagesId)
    await forged.synced()
    forged.ydoc.clientID = own.ydoc.clientID
    forged.type(secret)
    await eventually(() => forged.closeCodes.includes(closeCodes.author_forged))
    forged.leave()
    expect(await stored()).toEqual(before)
    const feeds = await everyone((client) => client.ask('GET', `/api/positions/${positionId}/events`))
    expect(JSON.stringify(feeds)).not.toContain(secret)
  })

  it('[A127] presence: who is on own pages is not in the joint draft, nor is their caret', async () => {
    const dane = others.get('drafter-dk')
    if (!dane) throw new Error('Nobody looks')
    const joint = openDraft(dane, positionId)
    await joint.synced()
    const carried: string[] = []
    joint.provider.ws?.addEventListener('message', ({ data }) => {
      carried.push(Buffer.from(data as ArrayBuffer).toString('latin1'))
    })
    const lead = openDraft(leadFi, pagesId)
    await lead.synced()
    const secret = await write()
    await eventually(() =>
      [...lead.provider.awareness.getStates().values()].some(({ user }) => user?.personId === 'drafter-fi'),
    )
    joint.type('Something else.')
    await joint.saved()
    const here = [...joint.provider.awareness.getStates().values()].map(({ user }) => user?.personId)
    expect(here).not.toContain('lead-fi')
    expect(here).not.toContain('drafter-fi')
    expect(carried.join('')).not.toContain(secret)
    expect(carried.join('')).not.toMatch(/lead-fi|drafter-fi/)
    expect(joint.text()).not.toContain('fall-back-')
    lead.leave()
    joint.leave()
  })

  it('[A127] versions, hash, final text and files: none of it is in them', async () => {
    const secret = await write()
    const position = await released()
    const versions = await everyone((client) => client.ask('GET', `/api/positions/${position.id}/versions/1`))
    const [version] = position.versions
    const read = await leadFi.call('getVersion', { params: { positionId: position.id, number: 1 } })
    expect(contentHash(read.doc as unknown as DocJson)).toBe(version?.contentHash)
    expect(position.versions.map(({ number }) => number)).toEqual([1])
    const files = await Promise.all(
      ['html', 'md', 'txt'].map((format) =>
        leadFi.ask('GET', `/api/releases/${position.releaseInForce}/files/${format}`),
      ),
    )
    expect(files.map(({ status }) => status)).toEqual([200, 200, 200])
    const release = await leadFi.call('getRelease', { params: { releaseId: position.releaseInForce ?? '' } })
    const all = JSON.stringify([versions, read, release, files.map(({ body }) => body)])
    expect(all).not.toContain(secret)
    expect(all).not.toContain(`${secret}-of-this-position`)
    const stored = await server.storage.tables.versions.byNumber(position.id, 1)
    expect(stored?.canonicalText).not.toContain(secret)
  })

  it('[A127] log of the server: carries ids, and nothing that was written', async () => {
    const secret = await write()
    await own.saved()
    expect(logged.length).toBeGreaterThan(0)
    expect(logged.join('')).not.toContain(secret)
    expect(logged.join('')).not.toContain('fall-back-')
  })

  /** A position of DK and FI, with something on Finland's own pages, from its beginning to its release. */
  async function released(): Promise<PositionDetail> {
    const [drafterDk, leadDk] = await Promise.all([server.signIn('drafter-dk'), server.signIn('lead-dk')])
    const [meeting] = (await drafterDk.call('getDesk')).meetings
    const { agenda } = await drafterDk.call('getMeeting', { params: { meetingId: meeting?.id ?? '' } })
    const item = agenda.find(({ dossier }) => dossier !== null)
    const created = await drafterDk.call('createPosition', {
      body: {
        title: 'Sample: a short position',
        agendaItemId: item?.id ?? '',
        dossierId: item?.dossier?.id ?? '',
        instrument: 'joint_letter',
        parties: ['DK', 'FI'],
        penholder: 'DK',
        draftingLanguage: 'en',
        marking: 'parties',
      },
    })
    const params = { positionId: created.id }
    const shared = await drafterDk.call('startCoordination', { params, body: { revision: created.revision } })
    const joint = openDraft(drafterDk, created.id)
    const pages = openDraft(leadFi, `${created.id}.FI`)
    await Promise.all([joint.synced(), pages.synced()])
    joint.type('The text of both.')
    pages.type(`fall-back-${secrets}-is-ten-weeks-of-this-position`)
    await Promise.all([joint.saved(), pages.saved()])
    joint.leave()
    pages.leave()
    const frozen = await leadDk.call('freezeVersion', {
      params,
      body: { revision: shared.revision, note: '' },
    })
    const version = { versionNumber: 1, contentHash: frozen.versions[0]?.contentHash ?? '' }
    const open = await leadDk.call('openRound', {
      params,
      body: {
        ...version,
        revision: frozen.revision,
        deadline: new Date(Date.now() + 86_400_000).toISOString(),
        notice: '',
        openPointsReason: null,
      },
    })
    const roundId = open.round?.id ?? ''
    const decision = { params, body: { ...version, roundId, value: { kind: 'agree' } } } as const
    await leadDk.call('giveDecision', decision)
    const agreed = await leadFi.call('giveDecision', decision)
    return leadDk.call('issueRelease', { params, body: { revision: agreed.revision } })
  }

  async function live(cookie: string): Promise<Socket> {
    const socket = io(server.url, { extraHeaders: { cookie }, transports: ['websocket'] })
    sockets.push(socket)
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('connect_error', reject)
    })
    return socket
  }
})
