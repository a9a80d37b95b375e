import { Writable } from 'node:stream'
import { findPassage } from '@samsyn/editor'
import { filePath } from '@samsyn/protocol'
import { pino } from 'pino'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { textIn, WordFile } from '../../../packages/export/test/word-file.ts'
import { eventually, openDraft } from './support/drafter.ts'
import { everyAnswer } from './support/every-answer.ts'
import { carriers, openRawLine } from './support/raw-line.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const positionId = 'reporting-template'
const params = { positionId }
const finnish = { positionId, country: 'FI' }

/** Of the sample, everybody to whom Finland's own pages are closed; whether they may read the draft, or know of it at all. */
const outsiders = {
  'drafter-dk': 'reads',
  'lead-no': 'reads',
  'head-of-delegation-no': 'reads',
  secretariat: 'reads',
  'delegate-se': 'forbidden',
  'delegate-fi': 'forbidden',
  'registrar-fi': 'forbidden',
  'observer-fi': 'not_found',
  administrator: 'not_found',
} as const

/** One test for each way out (domain SPEC D116, D118, D119): what Finland prepares is carried by none of them. */
describe('what a delegation prepares and has not sent', () => {
  let server: TestServer
  let drafterFi: Client
  let leadFi: Client
  const others = new Map<string, Client>()
  const logged: string[] = []
  const sockets: Socket[] = []
  let secrets = 0
  let passage: { start: string; end: string; quote: string }

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
    const draft = openDraft(drafterFi, positionId)
    await draft.synced()
    const found = findPassage(Y.encodeStateAsUpdate(draft.ydoc), 'Definitions matter')
    draft.leave()
    if (!found) throw new Error('The sample has changed')
    passage = found
  })
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect()
    await server.stop()
  })

  /** Adds, changes and takes out points; the word stands in every place that a point has for words of its own. */
  async function prepare() {
    secrets += 1
    const secret = `amendment-${secrets}-of-the-capital`
    const body = {
      anchor: passage,
      change: { kind: 'replace', text: secret },
      explanation: secret,
    } as const
    const add = () => drafterFi.call('addPoint', { params: finnish, body })
    await add()
    await add()
    const set = await add()
    if (set.state !== 'prepared') throw new Error('Not prepared')
    const [kept, changed, removed] = set.points.slice(-3).map(({ id }) => id)
    const at = (pointId: string | undefined) => ({ ...finnish, pointId: pointId ?? '' })
    await leadFi.call('changePoint', {
      params: at(changed),
      body: { change: { kind: 'insert_before', text: `${secret}-again` }, explanation: secret },
    })
    await drafterFi.call('removePoint', { params: at(removed) })
    return { secret, contributionId: set.id, pointId: kept ?? '' }
  }

  const everyone = async <Answer>(ask: (client: Client) => Promise<Answer>) =>
    Object.fromEntries(
      await Promise.all([...others].map(async ([id, client]) => [id, await ask(client)] as const)),
    )
  const codes = (answer: (kind: string) => string) =>
    Object.fromEntries(Object.entries(outsiders).map(([id, kind]) => [id, answer(kind)]))

  it('[A173] is seen by its own delegation, so that what follows shows something', async () => {
    const { secret } = await prepare()
    for (const client of [drafterFi, leadFi]) {
      expect(JSON.stringify(await client.call('listContributions', { params }))).toContain(secret)
    }
  })

  it('[A173] HTTP: changes nobody else’s answer from any route by a byte', async () => {
    const before = await everyone((client) => everyAnswer(client, positionId))
    const { secret } = await prepare()
    const after = await everyone((client) => everyAnswer(client, positionId))
    expect(after).toEqual(before)
    expect(JSON.stringify(after)).not.toContain(secret)
    // Nor the lists of its own delegation that are everybody's.
    const open = await Promise.all([
      leadFi.call('listProposals', { params }),
      leadFi.call('listPositionEvents', { params }),
      leadFi.call('getPosition', { params }),
    ])
    expect(JSON.stringify(open)).not.toContain('amendment-')
  })

  it('[A173] HTTP: its own routes are as if it were not there', async () => {
    const { contributionId, pointId } = await prepare()
    const path = `/api/positions/${positionId}`
    const point = `${path}/pages/FI/points`
    const proposed = { change: { kind: 'replace', text: 'x' }, explanation: '' }
    const listed = await everyone((client) => client.ask('GET', `${path}/contributions`))
    for (const [id, { body, code }] of Object.entries(listed)) {
      const kind = outsiders[id as keyof typeof outsiders]
      expect([id, code ?? body]).toEqual([id, kind === 'reads' ? [] : kind])
    }
    const onPages = await everyone(async (client) => {
      const answers = await Promise.all([
        client.ask('POST', point, { body: { ...proposed, anchor: passage } }),
        ...[pointId, 'nothing'].flatMap((id) => [
          client.ask('PATCH', `${point}/${id}`, { body: proposed }),
          client.ask('DELETE', `${point}/${id}`),
        ]),
      ])
      return [...new Set(answers.map(({ code }) => code))].join()
    })
    expect(onPages).toEqual(codes((kind) => (kind === 'not_found' ? kind : 'forbidden')))
    const asking = (id: string, body: unknown) => (client: Client) =>
      client.ask('POST', `${path}/contributions/${id}/turns`, { body })
    const settling = (id: string, body: unknown) => (client: Client) =>
      client.ask('POST', `${path}/draft/proposals/${id}/settlement`, { body })
    for (const ask of [
      asking(contributionId, { kind: 'send', pointIds: [pointId] }),
      asking(contributionId, { kind: 'discard', pointIds: [pointId] }),
      asking(contributionId, { kind: 'withdraw' }),
      asking('nothing', { kind: 'withdraw' }),
      settling(pointId, { kind: 'taken' }),
      settling(pointId, { kind: 'declined', reason: 'x' }),
      settling(pointId, { kind: 'withdrawn' }),
      settling('nothing', { kind: 'taken' }),
    ]) {
      expect(await everyone(async (client) => (await ask(client)).code)).toEqual(
        codes((kind) => (kind === 'reads' ? 'not_found' : kind)),
      )
    }
    // To the own delegation it is no proposal either.
    expect((await settling(pointId, { kind: 'withdrawn' })(drafterFi)).code).toBe('not_found')
    expect((await server.anonymous().ask('GET', `${path}/contributions`)).code).toBe('unauthenticated')
  })

  it('[A173] events: no socket of anybody else hears anything', async () => {
    const heard: unknown[] = []
    for (const { cookie } of others.values()) (await live(cookie)).onAny((...event) => heard.push(event))
    const finland: unknown[] = []
    ;(await live(leadFi.cookie)).onAny((...event: unknown[]) => finland.push(event))
    await prepare()
    // What comes after it on the same sockets shows that it would have come.
    await others.get('drafter-dk')?.call('raiseThread', {
      params,
      body: { audience: null, anchor: null, text: 'Something else.', mentions: [] },
    })
    await eventually(() => finland.length === 6 && heard.length > 0)
    expect(JSON.stringify(heard)).not.toMatch(/pages|proposals|"FI"|change/)
  })

  it.each(carriers)('[A173] sync over %s: the joint draft carries nothing of it', async (carrier) => {
    const dane = others.get('drafter-dk')
    if (!dane) throw new Error('Nobody looks')
    const line = await openRawLine(dane, positionId, carrier)
    await line.synced
    const { secret } = await prepare()
    const joint = openDraft(drafterFi, positionId)
    await joint.synced()
    joint.type('Something else. ')
    await joint.saved()
    const carried = () => Buffer.from(Y.encodeStateAsUpdate(line.ydoc)).toString('latin1')
    await eventually(() => carried().includes('Something else.'))
    expect(carried()).not.toContain(secret)
    joint.leave()
    line.leave()
  })

  it('[A173] event feed: nothing is added to it, not even for administrators', async () => {
    const stored = () => server.storage.tables.events.byPosition(positionId)
    const before = await stored()
    await prepare()
    expect(await stored()).toEqual(before)
  })

  it('[A173] history and timeline: are as they were', async () => {
    const events = await leadFi.call('listPositionEvents', { params })
    const from = events.find(({ type }) => type === 'coordination.started')?.at ?? ''
    const to = new Date().toISOString()
    const ask = (client: Client) =>
      Promise.all([
        client.call('listWorkSessions', { params }),
        client.call('getDraftAuthorship', { params }),
        client.call('listSuggestions', { params }),
        client.call('getDraftContributions', { params, query: { from, to } }),
      ])
    const [dane] = others.values()
    if (!dane) throw new Error('Nobody looks')
    const before = await ask(dane)
    await prepare()
    expect(await ask(dane)).toEqual(before)
  })

  it('[A173] files and versions: none of it is in them, not even in those of its own delegation', async () => {
    await prepare()
    const response = await fetch(server.url + filePath('getDraftFile', { positionId }), {
      headers: { cookie: leadFi.cookie },
    })
    const file = await WordFile.open(new Uint8Array(await response.arrayBuffer()))
    for (const part of file.parts.values()) expect(textIn(part)).not.toContain('amendment-')
    const { revision } = await leadFi.call('getPosition', { params })
    const { versions } = await leadFi.call('freezeVersion', { params, body: { revision, note: '' } })
    const number = versions[0]?.number ?? 0
    const version = await leadFi.call('getVersion', { params: { ...params, number } })
    const text = await leadFi.ask('GET', filePath('getVersionFile', { positionId, number, format: 'txt' }))
    expect(text.status).toBe(200)
    expect(JSON.stringify([version, text.body])).not.toContain('amendment-')
    const frozen = await leadFi.call('getPosition', { params })
    await leadFi.call('reopenDraft', { params, body: { revision: frozen.revision, reason: 'On we go.' } })
  })

  it('[A173] log of the server: carries ids, and nothing that was written', async () => {
    await prepare()
    expect(logged.length).toBeGreaterThan(0)
    expect(logged.join('')).not.toContain('amendment-')
  })

  it('[A173] once it is sent, what was taken out before and who wrote it stay with the delegation', async () => {
    const [set] = await leadFi.call('listContributions', { params })
    if (set?.state !== 'prepared') throw new Error('Not prepared')
    const removed = `amendment-${secrets}-taken-out`
    const last = await drafterFi.call('addPoint', {
      params: finnish,
      body: { anchor: passage, change: { kind: 'replace', text: removed }, explanation: '' },
    })
    if (last.state !== 'prepared') throw new Error('Not prepared')
    const pointId = last.points.at(-1)?.id ?? ''
    await drafterFi.call('removePoint', { params: { ...finnish, pointId } })
    await leadFi.call('turnContribution', {
      params: { positionId, contributionId: set.id },
      body: { kind: 'send', pointIds: set.points.map(({ id }) => id) },
    })
    const dane = others.get('drafter-dk')
    if (!dane) throw new Error('Nobody looks')
    const answers = JSON.stringify([
      await dane.call('listProposals', { params }),
      await dane.call('listContributions', { params }),
      (await dane.call('listPositionEvents', { params })).find(({ type }) => type === 'contribution.sent'),
    ])
    expect(answers).toContain('amendment-1-of-the-capital')
    expect(answers).toContain('lead-fi')
    expect(answers).not.toContain(removed)
    expect(answers).not.toContain('drafter-fi')
    for (const { at } of set.points) expect(answers).not.toContain(at)
    const settling = await dane.ask(
      'POST',
      `/api/positions/${positionId}/draft/proposals/${pointId}/settlement`,
      {
        body: { kind: 'taken' },
      },
    )
    expect(settling.code).toBe('not_found')
  })

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
