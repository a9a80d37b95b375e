import { Writable } from 'node:stream'
import { countThreads } from '@samsyn/domain'
import { type RouteBody, type Thread, type ThreadEvent, threadEventName } from '@samsyn/protocol'
import { pino } from 'pino'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, openDraft } from './support/drafter.ts'
import { everyAnswer } from './support/every-answer.ts'
import { type Client, startTestServer, type TestServer, UnexpectedAnswer } from './support/test-server.ts'

const positionId = 'reporting-template'
const params = { positionId }
const anchor = { start: 'AQID', end: 'BAUG', quote: 'Definitions matter' }
/** Of the sample, without those of Finland. */
const others = [
  'drafter-dk',
  'lead-no',
  'delegate-se',
  'head-of-delegation-no',
  'observer-fi',
  'registrar-fi',
  'delegate-fi',
  'secretariat',
  'administrator',
]

describe('threads', () => {
  let server: TestServer
  let drafterFi: Client
  let leadFi: Client
  let drafterDk: Client
  let secretariat: Client
  const logged: string[] = []
  const sockets: Socket[] = []

  beforeAll(async () => {
    const sink = new Writable({
      write(chunk, _encoding, done) {
        logged.push(String(chunk))
        done()
      },
    })
    server = await startTestServer({}, { logger: pino({ level: 'trace' }, sink) })
    ;[drafterFi, leadFi, drafterDk, secretariat] = await Promise.all([
      server.signIn('drafter-fi'),
      server.signIn('lead-fi'),
      server.signIn('drafter-dk'),
      server.signIn('secretariat'),
    ])
  })
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect()
    await server.stop()
  })

  const raise = (client: Client, body: Partial<RouteBody<'raiseThread'>> = {}) =>
    client.call('raiseThread', {
      params,
      body: { audience: null, anchor, text: 'Why eight weeks?', mentions: [], ...body },
    })
  const turn = (client: Client, thread: Thread, kind: RouteBody<'turnThread'>['kind']) =>
    client.call('turnThread', { params: { positionId, threadId: thread.id }, body: { kind } })
  const codeOf = async (asked: Promise<unknown>) => {
    try {
      await asked
      return 'ok'
    } catch (error) {
      if (error instanceof UnexpectedAnswer) return error.code
      throw error
    }
  }
  const threadsOf = async (client: Client) => (await client.call('listThreads', { params })).threads

  it('[A70] is raised, answered, rewritten, closed and opened again', async () => {
    const thread = await raise(drafterFi)
    expect(thread).toMatchObject({
      audience: null,
      anchor,
      isClosed: false,
      mustCloseFor: [],
      comments: [{ country: 'FI', text: 'Why eight weeks?', changedAt: null, may: { rewrite: true } }],
      may: { reply: true, turns: ['close', 'must_close'] },
    })
    const where = { positionId, threadId: thread.id }
    const said = { text: '  Because of the translations.  ', mentions: [] }
    const answered = await drafterDk.call('replyToThread', { params: where, body: said })
    expect(answered.comments.map(({ country, text }) => [country, text])).toEqual([
      ['FI', 'Why eight weeks?'],
      ['DK', 'Because of the translations.'],
    ])
    const [first, second] = answered.comments
    const mine = { ...where, commentId: first?.id ?? '' }
    const rewritten = await drafterFi.call('rewriteComment', {
      params: mine,
      body: { text: 'Why not six?', mentions: [] },
    })
    expect(rewritten.comments[0]).toMatchObject({ text: 'Why not six?', changedAt: expect.any(String) })
    const theirs = { ...where, commentId: second?.id ?? '' }
    expect(await codeOf(drafterFi.call('removeComment', { params: theirs }))).toBe('forbidden')
    const removed = await drafterDk.call('removeComment', { params: theirs })
    expect(removed.comments[1]).toMatchObject({ text: null, may: { rewrite: false } })
    expect(await codeOf(drafterDk.call('removeComment', { params: theirs }))).toBe('comment_removed')

    expect(await codeOf(turn(drafterDk, thread, 'close'))).toBe('forbidden')
    expect(await turn(leadFi, thread, 'close')).toMatchObject({ isClosed: true })
    expect(await codeOf(turn(leadFi, thread, 'close'))).toBe('state_conflict')
    expect(await codeOf(drafterDk.call('replyToThread', { params: where, body: said }))).toBe('thread_closed')
    expect(await turn(drafterDk, thread, 'reopen')).toMatchObject({ isClosed: false })
    const stored = await threadsOf(secretariat)
    expect(
      stored.find(({ id }) => id === thread.id)?.turns.map(({ kind, country }) => [kind, country]),
    ).toEqual([
      ['close', 'FI'],
      ['reopen', 'DK'],
    ])
  })

  it('[A783] quotes words that stand in the draft, and no others', async () => {
    const quoted = async (quote: string) => {
      try {
        await raise(drafterFi, { anchor: { ...anchor, quote } })
        return 'ok'
      } catch (error) {
        if (error instanceof UnexpectedAnswer) return error.code
        throw error
      }
    }
    expect(await quoted('Definitions matter more than layout')).toBe('ok')
    for (const quote of ['We agree to everything', 'Definitions do not matter', 'matter Definitions']) {
      expect([quote, await quoted(quote)]).toEqual([quote, 'words_not_there'])
    }
  })

  it('[A70] a thread of which nothing is left is gone', async () => {
    const thread = await raise(drafterDk)
    const commentId = thread.comments[0]?.id ?? ''
    await drafterDk.call('removeComment', { params: { positionId, threadId: thread.id, commentId } })
    expect((await threadsOf(drafterDk)).map(({ id }) => id)).not.toContain(thread.id)
    expect(await codeOf(turn(drafterDk, thread, 'close'))).toBe('not_found')
  })

  it('[A73] nobody lifts what another delegation asked for by removing their own words', async () => {
    const thread = await raise(drafterDk)
    await turn(drafterFi, thread, 'must_close')
    const commentId = thread.comments[0]?.id ?? ''
    await drafterDk.call('removeComment', { params: { positionId, threadId: thread.id, commentId } })
    const kept = (await threadsOf(drafterFi)).find(({ id }) => id === thread.id)
    expect(kept).toMatchObject({ isClosed: false, mustCloseFor: ['FI'], comments: [{ text: null }] })
    const counted = countThreads(await server.storage.tables.threads.byPositions([positionId]), null)
    expect(counted.toClose).toBe(1)
    expect(await turn(drafterDk, thread, 'close')).toMatchObject({ isClosed: true })
  })

  it('[A70] bad input and wrong readers are refused, and nothing is stored', async () => {
    const before = await threadsOf(drafterFi)
    const own = await codeOf(raise(drafterDk, { audience: 'FI' }))
    const outside = await codeOf(
      raise(drafterFi, { audience: 'FI', mentions: [{ kind: 'person', personId: 'lead-dk' }] }),
    )
    const empty = await codeOf(raise(drafterFi, { text: '   ' }))
    const long = await codeOf(raise(drafterFi, { text: 'a'.repeat(4001) }))
    const strange = await codeOf(raise(drafterFi, { anchor: { ...anchor, start: 'not base64!' } }))
    expect([own, outside, empty, long, strange]).toEqual([
      'forbidden',
      'mention_outside_audience',
      'invalid_request',
      'invalid_request',
      'invalid_request',
    ])
    expect(await codeOf(turn(drafterFi, { ...before[0], id: 'no-such-thread' } as Thread, 'close'))).toBe(
      'not_found',
    )
    for (const [id, code] of [
      ['observer-fi', 'not_found'],
      ['registrar-fi', 'forbidden'],
      ['delegate-fi', 'forbidden'],
    ] as const) {
      const client = await server.signIn(id)
      expect([id, await codeOf(client.call('listThreads', { params }))]).toEqual([id, code])
      expect([id, await codeOf(raise(client))]).toEqual([id, code])
    }
    expect(await threadsOf(drafterFi)).toEqual(before)
  })

  it('[A71] one for a delegation alone changes nobody else’s answers, events and lines by a byte', async () => {
    const clients = await Promise.all(others.map((id) => server.signIn(id)))
    const heard: unknown[] = []
    for (const { cookie } of clients) {
      const socket = await live(cookie)
      socket.onAny((...event: unknown[]) => heard.push(event))
    }
    const lines = openDraft(drafterDk, positionId)
    await lines.synced()
    const carried: string[] = []
    lines.provider.ws?.addEventListener('message', ({ data }) => {
      carried.push(Buffer.from(data as ArrayBuffer).toString('latin1'))
    })
    const finnish = await live(leadFi.cookie)
    const told: ThreadEvent[] = []
    finnish.on(threadEventName, (event: ThreadEvent) => told.push(event))

    const everything = () => Promise.all(clients.map((client) => everyAnswer(client, positionId)))
    const before = await everything()
    const secret = 'the-finnish-fall-back-is-ten-weeks'
    const thread = await raise(drafterFi, {
      audience: 'FI',
      text: secret,
    })
    const where = { positionId, threadId: thread.id }
    await leadFi.call('replyToThread', {
      params: where,
      body: { text: `${secret}-reply`, mentions: [{ kind: 'person', personId: 'drafter-fi' }] },
    })
    await turn(leadFi, thread, 'close')
    await turn(drafterFi, thread, 'reopen')
    await eventually(() => told.length === 4)

    expect(await everything()).toEqual(before)
    const commentId = thread.comments[0]?.id ?? ''
    const body = { text: 'Who is there?', mentions: [] }
    for (const client of clients) {
      const answers = [
        client.call('replyToThread', { params: where, body }),
        client.call('rewriteComment', { params: { ...where, commentId }, body }),
        client.call('removeComment', { params: { ...where, commentId } }),
        turn(client, thread, 'close'),
        turn(client, thread, 'must_close'),
        client.call('turnThread', {
          params: { positionId: 'contact-list', threadId: thread.id },
          body: { kind: 'close' },
        }),
      ]
      expect(await Promise.all(answers.map(codeOf))).toEqual(new Array(6).fill('not_found'))
    }
    const all = [JSON.stringify(heard), ...carried, ...logged].join('\n')
    expect(all).not.toContain(secret)
    expect(JSON.stringify(heard)).not.toContain(thread.id)
    expect(carried.join('')).not.toContain(thread.id)
    expect(told.every(({ threadId }) => threadId === thread.id)).toBe(true)
    const known = (await threadsOf(leadFi)).find(({ id }) => id === thread.id)
    expect(known?.comments.map(({ text }) => text)).toEqual([secret, `${secret}-reply`])
    lines.leave()
  })

  it('[A72] those who may read a thread are told by its ids, and whoever is mentioned that they are', async () => {
    const told = new Map<string, ThreadEvent[]>()
    for (const [id, { cookie }] of [
      ['drafter-fi', drafterFi],
      ['lead-fi', leadFi],
      ['drafter-dk', drafterDk],
      ['delegate-fi', await server.signIn('delegate-fi')],
    ] as const) {
      const events: ThreadEvent[] = []
      told.set(id, events)
      const socket = await live(cookie)
      socket.on(threadEventName, (event: ThreadEvent) => events.push(event))
    }
    const thread = await raise(drafterFi, { mentions: [{ kind: 'delegation', country: 'FI' }] })
    await eventually(() => [...told.values()].filter((events) => events.length > 0).length === 3)
    const event = { positionId, threadId: thread.id }
    expect(Object.fromEntries(told)).toEqual({
      'drafter-fi': [{ ...event, isMention: false }],
      'lead-fi': [{ ...event, isMention: true }],
      'drafter-dk': [{ ...event, isMention: false }],
      'delegate-fi': [],
    })
    // Whoever stands in a comment already is not called again when it is rewritten.
    const commentId = thread.comments[0]?.id ?? ''
    await drafterFi.call('rewriteComment', {
      params: { ...event, commentId },
      body: {
        text: 'Anew',
        mentions: [
          { kind: 'delegation', country: 'FI' },
          { kind: 'person', personId: 'drafter-dk' },
        ],
      },
    })
    await eventually(() => told.get('drafter-dk')?.length === 2 && told.get('lead-fi')?.length === 2)
    expect(told.get('lead-fi')?.[1]?.isMention).toBe(false)
    expect(told.get('drafter-dk')?.[1]?.isMention).toBe(true)
  })

  it('[A74] a thread that mentions somebody stands on their desk until it is answered', async () => {
    const answers = async (client: Client) =>
      (await client.call('getDesk')).waiting.flatMap(({ kind, threadId, position }) =>
        kind === 'answer' ? [[threadId, position.id]] : [],
      )
    const leadNo = await server.signIn('lead-no')
    const before = await Promise.all([answers(leadNo), answers(drafterDk)])
    const thread = await raise(drafterFi, { mentions: [{ kind: 'delegation', country: 'NO' }] })
    expect(await answers(leadNo)).toEqual([[thread.id, positionId]])
    expect([before, await answers(drafterDk)]).toEqual([[[], before[1]], before[1]])
    const drafterNo = await server.signIn('drafter-no')
    const body = { text: 'Because of the translations.', mentions: [] }
    await drafterNo.call('replyToThread', { params: { positionId, threadId: thread.id }, body })
    expect(await answers(leadNo)).toEqual([])
  })

  it('[A73] open threads stand before a round, and those for one delegation never', async () => {
    for (const thread of await threadsOf(secretariat)) {
      const owner = await server.signIn(thread.comments[0]?.person.id ?? '')
      if (!thread.isClosed) await turn(owner, thread, 'close')
    }
    await raise(drafterFi, { audience: 'FI' })
    const position = await leadFi.call('getPosition', { params })
    const frozen = await leadFi.call('freezeVersion', {
      params,
      body: { revision: position.revision, note: '' },
    })
    const open = (openPointsReason: string | null) =>
      codeOf(
        leadFi.call('openRound', {
          params,
          body: {
            revision: frozen.revision,
            versionNumber: frozen.latestVersion,
            contentHash: frozen.versions[0]?.contentHash ?? '',
            deadline: new Date(Date.now() + 86_400_000).toISOString(),
            notice: '',
            openPointsReason,
          },
        }),
      )
    const thread = await raise(drafterFi)
    expect(await open(null)).toBe('open_points')
    await turn(leadFi, thread, 'must_close')
    expect(await open('There is no time left.')).toBe('points_to_close')
    expect(await codeOf(turn(drafterDk, thread, 'need_not_close'))).toBe('state_conflict')
    const own = (await threadsOf(leadFi)).find(({ audience }) => audience === 'FI')
    expect(own && (await codeOf(turn(leadFi, own, 'must_close')))).toBe('thread_private')
    await turn(drafterFi, thread, 'close')
    expect(await open('The brackets are for the leads.')).toBe('ok')
  })

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
