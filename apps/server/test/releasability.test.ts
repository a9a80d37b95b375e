import { closeCodes, filePath, type LiveEvent, liveEventName, type RouteBody } from '@samsyn/protocol'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginPosition, sharePosition } from './support/begun-position.ts'
import { eventually, openDraft } from './support/drafter.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const ground = { ground: 'comix', reference: 'ST 14862/22 COMIX' } as const

describe('a position for DK-FI-SE only that is releasable to Norway', () => {
  let server: TestServer
  const clients = new Map<string, Client>()
  const as = async (personId: string) => {
    const client = clients.get(personId) ?? (await server.signIn(personId))
    clients.set(personId, client)
    return client
  }

  beforeAll(async () => {
    server = await startTestServer()
    const { people } = server.storage.tables
    const [observer] = (await people.all()).filter(({ id }) => id === 'observer-no')
    if (!observer) throw new Error('Nobody observes for Norway')
    // Reads drafts wherever the marking lets them.
    const grants = observer.grants.map((grant) => ({ ...grant, readsDrafts: true }))
    await people.insert({ ...observer, id: 'reader-no', name: 'Reader, Norway', grants })
  })
  afterAll(() => server.stop())

  const begun = async (more: Partial<RouteBody<'createPosition'>> = {}) =>
    beginPosition(await as('drafter-dk'), { marking: 'member_states_only', ...more })
  const shared = async (more: Partial<RouteBody<'createPosition'>> = {}) =>
    sharePosition(await as('drafter-dk'), await begun(more))
  const revisionOf = async (positionId: string) =>
    (await server.storage.tables.positions.byId(positionId))?.revision ?? 1
  const extend = async (personId: string, positionId: string, more: object = {}) => {
    const revision = await revisionOf(positionId)
    const { status, code } = await (await as(personId)).ask(
      'POST',
      `/api/positions/${positionId}/releasability`,
      { body: { revision, country: 'NO', ...ground, ...more } },
    )
    return code ?? status
  }
  const end = async (personId: string, positionId: string, more: object = {}) => {
    const revision = await revisionOf(positionId)
    const { status, code } = await (await as(personId)).ask(
      'POST',
      `/api/positions/${positionId}/releasability/end`,
      { body: { revision, country: 'NO', reason: 'Its originator took it back.', ...more } },
    )
    return code ?? status
  }
  /** What the reader gets by every way in. */
  const ways = async (positionId: string, personId = 'reader-no') => {
    const reader = await as(personId)
    const codeOf = async (path: string) => {
      const { status, code } = await reader.ask('GET', path)
      return code ?? status
    }
    const desk = await reader.call('getDesk')
    return [
      await codeOf(`/api/positions/${positionId}`),
      await codeOf(`/api/positions/${positionId}/events`),
      await codeOf(`/api/positions/${positionId}/draft/text`),
      await codeOf(filePath('getDraftFile', { positionId })),
      desk.positions.some(({ id }) => id === positionId),
    ]
  }
  const shut = ['not_found', 'not_found', 'not_found', 'not_found', false]
  const open = [200, 200, 200, 200, true]

  it('[A231] is made so by the penholder’s lead or the secretariat, on a ground, and by nobody else', async () => {
    const { id } = await shared()
    for (const personId of ['drafter-dk', 'lead-fi']) expect(await extend(personId, id)).toBe('forbidden')
    expect(await extend('lead-no', id)).toBe('not_found')
    expect(await extend('lead-dk', 'none-such')).toBe('not_found')
    expect(await extend('lead-dk', id, { reference: ' ' })).toBe('reason_required')
    expect(await extend('lead-dk', id, { ground: 'because' })).toBe('invalid_request')
    expect(await extend('lead-dk', id, { country: 'SE' })).toBe('state_conflict')
    expect(await extend('lead-dk', id, { revision: 1 })).toBe('revision_conflict')
    expect(await extend('lead-dk', id)).toBe(200)
    expect(await extend('secretariat', id, { country: 'IS' })).toBe(200)
    expect(await extend('lead-dk', id)).toBe('state_conflict')

    expect(await end('lead-fi', id)).toBe('forbidden')
    expect(await end('lead-dk', id, { reason: ' ' })).toBe('reason_required')
    expect(await end('lead-dk', id)).toBe(200)
    expect(await end('lead-dk', id)).toBe('state_conflict')
    const lead = await as('lead-fi')
    const params = { positionId: id }
    expect((await lead.call('getPosition', { params })).releasableTo).toEqual(['IS'])
    const told = (await lead.call('listPositionEvents', { params })).filter(({ type }) =>
      type.startsWith('releasability.'),
    )
    expect(told.map(({ type, person, data }) => [type, person?.id, data])).toEqual([
      ['releasability.ended', 'lead-dk', { country: 'NO', reason: 'Its originator took it back.' }],
      ['releasability.extended', 'secretariat', { country: 'IS', ...ground }],
      ['releasability.extended', 'lead-dk', { country: 'NO', ...ground }],
    ])
  })

  it('[A232] opens every way in to those whom their role lets read, and closes it again at once', async () => {
    const { id } = await shared()
    const reader = await as('reader-no')
    const heard: LiveEvent[] = []
    const socket = io(server.url, { extraHeaders: { cookie: reader.cookie }, transports: ['websocket'] })
    socket.on(liveEventName, (event: LiveEvent) => heard.push(event))
    await new Promise<void>((resolve) => socket.once('connect', resolve))
    expect(await ways(id)).toEqual(shut)
    expect(await extend('lead-dk', id)).toBe(200)
    await eventually(() => heard.some(({ type }) => type === 'releasability.extended'))
    expect(await ways(id)).toEqual(open)
    // To nobody else of that country, and to no other country.
    expect(await ways(id, 'lead-no')).toEqual(shut)
    expect(await ways(id, 'observer-no')).toEqual(shut)
    expect(await ways(id, 'observer-is')).toEqual(shut)

    const draft = openDraft(reader, id)
    await draft.synced()
    expect(draft.modes.at(-1)).toBe('read')
    heard.length = 0
    expect(await end('lead-dk', id)).toBe(200)
    await eventually(() => draft.closeCodes.includes(closeCodes.access_lost))
    draft.leave()
    expect(await ways(id)).toEqual(shut)
    await extend('lead-dk', id, { country: 'IS' })
    expect(await (await as('drafter-fi')).call('getPosition', { params: { positionId: id } })).toMatchObject({
      releasableTo: ['IS'],
    })
    // Once, so that open pages ask and are refused; of what happens later nothing.
    expect(heard.map(({ type }) => type)).toEqual(['position.moved'])
    socket.disconnect()
  })

  it('[A233] can have Norway as a party where it is so from the beginning, and then keeps it', async () => {
    const parties: RouteBody<'createPosition'>['parties'] = ['DK', 'NO', 'SE']
    const begin = async (more: object) => {
      const whole = { marking: 'member_states_only', parties, ...more } as const
      return begun(whole).then(
        () => null,
        (error: { code?: string }) => error.code,
      )
    }
    expect(await begin({})).toBe('parties_invalid')
    const releasability = { countries: ['NO' as const], ...ground }
    expect(await begin({ releasability: { ...releasability, countries: ['IS'] } })).toBe('parties_invalid')
    expect(await begin({ releasability: { ...releasability, reference: ' ' } })).toBe('reason_required')
    expect(await begin({ marking: 'parties', releasability })).toBe('state_conflict')
    const position = await shared({ parties, releasability })
    const { id } = position
    expect(await ways(id, 'lead-no')).toEqual(open)
    expect(await ways(id, 'lead-is')).toEqual(shut)
    const lead = await as('lead-no')
    const { abilities, ownPages } = await lead.call('getPosition', { params: { positionId: id } })
    expect([abilities.editDraft, ownPages]).toEqual([true, ['NO']])
    expect(await end('lead-dk', id)).toBe('parties_invalid')

    const leadDk = await as('lead-dk')
    const frozen = await leadDk.call('freezeVersion', {
      params: { positionId: id },
      body: { revision: position.revision, note: '' },
    })
    const version = frozen.versions[0]
    const round = await leadDk.call('openRound', {
      params: { positionId: id },
      body: {
        revision: frozen.revision,
        versionNumber: 1,
        contentHash: version?.contentHash ?? '',
        deadline: new Date(Date.now() + 3_600_000).toISOString(),
        notice: '',
        openPointsReason: 'Its sections are meant to be empty.',
      },
    })
    const decided = await lead.call('giveDecision', {
      params: { positionId: id },
      body: {
        roundId: round.round?.id ?? '',
        versionNumber: 1,
        contentHash: version?.contentHash ?? '',
        value: { kind: 'agree' },
      },
    })
    expect(decided.round?.decisions.map(({ country }) => country)).toEqual(['NO'])
  })

  it('[A112] [A233] says so first in every file', async () => {
    const { id } = await shared()
    await extend('lead-dk', id)
    await extend('lead-dk', id, { country: 'IS' })
    const lead = await as('lead-dk')
    const { revision } = await lead.call('getPosition', { params: { positionId: id } })
    await lead.call('freezeVersion', { params: { positionId: id }, body: { revision, note: '' } })
    const path = filePath('getVersionFile', { positionId: id, number: 1, format: 'txt' })
    const file = await fetch(server.url + path, { headers: { cookie: lead.cookie } })
    expect((await file.text()).split('\n')[0]).toBe('DK-FI-SE only · Releasable to: IS, NO')
  })

  it('[A233] a ground to release it is one for LIMITE, which is asked about from then on', async () => {
    const { id } = await shared()
    const drafter = await as('drafter-fi')
    const params = { positionId: id }
    const confirm = async () =>
      (
        await drafter.ask('POST', `/api/positions/${id}/draft/limite`, {
          body: { ground: 'comix', reference: 'WK 1/2026', source: 'typed' },
        })
      ).code
    expect(await confirm()).toBe('state_conflict')
    await extend('lead-dk', id)
    expect((await drafter.call('getPosition', { params })).isLimiteConfirmed).toBe(true)
    expect(await confirm()).toBeNull()
  })
})
