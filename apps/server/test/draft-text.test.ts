import { contentHash, type DocJson, docToUpdate, plainText, schemaVersion } from '@samsyn/editor'
import { stateAt } from '@samsyn/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { beginPosition, sharePosition } from './support/begun-position.ts'
import { eventually, openDraft } from './support/drafter.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const minute = 60_000

describe('[A80] the draft as it stood', () => {
  const clock = manualClock('2026-11-23T09:00:00.000Z')
  let server: TestServer
  let drafterDk: Client
  let leadFi: Client

  beforeAll(async () => {
    server = await startTestServer({}, { clock })
    drafterDk = await server.signIn('drafter-dk')
    leadFi = await server.signIn('lead-fi')
  })
  afterAll(() => server.stop())

  const begin = () => beginPosition(drafterDk)
  const share = (position: { id: string; revision: number }) => sharePosition(drafterDk, position)
  const textAt = async (client: Client, positionId: string, at?: string) => {
    const answer = await client.call('getDraftText', {
      params: { positionId },
      query: at === undefined ? {} : { at },
    })
    const doc = answer.doc as unknown as DocJson
    expect(contentHash(doc)).toBe(answer.contentHash)
    return { ...answer, text: plainText(doc) }
  }
  const refusal = async (client: Client, positionId: string, search = '') => {
    const { status, code } = await client.ask('GET', `/api/positions/${positionId}/draft/text${search}`)
    return [status, code]
  }
  const later = () => {
    clock.advance(minute)
    return clock.now()
  }
  /** Entries as a page would have sent them, a sentence each, until their bytes are no small draft any more. */
  const longLog = (sentences: number) => {
    const ydoc = new Y.Doc()
    const updates: Uint8Array[] = []
    ydoc.on('update', (update: Uint8Array) => updates.push(update))
    Y.applyUpdate(ydoc, docToUpdate(oneSection('Beginning.')))
    const section = ydoc.getXmlFragment('default').get(0) as Y.XmlElement
    for (let number = 1; number <= sentences; number += 1) {
      const paragraph = new Y.XmlElement('paragraph')
      ydoc.transact(() => {
        section.insert(section.length, [paragraph])
        paragraph.insert(0, [new Y.XmlText(`Sentence ${number} of a text that grows. `.repeat(4))])
      })
    }
    return updates
  }

  it('is the text of then, of each moment between, and of now', async () => {
    const created = await begin()
    const position = await share(created)
    const drafter = openDraft(drafterDk, position.id)
    await drafter.synced()
    const before = later()
    later()
    drafter.type('We ask for six weeks.')
    await drafter.saved()
    const between = later()
    later()
    drafter.type('A pilot comes first.')
    await drafter.saved()
    drafter.leave()
    const [first, second, now] = [
      await textAt(leadFi, position.id, before),
      await textAt(leadFi, position.id, between),
      await textAt(leadFi, position.id),
    ]
    expect(first.text).not.toContain('six weeks')
    expect(second.text).toContain('six weeks')
    expect(second.text).not.toContain('pilot')
    expect(now.text).toContain('six weeks')
    expect(now.text).toContain('pilot')
    expect([first.at, second.at, now.at]).toEqual([before, between, clock.now()])
  })

  it('names the instant to the millisecond; what has not been yet is now', async () => {
    const position = await share(await begin())
    const asked = await textAt(drafterDk, position.id, clock.now().replace('.000Z', '.0004Z'))
    expect(asked.at).toBe(clock.now())
    expect((await textAt(drafterDk, position.id, '2036-01-01T00:00:00Z')).at).toBe(clock.now())
    expect(await refusal(drafterDk, position.id, '?at=yesterday')).toEqual([400, 'invalid_request'])
    // A time of day in Brussels is no instant: the page says which one it means.
    expect(await refusal(drafterDk, position.id, '?at=2026-11-23T10:00')).toEqual([400, 'invalid_request'])
  })

  it('is refused to whoever may not know of the position, and to whoever may not read its draft', async () => {
    const position = await share(await begin())
    const drafterNo = await server.signIn('drafter-no')
    const delegateSe = await server.signIn('delegate-se')
    expect(await refusal(drafterNo, position.id)).toEqual([404, 'not_found'])
    expect(await refusal(drafterNo, 'there-is-no-such-thing')).toEqual([404, 'not_found'])
    expect(await refusal(delegateSe, position.id)).toEqual([403, 'forbidden'])
  })

  it('[A81] before it was shared is the penholder’s own, also afterwards', async () => {
    const created = await begin()
    const drafter = openDraft(drafterDk, created.id)
    await drafter.synced()
    drafter.type('Our fall-back is four weeks.')
    await drafter.saved()
    drafter.leave()
    const own = later()
    later()
    const shared = await share(created)
    const secretariat = await server.signIn('secretariat')
    expect(await refusal(leadFi, shared.id, `?at=${own}`)).toEqual([403, 'forbidden'])
    expect((await textAt(drafterDk, shared.id, own)).text).toContain('fall-back')
    expect((await textAt(secretariat, shared.id, own)).text).toContain('fall-back')
    expect((await textAt(leadFi, shared.id, clock.now())).text).toContain('fall-back')
  })

  it('is refused for an instant before the first entry', async () => {
    const position = await share(await begin())
    expect(await refusal(drafterDk, position.id, '?at=2020-01-01T00:00:00.000Z')).toEqual([
      404,
      'no_text_then',
    ])
  })

  it('is refused whole where something in it cannot be read, and the draft keeps it', async () => {
    // Nobody has it open, and sharing would open it: what goes into the log is read from there.
    const position = await begin()
    const readable = later()
    later()
    const stranger = new Y.Doc()
    Y.applyUpdate(stranger, stateAt(await server.storage.updateLog.history(position.id), clock.now()))
    const vector = Y.encodeStateVector(stranger)
    const section = stranger.getXmlFragment('default').get(0) as Y.XmlElement
    section.insert(section.length, [new Y.XmlElement('hologram')])
    const update = Y.encodeStateAsUpdate(stranger, vector)
    await server.storage.updateLog.append([
      { draftId: position.id, personId: 'drafter-dk', at: clock.now(), update },
    ])
    expect(await refusal(drafterDk, position.id)).toEqual([500, 'draft_unreadable'])
    expect((await textAt(drafterDk, position.id, readable)).text).not.toBe('')
    const drafter = openDraft(drafterDk, position.id, { schema: schemaVersion })
    await drafter.synced()
    expect(drafter.text()).toContain('<hologram>')
    drafter.leave()
  })

  it('[A82] of a long log comes from a thread, with and without a snapshot, and an entry that is broken is left out', async () => {
    const position = await share(await begin())
    const updates = longLog(2_500)
    const positionId = position.id
    // The template's text goes, and another one grows in its place.
    const ydoc = new Y.Doc()
    for (const entry of await server.storage.updateLog.history(positionId)) Y.applyUpdate(ydoc, entry.update)
    const vector = Y.encodeStateVector(ydoc)
    ydoc.getXmlFragment('default').delete(0, ydoc.getXmlFragment('default').length)
    const emptied = Y.encodeStateAsUpdate(ydoc, vector)
    const start = Date.parse(clock.now())
    const entries = [emptied, ...updates, new Uint8Array([255, 255])].map((update, index) => ({
      draftId: positionId,
      personId: 'drafter-dk',
      at: new Date(start + index).toISOString(),
      update,
    }))
    const places = await server.storage.updateLog.append(entries)
    clock.advance(minute)
    const half = new Date(start + 1_251).toISOString()
    const expected = (instant: string) => {
      const then = new Y.Doc()
      for (const { at, update } of entries.slice(0, -1)) if (at <= instant) Y.applyUpdate(then, update)
      return (
        then
          .getXmlFragment('default')
          .toString()
          .match(/Sentence \d+/g)?.length ?? 0
      )
    }
    const sentences = (text: string) => text.match(/Sentence \d+/g)?.length ?? 0
    const middle = await textAt(leadFi, positionId, half)
    const whole = await textAt(leadFi, positionId)
    expect(sentences(middle.text)).toBe(expected(half))
    expect(sentences(whole.text)).toBe(expected(clock.now()))
    expect(sentences(middle.text)).toBeGreaterThan(4_000)

    // A snapshot is used for what came after it, and one that cannot be read is done without.
    const merged = Y.mergeUpdates(entries.slice(0, 2_001).map(({ update }) => update))
    for (const [through, bytes, after] of [
      [places[2_000] ?? 0, merged, 2_301],
      [places[2_100] ?? 0, new Uint8Array([9, 9, 9]), 2_302],
    ] as const) {
      await server.storage.updateLog.saveSnapshot({
        draftId: positionId,
        through,
        update: bytes,
        index: new Uint8Array([0]),
      })
      const instant = new Date(start + after).toISOString()
      expect(sentences((await textAt(leadFi, positionId, instant)).text)).toBe(expected(instant))
    }
  })

  it('[A82] asked for by very many at once is refused to some as busy, and to nobody for good', async () => {
    const position = await share(await begin())
    const start = Date.parse(clock.now())
    const [seed = new Uint8Array(), ...rest] = longLog(400)
    const entries = [seed, ...rest].map((update, index) => ({
      draftId: position.id,
      personId: 'drafter-dk',
      at: new Date(start + index).toISOString(),
      update,
    }))
    await server.storage.updateLog.append(entries)
    clock.advance(minute)
    const instants = Array.from({ length: 80 }, (_, index) => new Date(start + 300 + index).toISOString())
    const answers = await Promise.all(instants.map((at) => refusal(leadFi, position.id, `?at=${at}`)))
    const refused = answers.filter(([, code]) => code !== null)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.every(([status, code]) => status === 503 && code === 'busy')).toBe(true)
    await eventually(async () => (await refusal(leadFi, position.id, `?at=${instants.at(-1)}`))[0] === 200)
  })
})

function oneSection(text: string): DocJson {
  return {
    type: 'doc',
    content: [
      {
        type: 'section',
        attrs: { id: 'only', kind: 'position' },
        content: [
          { type: 'sectionTitle', content: [{ type: 'text', text: 'Position' }] },
          { type: 'paragraph', content: [{ type: 'text', text }] },
        ],
      },
    ],
  }
}
