import { type DocJson, updateToDoc, updateTowards } from '@samsyn/editor'
import type { DraftAuthorship } from '@samsyn/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { beginPosition, sharePosition } from './support/begun-position.ts'
import { openDraft } from './support/drafter.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const minute = 60_000

describe('who and when', () => {
  const clock = manualClock('2026-11-23T09:00:00.000Z')
  let server: TestServer
  let drafterDk: Client
  let drafterFi: Client
  let drafterSe: Client

  beforeAll(async () => {
    server = await startTestServer({}, { clock })
    ;[drafterDk, drafterFi, drafterSe] = await Promise.all([
      server.signIn('drafter-dk'),
      server.signIn('drafter-fi'),
      server.signIn('drafter-se'),
    ])
  })
  afterAll(() => server.stop())

  const shared = async () => sharePosition(drafterDk, await beginPosition(drafterDk))
  const refusal = async (client: Client, positionId: string, what: string) => {
    const { status, code } = await client.ask('GET', `/api/positions/${positionId}/draft/${what}`)
    return [status, code]
  }
  const later = (minutes = 1) => {
    clock.advance(minutes * minute)
    return clock.now()
  }
  /** Has a person do something in the draft, on a page of their own. */
  const write = async (client: Client, positionId: string, work: (ydoc: Y.Doc) => void): Promise<number> => {
    const drafter = openDraft(client, positionId)
    await drafter.synced()
    work(drafter.ydoc)
    await drafter.saved()
    drafter.leave()
    return drafter.ydoc.clientID
  }
  const lastParagraph = (ydoc: Y.Doc): Y.XmlElement => {
    const sections = ydoc.getXmlFragment('default')
    const section = sections.get(sections.length - 1) as Y.XmlElement
    return section.get(section.length - 1) as Y.XmlElement
  }
  const addParagraph = (text: string) => (ydoc: Y.Doc) => {
    const sections = ydoc.getXmlFragment('default')
    const section = sections.get(sections.length - 1) as Y.XmlElement
    ydoc.transact(() => {
      const paragraph = new Y.XmlElement('paragraph')
      section.insert(section.length, [paragraph])
      paragraph.insert(0, [new Y.XmlText(text)])
    })
  }
  const line = (ydoc: Y.Doc) => lastParagraph(ydoc).get(0) as Y.XmlText
  /** The text of a page with the country that each stretch of it is told to come from, and who put it there. */
  const told = async (client: Client, positionId: string) => {
    const { writers, clients } = await client.call('getDraftAuthorship', { params: { positionId } })
    const drafter = openDraft(client, positionId)
    await drafter.synced()
    const found = stretches(drafter.ydoc, { writers, clients })
    drafter.leave()
    return found
  }

  it('[A83] the authors of a draft are told by Yjs ids, so that a page knows who wrote each of its characters', async () => {
    const { id } = await shared()
    const fi = await write(drafterFi, id, addParagraph('We ask for six weeks.'))
    const at = clock.now()
    later(3)
    await write(drafterSe, id, (ydoc) => line(ydoc).delete(11, 3))
    const dk = await write(drafterDk, id, (ydoc) => line(ydoc).insert(11, 'eight'))
    later()
    // A split by somebody else: the words stay those of who wrote them.
    await write(drafterSe, id, (ydoc) => {
      const doc = updateToDoc(Y.encodeStateAsUpdate(ydoc))
      Y.applyUpdate(
        ydoc,
        updateTowards(Y.encodeStateAsUpdate(ydoc), withLastParagraphSplit(doc, 17)),
        'split',
      )
    })
    const answer = await drafterFi.call('getDraftAuthorship', { params: { positionId: id } })
    const countryOf = (place: number | null | undefined) =>
      place === null || place === undefined ? null : answer.writers[place]?.country
    const owners = new Map(answer.clients.map(({ client, owner }) => [client, countryOf(owner)]))
    expect([fi, dk].map((client) => owners.get(client))).toEqual(['FI', 'DK'])
    const stretch = await told(drafterSe, id)
    const mine = stretch.slice(stretch.findIndex(({ text }) => text === 'We ask for '))
    expect(mine.map(({ text, author, owner }) => `${author} by ${owner}: ${text}`)).toEqual([
      'FI by FI: We ask for ',
      'DK by DK: eight',
      'FI by FI:  ',
      'FI by SE: weeks.',
    ])
    expect(mine[0]?.minute).toBe(Math.floor(Date.parse(at) / minute))
    expect(stretch[0]).toMatchObject({ author: null, owner: null })
    expect(answer.taken).toMatchObject([{ text: 'six', written: { at } }])
    expect(
      answer.taken.map(({ written, removed }) => [written, removed].map((deed) => countryOf(deed.writer))),
    ).toEqual([['FI', 'SE']])
    expect(Object.keys(answer.writers[0] ?? {})).toEqual(['id', 'name', 'country'])
  })

  it('[A83] what was just written is in the next answer', async () => {
    const { id } = await shared()
    const before = await drafterFi.call('getDraftAuthorship', { params: { positionId: id } })
    const fi = await write(drafterFi, id, addParagraph('One more.'))
    const after = await drafterFi.call('getDraftAuthorship', { params: { positionId: id } })
    const has = (answer: DraftAuthorship) => answer.clients.some(({ client }) => client === fi)
    expect([has(before), has(after)]).toEqual([false, true])
  })

  it('[A84] the sessions of work come newest first, with what was done in them and where', async () => {
    const created = await beginPosition(drafterDk)
    later(20)
    const { id } = await sharePosition(drafterDk, created)
    const from = later(20)
    await write(drafterFi, id, addParagraph('We ask for six weeks.'))
    const to = later(5)
    await write(drafterFi, id, (ydoc) => line(ydoc).delete(11, 3))
    later(11)
    await write(drafterFi, id, (ydoc) => line(ydoc).insert(11, 'eight'))
    const { sessions, before } = await drafterSe.call('listWorkSessions', { params: { positionId: id } })
    expect(before).toBeNull()
    expect(sessions).toHaveLength(2)
    expect(sessions).toMatchObject([
      { writer: { id: 'drafter-fi', country: 'FI' }, written: 5, removed: 0, moved: 0 },
      {
        writer: { id: 'drafter-fi' },
        from,
        to,
        written: 21,
        removed: 3,
        sections: [{ title: 'Background' }],
      },
    ])
    const earlier = await drafterSe.call('listWorkSessions', {
      params: { positionId: id },
      query: { before: sessions[0]?.to ?? '' },
    })
    expect(earlier.sessions).toEqual(sessions.slice(1))
    expect(await refusal(drafterSe, id, 'sessions?before=yesterday')).toEqual([400, 'invalid_request'])
  })

  it('[A84] many sessions come in parts', async () => {
    const { id } = await shared()
    const seed = (await server.storage.updateLog.history(id)).map(({ update }) => update)
    const ydoc = new Y.Doc()
    for (const update of seed) Y.applyUpdate(ydoc, update)
    const entries: { draftId: string; personId: string; at: string; update: Uint8Array }[] = []
    ydoc.on('update', (update: Uint8Array) => {
      entries.push({ draftId: id, personId: 'drafter-fi', at: later(11), update })
    })
    addParagraph('x')(ydoc)
    for (let number = 1; number < 205; number += 1) line(ydoc).insert(number, 'x')
    await server.storage.updateLog.append(entries)
    const first = await drafterFi.call('listWorkSessions', { params: { positionId: id } })
    const rest = await drafterFi.call('listWorkSessions', {
      params: { positionId: id },
      query: { before: first.before ?? '' },
    })
    expect(first.sessions).toHaveLength(200)
    expect(
      [...first.sessions, ...rest.sessions]
        .map(({ to }) => to)
        .filter((to) => entries.some(({ at }) => at === to)),
    ).toEqual(entries.map(({ at }) => at).reverse())
    expect(rest.before).toBeNull()
  })

  it('[A87] whoever comes back is told what the text was when they last looked, if others wrote since', async () => {
    const { id } = await shared()
    const params = { positionId: id }
    await write(drafterFi, id, addParagraph('We ask for six weeks.'))
    const since = async (client: Client) => (await client.call('getLastLook', { params })).since
    expect(await since(drafterSe)).toBeNull()
    await drafterSe.call('setLastLook', { params })
    const at = clock.now()
    later()
    expect(await since(drafterSe)).toBeNull()
    await write(drafterSe, id, (ydoc) => line(ydoc).insert(21, ' Or so.'))
    expect(await since(drafterSe)).toBeNull()
    later()
    await write(drafterDk, id, (ydoc) => line(ydoc).delete(11, 3))
    const removedAt = clock.now()
    await write(drafterDk, id, (ydoc) => line(ydoc).insert(11, 'eight'))
    const told = await since(drafterSe)
    expect(told?.at).toBe(at)
    const text = JSON.stringify(told?.doc)
    expect(text).toContain('We ask for six weeks.')
    expect(text).not.toContain('Or so')
    const length = (told?.fates ?? []).reduce((sum, fate) => sum + fate.length, 0)
    expect(told?.fates.slice(-3)).toEqual([
      { length: length - 10, removed: null },
      { length: 3, removed: { writer: 0, at: removedAt } },
      { length: 7, removed: null },
    ])
    expect(told?.writers).toEqual([expect.objectContaining({ id: 'drafter-dk', country: 'DK' })])
    // Looking again is the new beginning; what others have looked at is not touched by it, and never said.
    expect(await since(drafterFi)).toBeNull()
    await drafterSe.call('setLastLook', { params })
    expect(await since(drafterSe)).toBeNull()
    expect(await server.storage.tables.lastLooks.get('drafter-fi', id)).toBeNull()
  })

  it('[A87] nobody is told what they could not read then, or may not read now', async () => {
    const created = await beginPosition(drafterDk)
    const params = { positionId: created.id }
    await drafterDk.call('setLastLook', { params })
    // As if the right to the unshared draft had been lost meanwhile.
    const look = await server.storage.tables.lastLooks.get('drafter-dk', created.id)
    if (!look) throw new Error('Nothing was remembered')
    await server.storage.tables.lastLooks.set('drafter-fi', created.id, look)
    later()
    await sharePosition(drafterDk, created)
    await write(await server.signIn('lead-dk'), created.id, addParagraph('Joint.'))
    expect((await drafterDk.call('getLastLook', { params })).since?.at).toBe(look.at)
    expect((await drafterFi.call('getLastLook', { params })).since).toBeNull()
    const [delegateSe, drafterNo] = [await server.signIn('delegate-se'), await server.signIn('drafter-no')]
    for (const method of ['GET', 'POST']) {
      const path = `/api/positions/${created.id}/draft/last-look`
      expect(await delegateSe.ask(method, path)).toMatchObject({ status: 403, code: 'forbidden' })
      expect(await drafterNo.ask(method, path)).toMatchObject({ status: 404, code: 'not_found' })
      expect(await server.anonymous().ask(method, path)).toMatchObject({
        status: 401,
        code: 'unauthenticated',
      })
    }
    const foreign = { headers: { origin: 'https://elsewhere.example' } }
    expect(
      await drafterDk.ask('POST', `/api/positions/${created.id}/draft/last-look`, foreign),
    ).toMatchObject({ status: 403, code: 'origin_refused' })
  })

  it('[A87] a draft that held what cannot be read is not shown as it was', async () => {
    const { id } = await shared()
    const params = { positionId: id }
    await write(drafterFi, id, (ydoc) => {
      const sections = ydoc.getXmlFragment('default')
      ;(sections.get(0) as Y.XmlElement).insert(1, [new Y.XmlElement('hologram')])
    })
    await drafterSe.call('setLastLook', { params })
    await write(drafterFi, id, (ydoc) => (ydoc.getXmlFragment('default').get(0) as Y.XmlElement).delete(1, 1))
    expect(await refusal(drafterSe, id, 'last-look')).toEqual([500, 'draft_unreadable'])
  })

  it.each(['authorship', 'sessions'])(
    '[A85] the %s of a draft is refused to whoever may not read it',
    async (what) => {
      const { id } = await shared()
      const [delegateSe, drafterNo, administrator, registrar, observer] = await Promise.all(
        ['delegate-se', 'drafter-no', 'administrator', 'registrar-se', 'observer-se'].map((personId) =>
          server.signIn(personId),
        ),
      )
      expect(await refusal(delegateSe as Client, id, what)).toEqual([403, 'forbidden'])
      expect(await refusal(registrar as Client, id, what)).toEqual([403, 'forbidden'])
      for (const stranger of [drafterNo, administrator, observer] as Client[]) {
        expect(await refusal(stranger, id, what)).toEqual([404, 'not_found'])
      }
      expect(await refusal(drafterFi, 'there-is-no-such-thing', what)).toEqual([404, 'not_found'])
      expect(await refusal(server.anonymous(), id, what)).toEqual([401, 'unauthenticated'])
      const unshared = await beginPosition(drafterDk)
      expect(await refusal(drafterFi, unshared.id, what)).toEqual([404, 'not_found'])
      expect((await refusal(drafterDk, unshared.id, what))[0]).toBe(200)
    },
  )

  it('[A85] what was written and taken out again before the draft was shared stays with those who could read it', async () => {
    const created = await beginPosition(drafterDk)
    const leadDk = await server.signIn('lead-dk')
    await write(drafterDk, created.id, addParagraph('Our fall-back is four weeks.'))
    later(2)
    await write(leadDk, created.id, (ydoc) => line(ydoc).delete(4, 10))
    later(2)
    const { id } = await sharePosition(drafterDk, created)
    await write(drafterDk, id, (ydoc) => line(ydoc).insert(0, 'Joint: '))
    for (const [client, sees] of [
      [drafterFi, false],
      [leadDk, true],
      [await server.signIn('secretariat'), true],
    ] as const) {
      const authorship = await client.call('getDraftAuthorship', { params: { positionId: id } })
      expect(authorship.taken.some(({ text }) => text.includes('fall-back'))).toBe(sees)
      expect(JSON.stringify(authorship).includes('fall-back')).toBe(sees)
      const { sessions } = await client.call('listWorkSessions', { params: { positionId: id } })
      const written = sessions.filter(({ writer }) => writer?.id === 'drafter-dk').map((each) => each.written)
      expect(written).toEqual(sees ? [7, 28] : [7])
    }
  })

  it('[A86] asked for by very many at once is refused to some as busy, and to nobody for good', async () => {
    const positions = await Promise.all(Array.from({ length: 60 }, () => shared()))
    const answers = await Promise.all(positions.map(({ id }) => refusal(drafterFi, id, 'authorship')))
    const refused = answers.filter(([, code]) => code !== null)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.every(([status, code]) => status === 503 && code === 'busy')).toBe(true)
    for (const { id } of positions) expect((await refusal(drafterFi, id, 'authorship'))[0]).toBe(200)
  })
})

/** Consecutive characters of a ydoc that are told of alike. */
function stretches(ydoc: Y.Doc, { writers, clients }: Pick<DraftAuthorship, 'writers' | 'clients'>) {
  const country = (place: number | null | undefined) =>
    place === null || place === undefined ? null : (writers[place]?.country ?? null)
  const found: { text: string; author: string | null; owner: string | null; minute: number }[] = []
  const walk = (type: Y.AbstractType<unknown>) => {
    for (let item = type._start; item !== null; item = item.right) {
      if (item.deleted) continue
      if (item.content instanceof Y.ContentType) walk(item.content.type as Y.AbstractType<unknown>)
      if (!(item.content instanceof Y.ContentString)) continue
      const { client, clock } = item.id
      const known = clients.find((each) => each.client === client)
      for (const [offset, text] of [...item.content.str].entries()) {
        const at = clock + offset
        const [, , author, when = 0] =
          known?.runs.find(([start, length]) => start <= at && at < start + length) ?? []
        const next = { text, author: country(author), owner: country(known?.owner), minute: when }
        const last = found.at(-1)
        if (last && last.author === next.author && last.owner === next.owner && last.minute === when) {
          last.text += text
        } else found.push(next)
      }
    }
  }
  walk(ydoc.getXmlFragment('default') as unknown as Y.AbstractType<unknown>)
  return found
}

/** The document with its last paragraph in two, at a place in its text. */
function withLastParagraphSplit(doc: DocJson, at: number): DocJson {
  const sections = [...doc.content]
  const section = sections.pop()
  const [title, ...blocks] = section?.content ?? []
  const paragraph = blocks.pop()
  const [inline] = paragraph?.type === 'paragraph' ? (paragraph.content ?? []) : []
  if (!section || !title || inline?.type !== 'text')
    throw new Error('There is no last paragraph of plain text')
  const part = (text: string) => ({ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] })
  const halves = [part(inline.text.slice(0, at)), part(inline.text.slice(at))]
  return {
    type: 'doc',
    content: [...sections, { ...section, content: [title, ...blocks, ...halves] as never }],
  }
}
