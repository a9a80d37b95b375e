import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canonicalText, type DocJson, textHash } from '@samsyn/editor'
import { manifestText, verifyPackage } from '@samsyn/export'
import { filePath, type RouteBody } from '@samsyn/protocol'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { appendTo, attackerOf, reportOf } from './support/attack.ts'
import { eventually } from './support/drafter.ts'
import { unpackTo } from './support/evidence.ts'
import { manualClock } from './support/manual-clock.ts'
import { actSigned, positionToSign, releaseSigned, type SigningLead, signed } from './support/signing.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const positionId = positionToSign
const params = { positionId }
const hour = 60 * 60 * 1000
/** A Monday, 10:00 in Brussels. */
const start = '2026-11-23T09:00:00.000Z'
const nextDay = '2026-11-24T09:00:00.000Z'

/** The final text's first words of some length that stand once in a section. */
async function slipIn(client: Client, releaseId: string) {
  const { doc } = await client.call('getRelease', { params: { releaseId } })
  for (const section of (doc as unknown as DocJson).content) {
    for (const block of section.content.slice(1)) {
      const [first] = 'content' in block ? (block.content ?? []) : []
      if (first?.type !== 'text' || first.text.length < 30) continue
      return { sectionId: section.attrs.id, passage: first.text.slice(0, 20).trim() }
    }
  }
  throw new Error('The final text has no words')
}

async function proposal(
  client: Client,
  releaseId: string,
  more: Partial<RouteBody<'proposeCorrigendum'>> = {},
): Promise<RouteBody<'proposeCorrigendum'>> {
  return {
    releaseId,
    ...(await slipIn(client, releaseId)),
    reading: 'Other words entirely',
    reason: 'A slip of the pen.',
    deadline: nextDay,
    ...more,
  }
}

describe('a corrigendum', () => {
  let clock: ReturnType<typeof manualClock>
  let server: TestServer
  let releaseId: string
  let leads: readonly SigningLead[]
  let secretariat: Client
  beforeEach(async () => {
    clock = manualClock(start)
    server = await startTestServer({}, { clock })
    ;({ releaseId, leads } = await releaseSigned(server))
    secretariat = await server.signIn('secretariat')
  })
  afterEach(() => server.stop())

  const propose = async (more: Partial<RouteBody<'proposeCorrigendum'>> = {}, by = secretariat) =>
    by.call('proposeCorrigendum', { params, body: await proposal(by, releaseId, more) })
  const asked = async (more: Partial<RouteBody<'proposeCorrigendum'>>, by = secretariat) =>
    (
      await by.ask('POST', `/api/positions/${positionId}/corrigenda`, {
        body: await proposal(by, releaseId, more),
      })
    ).code
  const read = async (id: string) => (await server.signIn(id)).call('getRelease', { params: { releaseId } })
  const running = async (client = secretariat) => (await client.call('getPosition', { params })).corrigenda
  const fi = () => leads[0] as SigningLead
  const pass = async () => {
    clock.advance(24 * hour)
    await eventually(async () => (await running())[0]?.ending !== null)
  }

  it('[A580] is proposed with its hash and its events, and the final text stays as it is', async () => {
    const before = await read('delegate-fi')
    const { corrigenda } = await propose()
    const [one] = corrigenda
    expect(one).toMatchObject({ reading: 'Other words entirely', deadline: nextDay, ending: null })
    const [kept] = (await server.storage.tables.releases.byId(releaseId))?.corrigenda ?? []
    expect(kept?.contentHash).toBe(textHash(canonicalText(kept?.text)))
    const events = await server.storage.tables.events.byPosition(positionId)
    expect(events[0]?.event).toEqual({
      type: 'corrigendum.proposed',
      corrigendumId: one?.id,
      releaseId,
      contentHash: before.version.contentHash,
      corrigendumHash: kept?.contentHash,
      deadline: nextDay,
    })
    expect(await read('delegate-fi')).toEqual(before)
  })

  it('[A581] each refusal has its code, and nothing is stored', async () => {
    const before = await secretariat.call('getPosition', { params })
    expect(before.corrigendumDeadline).toBe(nextDay)
    expect(await asked({ sectionId: 'nowhere' })).toBe('section_unknown')
    expect(await asked({ passage: 'words that stand nowhere' })).toBe('words_not_once')
    const { passage } = await slipIn(secretariat, releaseId)
    expect(await asked({ reading: passage })).toBe('corrigendum_empty')
    expect(await asked({ reason: ' ' })).toBe('reason_required')
    expect(await asked({ deadline: start })).toBe('deadline_not_in_future')
    expect(await asked({ deadline: '2026-11-24T08:00:00.000Z' })).toBe('corrigendum_hours')
    expect(await asked({ deadline: '2026-11-23T15:00:00.000Z' })).toBe('corrigendum_too_short')
    expect(await asked({ reading: 'CONFIDENTIEL UE/EU CONFIDENTIAL' })).toBe('classified_words')
    expect(await asked({}, await server.signIn('drafter-fi'))).toBe('forbidden')
    expect(await asked({}, await server.signIn('delegate-fi'))).toBe('forbidden')
    expect((await secretariat.call('getPosition', { params })).revision).toBe(before.revision)
    await propose()
    expect(await asked({})).toBe('corrigendum_overlaps')
  })

  it('[A582] a lead’s objection is signed and ends it; the reason is for those who read versions', async () => {
    const [one] = (await propose()).corrigenda
    const corrigendumId = one?.id ?? ''
    const act = { kind: 'object_to_corrigendum', corrigendumId, reason: 'That is no slip.' } as const
    const post = async (client: Client, way: string) =>
      (await client.ask('POST', `/api/positions/${positionId}/${way}`, { body: { act } })).code
    expect(await post(fi().client, 'acts')).toBe('signature_required')
    expect(await post(secretariat, 'acts')).toBe('forbidden')
    expect(await post(await server.signIn('drafter-fi'), 'acts')).toBe('forbidden')
    const prepared = await fi().client.call('prepareAct', { params, body: { act } })
    expect(prepared.statement).toMatchObject({
      releaseId,
      act: { ...act, corrigendumHash: one?.contentHash },
      partyFormula: null,
    })
    const after = await fi().client.call('signAct', {
      params,
      body: signed(prepared, fi().authenticator),
    })
    expect(after.corrigenda).toMatchObject([
      { ending: { kind: 'objected', country: 'FI', reason: 'That is no slip.', isSigned: true } },
    ])
    expect(await post(fi().client, 'act-statements')).toBe('corrigendum_over')
    clock.advance(48 * hour)
    expect((await read('delegate-fi')).corrigenda).toEqual([])
    // It can be proposed anew.
    await propose({ deadline: '2026-11-26T11:00:00.000Z' })
    expect(await running()).toHaveLength(2)
  })

  it('[A583] is withdrawn by who proposed it or may release, once, before its deadline', async () => {
    const [one] = (await propose()).corrigenda
    const withdraw = async (client: Client) =>
      (
        await client.ask('POST', `/api/positions/${positionId}/corrigenda/${one?.id}/withdrawal`, {
          body: {},
        })
      ).code
    expect(await withdraw(await server.signIn('lead-is'))).toBe('forbidden')
    expect(await withdraw(await server.signIn('delegate-fi'))).toBe('forbidden')
    expect((await running())[0]?.mayWithdraw).toBe(true)
    const path = { positionId, corrigendumId: one?.id ?? '' }
    const after = await secretariat.call('withdrawCorrigendum', { params: path })
    expect(after.corrigenda).toMatchObject([{ ending: { kind: 'withdrawn' }, mayWithdraw: false }])
    expect(await withdraw(secretariat)).toBe('corrigendum_over')
  })

  it('[A584] is issued by the server at its deadline, also after a restart, and everybody reads it', async () => {
    const { corrigenda } = await propose()
    const [deskFi, deskSecretariat] = [
      await (await server.signIn('lead-fi')).call('getDesk'),
      await secretariat.call('getDesk'),
    ]
    const item = { due: nextDay, versionNumber: 2, position: { id: positionId } }
    expect(deskFi.waiting).toContainEqual(
      expect.objectContaining({ kind: 'object_to_corrigendum', ...item, position: expect.anything() }),
    )
    expect(deskSecretariat.waiting).toContainEqual(
      expect.objectContaining({ kind: 'corrigendum_runs', ...item, position: expect.anything() }),
    )
    clock.advance(24 * hour - 1000)
    expect((await read('delegate-fi')).corrigenda).toEqual([])
    await eventually(async () => {
      clock.advance(1000)
      return (await read('delegate-fi')).corrigenda.length === 1
    })
    const text = await read('delegate-fi')
    expect(text.corrigenda).toMatchObject([
      { number: 1, id: corrigenda[0]?.id, reading: 'Other words entirely' },
    ])
    expect(Date.parse(text.corrigenda[0]?.issuedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(nextDay))
    const [entry] = await server.storage.tables.events.byPosition(positionId)
    expect(entry).toMatchObject({ personId: null, event: { type: 'corrigendum.issued', number: 1 } })
    const delegate = await server.signIn('delegate-fi')
    const printed = async (format: 'txt' | 'md') => {
      const path = filePath('getReleaseFile', { releaseId, format })
      return (await fetch(server.url + path, { headers: { cookie: delegate.cookie } })).text()
    }
    for (const format of ['txt', 'md'] as const)
      expect(await printed(format), format).toContain('Other words entirely')
  })

  it('[A730] [A731] wherever the final text is named it is said that it has a corrigendum, and of one that only runs nothing', async () => {
    const delegate = await server.signIn('delegate-fi')
    const { meeting, dossier } = await secretariat.call('getPosition', { params })
    const meetingId = meeting?.id ?? ''
    const calendar = await (await delegate.call('makeCalendar')).path
    const said = async () => {
      const position = await delegate.call('getPosition', { params })
      const { positions } = await delegate.call('getDesk')
      const { agenda } = await delegate.call('getMeeting', { params: { meetingId } })
      const { history } = await delegate.call('getDossier', { params: { dossierId: dossier.id } })
      const { hits } = await delegate.call('searchTexts', { query: { meeting: meetingId } })
      const listed = [...positions, ...agenda.flatMap((item) => item.positions)]
      const known = history.flatMap((item) => item.positions).find(({ id }) => id === positionId)
      const feed = await (await fetch(server.url + calendar)).text()
      return {
        position: [position.issuedCorrigenda, ...position.releases.map((one) => one.issuedCorrigenda)],
        lists: listed.flatMap(({ id, issuedCorrigenda }) => (id === positionId ? [issuedCorrigenda] : [])),
        dossier: [known?.issuedCorrigenda, ...(known?.releases ?? []).map((one) => one.issuedCorrigenda)],
        found: hits.flatMap(({ release }) => (release?.id === releaseId ? [release.issuedCorrigenda] : [])),
        calendar: feed.replace(/\r\n /g, '').match(/^DESCRIPTION:.*$/gm),
      }
    }
    await propose()
    const none = { position: [0, 0], lists: [0, 0], dossier: [0, 0], found: [0], calendar: null }
    expect(await said()).toEqual(none)
    await pass()
    const one = { position: [1, 1], lists: [1, 1], dossier: [1, 1], found: [1] }
    expect(await said()).toEqual({
      ...one,
      // By its reference alone: where a calendar goes the marking does not go along.
      calendar: [
        'DESCRIPTION:Yhteinen kanta\\, viite YEARLY-O (Valtuuskuntien jäsenille): luettava oikaisun kanssa',
      ],
    })
    // To whoever may not read the text the calendar says nothing of it.
    const { path } = await (await server.signIn('administrator')).call('makeCalendar')
    expect(await (await fetch(server.url + path)).text()).not.toContain('DESCRIPTION:')
  })

  it('[A585] lapses at once when its text is suspended', async () => {
    await propose()
    await actSigned(fi(), positionId, { kind: 'withdraw_support', releaseId, reason: 'A new mandate.' })
    await eventually(async () => {
      clock.advance(250)
      const [kept] = (await server.storage.tables.releases.byId(releaseId))?.corrigenda ?? []
      return kept?.ending?.kind === 'lapsed' && kept.ending.why === 'not_in_force'
    })
    expect(await asked({})).toBe('state_conflict')
  })

  it('[A704] [D514] lapses when the server could not be reached before its deadline', async () => {
    await propose()
    clock.advance(24 * hour - 30 * 60_000)
    clock.jump(hour)
    const endings = async () =>
      (await secretariat.call('getPosition', { params })).corrigenda.map(({ ending }) => ending)
    await eventually(async () => {
      clock.advance(1000)
      return (await endings())[0] !== null
    })
    expect(await endings()).toMatchObject([{ kind: 'lapsed', why: 'outage' }])
  })

  it('[A585] lapses when it was locked meanwhile', async () => {
    await propose()
    clock.advance(hour)
    const { spills } = await (await server.signIn('drafter-fi')).call('reportSpill', {
      params,
      body: { country: null, reason: 'An annex.' },
    })
    const handler = await server.signIn('lead-fi')
    const penholder = (await handler.call('getPosition', { params })).penholder
    const unlocker = await server.signIn(`lead-${penholder.toLowerCase()}`)
    await unlocker.call('endSpill', {
      params: { positionId, spillId: spills[0]?.id ?? '' },
      body: { reason: 'It was none.' },
    })
    await pass()
    expect((await running())[0]?.ending).toMatchObject({ kind: 'lapsed', why: 'locked' })
    expect((await read('delegate-fi')).corrigenda).toEqual([])
  })
})

describe('corrigenda as evidence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-corrigenda-'))
  const attacked = attackerOf(folder)
  let releaseId: string
  let files: Awaited<ReturnType<typeof unpackTo>>
  beforeAll(async () => {
    const clock = manualClock(start)
    const first = await startTestServer({ DATA_DIR: folder }, { clock })
    const released = await releaseSigned(first)
    releaseId = released.releaseId
    const propose = async (server: TestServer, more: Partial<RouteBody<'proposeCorrigendum'>>) => {
      const secretariat = await server.signIn('secretariat')
      const body = await proposal(secretariat, releaseId, more)
      return secretariat.call('proposeCorrigendum', { params, body })
    }
    const { corrigenda } = await propose(first, {})
    const corrigendumId = corrigenda[0]?.id ?? ''
    const [fi] = released.leads
    if (!fi) throw new Error('There is no lead')
    await actSigned(fi, positionId, { kind: 'object_to_corrigendum', corrigendumId, reason: 'Not that.' })
    await propose(first, { reading: 'Better words' })
    clock.advance(24 * hour - 5 * 60_000)
    await first.stop()
    // Its deadline passes while no server runs.
    clock.advance(10 * 60_000)
    const server = await startTestServer({ DATA_DIR: folder }, { clock })
    const reader = await server.signIn('secretariat')
    await eventually(
      async () => (await reader.call('getRelease', { params: { releaseId } })).corrigenda.length === 1,
    )
    const path = filePath('getReleaseEvidence', { releaseId })
    const answer = await fetch(server.url + path, { headers: { cookie: reader.cookie } })
    files = await unpackTo(join(folder, 'package'), await answer.blob())
    await server.stop()
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('[A586] [X114] nothing is wrong with what passed over a restart, in the database and in the package', async () => {
    expect(await reportOf(join(folder, 'samsyn.sqlite'))).toMatchObject({
      faults: [],
      acts: 1,
      corrigenda: 2,
    })
    const report = await verifyPackage(files)
    expect(report.faults).toEqual([])
    expect(report.acts.map(({ country, kind, isSigned }) => [country, kind, isSigned])).toEqual([
      ['FI', 'object_to_corrigendum', true],
    ])
    for (const path of ['text/text.txt', 'text/text.html'])
      expect(new TextDecoder().decode(files.get(path)), path).toContain('Corrigendum 1')
  })

  it('[A586] [X114] one that is put in, changed, taken away or issued by hand is found', async () => {
    const issued = '(select corrigendum_id from corrigendum_endings where objection_id is null)'
    const cases: readonly (readonly [string, Parameters<typeof attacked>[0], readonly string[]])[] = [
      [
        'other words',
        (database) => database.exec("update corrigenda set text = replace(text, 'Better', 'Worse')"),
        ['corrigendum_changed'],
      ],
      [
        'other words with their hash',
        (database) => {
          const row = database.prepare(`select id, text from corrigenda where id = ${issued}`).get()
          const text = String(row?.text).replace('Better', 'Worse')
          database
            .prepare('update corrigenda set text = ?, content_hash = ? where id = ?')
            .run(text, textHash(text), String(row?.id))
        },
        ['corrigendum_untold'],
      ],
      [
        'an earlier deadline',
        (database) => database.exec(`update corrigenda set deadline = '${start}' where id = ${issued}`),
        ['corrigendum_untold'],
      ],
      [
        'one taken away',
        (database) =>
          database.exec(
            `delete from corrigenda where id = ${issued}; delete from corrigendum_endings where objection_id is null`,
          ),
        ['corrigendum_missing'],
      ],
      [
        'an objection taken away',
        (database) => database.exec('delete from corrigendum_endings where objection_id is not null'),
        ['act_missing', 'corrigendum_untold'],
      ],
      [
        'another reason of an objection',
        (database) =>
          database.exec("update corrigendum_endings set given = replace(given, 'Not that.', 'Well.')"),
        ['statement_differs'],
      ],
      [
        'one put in with its events, issued before its deadline',
        async (database, path) => {
          const row = database.prepare(`select * from corrigenda where id = ${issued}`).get()
          const text = String(row?.text).replaceAll(String(row?.id), 'forged')
          const hash = textHash(text)
          database
            .prepare('insert into corrigenda values (?, ?, ?, ?, ?, ?, ?)')
            .run('forged', releaseId, text, hash, '2026-11-27T11:00:00.000Z', 'secretariat', nextDay)
          database
            .prepare('insert into corrigendum_endings values (?, null, ?, ?)')
            .run('forged', JSON.stringify({ kind: 'issued', number: 2, at: nextDay }), nextDay)
          const told = {
            corrigendumId: 'forged',
            releaseId,
            contentHash: JSON.parse(text).version.contentHash,
            corrigendumHash: hash,
          }
          const by = { personId: 'secretariat', country: null, at: nextDay }
          const proposed = {
            type: 'corrigendum.proposed',
            ...told,
            deadline: '2026-11-27T11:00:00.000Z',
          } as const
          await appendTo(path, positionId, proposed, by)
          await appendTo(
            path,
            positionId,
            { type: 'corrigendum.issued', ...told, number: 2 },
            { ...by, personId: null },
          )
        },
        ['corrigendum_misplaced'],
      ],
    ]
    for (const [name, attack, faults] of cases)
      expect([...(await attacked(attack))].sort(), name).toEqual([...faults].sort())
  })

  it('[A586] [X114] a package made anew with another corrigendum, or without one, is found', async () => {
    const remade = async (change: (release: { corrigenda: { text: { reading: string } }[] }) => void) => {
      const changed = new Map(files)
      const release = JSON.parse(new TextDecoder().decode(files.get('release.json')))
      change(release)
      changed.set('release.json', new TextEncoder().encode(JSON.stringify(release, null, 2)))
      changed.delete('manifest.json')
      const manifest = await manifestText([...changed].map(([path, content]) => ({ path, content })))
      changed.set('manifest.json', new TextEncoder().encode(manifest))
      return (await verifyPackage(changed)).faults.map(({ path, kind }) => `${path} ${kind}`)
    }
    expect(
      await remade(({ corrigenda }) => {
        for (const { text } of corrigenda) text.reading = 'Worse words'
      }),
    ).toContain('release.json corrigendum_changed')
    expect(await remade(({ corrigenda }) => void corrigenda.pop())).toContain(
      'release.json corrigendum_missing',
    )
  })
})
