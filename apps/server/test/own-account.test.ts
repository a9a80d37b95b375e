import { livePath, sessionEndedEventName } from '@samsyn/protocol'
import { io } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accept, accountEvents, signInWith, tokenOf } from './support/accounts.ts'
import { type Authenticator, createAuthenticator, type Liberties } from './support/authenticator.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

describe('the own account', () => {
  const clock = manualClock('2026-11-27T09:00:00.000Z')
  let server: TestServer
  let client: Client
  let first: Authenticator
  beforeEach(async () => {
    server = await startTestServer({ SAMPLE_WORKSPACE: 'off' }, { clock })
    const accepted = await accept(server, tokenOf(server.setUpLink))
    client = accepted.client
    first = accepted.authenticator
  })
  afterEach(() => server.stop())

  const add = async (name: string, liberties: Liberties = {}, by = client) => {
    const authenticator = createAuthenticator(server.origin)
    const options = await client.call('startPasskeyAddition')
    const { status, code, body } = await by.ask('POST', '/api/account/passkeys', {
      body: { name, passkey: authenticator.make(options, liberties) },
    })
    return { authenticator, options, status, code, body }
  }

  it('[A188] a person has several passkeys, each under its name, and signs in with any of them', async () => {
    const { authenticator, options, status } = await add(' Työpuhelin ')
    expect(status).toBe(201)
    expect(options.excludeCredentials).toEqual([{ type: 'public-key', id: first.id }])
    expect((await client.call('listOwnPasskeys')).map(({ name }) => name).sort()).toEqual([
      'First passkey',
      'Työpuhelin',
    ])
    expect((await signInWith(server, authenticator)).status).toBe(201)
    expect((await signInWith(server, first)).status).toBe(201)
  })

  it('[A188] a passkey that is removed lets nobody in; the last one stays', async () => {
    const { authenticator } = await add('Second')
    const remove = (id: string, by = client) => by.ask('DELETE', `/api/account/passkeys/${id}`)
    expect((await remove(first.id)).status).toBe(200)
    expect((await signInWith(server, first)).code).toBe('passkey_refused')
    const last = await remove(authenticator.id)
    expect([last.status, last.code]).toEqual([409, 'last_passkey'])
    expect((await remove(first.id)).code).toBe('not_found')
    expect(
      (await accountEvents(server)).filter(({ event }) => event.type === 'passkey.removed'),
    ).toHaveLength(1)
  })

  it('[A188] another person’s passkeys are not there', async () => {
    const { link } = await client.call('makeInvitation', {
      body: {
        name: 'Bo Ek',
        country: null,
        ministry: { kind: 'none' },
        roles: [{ role: 'secretariat', readsDrafts: false }],
      },
    })
    const other = await accept(server, tokenOf(link), { name: null })
    expect(await other.client.call('listOwnPasskeys')).toHaveLength(1)
    expect((await other.client.ask('DELETE', `/api/account/passkeys/${first.id}`)).code).toBe('not_found')
    expect((await add('Theirs', {}, other.client)).code).toBe('challenge_over')
    expect((await add('Unverified', { isUserVerified: false })).code).toBe('passkey_refused')
  })

  it('[A189] signing out everywhere ends every session of the person, and its sockets at once', async () => {
    const elsewhere = (await signInWith(server, first)).client
    const socket = io(server.url, {
      path: livePath,
      transports: ['websocket'],
      extraHeaders: { cookie: elsewhere.cookie },
      reconnection: false,
    })
    await new Promise((resolve) => socket.on('connect', () => resolve(null)))
    const ended = new Promise((resolve) => socket.on(sessionEndedEventName, () => resolve(null)))
    await client.call('endAllSessions')
    await ended
    for (const one of [client, elsewhere])
      expect((await one.ask('GET', '/api/session')).code).toBe('unauthenticated')
    expect((await accountEvents(server)).at(-1)?.event).toEqual({ type: 'sessions.ended' })
    expect((await signInWith(server, first)).status).toBe(201)
    socket.close()
  })
})
