import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { accountEvents } from './support/accounts.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const hour = 60 * 60 * 1000

describe('deputies', () => {
  let server: TestServer
  let clock: ReturnType<typeof manualClock>
  let lead: Client
  let drafter: Client
  beforeEach(async () => {
    clock = manualClock(new Date().toISOString())
    server = await startTestServer({}, { clock })
    lead = await server.signIn('lead-fi')
    drafter = await server.signIn('drafter-fi')
  })
  afterEach(() => server.stop())

  const inHours = (hours: number) => new Date(Date.parse(clock.now()) + hours * hour).toISOString()
  const name = (by: Client, body: { deputyId?: string; from?: string | null; to?: string } = {}) =>
    by.ask('POST', '/api/account/deputies', {
      body: { deputyId: 'drafter-fi', from: null, to: inHours(24), ...body },
    })
  const params = { positionId: 'yearly-overview' }
  const sees = (by: Client) => by.call('getPosition', { params })
  const decide = async (by: Client) => {
    const { round } = await sees(lead)
    return by.ask('POST', `/api/positions/${params.positionId}/decisions`, {
      body: {
        roundId: round?.id,
        versionNumber: round?.version.number,
        contentHash: round?.version.contentHash,
        value: { kind: 'agree' },
      },
    })
  }

  it('[A390] a lead names a deputy, who decides in their stead, and the record says so', async () => {
    expect((await decide(drafter)).code).toBe('forbidden')
    expect((await sees(drafter)).abilities.decide).toBe(false)
    const named = await lead.call('nameDeputy', {
      body: { deputyId: 'drafter-fi', from: null, to: inHours(24) },
    })
    expect(named).toMatchObject({
      mayName: true,
      named: [
        { deputy: { id: 'drafter-fi' }, validFrom: clock.now(), validTo: inHours(24), standing: 'holds' },
      ],
      held: [],
    })
    expect(await drafter.call('getDeputies')).toMatchObject({
      mayName: false,
      candidates: [],
      named: [],
      held: [{ lead: { id: 'lead-fi' }, standing: 'holds' }],
    })
    const before = await sees(drafter)
    expect([before.abilities.decide, before.deputyFor?.id]).toEqual([true, 'lead-fi'])
    expect((await sees(lead)).deputyFor).toBeNull()
    expect((await decide(drafter)).status).toBe(200)
    const { round } = await sees(lead)
    const given = round?.decisions.filter(({ country }) => country === 'FI').at(-1)
    expect(given).toMatchObject({ person: { id: 'drafter-fi' }, deputyFor: { id: 'lead-fi' } })
    const events = await server.storage.tables.events.byPosition(params.positionId)
    const logged = events.find(({ event }) => event.type === 'decision.given')
    expect(logged).toMatchObject({ personId: 'drafter-fi', event: { country: 'FI', deputyFor: 'lead-fi' } })
    expect(await server.storage.tables.events.verifyChain()).toMatchObject({ ok: true })
    // The lead goes on deciding, by their own right.
    expect((await decide(lead)).status).toBe(200)
    expect((await sees(lead)).round?.decisions.at(-1)).toMatchObject({
      person: { id: 'lead-fi' },
      deputyFor: null,
    })
  })

  it('[A695] who leads no more when the answer is stored has given it as a deputy', async () => {
    await name(lead)
    const { storage } = server
    const person = await storage.tables.people.byId('drafter-fi')
    const [grant] = person?.grants ?? []
    if (!person || !grant) throw new Error('There is no drafter')
    const setGrants = (grants: typeof person.grants) =>
      storage.tables.people.setRoles(person.id, { ...person, grants }, clock.now())
    await setGrants([grant, { ...grant, role: 'lead' }])
    expect((await sees(drafter)).deputyFor).toBeNull()
    // Between the question and its transaction.
    const { transaction } = storage
    vi.spyOn(storage, 'transaction').mockImplementationOnce(async (work) => {
      await setGrants([grant])
      return transaction.call(storage, work) as ReturnType<typeof work>
    })
    expect((await decide(drafter)).status).toBe(200)
    expect((await sees(lead)).round?.decisions.at(-1)).toMatchObject({
      person: { id: 'drafter-fi' },
      deputyFor: { id: 'lead-fi' },
    })
  })

  it('[A391] it ends by itself, and earlier by the lead alone', async () => {
    await name(lead, { to: inHours(1) })
    clock.advance(hour)
    expect((await decide(drafter)).code).toBe('forbidden')
    expect((await drafter.call('getDeputies')).held).toEqual([])
    await name(lead, { from: inHours(1), to: inHours(3) })
    expect((await decide(drafter)).code).toBe('forbidden')
    clock.advance(hour)
    expect((await sees(drafter)).abilities.decide).toBe(true)
    const [{ id } = { id: '' }] = (await lead.call('getDeputies')).named
    const path = `/api/account/deputies/${id}`
    for (const other of [drafter, await server.signIn('lead-se'), await server.signIn('administrator')])
      expect((await other.ask('DELETE', path)).code).toBe('not_found')
    expect((await lead.ask('DELETE', path)).body).toMatchObject({ named: [{ standing: 'over' }, {}] })
    expect((await decide(drafter)).code).toBe('forbidden')
    const again = await lead.ask('DELETE', path)
    expect([again.status, again.code]).toEqual([409, 'deputyship_over'])
    expect(
      (await accountEvents(server)).slice(-3).map(({ personId, event }) => [personId, event]),
    ).toMatchObject([
      ['lead-fi', { type: 'deputy.named', deputyId: 'drafter-fi' }],
      ['lead-fi', { type: 'deputy.named', deputyId: 'drafter-fi' }],
      ['lead-fi', { type: 'deputy.ended', deputyshipId: id, deputyId: 'drafter-fi' }],
    ])
  })

  it('[A391] with the lead’s account it ends, too', async () => {
    await name(lead)
    expect((await sees(drafter)).abilities.decide).toBe(true)
    await server.storage.tables.people.setDisabled('lead-fi', true)
    expect((await sees(drafter)).abilities.decide).toBe(false)
    expect((await sees(drafter)).deputyFor).toBeNull()
  })

  it('[A392] each refusal has its code; of several who are named for one time at once one is', async () => {
    const refused = async (by: Client, body: Parameters<typeof name>[1] = {}) => {
      const { status, code } = await name(by, body)
      return [status, code]
    }
    expect(await refused(drafter, { deputyId: 'lead-fi' })).toEqual([403, 'forbidden'])
    expect(await refused(await server.signIn('administrator'))).toEqual([403, 'forbidden'])
    expect(await refused(lead, { deputyId: 'delegate-fi' })).toEqual([400, 'deputy_unfit'])
    expect(await refused(lead, { deputyId: 'lead-fi' })).toEqual([400, 'deputy_unfit'])
    expect(await refused(lead, { deputyId: 'drafter-se' })).toEqual([404, 'not_found'])
    expect(await refused(lead, { deputyId: 'nobody' })).toEqual([404, 'not_found'])
    expect(await refused(lead, { to: clock.now() })).toEqual([400, 'period_invalid'])
    expect(await refused(lead, { to: inHours(24 * 367) })).toEqual([400, 'period_invalid'])
    expect((await lead.ask('DELETE', '/api/account/deputies/none')).code).toBe('not_found')
    const answers = await Promise.all([refused(lead), refused(lead)])
    expect(answers.map(([status]) => status).sort()).toEqual([201, 409])
    expect(answers).toContainEqual([409, 'deputy_named'])
    expect((await lead.call('getDeputies')).named).toHaveLength(1)
  })
})
