import { notifiedEventName, pagesEventName, proposalsEventName, type RouteBody } from '@samsyn/protocol'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginPosition, sharePosition } from './support/begun-position.ts'
import { eventually, openDraft } from './support/drafter.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Client, startTestServer, type TestServer, UnexpectedAnswer } from './support/test-server.ts'

const positionId = 'reporting-template'
const params = { positionId }
const anchor = { start: 'AQID', end: 'BAUG', quote: 'Definitions matter' }

describe('contributions of a delegation', () => {
  const clock = manualClock('2026-11-23T09:00:00.000Z')
  let server: TestServer
  let drafterFi: Client
  let leadFi: Client
  let drafterDk: Client
  const sockets: Socket[] = []

  beforeAll(async () => {
    server = await startTestServer({}, { clock })
    ;[drafterFi, leadFi, drafterDk] = await Promise.all([
      server.signIn('drafter-fi'),
      server.signIn('lead-fi'),
      server.signIn('drafter-dk'),
    ])
  })
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect()
    await server.stop()
  })

  const add = (client: Client, text: string, where = { positionId, country: 'FI' }) => {
    clock.advance(1000)
    return client.call('addPoint', {
      params: where,
      body: { anchor, change: { kind: 'replace', text }, explanation: '' },
    })
  }
  const prepared = async (client: Client, where = params) => {
    const all = await client.call('listContributions', { params: where })
    return all.find(({ state }) => state === 'prepared')
  }
  const points = (set: Awaited<ReturnType<typeof prepared>>) => (set?.state === 'prepared' ? set.points : [])
  const idsOf = (set: Awaited<ReturnType<typeof prepared>>) => points(set).map(({ id }) => id)
  const turn = (
    client: Client,
    contributionId: string,
    body: RouteBody<'turnContribution'>,
    where = params,
  ) => {
    clock.advance(1000)
    return client.call('turnContribution', { params: { ...where, contributionId }, body })
  }
  const send = async (client: Client, where = params) => {
    const set = await prepared(client, where)
    const body = { kind: 'send', pointIds: idsOf(set) } as const
    return turn(client, set?.id ?? 'none', body, where)
  }
  const codeOf = async (asked: Promise<unknown>) => {
    try {
      await asked
      return 'ok'
    } catch (error) {
      if (error instanceof UnexpectedAnswer) return error.code
      throw error
    }
  }
  const feed = (client: Client, where = params) => client.call('listPositionEvents', { params: where })
  const proposals = (client: Client, where = params) => client.call('listProposals', { params: where })

  it('[A170] are prepared by whoever writes on the own pages: points are added, changed and taken out', async () => {
    const begun = await add(drafterFi, 'six weeks')
    expect(begun).toMatchObject({
      state: 'prepared',
      country: 'FI',
      may: { prepare: true, send: false, withdraw: true },
    })
    const more = await add(leadFi, 'seven weeks')
    expect(more.id).toBe(begun.id)
    const [first, second] = points(more)
    expect(first).toMatchObject({ writer: { id: 'drafter-fi', country: 'FI' }, anchor, text: 'six weeks' })
    const place = { positionId, country: 'FI' }
    const changed = await drafterFi.call('changePoint', {
      params: { ...place, pointId: second?.id ?? '' },
      body: { change: { kind: 'insert_after', text: ' at the latest ' }, explanation: ' Why not. ' },
    })
    expect(points(changed).map(({ kind, text, explanation }) => [kind, text, explanation])).toEqual([
      ['replace', 'six weeks', ''],
      ['insert_after', 'at the latest', 'Why not.'],
    ])
    await drafterFi.call('removePoint', { params: { ...place, pointId: first?.id ?? '' } })
    expect(points(await prepared(leadFi)).map(({ text }) => text)).toEqual(['at the latest'])
    expect((await prepared(leadFi))?.may).toEqual({ prepare: true, send: true, withdraw: true })
    for (const pointId of [first?.id, second?.id, 'nothing']) {
      const gone = drafterFi.call('removePoint', { params: { ...place, pointId: pointId ?? '' } })
      expect(await codeOf(gone)).toBe('not_found')
    }
    // What was to go to the penholder's country alone does not go to all.
    const pointIds = idsOf(await prepared(leadFi))
    expect(
      await codeOf(turn(leadFi, begun.id, { kind: 'send', pointIds, seenAsShared: false })),
      '[A790]',
    ).toBe('revision_conflict')
    // Whoever reads the own pages and does not write there looks on.
    const head = await server.signIn('head-of-delegation-no')
    const drafterNo = await server.signIn('lead-no')
    await add(drafterNo, 'five weeks', { positionId, country: 'NO' })
    expect((await prepared(head))?.may).toEqual({ prepare: false, send: false, withdraw: false })
  })

  it('[A166] [A170] are refused with their code, and nothing is kept', async () => {
    const path = `/api/positions/${positionId}/pages/FI/points`
    const body = { anchor, change: { kind: 'replace', text: 'x' }, explanation: '' }
    const before = await prepared(leadFi)
    const head = await server.signIn('head-of-delegation-no')
    const ask = async (client: Client, where: string) =>
      (await client.ask('POST', `/api/positions/${where}/points`, { body })).code
    expect(await ask(drafterDk, `${positionId}/pages/FI`)).toBe('forbidden')
    expect(await ask(head, `${positionId}/pages/NO`)).toBe('forbidden')
    expect(await ask(drafterFi, `${positionId}/pages/XX`)).toBe('not_found')
    expect(await ask(drafterFi, 'nothing/pages/FI')).toBe('not_found')
    for (const wrong of [
      { ...body, anchor: null },
      { ...body, change: { kind: 'insert_after', text: ' ' } },
      { ...body, change: { kind: 'replace', text: 'two\nlines' } },
      { ...body, more: 1 },
    ]) {
      expect((await drafterFi.ask('POST', path, { body: wrong })).code).toBe('invalid_request')
    }
    const invented = { ...body, anchor: { ...anchor, quote: 'We agree to everything' } }
    expect((await drafterFi.ask('POST', path, { body: invented })).code).toBe('words_not_there')
    // Point and pages must belong together.
    const [point] = points(before)
    const elsewhere = `/api/positions/${positionId}/pages/DK/points/${point?.id}`
    expect((await drafterDk.ask('DELETE', elsewhere)).code).toBe('not_found')
    expect((await drafterFi.ask('DELETE', `/api/positions/${positionId}/pages/SE/points/x`)).code).toBe(
      'forbidden',
    )
    expect(await prepared(leadFi)).toEqual(before)
  })

  it('[A170] are begun once, whoever puts something in at the same moment', async () => {
    const where = { positionId, country: 'SE' }
    const [drafterSe, leadSe] = await Promise.all([server.signIn('drafter-se'), server.signIn('lead-se')])
    const sets = await Promise.all(
      ['a', 'b', 'c', 'd'].map((text, index) => add(index % 2 ? drafterSe : leadSe, text, where)),
    )
    expect(new Set(sets.map(({ id }) => id)).size).toBe(1)
    expect(points(await prepared(leadSe)).length).toBe(4)
    await turn(drafterSe, sets[0]?.id ?? '', { kind: 'discard', pointIds: idsOf(await prepared(drafterSe)) })
    expect(await prepared(leadSe)).toBeUndefined()
  })

  it('[A691] [A171] are sent by their lead alone, once, with exactly what the lead saw', async () => {
    const set = await add(drafterFi, 'nine weeks')
    const seen = points(set).map(({ id }) => id)
    const late = await add(drafterFi, 'put in behind the lead’s back')
    const all = points(late).map(({ id }) => id)
    expect(await codeOf(turn(drafterFi, set.id, { kind: 'send', pointIds: all }))).toBe('forbidden')
    expect(await codeOf(turn(drafterDk, set.id, { kind: 'send', pointIds: all }))).toBe('not_found')
    expect(await codeOf(turn(leadFi, set.id, { kind: 'send', pointIds: seen }))).toBe('revision_conflict')
    expect(await codeOf(turn(leadFi, 'nothing', { kind: 'send', pointIds: all }))).toBe('not_found')
    const before = await feed(leadFi)
    const asked = [1, 2, 3].map(() => codeOf(turn(leadFi, set.id, { kind: 'send', pointIds: all })))
    expect([...(await Promise.all(asked))].sort()).toEqual([
      'contribution_closed',
      'contribution_closed',
      'ok',
    ])
    const after = await feed(drafterDk)
    expect(after.length).toBe(before.length + 1)
    expect(after[0]).toMatchObject({
      type: 'contribution.sent',
      person: { id: 'lead-fi' },
      country: 'FI',
      capacity: 'lead',
      data: { contributionId: set.id, country: 'FI' },
    })
    const point = `/api/positions/${positionId}/pages/FI/points/${all[0]}`
    expect((await leadFi.ask('DELETE', point)).code).toBe('contribution_closed')
    const other = { change: { kind: 'replace', text: 'x' }, explanation: '' }
    expect((await drafterFi.ask('PATCH', point, { body: other })).code).toBe('contribution_closed')
    // What is put in now is in the next one.
    const next = await add(drafterFi, 'for the next one')
    expect(next.id).not.toBe(set.id)
    await drafterFi.call('removePoint', {
      params: { positionId, country: 'FI', pointId: points(next)[0]?.id ?? '' },
    })
    expect(await codeOf(turn(leadFi, next.id, { kind: 'send', pointIds: [] }))).toBe('contribution_empty')
  })

  it('[A172] that were sent are answered point by point, as the word of their lead', async () => {
    const sent = (await proposals(drafterDk)).filter(({ contributionId }) => contributionId !== null)
    const [set] = await drafterDk.call('listContributions', { params })
    expect(set).toMatchObject({
      state: 'sent',
      country: 'FI',
      sender: { id: 'lead-fi', country: 'FI' },
      withdrawal: null,
      may: { prepare: false, send: false, withdraw: false },
    })
    if (set?.state !== 'sent') throw new Error('Not sent')
    expect(sent.map(({ text }) => text)).toEqual([
      'at the latest',
      'nine weeks',
      'put in behind the lead’s back',
    ])
    for (const { proposer, at, contributionId, may } of sent) {
      expect([proposer.id, proposer.country, at, contributionId]).toEqual([
        'lead-fi',
        'FI',
        set.sentAt,
        set.id,
      ])
      expect(may).toEqual(['taken', 'declined'])
    }
    const settle = (client: Client, index: number, body: RouteBody<'settleProposal'>) =>
      client.call('settleProposal', { params: { positionId, proposalId: sent[index]?.id ?? '' }, body })
    expect(await codeOf(settle(leadFi, 0, { kind: 'withdrawn' }))).toBe('forbidden')
    expect(await codeOf(settle(drafterFi, 0, { kind: 'withdrawn' }))).toBe('forbidden')
    expect(await codeOf(settle(drafterDk, 0, { kind: 'declined', reason: ' ' }))).toBe('reason_required')
    await settle(drafterDk, 0, { kind: 'taken' })
    await settle(drafterDk, 1, { kind: 'declined', reason: 'Too long.' })
    expect(await codeOf(settle(drafterFi, 1, { kind: 'taken' }))).toBe('proposal_settled')
    const [declined, taken] = await feed(drafterDk)
    const by = { proposerId: 'lead-fi', proposerCountry: 'FI', proposedAt: set.sentAt }
    expect(taken?.data).toMatchObject({ ...by, outcome: 'taken', text: 'at the latest' })
    expect(declined?.data).toMatchObject({ ...by, outcome: 'declined', reason: 'Too long.' })
    expect(JSON.stringify([declined, taken, sent, set])).not.toContain('drafter-fi')

    // What is left of it is withdrawn as a whole.
    expect(await codeOf(turn(drafterFi, set.id, { kind: 'withdraw' }))).toBe('forbidden')
    expect(await codeOf(turn(drafterDk, set.id, { kind: 'withdraw' }))).toBe('forbidden')
    await turn(leadFi, set.id, { kind: 'withdraw' })
    const after = (await proposals(drafterDk)).filter(({ contributionId }) => contributionId === set.id)
    expect(after.map(({ settlement }) => settlement?.kind)).toEqual(['taken', 'declined', 'withdrawn'])
    expect(await codeOf(settle(drafterDk, 2, { kind: 'taken' }))).toBe('proposal_settled')
    expect(await codeOf(turn(leadFi, set.id, { kind: 'withdraw' }))).toBe('contribution_closed')
    const [withdrawn] = await feed(drafterDk)
    expect(withdrawn).toMatchObject({ type: 'contribution.withdrawn', person: { id: 'lead-fi' } })
    expect((await server.storage.tables.events.verifyChain()).ok).toBe(true)
  })

  it('[A223] stand on the desks of those for whom they wait, and on no other', async () => {
    const created = await beginPosition(drafterDk, { instrument: 'joint_letter' })
    const there = { positionId: created.id }
    await write(created.id)
    await sharePosition(drafterDk, created)
    const ids = ['drafter-dk', 'lead-dk', 'drafter-fi', 'lead-fi', 'lead-se', 'delegate-fi', 'delegate-dk']
    const everybody = [
      ...ids,
      'head-of-delegation-no',
      'secretariat',
      'registrar-fi',
      'observer-fi',
      'administrator',
    ]
    const clients = new Map(
      await Promise.all(everybody.map(async (id) => [id, await server.signIn(id)] as const)),
    )
    const waiting = async () => {
      const found: Record<string, unknown> = {}
      for (const [id, client] of clients) {
        const { waiting: items } = await client.call('getDesk')
        const own = items.filter(
          ({ kind, position }) => kind.endsWith('contribution') && position.id === created.id,
        )
        if (own.length > 0) found[id] = own.map(({ kind, contributors }) => [kind, contributors])
      }
      return found
    }
    expect(await waiting()).toEqual({})
    await add(drafterFi, 'nine weeks', { ...there, country: 'FI' })
    expect(await waiting()).toEqual({ 'lead-fi': [['send_contribution', ['FI']]] })
    await send(leadFi, there)
    const answer = [['contribution', ['FI']]]
    expect(await waiting()).toEqual({ 'drafter-dk': answer, 'lead-dk': answer, 'lead-se': answer })
    const [point] = await proposals(drafterDk, there)
    await drafterDk.call('settleProposal', {
      params: { ...there, proposalId: point?.id ?? '' },
      body: { kind: 'declined', reason: 'Later.' },
    })
    expect(await waiting()).toEqual({})
  })

  it('[A224] are discarded by whoever prepares them, with what they saw in them, and nobody is told', async () => {
    const set = await add(drafterFi, 'thrown away')
    const seen = idsOf(set)
    const more = idsOf(await add(leadFi, 'put in meanwhile'))
    const before = await server.storage.tables.events.byPosition(positionId)
    const discard = (client: Client, pointIds: string[], id = set.id) =>
      codeOf(turn(client, id, { kind: 'discard', pointIds }))
    expect(await discard(drafterFi, seen)).toBe('revision_conflict')
    expect(await discard(drafterDk, more)).toBe('not_found')
    expect(await discard(drafterFi, more, 'nothing')).toBe('not_found')
    expect(await codeOf(turn(leadFi, set.id, { kind: 'withdraw' }))).toBe('state_conflict')
    expect(idsOf(await prepared(leadFi))).toEqual(more)
    expect(await discard(drafterFi, more)).toBe('ok')
    expect(await prepared(leadFi)).toBeUndefined()
    expect(await discard(leadFi, more)).toBe('contribution_closed')
    expect(await server.storage.tables.events.byPosition(positionId)).toEqual(before)
    // Sent, it is not discarded any more, by nobody.
    await add(drafterFi, 'sent')
    const sent = await send(leadFi)
    for (const client of [drafterFi, leadFi, drafterDk]) {
      expect(await discard(client, [], sent?.id)).toBe('contribution_closed')
    }
  })

  it('[A172] that were sent before the draft was shared stay with those who could read it then', async () => {
    const leadDk = await server.signIn('lead-dk')
    const created = await beginPosition(drafterDk, { instrument: 'joint_letter' })
    const there = { positionId: created.id }
    await write(created.id)
    await add(drafterDk, 'before-sharing', { ...there, country: 'DK' })
    const early = await send(leadDk, there)
    clock.advance(60_000)
    await sharePosition(drafterDk, created)
    await add(drafterDk, 'after-sharing', { ...there, country: 'DK' })
    await send(leadDk, there)
    expect((await proposals(drafterFi, there)).map(({ text }) => text)).toEqual(['after-sharing'])
    expect((await drafterFi.call('listContributions', { params: there })).length).toBe(1)
    await turn(leadDk, early?.id ?? '', { kind: 'withdraw' }, there)
    expect((await proposals(drafterDk, there)).length).toBe(2)
    expect(JSON.stringify(await feed(drafterFi, there))).not.toContain(early?.id)
    expect(JSON.stringify(await feed(drafterDk, there))).toContain(early?.id)
  })

  it('[A172] [A173] count before a round once they are sent, and not before', async () => {
    const leadDk = await server.signIn('lead-dk')
    const created = await beginPosition(drafterDk, { instrument: 'joint_letter' })
    const there = { positionId: created.id }
    const shared = await sharePosition(drafterDk, created)
    await write(created.id)
    await add(drafterFi, 'x', { ...there, country: 'FI' })
    const freeze = (revision: number) =>
      leadDk.call('freezeVersion', { params: there, body: { revision, note: '' } })
    const open = (revision: number, hash: string, versionNumber: number) =>
      leadDk.call('openRound', {
        params: there,
        body: {
          revision,
          versionNumber,
          contentHash: hash,
          deadline: '2026-11-24T09:00:00.000Z',
          notice: '',
          openPointsReason: null,
        },
      })
    const frozen = await freeze(shared.revision)
    expect(await codeOf(send(leadFi, there))).toBe('state_conflict')
    const hash = frozen.versions[0]?.contentHash ?? ''
    const round = await open(frozen.revision, hash, 1)
    expect(round.status).toBe('in_sign_off')
    const reopened = await leadDk.call('reopenDraft', {
      params: there,
      body: { revision: round.revision, reason: 'Finland has something.' },
    })
    await send(leadFi, there)
    const again = await freeze(reopened.revision)
    const number = again.versions[0]?.number ?? 0
    expect(await codeOf(open(again.revision, hash, number))).toBe('open_points')
  })

  it('[A174] are told by ids to their delegation while they are prepared, and to all who read the draft once they are sent', async () => {
    const told = async (client: Client) => {
      const heard: unknown[] = []
      ;(await live(client.cookie)).onAny((...event) => {
        // That they are told by name is another matter (A470).
        if (event[0] !== notifiedEventName) heard.push(event)
      })
      return heard
    }
    const [finland, denmark] = [await told(leadFi), await told(drafterDk)]
    const stranger = await told(await server.signIn('delegate-se'))
    await add(drafterFi, 'told')
    await eventually(() => finland.length === 1)
    await send(leadFi)
    await eventually(() => finland.length === 2 && denmark.length === 1)
    expect(finland).toEqual([
      [pagesEventName, { positionId, country: 'FI' }],
      [proposalsEventName, { positionId }],
    ])
    expect(denmark).toEqual([[proposalsEventName, { positionId }]])
    expect(stranger).toEqual([])
  })

  /** Denmark's drafter types the words that points are about. */
  async function write(id: string): Promise<void> {
    const draft = openDraft(drafterDk, id)
    await draft.synced()
    draft.type(anchor.quote)
    await draft.saved()
    draft.leave()
  }

  async function live(cookie: string): Promise<Socket> {
    const socket = io(server.url, { extraHeaders: { cookie }, transports: ['websocket'] })
    sockets.push(socket)
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('connect_error', reject)
    })
    return socket
  }
})
