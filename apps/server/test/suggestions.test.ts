import { suggestionIdFromFile } from '@samsyn/editor'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import { beginPosition, sharePosition } from './support/begun-position.ts'
import { openDraft } from './support/drafter.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const fi = { id: 'drafter-fi', name: 'Drafter, Finland', country: 'FI' }
const se = { id: 'drafter-se', name: 'Drafter, Sweden', country: 'SE' }

describe('suggestions and what was decided of them', () => {
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

  /** A minute later a person does something in the first line of the draft, on a page of their own. */
  const write = async (
    client: Client,
    positionId: string,
    work: (line: Y.XmlText) => void,
  ): Promise<string> => {
    clock.advance(60_000)
    const drafter = openDraft(client, positionId)
    await drafter.synced()
    const sections = drafter.ydoc.getXmlFragment('default')
    const section = sections.get(sections.length - 1) as Y.XmlElement
    drafter.ydoc.transact(() => work((section.get(section.length - 1) as Y.XmlElement).get(0) as Y.XmlText))
    await drafter.saved()
    drafter.leave()
    return clock.now()
  }
  const begun = async () => {
    const created = await beginPosition(drafterDk)
    const drafter = openDraft(drafterDk, created.id)
    await drafter.synced()
    drafter.type('We ask for six weeks.')
    await drafter.saved()
    drafter.leave()
    return created
  }
  const shared = async () => (await sharePosition(drafterDk, await begun())).id
  const format = (name: string, id: string) => `${name}--${id.slice(0, 8).padEnd(8, '+')}`
  const insert = (at: number, words: string, id: string) => (line: Y.XmlText) =>
    line.insert(at, words, { [format('insertion', id)]: { id } })
  const strike = (from: number, length: number, id: string) => (line: Y.XmlText) =>
    line.format(from, length, { [format('deletion', id)]: { id } })
  const settle = (from: number, length: number, name: string, id: string) => (line: Y.XmlText) =>
    line.format(from, length, { [format(name, id)]: null })
  const list = (client: Client, positionId: string) =>
    client.call('listSuggestions', { params: { positionId } })
  const claim = (
    client: Client,
    positionId: string,
    suggestionIds: string[],
    verdict: 'accepted' | 'rejected',
    reason: string | null = null,
  ) =>
    client.ask('POST', `/api/positions/${positionId}/draft/suggestions/verdicts`, {
      body: { suggestionIds, verdict, reason },
    })
  const events = async (client: Client, positionId: string) =>
    (await client.call('listPositionEvents', { params: { positionId } })).filter(
      ({ type }) => type === 'suggestion.decided',
    )

  it('[A130] whoever may read a draft is told who proposed what is suggested in it, by the log and not by the text', async () => {
    const id = await shared()
    const at = await write(drafterFi, id, insert(11, 'at least ', 'seclaim1'))
    await write(drafterSe, id, (line) => line.insert(14, 'most '))
    expect(await list(drafterDk, id)).toEqual({
      pending: [{ id: 'seclaim1', proposer: fi, at, otherAuthors: [se] }],
      settled: [],
    })
  })

  it('[A691] [A131] a verdict is recorded with the proposer, the decider, both times, the words and the reason', async () => {
    const id = await shared()
    const proposedAt = await write(drafterFi, id, (line) => {
      insert(11, 'eight', 'a')(line)
      strike(16, 3, 'a')(line)
    })
    const decidedAt = await write(drafterSe, id, (line) => {
      settle(11, 5, 'insertion', 'a')(line)
      line.delete(16, 3)
    })
    clock.advance(60_000)
    expect((await claim(drafterSe, id, ['a'], 'accepted', ' As agreed in Lund. ')).status).toBe(200)
    const told = {
      id: 'a',
      proposer: fi,
      at: proposedAt,
      otherAuthors: [],
      inserted: 'eight',
      deleted: 'six',
      formatted: '',
      decider: se,
      decidedAt,
      verdict: 'accepted',
      reason: 'As agreed in Lund.',
    }
    expect(await list(drafterDk, id)).toEqual({ pending: [], settled: [told] })
    expect(await events(drafterDk, id)).toMatchObject([
      {
        person: { id: 'drafter-se' },
        country: 'SE',
        capacity: 'drafter',
        at: clock.now(),
        data: { suggestionId: 'a', verdict: 'accepted', proposerId: 'drafter-fi', proposedAt, decidedAt },
      },
    ])
    // Said again it is no second event.
    expect((await claim(drafterSe, id, ['a'], 'accepted', 'Another reason')).status).toBe(200)
    expect(await events(drafterDk, id)).toHaveLength(1)
  })

  it('[A131] also of one that came from a file, whose id carries a name of any length', async () => {
    const id = await shared()
    const fromFile = suggestionIdFromFile('own', { author: '😀'.repeat(80), at: '2026-11-20T10:00:00Z' })
    await write(drafterFi, id, insert(0, 'Firmly: ', fromFile))
    await write(drafterSe, id, settle(0, 8, 'insertion', fromFile))
    expect((await claim(drafterSe, id, [fromFile], 'accepted')).status).toBe(200)
    expect((await list(drafterDk, id)).settled).toMatchObject([
      { id: fromFile, proposer: fi, verdict: 'accepted' },
    ])
  })

  it('[A132] a verdict that the log does not bear out is refused', async () => {
    const id = await shared()
    await write(drafterFi, id, insert(0, 'Firmly: ', 'a'))
    const refused = async (client: Client, verdict: 'accepted' | 'rejected', ids = ['a']) => {
      const { status, code } = await claim(client, id, ids, verdict)
      return [status, code]
    }
    expect(await refused(drafterSe, 'accepted')).toEqual([409, 'suggestion_not_settled'])
    await write(drafterSe, id, (line) => line.delete(0, 8))
    expect(await refused(drafterSe, 'accepted')).toEqual([409, 'suggestion_not_settled'])
    expect(await refused(drafterDk, 'rejected')).toEqual([409, 'suggestion_not_settled'])
    expect(await refused(drafterSe, 'rejected', ['b'])).toEqual([409, 'suggestion_not_settled'])
    expect(await events(drafterDk, id)).toEqual([])
    expect((await claim(drafterSe, id, ['a', 'b'], 'rejected')).status).toBe(200)
    expect(await events(drafterDk, id)).toHaveLength(1)
  })

  it('[A133] what nobody reported is recorded with the next verdict; what somebody took back of their own is none', async () => {
    const id = await shared()
    await write(drafterFi, id, insert(0, 'one ', 'a'))
    await write(drafterFi, id, insert(0, 'two ', 'b'))
    await write(drafterFi, id, insert(0, 'three ', 'c'))
    await write(drafterFi, id, (line) => line.delete(0, 6))
    await write(drafterDk, id, (line) => line.delete(0, 4))
    await write(drafterSe, id, settle(0, 4, 'insertion', 'a'))
    const settled = async () =>
      (await list(drafterDk, id)).settled.map(({ id: each, verdict, reason }) => [each, verdict, reason])
    expect(await settled()).toEqual([
      ['a', 'accepted', null],
      ['b', 'rejected', null],
    ])
    await claim(drafterSe, id, ['a'], 'accepted')
    expect((await events(drafterSe, id)).map(({ person, data }) => [person?.id, data.suggestionId])).toEqual([
      ['drafter-dk', 'b'],
      ['drafter-se', 'a'],
    ])
    // Whoever decided may still give the reason.
    await claim(drafterDk, id, ['b'], 'rejected', 'Too long.')
    expect(await settled()).toEqual([
      ['a', 'accepted', null],
      ['b', 'rejected', 'Too long.'],
    ])
  })

  it('[A133] a freeze records what nobody reported', async () => {
    const position = await sharePosition(drafterDk, await begun())
    const { id } = position
    await write(drafterFi, id, insert(0, 'one ', 'a'))
    const decidedAt = await write(drafterSe, id, (line) => line.delete(0, 4))
    await drafterDk.call('freezeVersion', {
      params: { positionId: id },
      body: { revision: position.revision, note: '' },
    })
    expect(await events(drafterDk, id)).toMatchObject([
      {
        person: { id: 'drafter-se' },
        data: { verdict: 'rejected', decidedAt, inserted: 'one ', reason: null },
      },
    ])
  })

  it('[A134] both are refused to whoever may not read the draft, and a verdict to whoever may not write in it', async () => {
    const id = await shared()
    await write(drafterFi, id, insert(0, 'secret ', 'a'))
    await write(drafterSe, id, (line) => line.delete(0, 7))
    await claim(drafterSe, id, ['a'], 'rejected')
    const [delegateSe, drafterNo, secretariat, leadSe] = await Promise.all(
      ['delegate-se', 'drafter-no', 'secretariat', 'lead-se'].map((personId) => server.signIn(personId)),
    )
    const asked = async (client: Client, positionId = id) => {
      const read = await client.ask('GET', `/api/positions/${positionId}/draft/suggestions`)
      const written = await claim(client, positionId, ['a'], 'rejected')
      return [read.code ?? read.status, written.code ?? written.status]
    }
    expect(await asked(delegateSe as Client)).toEqual(['forbidden', 'forbidden'])
    expect(await asked(drafterNo as Client)).toEqual(['not_found', 'not_found'])
    expect(await asked(drafterSe, 'no-such-position')).toEqual(['not_found', 'not_found'])
    expect(await asked(server.anonymous())).toEqual(['unauthenticated', 'unauthenticated'])
    expect(await asked(secretariat as Client)).toEqual([200, 'forbidden'])
    expect((await claim(drafterSe, id, [], 'rejected')).code).toBe('invalid_request')
    // The words are in the event log, which more people may read than the draft.
    expect(await events(leadSe as Client, id)).toHaveLength(1)
    expect(await events(delegateSe as Client, id)).toEqual([])
  })

  it('[A134] what was decided before the draft was shared stays with those who could read it then', async () => {
    const created = await begun()
    const leadDk = await server.signIn('lead-dk')
    await write(drafterDk, created.id, insert(0, 'fall-back ', 'a'))
    await write(leadDk, created.id, (line) => line.delete(0, 10))
    expect((await claim(leadDk, created.id, ['a'], 'rejected')).status).toBe(200)
    clock.advance(60_000)
    const { id } = await sharePosition(drafterDk, created)
    expect((await list(drafterDk, id)).settled).toHaveLength(1)
    expect(await events(drafterDk, id)).toHaveLength(1)
    expect((await list(drafterFi, id)).settled).toEqual([])
    expect(await events(drafterFi, id)).toEqual([])
  })
})
