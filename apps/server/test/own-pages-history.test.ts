import { Writable } from 'node:stream'
import { pino } from 'pino'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type Drafter, eventually, openDraft } from './support/drafter.ts'
import { everyAnswer } from './support/every-answer.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const positionId = 'quarterly-statistics'
const finnish = { positionId, country: 'FI' }
const pagesId = `${positionId}.FI`
const minute = 60_000

/**
 * Of the sample, everybody to whom Finland's pages are closed, and what they are told when they ask for their history. The
 * position has been released once, so that an observer may know of it.
 */
const outsiders = {
  'drafter-dk': 'forbidden',
  'lead-dk': 'forbidden',
  'drafter-se': 'forbidden',
  'lead-no': 'forbidden',
  'head-of-delegation-no': 'forbidden',
  'delegate-fi': 'forbidden',
  'registrar-fi': 'forbidden',
  secretariat: 'forbidden',
  'observer-fi': 'forbidden',
  administrator: 'not_found',
} as const

const whats = ['text', 'text?at=2026-03-02T08:30:00Z', 'authorship', 'sessions'] as const

describe('the history of own pages', () => {
  const begun = '2026-03-02T08:00:00.000Z'
  const clock = manualClock(begun)
  const logged: string[] = []
  const sockets: Socket[] = []
  const others = new Map<string, Client>()
  let server: TestServer
  let drafterFi: Client
  let leadFi: Client

  beforeAll(async () => {
    const sink = new Writable({
      write(chunk, _encoding, done) {
        logged.push(String(chunk))
        done()
      },
    })
    server = await startTestServer({}, { clock, logger: pino({ level: 'trace' }, sink) })
    ;[drafterFi, leadFi] = await Promise.all([server.signIn('drafter-fi'), server.signIn('lead-fi')])
    for (const id of Object.keys(outsiders)) others.set(id, await server.signIn(id))
  })
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect()
    await server.stop()
  })

  const later = (minutes = 1) => {
    clock.advance(minutes * minute)
    return clock.now()
  }
  const on = async (client: Client, draftId: string, work: (page: Drafter) => void) => {
    const page = openDraft(client, draftId)
    await page.synced()
    work(page)
    await page.saved()
    page.leave()
  }
  const write = (client: Client, text: string) => on(client, pagesId, (page) => page.type(text))
  /** Takes the line out that says this. */
  const remove = (client: Client, text: string) =>
    on(client, pagesId, ({ ydoc }) => {
      for (const section of ydoc.getXmlFragment('default').toArray() as Y.XmlElement[]) {
        const at = section.toArray().findIndex((line) => line.toString().includes(text))
        if (at >= 0) section.delete(at, 1)
      }
    })
  const textAt = async (client: Client, query: { readonly at?: string } = {}) =>
    JSON.stringify((await client.call('getPagesText', { params: finnish, query })).doc)
  const everyone = async <Answer>(ask: (client: Client) => Promise<Answer>) =>
    Object.fromEntries(
      await Promise.all([...others].map(async ([id, client]) => [id, await ask(client)] as const)),
    )
  const path = (what: string, country = 'FI') => `/api/positions/${positionId}/pages/${country}/${what}`

  it('[A220] there is none of pages that nobody has opened, and asking for it does not begin them', async () => {
    expect(await leadFi.ask('GET', path('text'))).toMatchObject({ status: 404, code: 'no_text_then' })
    expect(await leadFi.call('listPagesSessions', { params: finnish })).toEqual({
      sessions: [],
      before: null,
    })
    expect(await leadFi.call('getPagesAuthorship', { params: finnish })).toEqual({
      clients: [],
      writers: [],
      taken: [],
    })
    expect(await server.storage.updateLog.history(pagesId)).toEqual([])
  })

  it('[A220] whoever reads them has who wrote what, when, and the text of any time, as of the joint draft', async () => {
    await write(drafterFi, 'Six weeks are our red line.')
    const first = clock.now()
    later(20)
    await write(leadFi, 'Ten weeks are our fall-back.')
    const second = clock.now()
    later()
    const { sessions } = await drafterFi.call('listPagesSessions', { params: finnish })
    expect(sessions.map(({ writer, from, written }) => [writer?.id, from, written])).toEqual([
      ['lead-fi', second, 28],
      ['drafter-fi', first, 27],
      // Their sections, which the server put there.
      [undefined, first, 70],
    ])
    expect(sessions[0]?.sections.map(({ title }) => title)).toEqual(['Muistiinpanot'])
    expect(
      (await leadFi.call('listPagesSessions', { params: finnish, query: { before: second } })).sessions,
    ).toEqual(sessions.slice(1))
    const authorship = await leadFi.call('getPagesAuthorship', { params: finnish })
    expect(authorship.writers.map(({ id }) => id).sort()).toEqual(['drafter-fi', 'lead-fi'])
    expect(await textAt(drafterFi, { at: first })).toContain('red line')
    expect(await textAt(drafterFi, { at: first })).not.toContain('Ten weeks')
    expect(await textAt(leadFi)).toContain('Ten weeks')
    // What is not yet is now, and before the first word there is nothing.
    expect(await textAt(leadFi, { at: '2099-01-01T00:00:00Z' })).toContain('Ten weeks')
    const before = await leadFi.ask('GET', path('text?at=2026-03-01T00:00:00Z'))
    expect(before).toMatchObject({ status: 404, code: 'no_text_then' })
    for (const wrong of ['text?at=yesterday', 'sessions?before=yesterday']) {
      expect(await leadFi.ask('GET', path(wrong))).toMatchObject({ status: 400, code: 'invalid_request' })
    }
  })

  it('[A220] pages that held what cannot be read are not shown as they were', async () => {
    const norway = await server.signIn('drafter-no')
    await on(norway, `${positionId}.NO`, ({ ydoc }) => {
      ;(ydoc.getXmlFragment('default').get(0) as Y.XmlElement).insert(1, [new Y.XmlElement('hologram')])
    })
    expect(await norway.ask('GET', path('text', 'NO'))).toMatchObject({
      status: 500,
      code: 'draft_unreadable',
    })
  })

  it('[A220] asked for by very many at once is refused to some as busy, and to nobody for good', async () => {
    const leadSe = await server.signIn('lead-se')
    const swedish = `${positionId}.SE`
    const [own, joint] = [openDraft(leadSe, swedish), openDraft(leadSe, positionId)]
    await Promise.all([own.synced(), joint.synced()])
    const instants = Array.from({ length: 80 }, () => later())
    for (const draftId of [swedish, positionId]) {
      const log = await server.storage.updateLog.history(draftId)
      await server.storage.updateLog.append(
        linesAfter(log, instants.length).map((update, index) => ({
          draftId,
          personId: 'lead-se',
          at: instants[index] ?? '',
          update,
        })),
      )
    }
    const ofSweden = (what: string) => leadSe.ask('GET', path(what, 'SE'))
    const texts = await Promise.all(instants.map((at) => ofSweden(`text?at=${at}`)))
    const refused = texts.filter(({ status }) => status !== 200)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.every(({ status, code }) => status === 503 && code === 'busy')).toBe(true)
    // One historian answers for all texts; whoever keeps it busy with the joint one keeps it so for own pages.
    const missing = new Set(['authorship', 'sessions'])
    await eventually(async () => {
      // What was answered before is not what is asked now.
      for (const page of [own, joint]) page.type('again')
      await Promise.all([own.saved(), joint.saved()])
      const asked = instants.map((from) =>
        leadSe.ask('GET', `/api/positions/${positionId}/draft/contributions?from=${from}`),
      )
      for (const what of [...missing]) {
        const { status, code } = await ofSweden(what)
        expect([200, 503]).toContain(status)
        if (code === 'busy') missing.delete(what)
      }
      await Promise.all(asked)
      return missing.size === 0
    })
    for (const what of ['text', 'authorship', 'sessions']) expect((await ofSweden(what)).status).toBe(200)
    own.leave()
    joint.leave()
  })

  it('[A221] what was taken out again is found by its own delegation, and can be written again', async () => {
    const words = 'Our minister would accept twelve weeks.'
    await write(drafterFi, words)
    const there = clock.now()
    later(20)
    await remove(leadFi, words)
    const gone = clock.now()
    later()
    expect(await textAt(drafterFi)).not.toContain(words)
    expect(await textAt(drafterFi, { at: there })).toContain(words)
    expect(await textAt(drafterFi, { at: gone })).not.toContain(words)
    const { taken, writers } = await drafterFi.call('getPagesAuthorship', { params: finnish })
    const found = taken.find(({ text }) => text === words)
    expect(
      [found?.written, found?.removed].map((deed) => [writers[deed?.writer ?? -1]?.id, deed?.at]),
    ).toEqual([
      ['drafter-fi', there],
      ['lead-fi', gone],
    ])
    await write(leadFi, words)
    const kept = await leadFi.call('keepPagesVersion', { params: finnish, body: { note: '' } })
    const number = kept.versions[0]?.number ?? 0
    const version = await drafterFi.call('getPagesVersion', { params: { ...finnish, number } })
    expect(JSON.stringify(version.doc)).toContain(words)
    expect(await textAt(drafterFi)).toContain(words)
  })

  it('[A221] of all that they were, also to whoever reads them only since today, and to nobody whose right has ended', async () => {
    await server.storage.tables.people.insert({
      id: 'seconded',
      name: 'Somebody who helps out for a day',
      country: 'FI',
      ministryId: null,
      language: 'fi',
      isDisabled: false,
      deputyships: [],
      grants: [
        {
          role: 'drafter',
          country: 'FI',
          scope: { kind: 'everything' },
          readsDrafts: false,
          validFrom: clock.now(),
          validTo: new Date(Date.parse(clock.now()) + 60 * minute).toISOString(),
        },
      ],
    })
    const seconded = await server.signIn('seconded')
    const codes = async () =>
      (await Promise.all(whats.map((what) => seconded.ask('GET', path(what))))).map(({ code }) => code)
    const [session] = (await seconded.call('listPagesSessions', { params: finnish })).sessions.slice(-1)
    expect(await textAt(seconded, { at: session?.to ?? '' })).toContain('Six weeks are our red line.')
    expect((await codes()).filter((code) => code === 'forbidden')).toEqual([])
    later(61)
    expect(new Set(await codes())).toEqual(new Set(['not_found']))
  })

  it('[A222] every route of it is closed to everybody else', async () => {
    await write(drafterFi, 'secret-of-the-history')
    const codes = await everyone(async (client) => {
      const answers = await Promise.all(whats.map((what) => client.ask('GET', path(what))))
      for (const { body } of answers) expect(Object.keys(body as object)).toEqual(['error'])
      return [...new Set(answers.map(({ code }) => code))].join()
    })
    expect(codes).toEqual(outsiders)
    for (const what of whats) {
      expect((await server.anonymous().ask('GET', path(what))).code).toBe('unauthenticated')
      const strange = [`/api/positions/nothing/pages/FI/${what}`, path(what, 'XX')]
      for (const each of strange) expect((await leadFi.ask('GET', each)).code).toBe('not_found')
      // Nor is one's own delegation's right one to another's pages.
      expect((await leadFi.ask('GET', path(what, 'SE'))).code).toBe('forbidden')
    }
    const unreleased = `/api/positions/reporting-template/pages/FI`
    for (const what of whats) {
      expect((await others.get('observer-fi')?.ask('GET', `${unreleased}/${what}`))?.code).toBe('not_found')
    }
    // The routes of the joint draft take no country, and no id of own pages for that of a position.
    for (const what of whats) {
      const { code } = await leadFi.ask('GET', `/api/positions/${pagesId}/draft/${what}`)
      expect(['not_found', 'invalid_request']).toContain(code)
    }
  })

  it('[A222] nothing of it is in anything that anybody else is answered, told or given, nor in the joint history', async () => {
    const secret = 'twelve-weeks-in-the-very-end'
    const heard: unknown[] = []
    for (const client of [...others.values()]) {
      const socket = io(server.url, { extraHeaders: { cookie: client.cookie }, transports: ['websocket'] })
      sockets.push(socket)
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve)
        socket.once('connect_error', reject)
      })
      socket.onAny((name: string, ...rest: unknown[]) => heard.push([name, ...rest]))
    }
    const draft = `/api/positions/${positionId}/draft`
    const joint = async (client: Client) => {
      const paths = [
        `${draft}/text?at=${begun}`,
        `${draft}/contributions?from=${begun}&to=2026-03-02T08:01:00Z`,
      ]
      const answers = await Promise.all(paths.map((each) => client.ask('GET', each)))
      // Their headers tell the second in which they were given.
      return [await everyAnswer(client, positionId), ...answers.map(({ status, body }) => ({ status, body }))]
    }
    const events = () => server.storage.tables.events.byPosition(positionId)
    const [before, eventsBefore] = [await everyone(joint), await events()]
    await write(drafterFi, secret)
    const at = clock.now()
    later()
    await remove(leadFi, secret)
    expect(await textAt(leadFi, { at })).toContain(secret)
    await leadFi.call('getPagesAuthorship', { params: finnish })
    await leadFi.call('listPagesSessions', { params: finnish })
    const after = await everyone(joint)
    expect(after).toEqual(before)
    expect(JSON.stringify(after)).not.toContain(secret)
    expect(await events()).toEqual(eventsBefore)
    // Of Finland itself, what it reads of the joint draft has none of it either.
    const own = await everyAnswer(leadFi, positionId)
    const { getPagesText, getPagesAuthorship, listPagesSessions, getOwnPages, getPagesVersion, ...rest } = own
    expect(JSON.stringify(getPagesAuthorship)).toContain(secret)
    expect(JSON.stringify(rest)).not.toContain(secret)
    expect([getPagesText, listPagesSessions, getOwnPages, getPagesVersion].every(Boolean)).toBe(true)
    expect(heard).toEqual([])
    expect(logged.length).toBeGreaterThan(0)
    expect(logged.join('')).not.toContain(secret)
  })
})

/** Updates that each add a long line to the last section of a draft with this log. */
function linesAfter(log: readonly { readonly update: Uint8Array }[], count: number): readonly Uint8Array[] {
  const ydoc = new Y.Doc()
  for (const { update } of log) Y.applyUpdate(ydoc, update)
  const updates: Uint8Array[] = []
  ydoc.on('update', (update: Uint8Array) => updates.push(update))
  const sections = ydoc.getXmlFragment('default')
  const last = sections.get(sections.length - 1) as Y.XmlElement
  for (let number = 0; number < count; number += 1) {
    ydoc.transact(() => {
      const paragraph = new Y.XmlElement('paragraph')
      last.insert(last.length, [paragraph])
      paragraph.insert(0, [new Y.XmlText(`${number} ${'words '.repeat(200)}`)])
    })
  }
  return updates
}
