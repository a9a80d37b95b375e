import type { Grant } from '@samsyn/domain'
import { findPassage } from '@samsyn/editor'
import { proposalsEventName, type RouteBody } from '@samsyn/protocol'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { beginPosition, sharePosition } from './support/begun-position.ts'
import { eventually, openDraft } from './support/drafter.ts'
import { everyAnswer } from './support/every-answer.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Client, startTestServer, type TestServer, UnexpectedAnswer } from './support/test-server.ts'

const positionId = 'reporting-template'
const params = { positionId }
/** Its words stand in the draft, its ends nowhere: only the words are kept of it. */
const anchor = { start: 'AQID', end: 'BAUG', quote: 'Definitions matter' }
const path = `/api/positions/${positionId}/draft/proposals`

describe('proposals of those who may only suggest', () => {
  const clock = manualClock('2026-11-23T09:00:00.000Z')
  let server: TestServer
  let head: Client
  let drafterDk: Client
  let drafterFi: Client
  let secretariat: Client
  const sockets: Socket[] = []

  beforeAll(async () => {
    server = await startTestServer({}, { clock })
    ;[head, drafterDk, drafterFi, secretariat] = await Promise.all([
      server.signIn('head-of-delegation-no'),
      server.signIn('drafter-dk'),
      server.signIn('drafter-fi'),
      server.signIn('secretariat'),
    ])
  })
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect()
    await server.stop()
  })

  const propose = (client: Client, body: Partial<RouteBody<'makeProposal'>> = {}) => {
    clock.advance(1000)
    return client.call('makeProposal', {
      params,
      body: { anchor, change: { kind: 'replace', text: 'six weeks' }, explanation: '', ...body },
    })
  }
  const settle = (client: Client, proposalId: string, body: RouteBody<'settleProposal'>) =>
    client.call('settleProposal', { params: { positionId, proposalId }, body })
  const codeOf = async (asked: Promise<unknown>) => {
    try {
      await asked
      return 'ok'
    } catch (error) {
      if (error instanceof UnexpectedAnswer) return error.code
      throw error
    }
  }
  const listed = (client: Client) => client.call('listProposals', { params })

  it('[A160] [A161] are made, seen by everybody who reads the draft, taken in, declined and withdrawn', async () => {
    const made = await propose(head, { explanation: '  The others manage in six.  ' })
    expect(made).toMatchObject({
      proposer: { id: 'head-of-delegation-no', country: 'NO' },
      anchor,
      kind: 'replace',
      text: 'six weeks',
      explanation: 'The others manage in six.',
      settlement: null,
      may: ['withdrawn'],
    })
    const gone = await propose(head, { change: { kind: 'replace', text: '' } })
    const more = await propose(head, { change: { kind: 'insert_after', text: ' at most ' } })
    expect(more.text).toBe('at most')
    const own = async (client: Client) => (await listed(client)).map(({ id, may }) => [id, may])
    expect(await own(drafterDk)).toEqual([made, gone, more].map(({ id }) => [id, ['taken', 'declined']]))
    expect(await own(secretariat)).toEqual([made, gone, more].map(({ id }) => [id, []]))

    const taken = await settle(drafterDk, made.id, { kind: 'taken' })
    expect(taken.settlement).toMatchObject({
      kind: 'taken',
      decider: { id: 'drafter-dk', country: 'DK' },
      reason: null,
    })
    await settle(drafterFi, gone.id, { kind: 'declined', reason: ' We need it. ' })
    await settle(head, more.id, { kind: 'withdrawn' })
    const stored = await listed(drafterFi)
    expect(stored.map(({ settlement, may }) => [settlement?.kind, settlement?.reason, may])).toEqual([
      ['taken', null, []],
      ['declined', 'We need it.', []],
      ['withdrawn', null, []],
    ])
  })

  it('[A160] are refused with their code, and nothing is stored', async () => {
    const before = await listed(drafterDk)
    const { id } = await propose(head)
    const [lead, observer] = await Promise.all([server.signIn('lead-se'), server.signIn('observer-fi')])
    const reason = 'Not now'
    expect(await codeOf(settle(head, id, { kind: 'taken' }))).toBe('forbidden')
    expect(await codeOf(settle(head, id, { kind: 'declined', reason }))).toBe('forbidden')
    expect(await codeOf(settle(drafterDk, id, { kind: 'withdrawn' }))).toBe('forbidden')
    expect(await codeOf(settle(lead, id, { kind: 'declined', reason: '  ' }))).toBe('reason_required')
    expect(await codeOf(settle(lead, 'nothing', { kind: 'taken' }))).toBe('not_found')
    const elsewhere = `/api/positions/meeting-timetable/draft/proposals/${id}/settlement`
    expect((await drafterDk.ask('POST', elsewhere, { body: { kind: 'taken' } })).code).toBe('not_found')
    expect(await codeOf(propose(secretariat))).toBe('forbidden')
    expect(await codeOf(propose(observer))).toBe('not_found')
    const frozen = { positionId: 'meeting-timetable' }
    const body = { anchor, change: { kind: 'replace', text: 'x' }, explanation: '' } as const
    expect(await codeOf(drafterDk.call('makeProposal', { params: frozen, body }))).toBe('state_conflict')
    const wrong = [
      { ...body, change: { kind: 'insert_after', text: '  ' } },
      { ...body, change: { kind: 'replace', text: 'two\nlines' } },
      { ...body, change: { kind: 'replace', text: 'x'.repeat(4001) } },
      { ...body, change: { kind: 'bold', text: 'x' } },
      { ...body, anchor: null },
    ]
    for (const each of wrong) {
      expect((await head.ask('POST', path, { body: each })).code).toBe('invalid_request')
    }
    await settle(head, id, { kind: 'withdrawn' })
    expect(await codeOf(settle(head, id, { kind: 'withdrawn' }))).toBe('proposal_settled')
    expect((await listed(drafterDk)).length).toBe(before.length + 1)
  })

  it('[A166] are about words that stand in the draft as it is: nothing else is kept as if it had', async () => {
    const before = await listed(drafterDk)
    const about = (quote: string, client = head) => codeOf(propose(client, { anchor: { ...anchor, quote } }))
    for (const quote of ['We agree to everything', 'definitions matter', 'matter Definitions']) {
      expect([quote, await about(quote)]).toEqual([quote, 'words_not_there'])
    }
    // What one may not do is told first.
    expect(await about('We agree to everything', secretariat)).toBe('forbidden')
    await write(positionId, 'Words of a moment.')
    expect(await about('of a moment')).toBe('ok')
    expect((await listed(drafterDk)).length).toBe(before.length + 1)
  })

  it('[A691] [A162] of several who settle one at once one does, and the event log says who', async () => {
    const { id, at } = await propose(head)
    const outcomes = await Promise.all(
      [drafterDk, drafterFi, drafterDk].map((client) => codeOf(settle(client, id, { kind: 'taken' }))),
    )
    expect([...outcomes].sort()).toEqual(['ok', 'proposal_settled', 'proposal_settled'])
    const settled = (await listed(head)).find((proposal) => proposal.id === id)
    const [event] = await head.call('listPositionEvents', { params })
    expect(event).toMatchObject({
      type: 'proposal.settled',
      person: { id: settled?.settlement?.decider.id },
      capacity: 'drafter',
      data: {
        proposalId: id,
        outcome: 'taken',
        proposerId: 'head-of-delegation-no',
        proposerCountry: 'NO',
        proposedAt: at,
        kind: 'replace',
        quote: 'Definitions matter',
        text: 'six weeks',
        reason: null,
      },
    })
    const chain = await server.storage.tables.events.verifyChain()
    expect(chain.ok).toBe(true)
  })

  it('[A161] [A162] [A163] are told to those who may read them, by ids, and to nobody else', async () => {
    const outsiders = ['delegate-se', 'registrar-fi', 'observer-fi', 'administrator']
    const strangers = await Promise.all(outsiders.map((id) => server.signIn(id)))
    const before = await Promise.all(strangers.map((client) => everyAnswer(client, positionId)))
    const heard: unknown[] = []
    for (const { cookie } of strangers) (await live(cookie)).onAny((...event) => heard.push(event))
    const told: unknown[] = []
    ;(await live(secretariat.cookie)).onAny((...event) => told.push(event))
    const { id } = await propose(head, { change: { kind: 'replace', text: 'a-secret-of-the-draft' } })
    await settle(drafterDk, id, { kind: 'declined', reason: 'a-secret-reason' })
    await eventually(() => told.length === 2)
    expect(told).toEqual(Array(2).fill([proposalsEventName, { positionId }]))
    const after = await Promise.all(strangers.map((client) => everyAnswer(client, positionId)))
    expect(after).toEqual(before)
    expect(JSON.stringify(after)).not.toContain('a-secret')
    expect(heard).toEqual([])
    const codes = await Promise.all(strangers.map(async (client) => (await client.ask('GET', path)).code))
    expect(codes).toEqual(['forbidden', 'forbidden', 'not_found', 'not_found'])
  })

  it('[A161] of the time before the draft was shared stay with those who could read it then', async () => {
    const grant: Grant = {
      role: 'delegate',
      country: 'DK',
      scope: { kind: 'everything' },
      readsDrafts: true,
      validFrom: '2020-01-01T00:00:00.000Z',
      validTo: null,
    }
    await server.storage.tables.people.insert({
      id: 'expert-dk',
      name: 'Expert, Denmark',
      country: 'DK',
      ministryId: null,
      language: 'da',
      isDisabled: false,
      deputyships: [],
      grants: [grant],
    })
    const expert = await server.signIn('expert-dk')
    const created = await beginPosition(drafterDk, { instrument: 'joint_letter' })
    const there = { positionId: created.id }
    await write(created.id, anchor.quote)
    const body = { anchor, change: { kind: 'replace', text: 'before-sharing' }, explanation: '' } as const
    const early = await expert.call('makeProposal', { params: there, body })
    clock.advance(60_000)
    await sharePosition(drafterDk, created)
    const late = await expert.call('makeProposal', { params: there, body })
    const ids = async (client: Client) =>
      (await client.call('listProposals', { params: there })).map(({ id }) => id)
    expect(await ids(drafterDk)).toEqual([early.id, late.id])
    expect(await ids(secretariat)).toEqual([early.id, late.id])
    expect(await ids(drafterFi)).toEqual([late.id])
    const settleThere = (client: Client, proposalId: string) =>
      client.call('settleProposal', { params: { ...there, proposalId }, body: { kind: 'taken' } })
    expect(await codeOf(settleThere(drafterFi, early.id))).toBe('not_found')
    await settleThere(drafterDk, early.id)
    const feed = async (client: Client) =>
      JSON.stringify(await client.call('listPositionEvents', { params: there }))
    expect(await feed(drafterDk)).toContain(early.id)
    expect(await feed(drafterFi)).not.toContain(early.id)
  })

  it('[A164] ask for a reason before a round while they are pending', async () => {
    const leadDk = await server.signIn('lead-dk')
    const created = await beginPosition(drafterDk, { instrument: 'joint_letter' })
    const there = { positionId: created.id }
    const shared = await sharePosition(drafterDk, created)
    await write(created.id, anchor.quote)
    const { id } = await drafterFi.call('makeProposal', {
      params: there,
      body: { anchor, change: { kind: 'replace', text: 'x' }, explanation: '' },
    })
    const frozen = await leadDk.call('freezeVersion', {
      params: there,
      body: { revision: shared.revision, note: '' },
    })
    const open = (openPointsReason: string | null) =>
      leadDk.call('openRound', {
        params: there,
        body: {
          revision: frozen.revision,
          versionNumber: 1,
          contentHash: frozen.versions[0]?.contentHash ?? '',
          deadline: '2026-11-24T09:00:00.000Z',
          notice: '',
          openPointsReason,
        },
      })
    expect(await codeOf(open(null))).toBe('open_points')
    const taken = { params: { ...there, proposalId: id }, body: { kind: 'taken' } } as const
    expect(await codeOf(leadDk.call('settleProposal', taken))).toBe('state_conflict')
    await leadDk.call('settleProposal', {
      params: { ...there, proposalId: id },
      body: { kind: 'declined', reason: 'Too late.' },
    })
    expect((await open(null)).status).toBe('in_sign_off')
  })

  it('[A165] change nothing in the draft, and come with no line that writes', async () => {
    const text = async () => (await drafterDk.call('getDraftText', { params })).contentHash
    const before = await text()
    const state = openDraft(head, positionId)
    await state.synced()
    const passage = findPassage(Y.encodeStateAsUpdate(state.ydoc), 'Definitions matter')
    expect(passage).not.toBeNull()
    if (passage) await propose(head, { anchor: passage })
    expect(await text()).toBe(before)
    state.type('Written by somebody who may not.')
    await eventually(() => state.refusals.includes('read_only'))
    state.leave()
    expect(await text()).toBe(before)
    expect((await head.call('getPosition', { params })).abilities).toMatchObject({
      suggest: true,
      editDraft: false,
    })
  })

  /** Denmark's drafter types a line. */
  async function write(id: string, words: string): Promise<void> {
    const draft = openDraft(drafterDk, id)
    await draft.synced()
    draft.type(words)
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
