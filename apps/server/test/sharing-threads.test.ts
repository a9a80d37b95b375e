import { filePath, type ThreadEvent, threadEventName } from '@samsyn/protocol'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import { textIn, WordFile } from '../../../packages/export/test/word-file.ts'
import { beginPosition, sharePosition } from './support/begun-position.ts'
import { eventually, openDraft } from './support/drafter.ts'
import { everyAnswer } from './support/every-answer.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Client, startTestServer, type TestServer, UnexpectedAnswer } from './support/test-server.ts'

const secret = 'ten weeks is our fall-back'
const anchor = { start: 'AQID', end: 'BAUG', quote: `these weeks, where ${secret}` }

/** Of what the penholder says before it shares a draft, nothing becomes everybody's by sharing. */
describe('threads from before a draft was shared', () => {
  const clock = manualClock('2026-11-23T09:00:00.000Z')
  let server: TestServer
  let drafterDk: Client
  let leadDk: Client
  let drafterFi: Client
  let secretariat: Client
  const sockets: Socket[] = []

  beforeAll(async () => {
    server = await startTestServer({}, { clock })
    ;[drafterDk, leadDk, drafterFi, secretariat] = (await Promise.all(
      ['drafter-dk', 'lead-dk', 'drafter-fi', 'secretariat'].map((id) => server.signIn(id)),
    )) as [Client, Client, Client, Client]
  })
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect()
    await server.stop()
  })

  const raise = (client: Client, positionId: string, text: string) =>
    client.call('raiseThread', {
      params: { positionId },
      body: { audience: null, anchor: text === secret ? anchor : null, text, mentions: [] },
    })
  const threadsOf = async (client: Client, positionId: string) =>
    (await client.call('listThreads', { params: { positionId } })).threads
  const codeOf = async (asked: Promise<unknown>) => {
    try {
      await asked
      return 'ok'
    } catch (error) {
      if (error instanceof UnexpectedAnswer) return error.code
      throw error
    }
  }

  /** A shared position with a thread from before, which its lead holds to be closed, and one from after. */
  async function shared() {
    const begun = await beginPosition(drafterDk)
    const { id } = begun
    const draft = openDraft(drafterDk, id)
    await draft.synced()
    draft.type(anchor.quote)
    await draft.saved()
    const before = await raise(drafterDk, id, secret)
    const sections = draft.ydoc.getXmlFragment('default')
    const last = sections.get(sections.length - 1) as Y.XmlElement
    last.delete(last.length - 1, 1)
    await draft.saved()
    draft.leave()
    await leadDk.call('turnThread', {
      params: { positionId: id, threadId: before.id },
      body: { kind: 'must_close' },
    })
    clock.advance(60_000)
    const position = await sharePosition(drafterDk, begun)
    clock.advance(60_000)
    return { id, before, position }
  }

  it('[A75] are in the lists of those alone who could read them then', async () => {
    const { id, before } = await shared()
    const after = await raise(drafterDk, id, 'For everybody.')
    for (const client of [drafterDk, leadDk, secretariat]) {
      const told = await threadsOf(client, id)
      expect(told.map((thread) => [thread.id, thread.isFromBefore])).toEqual([
        [before.id, true],
        [after.id, false],
      ])
    }
    expect((await threadsOf(drafterFi, id)).map((thread) => thread.id)).toEqual([after.id])
    expect(JSON.stringify(await everyAnswer(drafterFi, id))).not.toContain(secret)
  })

  it('[A75] are not there by their id, and reach nobody else by what is said in them later', async () => {
    const { id, before } = await shared()
    const socket = io(server.url, { extraHeaders: { cookie: drafterFi.cookie }, transports: ['websocket'] })
    sockets.push(socket)
    const told: string[] = []
    socket.on(threadEventName, ({ threadId }: ThreadEvent) => told.push(threadId))
    await new Promise<void>((resolve) => socket.on('connect', () => resolve()))
    const params = { positionId: id, threadId: before.id }
    const said = { text: 'What?', mentions: [] }
    expect(await codeOf(drafterFi.call('replyToThread', { params, body: said }))).toBe('not_found')
    expect(await codeOf(drafterFi.call('turnThread', { params, body: { kind: 'must_close' } }))).toBe(
      'not_found',
    )
    expect(await codeOf(secretariat.call('replyToThread', { params, body: said }))).toBe('ok')
    const toFinland = { text: 'Hello', mentions: [{ kind: 'delegation', country: 'FI' } as const] }
    expect(await codeOf(drafterDk.call('replyToThread', { params, body: toFinland }))).toBe(
      'mention_outside_audience',
    )
    const after = await raise(drafterDk, id, 'For everybody.')
    await eventually(() => told.length > 0)
    expect(told).toEqual([after.id])
  })

  it('[A790] reach nobody whom their writer was not told of, when the draft is shared meanwhile', async () => {
    const { id } = await shared()
    const params = { positionId: id }
    const toAll = { audience: null, anchor: null, text: 'For us and the secretariat.', mentions: [] }
    const raised = (seenAsShared: boolean, audience: 'DK' | null = null) =>
      codeOf(drafterDk.call('raiseThread', { params, body: { ...toAll, audience, seenAsShared } }))
    const before = (await threadsOf(drafterFi, id)).length
    expect(await raised(false)).toBe('revision_conflict')
    expect((await threadsOf(drafterFi, id)).length).toBe(before)
    expect(await raised(true)).toBe('ok')
    // Who reads one's own delegation's threads does not change.
    expect(await raised(false, 'DK')).toBe('ok')
    const draft = await beginPosition(drafterDk)
    const ofDraft = { params: { positionId: draft.id }, body: { ...toAll, seenAsShared: true } }
    expect(await codeOf(drafterDk.call('raiseThread', ofDraft))).toBe('revision_conflict')
  })

  it('[A75] are in no file of the draft', async () => {
    const { id } = await shared()
    await raise(drafterDk, id, 'For everybody.')
    for (const { cookie } of [drafterDk, drafterFi]) {
      const path = filePath('getDraftFile', { positionId: id })
      const response = await fetch(server.url + path, { headers: { cookie } })
      const file = await WordFile.open(new Uint8Array(await response.arrayBuffer()))
      expect(file.lines('word/comments.xml')).toContain('For everybody.')
      for (const part of file.parts.values()) expect(textIn(part)).not.toContain(secret)
    }
  })

  it('[A75] ask for nothing before a round', async () => {
    const { id, position } = await shared()
    const frozen = await leadDk.call('freezeVersion', {
      params: { positionId: id },
      body: { revision: position.revision, note: '' },
    })
    const [version] = frozen.versions
    const opened = await leadDk.ask('POST', `/api/positions/${id}/rounds`, {
      body: {
        revision: frozen.revision,
        versionNumber: version?.number,
        contentHash: version?.contentHash,
        notice: '',
        deadline: '2026-11-30T12:00:00.000Z',
        openPointsReason: 'Short of time.',
      },
    })
    expect([opened.status, opened.code]).toEqual([200, null])
  })
})
