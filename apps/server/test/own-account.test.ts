import { livePath, type PasskeyAssertion, type PasskeyDeed, sessionEndedEventName } from '@samsyn/protocol'
import { io } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { challengeLasts } from '../src/auth/challenges.ts'
import { handleOf } from '../src/auth/passkeys.ts'
import { accept, accountEvents, signInWith, tokenOf } from './support/accounts.ts'
import { type Authenticator, createAuthenticator, type Liberties } from './support/authenticator.ts'
import { eventually } from './support/drafter.ts'
import { type MailServer, startMailServer } from './support/mail-server.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Client, clientWith, startTestServer, type TestServer } from './support/test-server.ts'

interface Confirming {
  readonly by?: Client
  readonly using?: Authenticator
  readonly liberties?: Liberties
}

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

  const confirm = async (
    deed: PasskeyDeed,
    { by = client, using = first, liberties = {} }: Confirming = {},
  ) => using.sign(await by.call('startPasskeyConfirmation', { body: { deed } }), liberties)
  const optionsFor = async (confirming: Confirming = {}) => {
    const assertion = await confirm({ kind: 'add' }, confirming)
    return (confirming.by ?? client).call('startPasskeyAddition', { body: { assertion } })
  }
  const add = async (name: string, liberties: Liberties = {}, by = client) => {
    const authenticator = createAuthenticator(server.origin)
    const options = await optionsFor()
    const { status, code, body } = await by.ask('POST', '/api/account/passkeys', {
      body: { name, passkey: authenticator.make(options, liberties) },
    })
    return { authenticator, options, status, code, body }
  }
  const removeBy = (id: string, assertion: PasskeyAssertion, by = client) =>
    by.ask('POST', `/api/account/passkeys/${id}/removal`, { body: { assertion } })
  const remove = async (id: string, confirming: Confirming = {}) =>
    removeBy(id, await confirm({ kind: 'remove', passkeyId: id }, confirming), confirming.by)

  const socketOf = ({ cookie }: Client) => {
    const socket = io(server.url, {
      path: livePath,
      transports: ['websocket'],
      extraHeaders: { cookie },
      reconnection: false,
    })
    const heard = (event: string) => new Promise((resolve) => socket.on(event, () => resolve(null)))
    return { socket, connected: heard('connect'), toldOfEnd: heard(sessionEndedEventName) }
  }

  describe('with mails', () => {
    let post: MailServer
    beforeEach(async () => {
      await server.stop()
      post = await startMailServer()
      const env = { SMTP_URL: `smtp://127.0.0.1:${post.port}`, MAIL_FROM: 'samsyn@example.org' }
      server = await startTestServer({ SAMPLE_WORKSPACE: 'off', ...env }, { clock })
      const accepted = await accept(server, tokenOf(server.setUpLink))
      client = accepted.client
      first = accepted.authenticator
    })
    afterEach(() => post.stop())
    const ask = (address: string, assertion?: PasskeyAssertion) =>
      client.ask('POST', '/api/account/mail-address/codes', { body: { address, assertion } })
    const remove = (assertion?: PasskeyAssertion) =>
      client.ask('POST', '/api/account/mail-address/removal', { body: { assertion } })
    const enter = () => {
      const code = /\b\d{6}\b/.exec(post.mails.at(-1)?.text ?? '')?.[0] ?? ''
      return client.ask('POST', '/api/account/mail-address', { body: { code } })
    }

    it('[A697] a session alone redirects no mails, and the address of before is told', async () => {
      expect((await ask('first@example.org')).status).toBe(204)
      expect((await enter()).status).toBe(200)
      clock.advance(60_000)
      expect((await ask('other@example.org')).code).toBe('signature_required')
      expect((await remove()).code).toBe('signature_required')
      const forAnother = await confirm({ kind: 'mail', address: 'third@example.org' })
      expect((await ask('other@example.org', forAnother)).code).toBe('challenge_over')
      const confirmed = await confirm({ kind: 'mail', address: 'other@example.org' })
      expect((await ask('other@example.org', confirmed)).status).toBe(204)
      expect((await ask('other@example.org', confirmed)).code).toBe('challenge_over')
      expect((await enter()).status).toBe(200)
      const told = post.mails.find(({ subject }) => subject?.includes('inte längre hit'))
      expect(told?.to).toMatchObject({ text: 'first@example.org' })
      expect((await remove(await confirm({ kind: 'mail', address: null }))).status).toBe(200)
      expect((await client.call('getNotificationSettings')).mail.address).toBeNull()
      const changes = (await accountEvents(server)).flatMap(({ event }) =>
        event.type === 'mail_address.changed' ? [event.change] : [],
      )
      expect(changes).toEqual(['given', 'changed', 'removed'])
      expect(JSON.stringify(await accountEvents(server))).not.toContain('example.org')
    })

    it('[A697] a code that was asked for before there was an address redirects nothing', async () => {
      await ask('early@example.org')
      await server.storage.tables.mails.setAddress({
        personId: (await client.call('getSession')).person.id,
        address: 'mine@example.org',
        confirmedAt: clock.now(),
        digestHour: 8,
        digestedOn: '2026-11-27',
      })
      expect((await enter()).code).toBe('code_wrong')
    })
  })

  it('[A698] signing out everywhere takes the secret address of the calendar', async () => {
    const { path } = await client.call('makeCalendar')
    expect((await fetch(server.url + path)).status).toBe(200)
    await client.call('endAllSessions')
    expect((await fetch(server.url + path)).status).toBe(404)
  })

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
    const by = (await signInWith(server, authenticator)).client
    const asked = await confirm({ kind: 'remove', passkeyId: authenticator.id }, { by })
    expect((await remove(first.id, { by, using: authenticator })).status).toBe(200)
    expect((await signInWith(server, first)).code).toBe('passkey_refused')
    // What was confirmed before counts for nothing once the confirming passkey is gone, or the confirmed one is the last.
    expect((await removeBy(authenticator.id, asked, by)).code).toBe('passkey_refused')
    const deed = { kind: 'remove', passkeyId: authenticator.id }
    const last = await by.ask('POST', '/api/account/confirmation-options', { body: { deed } })
    expect([last.status, last.code]).toEqual([409, 'last_passkey'])
    const gone = await by.ask('POST', '/api/account/confirmation-options', {
      body: { deed: { ...deed, passkeyId: first.id } },
    })
    expect([gone.status, gone.code]).toEqual([404, 'not_found'])
    expect(
      (await accountEvents(server)).filter(({ event }) => event.type === 'passkey.removed'),
    ).toHaveLength(1)
  })

  it('[A188] of removals that were confirmed at once a later one finds nothing, or the last', async () => {
    const { authenticator: using } = await add('Second')
    const by = (await signInWith(server, using)).client
    const counted = (counter: number) => ({ by, using, liberties: { counter } })
    const ofLast = await confirm({ kind: 'remove', passkeyId: using.id }, counted(30))
    const again = await confirm({ kind: 'remove', passkeyId: first.id }, counted(20))
    expect((await remove(first.id, counted(10))).status).toBe(200)
    const gone = await removeBy(first.id, again, by)
    expect([gone.status, gone.code]).toEqual([404, 'not_found'])
    const last = await removeBy(using.id, ofLast, by)
    expect([last.status, last.code]).toEqual([409, 'last_passkey'])
  })

  it('[A300] a session alone adds and removes nothing: a passkey of the person confirms it, verified, once, in time', async () => {
    const { authenticator: second } = await add('Second')
    const deed = { kind: 'remove', passkeyId: second.id } as const
    for (const liberties of [
      { isForged: true },
      { isUserVerified: false },
      { origin: 'https://else.example' },
    ]) {
      expect((await remove(second.id, { liberties })).code).toBe('passkey_refused')
      const assertion = await confirm({ kind: 'add' }, { liberties })
      const answer = await client.ask('POST', '/api/account/passkey-options', { body: { assertion } })
      expect([answer.status, answer.code]).toEqual([403, 'passkey_refused'])
    }
    const stranger = createAuthenticator(server.origin)
    stranger.make(await optionsFor())
    expect((await remove(second.id, { using: stranger })).code).toBe('passkey_refused')
    for (const body of [undefined, {}])
      expect((await client.ask('POST', `/api/account/passkeys/${second.id}/removal`, { body })).code).toBe(
        'invalid_request',
      )
    expect((await client.ask('POST', '/api/account/passkey-options')).code).toBe('invalid_request')

    const used = await confirm({ kind: 'add' })
    await client.call('startPasskeyAddition', { body: { assertion: used } })
    const again = await client.ask('POST', '/api/account/passkey-options', { body: { assertion: used } })
    expect([again.status, again.code]).toEqual([409, 'challenge_over'])
    const slow = await confirm(deed)
    clock.advance(challengeLasts)
    expect((await removeBy(second.id, slow)).code).toBe('challenge_over')
    expect(await client.call('listOwnPasskeys')).toHaveLength(2)
  })

  it('[A300] a confirmation counts for the deed and the session that it was asked for, and for nothing else', async () => {
    const { authenticator: second } = await add('Second')
    const elsewhere = (await signInWith(server, first)).client
    const deed = { kind: 'remove', passkeyId: second.id } as const
    const refused = async (id: string, assertion: PasskeyAssertion, by = client) =>
      expect((await removeBy(id, assertion, by)).code).toBe('challenge_over')
    await refused(second.id, await confirm({ kind: 'add' }))
    await refused(first.id, await confirm(deed))
    await refused(second.id, await confirm(deed), elsewhere)
    await refused(second.id, first.sign(await server.anonymous().call('startPasskeySignIn')))
    const assertion = await confirm(deed)
    expect((await client.ask('POST', '/api/account/passkey-options', { body: { assertion } })).code).toBe(
      'challenge_over',
    )
    const signIn = { assertion: await confirm({ kind: 'add' }) }
    expect((await server.anonymous().ask('POST', '/api/passkey/session', { body: signIn })).code).toBe(
      'challenge_over',
    )
    expect((await add('From elsewhere', {}, elsewhere)).code).toBe('challenge_over')
    const options = await optionsFor({ using: second })
    expect((await remove(second.id)).status).toBe(200)
    const passkey = createAuthenticator(server.origin).make(options)
    const orphan = await client.ask('POST', '/api/account/passkeys', { body: { name: 'Orphan', passkey } })
    expect(orphan.code).toBe('challenge_over')
    expect(await client.call('listOwnPasskeys')).toHaveLength(1)
  })

  it('[A300] a count that goes back confirms nothing, and is an event', async () => {
    await add('Second')
    expect((await remove(first.id, { liberties: { counter: 0 } })).code).toBe('passkey_refused')
    expect((await accountEvents(server)).at(-1)?.event).toMatchObject({
      type: 'passkey.refused',
      passkeyId: first.id,
    })
    expect(await client.call('listOwnPasskeys')).toHaveLength(2)
  })

  it('[A301] with a passkey the sessions that were begun with it end at once, their sockets too; others stay', async () => {
    const { authenticator: second } = await add('Second')
    const ofSecond = (await signInWith(server, second)).client
    const held = await ofSecond.call('listOwnPasskeys')
    expect(held.filter((each) => each.isOfThisSession).map(({ id }) => id)).toEqual([second.id])
    const alsoOfFirst = (await signInWith(server, first)).client
    const ended = socketOf(alsoOfFirst)
    const kept = socketOf(ofSecond)
    await Promise.all([ended.connected, kept.connected])
    const removed = await remove(first.id, { by: ofSecond, using: second })
    expect([removed.status, removed.headers.get('set-cookie')]).toEqual([200, null])
    await ended.toldOfEnd
    for (const one of [client, alsoOfFirst])
      expect((await one.ask('GET', '/api/session')).code).toBe('session_ended')
    expect((await ofSecond.ask('GET', '/api/session')).status).toBe(200)
    expect(kept.socket.connected).toBe(true)
    for (const { socket } of [ended, kept]) socket.close()
  })

  it('[A301] whoever removes the passkey that they signed in with is signed out', async () => {
    const { authenticator: second } = await add('Second')
    const elsewhere = (await signInWith(server, second)).client
    const removed = await remove(first.id)
    expect(removed.status).toBe(200)
    // The cookie says to whoever comes with it that the session was ended.
    expect(removed.headers.get('set-cookie')).toBeNull()
    expect((await client.ask('GET', '/api/session')).code).toBe('session_ended')
    expect((await elsewhere.ask('GET', '/api/session')).status).toBe(200)
  })

  it('[A301] of those who sign in with a passkey while it is removed nobody stays', async () => {
    const { authenticator: second } = await add('Second')
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => signInWith(server, second)),
      remove(second.id),
      ...Array.from({ length: 4 }, () => signInWith(server, second)),
    ])
    expect(answers.some(({ status }) => status === 201)).toBe(true)
    for (const answer of answers)
      if ('client' in answer)
        expect((await answer.client.ask('GET', '/api/session')).code).toBe('session_ended')
  })

  it('[A302] in a sample workspace, where people have none, there is nothing to confirm with', async () => {
    const sample = await startTestServer({}, { clock })
    const lead = await sample.signIn('lead-fi')
    expect(await lead.call('listOwnPasskeys')).toEqual([])
    const own = createAuthenticator(sample.origin)
    const options = await lead.call('startPasskeyConfirmation', { body: { deed: { kind: 'add' } } })
    const body = { assertion: own.sign(options, { userHandle: handleOf('lead-fi') }) }
    expect((await lead.ask('POST', '/api/account/passkey-options', { body })).code).toBe('passkey_refused')
    await sample.stop()
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
    const deed = { kind: 'remove', passkeyId: first.id }
    expect(
      (await other.client.ask('POST', '/api/account/confirmation-options', { body: { deed } })).code,
    ).toBe('not_found')
    const assertion = await confirm({ kind: 'add' }, { using: other.authenticator })
    expect((await client.ask('POST', '/api/account/passkey-options', { body: { assertion } })).code).toBe(
      'passkey_refused',
    )
    expect((await add('Theirs', {}, other.client)).code).toBe('challenge_over')
    expect((await add('Unverified', { isUserVerified: false })).code).toBe('passkey_refused')
  })

  it('[A189] signing out everywhere ends every session of the person, and its sockets at once', async () => {
    const elsewhere = (await signInWith(server, first)).client
    const { socket, connected, toldOfEnd } = socketOf(elsewhere)
    await connected
    await client.call('endAllSessions')
    await toldOfEnd
    for (const one of [client, elsewhere])
      expect((await one.ask('GET', '/api/session')).code).toBe('session_ended')
    expect((await accountEvents(server)).at(-1)?.event).toEqual({ type: 'sessions.ended' })
    expect((await signInWith(server, first)).status).toBe(201)
    socket.close()
  })

  it('[A750] what was ended says so for as long as its cookie may come, what expired or is not known does not', async () => {
    const elsewhere = (await signInWith(server, first)).client
    const codeOf = async (path: string) => (await elsewhere.ask('GET', path)).code
    await client.call('endAllSessions')
    const paths = ['/api/session', '/api/desk', '/api/meetings/m/folder.pdf']
    clock.advance(7 * day)
    for (const path of paths) expect(await codeOf(path)).toBe('session_ended')
    const later = (await signInWith(server, first)).client
    clock.advance(7 * day)
    expect((await later.ask('GET', '/api/session')).code).toBe('unauthenticated')
    // The sweep that has just begun ends in a while.
    await eventually(async () => {
      clock.advance(60_000)
      return (await codeOf('/api/session')) === 'unauthenticated'
    })
    const unknown = clientWith(
      server.url,
      new Headers({ 'set-cookie': 'samsyn_session=of-a-backup; Path=/' }),
    )
    expect((await unknown.ask('GET', '/api/session')).code).toBe('unauthenticated')
  })
})

const day = 24 * 60 * 60 * 1000
