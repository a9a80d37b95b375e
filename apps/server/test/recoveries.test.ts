import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Role } from '@samsyn/domain'
import { livePath, sessionEndedEventName } from '@samsyn/protocol'
import { io } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accept, accountEvents, signInWith, tokenOf } from './support/accounts.ts'
import { attackerOf } from './support/attack.ts'
import type { Authenticator } from './support/authenticator.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

interface Someone {
  readonly client: Client
  readonly authenticator: Authenticator
  readonly id: string
}

const day = 24 * 60 * 60 * 1000

describe('coming back without a passkey', () => {
  const clock = manualClock('2026-11-27T09:00:00.000Z')
  let server: TestServer
  let astrid: Someone
  let lars: Someone
  let mette: Someone
  beforeEach(async () => {
    server = await startTestServer({ SAMPLE_WORKSPACE: 'off' }, { clock })
    astrid = await cameIn(tokenOf(server.setUpLink), 'Astrid Berg')
    lars = await invited('Lars Dahl', 'DK', ['lead'])
    mette = await invited('Mette Holm', 'DK', ['drafter'])
  })
  afterEach(() => server.stop())

  async function cameIn(token: string, name: string | null): Promise<Someone> {
    const { client, authenticator } = await accept(server, token, { name })
    return { client, authenticator, id: (await client.call('getSession')).person.id }
  }
  async function invited(
    name: string,
    country: 'DK' | 'FI' | null,
    roles: readonly Role[],
  ): Promise<Someone> {
    const offered = roles.map((role) => ({ role, readsDrafts: false }))
    const { link, invitation } = await astrid.client.call('makeInvitation', {
      body: { name, country, ministry: { kind: 'none' }, roles: offered },
    })
    const params = { invitationId: invitation.id }
    if (invitation.standing === 'awaited') await lars.client.call('approveInvitation', { params })
    return cameIn(tokenOf(link), null)
  }
  const asks = async (by: Someone, account = mette, reason = 'Lost the phone') => {
    const params = { personId: account.id }
    const { recoveries } = await by.client.call('askRecovery', { params, body: { reason } })
    return recoveries.find(({ standing }) => standing === 'asked')?.id ?? ''
  }
  const confirms = (by: Someone, recoveryId: string, account = mette) =>
    by.client.call('confirmRecovery', { params: { personId: account.id, recoveryId } })
  const pathOf = (recoveryId: string, account = mette) =>
    `/api/accounts/${account.id}/recoveries/${recoveryId}`
  const tried = async (
    by: Someone,
    what: 'ask' | 'confirm' | 'withdraw',
    recoveryId = '',
    account = mette,
  ) => {
    const { status, code } =
      what === 'ask'
        ? await by.client.ask('POST', `/api/accounts/${account.id}/recoveries`, { body: { reason: 'Lost' } })
        : what === 'confirm'
          ? await by.client.ask('POST', `${pathOf(recoveryId, account)}/confirmation`)
          : await by.client.ask('DELETE', pathOf(recoveryId, account))
    return [status, code]
  }
  const lookUp = async (token: string) =>
    (await server.anonymous().ask('POST', '/api/invitation/reading', { body: { token } })).code

  it.each(['administrator', 'lead'] as const)(
    '[A385] asked by the %s and confirmed by the other, somebody comes back; passkeys and sessions of before are gone',
    async (first) => {
      const [asker, confirmer] = first === 'administrator' ? [astrid, lars] : [lars, astrid]
      const recoveryId = await asks(asker)
      const waiting = await confirmer.client.call('getAccounts')
      expect(waiting.recoveries).toMatchObject([
        {
          id: recoveryId,
          standing: 'asked',
          may: { confirm: true, withdraw: true },
          person: { id: mette.id },
        },
      ])
      const { link, expiresAt, account } = await confirms(confirmer, recoveryId)
      expect(expiresAt).toBe('2026-11-28T09:00:00.000Z')
      expect(account.recoveries).toMatchObject([
        { standing: 'link_open', askedBy: { id: asker.id }, confirmed: { by: { id: confirmer.id } } },
      ])
      const told = await server.anonymous().call('readInvitation', { body: { token: tokenOf(link) } })
      expect(told).toMatchObject({
        offer: { kind: 'recovery', person: { name: 'Mette Holm', country: 'DK' } },
      })
      // Nothing changes before the link is used.
      expect((await mette.client.call('getSession')).person.id).toBe(mette.id)

      const socket = io(server.url, { path: livePath, extraHeaders: { cookie: mette.client.cookie } })
      const heard = (event: string) => new Promise((resolve) => socket.on(event, () => resolve(null)))
      const [connected, toldOfEnd] = [heard('connect'), heard(sessionEndedEventName)]
      await connected
      const back = await cameIn(tokenOf(link), 'Somebody else')
      await toldOfEnd
      socket.disconnect()
      expect(back.id).toBe(mette.id)
      expect((await back.client.call('getSession')).person.name).toBe('Mette Holm')
      expect((await mette.client.ask('GET', '/api/session')).code).toBe('session_ended')
      expect((await signInWith(server, mette.authenticator)).code).toBe('passkey_refused')
      expect((await signInWith(server, back.authenticator)).status).toBe(201)
      expect((await back.client.call('listOwnPasskeys')).map(({ id }) => id)).toEqual([back.authenticator.id])
      expect(await lookUp(tokenOf(link))).toBe('invitation_over')

      const about = { recoveryId, accountId: mette.id }
      const lead = { askedAs: 'lead', confirmedAs: 'administrator' }
      const administrator = { askedAs: 'administrator', confirmedAs: 'lead' }
      const events = (await accountEvents(server)).slice(-9, -1)
      expect(events.map(({ personId, event }) => [personId, event])).toMatchObject([
        [asker.id, { type: 'recovery.asked', ...about, reason: 'Lost the phone' }],
        [
          confirmer.id,
          {
            type: 'recovery.confirmed',
            ...about,
            askedBy: asker.id,
            ...(first === 'lead' ? lead : administrator),
          },
        ],
        [confirmer.id, { type: 'invitation.made', kind: 'recovery' }],
        [mette.id, { type: 'invitation.used' }],
        [mette.id, { type: 'recovery.used', ...about }],
        [mette.id, { type: 'passkey.removed', passkeyId: mette.authenticator.id }],
        [mette.id, { type: 'passkey.added' }],
        [mette.id, { type: 'session.begun' }],
      ])
      expect(JSON.stringify(await accountEvents(server)).includes(tokenOf(link))).toBe(false)
    },
  )

  it('[A698] the secret address of the calendar is gone, and mails go nowhere until their address is shown anew', async () => {
    const { path } = await mette.client.call('makeCalendar')
    const { mails } = server.storage.tables
    const given = { confirmedAt: clock.now(), digestHour: 8, digestedOn: '2026-11-27' }
    await mails.setAddress({ personId: mette.id, address: 'mette@example.org', ...given })
    const { link } = await confirms(lars, await asks(astrid))
    expect((await fetch(server.url + path)).status).toBe(200)
    const back = await cameIn(tokenOf(link), null)
    expect((await fetch(server.url + path)).status).toBe(404)
    expect((await back.client.call('getNotificationSettings')).mail.address).toBeNull()
    expect((await accountEvents(server)).map(({ event }) => event)).toContainEqual({
      type: 'mail_address.changed',
      accountId: mette.id,
      change: 'removed',
    })
  })

  it('[A385] for somebody who acts for no country and reads nothing two administrators', async () => {
    const bo = await invited('Bo Ek', null, ['administrator'])
    const carl = await invited('Carl Ek', null, ['administrator'])
    expect(await tried(lars, 'ask', '', carl)).toEqual([403, 'forbidden'])
    const recoveryId = await asks(astrid, carl)
    expect((await lars.client.call('getAccounts')).recoveries).toEqual([])
    expect(await tried(lars, 'confirm', recoveryId, carl)).toEqual([403, 'forbidden'])
    expect(await tried(astrid, 'confirm', recoveryId, carl)).toEqual([403, 'second_person_needed'])
    const { link } = await confirms(bo, recoveryId, carl)
    expect((await cameIn(tokenOf(link), null)).id).toBe(carl.id)
  })

  it.each(['secretariat', 'observer'] as const)(
    '[A796] somebody without a country in the role of %s comes back by an administrator and a lead of any, who is told and finds it',
    async (role) => {
      const bo = await invited('Bo Ek', null, ['administrator'])
      const ulla = await invited('Ulla Strand', null, [role])
      const recoveryId = await asks(astrid, ulla)
      for (const each of [astrid, bo])
        expect(await tried(each, 'confirm', recoveryId, ulla)).toEqual([403, 'second_person_needed'])
      expect(await tried(ulla, 'confirm', recoveryId, ulla)).toEqual([409, 'own_account'])
      expect(await tried(mette, 'confirm', recoveryId, ulla)).toEqual([403, 'forbidden'])
      const { people, recoveries } = await lars.client.call('getAccounts')
      expect(people.map(({ person }) => person.name)).not.toContain('Ulla Strand')
      expect(recoveries).toMatchObject([{ id: recoveryId, may: { confirm: true }, person: { id: ulla.id } }])
      await expect
        .poll(async () =>
          (await lars.client.call('getNotifications')).notifications.map(({ topic, path }) => [topic, path]),
        )
        .toContainEqual(['recovery.asked', `/people/${ulla.id}`])
      expect(await bo.client.call('getAccount', { params: { personId: ulla.id } })).toMatchObject({
        recoveries: [{ may: { confirm: false } }],
      })
      expect(await lars.client.call('getAccount', { params: { personId: ulla.id } })).toMatchObject({
        recoveries: [{ may: { confirm: true } }],
        may: { turn: false, changeRoles: false },
      })
      const { link } = await confirms(lars, recoveryId, ulla)
      expect((await accountEvents(server)).map(({ event }) => event)).toContainEqual(
        expect.objectContaining({
          type: 'recovery.confirmed',
          askedAs: 'administrator',
          confirmedAs: 'lead',
          leadOf: 'any',
        }),
      )
      expect((await cameIn(tokenOf(link), null)).id).toBe(ulla.id)
      expect(await tried(lars, 'confirm', recoveryId, ulla)).toEqual([410, 'recovery_over'])
    },
  )

  it('[A796] where nobody leads two administrators bring them back', async () => {
    const bo = await invited('Bo Ek', null, ['administrator'])
    const ulla = await invited('Ulla Strand', null, ['secretariat'])
    const recoveryId = await asks(astrid, ulla)
    await astrid.client.call('disableAccount', { params: { personId: lars.id }, body: { reason: 'Left' } })
    const { link } = await confirms(bo, recoveryId, ulla)
    expect((await cameIn(tokenOf(link), null)).id).toBe(ulla.id)
    expect((await accountEvents(server)).map(({ event }) => event)).toContainEqual(
      expect.objectContaining({ type: 'recovery.confirmed', confirmedAs: 'administrator', leadOf: null }),
    )
  })

  it('[A386] nobody does both, and no two of the same kind do it', async () => {
    const bo = await invited('Bo Ek', null, ['administrator'])
    const saara = await invited('Saara Niemi', 'FI', ['lead'])
    const recoveryId = await asks(astrid)
    expect(await tried(astrid, 'confirm', recoveryId)).toEqual([403, 'second_person_needed'])
    expect(await tried(bo, 'confirm', recoveryId)).toEqual([403, 'second_person_needed'])
    for (const what of ['ask', 'confirm', 'withdraw'] as const) {
      expect(await tried(saara, what, recoveryId)).toEqual([403, 'forbidden'])
      expect(await tried(mette, what, recoveryId)).toEqual([409, 'own_account'])
    }
    expect(await tried(astrid, 'ask')).toEqual([409, 'recovery_asked'])
    expect(await tried(lars, 'confirm', 'none')).toEqual([404, 'not_found'])
    expect(await tried(lars, 'withdraw', 'none')).toEqual([404, 'not_found'])
    expect(await tried(lars, 'confirm', recoveryId, saara)).toEqual([403, 'forbidden'])
    const elsewhere = { ...mette, id: 'nobody' }
    expect(await tried(astrid, 'ask', '', elsewhere)).toEqual([404, 'not_found'])
    expect(await tried(lars, 'ask', '', elsewhere)).toEqual([403, 'forbidden'])
    const empty = { body: { reason: ' ' } }
    const unsaid = await astrid.client.ask('POST', `/api/accounts/${lars.id}/recoveries`, empty)
    expect([unsaid.status, unsaid.code]).toEqual([400, 'reason_required'])
  })

  it('[A386] of several who confirm at once one has the link', async () => {
    const pia = await invited('Pia Lund', 'DK', ['lead'])
    const recoveryId = await asks(astrid)
    const answers = await Promise.all([tried(lars, 'confirm', recoveryId), tried(pia, 'confirm', recoveryId)])
    expect(answers.map(([status]) => status).sort()).toEqual([201, 410])
  })

  it('[A387] either takes it back, before and after it is confirmed', async () => {
    const first = await asks(astrid)
    expect((await lars.client.ask('DELETE', pathOf(first))).status).toBe(200)
    expect(await tried(lars, 'confirm', first)).toEqual([410, 'recovery_over'])
    expect(await tried(astrid, 'withdraw', first)).toEqual([410, 'recovery_over'])
    const second = await asks(lars)
    const { link } = await confirms(astrid, second)
    expect((await lars.client.ask('DELETE', pathOf(second))).status).toBe(200)
    expect(await lookUp(tokenOf(link))).toBe('invitation_over')
    expect((await mette.client.call('getSession')).person.id).toBe(mette.id)
    const told = (await accountEvents(server)).filter(({ event }) => event.type === 'recovery.withdrawn')
    expect(told.map(({ personId }) => personId)).toEqual([lars.id, lars.id])
  })

  it('[A387] it waits for a week, its link for a day; a new link ends the one before', async () => {
    const first = await asks(astrid)
    clock.advance(7 * day)
    const again = await signInWith(server, lars.authenticator)
    expect(await tried({ ...lars, client: again.client }, 'confirm', first)).toEqual([410, 'recovery_over'])
    const admin = { ...astrid, client: (await signInWith(server, astrid.authenticator)).client }
    const lead = { ...lars, client: again.client }
    const one = await confirms(lead, await asks(admin))
    const two = await confirms(lead, await asks(admin))
    expect(await lookUp(tokenOf(one.link))).toBe('invitation_over')
    clock.advance(day - 1)
    expect(await lookUp(tokenOf(two.link))).toBeNull()
    clock.advance(1)
    expect(await lookUp(tokenOf(two.link))).toBe('invitation_over')
    await expect(cameIn(tokenOf(two.link), null)).rejects.toMatchObject({ code: 'invitation_over' })
  })

  it('[A388] a disabled account is not brought back, and no link outlives the disabling', async () => {
    const { link } = await confirms(lars, await asks(astrid))
    const waits = await asks(astrid)
    const turn = (to: string) =>
      astrid.client.ask('POST', `/api/accounts/${mette.id}/${to}`, { body: { reason: 'Left' } })
    await turn('disablement')
    expect(await tried(astrid, 'ask')).toEqual([409, 'account_disabled'])
    expect(await tried(lars, 'confirm', waits)).toEqual([409, 'account_disabled'])
    await turn('enablement')
    expect(await lookUp(tokenOf(link))).toBe('invitation_over')
    expect(await tried(lars, 'confirm', waits)).toEqual([410, 'recovery_over'])
  })

  it('[A389] a lead sees the people of their own country, with what was asked for them, and nothing else of people', async () => {
    await invited('Saara Niemi', 'FI', ['lead'])
    await astrid.client.call('disableAccount', {
      params: { personId: mette.id },
      body: { reason: 'A secret' },
    })
    const { people, invitations, ministries, mayInvite } = await lars.client.call('getAccounts')
    expect(people.map(({ person }) => person.name)).toEqual(['Lars Dahl', 'Mette Holm'])
    expect([invitations, ministries, mayInvite]).toEqual([[], [], false])
    const account = await lars.client.call('getAccount', { params: { personId: mette.id } })
    expect([account.isDisabled, account.turns, account.may]).toEqual([
      true,
      [],
      { turn: false, recover: false, changeRoles: false },
    ])
    expect((await lars.client.ask('GET', `/api/accounts/${astrid.id}`)).code).toBe('forbidden')
    expect((await lars.client.ask('GET', '/api/accounts/nobody')).code).toBe('forbidden')
    const body = { reason: 'Gone' }
    for (const to of ['disablement', 'enablement'])
      expect((await lars.client.ask('POST', `/api/accounts/${mette.id}/${to}`, { body })).code).toBe(
        'forbidden',
      )
  })
})

describe('[A797] samsyn verify', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-recoveries-'))
  const attacked = attackerOf(folder)
  const ids = new Map<string, string>()
  beforeAll(async () => {
    const server = await startTestServer({ DATA_DIR: folder, SAMPLE_WORKSPACE: 'off' })
    const astrid = await accept(server, tokenOf(server.setUpLink), { name: 'Astrid' })
    const comesIn = async (name: string, country: 'DK' | null, role: Role, approver?: Client) => {
      const { link, invitation } = await astrid.client.call('makeInvitation', {
        body: { name, country, ministry: { kind: 'none' }, roles: [{ role, readsDrafts: false }] },
      })
      if (approver) await approver.call('approveInvitation', { params: { invitationId: invitation.id } })
      const { client } = await accept(server, tokenOf(link), { name: null })
      ids.set(name, (await client.call('getSession')).person.id)
      return client
    }
    const isBack = async (name: string, second: Client) => {
      const params = { personId: ids.get(name) ?? '' }
      const { recoveries } = await astrid.client.call('askRecovery', { params, body: { reason: 'Lost' } })
      const recoveryId = recoveries.find(({ standing }) => standing === 'asked')?.id ?? ''
      const { link } = await second.call('confirmRecovery', { params: { ...params, recoveryId } })
      await accept(server, tokenOf(link), { name: null })
    }
    ids.set('Astrid', (await astrid.client.call('getSession')).person.id)
    const bo = await comesIn('Bo', null, 'administrator')
    // Before anybody leads two administrators do.
    await comesIn('Ulla', null, 'secretariat')
    await isBack('Ulla', bo)
    const lars = await comesIn('Lars', 'DK', 'lead')
    await isBack('Ulla', lars)
    await comesIn('Mette', 'DK', 'drafter', lars)
    await isBack('Mette', lars)
    await comesIn('Carl', null, 'administrator')
    await isBack('Carl', bo)
    await server.stop()
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const unvouched = async (
    personId: string | undefined,
    whom: 'Ulla' | 'Mette' | 'Carl',
    isOfBefore = false,
  ) => {
    const faults = await attacked((database) => {
      const { changes } = database
        .prepare(
          `update events set person_id = ?, event = json_set(event, '$.confirmedAs', 'administrator', '$.leadOf', null)
           where json_extract(event, '$.type') = 'recovery.confirmed' and json_extract(event, '$.accountId') = ?
           and person_id <> ? and sequence = (select max(sequence) from events where json_extract(event, '$.type') = 'recovery.confirmed' and json_extract(event, '$.accountId') = ?)`,
        )
        .run(personId ?? '', ids.get(whom) ?? '', personId ?? '', ids.get(whom) ?? '')
      expect(changes).toBe(1)
      if (isOfBefore) database.prepare(`update events set event = json_remove(event, '$.leadOf')`).run()
    })
    return faults.filter((kind) => kind === 'recovery_unvouched')
  }

  it('finds nothing where each came back as they had to', async () => {
    expect(await attacked(() => undefined)).toEqual([])
  })

  it('finds who was brought back by two administrators, or by one person alone, beside a lead', async () => {
    expect(await unvouched(ids.get('Bo'), 'Ulla')).toEqual(['recovery_unvouched'])
    expect(await unvouched(ids.get('Bo'), 'Mette')).toEqual(['recovery_unvouched'])
    expect(await unvouched(ids.get('Astrid'), 'Ulla')).toEqual(['recovery_unvouched'])
    expect(await unvouched(ids.get('Astrid'), 'Carl')).toEqual(['recovery_unvouched'])
    expect(await unvouched(ids.get('Lars'), 'Carl')).toEqual([])
  })

  it('says nothing of what was before events told as whose lead somebody vouched', async () => {
    expect(await unvouched(ids.get('Bo'), 'Ulla', true)).toEqual([])
  })
})
