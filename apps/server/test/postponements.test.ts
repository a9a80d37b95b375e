import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { manifestText, verifyPackage } from '@samsyn/export'
import { filePath, type MeetingDetail, type RouteBody } from '@samsyn/protocol'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasPdfTools, textOfPdf } from '../../../packages/export/test/pdf-tools.ts'
import { appendTo, attackerOf, reportOf } from './support/attack.ts'
import { unpackTo } from './support/evidence.ts'
import { manualClock } from './support/manual-clock.ts'
import { releasePosition } from './support/released-position.ts'
import { actSigned, positionToSign, releaseSigned, type SigningLead } from './support/signing.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const day = 86_400_000

/** Says a meeting anew as the secretariat. */
async function change(
  server: TestServer,
  meetingId: string,
  more: Partial<RouteBody<'changeMeeting'>['becomes']>,
): Promise<MeetingDetail> {
  const secretariat = await server.signIn('secretariat')
  const params = { meetingId }
  const { title, startsAt, endsAt, place, status, isChathamHouse } = await secretariat.call('getMeeting', {
    params,
  })
  const was = { title, startsAt, endsAt, place, status, isChathamHouse }
  return secretariat.call('changeMeeting', { params, body: { was, becomes: { ...was, ...more } } })
}

/** To so many days later. */
async function later(server: TestServer, meetingId: string, days: number) {
  const secretariat = await server.signIn('secretariat')
  const { startsAt, endsAt } = await secretariat.call('getMeeting', { params: { meetingId } })
  const moved = (instant: string) => new Date(Date.parse(instant) + days * day).toISOString()
  return { startsAt: moved(startsAt), endsAt: moved(endsAt) }
}

describe('a meeting that is postponed', () => {
  let server: TestServer
  let positionId: string
  let meetingId: string
  let releaseId: string
  const leads = new Map<'DK' | 'FI' | 'SE', Client>()
  beforeEach(async () => {
    server = await startTestServer()
    const released = await releasePosition(server, 'Words of the text.')
    positionId = released.id
    meetingId = released.meeting?.id ?? ''
    releaseId = released.releaseInForce ?? ''
    for (const country of ['DK', 'FI', 'SE'] as const)
      leads.set(country, await server.signIn(`lead-${country.toLowerCase()}`))
  })
  afterEach(() => server.stop())

  const lead = (country: 'DK' | 'FI' | 'SE') => {
    const client = leads.get(country)
    if (!client) throw new Error(`Nobody leads for ${country}`)
    return client
  }
  const read = (client = lead('DK')) => client.call('getPosition', { params: { positionId } })
  const postponementId = async () => (await read()).postponement?.id ?? 'none'
  const reconfirm = async (client: Client, more: object = {}, way = 'acts') => {
    const act = { kind: 'reconfirm_release', releaseId, postponementId: await postponementId(), ...more }
    return client.ask('POST', `/api/positions/${positionId}/${way}`, { body: { act } })
  }
  const waits = async (client: Client) =>
    (await client.call('getDesk')).waiting
      .filter(({ position }) => position.id === positionId)
      .map(({ kind }) => kind)
  const heard = async (client: Client) => {
    const all = await client.call('getNotifications')
    return all.notifications.filter(({ position }) => position?.id === positionId).map(({ topic }) => topic)
  }

  it('[A720] [A723] asks the leads behind the final text, which keeps its force, and tells everybody concerned', async () => {
    expect(await read()).toMatchObject({ postponement: null, abilities: { reconfirm: false } })
    await change(server, meetingId, { status: 'postponed' })
    const asked = await read()
    expect(asked).toMatchObject({
      status: 'released',
      releaseInForce: releaseId,
      suspendedBy: [],
      postponement: { meetingId, versionNumber: 1, reconfirmed: [], waiting: ['DK', 'FI', 'SE'] },
      abilities: { reconfirm: true, withdrawSupport: true },
    })
    for (const country of ['DK', 'FI', 'SE'] as const) {
      expect(await waits(lead(country)), country).toContain('reconfirm')
      await expect.poll(() => heard(lead(country)), { timeout: 10_000 }).toContain('reconfirmation.awaits')
    }
    for (const personId of ['drafter-dk', 'delegate-fi', 'delegate-se']) {
      const client = await server.signIn(personId)
      await expect.poll(() => heard(client), { timeout: 10_000 }).toContain('meeting.postponed')
      expect(await waits(client), personId).not.toContain('reconfirm')
    }
    const delegate = await server.signIn('delegate-fi')
    expect(await delegate.call('getRelease', { params: { releaseId } })).toMatchObject({
      postponement: { waiting: ['DK', 'FI', 'SE'] },
    })
    const { agenda } = await delegate.call('getFolder', { params: { meetingId } })
    const entry = agenda.flatMap(({ entries }) => entries).find((one) => one.positionId === positionId)
    expect(entry?.release?.postponement).toMatchObject({ waiting: ['DK', 'FI', 'SE'] })
    expect(await waits(await server.signIn('secretariat'))).toContain('reconfirm_runs')
  })

  it('[A720] a later day is a postponement, a later hour of the day none; what is no final text is told of only', async () => {
    const drafter = await server.signIn('drafter-dk')
    const { startsAt } = await change(server, meetingId, {})
    const hour = new Date(Date.parse(startsAt) + 60_000).toISOString()
    await change(server, meetingId, { startsAt: hour })
    expect((await read()).postponement).toBeNull()
    const [other] = (await drafter.call('getDesk')).positions.filter(
      ({ meeting, releaseInForce, status }) =>
        meeting?.id === meetingId && releaseInForce === null && status === 'in_coordination',
    )
    await change(server, meetingId, await later(server, meetingId, 7))
    expect((await read()).postponement).toMatchObject({ startsAt: hour, waiting: ['DK', 'FI', 'SE'] })
    const events = await server.storage.tables.events.byPosition(positionId)
    expect(events[0]).toMatchObject({
      personId: 'secretariat',
      capacity: 'secretariat',
      event: { type: 'meeting.postponed', meetingId, startsAt: hour, releaseId },
    })
    if (!other) return
    const told = await server.storage.tables.events.byPosition(other.id)
    expect(told[0]?.event).toMatchObject({ type: 'meeting.postponed', releaseId: null, asked: [] })
  })

  it.skipIf(!hasPdfTools)(
    '[A688] the PDF of its folder says who has reconfirmed, and for whom one waits',
    async () => {
      const text = async () => {
        const at = filePath('getMeetingFolder', { meetingId }, { language: 'en' })
        const answer = await fetch(server.url + at, { headers: { cookie: lead('DK').cookie } })
        return textOfPdf(new Uint8Array(await answer.arrayBuffer())).replaceAll(/\s+/g, ' ')
      }
      expect(await text()).not.toContain('Meeting postponed')
      await change(server, meetingId, { status: 'postponed' })
      expect(await text()).toContain(
        'Meeting postponed: waiting for Denmark, Finland and Sweden to reconfirm',
      )
      await reconfirm(lead('FI'))
      expect(await text()).toContain(
        'Meeting postponed: reconfirmed by Finland; waiting for Denmark and Sweden',
      )
    },
  )

  it('[A721] [A723] a lead stands by it, once, and everybody reads so', async () => {
    await change(server, meetingId, { status: 'postponed' })
    expect((await reconfirm(lead('FI'))).status).toBe(200)
    expect((await read()).postponement).toMatchObject({ reconfirmed: ['FI'], waiting: ['DK', 'SE'] })
    // Sent once more, as no answer had come.
    expect((await reconfirm(lead('FI'))).status).toBe(200)
    const events = await server.storage.tables.events.byPosition(positionId)
    expect(events.filter(({ event }) => event.type === 'release.reconfirmed')).toMatchObject([
      {
        personId: 'lead-fi',
        country: 'FI',
        capacity: 'lead',
        event: { releaseId, meetingId, country: 'FI', deputyFor: null, statementHash: null },
      },
    ])
    expect(await waits(lead('FI'))).not.toContain('reconfirm')
    const secretariat = await server.signIn('secretariat')
    expect(await waits(secretariat)).toContain('reconfirm_runs')
    for (const country of ['DK', 'SE'] as const)
      expect((await reconfirm(lead(country))).status, country).toBe(200)
    expect(await waits(secretariat)).not.toContain('reconfirm_runs')
    expect((await read()).postponement).toMatchObject({ reconfirmed: ['DK', 'FI', 'SE'], waiting: [] })
  })

  it('[A721] a deputy does it in the lead’s stead, and only once for the country', async () => {
    await change(server, meetingId, { status: 'postponed' })
    const instant = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
    await lead('FI').call('nameDeputy', {
      body: { deputyId: 'drafter-fi', from: null, to: instant(24) },
    })
    const deputy = await server.signIn('drafter-fi')
    expect((await reconfirm(deputy)).status).toBe(200)
    const { events, releases } = server.storage.tables
    expect((await events.byPosition(positionId))[0]).toMatchObject({
      personId: 'drafter-fi',
      capacity: 'deputy',
      event: { type: 'release.reconfirmed', country: 'FI', deputyFor: 'lead-fi' },
    })
    expect((await releases.byId(releaseId))?.reconfirmations).toMatchObject([
      { country: 'FI', personId: 'drafter-fi', deputyFor: 'lead-fi', meetingId },
    ])
    expect((await reconfirm(lead('FI'))).code).toBe('already_reconfirmed')
  })

  it('[A722] each that may not be is refused with its code, and changes nothing', async () => {
    expect((await reconfirm(lead('FI'))).code).toBe('nothing_to_reconfirm')
    await change(server, meetingId, { status: 'postponed' })
    const before = await server.storage.tables.positions.byId(positionId)
    for (const personId of ['drafter-fi', 'delegate-fi', 'secretariat'])
      expect((await reconfirm(await server.signIn(personId))).code, personId).toBe('forbidden')
    // Of another country, and of nobody's: neither knows of the position.
    for (const personId of ['lead-no', 'administrator'])
      expect((await reconfirm(await server.signIn(personId))).code, personId).toBe('not_found')
    for (const way of ['acts', 'act-statements']) {
      expect((await reconfirm(lead('FI'), { releaseId: 'none' }, way)).code).toBe('nothing_to_reconfirm')
      expect((await reconfirm(lead('FI'), { postponementId: 'none' }, way)).code).toBe('postponed_again')
      expect((await reconfirm(lead('FI'), { reason: 'Because.' }, way)).code).toBe('invalid_request')
    }
    expect(await server.storage.tables.positions.byId(positionId)).toEqual(before)
    await lead('SE').call('doAct', {
      params: { positionId },
      body: { act: { kind: 'withdraw_support', releaseId, reason: 'The mandate has changed.' } },
    })
    const known = before?.postponement?.id ?? ''
    expect((await reconfirm(lead('FI'), { postponementId: known })).code).toBe('release_suspended')
    expect(await read()).toMatchObject({ postponement: null, abilities: { reconfirm: false } })
    expect(await waits(lead('FI'))).not.toContain('reconfirm')
  })

  it('[A724] put off once more it asks anew, also who has answered; planned anew it does not', async () => {
    await change(server, meetingId, { status: 'postponed' })
    const first = await postponementId()
    await reconfirm(lead('FI'))
    await change(server, meetingId, { status: 'planned', ...(await later(server, meetingId, 14)) })
    expect((await read()).postponement).toMatchObject({ id: first, reconfirmed: ['FI'] })
    await change(server, meetingId, await later(server, meetingId, 7))
    expect((await read()).postponement).toMatchObject({ reconfirmed: [], waiting: ['DK', 'FI', 'SE'] })
    expect((await reconfirm(lead('FI'), { postponementId: first })).code).toBe('postponed_again')
    expect((await reconfirm(lead('FI'))).status).toBe(200)
    expect((await server.storage.tables.releases.byId(releaseId))?.reconfirmations).toHaveLength(2)
  })

  it('[A724] cancelled it asks nobody any more, and tells everybody concerned', async () => {
    await change(server, meetingId, { status: 'postponed' })
    const known = await postponementId()
    await change(server, meetingId, { status: 'cancelled' })
    expect((await read()).postponement).toBeNull()
    expect((await reconfirm(lead('FI'), { postponementId: known })).code).toBe('nothing_to_reconfirm')
    for (const personId of ['lead-fi', 'delegate-se', 'drafter-dk']) {
      const client = await server.signIn(personId)
      await expect.poll(() => heard(client), { timeout: 10_000 }).toContain('meeting.cancelled')
    }
  })

  it('[A720] [A724] of two who change it at once one does, and what is asked is asked once', async () => {
    const both = await Promise.allSettled([
      change(server, meetingId, { status: 'postponed' }),
      change(server, meetingId, { status: 'postponed', place: 'By video' }),
    ])
    expect(both.map(({ status }) => status)).toContain('fulfilled')
    const events = await server.storage.tables.events.byPosition(positionId)
    expect(events.filter(({ event }) => event.type === 'meeting.postponed')).toHaveLength(1)
  })
})

describe('whom to ask at a meeting that moves', () => {
  const clock = manualClock(new Date().toISOString())
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer({}, { clock })
  })
  afterAll(() => server.stop())

  it('[A726] [D491] who is told of goes on with it; who is told of no longer does not come back', async () => {
    const params = { positionId: 'comment-periods' }
    const meetingId = 'lewp-next'
    const contact = { name: 'Attaché on duty', phone: '+358 50 123 4567', mail: null }
    const leadFi = await server.signIn('lead-fi')
    await leadFi.call('nameContact', { params, body: { contact } })
    await change(server, meetingId, await later(server, meetingId, 2))
    const kept = await leadFi.call('getPosition', { params })
    expect(kept.contacts).toMatchObject([{ country: 'FI' }])
    clock.advance(Date.parse(kept.meeting?.endsAt ?? '') + 8 * day - Date.parse(clock.now()))
    await change(server, meetingId, { status: 'postponed', ...(await later(server, meetingId, 60)) })
    const again = await server.signIn('lead-fi')
    expect((await again.call('getPosition', { params })).contacts).toEqual([])
    const { agenda } = await again.call('getFolder', { params: { meetingId } })
    const people = agenda.flatMap(({ entries }) =>
      entries.flatMap(({ contacts }) => contacts.map(({ person }) => person)),
    )
    expect(people.filter((person) => person !== null)).toEqual([])
  })
})

describe('reconfirmations as evidence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-postponements-'))
  const attacked = attackerOf(folder)
  const now = '2026-11-23T09:00:00.000Z'
  const params = { positionId: positionToSign }
  let fi: SigningLead
  let releaseId: string
  let postponementId: string
  let files: Awaited<ReturnType<typeof unpackTo>>
  beforeAll(async () => {
    const server = await startTestServer({ DATA_DIR: folder }, { clock: manualClock(now) })
    const released = await releaseSigned(server)
    releaseId = released.releaseId
    const [first] = released.leads
    if (!first) throw new Error('Nobody signed')
    fi = first
    const { meeting } = await fi.client.call('getPosition', { params })
    await change(server, meeting?.id ?? '', { status: 'postponed' })
    postponementId = (await fi.client.call('getPosition', { params })).postponement?.id ?? ''
    const act = { kind: 'reconfirm_release', releaseId, postponementId } as const
    expect(
      (await fi.client.ask('POST', `/api/positions/${positionToSign}/acts`, { body: { act } })).code,
    ).toBe('signature_required')
    await actSigned(fi, positionToSign, act)
    await (await server.signIn('lead-no')).call('doAct', { params, body: { act } })
    const answer = await fetch(server.url + filePath('getReleaseEvidence', { releaseId }), {
      headers: { cookie: fi.client.cookie },
    })
    files = await unpackTo(join(folder, 'package'), await answer.blob())
    await server.stop()
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('[A725] nothing is wrong with what was done, in the database and in the package', async () => {
    expect(await reportOf(join(folder, 'samsyn.sqlite'))).toMatchObject({ faults: [], acts: 2 })
    const report = await verifyPackage(files)
    expect(report.faults).toEqual([])
    expect(report.acts.map(({ country, kind, isSigned }) => [country, kind, isSigned])).toEqual([
      ['FI', 'reconfirm_release', true],
      ['NO', 'reconfirm_release', false],
    ])
  })

  it('[A725] one that is put in, changed or taken away is found', async () => {
    const row = (id: string, country: string, postponed = postponementId) =>
      `insert into reconfirmations select '${id}', release_id, '${postponed}', meeting_id, '${country}', 'lead-${country.toLowerCase()}', null, null, at from reconfirmations limit 1`
    const forged = async (path: string, country: 'SE' | 'DK', postponed: string) => {
      const { version } = JSON.parse(new TextDecoder().decode(files.get('release.json')))
      const event = {
        type: 'release.reconfirmed',
        reconfirmationId: 'forged',
        releaseId,
        postponementId: postponed,
        meetingId: 'coreper',
        country,
        deputyFor: null,
        contentHash: version.contentHash,
        statementHash: null,
      } as const
      await appendTo(path, positionToSign, event, {
        personId: `lead-${country.toLowerCase()}`,
        country,
        at: now,
      })
    }
    const cases: readonly (readonly [string, Parameters<typeof attacked>[0], readonly string[]])[] = [
      ['put in', (database) => database.exec(row('forged', 'DK')), ['act_untold']],
      [
        'put in with its event, and nobody asked for it',
        async (database, path) => {
          database.exec(row('forged', 'DK', 'never'))
          database.exec("update reconfirmations set meeting_id = 'coreper' where id = 'forged'")
          await forged(path, 'DK', 'never')
        },
        ['act_misplaced'],
      ],
      [
        'taken away',
        (database) => database.exec("delete from reconfirmations where country = 'NO'"),
        ['act_missing'],
      ],
      [
        'another person',
        (database) => database.exec("update reconfirmations set person_id = 'lead-fi' where country = 'FI'"),
        ['act_untold', 'statement_differs', 'act_missing'],
      ],
      [
        'its signature taken away',
        (database) => database.exec('delete from act_signatures'),
        ['signature_missing'],
      ],
    ]
    for (const [name, attack, faults] of cases) expect(await attacked(attack), name).toEqual(faults)
  })

  it('[A725] a package made anew without one, or without the postponement that asked for it, is found', async () => {
    const remade = async (change: (files: Map<string, Uint8Array<ArrayBuffer>>) => void) => {
      const changed = new Map(files)
      change(changed)
      changed.delete('manifest.json')
      const manifest = await manifestText([...changed].map(([path, content]) => ({ path, content })))
      changed.set('manifest.json', new TextEncoder().encode(manifest))
      return (await verifyPackage(changed)).faults.map(({ path, kind }) => `${path} ${kind}`)
    }
    const text = (path: string) => new TextDecoder().decode(files.get(path))
    expect(
      await remade((changed) => {
        for (const path of changed.keys()) if (path.startsWith('acts/01-FI/')) changed.delete(path)
      }),
    ).toContain('release.json release_differs')
    const without = JSON.stringify(
      (JSON.parse(text('events.json')) as { event: { type: string } }[]).filter(
        ({ event }) => event.type !== 'meeting.postponed',
      ),
    )
    expect(
      await remade((changed) => void changed.set('events.json', new TextEncoder().encode(without))),
    ).toContain('acts/01-FI/ act_misplaced')
  })
})
