import { schemaVersion } from '@samsyn/editor'
import { closeCodes } from '@samsyn/protocol'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { eventually, openDraft } from './support/drafter.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const positionId = 'reporting-template'

/** Tries an upgrade and gives the HTTP answer that refused it, or 101. */
function upgrade(
  client: Client,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; code: string | null }> {
  const ws = new WebSocket(client.url.replace('http', 'ws') + path, {
    headers: { cookie: client.cookie, ...headers },
  })
  return new Promise((resolve, reject) => {
    ws.on('open', () => {
      resolve({ status: 101, code: null })
      ws.close()
    })
    ws.on('unexpected-response', (_request, response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString()
      })
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          code: (JSON.parse(text) as { error: { code: string } }).error.code,
        }),
      )
    })
    ws.on('error', reject)
  })
}

describe('sync', () => {
  let server: TestServer
  let drafterDk: Client
  let drafterFi: Client
  beforeAll(async () => {
    server = await startTestServer()
    drafterDk = await server.signIn('drafter-dk')
    drafterFi = await server.signIn('drafter-fi')
  })
  afterAll(() => server.stop())

  it('[A30] each refusal before the upgrade has its status and code', async () => {
    const delegate = await server.signIn('delegate-dk')
    const administrator = await server.signIn('administrator')
    const path = `/sync/${positionId}?schema=${schemaVersion}`
    expect(await upgrade(server.anonymous(), path)).toEqual({ status: 401, code: 'unauthenticated' })
    expect(await upgrade(drafterDk, path, { origin: 'https://elsewhere.example' })).toEqual({
      status: 403,
      code: 'origin_refused',
    })
    expect(await upgrade(drafterDk, `/sync/${positionId}?schema=999`)).toEqual({
      status: 409,
      code: 'schema_mismatch',
    })
    expect(await upgrade(drafterDk, `/sync/${positionId}`)).toEqual({ status: 409, code: 'schema_mismatch' })
    expect(await upgrade(delegate, path)).toEqual({ status: 403, code: 'forbidden' })
    expect(await upgrade(administrator, path)).toEqual({ status: 404, code: 'not_found' })
    expect(await upgrade(drafterDk, `/sync/nothing?schema=${schemaVersion}`)).toEqual({
      status: 404,
      code: 'not_found',
    })
    expect(await upgrade(drafterDk, '/elsewhere')).toEqual({ status: 404, code: 'not_found' })
    expect(await upgrade(drafterDk, path)).toEqual({ status: 101, code: null })
    expect(await upgrade(drafterDk, path, { origin: server.url })).toEqual({ status: 101, code: null })
  })

  it('[A5] the live socket takes neither strangers nor other sites', async () => {
    for (const extraHeaders of [{}, { cookie: drafterDk.cookie, origin: 'https://elsewhere.example' }]) {
      const socket = io(server.url, {
        extraHeaders,
        reconnection: false,
        transports: ['websocket'],
        forceNew: true,
      })
      await new Promise<void>((resolve, reject) => {
        socket.on('connect_error', () => resolve())
        socket.on('connect', () => reject(new Error('was let in')))
      })
    }
  })

  it('[A31] two stock clients write one text, and it is stored', async () => {
    const [one, other] = [openDraft(drafterDk, positionId), openDraft(drafterFi, positionId)]
    await Promise.all([one.synced(), other.synced()])
    one.type('A sentence from Copenhagen.')
    other.type('A sentence from Helsinki.')
    await Promise.all([one.saved(), other.saved()])
    await eventually(() => one.text() === other.text() && one.text().includes('Helsinki'))
    expect(one.text()).toContain('A sentence from Copenhagen.')
    one.leave()
    other.leave()
    const again = openDraft(drafterDk, positionId)
    await again.synced()
    expect(again.text()).toContain('A sentence from Helsinki.')
    again.leave()
  })

  it('[A32] a freeze reaches open sockets: the edit is refused, others never see it', async () => {
    const detail = await drafterDk.call('getPosition', { params: { positionId } })
    const secretariat = await server.signIn('secretariat')
    const writer = openDraft(drafterFi, positionId)
    const reader = openDraft(drafterDk, positionId)
    await Promise.all([writer.synced(), reader.synced()])
    await eventually(() => writer.modes.at(-1) === 'write')
    const frozen = await secretariat.call('freezeVersion', {
      params: { positionId },
      body: { revision: detail.revision, note: '' },
    })
    await eventually(() => writer.modes.at(-1) === 'frozen')
    writer.type('Too late.')
    await eventually(() => writer.refusals.includes('draft_frozen'))
    expect(reader.text()).not.toContain('Too late.')
    // A page that was refused goes on from the server's text; its own copy of the refused words is the person's.
    writer.leave()
    await secretariat.call('reopenDraft', {
      params: { positionId },
      body: { revision: frozen.revision, reason: 'One more word.' },
    })
    await eventually(() => reader.modes.at(-1) === 'write')
    reader.type('In time again.')
    await reader.saved()
    const fresh = openDraft(drafterFi, positionId)
    await fresh.synced()
    expect(fresh.text()).toContain('In time again.')
    expect(fresh.text()).not.toContain('Too late.')
    for (const drafter of [reader, fresh]) drafter.leave()
  })

  it('[A32] signing out closes the session’s sockets, and only those', async () => {
    const client = await server.signIn('drafter-se')
    const mine = openDraft(client, positionId)
    const elsewhere = openDraft(await server.signIn('drafter-se'), positionId)
    await Promise.all([mine.synced(), elsewhere.synced()])
    const live = io(server.url, {
      extraHeaders: { cookie: client.cookie },
      reconnection: false,
      transports: ['websocket'],
      forceNew: true,
    })
    await new Promise<void>((resolve) => live.on('connect', () => resolve()))
    const liveClosed = new Promise<void>((resolve) => live.on('disconnect', () => resolve()))
    await client.call('endSession')
    await eventually(() => mine.closeCodes.includes(closeCodes.signed_out))
    await liveClosed
    elsewhere.type('Still here.')
    await elsewhere.saved()
    expect(elsewhere.closeCodes).toEqual([])
    mine.leave()
    elsewhere.leave()
  })

  it('[A34] a malformed message closes its own socket only', async () => {
    const bystander = openDraft(drafterDk, positionId)
    await bystander.synced()
    for (const bytes of [[0, 2, 250], [0, 9], [77], [1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255]]) {
      const ws = new WebSocket(
        `${server.url.replace('http', 'ws')}/sync/${positionId}?schema=${schemaVersion}`,
        {
          headers: { cookie: drafterFi.cookie },
        },
      )
      await new Promise<void>((resolve) => ws.on('open', () => resolve()))
      const closed = new Promise<number>((resolve) => ws.on('close', (code) => resolve(code)))
      ws.send(Uint8Array.from(bytes))
      expect(await closed).toBe(closeCodes.malformed_message)
    }
    bystander.type('Nothing happened.')
    await bystander.saved()
    expect(bystander.closeCodes).toEqual([])
    bystander.leave()
  })
})
