import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Role } from '@samsyn/domain'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyDatabase } from '../src/verify/verify-database.ts'
import { accept, accountEvents, linkFor, tokenOf } from './support/accounts.ts'
import { approvalRaceContract } from './support/approval-race.ts'
import { attackerOf, reportOf } from './support/attack.ts'
import { eventually, openDraft } from './support/drafter.ts'
import { manualClock } from './support/manual-clock.ts'
import { decideSigned, inviteLead, positionToSign } from './support/signing.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const as = (...roles: readonly Role[]) => roles.map((role) => ({ role, readsDrafts: false }))
const none = { kind: 'none' } as const

describe('a lead beside others', () => {
  const clock = manualClock('2026-11-23T09:00:00.000Z')
  let server: TestServer
  let administrator: Client
  let leadFi: Client
  beforeAll(async () => {
    server = await startTestServer({}, { clock })
    ;[administrator, leadFi] = await Promise.all([server.signIn('administrator'), server.signIn('lead-fi')])
  })
  afterAll(() => server.stop())

  const verified = () =>
    verifyDatabase({ ...server.storage, read: (work) => server.storage.transaction(work) })
  const invite = async (roles = as('lead'), country: 'FI' | 'IS' = 'FI') => {
    const body = { name: 'Another', country, ministry: none, roles }
    const { invitation, link } = await administrator.call('makeInvitation', { body })
    return { id: invitation.id, standing: invitation.standing, token: tokenOf(link) }
  }
  const approve = (client: Client, id: string) =>
    client.ask('POST', `/api/accounts/invitations/${id}/approval`)
  const change = (client: Client, personId: string, roles: ReturnType<typeof as>, ministry: object = none) =>
    client.ask('POST', `/api/accounts/${personId}/roles`, { body: { roles, ministry, ends: [] } })

  it('[A632] [D436] comes in by a link that counts once a lead of the country has approved it, and by no other', async () => {
    const { id, standing, token } = await invite()
    expect(standing).toBe('awaited')
    const reading = () => server.anonymous().ask('POST', '/api/invitation/reading', { body: { token } })
    expect(await reading()).toMatchObject({ status: 409, code: 'approval_awaited' })
    await expect(accept(server, token, { name: null })).rejects.toMatchObject({ code: 'approval_awaited' })
    expect((await approve(administrator, id)).code).toBe('forbidden')
    expect((await approve(await server.signIn('lead-se'), id)).code).toBe('not_found')
    expect((await approve(await server.signIn('drafter-fi'), id)).code).toBe('forbidden')
    const [seen] = (await leadFi.call('getAccounts')).invitations
    expect(seen).toMatchObject({ id, standing: 'awaited', may: { approve: true, withdraw: true } })
    expect((await (await server.signIn('lead-se')).call('getAccounts')).invitations).toEqual([])
    expect((await approve(leadFi, id)).status).toBe(200)
    expect((await approve(leadFi, id)).code).toBe('invitation_over')
    // Approved by mistake, it can be taken back by any of them until it is used.
    const [approved] = (await leadFi.call('getAccounts')).invitations
    expect(approved).toMatchObject({ id, standing: 'open', may: { approve: false, withdraw: true } })
    expect((await reading()).status).toBe(200)
    const { status, client } = await accept(server, token, { name: null })
    expect(status).toBe(201)
    const events = (await accountEvents(server)).filter(({ event }) => 'invitationId' in event)
    expect(events.map(({ event, personId }) => [event.type, personId]).slice(-3)).toEqual([
      ['invitation.made', 'administrator'],
      ['invitation.approved', 'lead-fi'],
      ['invitation.used', (await client.call('getSession')).person.id],
    ])
    await accept(server, (await invite(as('drafter'))).token, { name: null })
    const named = (await accountEvents(server)).flatMap(({ event }) =>
      event.type === 'invitation.made' || event.type === 'invitation.used' ? [event.leadsFor] : [],
    )
    expect(named.slice(-4)).toEqual(['FI', 'FI', null, null])
    expect((await verified()).faults).toEqual([])
  })

  it('[A632] is declined by a lead of the country, who cannot take back what is none of theirs', async () => {
    const { id, token } = await invite()
    const decline = (client: Client, of: string) => client.ask('DELETE', `/api/accounts/invitations/${of}`)
    expect((await decline(await server.signIn('lead-se'), id)).code).toBe('forbidden')
    expect((await decline(leadFi, id)).status).toBe(204)
    const reading = await server.anonymous().ask('POST', '/api/invitation/reading', { body: { token } })
    expect(reading.code).toBe('invitation_over')
    const drafter = await invite(as('drafter'))
    expect(drafter.standing).toBe('open')
    expect((await decline(leadFi, drafter.id)).code).toBe('forbidden')
  })

  it('[A699] [D512] a lead is told whom an administrator lets in to act for their country, and as what', async () => {
    const newest = async () => {
      const [first] = (await leadFi.call('getNotifications')).notifications
      return [first?.topic, first?.leadOf, first?.path]
    }
    await invite(as('drafter'))
    await expect.poll(newest, { timeout: 20_000 }).toEqual(['delegation.invited', 'FI', '/people'])
    clock.advance(1_000)
    const roles = as('drafter', 'registrar')
    expect((await change(administrator, 'drafter-fi', roles)).status).toBe(200)
    await expect.poll(newest, { timeout: 20_000 }).toEqual(['delegation.changed', 'FI', '/people/drafter-fi'])
    expect((await change(administrator, 'drafter-fi', as('drafter'))).status).toBe(200)
  })

  it('[A633] roles and ministry of who is in are changed at once, also for what they have open', async () => {
    const drafter = await server.signIn('drafter-no')
    const positionId = 'reporting-template'
    const draft = openDraft(drafter, positionId)
    await draft.synced()
    expect((await change(leadFi, 'drafter-no', as('delegate'))).code).toBe('forbidden')
    expect((await change(administrator, 'nobody', as('delegate'))).code).toBe('not_found')
    expect((await change(administrator, 'administrator', as('secretariat'))).code).toBe('own_account')
    expect((await change(administrator, 'drafter-no', as())).code).toBe('roles_invalid')
    const abroad = { kind: 'known', ministryId: 'nowhere' }
    expect((await change(administrator, 'drafter-no', as('delegate'), abroad)).code).toBe('not_found')
    const { account, isAwaited } = await administrator.call('changeRoles', {
      params: { personId: 'drafter-no' },
      body: { roles: as('delegate'), ministry: none, ends: [] },
    })
    expect([account.person.roles, account.person.ministry, isAwaited]).toEqual([['delegate'], null, false])
    expect((await change(administrator, 'drafter-no', as('delegate'))).code).toBe('account_unchanged')
    clock.advance(1_000)
    await eventually(async () => draft.closeCodes.length > 0)
    const opened = await drafter.ask('GET', `/api/positions/${positionId}`)
    expect(opened.status).toBe(200)
    const [last] = (await server.storage.tables.events.ofAccounts()).filter(
      ({ event }) => event.type === 'roles.changed',
    )
    expect(last).toMatchObject({
      personId: 'administrator',
      event: { accountId: 'drafter-no', leadsFor: null, ledFor: null },
    })
    await eventually(
      async () => (await drafter.call('getNotifications')).notifications[0]?.topic === 'roles.changed',
    )
  })

  it('[A666] [A669] [D435] what somebody is no longer stays with its end, and the event has it all before and after', async () => {
    const { people, events } = server.storage.tables
    const before = await people.byId('drafter-se')
    const held = before?.grants ?? []
    const part = {
      role: 'lead',
      country: 'SE',
      scope: { kind: 'dossier', dossierId: 'e-evidence' },
      readsDrafts: false,
      validFrom: clock.now(),
      validTo: '2026-12-24T00:00:00.000Z',
    } as const
    const ministryId = before?.ministryId ?? null
    await people.setRoles('drafter-se', { ministryId, grants: [...held, part] }, clock.now())
    // What a page shows to be chosen from is what it leads for as a whole, and none of the part.
    const params = { personId: 'drafter-se' }
    const { roles, narrower } = await administrator.call('getAccount', { params })
    expect([roles, narrower]).toEqual([
      as('drafter'),
      [{ grant: part, within: expect.stringMatching(/electronic evidence/i) }],
    ])
    await change(administrator, 'drafter-se', as('delegate'))
    const after = await people.byId('drafter-se')
    expect(after?.grants).toMatchObject([part, { role: 'delegate', validFrom: clock.now(), validTo: null }])
    expect(await people.endedGrants('drafter-se')).toEqual(
      held.map((grant) => ({ ...grant, endedAt: clock.now() })),
    )
    const [last] = await events.ofAccounts({ limit: 1 })
    expect(last?.event).toMatchObject({
      type: 'roles.changed',
      before: { ministryId, grants: [...held, part] },
      after: { ministryId: null, grants: after?.grants },
      leadsFor: null,
      ledFor: null,
    })
    const earlier = (await administrator.call('getAccount', { params })).ended
    expect(earlier.map(({ grant: { role }, endedAt }) => [role, endedAt])).toEqual([['drafter', clock.now()]])
    expect((await (await server.signIn('lead-se')).call('getAccount', { params })).ended).toEqual([])
    const changed = await administrator.call('changeRoles', {
      params,
      body: { roles: as('delegate'), ministry: none, ends: [part] },
    })
    expect(changed.account.narrower).toEqual([])
    expect((await people.byId('drafter-se'))?.grants).toMatchObject([{ role: 'delegate' }])
    expect((await people.endedGrants('drafter-se')).map(({ role }) => role)).toEqual(['drafter', 'lead'])
  })

  it('[A634] that somebody who is in leads as well waits for a lead, and is as it was until then', async () => {
    const asked = await administrator.call('changeRoles', {
      params: { personId: 'drafter-fi' },
      body: { roles: as('drafter', 'lead'), ministry: none, ends: [] },
    })
    expect([asked.isAwaited, asked.account.person.roles]).toEqual([true, ['drafter']])
    const waiting = (await leadFi.call('getAccounts')).invitations
    expect(waiting).toMatchObject([
      { offer: { kind: 'roles', accountId: 'drafter-fi' }, may: { approve: true } },
    ])
    expect((await approve(await server.signIn('drafter-fi'), waiting[0]?.id ?? '')).code).toBe('forbidden')
    expect((await approve(leadFi, waiting[0]?.id ?? '')).status).toBe(200)
    const { person } = await leadFi.call('getAccount', { params: { personId: 'drafter-fi' } })
    expect(person.roles).toEqual(['drafter', 'lead'])
    await eventually(
      async () =>
        (await (await server.signIn('drafter-fi')).call('getNotifications')).notifications[0]?.topic ===
        'roles.changed',
    )
    expect((await verified()).faults).toEqual([])
  })

  it('[A633] that somebody is to lead no longer is told to the other leads of the country', async () => {
    const { isAwaited } = await administrator.call('changeRoles', {
      params: { personId: 'drafter-fi' },
      body: { roles: as('drafter'), ministry: none, ends: [] },
    })
    expect(isAwaited).toBe(false)
    await eventually(
      async () => (await leadFi.call('getNotifications')).notifications[0]?.topic === 'lead.ended',
    )
  })

  it('[A632] the first lead of a country needs nobody, and nobody comes in beside them who was invited before', async () => {
    const disabled = { params: { personId: 'lead-is' }, body: { reason: 'Left' } }
    await administrator.call('disableAccount', disabled)
    const [first, beside] = [await invite(as('lead'), 'IS'), await invite(as('lead'), 'IS')]
    expect([first.standing, beside.standing]).toEqual(['open', 'open'])
    expect((await accept(server, first.token, { name: null })).status).toBe(201)
    const reading = await server
      .anonymous()
      .ask('POST', '/api/invitation/reading', { body: { token: beside.token } })
    expect(reading.code).toBe('invitation_over')
    expect((await invite(as('lead'), 'IS')).standing).toBe('awaited')
    expect((await verified()).faults).toEqual([])
  })

  it('[A632] the link of who lost the right to make it, or to approve it, lets nobody in', async () => {
    const { id, token } = await invite()
    await leadFi.call('approveInvitation', { params: { invitationId: id } })
    await administrator.call('disableAccount', { params: { personId: 'lead-fi' }, body: { reason: 'Left' } })
    const reading = await server.anonymous().ask('POST', '/api/invitation/reading', { body: { token } })
    expect(reading.code).toBe('invitation_over')
  })
})

describe('leads who approve and decline', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.stop())
  approvalRaceContract(() => server)
})

describe('[A635] samsyn verify', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-leads-'))
  const attacked = attackerOf(folder)
  let wasLead = ''
  beforeAll(async () => {
    const server = await startTestServer({ DATA_DIR: folder, SAMPLE_WORKSPACE: 'off' })
    const { client } = await accept(server, tokenOf(server.setUpLink))
    const body = { name: 'Mette', country: 'DK', ministry: none } as const
    const { link } = await client.call('makeInvitation', { body: { ...body, roles: as('drafter') } })
    await accept(server, tokenOf(link), { name: null })
    // The first lead needs nobody, the second one the first.
    const first = await client.call('makeInvitation', { body: { ...body, name: 'Lis', roles: as('lead') } })
    const lead = await accept(server, tokenOf(first.link), { name: null })
    const further = await client.call('makeInvitation', { body: { ...body, name: 'Bo', roles: as('lead') } })
    await lead.client.call('approveInvitation', { params: { invitationId: further.invitation.id } })
    await accept(server, tokenOf(further.link), { name: null })
    const third = await client.call('makeInvitation', { body: { ...body, name: 'Per', roles: as('lead') } })
    await lead.client.call('approveInvitation', { params: { invitationId: third.invitation.id } })
    const { client: per } = await accept(server, tokenOf(third.link), { name: null })
    wasLead = (await per.call('getSession')).person.id
    await client.call('changeRoles', {
      params: { personId: wasLead },
      body: { roles: as('drafter'), ministry: none, ends: [] },
    })
    await server.stop()
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('finds a lead whom somebody put into the database', async () => {
    const faults = await attacked((database) => {
      database
        .prepare("update grants set role = 'lead' where role = 'drafter' and person_id <> ?")
        .run(wasLead)
    })
    expect(faults).toEqual(['lead_untold'])
  })

  it('finds a lead who was given other roles, and whose old one was put back', async () => {
    const faults = await attacked((database) => {
      database.prepare("update grants set ended_at = null where person_id = ? and role = 'lead'").run(wasLead)
    })
    expect(faults).toEqual(['lead_untold'])
  })

  it('finds a lead whose approval somebody took out of the events', async () => {
    const faults = await attacked((database) => {
      database.prepare("delete from events where json_extract(event, '$.type') = 'invitation.approved'").run()
    })
    expect(faults).toContain('lead_unapproved')
  })
})

describe('[A667] [A668] samsyn verify, of who was given to lead behind the events', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-led-'))
  let server: TestServer
  let administrator: Client
  beforeEach(async () => {
    server = await startTestServer({ DATA_DIR: folder })
    administrator = await server.signIn('administrator')
  })
  afterEach(async () => {
    await server.stop()
    rmSync(folder, { recursive: true })
  })

  /** Somebody with the database in their hands, while the server runs. */
  const behind = (...statements: readonly string[]) => {
    const database = new DatabaseSync(join(folder, 'samsyn.sqlite'))
    for (const statement of statements) database.exec(statement)
    database.close()
  }
  const faults = async () => (await reportOf(join(folder, 'samsyn.sqlite'))).faults.map(({ kind }) => kind)
  const newcomer = (role: Role) => ({ name: 'Bo', country: 'FI', ministry: none, roles: as(role) }) as const

  it('finds a lead whose invitation was one for a drafter when it was made', async () => {
    const { link } = await administrator.call('makeInvitation', { body: newcomer('drafter') })
    behind(
      `update invitations set offer = replace(offer, '"role":"drafter"', '"role":"lead"'), awaits_approval = 1, approved_at = made_at, approved_by = 'lead-fi'`,
    )
    expect((await accept(server, tokenOf(link), { name: null })).status).toBe(201)
    expect(await faults()).toEqual(['lead_untold'])
  })

  it('finds a lead whose invitation was changed after it was used', async () => {
    const link = await linkFor(server, administrator, newcomer('drafter'))
    const { client } = await accept(server, tokenOf(link), { name: null })
    const { person } = await client.call('getSession')
    expect(await faults()).toEqual([])
    behind(
      `update invitations set offer = replace(offer, '"role":"drafter"', '"role":"lead"')`,
      'drop trigger grants_fill_once',
      `update grants set role = 'lead' where person_id = '${person.id}'`,
    )
    expect(await faults()).toEqual(['lead_untold'])
  })

  it('finds who signed as a lead, and was one in the database alone, for as long as it took', async () => {
    const link = await linkFor(server, administrator, newcomer('drafter'))
    const { client, authenticator } = await accept(server, tokenOf(link), { name: null })
    const { person } = await client.call('getSession')
    behind(
      'drop trigger grants_fill_once',
      `update grants set role = 'lead' where person_id = '${person.id}'`,
    )
    await decideSigned({ client, authenticator, personId: person.id }, positionToSign)
    behind(`update grants set role = 'drafter' where person_id = '${person.id}'`)
    expect(await faults()).toEqual(['decision_unled'])
  })

  it('finds who signed in the stead of a lead who named nobody', async () => {
    const link = await linkFor(server, administrator, newcomer('drafter'))
    const { client, authenticator } = await accept(server, tokenOf(link), { name: null })
    const { person } = await client.call('getSession')
    behind(
      `insert into deputyships (id, lead_id, deputy_id, named_at, valid_from, valid_to)
        values ('forged', 'lead-fi', '${person.id}', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z')`,
    )
    await decideSigned({ client, authenticator, personId: person.id }, positionToSign)
    expect(await faults()).toEqual(['decision_unled'])
  })

  it('finds nothing where a lead signed, and is none any more', async () => {
    const lead = await inviteLead(server, administrator, 'FI')
    await decideSigned(lead, positionToSign)
    await administrator.call('changeRoles', {
      params: { personId: lead.personId },
      body: { roles: as('drafter'), ministry: none, ends: [] },
    })
    expect(await faults()).toEqual([])
  })
})
