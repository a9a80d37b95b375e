import { schemaVersion, updateToDoc } from '@samsyn/editor'
import {
  type LiveEvent,
  liveEventName,
  type OwnPages,
  type PagesEvent,
  pagesEventName,
  type RouteBody,
} from '@samsyn/protocol'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeStateAsUpdate } from 'yjs'
import { eventually, openDraft } from './support/drafter.ts'
import { carriers, openRawLine } from './support/raw-line.ts'
import { type Client, startTestServer, type TestServer, UnexpectedAnswer } from './support/test-server.ts'

const positionId = 'quarterly-statistics'
const finnish = { positionId, country: 'FI' }
const pagesId = `${positionId}.FI`

describe('own pages', () => {
  let server: TestServer
  let drafterFi: Client
  let leadFi: Client
  let drafterDk: Client
  const sockets: Socket[] = []

  beforeAll(async () => {
    server = await startTestServer()
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

  const setMandate = (client: Client, body: Partial<RouteBody<'setMandate'>>) =>
    client.call('setMandate', {
      params: finnish,
      body: { changes: 0, reference: '', state: 'none', isShared: false, ...body },
    })
  const keep = (client: Client, note = '') =>
    client.call('keepPagesVersion', { params: finnish, body: { note } })
  const codeOf = async (asked: Promise<unknown>) => {
    try {
      await asked
      return 'ok'
    } catch (error) {
      if (error instanceof UnexpectedAnswer) return error.code
      throw error
    }
  }
  const live = async (cookie: string): Promise<Socket> => {
    const socket = io(server.url, { extraHeaders: { cookie }, transports: ['websocket'] })
    sockets.push(socket)
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('connect_error', reject)
    })
    return socket
  }

  it('[A120] begin once with their sections, in the country’s language, whoever opens them at the same time', async () => {
    const lines = [drafterFi, leadFi, drafterFi, leadFi].map((client) => openDraft(client, pagesId))
    await Promise.all(lines.map((line) => line.synced()))
    const [line] = lines
    const doc = line && updateToDoc(encodeStateAsUpdate(line.ydoc))
    expect(doc?.content.map(({ attrs, content: [title] }) => [attrs.kind, title.content?.[0]?.text])).toEqual(
      [
        ['red_lines', 'Punaiset viivat'],
        ['fall_back', 'Toissijainen kanta'],
        ['defensive_points', 'Reaktiiviset puhepisteet'],
        ['notes', 'Muistiinpanot'],
      ],
    )
    for (const each of lines) each.leave()
  })

  it('[A120] are there with their sections also where a page first asked why its line was closed', async () => {
    const own = 'reporting-template.SE'
    const drafterSe = await server.signIn('drafter-se')
    const asked = await drafterSe.call('getDraftAccess', {
      params: { positionId: 'reporting-template' },
      query: { schema: schemaVersion, country: 'SE' },
    })
    expect(asked).toEqual({ mode: 'write' })
    expect(await server.storage.tables.updates.lastPlace(own, null), 'nothing is begun by asking').toBe(null)
    const draft = openDraft(drafterSe, own)
    await draft.synced()
    expect(draft.text()).toContain('Röda linjer')
    draft.leave()
  })

  it('[A120] have a room and a log of their own: what is written there is not in the joint text', async () => {
    const [own, lead, joint] = [
      openDraft(drafterFi, pagesId),
      openDraft(leadFi, pagesId),
      openDraft(drafterFi, positionId),
    ]
    await Promise.all([own, lead, joint].map((line) => line.synced()))
    own.type('Ten weeks are the fall-back.')
    await own.saved()
    await eventually(() => lead.text().includes('Ten weeks'))
    expect(joint.text()).not.toContain('Ten weeks')
    const rows = async (draftId: string) =>
      Buffer.concat((await server.storage.updateLog.history(draftId)).map(({ update }) => update)).toString(
        'latin1',
      )
    expect(await rows(pagesId)).toContain('Ten weeks')
    expect(await rows(positionId)).not.toContain('Ten weeks')
    for (const each of [own, lead, joint]) each.leave()
  })

  it.each(carriers)('[A121] are read and written over %s by whoever may', async (carrier) => {
    const head = await server.signIn('head-of-delegation-no')
    const reader = await openRawLine(head, `${positionId}.NO`, carrier)
    await reader.synced
    reader.ask(1)
    reader.type('not mine to write')
    await eventually(() => reader.modes.includes('read') && reader.refusals.includes('read_only'))
    const drafterNo = await server.signIn('drafter-no')
    const writer = await openRawLine(drafterNo, `${positionId}.NO`, carrier)
    await writer.synced
    writer.type('ours')
    writer.ask(1)
    await eventually(() => writer.persisted.includes(1))
    reader.leave()
    writer.leave()
  })

  it('[A121] are written while the joint draft is locked, and read only once the position is over', async () => {
    const leadDk = await server.signIn('lead-dk')
    const locked = openDraft(leadDk, 'meeting-timetable.DK')
    await locked.synced()
    locked.type('The mandate came today.')
    await locked.saved()
    expect(locked.modes).toEqual(['write'])
    const position = await leadDk.call('getPosition', { params: { positionId: 'meeting-timetable' } })
    expect(position.status).toBe('frozen')
    const secretariat = await server.signIn('secretariat')
    await secretariat.call('withdrawPosition', {
      params: { positionId: 'meeting-timetable' },
      body: { revision: position.revision, reason: 'It is no longer needed.' },
    })
    await eventually(() => locked.modes.at(-1) === 'frozen')
    locked.type('Too late.')
    await eventually(() => locked.refusals.includes('draft_frozen'))
    const note = { params: { positionId: 'meeting-timetable', country: 'DK' }, body: { note: '' } }
    expect(await codeOf(leadDk.call('keepPagesVersion', note))).toBe('state_conflict')
    locked.leave()
  })

  it('[A123] a mandate is set by whoever may, one change on another', async () => {
    const set = await setMandate(drafterFi, { reference: '  U 69/2022 vp ', state: 'requested' })
    expect(set).toMatchObject({
      country: 'FI',
      mandate: { reference: 'U 69/2022 vp', state: 'requested', isShared: false },
      may: { write: true, share: false },
    })
    expect(await codeOf(setMandate(leadFi, { state: 'cleared' }))).toBe('revision_conflict')
    expect(await codeOf(setMandate(drafterFi, { changes: 1, isShared: true }))).toBe('forbidden')
    expect(await codeOf(setMandate(drafterFi, { changes: 1, reference: 'a'.repeat(201) }))).toBe(
      'invalid_request',
    )
    const cleared = await setMandate(leadFi, { changes: 1, reference: 'UJ 2/2025 vp', state: 'cleared' })
    expect(cleared.may).toEqual({ write: true, share: true })
    expect(cleared.mandateLog.map(({ state, person }) => [state, person.id])).toEqual([
      ['cleared', 'lead-fi'],
      ['requested', 'drafter-fi'],
    ])
    expect(await drafterFi.call('getOwnPages', { params: finnish })).toEqual({
      ...cleared,
      may: { write: true, share: false },
    })
  })

  it('[A124] what is told of a mandate is an event and a fact of the position, and nothing else of it is', async () => {
    const heard: LiveEvent[] = []
    ;(await live(drafterDk.cookie)).on(liveEventName, (event: LiveEvent) => heard.push(event))
    const facts = async () => (await drafterDk.call('getPosition', { params: { positionId } })).mandates
    const events = async () => {
      const all = await drafterDk.call('listPositionEvents', { params: { positionId } })
      return all
        .filter(({ type }) => type.startsWith('mandate.'))
        .map(({ type, data, country }) => [type, data, country])
    }
    const { mandateLog } = await leadFi.call('getOwnPages', { params: finnish })
    let changes = mandateLog.length
    const change = async (body: Partial<OwnPages['mandate']>) => {
      await setMandate(leadFi, { changes, reference: 'UJ 2/2025 vp', state: 'cleared', ...body })
      changes += 1
    }
    expect([await facts(), await events()]).toEqual([[], []])
    await change({ isShared: true })
    expect(await facts()).toEqual([{ country: 'FI', standing: 'in_place' }])
    await change({ isShared: true, reference: 'UJ 3/2025 vp' })
    await change({ isShared: true, state: 'expired' })
    expect(await facts()).toEqual([{ country: 'FI', standing: 'pending' }])
    await change({ isShared: false, state: 'expired' })
    expect(await facts()).toEqual([])
    expect(await events()).toEqual([
      ['mandate.unshared', { country: 'FI' }, 'FI'],
      ['mandate.shared', { country: 'FI', standing: 'pending' }, 'FI'],
      ['mandate.shared', { country: 'FI', standing: 'in_place' }, 'FI'],
    ])
    await eventually(() => heard.length === 3)
    expect(await server.storage.tables.events.verifyChain()).toMatchObject({ ok: true })
  })

  it('[A125] versions are kept as the pages are at that moment, and change neither them nor the joint text', async () => {
    const before = await drafterDk.call('getPosition', { params: { positionId } })
    const line = openDraft(drafterFi, pagesId)
    await line.synced()
    line.type('As instructed on Monday.')
    await line.saved()
    const { versions } = await keep(drafterFi, 'Instruction of Monday')
    expect(versions).toMatchObject([
      { number: 1, note: 'Instruction of Monday', keptBy: { id: 'drafter-fi' } },
    ])
    line.type('As instructed on Tuesday.')
    await line.saved()
    expect((await keep(leadFi)).versions.map(({ number }) => number)).toEqual([2, 1])
    const read = async (number: number) =>
      JSON.stringify(await leadFi.call('getPagesVersion', { params: { ...finnish, number } }))
    expect(await read(1)).toContain('Monday')
    expect(await read(1)).not.toContain('Tuesday')
    expect(await read(2)).toContain('Tuesday')
    expect(await codeOf(read(3))).toBe('not_found')
    expect(line.modes).toEqual(['write'])
    const head = await server.signIn('head-of-delegation-no')
    const norwegian = { positionId, country: 'NO' }
    expect((await head.call('getOwnPages', { params: norwegian })).may).toEqual({
      write: false,
      share: false,
    })
    expect(await codeOf(head.call('keepPagesVersion', { params: norwegian, body: { note: '' } }))).toBe(
      'forbidden',
    )
    expect(await drafterDk.call('getPosition', { params: { positionId } })).toEqual(before)
    line.leave()
  })

  it('[A126] those who may read them are told of a change beside their text, by ids alone', async () => {
    const told = new Map<string, PagesEvent[]>()
    for (const id of ['lead-fi', 'drafter-fi', 'delegate-fi', 'drafter-dk', 'secretariat', 'registrar-fi']) {
      const events: PagesEvent[] = []
      told.set(id, events)
      ;(await live((await server.signIn(id)).cookie)).on(pagesEventName, (event: PagesEvent) =>
        events.push(event),
      )
    }
    await keep(drafterFi)
    await eventually(() => told.get('lead-fi')?.length === 1 && told.get('drafter-fi')?.length === 1)
    expect(Object.fromEntries(told)).toEqual({
      'lead-fi': [finnish],
      'drafter-fi': [finnish],
      'delegate-fi': [],
      'drafter-dk': [],
      secretariat: [],
      'registrar-fi': [],
    })
  })
})
