import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type CountryCode, type Grant, languages, type Role } from '@samsyn/domain'
import type { DocJson } from '@samsyn/editor'
import { type PositionDetail, routes, type SearchHit, type SearchResult } from '@samsyn/protocol'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseFile } from '../src/open-database.ts'
import { lookEvery } from '../src/search/keep-index.ts'
import { clausesOf, readQuestion } from '../src/search/question.ts'
import { textToIndex } from '../src/search/text-to-index.ts'
import { beginPosition, sharePosition } from './support/begun-position.ts'
import { whenFree } from './support/beside.ts'
import { type Drafter, eventually, openDraft } from './support/drafter.ts'
import { manualClock } from './support/manual-clock.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const reason = 'For the test.'

/** Whether every joint draft that was written in is in the index. */
async function isIndexWhole({ storage }: TestServer): Promise<boolean> {
  const { positions, search: index, updates } = storage.tables
  const indexed = new Set((await index.drafts()).map(({ positionId }) => positionId))
  const missing = (await positions.all()).filter(({ id }) => !indexed.has(id))
  const places = await Promise.all(missing.map(({ id }) => updates.lastPlace(id, null)))
  return places.every((place) => place === null)
}

describe('search', () => {
  const clock = manualClock('2026-11-30T08:00:00.000Z')
  let server: TestServer
  const clients = new Map<string, Client>()
  const as = async (personId: string): Promise<Client> => {
    const client = clients.get(personId) ?? (await server.signIn(personId))
    clients.set(personId, client)
    return client
  }

  beforeAll(async () => {
    server = await startTestServer({}, { clock })
    for (const [country, role, readsDrafts] of [
      ['DK', 'delegate', true],
      ['IS', 'delegate', true],
      ['FI', 'observer', true],
      [null, 'observer', false],
      [null, 'observer', true],
      ['NO', 'secretariat', false],
      ['DK', 'secretariat', false],
    ] as const)
      await server.storage.tables.people.insert(asker(role, country, readsDrafts))
    await eventually(() => isIndexWhole(server))
  })
  afterAll(() => server.stop())

  const search = (client: Client, query: Record<string, string | number> = {}): Promise<SearchResult> =>
    client.call('searchTexts', { query })
  const all = async (client: Client, query: Record<string, string> = {}): Promise<readonly SearchHit[]> => {
    const first = await search(client, query)
    const hits = [...first.hits]
    for (let page = 2; page <= first.pages; page += 1)
      hits.push(...(await search(client, { ...query, page })).hits)
    expect(hits).toHaveLength(first.total)
    return hits
  }
  const statesOf = async (client: Client, words: string) =>
    (await all(client, { words })).map(({ state }) => state)
  const titles = async (client: Client, words: string) =>
    (await all(client, { words })).map(({ title }) => title.map(({ text }) => text).join(''))
  const marked = ({ passage }: SearchHit) =>
    passage?.parts.filter(({ isHit }) => isHit).map(({ text }) => text) ?? []

  /** A shared position of DK, FI and SE whose draft says so. */
  async function written(title: string, ...lines: readonly string[]): Promise<PositionDetail> {
    const drafter = await as('drafter-dk')
    const position = await sharePosition(drafter, await beginPosition(drafter, { title }))
    await write(drafter, position.id, ...lines)
    return position
  }
  async function write(client: Client, draftId: string, ...lines: readonly string[]): Promise<void> {
    const draft: Drafter = openDraft(client, draftId)
    await draft.synced()
    for (const line of lines) draft.type(line)
    await draft.saved()
    draft.leave()
  }
  async function freeze(positionId: string): Promise<PositionDetail> {
    const lead = await as('lead-dk')
    const { revision } = await lead.call('getPosition', { params: { positionId } })
    return lead.call('freezeVersion', { params: { positionId }, body: { revision, note: '' } })
  }
  async function reopen(positionId: string): Promise<void> {
    const lead = await as('lead-dk')
    const { revision } = await lead.call('getPosition', { params: { positionId } })
    await lead.call('reopenDraft', { params: { positionId }, body: { revision, reason } })
  }
  async function release(positionId: string): Promise<PositionDetail> {
    const params = { positionId }
    const lead = await as('lead-dk')
    const { revision, versions } = await freeze(positionId)
    const [version] = versions
    const on = { versionNumber: version?.number ?? 0, contentHash: version?.contentHash ?? '' }
    const deadline = new Date(Date.parse(clock.now()) + 7 * 86_400_000).toISOString()
    const opened = await lead.call('openRound', {
      params,
      body: { ...on, revision, deadline, notice: '', openPointsReason: reason },
    })
    for (const id of ['lead-dk', 'lead-fi', 'lead-se'])
      await (await as(id)).call('giveDecision', {
        params,
        body: { ...on, roundId: opened.round?.id ?? '', value: { kind: 'agree' } },
      })
    const agreed = await lead.call('getPosition', { params })
    return lead.call('issueRelease', { params, body: { revision: agreed.revision } })
  }
  /** Lets the server look at the drafts until it has seen what was written. */
  async function looked(client: Client, words: string): Promise<void> {
    await eventually(async () => {
      clock.advance(lookEvery)
      return (await statesOf(client, words)).includes('draft')
    })
  }

  it('[A520] [A524] words are found as they are written, without their accents, as a neighbour writes them, and inflected; the nearest first', async () => {
    const lead = await as('lead-se')
    const one = await written('Sample: one', 'Udkastet til afgørelse om rådgivning', 'Smörgåsbordet är dukat')
    await freeze(one.id)
    const two = await written(
      'Sample: two',
      'Utkastet till avgörelse, the consolidated obligations',
      'Smorgasbordet',
    )
    await freeze(two.id)
    const three = await written('Sample: three', 'Ákvörðun um þýðingu', 'Finally, they will obligate us')
    await freeze(three.id)
    expect(await titles(lead, 'Smörgåsbordet')).toEqual(['Sample: one', 'Sample: two'])
    expect(await titles(lead, 'smorgasbordet')).toEqual(['Sample: two', 'Sample: one'])
    expect(await titles(lead, 'avgørelse')).toEqual(['Sample: two'])
    expect(await titles(lead, 'AFGÖRELSE')).toEqual(['Sample: one'])
    expect(await titles(lead, 'afgoerelse')).toEqual(['Sample: one'])
    expect(await titles(lead, 'raadgivning')).toEqual(['Sample: one'])
    const four = await written('Sample: four', 'The meeting in Århus')
    await freeze(four.id)
    const five = await written('Sample: five', 'The meeting in Aarhus')
    await freeze(five.id)
    expect(await titles(lead, 'Århus')).toEqual(['Sample: four', 'Sample: five'])
    expect(await titles(lead, 'Aarhus')).toEqual(['Sample: five', 'Sample: four'])
    expect(await titles(lead, 'arhus')).toEqual(['Sample: four'])
    expect(await titles(lead, 'akvordun thydingu')).toEqual(['Sample: three'])
    expect(await titles(lead, 'obligation')).toEqual(['Sample: three', 'Sample: two'])
    expect(await titles(lead, 'consolidating obligation')).toEqual(['Sample: two'])
    expect(await titles(lead, 'consolidated nowhere')).toEqual([])
    const hits = await all(lead, { words: 'obligation' })
    expect(hits.map(marked)).toEqual([['obligate'], ['obligations']])
  })

  it('[A521] phrases, beginnings and references to documents in any writing are found', async () => {
    const lead = await as('lead-se')
    const { id } = await written(
      'Sample: referring',
      'The quarterly zebra table follows ST 14862/22 REV 1 and COM(2022) 209 final.',
      'Procedure 2022/0155(COD), e-zebra 2021/1232.',
    )
    await freeze(id)
    const finds = async (words: string) => (await titles(lead, words)).includes('Sample: referring')
    for (const words of [
      '"quarterly zebra"',
      '“zebra table follows”',
      '»Quarterly ZEBRA tab*',
      'zeb* quart*',
      'e-zebra',
      '2021/1232',
      'ST 14862/22',
      '14862/22',
      'st14862/22 zebra',
      'ST 14862/1/22 REV 1',
      'ST 14862 2022',
      'COM(2022) 209',
      'KOM (2022) 209 slutlig',
      'com/2022/209',
      '2022/0155 (cod)',
      '2022/155(COD)',
    ])
      expect([words, await finds(words)]).toEqual([words, true])
    for (const words of [
      '"zebra quarterly"',
      '"quarterly table"',
      '"final procedure"',
      'z*',
      'ST 14862/22 REV 2',
      'COM(2022) 210',
    ])
      expect([words, await finds(words)]).toEqual([words, false])
    // Words that are part of no question of the database's own.
    for (const words of [
      '*',
      '"',
      '()',
      "' or 1=1 --",
      'NEAR(zebra',
      'tokens:zebra',
      'zebra AND',
      '-zebra',
      'a\\',
    ])
      expect((await search(lead, { words })).total).toBeGreaterThanOrEqual(0)
  })

  it('[A521] a document that a dossier or an agenda item names finds the texts of their positions', async () => {
    const lead = await as('lead-se')
    const dossiers = await lead.call('listDossiers')
    const dossier = dossiers.find(({ references }) =>
      references.some((line) => line.startsWith('COM(2020) 607')),
    )
    const hits = await all(lead, { words: 'COM(2020) 607' })
    expect(hits.length).toBeGreaterThan(0)
    expect(new Set(hits.map((hit) => hit.dossier.id))).toEqual(new Set([dossier?.id]))
  })

  it('[A522] [A523] everybody finds, counts and narrows by what they may read by its own address, and nothing else', async () => {
    const { tables } = server.storage
    const positions = await tables.positions.all()
    const releases = (await Promise.all(positions.map(({ id }) => tables.releases.byPosition(id)))).flat()
    expect(new Set(positions.map(({ marking }) => marking)).size).toBe(4)
    const kinds = new Set<string>()
    for (const { id: personId } of await tables.people.all()) {
      const client = await as(personId)
      const reads = async (path: string) => (await client.ask('GET', `/api${path}`)).status === 200
      const expected = new Set<string>()
      const released = new Set<string>()
      for (const { id, positionId, version } of releases) {
        if (!(await reads(`/releases/${id}`))) continue
        expected.add(`release ${id}`)
        released.add(`${positionId} ${version.number}`)
      }
      for (const { id, life, latestVersion } of positions) {
        const isOpen = life.status === 'draft' || life.status === 'in_coordination'
        if (isOpen && (await reads(`/positions/${id}/draft/text`))) expected.add(`draft ${id}`)
        const isReleased = released.has(`${id} ${latestVersion}`)
        if (latestVersion > 0 && !isReleased && (await reads(`/positions/${id}/versions/${latestVersion}`)))
          expected.add(`version ${id}`)
      }
      const result = await search(client, { words: 'sample' })
      const hits = await all(client, { words: 'sample' })
      const found = hits.map(({ release: final, state, positionId }) =>
        final ? `release ${final.id}` : `${state} ${positionId}`,
      )
      expect([personId, found.toSorted()]).toEqual([personId, [...expected].toSorted()])
      for (const name of found) kinds.add(name.split(' ')[0] ?? '')
      for (const list of [result.filters.forums, result.filters.dossiers, result.filters.states])
        expect(list.reduce((sum, { count }) => sum + count, 0)).toBe(result.total)
      expect(result.filters.meetings.reduce((sum, { count }) => sum + count, 0)).toBe(
        hits.filter(({ meeting }) => meeting).length,
      )
    }
    expect(kinds).toEqual(new Set(['release', 'version', 'draft']))
  })

  it('[A523] a delegate finds no draft and no version, own pages nobody', async () => {
    const drafter = await as('drafter-dk')
    const { id } = await written('Sample: quiet', 'Xylophone for all')
    await write(drafter, `${id}.DK`, 'Marimba for Denmark alone')
    await looked(await as('lead-se'), 'xylophone')
    for (const personId of [
      'delegate-dk',
      'delegate-se',
      'observer-se',
      'registrar-dk',
      'lead-no',
      'administrator',
    ])
      expect([personId, (await search(await as(personId), { words: 'xylophone' })).total]).toEqual([
        personId,
        0,
      ])
    expect((await search(await as('delegate-dk-true'), { words: 'xylophone' })).total).toBe(1)
    await freeze(id)
    expect((await search(await as('delegate-dk'), { words: 'xylophone' })).total).toBe(0)
    for (const personId of ['drafter-dk', 'lead-dk', 'lead-se', 'secretariat'])
      expect((await search(await as(personId), { words: 'marimba' })).total).toBe(0)
    const rows = await server.storage.tables.search.find([])
    const passages = await server.storage.tables.search.passages(rows.map((row) => row.id))
    expect(JSON.stringify(passages)).not.toMatch(/marimba/i)
  })

  it('[A524] a version and a final text are found with the answer that says they are there, and a superseded one as such', async () => {
    const [lead, delegate] = [await as('lead-se'), await as('delegate-dk')]
    const { id } = await written('Sample: told', 'Quokka one')
    await release(id)
    expect(await statesOf(lead, 'quokka')).toEqual(['final'])
    expect(await statesOf(delegate, 'quokka')).toEqual(['final'])
    await reopen(id)
    await write(await as('drafter-dk'), id, 'Quokka two')
    await release(id)
    expect(await statesOf(delegate, 'quokka')).toEqual(['final', 'superseded'])
    const [newest] = await all(delegate, { words: 'quokka' })
    await (await as('lead-fi')).call('doAct', {
      params: { positionId: id },
      body: { act: { kind: 'withdraw_support', releaseId: newest?.release?.id ?? '', reason } },
    })
    expect(await statesOf(delegate, 'quokka')).toEqual(['suspended', 'superseded'])
  })

  it('[A525] a draft is found once nobody has written in it for a look, under its new name, too', async () => {
    const lead = await as('lead-se')
    const { id, revision } = await written('Sample: named', 'Narwhal')
    expect(await statesOf(lead, 'narwhal')).toEqual([])
    await looked(lead, 'narwhal')
    await (await as('drafter-dk')).call('renamePosition', {
      params: { positionId: id },
      body: { revision, title: 'Sample: tusked' },
    })
    await looked(lead, 'narwhal tusked')
    expect(await statesOf(lead, 'narwhal named')).toEqual([])
    await write(await as('drafter-dk'), id, 'Beluga')
    await looked(lead, 'beluga')
    expect(await statesOf(lead, 'narwhal')).toEqual(['draft'])
    await freeze(id)
    expect(await statesOf(lead, 'narwhal')).toEqual(['version'])
  })

  it('[A526] of a locked text nothing is found, and of a purged word nothing is left', async () => {
    const lead = await as('lead-dk')
    const { id } = await written('Sample: spilt', 'Pangolin in the clear')
    await freeze(id)
    await reopen(id)
    await write(await as('drafter-dk'), id, 'The aardvark leaves at dawn')
    await looked(lead, 'aardvark')
    await freeze(id)
    expect(await statesOf(lead, 'aardvark')).toEqual(['version'])
    const spilt = await lead.call('reportSpill', {
      params: { positionId: id },
      body: { country: null, reason },
    })
    for (const words of ['aardvark', 'pangolin']) expect((await search(lead, { words })).total).toBe(0)
    await lead.call('purgeSpill', {
      params: { positionId: id, spillId: spilt.spills[0]?.id ?? '' },
      body: { version: 1, reason },
    })
    for (const words of ['aardvark', 'aardv*', '"aardvark leaves"'])
      expect((await search(lead, { words })).total).toBe(0)
    expect(await statesOf(lead, 'pangolin')).toEqual(['version'])
    await looked(lead, 'pangolin')
    expect((await search(lead, { words: 'aardvark' })).total).toBe(0)
    const rows = await server.storage.tables.search.find([])
    expect(
      JSON.stringify(await server.storage.tables.search.passages(rows.map((row) => row.id))),
    ).not.toMatch(/aardvark/i)
  })

  it('[A527] what was found is narrowed by forum, dossier, meeting, state, delegation and days in Brussels; the counts are those of each choice', async () => {
    const lead = await as('lead-se')
    const words = 'sample'
    const { filters, total } = await search(lead, { words })
    for (const { id, count } of filters.forums)
      expect((await all(lead, { words, forum: id })).length).toBe(count)
    for (const { id, count } of filters.dossiers)
      expect((await all(lead, { words, dossier: id })).length).toBe(count)
    for (const { id, count } of filters.meetings)
      expect((await all(lead, { words, meeting: id })).length).toBe(count)
    for (const { state, count } of filters.states)
      expect((await all(lead, { words, state })).length).toBe(count)
    for (const { country, count } of filters.parties)
      expect((await all(lead, { words, party: country })).length).toBe(count)
    expect((await all(lead, { words, from: '2026-11-30' })).length).toBeLessThan(total)
    const hits = await all(lead, { words, to: '2026-11-29' })
    expect(hits.every(({ at }) => Date.parse(at) < Date.parse('2026-11-29T23:00:00.000Z'))).toBe(true)
    const both = await search(lead, { words, state: 'version', party: 'SE' })
    const [state] = both.filters.states
    // Each list counts as if nothing had been chosen in it.
    expect(both.filters.states.length).toBeGreaterThan(1)
    expect(state && (await all(lead, { words, state: state.state, party: 'SE' })).length).toBe(state?.count)
  })

  it('[A529] without words every final text is listed, by time, meeting or dossier', async () => {
    const lead = await as('lead-dk')
    const archive = await all(lead)
    expect(archive.every(({ release: final }) => final !== null)).toBe(true)
    expect(archive.map(({ at }) => at)).toEqual(
      archive
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    )
    const byDossier = await all(lead, { order: 'dossier' })
    expect(byDossier.map(({ dossier }) => dossier.title)).toEqual(
      archive.map(({ dossier }) => dossier.title).toSorted((one, other) => one.localeCompare(other, 'en')),
    )
    const byMeeting = await all(lead, { order: 'meeting' })
    const starts = byMeeting.map(({ meeting }) => meeting?.startsAt ?? '')
    expect(starts).toEqual(starts.toSorted().toReversed())
    expect(archive.map(({ state }) => state)).toEqual(expect.arrayContaining(['final', 'superseded']))
  })

  it('[A530] a question is bounded in length, and how many somebody asks in a minute', async () => {
    const client = await as('drafter-no')
    const long = await client.ask('GET', `/api/search?words=${'a'.repeat(201)}`)
    expect([long.status, long.code]).toEqual([400, 'invalid_request'])
    expect((await client.ask('GET', '/api/search?order=size')).code).toBe('invalid_request')
    expect((await client.ask('GET', '/api/search?page=0')).code).toBe('invalid_request')
    const codes = new Set<string | null>()
    for (let asked = 0; asked <= 120; asked += 1)
      codes.add((await client.ask('GET', '/api/search?words=zz')).code)
    expect(codes).toEqual(new Set([null, 'busy']))
    expect((await (await as('drafter-is')).ask('GET', '/api/search?words=zz')).code).toBeNull()
    clock.advance(60_000)
    expect((await client.ask('GET', '/api/search?words=zz')).code).toBeNull()
  })

  it('[A563] what is typed twice is looked for once, and of more than ten things the first ten, which is told', async () => {
    const lead = await as('lead-se')
    const ten = 'one two three four five six seven eight nine ten'
    const { id } = await written('Sample: counted', ten)
    await freeze(id)
    const asked = async (words: string) => {
      const { total, leftOut } = await search(lead, { words })
      return [total, leftOut]
    }
    expect(await asked(ten)).toEqual([1, 0])
    expect(await asked(`${ten} ${ten} Ten "two three" "two  THREE"`)).toEqual([1, 1])
    expect(await asked(`${ten} nowhere elsewhere`)).toEqual([1, 2])
    expect(await asked(`nowhere ${ten}`)).toEqual([0, 1])
    const typed = 'the regulation and of it is no a in to be as on for by with or'.split(' ')
    expect(readQuestion(Array(6).fill(typed).flat().join(' ')).parts).toHaveLength(10)
  })

  it('[A531] a hit shows the passage that has most of what was looked for, under its section, with the words marked', async () => {
    const lead = await as('lead-se')
    const filler = 'Nothing of the kind is said here. '.repeat(20)
    const { id } = await written(
      'Sample: long',
      'Okapi',
      `${filler}The okapi stands beside the giraffe. ${filler}`,
    )
    await freeze(id)
    const [hit] = await all(lead, { words: 'giraffe okapi' })
    expect(hit && marked(hit)).toEqual(['okapi', 'giraffe'])
    const text = hit?.passage?.parts.map((part) => part.text).join('') ?? ''
    expect(text).toMatch(/^… .*The okapi stands beside the giraffe\. .* …$/)
    expect(text.length).toBeLessThan(300)
    expect(hit?.passage?.section).not.toBe('')
    expect(hit).toMatchObject({ language: 'en', versionNumber: 1, release: null, state: 'version' })
    expect(hit?.meeting?.startsAt).toMatch(/Z$/)
  })

  it('[A532] a dossier is told with its way through the meetings, as far as the person may know', async () => {
    const lead = await as('lead-se')
    const [first] = await all(lead, {})
    const dossierId = first?.dossier.id ?? ''
    const dossier = await lead.call('getDossier', { params: { dossierId } })
    const starts = dossier.history.flatMap(({ meeting }) => (meeting ? [meeting.startsAt] : []))
    expect(starts).toEqual(starts.toSorted())
    const releases = dossier.history.flatMap(({ positions }) => positions.flatMap((each) => each.releases))
    expect(releases.map(({ id }) => id)).toContain(first?.release?.id)
    for (const personId of ['lead-is', 'observer-fi', 'delegate-no', 'administrator']) {
      const client = await as(personId)
      const told = await client.call('getDossier', { params: { dossierId } })
      for (const { id, releases: finals } of told.history.flatMap(({ positions }) => positions)) {
        expect((await client.ask('GET', `/api/positions/${id}`)).status).toBe(200)
        for (const final of finals)
          expect((await client.ask('GET', `/api/releases/${final.id}`)).status).toBe(200)
      }
    }
    expect((await lead.ask('GET', '/api/dossiers/nowhere')).code).toBe('not_found')
    expect(routes.getDossier.refusals).toContain('not_found')
  })
})

describe('the index of texts', () => {
  it('[A562] whatever was written can be put into the index, and asked for', async () => {
    const server = await startTestServer()
    const { search, versions } = server.storage.tables
    const [first] = await versions.list('yearly-overview')
    const stored = await versions.byNumber('yearly-overview', first?.number ?? 0)
    const doc = JSON.parse(stored?.canonicalText ?? '') as DocJson
    // Half a character, one of two halves, one that grows when it is made small, marks alone.
    const letters = ['a', '\u{1D49C}', 'ß', 'İ', 'ﬁ', '\u0301', '٣', '日', ' ', '\ud835', '\udc9c', '\u0000']
    const unit = fc.oneof(
      { arbitrary: fc.constantFrom(...letters), weight: 9 },
      { arbitrary: fc.nat(0xffff).map((code) => String.fromCharCode(code)), weight: 1 },
    )
    const written = fc.string({ unit, maxLength: 200, size: 'max' })
    const cut = `${'a'.repeat(59)}\u{1D49C}b`
    const around = {
      positionId: 'yearly-overview',
      kind: 'version',
      number: 999,
      releaseId: null,
      at: '2026-11-30T08:00:00.000Z',
      place: null,
      reference: null,
    } as const
    try {
      await fc.assert(
        fc.asyncProperty(written, fc.constantFrom(...languages), async (words, language) => {
          await search.put(textToIndex(doc, language, { ...around, title: words }))
          const clauses = clausesOf(readQuestion(words), () => ({
            dossierIds: [],
            agendaItemIds: [],
          }))
          const found = await search.find(clauses)
          expect(clauses.length === 0 || found.some(({ number }) => number === 999)).toBe(true)
        }),
        { numRuns: 150, examples: [[cut, 'en']] },
      )
    } finally {
      await server.stop()
    }
  })

  it('[A562] a text that cannot be put there is stored all the same, keeps no other out, and is tried again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'samsyn-search-'))
    const clock = manualClock('2026-11-30T08:00:00.000Z')
    const server = await startTestServer({ DATA_DIR: folder }, { clock })
    const { tables } = server.storage
    const beside = new DatabaseSync(databaseFile(folder))
    try {
      // The first look waits for nobody who writes meanwhile.
      await eventually(() => isIndexWhole(server))
      const drafter = await server.signIn('drafter-dk')
      const lead = await server.signIn('lead-dk')
      const position = await sharePosition(
        drafter,
        await beginPosition(drafter, { title: 'Sample: unheard' }),
      )
      const draft = openDraft(drafter, position.id)
      await draft.synced()
      draft.type('Wolverine')
      await draft.saved()
      draft.leave()
      const hits = async () => (await lead.call('searchTexts', { query: { words: 'wolverine' } })).total
      await whenFree(() =>
        beside.exec(
          "create trigger broken before insert on search_texts when new.title like '%unheard' begin select raise(abort, 'broken'); end",
        ),
      )
      const { id: positionId, revision } = position
      const frozen = await lead.call('freezeVersion', {
        params: { positionId },
        body: { revision, note: '' },
      })
      expect(frozen.versions).toHaveLength(1)
      expect(await hits()).toBe(0)
      // More of them than are asked for at once, before all others.
      const [version] = await tables.versions.list('yearly-overview')
      if (!version) throw new Error('The sample has no version')
      const stored = await tables.versions.byNumber('yearly-overview', version.number)
      if (!stored) throw new Error('The sample has no version')
      for (let number = 900; number < 930; number += 1)
        await tables.versions.insert({ ...stored, number, canonicalText: 'unreadable' })
      const whole = (await tables.search.find([], ['version'])).length
      await tables.search.clear()
      await eventually(async () => {
        clock.advance(lookEvery)
        return (await tables.search.find([], ['version'])).length === whole
      })
      await whenFree(() => beside.exec('drop trigger broken'))
      clock.advance(60 * 60 * 1000)
      await eventually(async () => {
        clock.advance(lookEvery)
        return (await hits()) === 1
      })
    } finally {
      beside.close()
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    }
  })

  it('[A528] what it lacks is put into it when the server starts, and all of it by a command while the server is stopped', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'samsyn-search-'))
    const command = () =>
      spawnSync('node', [new URL('../src/search-index.ts', import.meta.url).pathname], {
        env: { ...process.env, DATA_DIR: folder, LOG_LEVEL: 'silent' },
        encoding: 'utf8',
      })
    const counts = async ({ storage: { tables } }: TestServer) =>
      Object.fromEntries(
        [...Map.groupBy(await tables.search.find([]), ({ kind }) => kind)].map(([kind, texts]) => [
          kind,
          texts.length,
        ]),
      )
    const isWhole = async (server: TestServer) =>
      (await counts(server)).draft === (await server.storage.tables.positions.all()).length
    try {
      const first = await startTestServer({ DATA_DIR: folder })
      await eventually(() => isWhole(first))
      const whole = await counts(first)
      expect(command()).toMatchObject({ status: 1, stderr: expect.stringContaining('Stop it first') })
      await first.storage.tables.search.clear()
      await first.stop()
      const second = await startTestServer({ DATA_DIR: folder })
      await eventually(() => isWhole(second))
      expect(await counts(second)).toEqual(whole)
      await second.stop()
      const frozen = (whole.version ?? 0) + (whole.release ?? 0)
      expect(command()).toMatchObject({ status: 0, stdout: expect.stringMatching(`^${frozen} versions`) })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

function asker(role: Role, country: CountryCode | null, readsDrafts: boolean) {
  const id = [role, country?.toLowerCase() ?? 'none', String(readsDrafts)].join('-')
  const grant: Grant = {
    role,
    country,
    scope: { kind: 'everything' },
    readsDrafts,
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: null,
  }
  return {
    id,
    name: id,
    country,
    ministryId: country && `justice-${country.toLowerCase()}`,
    language: 'en' as const,
    isDisabled: false,
    deputyships: [],
    grants: [grant],
  }
}
