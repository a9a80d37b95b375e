import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createChallenges } from '../src/auth/challenges.ts'
import { accept, accountEvents, signInWith, tokenOf } from './support/accounts.ts'
import { createAuthenticator, type Liberties } from './support/authenticator.ts'
import { manualClock } from './support/manual-clock.ts'
import { startServerProcess } from './support/server-process.ts'
import { startTestServer, type TestServer } from './support/test-server.ts'

const fresh = { SAMPLE_WORKSPACE: 'off' }
const hour = 60 * 60 * 1000

describe('the first administrator', () => {
  const clock = manualClock('2026-11-27T09:00:00.000Z')
  const logged: string[] = []
  let server: TestServer
  beforeEach(async () => {
    logged.length = 0
    const logger = pino({ level: 'debug' }, { write: (line) => logged.push(line) })
    server = await startTestServer(fresh, { clock, logger })
  })
  afterEach(() => server.stop())

  it('[A180] a fresh server offers one link, at the address where passkeys work', () => {
    expect(server.setUpLink).toMatch(new RegExp(`^${server.origin}/join#[A-Za-z0-9_-]{43}$`))
  })

  it('[A180] [A181] the link lets one person in, as administrator and signed in, and nobody after them', async () => {
    const token = tokenOf(server.setUpLink)
    const invitation = await server.anonymous().call('readInvitation', { body: { token } })
    expect(invitation).toEqual({
      offer: { kind: 'first_administrator' },
      expiresAt: '2026-11-28T09:00:00.000Z',
    })
    const { client, status } = await accept(server, token, { name: '  Astrid Berg ' })
    expect(status).toBe(201)
    expect((await client.call('getSession')).person).toMatchObject({
      name: 'Astrid Berg',
      country: null,
      roles: ['administrator'],
      language: 'sv',
    })
    for (const path of ['reading', 'passkey-options']) {
      const again = await server.anonymous().ask('POST', `/api/invitation/${path}`, {
        body: path === 'reading' ? { token } : { token, name: 'Bo' },
      })
      expect([again.status, again.code]).toEqual([410, 'invitation_over'])
    }
  })

  it('[A181] of two who use the link at once one gets in', async () => {
    const token = tokenOf(server.setUpLink)
    const both = await Promise.all([
      accept(server, token, { name: 'Astrid' }),
      accept(server, token, { name: 'Bo' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 410])
    expect(await server.storage.tables.people.all()).toHaveLength(1)
  })

  it('[A181] a link that nobody made, and one whose day is over, get the same answer', async () => {
    const look = (token: string) =>
      server.anonymous().ask('POST', '/api/invitation/reading', { body: { token } })
    const unknown = await look('x'.repeat(43))
    clock.advance(24 * hour - 1)
    expect((await look(tokenOf(server.setUpLink))).status).toBe(200)
    clock.advance(1)
    const late = await look(tokenOf(server.setUpLink))
    expect([late.status, late.body]).toEqual([unknown.status, unknown.body])
    expect(late.code).toBe('invitation_over')
  })

  it('[A181] each step is an event, and neither log nor database has a secret', async () => {
    const token = tokenOf(server.setUpLink)
    const { client, authenticator } = await accept(server, token)
    await signInWith(server, authenticator)
    const events = await accountEvents(server)
    expect(events.map(({ event }) => event.type)).toEqual([
      'invitation.made',
      'invitation.used',
      'passkey.added',
      'session.begun',
      'session.begun',
    ])
    const { person } = await client.call('getSession')
    expect(events.map(({ personId }) => personId)).toEqual([null, ...Array(4).fill(person.id)])
    expect(await server.storage.tables.events.verifyChain()).toMatchObject({ ok: true, count: 5 })
    const everything = JSON.stringify([logged, events, await server.storage.tables.invitations.all()])
    for (const secret of [token, client.cookie.split('=')[1] ?? '']) {
      expect(secret.length).toBeGreaterThan(40)
      expect(everything.includes(secret)).toBe(false)
    }
  })

  it.each<[string, Liberties, string]>([
    ['another site', { origin: 'https://samsyn.example' }, 'passkey_refused'],
    ['the same name on another port', { origin: 'http://localhost:1' }, 'passkey_refused'],
    ['another domain', { rpId: 'example.org' }, 'passkey_refused'],
    ['nobody verified', { isUserVerified: false }, 'passkey_refused'],
    ['a challenge of one’s own', { challenge: 'AAAA' }, 'challenge_over'],
  ])(
    '[A182] a passkey made with %s is not taken, and the link still counts',
    async (_what, liberties, code) => {
      const token = tokenOf(server.setUpLink)
      expect(await accept(server, token, { liberties })).toMatchObject({ code })
      expect(await server.storage.tables.people.all()).toEqual([])
      expect((await accept(server, token)).status).toBe(201)
    },
  )

  it('[A182] a challenge counts once, for five minutes, and for what it was asked for', async () => {
    const token = tokenOf(server.setUpLink)
    const call = server.anonymous()
    const authenticator = createAuthenticator(server.origin)
    const send = (passkey: unknown) =>
      call.ask('POST', '/api/invitation/acceptance', {
        body: { token, name: 'Bo', language: 'en', passkeyName: 'One', passkey },
      })
    const options = await call.call('startPasskeyByInvitation', { body: { token, name: 'Bo' } })
    clock.advance(5 * 60 * 1000)
    expect((await send(authenticator.make(options))).code).toBe('challenge_over')
    const signIn = await call.call('startPasskeySignIn')
    expect((await send(authenticator.make({ ...options, challenge: signIn.challenge }))).code).toBe(
      'challenge_over',
    )
    const next = await call.call('startPasskeyByInvitation', { body: { token, name: 'Bo' } })
    const wrong = authenticator.make(next, { isUserVerified: false })
    expect((await send(wrong)).code).toBe('passkey_refused')
    expect((await send(authenticator.make(next))).code).toBe('challenge_over')
  })

  it('[A182] what is asked of the authenticator: discoverable, verified, and signatures of ordinary kinds', async () => {
    const options = await server
      .anonymous()
      .call('startPasskeyByInvitation', { body: { token: tokenOf(server.setUpLink), name: 'Bo' } })
    expect(options).toMatchObject({
      rp: { id: 'localhost' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      pubKeyCredParams: [{ alg: -7 }, { alg: -257 }],
    })
  })
})

describe('signing in with a passkey', () => {
  const clock = manualClock('2026-11-27T09:00:00.000Z')
  let server: TestServer
  beforeEach(async () => {
    server = await startTestServer(fresh, { clock })
  })
  afterEach(() => server.stop())

  it('[A183] opens a session of its own each time', async () => {
    const { client, authenticator } = await accept(server, tokenOf(server.setUpLink))
    const first = await signInWith(server, authenticator)
    const second = await signInWith(server, authenticator)
    expect([first.status, second.status]).toEqual([201, 201])
    expect(new Set([client.cookie, first.client.cookie, second.client.cookie]).size).toBe(3)
    expect((await second.client.call('getSession')).person.name).toBe('Astrid Berg')
  })

  it('[A183] nobody is told who has an account, or whose passkey it is', async () => {
    const { authenticator } = await accept(server, tokenOf(server.setUpLink))
    const options = await server.anonymous().call('startPasskeySignIn')
    expect(Object.keys(options).sort()).toEqual(['challenge', 'rpId', 'timeout', 'userVerification'])
    const stranger = await signInWith(server, createAuthenticator(server.origin), { userHandle: 'AAAA' })
    const forged = await signInWith(server, authenticator, { isForged: true })
    const [person] = await server.storage.tables.people.all()
    await server.storage.tables.people.setDisabled(person?.id ?? '', true)
    const disabled = await signInWith(server, authenticator)
    for (const refused of [stranger, forged, disabled])
      expect(refused).toMatchObject({ status: 403, code: 'passkey_refused' })
  })

  it.each<[string, Liberties, string]>([
    ['another site', { origin: 'https://samsyn.example' }, 'passkey_refused'],
    ['another domain', { rpId: 'example.org' }, 'passkey_refused'],
    ['nobody verified', { isUserVerified: false }, 'passkey_refused'],
    ['another person’s id', { userHandle: 'c29tZWJvZHk' }, 'passkey_refused'],
    ['a challenge of one’s own', { challenge: 'AAAA' }, 'challenge_over'],
  ])('[A183] an answer with %s is refused', async (_what, liberties, code) => {
    const { authenticator } = await accept(server, tokenOf(server.setUpLink))
    const refused = await signInWith(server, authenticator, liberties)
    expect(refused).toMatchObject({ code })
    expect((await refused.client.ask('GET', '/api/session')).status).toBe(401)
  })

  it('[A183] an answer that is sent again is refused', async () => {
    const { authenticator } = await accept(server, tokenOf(server.setUpLink))
    const options = await server.anonymous().call('startPasskeySignIn')
    const body = { assertion: authenticator.sign(options) }
    const send = () => server.anonymous().ask('POST', '/api/passkey/session', { body })
    expect((await send()).status).toBe(201)
    expect((await send()).code).toBe('challenge_over')
  })

  it('[A184] a passkey whose count goes back is refused, and that is an event', async () => {
    const { authenticator } = await accept(server, tokenOf(server.setUpLink))
    expect((await signInWith(server, authenticator, { counter: 7 })).status).toBe(201)
    for (const counter of [7, 6, 0]) {
      expect((await signInWith(server, authenticator, { counter })).code).toBe('passkey_refused')
    }
    expect((await signInWith(server, authenticator, { counter: 8 })).status).toBe(201)
    const refused = (await accountEvents(server)).filter(({ event }) => event.type === 'passkey.refused')
    expect(refused.map(({ event }) => event)).toEqual(
      Array(3).fill({ type: 'passkey.refused', passkeyId: authenticator.id, reason: 'counter_went_back' }),
    )
  })

  it('[A184] an authenticator that does not count may sign as often as it likes', async () => {
    const { authenticator } = await accept(server, tokenOf(server.setUpLink), { liberties: { counter: 0 } })
    for (let times = 0; times < 3; times += 1)
      expect((await signInWith(server, authenticator, { counter: 0 })).status).toBe(201)
  })

  it('[A183] of very many open challenges the oldest give way', () => {
    const challenges = createChallenges(clock)
    const given = Array.from({ length: 10_002 }, () => challenges.give({ kind: 'sign_in' }))
    expect(given.slice(0, 4).map((challenge) => challenges.take(challenge)?.kind ?? null)).toEqual([
      null,
      null,
      'sign_in',
      'sign_in',
    ])
  })

  it('[A451] whoever is not signed in takes no challenge from somebody who is', () => {
    const challenges = createChallenges(clock)
    const mine = {
      kind: 'add',
      confirmedBy: 'passkey-1',
      personId: 'lead-fi',
      sessionId: 'session-1',
    } as const
    const other = challenges.give({ ...mine, sessionId: 'session-2' })
    const given = Array.from({ length: 22 }, () => challenges.give(mine))
    for (let count = 0; count < 10_002; count += 1) challenges.give({ kind: 'sign_in' })
    const taken = [other, ...given].map((challenge) => challenges.take(challenge)?.kind ?? null)
    expect(taken).toEqual(['add', null, null, ...Array(20).fill('add')])
    expect(challenges.take(other)).toBeNull()
  })
})

describe('the link for the operator', () => {
  it('[A180] there is none for a sample workspace', async () => {
    const server = await startTestServer()
    expect(server.setUpLink).toBeNull()
    await server.stop()
  })

  it('[A180] each start prints a new one while there is no administrator, and so does the command; the ones before are over', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'samsyn-test-'))
    const env = { SAMPLE_WORKSPACE: 'off', DATA_DIR: folder }
    const command = (port: string) =>
      spawnSync('node', [new URL('../src/set-up-link.ts', import.meta.url).pathname], {
        env: { ...process.env, ...env, PORT: port },
        encoding: 'utf8',
      })
    const first = await startServerProcess(env)
    const early = await first.setUpLink
    expect(command('3000')).toMatchObject({ status: 1, stderr: expect.stringContaining('Start it again') })
    await first.end('SIGTERM')
    const printed = command('4321')
    expect(printed.stdout).toMatch(/^http:\/\/localhost:4321\/join#[\w-]{43}\n$/)
    const second = await startServerProcess(env)
    const links = [early, printed.stdout.trim(), await second.setUpLink]
    const found = await Promise.all(
      links.map(async (link) => {
        const answer = await fetch(`${second.url}/api/invitation/reading`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ token: tokenOf(link) }),
        })
        return answer.status
      }),
    )
    expect(found).toEqual([410, 410, 200])
    await second.end('SIGTERM')
    await rm(folder, { recursive: true })
    // Four programs are started one after the other.
  }, 180_000)
})
