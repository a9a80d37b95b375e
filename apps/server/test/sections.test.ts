import { type DocJson, type SectionText, sectionTexts } from '@samsyn/editor'
import { liveEventName, livePath, type RouteBody } from '@samsyn/protocol'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { beginPosition, sharePosition } from './support/begun-position.ts'
import { eventually, openDraft } from './support/drafter.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const start = '2026-11-23T09:00:00.000Z'

describe('sections at working level', () => {
  const clock = manualClock(start)
  let server: TestServer
  /** Of the penholder's country, and of another party. */
  let drafterDk: Client
  let drafterFi: Client
  let leadSe: Client
  let positionId = ''
  let revision = 0

  beforeAll(async () => {
    server = await startTestServer({}, { clock })
    ;[drafterDk, drafterFi, leadSe] = await Promise.all([
      server.signIn('drafter-dk'),
      server.signIn('drafter-fi'),
      server.signIn('lead-se'),
    ])
  })
  beforeEach(async () => {
    const shared = await sharePosition(drafterDk, await beginPosition(drafterDk))
    ;({ id: positionId, revision } = shared)
    await write('Six weeks are enough.')
  })
  afterAll(() => server.stop())

  async function write(text: string): Promise<void> {
    const draft = openDraft(drafterDk, positionId)
    await draft.synced()
    draft.type(text)
    await draft.saved()
    draft.leave()
  }

  /** The last section, which is the one that is written in. */
  async function section(): Promise<SectionText> {
    const { doc } = await drafterDk.call('getDraftText', { params: { positionId }, query: {} })
    const last = sectionTexts(doc as unknown as DocJson).at(-1)
    if (!last) throw new Error('The draft has no sections')
    return last
  }

  const marks = (client = drafterFi) => client.call('listSectionMarks', { params: { positionId } })
  const mark = (client: Client, sectionId: string, body: RouteBody<'markSection'>) =>
    client.call('markSection', { params: { positionId, sectionId }, body })
  const pathOf = (sectionId: string, position = positionId) =>
    `/api/positions/${position}/draft/sections/${sectionId}/marks`
  const refused = async (
    client: Client,
    sectionId: string,
    body: unknown,
    position = positionId,
  ): Promise<readonly [number, string | null]> => {
    const { status, code } = await client.ask('POST', pathOf(sectionId, position), { body })
    return [status, code]
  }

  it('[A735] [A737] [D488] are agreed, closed and reopened: who, for whom and when is read by whoever reads the draft', async () => {
    const { id, title, hash } = await section()
    expect(await marks()).toEqual([])
    expect(await mark(drafterDk, id, { act: 'agree', sectionHash: hash })).toEqual(await marks())
    const named = { sectionId: id, title, at: start }
    const byDk = { person: { id: 'drafter-dk' }, country: 'DK', capacity: 'drafter' }
    expect(await marks()).toMatchObject([{ type: 'section.agreed', sectionHash: hash, ...named, ...byDk }])
    await mark(drafterDk, id, { act: 'close', sectionHash: hash })
    expect(await marks()).toMatchObject([{ type: 'section.closed', sectionHash: hash, ...named, ...byDk }])
    await mark(leadSe, id, { act: 'reopen', reason: ' Our parliament asked. ' })
    const reason = 'Our parliament asked.'
    const bySe = { person: { id: 'lead-se' }, country: 'SE', capacity: 'lead' }
    for (const client of [drafterFi, await server.signIn('secretariat')])
      expect(await marks(client)).toMatchObject([{ type: 'section.reopened', reason, ...named, ...bySe }])

    const events = await drafterFi.call('listPositionEvents', { params: { positionId } })
    const own = events.filter(({ type }) => type.startsWith('section.'))
    expect(own).toMatchObject([
      { type: 'section.reopened', ...bySe, data: { sectionId: id, title, reason } },
      { type: 'section.closed', ...byDk, data: { sectionHash: hash } },
      { type: 'section.agreed', ...byDk, data: { sectionHash: hash } },
    ])
  })

  it('[A735] what was recorded is for whoever reads the draft', async () => {
    const path = `/api/positions/${positionId}/draft/sections`
    const code = async (personId: string) => (await (await server.signIn(personId)).ask('GET', path)).code
    expect(await code('delegate-fi')).toBe('forbidden')
    expect(await code('registrar-fi')).toBe('forbidden')
    expect(await code('administrator')).toBe('not_found')
    expect(await code('drafter-no')).toBe('not_found')
    const nowhere = await drafterFi.ask('GET', '/api/positions/nowhere/draft/sections')
    expect(nowhere).toMatchObject({ status: 404, code: 'not_found' })
  })

  it('[A736] [D488] nobody else marks a section: each is told so, and nothing is recorded', async () => {
    const { id, hash } = await section()
    const agree = { act: 'agree', sectionHash: hash }
    const reopen = { act: 'reopen', reason: 'Why.' }
    expect(await refused(drafterFi, id, agree)).toEqual([403, 'forbidden'])
    expect(await refused(leadSe, id, { ...agree, act: 'close' })).toEqual([403, 'forbidden'])
    for (const personId of ['secretariat', 'delegate-fi', 'registrar-fi']) {
      const client = await server.signIn(personId)
      for (const body of [agree, reopen])
        expect(await refused(client, id, body), personId).toEqual([403, 'forbidden'])
    }
    for (const personId of ['administrator', 'observer-no', 'drafter-no'])
      expect(await refused(await server.signIn(personId), id, reopen), personId).toEqual([404, 'not_found'])
    expect(await refused(drafterDk, id, agree, 'nowhere')).toEqual([404, 'not_found'])
    expect(await marks()).toEqual([])
  })

  it('[A736] [D487] what the state does not allow is refused', async () => {
    const { id, hash } = await section()
    expect(await refused(drafterDk, id, { act: 'close', sectionHash: hash })).toEqual([409, 'state_conflict'])
    expect(await refused(drafterFi, id, { act: 'reopen', reason: 'Why.' })).toEqual([409, 'state_conflict'])
    await mark(drafterDk, id, { act: 'agree', sectionHash: hash })
    expect(await refused(drafterDk, id, { act: 'agree', sectionHash: hash })).toEqual([409, 'state_conflict'])
    expect(await refused(drafterFi, id, { act: 'reopen', reason: '  ' })).toEqual([400, 'reason_required'])
    expect(await refused(drafterDk, 'none', { act: 'agree', sectionHash: hash })).toEqual([
      400,
      'section_unknown',
    ])
    const wrong = [
      { act: 'agree' },
      { act: 'agree', sectionHash: hash, reason: 'Why.' },
      { act: 'reopen', reason: 'Why.', sectionHash: hash },
      { act: 'freeze', sectionHash: hash },
      { act: 'agree', sectionHash: 'A hash' },
    ]
    for (const body of wrong)
      expect(await refused(drafterDk, id, body), JSON.stringify(body)).toEqual([400, 'invalid_request'])
    await drafterDk.call('freezeVersion', { params: { positionId }, body: { revision, note: '' } })
    expect(await refused(drafterDk, id, { act: 'close', sectionHash: hash })).toEqual([409, 'state_conflict'])
    expect(await refused(drafterFi, id, { act: 'reopen', reason: 'Why.' })).toEqual([409, 'state_conflict'])
    expect(await marks()).toMatchObject([{ type: 'section.agreed' }])
  })

  it('[A736] [D486] the server reads the text itself: another one is not what was seen, and brackets are not agreed', async () => {
    const seen = await section()
    await mark(drafterDk, seen.id, { act: 'agree', sectionHash: seen.hash })
    await write('And six more.')
    const close = (sectionHash: string) => refused(drafterDk, seen.id, { act: 'close', sectionHash })
    expect(await close(seen.hash)).toEqual([409, 'section_changed'])
    const changed = await section()
    expect(await close(changed.hash)).toEqual([409, 'state_conflict'])
    // What was recorded stays; that it is of another text is seen by its hash.
    expect(await marks()).toMatchObject([{ type: 'section.agreed', sectionHash: seen.hash }])
    await mark(drafterDk, seen.id, { act: 'agree', sectionHash: changed.hash })
    await write('Within [12] months.')
    const bracketed = await section()
    expect(bracketed.isBracketed).toBe(true)
    for (const act of ['agree', 'close'] as const)
      expect(await refused(drafterDk, seen.id, { act, sectionHash: bracketed.hash })).toEqual([
        409,
        'section_unsettled',
      ])
  })

  it('[A737] whoever reads the draft is told at once', async () => {
    const { id, hash } = await section()
    const socket = io(server.url, { path: livePath, extraHeaders: { cookie: drafterFi.cookie } })
    const told: { type: string; id: string }[] = []
    socket.on(liveEventName, (event) => told.push(event))
    await new Promise<void>((resolve) => socket.once('connect', resolve))
    await mark(drafterDk, id, { act: 'agree', sectionHash: hash })
    await eventually(() => told.some((event) => event.type === 'section.agreed' && event.id === positionId))
    socket.disconnect()
  })

  it('[A738] of several at once who do the same, one does', async () => {
    const { id, hash } = await section()
    const codes = await Promise.all(
      [1, 2, 3].map(async () => (await refused(drafterDk, id, { act: 'agree', sectionHash: hash }))[1]),
    )
    expect(codes.sort()).toEqual([null, 'state_conflict', 'state_conflict'].sort())
    const events = await drafterFi.call('listPositionEvents', { params: { positionId } })
    expect(events.filter(({ type }) => type === 'section.agreed')).toHaveLength(1)
  })

  it('[A739] a section that is in the text no more keeps what was recorded of it, and takes nothing more', async () => {
    const { id, hash } = await section()
    await mark(drafterDk, id, { act: 'agree', sectionHash: hash })
    const draft = openDraft(drafterDk, positionId)
    await draft.synced()
    const root = draft.ydoc.getXmlFragment('default')
    root.delete(root.length - 1, 1)
    await draft.saved()
    draft.leave()
    expect((await section()).id).not.toBe(id)
    expect(await refused(drafterFi, id, { act: 'reopen', reason: 'Why.' })).toEqual([400, 'section_unknown'])
    expect(await marks()).toMatchObject([{ type: 'section.agreed', sectionId: id }])
  })
})
