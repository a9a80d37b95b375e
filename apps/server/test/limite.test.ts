import { liveEventName, livePath } from '@samsyn/protocol'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from './support/drafter.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const positionId = 'reporting-template'
const path = `/api/positions/${positionId}/draft/limite`
const body = { ground: 'authorised', reference: 'WK 10235/2022, by the Presidency', source: 'file' } as const

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
    await drafterFi.call('confirmLimite', { params: { positionId }, body })
    await eventually(() => told.some(({ type }) => type === 'limite.confirmed'))
    socket.disconnect()
    const [event] = await drafterNo
      .call('listPositionEvents', { params: { positionId } })
      .then((events) => events.filter(({ type }) => type === 'limite.confirmed'))
    expect(event).toMatchObject({
      country: 'FI',
      person: { id: 'drafter-fi' },
      capacity: 'drafter',
      data: body,
    })
  })

  it.each([
    ['a delegate who reads the draft', 'head-of-delegation-no', 403, 'forbidden'],
    ['the secretariat', 'secretariat', 403, 'forbidden'],
    ['who may not know of the position', 'administrator', 404, 'not_found'],
  ])('[A141] is confirmed by nobody else: %s', async (_who, personId, status, code) => {
    const client = await server.signIn(personId)
    expect(await client.ask('POST', path, { body })).toMatchObject({ status, code })
  })

  it('[A141] is confirmed with a reference, and where the draft is open', async () => {
    const empty = await drafterFi.ask('POST', path, { body: { ...body, reference: ' ' } })
    expect(empty).toMatchObject({ status: 400, code: 'reason_required' })
    const frozen = await drafterFi.ask('POST', '/api/positions/yearly-overview/draft/limite', { body })
    expect(frozen).toMatchObject({ status: 409, code: 'state_conflict' })
    const nowhere = await drafterFi.ask('POST', '/api/positions/nowhere/draft/limite', { body })
    expect(nowhere).toMatchObject({ status: 404, code: 'not_found' })
  })
})
