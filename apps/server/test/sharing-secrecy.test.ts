import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { beginPosition, sharePosition } from './support/begun-position.ts'
import { type Drafter, eventually, openDraft } from './support/drafter.ts'
import { everyAnswer } from './support/every-answer.ts'
import { syncBytes } from './support/hostile-messages.ts'
import { carriers, openRawLine, type RawLine } from './support/raw-line.ts'
import { startServerProcess } from './support/server-process.ts'
import { type Client, signIn, startTestServer, type TestServer } from './support/test-server.ts'

const secret = 'fall-back-is-ten-weeks'

const lastSection = (ydoc: Y.Doc): Y.XmlElement => {
  const sections = ydoc.getXmlFragment('default')
  return sections.get(sections.length - 1) as Y.XmlElement
}

/** Adds a paragraph to a page, and gives its line. */
function addLine(ydoc: Y.Doc, text: string): Y.XmlText {
  const line = new Y.XmlText(text)
  const paragraph = new Y.XmlElement('paragraph')
  const section = lastSection(ydoc)
  ydoc.transact(() => {
    section.insert(section.length, [paragraph])
    paragraph.insert(0, [line])
  })
  return line
}

/** Begins a draft, writes secret words in every way in which a text holds words, and takes all of them out again. */
async function draftWithRemovedWords(drafterDk: Client) {
  const position = await beginPosition(drafterDk)
  const author = openDraft(drafterDk, position.id)
  await author.synced()
  const { ydoc } = author
  const line = addLine(ydoc, `We ask for time; our ${secret}.`)
  const undo = new Y.UndoManager(line, { captureTimeout: 0 })
  line.delete(16, line.length - 16)
  undo.stopCapturing()
  // A whole paragraph, an attribute that was another, and a link.
  addLine(ydoc, `Whole: ${secret}.`)
  const section = lastSection(ydoc)
  section.delete(section.length - 1)
  section.setAttribute('note', secret)
  section.setAttribute('note', 'nothing')
  section.removeAttribute('note')
  line.format(0, 2, { link: { href: `https://${secret}.example` } })
  line.format(0, 2, { link: null })
  await author.saved()
  return { position, author, undo, id: position.id }
}

const tellsOf = ({ received }: RawLine) => Buffer.concat(received).includes(secret)

/** Whether a person who comes to the draft with nothing is told the words, by either carrier. */
async function isTold(client: Client, draftId: string): Promise<readonly boolean[]> {
  return Promise.all(
    carriers.map(async (carrier) => {
      const line = await openRawLine(client, draftId, carrier)
      await line.synced
      line.leave()
      return tellsOf(line)
    }),
  )
}

/** One test for each way out: what was written and taken out before sharing is carried by none of them. */
describe('what was taken out before a draft was shared', () => {
  let server: TestServer
  let drafterDk: Client
  let drafterFi: Client
  const authors: Drafter[] = []
  const draft = async () => {
    const begun = await draftWithRemovedWords(drafterDk)
    authors.push(begun.author)
    return begun
  }

  beforeAll(async () => {
    server = await startTestServer()
    drafterDk = await server.signIn('drafter-dk')
    drafterFi = await server.signIn('drafter-fi')
  })
  afterAll(async () => {
    for (const author of authors) author.leave()
    await server.stop()
  })

  it('[A88] is sent over neither line to whoever comes then, with the author’s page open', async () => {
    const { position, id } = await draft()
    // The words are there to be told: to the author's own country, whose draft it still is.
    expect(await isTold(await server.signIn('lead-dk'), id)).toEqual([true, true])
    await sharePosition(drafterDk, position)
    expect(await isTold(drafterFi, id)).toEqual([false, false])
  })

  it('[A88] nor to whoever has some of the text, from whatever client id on', async () => {
    const { position, author, id } = await draft()
    await sharePosition(drafterDk, position)
    const clients = [...Y.decodeStateVector(Y.encodeStateVector(author.ydoc)).keys()]
    const line = await openRawLine(drafterFi, id, 'websocket', { isSilent: true })
    for (const client of clients) {
      for (const clock of [1, 20, 60]) {
        const vector = Y.encodeStateVector(new Map([[client, clock]]))
        line.send(syncBytes(0, vector))
      }
    }
    await eventually(() => line.received.filter(([kind, step]) => kind === 0 && step === 1).length >= 3)
    line.leave()
    expect(tellsOf(line)).toBe(false)
  })

  it('[A88] nor when the author’s page comes back, whatever it says', async () => {
    const { position, author, id } = await draft()
    await sharePosition(drafterDk, position)
    const line = await openRawLine(drafterFi, id, 'websocket')
    await line.synced
    author.provider.disconnect()
    author.provider.connect()
    await author.synced()
    author.type('And on.')
    await author.saved()
    await eventually(() => line.ydoc.getXmlFragment('default').toString().includes('And on.'))
    line.leave()
    expect(tellsOf(line)).toBe(false)
    expect(await isTold(drafterFi, id)).toEqual([false, false])
  })

  it('[A88] the author may still take the removal back, which puts the words into the shared text', async () => {
    const { position, author, undo, id } = await draft()
    await sharePosition(drafterDk, position)
    const reader = openDraft(drafterFi, id)
    await reader.synced()
    expect(reader.text()).toContain('We ask for time;')
    while (undo.canUndo() && !author.text().includes(`our ${secret}`)) undo.undo()
    await author.saved()
    await eventually(() => reader.text() === author.text())
    expect(reader.text()).toContain(`We ask for time; our ${secret}.`)
    reader.leave()
  })

  it('[A88] nobody who writes while it is shared is refused or stopped, and all of it is kept', async () => {
    const { position, author, id } = await draft()
    const typed = Array.from({ length: 40 }, (_, index) => `Sentence ${index}.`)
    const writing = (async () => {
      for (const sentence of typed) {
        author.type(sentence)
        await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    await sharePosition(drafterDk, position)
    await writing
    await author.saved()
    expect([author.refusals, [...new Set(author.modes)]]).toEqual([[], ['write']])
    const reader = openDraft(drafterFi, id)
    await reader.synced()
    for (const sentence of typed) expect(reader.text()).toContain(sentence)
    reader.leave()
    expect(await isTold(drafterFi, id)).toEqual([false, false])
  })

  it('[A88] is in no answer of any route and no event', async () => {
    const { position, id } = await draft()
    const live = io(server.url, { extraHeaders: { cookie: drafterFi.cookie }, transports: ['websocket'] })
    const told: unknown[] = []
    live.onAny((...event: unknown[]) => told.push(event))
    await new Promise<void>((resolve) => live.on('connect', () => resolve()))
    await sharePosition(drafterDk, position)
    const answers = await everyAnswer(drafterFi, id)
    expect(
      Object.values(answers).filter((answer) => (answer as { status: number }).status === 200).length,
    ).toBeGreaterThan(8)
    expect(JSON.stringify(answers)).not.toContain(secret)
    const now = new Date().toISOString()
    for (const at of [now, '2026-01-01T00:00:00.000Z', new Date(Date.now() - 1_000).toISOString()]) {
      for (const path of [
        `text?at=${at}`,
        `contributions?from=${at}`,
        `contributions?from=${at}&to=${now}`,
      ]) {
        const answer = await drafterFi.ask('GET', `/api/positions/${id}/draft/${path}`)
        expect(JSON.stringify(answer.body)).not.toContain(secret)
      }
    }
    await eventually(() => told.length > 0)
    expect(JSON.stringify(told)).not.toContain(secret)
    live.disconnect()
  })

  it('[A88] whoever may not share it does not have it sealed, and it stays as it was', async () => {
    const { position, id } = await draft()
    const delegate = await server.signIn('delegate-dk')
    const body = { revision: position.revision }
    for (const [client, status] of [
      [delegate, 403],
      [drafterFi, 404],
    ] as const) {
      expect((await client.ask('POST', `/api/positions/${id}/coordination`, { body })).status).toBe(status)
    }
    expect(await isTold(await server.signIn('lead-dk'), id)).toEqual([true, true])
    const stale = { body: { revision: position.revision + 1 } }
    const refused = await drafterDk.ask('POST', `/api/positions/${id}/coordination`, stale)
    expect([refused.status, refused.code]).toEqual([409, 'revision_conflict'])
    expect((await drafterFi.ask('GET', `/api/positions/${id}`)).status).toBe(404)
  })
})

describe('what was taken out before a draft was shared, after the server was killed', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'samsyn-sharing-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('[A88] is not sent by the next one, shared before or after', async () => {
    const first = await startServerProcess({ DATA_DIR: folder })
    const drafterDk = await signIn(first.url, 'drafter-dk')
    const [shared, later] = [await draftWithRemovedWords(drafterDk), await draftWithRemovedWords(drafterDk)]
    await sharePosition(drafterDk, shared.position)
    await first.end('SIGKILL')
    for (const { author } of [shared, later]) author.leave()
    const second = await startServerProcess({ DATA_DIR: folder })
    await sharePosition(await signIn(second.url, 'drafter-dk'), later.position)
    const drafterFi = await signIn(second.url, 'drafter-fi')
    for (const { id } of [shared, later]) expect(await isTold(drafterFi, id)).toEqual([false, false])
    await second.end('SIGTERM')
  })
})
