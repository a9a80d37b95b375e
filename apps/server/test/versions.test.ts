import { type DocJson, updateTowards } from '@samsyn/editor'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mergeUpdates } from 'yjs'
import { openDraft } from './support/drafter.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const minute = 60_000

describe('versions', () => {
  const clock = manualClock('2026-11-23T09:00:00.000Z')
  let server: TestServer
  const people = new Map<string, Client>()
  const as = async (personId: string) => {
    const client = people.get(personId) ?? (await server.signIn(personId))
    people.set(personId, client)
    return client
  }
  beforeAll(async () => {
    server = await startTestServer({}, { clock })
  })
  afterAll(() => server.stop())

  const later = () => {
    clock.advance(minute)
    return clock.now()
  }
  const began = async () => {
    const drafter = await as('drafter-dk')
    const [meeting] = (await drafter.call('getDesk')).meetings
    const { agenda } = await drafter.call('getMeeting', { params: { meetingId: meeting?.id ?? '' } })
    const item = agenda.find(({ dossier }) => dossier !== null)
    return drafter.call('createPosition', {
      body: {
        title: 'Sample: a short position',
        agendaItemId: item?.id ?? '',
        dossierId: item?.dossier?.id ?? '',
        instrument: 'joint_position',
        parties: ['DK', 'FI', 'SE'],
        penholder: 'DK',
        draftingLanguage: 'en',
        marking: 'parties',
      },
    })
  }
  const shared = async () => {
    const { id, revision } = await began()
    return (await as('drafter-dk')).call('startCoordination', {
      params: { positionId: id },
      body: { revision },
    })
  }
  const freeze = async (position: { id: string; revision: number }, name?: string) =>
    (await as('lead-dk')).call('freezeVersion', {
      params: { positionId: position.id },
      body: { revision: position.revision, note: '', ...(name === undefined ? {} : { name }) },
    })
  const reopen = async (position: { id: string; revision: number }) =>
    (await as('lead-dk')).call('reopenDraft', {
      params: { positionId: position.id },
      body: { revision: position.revision, reason: 'More to say.' },
    })
  const types = async (personId: string, positionId: string, text: string) => {
    const drafter = openDraft(await as(personId), positionId)
    await drafter.synced()
    drafter.type(text)
    await drafter.saved()
    drafter.leave()
    later()
  }
  const rename = async (personId: string, positionId: string, body: unknown, number = 1) => {
    const path = `/api/positions/${positionId}/versions/${number}`
    const { status, code } = await (await as(personId)).ask('PATCH', path, { body })
    return [status, code]
  }

  it('[A90] a version is named at the freeze and later, and stays what it is', async () => {
    const frozen = await freeze(await shared(), 'sent to capitals')
    const [version] = frozen.versions
    expect(version).toMatchObject({ number: 1, name: 'sent to capitals' })
    const params = { positionId: frozen.id, number: 1 }
    const before = await (await as('lead-fi')).call('getVersion', { params })
    later()
    const renamed = await (await as('secretariat')).call('nameVersion', {
      params,
      body: { revision: frozen.revision, name: '  answers from capitals ' },
    })
    expect(renamed.versions[0]).toEqual({ ...version, name: 'answers from capitals' })
    const after = await (await as('lead-fi')).call('getVersion', { params })
    expect([after.doc, after.contentHash]).toEqual([before.doc, before.contentHash])
    await (await as('drafter-dk')).call('nameVersion', {
      params,
      body: { revision: renamed.revision, name: '' },
    })
    const events = await (await as('lead-fi')).call('listPositionEvents', {
      params: { positionId: frozen.id },
    })
    expect(events.slice(0, 4).map(({ type, data }) => [type, data.name ?? null])).toEqual([
      ['version.named', ''],
      ['version.named', 'answers from capitals'],
      ['version.named', 'sent to capitals'],
      ['version.frozen', null],
    ])
    const names = await server.storage.tables.versions.names(frozen.id)
    expect(names.map(({ name, personId }) => [name, personId])).toEqual([
      ['sent to capitals', 'lead-dk'],
      ['answers from capitals', 'secretariat'],
      ['', 'drafter-dk'],
    ])
    expect(await server.storage.tables.events.verifyChain()).toMatchObject({ ok: true })
  })

  it('[A90] by whoever may freeze, and by nobody else', async () => {
    const frozen = await freeze(await shared())
    const body = { revision: frozen.revision, name: 'ours' }
    expect(await rename('lead-fi', frozen.id, body)).toEqual([403, 'forbidden'])
    expect(await rename('delegate-se', frozen.id, body)).toEqual([403, 'forbidden'])
    expect(await rename('drafter-no', frozen.id, body)).toEqual([404, 'not_found'])
    expect(await rename('lead-dk', frozen.id, body, 2)).toEqual([404, 'not_found'])
    expect(await rename('lead-dk', frozen.id, { ...body, revision: 1 })).toEqual([409, 'revision_conflict'])
    expect(await rename('lead-dk', frozen.id, { ...body, name: 'n'.repeat(81) })).toEqual([
      400,
      'invalid_request',
    ])
    const withdrawn = await (await as('lead-dk')).call('withdrawPosition', {
      params: { positionId: frozen.id },
      body: { revision: frozen.revision, reason: 'No longer needed.' },
    })
    expect(await rename('lead-dk', frozen.id, { ...body, revision: withdrawn.revision })).toEqual([
      409,
      'state_conflict',
    ])
    const abilities = async (personId: string) =>
      (await (await as(personId)).call('getPosition', { params: { positionId: frozen.id } })).abilities
    expect((await abilities('lead-dk')).nameVersions).toBe(false)
    const other = await freeze(await shared())
    const may = async (personId: string) =>
      (await (await as(personId)).call('getPosition', { params: { positionId: other.id } })).abilities
        .nameVersions
    expect([await may('lead-dk'), await may('secretariat'), await may('lead-fi')]).toEqual([
      true,
      true,
      false,
    ])
  })

  it('[A91] each knows who contributed since the one before, by delegation', async () => {
    const position = await shared()
    await types('drafter-fi', position.id, 'We ask for at least six weeks.')
    await types('drafter-dk', position.id, 'A pilot comes first.')
    const first = await freeze(position)
    expect(contributed(first)).toEqual([
      ['DK', ['drafter-dk'], 20, 0],
      ['FI', ['drafter-fi'], 30, 0],
    ])
    later()
    const again = await reopen(first)
    await types('lead-se', position.id, 'And a glossary.')
    const second = await freeze(again)
    expect(contributed(second)).toEqual([['SE', ['lead-se'], 15, 0]])
    later()
    const third = await freeze(await reopen(second))
    expect(third.versions.map(({ number }) => number)).toEqual([3, 2, 1])
    expect(third.versions.map(contributedTo)).toEqual([
      [],
      [['SE', ['lead-se'], 15, 0]],
      [
        ['DK', ['drafter-dk'], 20, 0],
        ['FI', ['drafter-fi'], 30, 0],
      ],
    ])
  })

  it('[A92] between any two instants, by delegation and section; a move is nobody’s writing', async () => {
    const position = await shared()
    const positionId = position.id
    await types('drafter-fi', positionId, 'We ask for at least six weeks before the first date.')
    const from = later()
    later()
    // Sweden moves Finland's sentence to another section, as the editor would write it.
    const { doc } = await (await as('lead-se')).call('getDraftText', { params: { positionId } })
    const moved = withLastBlockFirst(doc as unknown as DocJson)
    const state = await mergedState(positionId)
    await server.storage.updateLog.append([
      { draftId: positionId, personId: 'lead-se', at: clock.now(), update: updateTowards(state, moved) },
    ])
    later()
    await types('drafter-dk', positionId, 'A pilot comes first.')
    const found = await (await as('lead-fi')).call('getDraftContributions', {
      params: { positionId },
      query: { from },
    })
    expect(found.delegations).toMatchObject([
      { country: 'DK', people: [{ id: 'drafter-dk' }], written: 20, removed: 0, moved: 0 },
      { country: 'SE', people: [{ id: 'lead-se' }], written: 0, removed: 0, moved: 52 },
    ])
    const lastSection = moved.content.at(-1)?.attrs.id
    expect(found.sections.find(({ id }) => id === lastSection)?.countries).toContain('DK')
    expect(found.sections.find(({ id }) => id === moved.content[0]?.attrs.id)?.countries).toEqual(['SE'])
    const until = await (await as('lead-fi'))
      .call('getDraftContributions', {
        params: { positionId },
        query: { from: '2020-01-01T00:00:00Z', to: from },
      })
      .catch(({ code }: { code: string }) => code)
    // From before it was shared: the penholder's own.
    expect(until).toBe('forbidden')
  })

  it('[A92] is refused as the draft is', async () => {
    const position = await shared()
    const from = later()
    const ask = async (personId: string, search: string) => {
      const path = `/api/positions/${position.id}/draft/contributions?${search}`
      const { status, code } = await (await as(personId)).ask('GET', path)
      return [status, code]
    }
    expect(await ask('drafter-no', `from=${from}`)).toEqual([404, 'not_found'])
    expect(await ask('delegate-se', `from=${from}`)).toEqual([403, 'forbidden'])
    expect(await ask('lead-fi', `from=${from}&to=2026-11-23T00:00:00Z`)).toEqual([400, 'invalid_request'])
    expect(await ask('lead-fi', '')).toEqual([400, 'invalid_request'])
    expect(await ask('lead-fi', `from=${from}&to=2036-11-23T00:00:00Z`)).toEqual([200, null])
  })

  it('[A663] a version says which earlier one the country of whoever asks answered to last', async () => {
    const first = await freeze(await shared())
    const params = { positionId: first.id }
    const opened = await (await as('lead-dk')).call('openRound', {
      params,
      body: {
        revision: first.revision,
        versionNumber: 1,
        contentHash: first.versions[0]?.contentHash ?? '',
        deadline: '2026-11-30T11:00:00.000Z',
        notice: '',
        openPointsReason: 'Sections are left empty',
      },
    })
    const answered = await (await as('lead-fi')).call('giveDecision', {
      params,
      body: {
        roundId: opened.round?.id ?? '',
        versionNumber: 1,
        contentHash: opened.round?.version.contentHash ?? '',
        value: { kind: 'object', reason: 'Not yet' },
      },
    })
    later()
    const second = await freeze(await reopen(answered))
    later()
    const third = await freeze(await reopen(second))
    expect(third.latestVersion).toBe(3)
    const said = async (personId: string, number: number) =>
      (await (await as(personId)).call('getVersion', { params: { ...params, number } })).answeredBefore
    expect(await Promise.all([1, 2, 3].map((number) => said('lead-fi', number)))).toEqual([null, 1, 1])
    expect(await said('drafter-fi', 3)).toBe(1)
    for (const personId of ['lead-se', 'lead-dk', 'secretariat']) expect(await said(personId, 3)).toBeNull()
  })

  async function mergedState(positionId: string) {
    return mergeUpdates((await server.storage.updateLog.history(positionId)).map(({ update }) => update))
  }
})

type Frozen = { versions: readonly Parameters<typeof contributedTo>[0][] }

function contributed({ versions }: Frozen) {
  return versions[0] && contributedTo(versions[0])
}

function contributedTo({
  contributions,
}: {
  contributions:
    | readonly {
        country: string | null
        people: readonly { id: string }[]
        written: number
        removed: number
      }[]
    | null
}) {
  return contributions?.map(({ country, people, written, removed }) => [
    country,
    people.map(({ id }) => id),
    written,
    removed,
  ])
}

/** The document with the last block of its last section moved to the end of its first. */
function withLastBlockFirst(doc: DocJson): DocJson {
  const [first, ...rest] = doc.content
  const last = rest.at(-1)
  const block = last?.content.at(-1)
  if (!first || !last || !block || block.type === 'sectionTitle') throw new Error('There are no two sections')
  const [title, ...blocks] = last.content
  return {
    ...doc,
    content: [
      { ...first, content: [...first.content, block] },
      ...rest.slice(0, -1),
      { ...last, content: [title, ...blocks.slice(0, -1)] },
    ],
  }
}
