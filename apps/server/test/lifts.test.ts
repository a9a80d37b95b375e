import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { textHash } from '@samsyn/editor'
import { manifestText, verifyPackage } from '@samsyn/export'
import { filePath, type RouteBody } from '@samsyn/protocol'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { appendTo, attackerOf, reportOf } from './support/attack.ts'
import { unpackTo } from './support/evidence.ts'
import { manualClock } from './support/manual-clock.ts'
import { actSigned, decideSigned, inviteLead, type SigningLead, signed } from './support/signing.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const positionId = 'yearly-overview'
const params = { positionId }
const minute = 60 * 1000
const allFive =
  'This text is put forward by the Nordic countries: Denmark, Finland, Iceland, Norway and Sweden.'
const reservation = (type: 'parliamentary_scrutiny' | 'general') =>
  ({
    kind: 'agree_with_reservation',
    type,
    text: 'The parliament has not been heard.',
    passage: null,
  }) as const
type Act = RouteBody<'doAct'>['act']

/** The sample in which all five have agreed, Finland last and with a reservation; signed where its lead has a passkey. */
async function agreeWithReservation(
  server: TestServer,
  type: 'parliamentary_scrutiny' | 'general',
): Promise<{ readonly fi: SigningLead; readonly decisionId: string }> {
  const fi = await inviteLead(server, await server.signIn('administrator'), 'FI')
  for (const country of ['is', 'se']) await decide(await server.signIn(`lead-${country}`), { kind: 'agree' })
  const { round } = await decideSigned(fi, positionId, reservation(type))
  return { fi, decisionId: round?.decisions.at(-1)?.id ?? '' }
}

async function decide(client: Client, value: RouteBody<'giveDecision'>['value']): Promise<void> {
  const { round } = await client.call('getPosition', { params })
  const { number: versionNumber, contentHash } = round?.version ?? { number: 0, contentHash: '' }
  const body = { roundId: round?.id ?? '', versionNumber, contentHash, value }
  await client.call('giveDecision', { params, body })
}

async function release(server: TestServer): Promise<string> {
  const secretariat = await server.signIn('secretariat')
  const { revision } = await secretariat.call('getPosition', { params })
  return (await secretariat.call('issueRelease', { params, body: { revision } })).releaseInForce ?? ''
}

describe('lifting a reservation', () => {
  const clock = manualClock('2026-11-23T09:00:00.000Z')
  let server: TestServer
  beforeEach(async () => {
    server = await startTestServer({}, { clock })
  })
  afterEach(() => server.stop())

  const lift = (decisionId: string, more: object = {}) =>
    ({ kind: 'lift_reservation', decisionId, ...more }) as const
  const ask = async (client: Client, act: Act, way = 'acts') =>
    client.ask('POST', `/api/positions/${positionId}/${way}`, { body: { act } })

  it('[A460] before the release it is signed, and the release is printed without it; the sign-off keeps what was', async () => {
    const { fi, decisionId } = await agreeWithReservation(server, 'parliamentary_scrutiny')
    const before = await fi.client.call('getPosition', { params })
    expect(before).toMatchObject({ status: 'agreed_with_reservations', abilities: { liftReservation: true } })
    expect((await ask(fi.client, lift(decisionId))).code).toBe('signature_required')
    const prepared = await fi.client.call('prepareAct', { params, body: { act: lift(decisionId) } })
    const { round: roundBefore } = before
    expect(prepared.statement).toEqual({
      format: 'samsyn-act-1',
      actId: expect.any(String),
      position: { id: positionId, title: expect.stringContaining('overview') },
      roundId: roundBefore?.id,
      version: roundBefore?.version,
      releaseId: null,
      delegation: 'FI',
      person: { id: fi.personId, name: 'Lead of FI' },
      deputyFor: null,
      act: {
        kind: 'lift_reservation',
        decisionId,
        reservation: {
          type: 'parliamentary_scrutiny',
          text: 'The parliament has not been heard.',
          passage: null,
        },
      },
      partyFormula: allFive,
      at: clock.now(),
    })
    const body = signed(prepared, fi.authenticator)
    clock.advance(minute)
    const after = await fi.client.call('signAct', { params, body })
    expect(after).toMatchObject({
      status: 'agreed',
      round: { lifts: [{ decisionId, country: 'FI', isSigned: true, releaseId: null, at: clock.now() }] },
    })
    expect((await fi.client.ask('POST', `/api/positions/${positionId}/act-signatures`, { body })).code).toBe(
      'challenge_over',
    )
    const releaseId = await release(server)
    const text = await (await server.signIn('delegate-fi')).call('getRelease', { params: { releaseId } })
    expect(text.reservations).toEqual([])
    expect(text.signOffs.find(({ country }) => country === 'FI')).toMatchObject({
      kind: 'agree_with_reservation',
      liftedAt: clock.now(),
    })
    const events = await server.storage.tables.events.byPosition(positionId)
    expect(events.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({
        type: 'reservation.lifted',
        decisionId,
        statementHash: textHash(body.statement),
      }),
    )
  })

  it('[A460] of a general one the formula follows, and the others confirm it before the release', async () => {
    const { fi, decisionId } = await agreeWithReservation(server, 'general')
    expect((await ask(fi.client, lift(decisionId, { shownFormula: 'By all.' }), 'act-statements')).code).toBe(
      'formula_changed',
    )
    const { round, awaitsConfirmation } = await actSigned(
      fi,
      positionId,
      lift(decisionId, { shownFormula: allFive }),
    )
    expect(awaitsConfirmation).toEqual([])
    expect(round?.lifts).toHaveLength(1)
    const releaseId = await release(server)
    expect(await fi.client.call('getRelease', { params: { releaseId } })).toMatchObject({
      partyFormula: allFive,
      supporters: ['DK', 'FI', 'IS', 'NO', 'SE'],
      reservations: [],
    })
  })

  it('[A461] after the release nothing printed changes: a notice with its date stands on the text and its files', async () => {
    const { fi, decisionId } = await agreeWithReservation(server, 'parliamentary_scrutiny')
    const releaseId = await release(server)
    const delegate = await server.signIn('delegate-se')
    const before = await delegate.call('getRelease', { params: { releaseId } })
    expect(before.reservations).toMatchObject([{ country: 'FI', lifted: null }])
    clock.advance(minute)
    await actSigned(fi, positionId, lift(decisionId))
    const after = await delegate.call('getRelease', { params: { releaseId } })
    expect(after).toEqual({
      ...before,
      reservations: before.reservations.map((one) => ({
        ...one,
        lifted: { at: clock.now(), isSigned: true },
      })),
      signOffs: before.signOffs.map((one) =>
        one.country === 'FI' ? { ...one, liftedAt: clock.now() } : one,
      ),
    })
    const file = await delegate.ask('GET', `/api/releases/${releaseId}/files/md`)
    expect(String(file.body)).toContain('Lifted 23 November 2026 at 10:')
    expect((await delegate.ask('GET', `/api/releases/${releaseId}/files/pdf`)).status).toBe(200)
    const heard = await delegate.call('listPositionEvents', { params })
    expect(heard.map(({ type }) => type)).toContain('release.reservation_lifted')
    expect((await ask(fi.client, lift(decisionId), 'act-statements')).code).toBe('state_conflict')
    // From then on its support can be withdrawn as before, signed as well.
    await actSigned(fi, positionId, {
      kind: 'withdraw_support',
      releaseId,
      reason: 'The mandate has changed.',
    })
    expect(await delegate.call('getRelease', { params: { releaseId } })).toMatchObject({
      withdrawals: [{ country: 'FI', isSigned: true, reason: null }],
    })
  })

  it('[A462] each that may not be lifted is refused with its code', async () => {
    const { fi, decisionId } = await agreeWithReservation(server, 'parliamentary_scrutiny')
    const se = await server.signIn('lead-se')
    const codes = async (client: Client, act: Act) => [
      (await ask(client, act)).code,
      (await ask(client, act, 'act-statements')).code,
    ]
    for (const personId of ['drafter-fi', 'secretariat'])
      expect(await codes(await server.signIn(personId), lift(decisionId))).toEqual(['forbidden', 'forbidden'])
    expect(await codes(se, lift(decisionId))).toEqual(['state_conflict', 'state_conflict'])
    expect(await codes(se, lift('none'))).toEqual(['state_conflict', 'state_conflict'])
    const prepared = await fi.client.call('prepareAct', { params, body: { act: lift(decisionId) } })
    const body = signed(prepared, fi.authenticator)
    const edited = { ...body, statement: body.statement.replace('"FI"', '"SE"') }
    const send = async (client: Client, sent: object, of = positionId) =>
      (await client.ask('POST', `/api/positions/${of}/act-signatures`, { body: sent })).code
    expect(await send(fi.client, edited)).toBe('statement_mismatch')
    // What was signed of an act is no decision.
    const asDecision = await fi.client.ask('POST', `/api/positions/${positionId}/decision-signatures`, {
      body,
    })
    expect(asDecision.code).toBe('challenge_over')
    const again = signed(
      await fi.client.call('prepareAct', { params, body: { act: lift(decisionId) } }),
      fi.authenticator,
    )
    // The text becomes final meanwhile: what was signed is about one that was not.
    await release(server)
    expect(await send(fi.client, again)).toBe('statement_stale')
    const late = signed(
      await fi.client.call('prepareAct', { params, body: { act: lift(decisionId) } }),
      fi.authenticator,
    )
    clock.advance(5 * minute)
    expect(await send(fi.client, late)).toBe('challenge_over')
    expect(await send(await server.signIn('drafter-fi'), late)).toBe('forbidden')
  })

  it('[A460] a person of the sample without a passkey lifts it unsigned; a deputy in the lead’s stead', async () => {
    for (const country of ['is', 'se'])
      await decide(await server.signIn(`lead-${country}`), { kind: 'agree' })
    const lead = await server.signIn('lead-fi')
    await decide(lead, reservation('parliamentary_scrutiny'))
    await lead.call('nameDeputy', {
      body: {
        deputyId: 'drafter-fi',
        from: null,
        to: new Date(Date.parse(clock.now()) + 60 * minute).toISOString(),
      },
    })
    const { round } = await lead.call('getPosition', { params })
    const decisionId = round?.decisions.at(-1)?.id ?? ''
    const deputy = await server.signIn('drafter-fi')
    const done = await deputy.call('doAct', { params, body: { act: lift(decisionId) } })
    expect(done.round?.lifts).toMatchObject([
      { country: 'FI', isSigned: false, person: { id: 'drafter-fi' }, deputyFor: { id: 'lead-fi' } },
    ])
  })
})

describe('lifted reservations and withdrawn support as evidence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-lifts-'))
  const attacked = attackerOf(folder)
  const now = '2026-11-23T09:00:00.000Z'
  let fi: SigningLead
  let releaseId: string
  let files: Awaited<ReturnType<typeof unpackTo>>
  beforeAll(async () => {
    const server = await startTestServer({ DATA_DIR: folder }, { clock: manualClock(now) })
    const agreed = await agreeWithReservation(server, 'parliamentary_scrutiny')
    fi = agreed.fi
    releaseId = await release(server)
    await actSigned(fi, positionId, { kind: 'lift_reservation', decisionId: agreed.decisionId })
    await actSigned(fi, positionId, {
      kind: 'withdraw_support',
      releaseId,
      reason: 'The mandate has changed.',
    })
    const se = await server.signIn('lead-se')
    await se.call('doAct', {
      params,
      body: { act: { kind: 'withdraw_support', releaseId, reason: 'As Finland.' } },
    })
    const answer = await fetch(server.url + filePath('getReleaseEvidence', { releaseId }), {
      headers: { cookie: fi.client.cookie },
    })
    files = await unpackTo(join(folder, 'package'), await answer.blob())
    await server.stop()
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('[A463] nothing is wrong with what was done, in the database and in the package', async () => {
    expect(await reportOf(join(folder, 'samsyn.sqlite'))).toMatchObject({ faults: [], acts: 3 })
    const report = await verifyPackage(files)
    expect(report.faults).toEqual([])
    expect(report.acts.map(({ country, kind, isSigned }) => [country, kind, isSigned])).toEqual([
      ['FI', 'lift_reservation', true],
      ['FI', 'withdraw_support', true],
      ['SE', 'withdraw_support', false],
    ])
    expect([...files.keys()].filter((path) => path.startsWith('acts/01-FI/'))).toHaveLength(8)
    expect(new TextDecoder().decode(files.get('README.txt'))).toContain('-verify acts/01-FI/public-key.pem')
  })

  it('[A463] a lift or a withdrawal that is put in, changed or taken away is found', async () => {
    const lifted = { releaseId, decisionId: 'none', deputyFor: null, personId: 'lead-se', country: 'SE' }
    const given = JSON.stringify({ ...lifted, id: 'forged', statementHash: null, at: now })
    const round = (database: { prepare(query: string): { get(): Record<string, unknown> | undefined } }) =>
      String(database.prepare(`select round_id from releases where id = '${releaseId}'`).get()?.round_id)
    const cases: readonly (readonly [string, Parameters<typeof attacked>[0], readonly string[]])[] = [
      [
        'a lift put in',
        (database) =>
          void database.exec(
            `insert into reservation_lifts values ('${round(database)}', 9, 'lead-se', '${given}')`,
          ),
        ['act_untold'],
      ],
      [
        'a lift put in with its event',
        async (database, path) => {
          database.exec(
            `insert into reservation_lifts values ('${round(database)}', 9, 'lead-se', '${given}')`,
          )
          const { version } = JSON.parse(new TextDecoder().decode(files.get('release.json')))
          const event = {
            type: 'release.reservation_lifted',
            liftId: 'forged',
            decisionId: 'none',
            releaseId,
            country: 'SE',
            deputyFor: null,
            statementHash: null,
            contentHash: version.contentHash,
          } as const
          await appendTo(path, positionId, event, { personId: 'lead-se', country: 'SE', at: now })
        },
        ['act_misplaced'],
      ],
      ['a lift taken away', (database) => database.exec('delete from reservation_lifts'), ['act_missing']],
      [
        'another person in a lift',
        (database) =>
          database.exec(`update reservation_lifts set given = replace(given, '${fi.personId}', 'lead-fi')`),
        ['act_untold', 'statement_differs', 'act_missing'],
      ],
      [
        'a signature taken away',
        (database) =>
          database.exec(
            "delete from act_signatures where act_id in (select id from support_withdrawals where country = 'FI')",
          ),
        ['signature_missing'],
      ],
      [
        'another reason',
        (database) => database.exec("update support_withdrawals set reason = 'Another' where country = 'FI'"),
        ['statement_differs'],
      ],
      [
        'a withdrawal put in',
        (database) =>
          database.exec(
            `insert into support_withdrawals (release_id, country, person_id, reason, at) values ('${releaseId}', 'NO', 'lead-no', 'x', '${now}')`,
          ),
        ['suspension_differs', 'act_untold'],
      ],
      [
        'a withdrawal as from before there were signatures',
        async (database, path) => {
          database.exec(
            `insert into support_withdrawals (release_id, country, person_id, reason, at) values ('${releaseId}', 'NO', 'lead-no', 'x', '${now}')`,
          )
          // As events were written before.
          const event = { type: 'support.withdrawn', releaseId, country: 'NO' } as never
          await appendTo(path, positionId, event, { personId: 'lead-no', country: 'NO', at: now })
        },
        ['act_untold', 'act_missing'],
      ],
      [
        'a withdrawal taken away',
        (database) => database.exec("delete from support_withdrawals where country = 'SE'"),
        ['suspension_differs', 'act_missing'],
      ],
      [
        'superseded by what no event tells of',
        (database) =>
          database.exec(`update releases set superseded_by = (select id from releases where id <> '${releaseId}' limit 1)
            where id = '${releaseId}'`),
        ['supersession_differs'],
      ],
    ]
    for (const [name, attack, faults] of cases) expect(await attacked(attack), name).toEqual(faults)
  })

  it('[A463] a package made anew without a lift, or with one that nobody signed, is found', async () => {
    const remade = async (change: (files: Map<string, Uint8Array<ArrayBuffer>>) => void) => {
      const changed = new Map(files)
      change(changed)
      changed.delete('manifest.json')
      const manifest = await manifestText([...changed].map(([path, content]) => ({ path, content })))
      changed.set('manifest.json', new TextEncoder().encode(manifest))
      return (await verifyPackage(changed)).faults.map(({ path, kind }) => `${path} ${kind}`)
    }
    const edit =
      (path: string, from: string | RegExp, to: string) =>
      (changed: Map<string, Uint8Array<ArrayBuffer>>) => {
        const text = new TextDecoder().decode(changed.get(path))
        expect(text.replace(from, to), path).not.toBe(text)
        changed.set(path, new TextEncoder().encode(text.replace(from, to)))
      }
    expect(
      await remade((changed) => {
        for (const path of changed.keys()) if (path.startsWith('acts/01-FI/')) changed.delete(path)
      }),
    ).toContain('release.json release_differs')
    expect(await remade(edit('acts/02-FI/act.json', 'The mandate has changed.', 'Nothing.'))).toContain(
      'acts/02-FI/ statement_differs',
    )
    expect(
      await remade(edit('acts/01-FI/act.json', /"statementHash": "\w+"/, '"statementHash": null')),
    ).toEqual(['release.json release_differs', 'events.json event_missing', 'release.json act_missing'])
  })
})
