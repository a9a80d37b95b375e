import { liveEventName, livePath } from '@samsyn/protocol'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from './support/drafter.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const positionId = 'reporting-template'
const path = `/api/positions/${positionId}/draft/limite`
const ground = {
  ground: 'authorised',
  reference: 'WK 10235/2022, by the Presidency',
  source: 'file',
} as const

describe('text marked LIMITE', () => {
  let server: TestServer
  let drafterFi: Client
  beforeAll(async () => {
    server = await startTestServer()
    drafterFi = await server.signIn('drafter-fi')
  })
  afterAll(() => server.stop())

  it('[A691] [A140] is confirmed by a drafter, as an event that all delegations read and are told of at once', async () => {
    const drafterNo = await server.signIn('drafter-no')
    const socket = io(server.url, { path: livePath, extraHeaders: { cookie: drafterNo.cookie } })
    const told: { type: string }[] = []
    socket.on(liveEventName, (event) => told.push(event))
    await new Promise<void>((resolve) => socket.once('connect', resolve))
    await drafterFi.call('confirmLimite', { params: { positionId }, body: ground })
    await eventually(() => told.some(({ type }) => type === 'limite.confirmed'))
    socket.disconnect()
    const [event] = await drafterNo
      .call('listPositionEvents', { params: { positionId } })
      .then((events) => events.filter(({ type }) => type === 'limite.confirmed'))
    expect(event).toMatchObject({
      country: 'FI',
      person: { id: 'drafter-fi' },
      capacity: 'drafter',
      data: ground,
    })
  })

  it.each([
    ['a delegate who reads the draft', 'head-of-delegation-no', 403, 'forbidden'],
    ['the secretariat', 'secretariat', 403, 'forbidden'],
    ['who may not know of the position', 'administrator', 404, 'not_found'],
  ])('[A141] is confirmed by nobody else: %s', async (_who, personId, status, code) => {
    const client = await server.signIn(personId)
    expect(await client.ask('POST', path, { body: ground })).toMatchObject({ status, code })
  })

  it('[A141] is confirmed with a reference', async () => {
    const empty = await drafterFi.ask('POST', path, { body: { ...ground, reference: ' ' } })
    expect(empty).toMatchObject({ status: 400, code: 'reason_required' })
    const nowhere = await drafterFi.ask('POST', '/api/positions/nowhere/draft/limite', { body: ground })
    expect(nowhere).toMatchObject({ status: 404, code: 'not_found' })
  })

  it('[A141] is confirmed for what is said beside a frozen text, and no more once the position is over', async () => {
    const params = { positionId: 'yearly-overview' }
    const frozen = `/api/positions/${params.positionId}`
    const isGroundAsked = async () =>
      (await drafterFi.call('getPosition', { params })).abilities.confirmLimite
    const raise = () =>
      drafterFi.ask('POST', `${frozen}/threads`, {
        body: { audience: null, anchor: null, text: 'WK 10235/2022 LIMITE', mentions: [] },
      })
    expect(await raise()).toMatchObject({ status: 409, code: 'limite_unconfirmed' })
    expect(await isGroundAsked()).toBe(true)
    await drafterFi.call('confirmLimite', { params, body: { ...ground, source: 'typed' } })
    expect(await raise()).toMatchObject({ status: 201 })

    const secretariat = await server.signIn('secretariat')
    const { revision } = await secretariat.call('getPosition', { params })
    await secretariat.call('withdrawPosition', { params, body: { revision, reason: 'The file was closed.' } })
    expect(await isGroundAsked()).toBe(false)
    const over = await drafterFi.ask('POST', `${frozen}/draft/limite`, { body: ground })
    expect(over).toMatchObject({ status: 409, code: 'state_conflict' })
  })
})

describe('words beside a draft that are marked LIMITE', () => {
  const params = { positionId }
  const limite = 'From the file:\nWK 10235/2022 LIMITE'
  const anchor = { start: 'AQID', end: 'BAUG', quote: 'Definitions matter' }
  let server: TestServer
  let drafterFi: Client
  let drafterNo: Client
  beforeAll(async () => {
    server = await startTestServer()
    ;[drafterFi, drafterNo] = await Promise.all([server.signIn('drafter-fi'), server.signIn('drafter-no')])
  })
  afterAll(() => server.stop())

  const raise = (client: Client, audience: 'FI' | 'NO' | null, text: string) =>
    client.ask('POST', `/api/positions/${positionId}/threads`, {
      body: { audience, anchor: null, text, mentions: [] },
    })
  const refused = { status: 409, code: 'limite_unconfirmed' }
  const count = async () => (await drafterFi.call('listThreads', { params })).threads.length

  it('[A772] [D493] are taken once a ground is recorded, and nothing is kept of them before', async () => {
    const before = await count()
    expect(await raise(drafterFi, null, limite)).toMatchObject(refused)
    expect(await raise(drafterNo, 'NO', limite)).toMatchObject(refused)
    expect(await count()).toBe(before)
    expect(await raise(drafterFi, 'FI', limite)).toMatchObject({ status: 201 })
    expect(await raise(drafterFi, null, 'What is marked LIMITE stays out.')).toMatchObject({ status: 201 })

    const body = { audience: null, anchor: null, text: 'Why?', mentions: [] }
    const thread = await drafterFi.call('raiseThread', { params, body })
    const at = `/api/positions/${positionId}/threads/${thread.id}/comments`
    const said = { text: limite, mentions: [] }
    const first = `${at}/${thread.comments[0]?.id}`
    expect(await drafterFi.ask('POST', at, { body: said })).toMatchObject(refused)
    expect(await drafterFi.ask('PATCH', first, { body: said })).toMatchObject(refused)

    const head = await server.signIn('head-of-delegation-no')
    const propose = (text: string, explanation: string) =>
      head.ask('POST', `/api/positions/${positionId}/draft/proposals`, {
        body: { anchor, change: { kind: 'replace', text }, explanation },
      })
    expect(await propose('LIMITE', '')).toMatchObject(refused)
    expect(await propose('six weeks', limite)).toMatchObject(refused)
    expect(await drafterFi.call('listProposals', { params })).toEqual([])

    // What Finland prepares is its own; what is sent is everybody's.
    const points = await drafterFi.call('addPoint', {
      params: { positionId, country: 'FI' },
      body: { anchor, change: { kind: 'replace', text: 'six weeks' }, explanation: limite },
    })
    const leadFi = await server.signIn('lead-fi')
    const pointIds = points.state === 'prepared' ? points.points.map(({ id }) => id) : []
    const send = () =>
      leadFi.ask('POST', `/api/positions/${positionId}/contributions/${points.id}/turns`, {
        body: { kind: 'send', pointIds },
      })
    expect(await send(), '[A773]').toMatchObject(refused)
    expect(await drafterFi.call('listProposals', { params })).toEqual([])

    await drafterFi.call('confirmLimite', { params, body: { ...ground, source: 'typed' } })
    expect(await raise(drafterNo, null, limite)).toMatchObject({ status: 201 })
    expect(await drafterFi.ask('POST', at, { body: said })).toMatchObject({ status: 201 })
    expect(await drafterFi.ask('PATCH', first, { body: said })).toMatchObject({ status: 200 })
    expect(await propose('six weeks', limite)).toMatchObject({ status: 201 })
    expect(await send(), '[A773]').toMatchObject({ status: 200 })
  })
})
