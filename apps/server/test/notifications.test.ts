import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NotificationTopic } from '@samsyn/domain'
import { notifiedEventName } from '@samsyn/protocol'
import type { NewNotification } from '@samsyn/storage'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asNotifications } from '../src/notifications/telling.ts'
import { accept, tokenOf } from './support/accounts.ts'
import { beginPosition, sharePosition } from './support/begun-position.ts'
import { eventually } from './support/drafter.ts'
import { manualClock } from './support/manual-clock.ts'
import { startServerProcess } from './support/server-process.ts'
import { type Client, signIn, startTestServer, type TestServer } from './support/test-server.ts'

/** The sample that is in sign-off by all five: Denmark and Norway have answered, Sweden holds the pen. */
const positionId = 'yearly-overview'
const params = { positionId }
const hour = 60 * 60 * 1000
const anchor = { start: 'AQID', end: 'BAUG', quote: 'Definitions matter' }

const topicsOf = async (client: Client, of = positionId): Promise<readonly NotificationTopic[]> =>
  (await client.call('getNotifications')).notifications
    .filter(({ position }) => position?.id === of)
    .map(({ topic }) => topic)

describe('notifications', () => {
  const clock = manualClock(new Date().toISOString())
  let server: TestServer
  let secretariat: Client
  let leadFi: Client
  let leadSe: Client
  let drafterDk: Client
  let roundId = ''

  beforeAll(async () => {
    server = await startTestServer({}, { clock })
    ;[secretariat, leadFi, leadSe, drafterDk] = await Promise.all([
      server.signIn('secretariat'),
      server.signIn('lead-fi'),
      server.signIn('lead-se'),
      server.signIn('drafter-dk'),
    ])
    roundId = (await secretariat.call('getPosition', { params })).round?.id ?? ''
    // What the sample begins with is told first.
    await eventually(async () => (await leadFi.call('getNotifications')).notifications.length > 0)
    for (const each of [secretariat, leadFi, leadSe]) await readAll(each)
  })
  afterAll(() => server.stop())

  const readAll = async (client: Client) => {
    const [newest] = (await client.call('getNotifications')).notifications
    if (newest) await client.call('readNotifications', { body: { through: newest.number } })
  }
  const told = (client: Client, topic: NotificationTopic, of = positionId) =>
    eventually(async () => (await topicsOf(client, of)).includes(topic))

  it('[A470] what happens is told to those it concerns, and not to who did it', async () => {
    await secretariat.call('remindRound', { params, body: { roundId } })
    await told(leadFi, 'round.reminded')
    const { notifications, unread } = await leadFi.call('getNotifications')
    expect(notifications[0]).toMatchObject({
      topic: 'round.reminded',
      isRead: false,
      path: expect.stringMatching(/^\/positions\/yearly-overview\/versions\/\d+$/),
      position: { id: positionId, title: expect.any(String) },
      by: { name: expect.any(String), country: null },
      deadline: null,
    })
    expect(unread).toBe(1)
    expect(await topicsOf(secretariat)).not.toContain('round.reminded')
    expect(await topicsOf(await server.signIn('lead-dk'))).not.toContain('round.reminded')
    expect(await topicsOf(await server.signIn('delegate-fi'))).not.toContain('round.reminded')
  })

  it('[A470] people and their accounts, too', async () => {
    const to = new Date(Date.parse(clock.now()) + 24 * hour).toISOString()
    await leadFi.call('nameDeputy', { body: { deputyId: 'drafter-fi', from: null, to } })
    const deputy = await server.signIn('drafter-fi')
    await eventually(
      async () => (await deputy.call('getNotifications')).notifications[0]?.topic === 'deputy.named',
    )
    expect((await deputy.call('getNotifications')).notifications[0]).toMatchObject({
      path: '/account',
      position: null,
      by: { country: 'FI' },
    })
  })

  it('[A630] [A690] of a new lead the leads of that country hear, and of a new passkey whose account it is', async () => {
    const administrator = await server.signIn('administrator')
    const leadIs = await server.signIn('lead-is')
    const { link, invitation } = await administrator.call('makeInvitation', {
      body: {
        name: 'Another lead',
        country: 'IS',
        ministry: { kind: 'none' },
        roles: [{ role: 'lead', readsDrafts: false }],
      },
    })
    const newest = async (client: Client) => (await client.call('getNotifications')).notifications[0]
    await eventually(async () => (await newest(leadIs))?.topic === 'lead.awaits')
    expect(await newest(leadIs)).toMatchObject({ path: '/people', leadOf: 'IS' })
    const to = new Date(Date.parse(clock.now()) + 24 * hour).toISOString()
    await leadIs.call('nameDeputy', { body: { deputyId: 'drafter-is', from: null, to } })
    const deputy = await server.signIn('drafter-is')
    await leadIs.call('approveInvitation', { params: { invitationId: invitation.id } })
    await eventually(async () => (await newest(administrator))?.topic === 'lead.approved')
    expect((await newest(leadSe))?.topic).not.toMatch(/^lead/)
    const { client: joined } = await accept(server, tokenOf(link), { name: null })
    await eventually(async () => (await newest(leadIs))?.topic === 'lead.joined')
    const { person } = await joined.call('getSession')
    expect(await newest(leadIs)).toMatchObject({ path: `/people/${person.id}`, leadOf: 'IS' })
    // Whoever stands in for a lead is told, and may not see the accounts of the country.
    await eventually(async () => (await newest(deputy))?.topic === 'lead.joined')
    expect((await deputy.ask('GET', `/api/accounts/${person.id}`)).code).toBe('forbidden')
    expect(await newest(deputy)).toMatchObject({ path: '/notifications', leadOf: 'IS' })
    await eventually(async () => (await newest(joined))?.topic === 'passkey.added')
    await administrator.call('disableAccount', { params: { personId: person.id }, body: { reason: 'Left.' } })
    await eventually(async () => (await newest(deputy))?.topic === 'lead.disabled')
    expect(await newest(deputy)).toMatchObject({ path: '/notifications', leadOf: 'IS' })
    await administrator.call('enableAccount', {
      params: { personId: person.id },
      body: { reason: 'Is back.' },
    })
  })

  it('[A471] read is read on every device, for the person alone, and their pages know at once', async () => {
    const page = io(server.url, {
      transports: ['websocket'],
      extraHeaders: { cookie: leadFi.cookie, origin: server.url },
    })
    let calls = 0
    page.on(notifiedEventName, () => {
      calls += 1
    })
    await new Promise<void>((resolve) => page.once('connect', resolve))
    const elsewhere = await server.signIn('lead-fi')
    const [newest] = (await elsewhere.call('getNotifications')).notifications
    const number = newest?.number ?? 0
    expect((await leadSe.ask('POST', '/api/notifications/reading', { body: { number } })).status).toBe(204)
    expect((await leadFi.call('getNotifications')).unread).toBe(1)
    await elsewhere.call('readNotifications', { body: { number } })
    await eventually(() => calls === 1)
    const seen = await leadFi.call('getNotifications')
    expect([seen.unread, seen.notifications[0]?.isRead]).toEqual([0, true])
    clock.advance(hour)
    await secretariat.call('remindRound', { params, body: { roundId } })
    await eventually(() => calls === 2)
    page.disconnect()
    expect((await leadFi.call('getNotifications')).unread).toBe(1)
    await readAll(leadFi)
    expect((await leadFi.call('getNotifications')).unread).toBe(0)
  })

  it('[A472] what is said to one delegation is told there alone, as text of nobody', async () => {
    const { id: threadId } = await leadFi.call('raiseThread', {
      params: { positionId: 'reporting-template' },
      body: {
        audience: 'FI',
        anchor,
        text: 'secret-words',
        mentions: [{ kind: 'delegation', country: 'FI' }],
      },
    })
    const drafterFi = await server.signIn('drafter-fi')
    const [first] = (await drafterFi.call('getNotifications')).notifications
    expect(first).toMatchObject({
      topic: 'comment.mention',
      path: `/positions/reporting-template?thread=${threadId}`,
      by: { country: 'FI' },
    })
    await drafterFi.call('replyToThread', {
      params: { positionId: 'reporting-template', threadId },
      body: { text: 'more-secret-words', mentions: [] },
    })
    expect((await leadFi.call('getNotifications')).notifications[0]).toMatchObject({ topic: 'comment.reply' })
    for (const each of ['lead-se', 'drafter-dk', 'secretariat', 'lead-no', 'administrator', 'delegate-fi']) {
      const client = await server.signIn(each)
      const all = JSON.stringify(await client.call('getNotifications'))
      expect(all, each).not.toContain(threadId)
    }
    expect(JSON.stringify(await leadFi.call('getNotifications'))).not.toContain('secret-words')
  })

  it('[A472] whose role is over sees and counts nothing of the position any more', async () => {
    const { people } = server.storage.tables
    const lead = await people.byId('lead-fi')
    if (!lead) throw new Error('Nobody leads for Finland')
    const validTo = new Date(Date.parse(clock.now()) + 2 * hour).toISOString()
    const grants = lead.grants.map((grant) => ({ ...grant, validTo }))
    await people.insert({ ...lead, id: 'leaving-fi', name: 'Leaving, Finland', grants })
    const leaving = await server.signIn('leaving-fi')
    const begun = await beginPosition(drafterDk)
    await sharePosition(drafterDk, begun)
    await told(leaving, 'draft.shared', begun.id)
    await drafterDk.call('raiseThread', {
      params: { positionId: begun.id },
      body: {
        audience: null,
        anchor: null,
        text: 'A word',
        mentions: [{ kind: 'delegation', country: 'FI' }],
      },
    })
    expect(await topicsOf(leaving, begun.id)).toEqual(['comment.mention', 'draft.shared'])
    expect((await leaving.call('getNotifications')).unread).toBe(2)
    clock.advance(2 * hour)
    expect(await leaving.call('getNotifications')).toMatchObject({ notifications: [], unread: 0 })
  })

  it('[A472] a comment that was removed is nothing to be told of', async () => {
    const { unread } = await leadFi.call('getNotifications')
    const thread = await drafterDk.call('raiseThread', {
      params: { positionId: 'reporting-template' },
      body: { audience: null, anchor, text: 'A word', mentions: [{ kind: 'delegation', country: 'FI' }] },
    })
    expect((await leadFi.call('getNotifications')).unread).toBe(unread + 1)
    const [comment] = thread.comments
    await drafterDk.call('removeComment', {
      params: { positionId: 'reporting-template', threadId: thread.id, commentId: comment?.id ?? '' },
    })
    expect((await leadFi.call('getNotifications')).unread).toBe(unread)
  })

  it('[A472] of a locked text nothing is shown but that it is locked', async () => {
    const begun = await beginPosition(drafterDk)
    await sharePosition(drafterDk, begun)
    await told(leadSe, 'draft.shared', begun.id)
    await drafterDk.call('raiseThread', {
      params: { positionId: begun.id },
      body: {
        audience: null,
        anchor: null,
        text: 'A word',
        mentions: [{ kind: 'delegation', country: 'SE' }],
      },
    })
    expect(await topicsOf(leadSe, begun.id)).toEqual(['comment.mention', 'draft.shared'])
    await drafterDk.call('reportSpill', {
      params: { positionId: begun.id },
      body: { country: null, reason: 'Something' },
    })
    await told(leadSe, 'spill.reported', begun.id)
    expect(await topicsOf(leadSe, begun.id)).toEqual(['spill.reported', 'draft.shared'])
  })

  it('[A473] a deadline that is near is told once to who has not answered, also over a restart', async () => {
    const { round } = await leadFi.call('getPosition', { params })
    const deadline = round?.deadline ?? ''
    expect(await topicsOf(leadFi)).not.toContain('deadline.near')
    clock.advance(Date.parse(deadline) - Date.parse(clock.now()) - 23 * hour)
    await told(leadFi, 'deadline.near')
    clock.advance(hour)
    expect((await topicsOf(leadFi)).filter((topic) => topic === 'deadline.near')).toHaveLength(1)
    expect(await topicsOf(await server.signIn('lead-dk'))).not.toContain('deadline.near')
    const [near] = (await leadFi.call('getNotifications')).notifications
    expect(near).toMatchObject({ topic: 'deadline.near', deadline, by: null })
  })

  it('[A474] a person who wants nothing of a kind is told nothing of it; account matters stay', async () => {
    expect((await leadFi.call('getNotificationSettings')).ways).toMatchObject({
      round: 'mail',
      comment: 'digest',
    })
    const { ways } = await leadFi.call('changeNotificationSettings', {
      body: { ways: { comment: 'none', account: 'list' } },
    })
    expect(ways).toMatchObject({ round: 'mail', comment: 'none', account: 'list' })
    const off = await leadFi.ask('PATCH', '/api/account/notifications', {
      body: { ways: { account: 'none' } },
    })
    expect([off.status, off.code]).toEqual([400, 'invalid_request'])
    await drafterDk.call('raiseThread', {
      params: { positionId: 'reporting-template' },
      body: { audience: null, anchor, text: 'A word', mentions: [{ kind: 'person', personId: 'lead-fi' }] },
    })
    expect(await topicsOf(leadFi, 'reporting-template')).not.toContain('comment.mention')
  })

  it('[A616] rounds and deadlines are told at least in the list, also to who had turned them off', async () => {
    const off = new Map([
      ['round', 'none'],
      ['deadline', 'none'],
    ] as const)
    await server.storage.tables.notifications.setWays('lead-se', off)
    const leadSe = await server.signIn('lead-se')
    expect((await leadSe.call('getNotificationSettings')).ways).toMatchObject({
      round: 'list',
      deadline: 'list',
    })
    for (const kind of ['round', 'deadline']) {
      const body = { ways: { [kind]: 'none' } }
      expect((await leadSe.ask('PATCH', '/api/account/notifications', { body })).code).toBe('invalid_request')
    }
    const about = { cause: { kind: 'event', sequence: 1 }, positionId, at: clock.now() } as const
    const told = [{ personId: 'lead-se', topic: 'round.awaits' }] as const
    expect(asNotifications(told, about, new Map([['lead-se', off]]))).toMatchObject([
      { topic: 'round.awaits', way: 'list' },
    ])
  })

  it('[A561] what may not be seen takes nobody’s place in a part of the list, nor in the count', async () => {
    const person = await server.signIn('drafter-se')
    const before = await person.call('getNotifications')
    expect(before.unread).toBeGreaterThan(0)
    const hide = (from: number, to: number) =>
      server.storage.tables.notifications.add(
        Array.from({ length: to - from }, (_, index) => ({
          personId: 'drafter-se',
          topic: 'comment.reply',
          cause: { kind: 'comment', threadId: `gone-${from + index}`, commentId: 'gone', wording: 0 },
          positionId,
          at: clock.now(),
          way: 'list',
        })),
      )
    await hide(0, 150)
    expect(await person.call('getNotifications')).toEqual(before)
    // Further than one question looks: the next part goes on from there.
    await hide(150, 1_100)
    const first = await person.call('getNotifications')
    expect([first.notifications, first.unread]).toEqual([[], 0])
    const next = await person.call('getNotifications', { query: { before: first.before ?? 0 } })
    expect(next.notifications).toEqual(before.notifications)
    expect(next.before).toBe(before.before)
  })

  it('[A561] a part that is followed by nothing says so', async () => {
    const lead = await server.storage.tables.people.byId('lead-fi')
    if (!lead) throw new Error('Nobody leads for Finland')
    await server.storage.tables.people.insert({ ...lead, id: 'told-thirty', name: 'Told thirty times' })
    const { round } = await leadFi.call('getPosition', { params })
    const near = (index: number): NewNotification => ({
      personId: 'told-thirty',
      topic: 'deadline.near',
      cause: {
        kind: 'deadline',
        roundId: round?.id ?? '',
        deadline: new Date(Date.parse(clock.now()) + index * 1_000).toISOString(),
      },
      positionId,
      at: clock.now(),
      way: 'list',
    })
    const { notifications } = server.storage.tables
    await notifications.add(Array.from({ length: 30 }, (_, index) => near(index)))
    const told = await server.signIn('told-thirty')
    const whole = await told.call('getNotifications')
    expect([whole.notifications.length, whole.before]).toEqual([30, null])
    await notifications.add([near(30)])
    const part = await told.call('getNotifications')
    expect([part.notifications.length, part.before]).toEqual([30, part.notifications.at(-1)?.number])
  })

  it('[A475] they come in parts, newest first', async () => {
    const { notifications, before } = await leadSe.call('getNotifications')
    expect(notifications.map(({ number }) => number)).toEqual(
      notifications.map(({ number }) => number).toSorted((a, b) => b - a),
    )
    if (before !== null) {
      const next = await leadSe.call('getNotifications', { query: { before } })
      expect(next.notifications.every(({ number }) => number < before)).toBe(true)
    }
    const wrong = await leadSe.ask('GET', '/api/notifications?before=0')
    expect([wrong.status, wrong.code]).toEqual([400, 'invalid_request'])
  })
})

describe('notifications of much at once', () => {
  const clock = manualClock(new Date().toISOString())
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer({}, { clock })
  })
  afterAll(() => server.stop())

  it('[A560] however much happened, and however many are to be told of it, all of them are', async () => {
    const { tables, transaction } = server.storage
    const lead = await tables.people.byId('lead-fi')
    if (!lead) throw new Error('Nobody leads for Finland')
    const ids = Array.from({ length: 109 }, (_, index) => `many-${index}`)
    for (const id of ids) await tables.people.insert({ ...lead, id, name: id })
    const { round } = await (await server.signIn('lead-fi')).call('getPosition', { params })
    const event = { type: 'round.reminded', roundId: round?.id ?? '', countries: ['FI'] } as const
    const position = await tables.positions.byId(positionId)
    const at = clock.now()
    await transaction(({ events }) =>
      events.append(
        Array.from({ length: 60 }, () => ({
          positionId,
          revision: position?.revision ?? 0,
          personId: null,
          country: null,
          at,
          event,
        })),
      ),
    )
    const told = async (id: string) =>
      (await tables.notifications.unread(id, { before: null, limit: 200 })).filter(
        ({ topic }) => topic === 'round.reminded',
      ).length
    await eventually(async () => {
      clock.advance(1_000)
      return (await told('many-108')) === 60
    })
    for (const id of ids) expect([id, await told(id)]).toEqual([id, 60])
  })
})

describe('notifications of a server that is killed', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samsyn-notified-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('[A476] nothing is lost and nothing is told twice, whenever it is killed', async () => {
    const shared: string[] = []
    const threads: string[] = []
    for (let round = 0; round < 6; round += 1) {
      const server = await startServerProcess({ DATA_DIR: folder })
      const [drafterDk, leadFi] = [
        await signIn(server.url, 'drafter-dk'),
        await signIn(server.url, 'lead-fi'),
      ]
      const begun = await beginPosition(drafterDk)
      await sharePosition(drafterDk, begun)
      shared.push(begun.id)
      const { id } = await drafterDk.call('raiseThread', {
        params: { positionId: begun.id },
        body: {
          audience: null,
          anchor: null,
          text: 'A word',
          mentions: [{ kind: 'delegation', country: 'FI' }],
        },
      })
      threads.push(id)
      // Somewhere before, in or after the telling.
      if (round > 1) await new Promise((resolve) => setTimeout(resolve, round * 4))
      if (round === 5) await told(leadFi, 'draft.shared', begun.id)
      expect(await server.end('SIGKILL')).toBe('SIGKILL')
    }
    const server = await startServerProcess({ DATA_DIR: folder })
    const leadFi = await signIn(server.url, 'lead-fi')
    const all = async () => {
      const first = await leadFi.call('getNotifications')
      const rest =
        first.before === null
          ? null
          : await leadFi.call('getNotifications', { query: { before: first.before } })
      return [...first.notifications, ...(rest?.notifications ?? [])]
    }
    const ofShared = async () =>
      (await all()).filter(
        ({ topic, position }) => topic === 'draft.shared' && shared.includes(position?.id ?? ''),
      )
    await eventually(async () => (await ofShared()).length >= shared.length)
    expect((await ofShared()).map(({ position }) => position?.id).sort()).toEqual([...shared].sort())
    const mentions = (await all()).filter(({ path }) => threads.some((id) => path.endsWith(id)))
    expect(mentions.map(({ path }) => path.split('=')[1]).sort()).toEqual([...threads].sort())
    expect(await server.end('SIGTERM')).toBe(0)
  }, 180_000)

  const told = (client: Client, topic: NotificationTopic, of: string) =>
    eventually(async () => (await topicsOf(client, of)).includes(topic))
})
