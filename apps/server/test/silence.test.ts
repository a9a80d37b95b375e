import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyPackage } from '@samsyn/export'
import { filePath, type LiveEvent, liveEventName } from '@samsyn/protocol'
import type { StoredRound, Tables } from '@samsyn/storage'
import { io } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyDatabase } from '../src/verify/verify-database.ts'
import { eventually, openDraft } from './support/drafter.ts'
import { unpackTo } from './support/evidence.ts'
import { manualClock } from './support/manual-clock.ts'
import { purgesFoundAsAlone } from './support/purges-as-alone.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

/** The sample that all five parties know in two versions. */
const params = { positionId: 'yearly-overview' }
const path = '/api/positions/yearly-overview'
const countries = ['dk', 'fi', 'is', 'no', 'se'] as const
type Country = (typeof countries)[number]

describe('a silence procedure', () => {
  /** Monday, ten o'clock in Brussels, and Thursday noon. */
  const monday = '2026-11-23T09:00:00.000Z'
  const thursday = '2026-11-26T11:00:00.000Z'
  let clock: ReturnType<typeof manualClock>
  let server: TestServer
  let leads: ReadonlyMap<Country, Client>

  beforeEach(async () => {
    clock = manualClock(monday)
    server = await startTestServer({}, { clock })
    leads = new Map(
      await Promise.all(
        countries.map(async (country) => [country, await server.signIn(`lead-${country}`)] as const),
      ),
    )
  })
  afterEach(() => server.stop())

  const lead = (country: Country): Client => {
    const client = leads.get(country)
    if (!client) throw new Error(`There is no lead of ${country}`)
    return client
  }
  const position = () => lead('se').call('getPosition', { params })
  const freeze = async (write?: () => Promise<void>) => {
    const { revision } = await position()
    await lead('se').call('reopenDraft', { params, body: { revision, reason: 'Another round.' } })
    await write?.()
    const reopened = await position()
    return lead('se').call('freezeVersion', { params, body: { revision: reopened.revision, note: '' } })
  }
  const open = async (more: object = {}) => {
    const { revision, versions, latestVersion } = await position()
    const version = versions.find(({ number }) => number === latestVersion)
    const body = {
      revision,
      kind: 'silence',
      versionNumber: latestVersion,
      contentHash: version?.contentHash,
      deadline: thursday,
      notice: '',
      openPointsReason: null,
      ...more,
    }
    return lead('se').ask('POST', `${path}/rounds`, { body })
  }
  const answer = async (country: Country, value: object) => {
    const { round } = await position()
    const { number: versionNumber, contentHash } = round?.version ?? { number: 0, contentHash: '' }
    const body = { roundId: round?.id, versionNumber, contentHash, value }
    return lead(country).ask('POST', `${path}/decisions`, { body })
  }
  const status = async () => (await position()).status

  it('[A324] opens only where every precondition holds, each of which has its code', async () => {
    await answer('is', {
      kind: 'agree_with_reservation',
      type: 'general',
      text: 'The government has not met.',
      passage: null,
    })
    await freeze()
    expect((await open()).code).toBe('silence_reservation')
    // A round in which nobody answers takes nothing back.
    expect((await open({ kind: 'explicit' })).status).toBe(200)
    await freeze()
    expect((await open()).code).toBe('silence_reservation')
    expect((await open({ kind: 'explicit' })).status).toBe(200)
    await answer('is', { kind: 'agree' })
    await freeze()
    expect((await open({ deadline: '2026-11-25T08:30:00.000Z' })).code).toBe('silence_hours')
    expect((await open({ deadline: '2026-11-24T11:00:00.000Z' })).code).toBe('silence_too_short')
    const thread = { anchor: null, text: 'And the annex?', mentions: [], audience: null }
    const raised = await lead('fi').ask('POST', `${path}/threads`, { body: thread })
    expect(raised.status).toBe(201)
    expect((await open({ openPointsReason: 'It is small.' })).code).toBe('silence_open_points')
  })

  it('[A324] needs a lead in every party, and a text that was shared before', async () => {
    await freeze()
    const administrator = await server.signIn('administrator')
    await administrator.call('disableAccount', {
      params: { personId: 'lead-is' },
      body: { reason: 'On leave.' },
    })
    expect((await open()).code).toBe('silence_lead_missing')
    await administrator.call('enableAccount', { params: { personId: 'lead-is' }, body: { reason: 'Back.' } })
    const known = await position()
    const first = await lead('se').call('createPosition', {
      body: {
        title: 'Sample: a first version',
        agendaItemId: known.agendaItem?.id ?? '',
        dossierId: known.dossier.id,
        instrument: 'joint_position',
        parties: ['FI', 'SE'],
        penholder: 'SE',
        draftingLanguage: 'en',
        marking: 'parties',
      },
    })
    const of = { params: { positionId: first.id } }
    const shared = await lead('se').call('startCoordination', { ...of, body: { revision: first.revision } })
    const { revision, versions } = await lead('se').call('freezeVersion', {
      ...of,
      body: { revision: shared.revision, note: '' },
    })
    const about = { versionNumber: 1, contentHash: versions[0]?.contentHash, deadline: thursday }
    const body = { ...about, revision, kind: 'silence', notice: '', openPointsReason: null }
    expect((await lead('se').ask('POST', `/api/positions/${first.id}/rounds`, { body })).code).toBe(
      'silence_not_shared',
    )
  })

  it('[X145] [A325] [A687] the package of a text is whole where a silent party had withdrawn from the text before and confirmed the formula', async () => {
    for (const country of countries) expect((await answer(country, { kind: 'agree' })).status).toBe(200)
    const release = async () =>
      lead('se').ask('POST', `${path}/releases`, { body: { revision: (await position()).revision } })
    expect((await release()).status).toBe(200)
    const { releaseInForce: first } = await position()
    await freeze()
    expect((await open()).status).toBe(200)
    for (const country of ['dk', 'fi', 'no', 'se'] as const) await answer(country, { kind: 'agree' })
    clock.advance(Date.parse(thursday) - Date.parse(monday))
    await eventually(async () => (await status()) === 'agreed')
    const act = { kind: 'withdraw_support', releaseId: first ?? '', reason: 'For the test.' } as const
    await lead('is').call('doAct', { params, body: { act } })
    expect((await release()).code).toBe('terms_unconfirmed')
    const { round } = await position()
    // All five are behind either text.
    const { partyFormula } = await lead('is').call('getRelease', { params: { releaseId: first ?? '' } })
    const of = { kind: 'formula', partyFormula } as const
    const confirm = { kind: 'confirm_terms', roundId: round?.id ?? '', of } as const
    await lead('is').call('doAct', { params, body: { act: confirm } })
    expect((await release()).status).toBe(200)
    const { releaseInForce: releaseId } = await position()
    const packed = await fetch(server.url + filePath('getReleaseEvidence', { releaseId: releaseId ?? '' }), {
      headers: { cookie: lead('is').cookie },
    })
    const folder = await mkdtemp(join(tmpdir(), 'samsyn-silence-'))
    expect((await verifyPackage(await unpackTo(folder, await packed.blob()))).faults).toEqual([])
    await rm(folder, { recursive: true })

    const { storage } = server
    const faults = async (without: (round: StoredRound) => StoredRound) => {
      const read = <Value>(work: (tables: Tables) => Promise<Value>) =>
        storage.transaction((tables) => {
          const byPosition = async (id: string) => (await tables.rounds.byPosition(id)).map(without)
          return work({ ...tables, rounds: { ...tables.rounds, byPosition } })
        })
      const found = (await verifyDatabase({ ...storage, read })).faults
      return found.filter(({ kind }) => kind === 'silence_after_withdrawal')
    }
    expect(await faults((each) => each)).toEqual([])
    // As a release of before the rule was issued.
    expect(await faults((each) => ({ ...each, confirmations: [] }))).toEqual([
      { kind: 'silence_after_withdrawal', positionId: params.positionId, releaseId },
    ])
  })

  it('[A325] what nobody objects to by the deadline holds; who was silent is told as tacit, never as signed', async () => {
    await freeze()
    expect((await open()).status).toBe(200)
    for (const country of ['dk', 'fi', 'is', 'no'] as const) await answer(country, { kind: 'agree' })
    expect(await status()).toBe('in_sign_off')
    clock.advance(Date.parse(thursday) - Date.parse(monday))
    await eventually(async () => (await status()) === 'agreed')
    const held = await position()
    expect(held.round).toMatchObject({ outcome: 'silence_held', tacit: ['SE'] })
    expect(held.round?.decisions.map(({ country }) => country)).toEqual(['DK', 'FI', 'IS', 'NO'])
    const events = await lead('fi').call('listPositionEvents', { params })
    expect(events.find(({ type }) => type === 'silence.taken')).toMatchObject({
      person: null,
      data: { countries: ['SE'] },
    })
    const late = { kind: 'late_objection', reason: 'We were away.' }
    expect((await answer('se', { kind: 'object', reason: 'No.' })).code).toBe('round_not_open')
    expect((await answer('se', late)).status).toBe(200)
    expect(await status()).toBe('agreed')
    const { revision } = await position()
    const released = await lead('se').call('issueRelease', { params, body: { revision } })
    const releaseId = released.releaseInForce ?? ''
    const { signOffs } = await lead('dk').call('getRelease', { params: { releaseId } })
    expect(signOffs.filter(({ kind }) => kind === 'tacit')).toMatchObject([
      { country: 'SE', isSigned: false },
    ])
  })

  it('[A686] the check sees a purge of a final text that all were silent on, whatever its event says', async () => {
    const { latestVersion: kept } = await position()
    await freeze(async () => {
      const draft = openDraft(lead('se'), params.positionId)
      await draft.synced()
      draft.type('Another line.')
      await draft.saved()
      draft.leave()
    })
    expect((await open()).status).toBe(200)
    clock.advance(Date.parse(thursday) - Date.parse(monday))
    await eventually(async () => (await status()) === 'agreed')
    const { revision } = await position()
    await lead('se').call('issueRelease', { params, body: { revision } })
    await lead('se').call('reportSpill', {
      params,
      body: { country: null, reason: 'An annex was pasted in.' },
    })
    const spillId = (await position()).spills[0]?.id ?? ''
    const body = { version: kept, reason: 'It was classified.' }
    const asked = await lead('se').call('purgeSpill', { params: { ...params, spillId }, body })
    const asks = `${path}/spills/${spillId}/asks/${asked.spills[0]?.ask?.id}`
    expect((await lead('dk').ask('POST', asks, { body: { how: 'confirmed' } })).status).toBe(200)
    const { storage } = server
    const { faults } = await verifyDatabase({ ...storage, read: (work) => storage.transaction(work) })
    expect(faults).toEqual([])
    const events = await storage.tables.events.byPosition(params.positionId)
    const purge = events.find(({ event }) => event.type === 'spill.purged')
    expect(await purgesFoundAsAlone(storage, params.positionId)).toEqual([purge?.sequence])
  })

  it.each([
    { kind: 'object', reason: 'Ten pages are too many.' },
    { kind: 'propose_amendment', passage: 'ten pages', text: 'twelve pages' },
  ])('[A326] is broken at once, and everybody is told: $kind', async (value) => {
    await freeze()
    await open()
    const heard: LiveEvent[] = []
    const socket = io(server.url, {
      transports: ['websocket'],
      extraHeaders: { cookie: lead('no').cookie, origin: server.url },
    })
    try {
      socket.on(liveEventName, (event: LiveEvent) => heard.push(event))
      await new Promise<void>((resolve) => socket.once('connect', () => resolve()))
      if (value.kind === 'propose_amendment') {
        expect((await answer('fi', { ...value, passage: 'eleven pages' })).code).toBe('words_not_there')
      }
      expect((await answer('fi', value)).status).toBe(200)
      expect(await position()).toMatchObject({
        status: 'not_agreed',
        round: { outcome: 'silence_broken', tacit: [] },
      })
      await eventually(async () => heard.some(({ type }) => type === 'round.closed'))
      expect((await answer('se', { kind: 'late_objection', reason: 'No.' })).code).toBe('round_not_open')
    } finally {
      socket.close()
    }
  })
})
