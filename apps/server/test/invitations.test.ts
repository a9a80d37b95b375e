import type { RouteBody } from '@samsyn/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accept, accountEvents, signInWith, tokenOf } from './support/accounts.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

type Invite = RouteBody<'makeInvitation'>

const lead: Invite = {
  name: 'Mette Holm',
  country: 'DK',
  ministry: { kind: 'new', name: 'Justitsministeriet', nameInEnglish: 'Ministry of Justice' },
  roles: [
    { role: 'lead', readsDrafts: false },
    { role: 'drafter', readsDrafts: false },
  ],
}
const week = 7 * 24 * 60 * 60 * 1000

describe('invitations', () => {
  const clock = manualClock('2026-11-27T09:00:00.000Z')
  let server: TestServer
  let administrator: Client
  beforeEach(async () => {
    server = await startTestServer({ SAMPLE_WORKSPACE: 'off' }, { clock })
    administrator = (await accept(server, tokenOf(server.setUpLink))).client
  })
  afterEach(() => server.stop())

  const invite = async (body: Invite = lead) => {
    const { invitation, link } = await administrator.call('makeInvitation', { body })
    return { invitation, token: tokenOf(link) }
  }

  it('[A185] an administrator invites, and whoever holds the link comes in as that person', async () => {
    const { invitation, token } = await invite()
    expect(invitation).toMatchObject({ standing: 'open', madeBy: { name: 'Astrid Berg' } })
    const told = await server.anonymous().call('readInvitation', { body: { token } })
    expect(told).toMatchObject({
      offer: {
        kind: 'newcomer',
        name: 'Mette Holm',
        country: 'DK',
        ministry: { name: 'Justitsministeriet', country: 'DK' },
        roles: lead.roles,
      },
      expiresAt: '2026-12-04T09:00:00.000Z',
    })
    const { client, authenticator, status } = await accept(server, token, { name: null })
    expect(status).toBe(201)
    const { person } = await client.call('getSession')
    expect(person).toMatchObject({ name: 'Mette Holm', country: 'DK', roles: ['lead', 'drafter'] })
    const stored = await server.storage.tables.people.byId(person.id)
    expect(stored?.grants).toEqual(
      ['lead', 'drafter'].map((role) => ({
        role,
        country: 'DK',
        scope: { kind: 'everything' },
        readsDrafts: false,
        validFrom: '2026-11-27T09:00:00.000Z',
        validTo: null,
      })),
    )
    expect((await signInWith(server, authenticator)).status).toBe(201)
    const { people, invitations } = await administrator.call('getAccounts')
    expect(people.map(({ person: { name }, passkeys }) => [name, passkeys])).toEqual([
      ['Astrid Berg', 1],
      ['Mette Holm', 1],
    ])
    expect(invitations.map(({ standing }) => standing)).toEqual(['used'])
    expect((await accept(server, token, { name: null }).catch(({ code }) => ({ code }))).code).toBe(
      'invitation_over',
    )
  })

  it('[A185] nobody takes another name than the one they are invited by', async () => {
    const { token } = await invite()
    const { client } = await accept(server, token, { name: 'Minister' })
    expect((await client.call('getSession')).person.name).toBe('Mette Holm')
  })

  it('[A186] the link is in one answer, and its secret nowhere else', async () => {
    const { token } = await invite()
    const answers = JSON.stringify([
      await administrator.call('getAccounts'),
      await accountEvents(server),
      await server.storage.tables.invitations.all(),
    ])
    expect(answers.includes(token)).toBe(false)
    expect(answers.includes('Mette Holm')).toBe(true)
  })

  it('[A186] an invitation is withdrawn while it is open, by whoever may invite, and once', async () => {
    const { invitation, token } = await invite()
    const path = `/api/accounts/invitations/${invitation.id}`
    expect((await administrator.ask('DELETE', path)).status).toBe(204)
    const look = () => server.anonymous().ask('POST', '/api/invitation/reading', { body: { token } })
    expect((await look()).code).toBe('invitation_over')
    expect((await administrator.ask('DELETE', path)).code).toBe('invitation_over')
    expect((await administrator.ask('DELETE', '/api/accounts/invitations/none')).code).toBe('not_found')
    const [setUp] = (await server.storage.tables.invitations.all()).filter(
      ({ offer }) => offer.kind === 'first_administrator',
    )
    expect((await administrator.ask('DELETE', `/api/accounts/invitations/${setUp?.id}`)).code).toBe(
      'not_found',
    )
    expect((await accountEvents(server)).slice(-2).map(({ event }) => event.type)).toEqual([
      'invitation.made',
      'invitation.withdrawn',
    ])
  })

  it('[A186] after a week it is over', async () => {
    const { token } = await invite()
    clock.advance(week - 1)
    await server.anonymous().call('readInvitation', { body: { token } })
    clock.advance(1)
    expect((await accept(server, token, { name: null }).catch(({ code }) => ({ code }))).code).toBe(
      'invitation_over',
    )
  })

  it('[A187] whoever does not look after people neither sees nor invites anybody', async () => {
    const { token } = await invite({ ...lead, roles: [{ role: 'drafter', readsDrafts: false }] })
    const { client } = await accept(server, token, { name: null })
    const { invitation } = await invite()
    for (const [method, path, body] of [
      ['GET', '/api/accounts', undefined],
      ['POST', '/api/accounts/invitations', lead],
      ['DELETE', `/api/accounts/invitations/${invitation.id}`, undefined],
    ] as const) {
      const answer = await client.ask(method, path, body ? { body } : {})
      expect([answer.status, answer.code]).toEqual([403, 'forbidden'])
    }
  })

  it.each<[string, Partial<Invite>, string, string | undefined]>([
    ['no role', { roles: [] }, 'roles_invalid', undefined],
    [
      'a country’s role for whoever acts for none',
      { country: null, ministry: { kind: 'none' } },
      'roles_invalid',
      undefined,
    ],
    [
      'a ministry without a country',
      { country: null, roles: [{ role: 'secretariat', readsDrafts: false }] },
      'invalid_request',
      'ministry',
    ],
    [
      'a ministry that is not there',
      { ministry: { kind: 'known', ministryId: 'nowhere' } },
      'not_found',
      'ministry.ministryId',
    ],
    ['an empty name', { name: '   ' }, 'invalid_request', 'name'],
  ])('[A187] %s is refused', async (_what, more, code, field) => {
    const answer = await administrator.ask('POST', '/api/accounts/invitations', {
      body: { ...lead, ...more },
    })
    expect(answer.body).toEqual({ error: { code, ...(field ? { field } : {}) } })
    expect((await administrator.call('getAccounts')).ministries).toEqual([])
  })

  it('[A187] a ministry is another country’s to no one', async () => {
    await invite()
    const [ministry] = (await administrator.call('getAccounts')).ministries
    const known = { kind: 'known', ministryId: ministry?.id ?? '' } as const
    const same = await invite({ ...lead, name: 'Bo', ministry: known })
    expect(same.invitation.offer.ministry).toEqual(ministry)
    const other = await administrator.ask('POST', '/api/accounts/invitations', {
      body: { ...lead, country: 'SE', ministry: known },
    })
    expect(other.code).toBe('not_found')
  })

  it('[A181] the first administrator gives a name', async () => {
    const another = await startTestServer({ SAMPLE_WORKSPACE: 'off' }, { clock })
    const answer = await another.anonymous().ask('POST', '/api/invitation/passkey-options', {
      body: { token: tokenOf(another.setUpLink), name: null },
    })
    expect(answer.body).toEqual({ error: { code: 'invalid_request', field: 'name' } })
    await another.stop()
  })
})
