import { ok } from '@samsyn/domain'
import { closeCodes, livePath, sessionEndedEventName } from '@samsyn/protocol'
import { io } from 'socket.io-client'
import { afterEach, describe, expect, it } from 'vitest'
import { hashOf } from '../src/auth/secrets.ts'
import { createPositionCommands } from '../src/position-commands.ts'
import { accept, accountEvents, signInWith, tokenOf } from './support/accounts.ts'
import { manualClock } from './support/manual-clock.ts'
import { carriers, LineRefused, openRawLine } from './support/raw-line.ts'
import { type Client, clientWith, startTestServer, type TestServer } from './support/test-server.ts'

const positionId = 'reporting-template'
const reason = 'Left the ministry'

describe('disabled and enabled accounts', () => {
  // Nothing is due while it stands still: what happens at once happens without the watch that looks each second.
  const clock = manualClock('2026-11-27T09:00:00.000Z')
  let server: TestServer
  afterEach(() => server.stop())

  const turn = (by: Client, personId: string, to: 'disablement' | 'enablement', said = reason) =>
    by.ask('POST', `/api/accounts/${personId}/${to}`, { body: { reason: said } })

  /** A workspace with an administrator and somebody whom they have invited. */
  async function withColleague(roles: readonly ('lead' | 'administrator')[] = ['lead']) {
    server = await startTestServer({ SAMPLE_WORKSPACE: 'off' }, { clock })
    const first = await accept(server, tokenOf(server.setUpLink))
    const { link } = await first.client.call('makeInvitation', {
      body: {
        name: 'Mette Holm',
        country: 'DK',
        ministry: { kind: 'none' },
        roles: roles.map((role) => ({ role, readsDrafts: false })),
      },
    })
    const colleague = await accept(server, tokenOf(link), { name: null })
    const idOf = async ({ client }: { client: Client }) => (await client.call('getSession')).person.id
    return { first, colleague, ids: { first: await idOf(first), colleague: await idOf(colleague) } }
  }

  it('[A380] a disabled account is signed out and not let in, and comes back with its passkeys alone', async () => {
    const { first, colleague, ids } = await withColleague()
    const disabled = await turn(first.client, ids.colleague, 'disablement', `  ${reason} `)
    expect([disabled.status, disabled.body]).toMatchObject([
      200,
      {
        person: { name: 'Mette Holm' },
        isDisabled: true,
        passkeys: 1,
        turns: [{ kind: 'disabled', at: '2026-11-27T09:00:00.000Z', by: { name: 'Astrid Berg' }, reason }],
      },
    ])
    expect((await colleague.client.ask('GET', '/api/session')).code).toBe('session_ended')
    expect((await signInWith(server, colleague.authenticator)).code).toBe('passkey_refused')
    // As if it had begun while the account was being disabled.
    const session = { id: 'late', tokenHash: 'late', passkeyId: null, createdAt: clock.now() }
    await server.storage.tables.sessions.insert({
      ...session,
      personId: ids.colleague,
      expiresAt: '2027-01-01T00:00:00.000Z',
    })
    const enabled = await turn(first.client, ids.colleague, 'enablement', 'Is back')
    expect(enabled.body).toMatchObject({
      isDisabled: false,
      turns: [
        { kind: 'enabled', reason: 'Is back' },
        { kind: 'disabled', reason },
      ],
    })
    expect((await colleague.client.ask('GET', '/api/session')).code).toBe('session_ended')
    expect(await server.storage.tables.sessions.byTokenHash('late')).toMatchObject({ isEnded: true })
    expect((await signInWith(server, colleague.authenticator)).status).toBe(201)
    const told = (await accountEvents(server)).filter(({ event }) => event.type.startsWith('account.'))
    expect(told.map(({ personId, event }) => [personId, event])).toEqual([
      [ids.first, { type: 'account.disabled', accountId: ids.colleague, reason }],
      [ids.first, { type: 'account.enabled', accountId: ids.colleague, reason: 'Is back' }],
    ])
    expect(await server.storage.tables.events.verifyChain()).toMatchObject({ ok: true })
  })

  it.each(carriers)(
    '[A380] %s: open lines and event sockets end at once, those of others go on',
    async (carrier) => {
      server = await startTestServer({}, { clock })
      const administrator = await server.signIn('administrator')
      const danish = await server.signIn('drafter-dk')
      const finnish = await server.signIn('drafter-fi')
      const line = await openRawLine(danish, positionId, carrier)
      const other = await openRawLine(finnish, positionId, carrier)
      await Promise.all([line.synced, other.synced])
      const socket = io(server.url, {
        path: livePath,
        extraHeaders: { cookie: danish.cookie },
        reconnection: false,
      })
      const heard = (event: string) => new Promise((resolve) => socket.on(event, () => resolve(event)))
      const [connected, told, gone] = [heard('connect'), heard(sessionEndedEventName), heard('disconnect')]
      await connected
      expect((await turn(administrator, 'drafter-dk', 'disablement')).status).toBe(200)
      expect(await line.closed).toBe(closeCodes.signed_out)
      await Promise.all([told, gone])
      const acknowledged = () => other.persisted.includes(7)
      other.type('goes on')
      other.ask(7)
      await expect.poll(acknowledged).toBe(true)
      await expect(openRawLine(danish, positionId, carrier)).rejects.toBeInstanceOf(LineRefused)
      other.leave()
    },
  )

  it('[A381] of two administrators who disable one another at once one does', async () => {
    const { first, colleague, ids } = await withColleague(['administrator'])
    const answers = await Promise.all([
      turn(first.client, ids.colleague, 'disablement'),
      turn(colleague.client, ids.first, 'disablement'),
    ])
    const [status, ...more] = answers.map((answer) => answer.status).sort()
    expect(more).toHaveLength(1)
    expect([status, [401, 403].includes(more[0] ?? 0)]).toEqual([200, true])
    expect((await server.storage.tables.people.all()).filter(({ isDisabled }) => isDisabled)).toHaveLength(1)
  })

  it('[A382] each refusal has its code, and nothing changes then', async () => {
    const { first, colleague, ids } = await withColleague()
    const answer = async (by: Client, personId: string, to: 'disablement' | 'enablement', said = reason) => {
      const { status, code } = await turn(by, personId, to, said)
      return [status, code]
    }
    expect(await answer(colleague.client, ids.first, 'disablement')).toEqual([403, 'forbidden'])
    expect(await answer(colleague.client, 'nobody', 'enablement')).toEqual([403, 'forbidden'])
    expect(await answer(first.client, ids.first, 'disablement')).toEqual([409, 'own_account'])
    expect(await answer(first.client, ids.colleague, 'enablement')).toEqual([409, 'account_unchanged'])
    expect(await answer(first.client, ids.colleague, 'disablement', ' ')).toEqual([400, 'reason_required'])
    expect(await answer(first.client, 'nobody', 'disablement')).toEqual([404, 'not_found'])
    expect(await answer(first.client, ids.colleague, 'disablement', 'SECRET UE/EU SECRET')).toEqual([
      400,
      'classified_words',
    ])
    expect((await colleague.client.ask('GET', `/api/accounts/${ids.first}`)).code).toBe('forbidden')
    expect((await first.client.ask('GET', '/api/accounts/nobody')).code).toBe('not_found')
    expect(await first.client.call('getAccount', { params: { personId: ids.colleague } })).toMatchObject({
      isDisabled: false,
      turns: [],
    })
    expect((await accountEvents(server)).some(({ event }) => event.type === 'account.disabled')).toBe(false)
  })

  it('[A382] the last who administers without an end stays', async () => {
    const { first, ids } = await withColleague()
    const administrator = { role: 'administrator', country: null, scope: { kind: 'everything' } } as const
    const grant = { ...administrator, readsDrafts: false, validFrom: '2026-01-01T00:00:00.000Z' }
    const { tables } = server.storage
    const nowhere = {
      country: null,
      ministryId: null,
      language: 'sv',
      isDisabled: false,
      deputyships: [],
    } as const
    const grants = [{ ...grant, validTo: '2026-12-24T00:00:00.000Z' }]
    await tables.people.insert({ ...nowhere, id: 'passing', name: 'Eva Lund', grants })
    const expiresAt = '2026-12-01T09:00:00.000Z'
    const session = { id: 's', personId: 'passing', passkeyId: null, createdAt: clock.now(), expiresAt }
    await tables.sessions.insert({ ...session, tokenHash: hashOf('a-secret') })
    const passing = clientWith(server.url, new Headers({ 'set-cookie': 'samsyn_session=a-secret; Path=/' }))
    const refused = await turn(passing, ids.first, 'disablement')
    expect([refused.status, refused.code]).toEqual([409, 'last_administrator'])
    expect((await first.client.ask('GET', '/api/session')).status).toBe(200)
    expect((await turn(first.client, 'passing', 'disablement')).status).toBe(200)
  })

  it('[A383] what a disabled person did bears their name', async () => {
    server = await startTestServer({}, { clock })
    const administrator = await server.signIn('administrator')
    const lead = await server.signIn('lead-fi')
    const namesOf = async () => {
      const rounds = await lead.call('listPositionRounds', { params: { positionId: 'yearly-overview' } })
      const events = await lead.call('listPositionEvents', { params: { positionId: 'yearly-overview' } })
      return JSON.stringify([rounds, events.map(({ person }) => person?.name)])
    }
    const mentionable = async () => {
      const { people } = await lead.call('listThreads', { params: { positionId } })
      return people.some(({ person }) => person.id === 'drafter-dk')
    }
    expect(await mentionable()).toBe(true)
    const before = await namesOf()
    expect((await turn(administrator, 'drafter-dk', 'disablement')).status).toBe(200)
    expect((await turn(administrator, 'lead-dk', 'disablement')).status).toBe(200)
    expect(await namesOf()).toBe(before)
    const { status } = await server
      .anonymous()
      .ask('POST', '/api/sample/session', { body: { personId: 'lead-dk' } })
    expect(status).toBe(404)
    const people = await server.anonymous().call('listSamplePeople')
    expect(people.some(({ id }) => id === 'drafter-dk')).toBe(false)
    expect(await mentionable()).toBe(false)
  })

  it('[A452] nobody is let in by what somebody made or asked for who is disabled since', async () => {
    const { first, colleague, ids } = await withColleague(['lead', 'administrator'])
    const invite = async (by: Client, name: string, approver: Client = colleague.client) => {
      const roles = [{ role: 'lead', readsDrafts: false } as const]
      const body = { name, country: 'DK', ministry: { kind: 'none' }, roles } as const
      const { link, invitation } = await by.call('makeInvitation', { body })
      const params = { invitationId: invitation.id }
      if (invitation.standing === 'awaited') await approver.call('approveInvitation', { params })
      return tokenOf(link)
    }
    const lookUp = async (token: string) =>
      (await server.anonymous().ask('POST', '/api/invitation/reading', { body: { token } })).code
    const lars = await accept(server, await invite(first.client, 'Lars Dahl'), { name: null })
    const larsId = (await lars.client.call('getSession')).person.id
    const again = await invite(colleague.client, 'Mette Once More', lars.client)
    const confirm = async (asker: Client, confirmer: Client) => {
      const params = { personId: larsId }
      const { recoveries } = await asker.call('askRecovery', { params, body: { reason: 'Lost the phone' } })
      const recoveryId = recoveries.find(({ standing }) => standing === 'asked')?.id ?? ''
      return tokenOf((await confirmer.call('confirmRecovery', { params: { ...params, recoveryId } })).link)
    }
    const back = await confirm(colleague.client, first.client)
    expect([await lookUp(again), await lookUp(back)]).toEqual([null, null])
    await turn(first.client, ids.colleague, 'disablement')
    expect([await lookUp(again), await lookUp(back)]).toEqual(['invitation_over', 'invitation_over'])
    expect((await accept(server, back, { name: null }).catch(() => null))?.status ?? null).toBeNull()
    const told = (await accountEvents(server)).map(({ event }) => event.type)
    expect(told).toContain('invitation.withdrawn')
    // Enabled again, they have to be made anew.
    await turn(first.client, ids.colleague, 'enablement', 'A mistake')
    expect(await lookUp(again)).toBe('invitation_over')
  })

  it('[A453] what somebody had begun who is disabled meanwhile counts for nothing', async () => {
    server = await startTestServer({}, { clock })
    const { tables } = server.storage
    const person = await tables.people.byId('drafter-dk')
    const before = await tables.positions.byId(positionId)
    // As a request has them that waited for the database while they were disabled.
    await tables.people.setDisabled('drafter-dk', true)
    const done = await createPositionCommands(server.storage, clock).execute(
      positionId,
      () => ok({ type: 'rename', title: 'Too late' }),
      { person, action: 'position.rename', revision: null },
    )
    expect(done).toEqual({ ok: false, refusal: { code: 'forbidden' } })
    expect(await tables.positions.byId(positionId)).toEqual(before)
  })
})
