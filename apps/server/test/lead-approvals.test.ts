import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Role } from '@samsyn/domain'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyDatabase } from '../src/verify/verify-database.ts'
import { accept, accountEvents, giveRoles, linkFor, tokenOf } from './support/accounts.ts'
import { approvalRaceContract } from './support/approval-race.ts'
import { attackerOf, reportOf } from './support/attack.ts'
import { whenFree } from './support/beside.ts'
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
    // Norway has none, so that nobody of it is asked.
    await administrator.call('disableAccount', { params: { personId: 'lead-no' }, body: { reason: 'Left' } })
  })
  afterAll(() => server.stop())

  const verified = () =>
    verifyDatabase({ ...server.storage, read: (work) => server.storage.transaction(work) })
  const invite = async (roles = as('lead'), country: 'FI' | 'IS' | 'NO' | null = 'FI') => {
    const body = { name: 'Another', country, ministry: none, roles }
    const { invitation, link } = await administrator.call('makeInvitation', { body })
    return { id: invitation.id, standing: invitation.standing, token: tokenOf(link) }
  }
  const approve = (client: Client, id: string) =>
    client.ask('POST', `/api/accounts/invitations/${id}/approval`)
  const change = (client: Client, personId: string, roles: ReturnType<typeof as>, ministry: object = none) =>
    client.ask('POST', `/api/accounts/${personId}/roles`, { body: { roles, ministry, ends: [] } })

  /** The newest that waits of other roles for somebody. */
  const waitingFor = async (client: Client, accountId: string) =>
    (await client.call('getAccounts')).invitations.find(
      ({ offer, standing }) =>
        standing === 'awaited' && offer.kind === 'roles' && offer.accountId === accountId,
    )

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
    const drafter = await invite(as('drafter'))
    await approve(leadFi, drafter.id)
    await accept(server, drafter.token, { name: null })
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
    const another = await invite(as('administrator'))
    expect(another.standing).toBe('open')
    expect((await decline(leadFi, another.id)).code).toBe('forbidden')
  })

  const newestOf = (client: Client) => async () => {
    const [first] = (await client.call('getNotifications')).notifications
    return [first?.topic, first?.leadOf, first?.path]
  }
  const soon = { timeout: 20_000 }

  it('[A699] [D512] every lead is told whom an administrator lets in to act for a country without one, and as what', async () => {
    await invite(as('drafter'), 'NO')
    await expect.poll(newestOf(leadFi), soon).toEqual(['delegation.invited', 'NO', '/notifications'])
    clock.advance(1_000)
    expect((await change(administrator, 'drafter-no', as('drafter', 'registrar'))).status).toBe(200)
    await expect.poll(newestOf(leadFi), soon).toEqual(['delegation.changed', 'NO', '/notifications'])
    expect((await change(administrator, 'drafter-no', as('drafter'))).status).toBe(200)
  })

  it.each(['drafter', 'delegate', 'registrar'] as const)(
    '[A791] [A792] [D533] a %s comes in by a link that counts once a lead of the country has approved it',
    async (role) => {
      const { id, standing, token } = await invite(as(role))
      expect(standing).toBe('awaited')
      const reading = () => server.anonymous().ask('POST', '/api/invitation/reading', { body: { token } })
      expect(await reading()).toMatchObject({ status: 409, code: 'approval_awaited' })
      await expect(accept(server, token, { name: null })).rejects.toMatchObject({ code: 'approval_awaited' })
      expect((await approve(administrator, id)).code).toBe('forbidden')
      expect((await approve(await server.signIn('lead-se'), id)).code).toBe('not_found')
      expect((await approve(await server.signIn('drafter-fi'), id)).code).toBe('forbidden')
      const [seen] = (await leadFi.call('getAccounts')).invitations
      const awaits = { leadOf: 'FI', roles: [role] }
      expect(seen).toMatchObject({ id, awaits, may: { approve: true, withdraw: true } })
      expect((await approve(leadFi, id)).body).toMatchObject({ standing: 'open', awaits: null })
      expect((await approve(leadFi, id)).code).toBe('invitation_over')
      const { client } = await accept(server, token, { name: null })
      expect((await client.call('getSession')).person.roles).toEqual([role])
      const told = (await accountEvents(server)).filter(
        ({ event }) => 'invitationId' in event && event.invitationId === id,
      )
      expect(told.map(({ event, personId }) => [event.type, personId]).slice(0, 2)).toEqual([
        ['invitation.made', 'administrator'],
        ['invitation.approved', 'lead-fi'],
      ])
      expect(told.map(({ event }) => event).slice(0, 2)).toMatchObject([
        { awaitsLeadOf: 'FI', leadsFor: null },
        { leadOf: 'FI', leadsFor: null, askedBy: 'administrator' },
      ])
      expect((await verified()).faults).toEqual([])
    },
  )

  it.each([
    ['secretariat', null],
    ['observer', 'FI'],
  ] as const)('[A791] [A792] for the %s one lead of any country is enough', async (role, country) => {
    const { id, standing, token } = await invite(as(role), country)
    expect(standing).toBe('awaited')
    const leadSe = await server.signIn('lead-se')
    for (const lead of [leadFi, leadSe]) {
      const [seen] = (await lead.call('getAccounts')).invitations
      expect(seen).toMatchObject({ id, awaits: { leadOf: 'any', roles: [role] }, may: { approve: true } })
    }
    await expect(accept(server, token, { name: null })).rejects.toMatchObject({ code: 'approval_awaited' })
    expect((await approve(administrator, id)).code).toBe('forbidden')
    expect((await approve(await server.signIn('drafter-fi'), id)).code).toBe('forbidden')
    expect((await approve(leadSe, id)).status).toBe(200)
    expect((await approve(leadFi, id)).code).toBe('invitation_over')
    expect((await accept(server, token, { name: null })).status).toBe(201)
    const approval = (await accountEvents(server)).findLast(
      ({ event }) => event.type === 'invitation.approved',
    )
    expect(approval).toMatchObject({ personId: 'lead-se', event: { leadOf: 'any', leadsFor: null } })
    expect((await verified()).faults).toEqual([])
    const declined = await invite(as(role), country)
    expect((await leadSe.ask('DELETE', `/api/accounts/invitations/${declined.id}`)).status).toBe(204)
    await expect(accept(server, declined.token, { name: null })).rejects.toMatchObject({
      code: 'invitation_over',
    })
  })

  it('[A791] another role for somebody who is in waits likewise, and nobody approves their own', async () => {
    const answer = await change(administrator, 'lead-fi', as('lead', 'secretariat'))
    expect(answer.body).toMatchObject({ isAwaited: true, account: { person: { roles: ['lead'] } } })
    const own = await waitingFor(leadFi, 'lead-fi')
    expect(own).toMatchObject({
      awaits: { leadOf: 'any', roles: ['secretariat'] },
      may: { approve: false, withdraw: true },
    })
    expect((await approve(leadFi, own?.id ?? '')).code).toBe('own_account')
    // What is asked for anew takes its place; what ends waits for nobody.
    expect((await change(administrator, 'lead-fi', as('lead', 'observer'))).status).toBe(200)
    expect((await approve(await server.signIn('lead-se'), own?.id ?? '')).code).toBe('invitation_over')
    const next = await waitingFor(leadFi, 'lead-fi')
    await approve(await server.signIn('lead-se'), next?.id ?? '')
    const { person } = await administrator.call('getAccount', { params: { personId: 'lead-fi' } })
    expect(person.roles).toEqual(['lead', 'observer'])
    const ended = await change(administrator, 'lead-fi', as('lead'))
    expect(ended.body).toMatchObject({ isAwaited: false, account: { person: { roles: ['lead'] } } })
    expect((await verified()).faults).toEqual([])
  })

  it('[A791] a lead who may invite lets people of their own country in, and nobody alone into what is for all', async () => {
    expect((await change(administrator, 'lead-se', as('lead', 'administrator'))).body).toMatchObject({
      isAwaited: false,
    })
    const leadSe = await server.signIn('lead-se')
    const inviteAs = async (role: Role, country: 'SE' | 'FI') => {
      const body = { name: 'Another', country, ministry: none, roles: as(role) }
      return (await leadSe.call('makeInvitation', { body })).invitation
    }
    expect((await inviteAs('drafter', 'SE')).standing).toBe('open')
    const abroad = await inviteAs('drafter', 'FI')
    expect([abroad.standing, abroad.awaits?.leadOf, abroad.may.approve]).toEqual(['awaited', 'FI', false])
    expect((await approve(leadSe, abroad.id)).code).toBe('forbidden')
    const forAll = await inviteAs('secretariat', 'SE')
    expect([forAll.standing, forAll.awaits?.leadOf, forAll.may.approve]).toEqual(['awaited', 'any', false])
    expect((await approve(leadSe, forAll.id)).code).toBe('second_person_needed')
    expect((await approve(leadFi, forAll.id)).status).toBe(200)
    expect((await change(administrator, 'lead-se', as('lead'))).status).toBe(200)
  })

  it('[A791] a delegate waits to read drafts who did not, and to read them no more for nobody', async () => {
    const delegate = (readsDrafts: boolean) => [...as('drafter'), { role: 'delegate' as const, readsDrafts }]
    const params = { personId: 'drafter-fi' }
    const give = (readsDrafts: boolean) => change(administrator, params.personId, delegate(readsDrafts))
    for (const readsDrafts of [false, true]) {
      expect((await give(readsDrafts)).body).toMatchObject({ isAwaited: true })
      const waiting = await waitingFor(leadFi, params.personId)
      expect(waiting?.awaits).toEqual({ leadOf: 'FI', roles: ['delegate'] })
      await approve(leadFi, waiting?.id ?? '')
      expect((await administrator.call('getAccount', { params })).roles).toEqual(delegate(readsDrafts))
    }
    expect((await give(false)).body).toMatchObject({ isAwaited: false })
    expect((await change(administrator, params.personId, as('drafter'))).body).toMatchObject({
      isAwaited: false,
    })
    expect((await verified()).faults).toEqual([])
  })

  it('[A795] [D532] who is asked is told that somebody waits, and who asked that they were approved', async () => {
    const drafter = await invite(as('drafter'))
    await expect.poll(newestOf(leadFi), soon).toEqual(['delegation.awaits', 'FI', '/people'])
    clock.advance(1_000)
    await approve(leadFi, drafter.id)
    await expect.poll(newestOf(administrator), soon).toEqual(['delegation.approved', 'FI', '/people'])
    clock.advance(1_000)
    const secretary = await invite(as('secretariat'), null)
    const leadSe = await server.signIn('lead-se')
    for (const lead of [leadFi, leadSe])
      await expect.poll(newestOf(lead), soon).toEqual(['secretariat.awaits', null, '/people'])
    clock.advance(1_000)
    await approve(leadFi, secretary.id)
    for (const client of [leadSe, administrator])
      await expect.poll(newestOf(client), soon).toEqual(['secretariat.approved', null, '/people'])
  })

  it('[A793] [A798] of a country without a lead an administrator alone lets people in, until it has one, who is told of what waits', async () => {
    const [before, late] = [await invite(as('drafter'), 'NO'), await invite(as('delegate'), 'NO')]
    const [lead, secretary] = [
      await invite(as('lead'), 'NO'),
      await invite(as('drafter', 'secretariat'), 'NO'),
    ]
    expect([before.standing, late.standing, lead.standing]).toEqual(['open', 'open', 'open'])
    // What is for all waits for any lead, whichever country it comes with.
    expect(secretary.standing).toBe('awaited')
    expect((await approve(leadFi, secretary.id)).status).toBe(200)
    expect((await accept(server, before.token, { name: null })).status).toBe(201)
    const { client: leadNo } = await accept(server, lead.token, { name: null })
    await expect(accept(server, late.token, { name: null })).rejects.toMatchObject({
      code: 'approval_awaited',
    })
    // Nobody was there to be told when it was made.
    const topics = async () =>
      (await leadNo.call('getNotifications')).notifications.map(({ topic, leadOf, path }) => [
        topic,
        leadOf,
        path,
      ])
    await expect.poll(topics, soon).toContainEqual(['delegation.awaits', 'NO', '/people'])
    // Of the one for the delegation, and of the secretary's, who is to draft for it as well.
    expect((await topics()).filter(([topic]) => topic === 'delegation.awaits')).toHaveLength(2)
    const [seen] = (await leadNo.call('getAccounts')).invitations.filter(({ id }) => id === late.id)
    expect(seen).toMatchObject({ standing: 'awaited', awaits: { leadOf: 'NO' }, may: { approve: true } })
    expect((await approve(leadNo, late.id)).status).toBe(200)
    expect((await accept(server, late.token, { name: null })).status).toBe(201)
    // Another country's lead stood for what was nobody else's; now it is Norway's.
    await expect(accept(server, secretary.token, { name: null })).rejects.toMatchObject({
      code: 'invitation_over',
    })
    expect((await verified()).faults).toEqual([])
    const { id } = (await leadNo.call('getSession')).person
    await administrator.call('disableAccount', { params: { personId: id }, body: { reason: 'Left' } })
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
    const leadSe = await server.signIn('lead-se')
    await approve(leadSe, (await waitingFor(leadSe, 'drafter-se'))?.id ?? '')
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
    const waiting = await waitingFor(leadFi, 'drafter-fi')
    expect(waiting?.may).toEqual({ approve: true, withdraw: true })
    expect((await approve(await server.signIn('drafter-fi'), waiting?.id ?? '')).code).toBe('forbidden')
    expect((await approve(leadFi, waiting?.id ?? '')).status).toBe(200)
    const { person } = await leadFi.call('getAccount', { params: { personId: 'drafter-fi' } })
    expect(person.roles).toEqual(['drafter', 'lead'])
    await eventually(async () =>
      (await (await server.signIn('drafter-fi')).call('getNotifications')).notifications.some(
        ({ topic }) => topic === 'roles.changed',
      ),
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

  it('[A632] [D531] the first lead of a country needs nobody, and whoever was invited before waits for them', async () => {
    const disabled = { params: { personId: 'lead-is' }, body: { reason: 'Left' } }
    await administrator.call('disableAccount', disabled)
    const [first, beside] = [await invite(as('lead'), 'IS'), await invite(as('lead'), 'IS')]
    expect([first.standing, beside.standing]).toEqual(['open', 'open'])
    const { client, status } = await accept(server, first.token, { name: null })
    expect(status).toBe(201)
    const reading = await server
      .anonymous()
      .ask('POST', '/api/invitation/reading', { body: { token: beside.token } })
    expect(reading.code).toBe('approval_awaited')
    expect((await approve(client, beside.id)).status).toBe(200)
    expect((await accept(server, beside.token, { name: null })).status).toBe(201)
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
    const [other] = (await lead.client.call('getAccounts')).invitations
    await lead.client.call('approveInvitation', { params: { invitationId: other?.id ?? '' } })
    const secretary = await client.call('makeInvitation', {
      body: { name: 'Eva', country: null, ministry: none, roles: as('secretariat') },
    })
    await lead.client.call('approveInvitation', { params: { invitationId: secretary.invitation.id } })
    await accept(server, tokenOf(secretary.link), { name: null })
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

  it('[A794] finds nothing where each came in as they had to', async () => {
    expect(await attacked(() => undefined)).toEqual([])
  })

  it('[A794] finds who has a role of which the events do not tell', async () => {
    const as = (role: Role) =>
      attacked((database) => {
        database
          .prepare(`update grants set role = ? where role = 'drafter' and person_id = ?`)
          .run(role, wasLead)
      })
    expect(await as('registrar')).toEqual(['role_untold'])
    expect(await as('secretariat')).toEqual(['role_untold'])
    expect(await as('drafter')).toEqual([])
  })

  it('[A794] finds a drafter and a secretary whose approvals somebody took out of the events', async () => {
    const faults = await attacked((database) => {
      database
        .prepare(
          `delete from events where json_extract(event, '$.type') = 'invitation.approved' and json_extract(event, '$.leadsFor') is null`,
        )
        .run()
    })
    expect(faults.filter((kind) => kind.startsWith('role_'))).toEqual(['role_unapproved', 'role_unapproved'])
  })

  it('[A794] says nothing of what was before events told whose approval is awaited', async () => {
    const faults = await attacked((database) => {
      database.prepare(`delete from events where json_extract(event, '$.type') = 'invitation.approved'`).run()
      database.prepare(`update events set event = json_remove(event, '$.awaitsLeadOf')`).run()
    })
    expect(faults.filter((kind) => kind.startsWith('role_'))).toEqual([])
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
  const behind = async (...statements: readonly string[]) => {
    using database = new DatabaseSync(join(folder, 'samsyn.sqlite'))
    for (const statement of statements) await whenFree(() => database.exec(statement))
  }
  const faults = async () => (await reportOf(join(folder, 'samsyn.sqlite'))).faults.map(({ kind }) => kind)
  const newcomer = (role: Role) => ({ name: 'Bo', country: 'FI', ministry: none, roles: as(role) }) as const

  it('finds a lead whose invitation was one for a drafter when it was made', async () => {
    const link = await linkFor(server, administrator, newcomer('drafter'))
    await behind(
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
    await behind(
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
    await behind(
      'drop trigger grants_fill_once',
      `update grants set role = 'lead' where person_id = '${person.id}'`,
    )
    await decideSigned({ client, authenticator, personId: person.id }, positionToSign)
    await behind(`update grants set role = 'drafter' where person_id = '${person.id}'`)
    expect(await faults()).toEqual(['decision_unled'])
  })

  it('finds who signed in the stead of a lead who named nobody', async () => {
    const link = await linkFor(server, administrator, newcomer('drafter'))
    const { client, authenticator } = await accept(server, tokenOf(link), { name: null })
    const { person } = await client.call('getSession')
    await behind(
      `insert into deputyships (id, lead_id, deputy_id, named_at, valid_from, valid_to)
        values ('forged', 'lead-fi', '${person.id}', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z')`,
    )
    await decideSigned({ client, authenticator, personId: person.id }, positionToSign)
    expect(await faults()).toEqual(['decision_unled'])
  })

  it('finds nothing where a lead signed, and is none any more', async () => {
    const lead = await inviteLead(server, administrator, 'FI')
    await decideSigned(lead, positionToSign)
    await giveRoles(server, administrator, { personId: lead.personId, roles: as('drafter') })
    expect(await faults()).toEqual([])
  })
})
