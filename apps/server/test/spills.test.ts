import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { schemaVersion } from '@samsyn/editor'
import {
  closeCodes,
  type FileRouteName,
  fileRoutes,
  liveEventName,
  type RouteName,
  type RouteResponse,
  routes,
} from '@samsyn/protocol'
import { io, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { concernOf } from '../src/http/spill-gate.ts'
import { eventually, openDraft } from './support/drafter.ts'
import { carriers, LineRefused, openRawLine } from './support/raw-line.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const positionId = 'reporting-template'
const params = { positionId }
const reason = 'An annex was pasted in.'

/** Retyped: the routes about positions that go on while every text is locked, since they show and take none. */
const goOn: readonly string[] = [
  'createPosition',
  'getPosition',
  'withdrawPosition',
  'reportSpill',
  'endSpill',
  'purgeSpill',
  'answerPurge',
  'listPositionEvents',
]

describe('a report of classified information', () => {
  let server: TestServer
  let drafterDk: Client
  let drafterFi: Client
  let leadFi: Client
  let leadDk: Client
  let secretariat: Client
  let delegateFi: Client
  const sockets: Socket[] = []

  beforeAll(async () => {
    server = await startTestServer()
    ;[drafterDk, drafterFi, leadFi, leadDk, secretariat, delegateFi] = (await Promise.all(
      ['drafter-dk', 'drafter-fi', 'lead-fi', 'lead-dk', 'secretariat', 'delegate-fi'].map((id) =>
        server.signIn(id),
      ),
    )) as [Client, Client, Client, Client, Client, Client]
  })
  afterEach(async () => {
    // Whoever handles it unlocks whatever a test has locked.
    for (const spill of await server.storage.tables.spills.byPosition(positionId)) {
      if (spill.end === null) await end(spill.country === 'DK' ? leadDk : handler(), spill.id)
    }
  })
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect()
    await server.stop()
  })

  /** The lead of the country that holds the pen of the sample's position. */
  const handler = () => leadFi
  const report = (by: Client, country: 'DK' | 'FI' | null = null) =>
    by.call('reportSpill', { params, body: { country, reason } })
  const end = (by: Client, spillId: string) =>
    by.call('endSpill', { params: { ...params, spillId }, body: { reason: 'Dealt with.' } })
  const position = (by: Client) => by.call('getPosition', { params })
  const spillOf = ({ spills }: RouteResponse<'getPosition'>) => spills[0]?.id ?? ''

  async function live(client: Client): Promise<unknown[]> {
    const socket = io(server.url, { extraHeaders: { cookie: client.cookie }, transports: ['websocket'] })
    sockets.push(socket)
    const heard: unknown[] = []
    socket.on(liveEventName, (event) => heard.push(event))
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('connect_error', reject)
    })
    return heard
  }

  it('[A250] is made by whoever may read the text, locks it, and is told in its position, on the desk and at once', async () => {
    const penholder = (await position(drafterDk)).penholder
    expect(penholder).toBe('FI')
    const heard = await live(delegateFi)
    const reported = await report(drafterDk)
    expect(reported.locks).toEqual([{ country: null, mayHandle: false }])
    expect(reported.abilities).toMatchObject({ readDraft: false, comment: false, reportSpill: false })
    const [spill] = (await position(leadFi)).spills
    expect(spill).toMatchObject({ country: null, reason, mayHandle: true, person: { id: 'drafter-dk' } })
    for (const client of [delegateFi, secretariat, leadDk]) {
      expect((await position(client)).spills).toEqual([
        { ...spill, mayHandle: false, isAnybodyToConfirm: false },
      ])
    }
    await eventually(() => heard.some((event) => (event as { type: string }).type === 'spill.reported'))
    const { waiting, positions } = await leadFi.call('getDesk')
    expect(waiting.filter(({ position: { id } }) => id === positionId).map(({ kind }) => kind)).toEqual([
      'handle_spill',
    ])
    expect(positions.find(({ id }) => id === positionId)?.locks).toEqual([{ country: null, mayHandle: true }])
    const others = await drafterDk.call('getDesk')
    expect(others.waiting.filter(({ position: { id } }) => id === positionId)).toEqual([])
  })

  it('[A251] each refusal of a report and of its end has its code', async () => {
    const path = `/api/positions/${positionId}/spills`
    const codes = async (client: Client, body: object, at = path) =>
      (await client.ask('POST', at, { body })).code
    expect(await codes(delegateFi, { country: null, reason })).toBe('forbidden')
    expect(await codes(secretariat, { country: 'DK', reason })).toBe('forbidden')
    expect(await codes(leadFi, { country: 'DK', reason })).toBe('forbidden')
    expect(await codes(await server.signIn('administrator'), { country: null, reason })).toBe('not_found')
    expect(await codes(leadFi, { country: null, reason }, '/api/positions/nothing/spills')).toBe('not_found')
    expect(await codes(drafterDk, { country: null, reason: ' ' })).toBe('reason_required')
    expect(await codes(drafterDk, { country: null, reason: 'SECRET UE/EU SECRET' })).toBe('classified_words')
    const id = spillOf(await report(drafterDk))
    expect(await codes(drafterFi, { country: null, reason })).toBe('spill_locked')
    const ending = `${path}/${id}/end`
    expect(await codes(drafterDk, { reason }, ending)).toBe('forbidden')
    expect(await codes(secretariat, { reason }, ending)).toBe('forbidden')
    expect(await codes(leadFi, { reason: '' }, ending)).toBe('reason_required')
    expect(await codes(leadFi, { reason: 'SECRET UE/EU SECRET' }, ending)).toBe('classified_words')
    expect(await codes(leadFi, { reason }, `${path}/nothing/end`)).toBe('not_found')
    expect(await codes(leadFi, { reason }, `/api/positions/training-calendar/spills/${id}/end`)).toBe(
      'not_found',
    )
    await end(leadFi, id)
    expect(await codes(leadFi, { reason }, ending)).toBe('state_conflict')
  })

  it('[A252] every route is about a text or shows none: while all are locked, each says so or goes on', async () => {
    await report(drafterDk)
    await report(leadFi, 'FI')
    const values: Record<string, string> = { positionId, country: 'FI', number: '1', format: 'txt' }
    const answers: Record<string, string | null> = {}
    for (const [name, { path, ...route }] of Object.entries({ ...routes, ...fileRoutes })) {
      if (!path.includes(':positionId')) continue
      const filled = path.replace(/:(\w+)/g, (_whole, key: string) => values[key] ?? 'something')
      const query = name === 'getDraftAccess' ? `?schema=${schemaVersion}` : ''
      const instants = name === 'getDraftContributions' ? `?from=${new Date().toISOString()}` : ''
      const method = 'method' in route ? route.method : 'GET'
      const { code } = await leadFi.ask(method, `/api${filled}${query}${instants}`, {
        ...(method === 'GET' || method === 'DELETE' ? {} : { body: {} }),
      })
      answers[name] = code
    }
    const locked = Object.keys(answers).filter((name) => answers[name] === 'spill_locked')
    const named = Object.entries({ ...routes, ...fileRoutes }).filter(
      ([name, { path }]) =>
        path.startsWith('/positions') && concernOf[name as RouteName | FileRouteName] === 'none',
    )
    expect(named.map(([name]) => name).sort()).toEqual([...goOn].sort())
    const aboutPosition = Object.keys(answers).filter((name) => !goOn.includes(name))
    expect(locked.sort()).toEqual(aboutPosition.sort())
    // Own pages by the query, too.
    const own = `/api/positions/${positionId}/draft-access?schema=${schemaVersion}&country=`
    expect((await leadFi.ask('GET', `${own}FI`)).code).toBe('spill_locked')
    expect((await leadDk.ask('GET', `${own}DK`)).status).toBe(200)
  })

  it('[A252] a final text and its files are locked with their position', async () => {
    const released = 'training-calendar'
    const { releaseInForce, penholder } = await leadFi.call('getPosition', {
      params: { positionId: released },
    })
    const reader = await server.signIn('observer-no')
    expect((await reader.ask('GET', `/api/releases/${releaseInForce}`)).status).toBe(200)
    await drafterFi.call('reportSpill', { params: { positionId: released }, body: { country: null, reason } })
    expect((await reader.ask('GET', `/api/releases/${releaseInForce}`)).code).toBe('spill_locked')
    expect((await leadDk.ask('GET', `/api/releases/${releaseInForce}/files/txt`)).code).toBe('spill_locked')
    const lead = await server.signIn(`lead-${penholder.toLowerCase()}`)
    const [spill] = (await lead.call('getPosition', { params: { positionId: released } })).spills
    await lead.call('endSpill', {
      params: { positionId: released, spillId: spill?.id ?? '' },
      body: { reason: 'A false alarm.' },
    })
    expect((await reader.ask('GET', `/api/releases/${releaseInForce}`)).status).toBe(200)
  })

  it.each(carriers)('[A253] closes open lines over %s at once, and opens no other', async (carrier) => {
    const line = await openRawLine(drafterFi, positionId, carrier)
    const own = await openRawLine(drafterFi, `${positionId}.FI`, carrier)
    await Promise.all([line.synced, own.synced])
    const asked = performance.now()
    await report(drafterDk)
    expect(await line.closed).toBe(closeCodes.spill_locked)
    expect(performance.now() - asked).toBeLessThan(1_000)
    const opened = (draftId: string, client = drafterFi) =>
      openRawLine(client, draftId, carrier).then(
        (opening) => {
          opening.leave()
          return 'opened'
        },
        (error: unknown) => (error instanceof LineRefused ? error.code : String(error)),
      )
    expect(await opened(positionId)).toBe('spill_locked')
    expect(await opened(positionId, delegateFi)).toBe('forbidden')
    // Own pages go on until they are reported themselves.
    expect(await opened(`${positionId}.FI`)).toBe('opened')
    await report(drafterFi, 'FI')
    expect(await own.closed).toBe(closeCodes.spill_locked)
    expect(await opened(`${positionId}.FI`)).toBe('spill_locked')
    expect(await opened(`${positionId}.DK`, drafterDk)).toBe('opened')
    expect(await opened(`${positionId}.FI`, drafterDk)).toBe('forbidden')
  })

  it('[A254] a lock of own pages is told to their delegation and to nobody else', async () => {
    const heard = await live(leadDk)
    const finland = await live(leadFi)
    const before = await Promise.all([leadDk, secretariat].map(position))
    await report(drafterFi, 'FI')
    await eventually(() => finland.length > 0)
    expect(await Promise.all([leadDk, secretariat].map(position))).toEqual(before)
    expect((await position(leadFi)).spills).toMatchObject([{ country: 'FI', mayHandle: true }])
    expect((await position(drafterFi)).locks).toEqual([{ country: 'FI', mayHandle: false }])
    const feed = (by: Client) => by.ask('GET', `/api/positions/${positionId}/events`)
    expect(JSON.stringify((await feed(leadFi)).body)).toContain('pages_spill.reported')
    for (const by of [leadDk, secretariat])
      expect(JSON.stringify((await feed(by)).body)).not.toContain('pages_spill')
    // What comes after it on the same socket shows that it would have come.
    await report(drafterDk)
    await eventually(() => heard.length > 0)
    expect(heard.map((event) => (event as { type: string }).type)).toEqual(['spill.reported'])
  })

  it('[A691] [D461] [A255] each step is an event of the chain, and nothing else of the position changes', async () => {
    const reported = await report(drafterDk)
    await end(leadFi, spillOf(reported))
    const events = await server.storage.tables.events.byPosition(positionId)
    expect(events.slice(0, 2)).toMatchObject([
      {
        personId: 'lead-fi',
        country: 'FI',
        capacity: 'lead',
        event: { type: 'spill.ended', reason: 'Dealt with.' },
      },
      {
        personId: 'drafter-dk',
        country: 'DK',
        capacity: 'drafter',
        event: { type: 'spill.reported', reason },
      },
    ])
    expect(await server.storage.tables.events.verifyChain()).toMatchObject({ ok: true })
    const after = await position(drafterDk)
    expect(after.revision).toBe(reported.revision)
    expect(after.abilities).toMatchObject({ readDraft: true, editDraft: true, reportSpill: true })
    const draft = openDraft(drafterDk, positionId)
    await draft.synced()
    draft.type('Goes on.')
    await draft.saved()
    draft.leave()
  })

  it('[A255] what is locked stays so over a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'samsyn-spill-'))
    const before = await startTestServer({ DATA_DIR: folder })
    await report(await before.signIn('drafter-dk'))
    await before.stop()
    const after = await startTestServer({ DATA_DIR: folder })
    const finn = await after.signIn('drafter-fi')
    expect((await position(finn)).spills).toMatchObject([{ country: null, reason }])
    expect((await finn.ask('GET', `/api/positions/${positionId}/draft/text`)).code).toBe('spill_locked')
    await expect(openRawLine(finn, positionId, 'websocket')).rejects.toMatchObject({ code: 'spill_locked' })
    await after.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it('[A305] what is asked for before the lock is not sent after it, files neither', async () => {
    // Of a server that has not begun its threads yet: these answers take their time.
    const fresh = await startTestServer()
    const [reader, reporter] = await Promise.all([fresh.signIn('drafter-fi'), fresh.signIn('drafter-dk')])
    const path = `/api/positions/${positionId}`
    const late = [`${path}/draft/authorship`, `${path}/draft.docx`].map((asked) => reader.ask('GET', asked))
    // By now the doors have let them in.
    for (const _turn of [1, 2]) await position(reader)
    await report(reporter)
    expect((await Promise.all(late)).map(({ status, code }) => [status, code])).toEqual([
      [423, 'spill_locked'],
      [423, 'spill_locked'],
    ])
    await fresh.stop()
  })

  it('[A317] what tells of a position and was begun before the lock is told as it is after it', async () => {
    const { events, versions, threads } = server.storage.tables
    const crossed = async (ask: () => Promise<unknown>, hold: (wait: () => Promise<void>) => void) => {
      const open = await ask()
      const [reached, reported] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      hold(() => {
        reached.resolve()
        return reported.promise
      })
      const answer = ask()
      await reached.promise
      const { spills } = await report(drafterDk)
      reported.resolve()
      expect(await answer).toEqual(await ask())
      expect(await answer).not.toEqual(open)
      await end(handler(), spills[0]?.id ?? '')
    }
    // Each reads the position first, and what is held here after it.
    const [eventsOf, versionsOf, threadsOf] = [events.byPosition, versions.list, threads.byPositions]
    await crossed(
      () => drafterFi.call('listPositionEvents', { params }),
      (wait) =>
        vi.spyOn(events, 'byPosition').mockImplementationOnce((id) => wait().then(() => eventsOf(id))),
    )
    await crossed(
      () => position(drafterFi),
      (wait) => vi.spyOn(versions, 'list').mockImplementationOnce((id) => wait().then(() => versionsOf(id))),
    )
    await crossed(
      () => drafterFi.call('getDesk'),
      (wait) =>
        vi.spyOn(threads, 'byPositions').mockImplementationOnce((ids) => wait().then(() => threadsOf(ids))),
    )
    vi.restoreAllMocks()
  })

  it('[A306] nothing is typed into a text any more from the moment of its report', async () => {
    const drafts = [drafterDk, drafterFi, leadDk].map((client) => openDraft(client, positionId))
    await Promise.all(drafts.map((draft) => draft.synced()))
    let isReported = false
    const typing = (async () => {
      for (let typed = 0; typed < 1000 && !isReported; typed += 1) {
        for (const draft of drafts) draft.type('Typed meanwhile.')
        await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    await eventually(() => drafts.every((draft) => draft.acknowledged > 0))
    await report(drafterDk)
    isReported = true
    await typing
    await eventually(() => drafts.every((draft) => draft.closeCodes.includes(closeCodes.spill_locked)))
    for (const draft of drafts) draft.leave()
    const [spill] = await server.storage.tables.spills.byPosition(positionId)
    const entries = await server.storage.updateLog.history(positionId)
    expect(entries.filter(({ at }) => at > (spill?.at ?? ''))).toEqual([])
    expect(entries.filter(({ personId }) => personId === 'lead-dk').length).toBeGreaterThan(0)
  })
})
