import { connect } from 'node:net'
import type { Grant } from '@samsyn/domain'
import { schemaVersion } from '@samsyn/editor'
import {
  closeCodes,
  countryColors,
  livePath,
  rightsEventName,
  sessionEndedEventName,
  syncPolling,
} from '@samsyn/protocol'
import { pino } from 'pino'
import { io } from 'socket.io-client'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { eventually, openDraft } from './support/drafter.ts'
import { manualClock } from './support/manual-clock.ts'
import { carriers, LineRefused, openRawLine, type RawLine } from './support/raw-line.ts'
import { startTestServer, type TestServer } from './support/test-server.ts'

const positionId = 'reporting-template'

describe('lines into a draft', () => {
  const servers: TestServer[] = []
  const lines: RawLine[] = []
  afterEach(async () => {
    for (const line of lines.splice(0)) line.leave()
    await Promise.all(servers.splice(0).map((server) => server.stop()))
  })
  const start = async (...options: Parameters<typeof startTestServer>) => {
    const server = await startTestServer(...options)
    servers.push(server)
    return server
  }
  const open = async (...options: Parameters<typeof openRawLine>) => {
    const line = await openRawLine(...options)
    lines.push(line)
    return line
  }
  const textOf = (line: RawLine) => line.ydoc.getText('raw').toString()
  const refusalOf = (opening: Promise<RawLine>) =>
    opening.then(
      () => 'let in',
      (error: unknown) => (error instanceof LineRefused ? error.code : error),
    )

  it('[A36] somebody without WebSocket writes with somebody who has it, and both are told what is saved', async () => {
    const server = await start()
    const near = await open(await server.signIn('drafter-dk'), positionId, 'websocket')
    const far = await open(await server.signIn('drafter-fi'), positionId, 'polling')
    await Promise.all([near.synced, far.synced])
    near.type('From Copenhagen. ')
    far.type('From Helsinki. ')
    far.ask(1)
    near.ask(1)
    await eventually(() => far.persisted.includes(1) && near.persisted.includes(1))
    await eventually(() => textOf(near) === textOf(far) && textOf(far).length === 32)
    const later = await open(await server.signIn('drafter-se'), positionId, 'polling')
    await later.synced
    expect(textOf(later)).toBe(textOf(near))
  })

  it.each(carriers)('[A36] each refusal at the door of %s has its code', async (carrier) => {
    const server = await start()
    const drafter = await server.signIn('drafter-dk')
    const elsewhere = { headers: { origin: 'https://elsewhere.example' } }
    const refusals = [
      await refusalOf(open(drafter, 'nothing', carrier)),
      await refusalOf(open(drafter, positionId, carrier, { schema: 999 })),
      await refusalOf(open(await server.signIn('delegate-dk'), positionId, carrier)),
      await refusalOf(open(await server.signIn('administrator'), positionId, carrier)),
    ]
    expect(refusals).toEqual(['not_found', 'schema_mismatch', 'forbidden', 'not_found'])
    // socket.io answers these two by an HTTP status of its own, before there is a namespace to say more.
    const atTheGate = carrier === 'websocket' ? ['unauthenticated', 'origin_refused'] : ['unknown', 'unknown']
    expect([
      await refusalOf(open(server.anonymous(), positionId, carrier)),
      await refusalOf(open(drafter, positionId, carrier, elsewhere)),
    ]).toEqual(atTheGate)
  })

  it.each(carriers)(
    '[A751] %s: a page of somebody else than who is signed in is not let in',
    async (carrier) => {
      const server = await start()
      const drafter = await server.signIn('drafter-dk')
      const asOf = (person: string) => refusalOf(open(drafter, positionId, carrier, { person }))
      expect([await asOf('drafter-se'), await asOf('drafter-dk')]).toEqual(['other_person', 'let in'])
      const asked = (person: string) =>
        drafter.ask(
          'GET',
          `/api/positions/${positionId}/draft-access?schema=${schemaVersion}&person=${person}`,
        )
      expect([(await asked('drafter-se')).code, (await asked('drafter-dk')).status]).toEqual([
        'other_person',
        200,
      ])
    },
  )

  it.each(carriers)('[A50] %s: what is no message closes its line', async (carrier) => {
    const server = await start()
    const line = await open(await server.signIn('drafter-dk'), positionId, carrier)
    await line.synced
    line.send(new Uint8Array([77]))
    expect(await line.closed).toBe(closeCodes.malformed_message)
  })

  it.each(carriers)('[A50] %s: a message over the limit closes its line', async (carrier) => {
    const server = await start({ SYNC_MESSAGE_BYTES: '20000' })
    const line = await open(await server.signIn('drafter-dk'), positionId, carrier)
    await line.synced
    line.type('x'.repeat(21_000))
    expect(await line.closed).toBe(closeCodes.message_too_large)
  })

  it.each(carriers)('[A50] %s: more messages than the rate allows close their line', async (carrier) => {
    const server = await start({ SYNC_MESSAGES_PER_SECOND: '2' })
    const [fast, other] = [
      await open(await server.signIn('drafter-dk'), positionId, carrier),
      await open(await server.signIn('drafter-fi'), positionId, carrier),
    ]
    await Promise.all([fast.synced, other.synced])
    for (let number = 1; number < 40; number += 1) fast.ask(number)
    expect(await fast.closed).toBe(closeCodes.too_fast)
    other.type('goes on')
    other.ask(7)
    await eventually(() => other.persisted.includes(7))
  })

  it.each(carriers)('[A50] %s: a draft takes so many lines, the server so many drafts', async (carrier) => {
    const server = await start({ SYNC_SESSIONS_PER_DRAFT: '1', SYNC_OPEN_DRAFTS: '1' })
    const drafter = await server.signIn('drafter-dk')
    const { positions } = await drafter.call('getDesk')
    const other = positions.find(({ id, status }) => id !== positionId && status === 'in_coordination')
    const first = await open(drafter, positionId, carrier)
    await first.synced
    const second = await open(drafter, positionId, carrier, { isSilent: true })
    expect(await second.closed).toBe(closeCodes.draft_crowded)
    const third = await open(drafter, other?.id ?? '', carrier, { isSilent: true })
    expect(await third.closed).toBe(closeCodes.server_busy)
  })

  it.each(carriers)('[A50] %s: a client that says nothing is let go', async (carrier) => {
    const server = await start({ SYNC_SILENCE_SECONDS: '1' })
    const line = await open(await server.signIn('drafter-dk'), positionId, carrier, { isSilent: true })
    expect(await line.closed).toBe(closeCodes.silent)
  })

  it.each(carriers)('[A50] %s: a draft does not grow beyond its size', async (carrier) => {
    const server = await start({ SYNC_DRAFT_BYTES: '20000' })
    const line = await open(await server.signIn('drafter-dk'), positionId, carrier)
    await line.synced
    line.ask(1)
    line.type('x'.repeat(20_000))
    await eventually(() => line.refusals.includes('draft_full'))
  })

  it('[A50] over long polling a client that fetches nothing is let go', async () => {
    const server = await start({ SYNC_BUFFERED_BYTES: '65536', SYNC_BYTES_PER_SECOND: '100000000' })
    const { cookie } = await server.signIn('drafter-dk')
    const writer = await open(await server.signIn('drafter-fi'), positionId, 'websocket')
    await writer.synced
    let sid = ''
    const ask = async (method: 'GET' | 'POST', body?: string) => {
      const query = `EIO=4&transport=polling${sid && `&sid=${sid}`}`
      const response = await fetch(`${server.url}${livePath}/?${query}`, {
        method,
        headers: { cookie, origin: server.url },
        ...(body === undefined ? {} : { body }),
      })
      return response.text()
    }
    sid = (JSON.parse((await ask('GET')).slice(1)) as { sid: string }).sid
    await ask(
      'POST',
      `40${syncPolling.namespace},${JSON.stringify({ draftId: positionId, schema: schemaVersion })}`,
    )
    let fetched = ''
    while (!fetched.includes(`"${syncPolling.message}"`)) fetched += await ask('GET')
    for (let typed = 0; typed < 10; typed += 1) writer.type('z'.repeat(20_000))
    writer.ask(1)
    await eventually(() => writer.persisted.includes(1))
    // What is unread is looked at before more is sent, and all that went before may have been sent in one.
    writer.type('z')
    writer.ask(2)
    await eventually(() => writer.persisted.includes(2))
    const goodbye = `["${syncPolling.closed}",${closeCodes.too_slow},"too_slow"]`
    while (!fetched.includes(goodbye)) {
      const more = await ask('GET')
      expect(more, 'the line goes on').not.toContain('Session ID unknown')
      fetched += more
    }
  })

  it.each([
    ['its own line may have waiting', { SYNC_BUFFERED_BYTES: '65536' }],
    ['all lines together may', { SYNC_WAITING_BYTES: '2000000' }],
  ])(
    '[A50] a client for whom more waits than %s is let go, and the others hear everything',
    async (_what, bounds) => {
      const server = await start({ ...bounds, SYNC_BYTES_PER_SECOND: '100000000' })
      const client = await server.signIn('drafter-dk')
      const writer = await open(await server.signIn('drafter-fi'), positionId, 'websocket')
      const reader = await open(await server.signIn('drafter-se'), positionId, 'websocket')
      await Promise.all([writer.synced, reader.synced])
      const { port } = new URL(server.url)
      const deaf = connect(Number(port), '127.0.0.1')
      deaf.write(
        `GET /sync/${positionId}?schema=${schemaVersion} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${client.cookie}\r\n` +
          'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
      )
      await new Promise((resolve) => deaf.once('data', resolve))
      deaf.pause()
      let written = 0
      // More than the operating system takes for a reader that does not read.
      while (written < 12_000_000) {
        writer.type('y'.repeat(200_000))
        written += 200_000
        await eventually(() => textOf(reader).length === written)
      }
      const goodbye = Buffer.from([
        0x88,
        10,
        closeCodes.too_slow >> 8,
        closeCodes.too_slow & 255,
        ...Buffer.from('too_slow'),
      ])
      let last = Buffer.alloc(0)
      deaf.on('data', (bytes: Buffer) => {
        last = Buffer.concat([last, bytes]).subarray(-64)
      })
      deaf.resume()
      await eventually(() => last.includes(goodbye))
      deaf.destroy()
      expect(textOf(reader)).toHaveLength(written)
    },
    60_000,
  )

  it('[A51] a forged author is put out, and the event log says so to those who look after it', async () => {
    const server = await start()
    const owner = await open(await server.signIn('drafter-dk'), positionId, 'websocket')
    const forgerClient = await server.signIn('drafter-fi')
    const forger = await open(forgerClient, positionId, 'websocket')
    await Promise.all([owner.synced, forger.synced])
    owner.type('Denmark wrote this.')
    owner.ask(1)
    await eventually(() => textOf(forger) === 'Denmark wrote this.' && owner.persisted.includes(1))
    forger.type('In its name: ', owner.ydoc.clientID)
    expect(await forger.closed).toBe(closeCodes.author_forged)

    const secretariat = await server.signIn('secretariat')
    const seen = async (client: typeof secretariat) =>
      (await client.call('listPositionEvents', { params: { positionId } })).filter(
        ({ type }) => type === 'authorship.refused',
      )
    await eventually(async () => (await seen(secretariat)).length === 1)
    expect(await seen(secretariat)).toMatchObject([
      { person: { id: 'drafter-fi' }, data: { clientId: owner.ydoc.clientID, ownerId: 'drafter-dk' } },
    ])
    expect(await seen(forgerClient)).toEqual([])
    expect(await server.storage.tables.events.verifyChain()).toMatchObject({ ok: true })
    const later = await open(await server.signIn('drafter-se'), positionId, 'websocket')
    await later.synced
    expect(textOf(later)).toBe('Denmark wrote this.')
  })

  it('[A801] the same forgery again and again is one event an hour', async () => {
    const clock = manualClock(new Date().toISOString())
    const server = await start({}, { clock })
    const owners = await Promise.all(
      ['drafter-dk', 'drafter-se'].map(async (personId) => {
        const owner = await open(await server.signIn(personId), positionId, 'websocket')
        await owner.synced
        owner.type('Mine. ')
        owner.ask(1)
        await eventually(() => owner.persisted.includes(1))
        return owner.ydoc.clientID
      }),
    )
    const forge = async (clientId: number | undefined) => {
      const forger = await open(await server.signIn('drafter-fi'), positionId, 'websocket')
      await forger.synced
      forger.type('In its name: ', clientId)
      expect(await forger.closed).toBe(closeCodes.author_forged)
    }
    const secretariat = await server.signIn('secretariat')
    const forged = async () =>
      (await secretariat.call('listPositionEvents', { params: { positionId } })).flatMap(({ type, data }) =>
        type === 'authorship.refused' ? [(data as { clientId: number }).clientId] : [],
      )
    const [dane, swede] = owners
    await forge(dane)
    await forge(dane)
    await forge(dane)
    // What was written for those would stand before this.
    await forge(swede)
    await expect.poll(forged).toContain(swede)
    expect(await forged()).toEqual([swede, dane])
    clock.advance(60 * 60 * 1000)
    await forge(dane)
    await expect.poll(forged).toEqual([dane, swede, dane])
  })

  it('[A810] what is written under an id that a caret has introduced is a security line, and no event', async () => {
    const said: string[] = []
    const stream = { write: (line: string) => void said.push(line) }
    const server = await start({}, { logger: pino({ level: 'warn' }, stream) })
    const owner = openDraft(await server.signIn('drafter-dk'), positionId)
    const witness = openDraft(await server.signIn('drafter-se'), positionId)
    onTestFinished(() => {
      owner.leave()
      witness.leave()
    })
    await Promise.all([owner.synced(), witness.synced()])
    owner.provider.awareness.setLocalStateField('cursor', null)
    await expect.poll(() => witness.provider.awareness.getStates().has(owner.ydoc.clientID)).toBe(true)
    const forger = await open(await server.signIn('drafter-fi'), positionId, 'websocket')
    await forger.synced
    forger.type('In its name: ', owner.ydoc.clientID)
    expect(await forger.closed).toBe(closeCodes.author_forged)
    expect(said.map((line) => JSON.parse(line))).toMatchObject([
      {
        security: true,
        personId: 'drafter-fi',
        clientId: owner.ydoc.clientID,
        ownerId: 'drafter-dk',
        isWritten: false,
      },
    ])
    const secretariat = await server.signIn('secretariat')
    const events = await secretariat.call('listPositionEvents', { params: { positionId } })
    expect(events.filter(({ type }) => type === 'authorship.refused')).toEqual([])
  })

  it('[A803] awareness carries the name and the colour of the country that the server knows', async () => {
    const server = await start()
    const [near, far] = [
      openDraft(await server.signIn('drafter-dk'), positionId),
      openDraft(await server.signIn('drafter-fi'), positionId),
    ]
    onTestFinished(() => {
      near.leave()
      far.leave()
    })
    await Promise.all([near.synced(), far.synced()])
    near.provider.awareness.setLocalStateField('user', { name: 'Somebody', color: '#000000' })
    await expect
      .poll(() => far.provider.awareness.getStates().get(near.ydoc.clientID))
      .toMatchObject({ user: { name: 'Drafter, Denmark', country: 'DK', color: countryColors.DK } })
  })

  it.each(carriers)('[A52] %s: a session that expires ends within a second', async (carrier) => {
    const clock = manualClock(new Date().toISOString())
    const server = await start({}, { clock })
    const line = await open(await server.signIn('drafter-dk'), positionId, carrier)
    await line.synced
    clock.advance(7 * 24 * 60 * 60 * 1000)
    expect(await line.closed).toBe(closeCodes.signed_out)
  })

  it.each(carriers)(
    '[A52] %s: an account that is disabled, by whatever way, loses its lines',
    async (carrier) => {
      const server = await start()
      const [line, other] = [
        await open(await server.signIn('drafter-dk'), positionId, carrier),
        await open(await server.signIn('drafter-fi'), positionId, carrier),
      ]
      await Promise.all([line.synced, other.synced])
      await server.storage.tables.people.setDisabled('drafter-dk', true)
      expect(await line.closed).toBe(closeCodes.signed_out)
      other.type('goes on')
      other.ask(3)
      await eventually(() => other.persisted.includes(3))
    },
  )

  it.each(carriers)(
    '[A61] %s: a grant that runs out or begins takes effect on open lines',
    async (carrier) => {
      const clock = manualClock('2026-03-02T08:00:00.000Z')
      const server = await start({}, { clock })
      const grant = (role: Grant['role'], validFrom: string, validTo: string | null): Grant => ({
        role,
        country: 'DK',
        scope: { kind: 'everything' },
        readsDrafts: false,
        validFrom,
        validTo,
      })
      const dane = {
        country: 'DK',
        ministryId: null,
        language: 'da',
        isDisabled: false,
        deputyships: [],
      } as const
      const [before, noon, later] = ['2026-01-01', '2026-03-02T12:00:00.000Z', null] as const
      await server.storage.tables.people.insert({
        ...dane,
        id: 'leaving',
        name: 'Somebody who leaves',
        grants: [grant('drafter', before, noon)],
      })
      await server.storage.tables.people.insert({
        ...dane,
        id: 'promoted',
        name: 'Somebody who may write later',
        grants: [grant('lead', before, later), grant('drafter', noon, later)],
      })
      const leaving = await open(await server.signIn('leaving'), positionId, carrier)
      const promoted = await open(await server.signIn('promoted'), positionId, carrier)
      await Promise.all([leaving.synced, promoted.synced])
      // The first look since they were let in comes when it has happened already.
      clock.advance(4 * 60 * 60 * 1000)
      expect(await leaving.closed).toBe(closeCodes.access_lost)
      await eventually(() => {
        promoted.ask(1)
        return promoted.modes.at(-1) === 'write'
      })
    },
  )

  it('[A62] a session that was ended elsewhere is sent no events any more', async () => {
    const server = await start()
    const { cookie } = await server.signIn('drafter-dk')
    const socket = io(server.url, { path: livePath, extraHeaders: { cookie } })
    const [connected, told, gone] = ['connect', sessionEndedEventName, 'disconnect'].map(
      (name) => new Promise<void>((resolve) => socket.on(name, () => resolve())),
    )
    await connected
    await server.storage.tables.sessions.endByPerson('drafter-dk')
    await Promise.all([told, gone])
    expect(socket.connected).toBe(false)
    socket.close()
  })

  it('[A770] grants that run out or are changed are told to whoever has a page open, without any draft, once each', async () => {
    const clock = manualClock('2026-03-02T08:00:00.000Z')
    const server = await start({}, { clock })
    const { people } = server.storage.tables
    const grant = (validTo: string | null): Grant => ({
      role: 'delegate',
      country: 'DK',
      scope: { kind: 'everything' },
      readsDrafts: false,
      validFrom: '2026-01-01',
      validTo,
    })
    const dane = {
      country: 'DK',
      ministryId: null,
      language: 'da',
      isDisabled: false,
      deputyships: [],
      name: 'Somebody in a meeting',
    } as const
    await people.insert({ ...dane, id: 'until-noon', grants: [grant('2026-03-02T12:00:00.000Z')] })
    await people.insert({ ...dane, id: 'on', grants: [grant(null)] })
    const heard: string[] = []
    for (const id of ['until-noon', 'on']) {
      const { cookie } = await server.signIn(id)
      const socket = io(server.url, { path: livePath, extraHeaders: { cookie }, forceNew: true })
      onTestFinished(() => void socket.close())
      socket.onAny((name: string) => heard.push(`${id} ${name}`))
      await new Promise<void>((resolve) => socket.on('connect', resolve))
    }
    // The first look since they were let in comes when it has run out already.
    clock.advance(4 * 60 * 60 * 1000)
    await eventually(() => heard.length > 0)
    expect(heard).toEqual([`until-noon ${rightsEventName}`])
    await people.setRoles('on', { ministryId: null, grants: [] }, clock.now())
    await eventually(() => {
      clock.advance(1_000)
      return heard.length > 1
    })
    expect(heard).toEqual([`until-noon ${rightsEventName}`, `on ${rightsEventName}`])
  })

  it('[A63] who is refused and does not hang up is hung up on', async () => {
    const clock = manualClock(new Date().toISOString())
    const server = await start({}, { clock })
    const port = Number(new URL(server.url).port)
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    const refused = new Promise<void>((resolve) => socket.on('end', () => resolve()))
    const cut = new Promise<void>((resolve) => socket.on('close', () => resolve()))
    socket.on('error', () => undefined)
    socket.resume()
    const headers = 'Host: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'
    socket.write(`GET /nowhere HTTP/1.1\r\n${headers}`)
    await refused
    clock.advance(2_000)
    // A half that is still open is only seen to be dead when something is sent.
    await eventually(() => {
      if (socket.writable) socket.write('still here')
      return socket.destroyed
    })
    await cut
  })

  it('[A53] a request that never says what it wants is cut', async () => {
    const server = await start({ HANDSHAKE_SECONDS: '1' })
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    const ended = new Promise<void>((resolve) => socket.on('close', () => resolve()))
    socket.on('error', () => undefined)
    socket.resume()
    socket.write(`GET /sync/${positionId}?schema=${schemaVersion} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: `)
    await ended
  })

  it('[A54] a line whose other side no longer answers is ended', async () => {
    const clock = manualClock(new Date().toISOString())
    const server = await start({ SYNC_PING_SECONDS: '5' }, { clock })
    const client = await server.signIn('drafter-dk')
    const dead = await open(client, positionId, 'websocket', { isDeaf: true })
    const alive = await open(client, positionId, 'websocket')
    await Promise.all([dead.synced, alive.synced])
    clock.advance(5_000)
    await new Promise((resolve) => setImmediate(resolve))
    alive.ask(1)
    await eventually(() => alive.persisted.includes(1))
    clock.advance(5_000)
    expect(await dead.closed).toBe(1006)
    alive.ask(2)
    await eventually(() => alive.persisted.includes(2))
  })
})
