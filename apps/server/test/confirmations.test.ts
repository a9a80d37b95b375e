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
const withoutNorway = 'This text is put forward by Denmark, Finland, Iceland and Sweden.'
const formula = { kind: 'formula', partyFormula: withoutNorway } as const
const substantive = {
  kind: 'agree_with_reservation',
  type: 'substantive',
  text: 'We cannot associate ourselves with a yearly rhythm.',
  passage: 'a yearly overview',
} as const

interface Changed {
  readonly fi: SigningLead
  readonly se: SigningLead
  readonly roundId: string
  /** Iceland's answer, with a reservation. */
  readonly decisionId: string
}

/** The sample in which all have agreed, Finland and Sweden with a signature, then Norway steps out and Iceland, who answers last, reserves: the other three have both to confirm. */
async function changedTerms(server: TestServer): Promise<Changed> {
  const administrator = await server.signIn('administrator')
  const fi = await inviteLead(server, administrator, 'FI')
  const se = await inviteLead(server, administrator, 'SE')
  for (const lead of [fi, se]) await decideSigned(lead, positionId)
  await decide(await server.signIn('lead-no'), { kind: 'not_participating' })
  const decisionId = await decide(await server.signIn('lead-is'), substantive)
  const { round } = await fi.client.call('getPosition', { params })
  return { fi, se, roundId: round?.id ?? '', decisionId }
}

/** What of a package is edited here. */
interface PackedJson {
  readonly act: object
  readonly confirmations: readonly { readonly id: string }[]
}

async function decide(client: Client, value: RouteBody<'giveDecision'>['value']): Promise<string> {
  const { round } = await client.call('getPosition', { params })
  const { number: versionNumber, contentHash } = round?.version ?? { number: 0, contentHash: '' }
  const body = { roundId: round?.id ?? '', versionNumber, contentHash, value }
  const done = await client.call('giveDecision', { params, body })
  return done.round?.decisions.at(-1)?.id ?? ''
}

async function release(server: TestServer) {
  const secretariat = await server.signIn('secretariat')
  const { revision } = await secretariat.call('getPosition', { params })
  return secretariat.ask('POST', `/api/positions/${positionId}/releases`, { body: { revision } })
}

describe('confirming changed terms', () => {
  const clock = manualClock('2026-11-23T09:00:00.000Z')
  let server: TestServer
  let given: Changed
  beforeEach(async () => {
    server = await startTestServer({}, { clock })
    given = await changedTerms(server)
  })
  afterEach(() => server.stop())

  const act = (of: object, more: object = {}) =>
    ({ kind: 'confirm_terms', roundId: given.roundId, of, ...more }) as RouteBody<'doAct'>['act']
  const prepareFor = (lead: SigningLead, of: object, more: object = {}) =>
    lead.client.call('prepareAct', { params, body: { act: act(of, more) } })
  const send = async ({ client }: Pick<SigningLead, 'client'>, body: object) =>
    (await client.ask('POST', `/api/positions/${positionId}/act-signatures`, { body })).code

  it('[A617] [D401] what is signed says all of it, once, and stands with the round', async () => {
    const { fi, roundId, decisionId } = given
    const { round } = await fi.client.call('getPosition', { params })
    const about = {
      format: 'samsyn-act-1',
      actId: expect.any(String),
      position: { id: positionId, title: expect.stringContaining('overview') },
      roundId,
      version: round?.version,
      releaseId: null,
      delegation: 'FI',
      person: { id: fi.personId, name: 'Lead of FI' },
      deputyFor: null,
      partyFormula: withoutNorway,
      at: clock.now(),
    }
    const ofFormula = await prepareFor(fi, formula, { shownFormula: withoutNorway })
    expect(ofFormula.statement).toEqual({ ...about, act: { kind: 'confirm_terms', of: formula } })
    const { kind: _kind, ...reservation } = substantive
    const of = { kind: 'reservation', decisionId } as const
    const ofReservation = await prepareFor(fi, of)
    expect(ofReservation.statement).toEqual({
      ...about,
      act: { kind: 'confirm_terms', of: { ...of, country: 'IS', reservation } },
    })
    const unsigned = await fi.client.ask('POST', `/api/positions/${positionId}/acts`, {
      body: { act: act(formula) },
    })
    expect(unsigned.code).toBe('signature_required')
    const body = signed(ofFormula, fi.authenticator)
    clock.advance(minute)
    const after = await fi.client.call('signAct', { params, body })
    expect(after.round?.confirmations).toMatchObject([
      { country: 'FI', of: formula, isSigned: true, deputyFor: null, at: clock.now() },
    ])
    expect(await send(fi, body)).toBe('challenge_over')
    const events = await server.storage.tables.events.byPosition(positionId)
    expect(events.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({
        type: 'terms.confirmed',
        of: 'formula',
        decisionId: null,
        partyFormula: withoutNorway,
        statementHash: textHash(body.statement),
      }),
    )
  })

  it('[A617] another formula, another person, another’s passkey, an edited statement, and what came too late', async () => {
    const { fi, se, decisionId } = given
    const of = { kind: 'reservation', decisionId } as const
    const refused = async (asked: object) =>
      (
        await fi.client.ask('POST', `/api/positions/${positionId}/act-statements`, {
          body: { act: asked },
        })
      ).code
    expect(await refused(act({ ...formula, partyFormula: 'By all.' }))).toBe('formula_changed')
    expect(await refused(act(of, { shownFormula: 'By all.' }))).toBe('formula_changed')
    expect(await refused({ ...act(of), roundId: 'another' })).toBe('version_stale')
    expect(await refused(act({ kind: 'reservation', decisionId: 'none' }))).toBe('state_conflict')
    const body = signed(await prepareFor(fi, formula), fi.authenticator)
    expect(await send(fi, { ...body, statement: body.statement.replace('"FI"', '"SE"') })).toBe(
      'statement_mismatch',
    )
    expect(await send(se, body)).toBe('challenge_over')
    const prepared = await prepareFor(se, formula)
    expect(await send(se, signed(prepared, fi.authenticator))).toBe('passkey_refused')
    expect(
      await send(se, signed(await prepareFor(se, formula), se.authenticator, { isUserVerified: false })),
    ).toBe('passkey_refused')
    const late = signed(await prepareFor(se, formula), se.authenticator)
    clock.advance(5 * minute)
    expect(await send(se, late)).toBe('challenge_over')
  })

  it('[A617] what became otherwise between the question and the signature is not confirmed', async () => {
    const { fi, decisionId } = given
    const of = { kind: 'reservation', decisionId } as const
    const ofReservation = signed(await prepareFor(fi, of), fi.authenticator)
    const ofFormula = signed(await prepareFor(fi, formula), fi.authenticator)
    const is = await server.signIn('lead-is')
    await is.call('doAct', { params, body: { act: { kind: 'lift_reservation', decisionId } } })
    expect(await send(fi, ofReservation)).toBe('state_conflict')
    // The sentence is the same without that reservation.
    expect(await send(fi, ofFormula)).toBe(null)
  })

  it('[A617] a reservation is confirmed under the formula of that moment alone', async () => {
    await server.stop()
    server = await startTestServer({}, { clock })
    const fi = await inviteLead(server, await server.signIn('administrator'), 'FI')
    await decideSigned(fi, positionId)
    const decisionId = await decide(await server.signIn('lead-dk'), substantive)
    const { round } = await fi.client.call('getPosition', { params })
    given = { ...given, roundId: round?.id ?? '' }
    const body = signed(await prepareFor(fi, { kind: 'reservation', decisionId }), fi.authenticator)
    await decide(await server.signIn('lead-no'), { kind: 'not_participating' })
    expect(await send(fi, body)).toBe('statement_stale')
  })

  it('[A617] of the sample somebody without a passkey confirms unsigned; a deputy in the lead’s stead', async () => {
    const lead = await server.signIn('lead-dk')
    const to = new Date(Date.parse(clock.now()) + 60 * minute).toISOString()
    await lead.call('nameDeputy', { body: { deputyId: 'drafter-dk', from: null, to } })
    const deputy = await server.signIn('drafter-dk')
    const done = await deputy.call('doAct', { params, body: { act: act(formula) } })
    expect(done.round?.confirmations).toMatchObject([
      { country: 'DK', isSigned: false, person: { id: 'drafter-dk' }, deputyFor: { id: 'lead-dk' } },
    ])
  })
})

it('[A625] [D407] whoever has terms to confirm is told so when they change, in the list and by mail', async () => {
  const server = await startTestServer({}, { clock: manualClock('2026-11-23T09:00:00.000Z') })
  const { se } = await changedTerms(server)
  const topics = async (client: Client) =>
    (await client.call('getNotifications')).notifications.map(({ topic }) => topic)
  // Norway stepped out, then Iceland reserved: both came after the answers of the other three.
  const denmark = await server.signIn('lead-dk')
  for (const client of [se.client, denmark])
    await expect
      .poll(async () => (await topics(client)).filter((topic) => topic === 'terms.awaits'))
      .toHaveLength(2)
  for (const id of ['lead-no', 'lead-is', 'drafter-se', 'secretariat'])
    expect(await topics(await server.signIn(id)), id).not.toContain('terms.awaits')
  await server.stop()
})

it('[A622] [D405] whoever runs the round sees who has to confirm, and reminds them', async () => {
  const server = await startTestServer({}, { clock: manualClock('2026-11-23T09:00:00.000Z') })
  const { se, fi, roundId } = await changedTerms(server)
  const secretariat = await server.signIn('secretariat')
  const desk = await secretariat.call('getDesk')
  const waits = desk.waiting.find(({ position }) => position.id === positionId)
  expect(waits).toMatchObject({
    kind: 'chase_terms',
    position: { awaitsConfirmation: ['DK', 'FI', 'SE'], confirmationsIn: roundId },
  })
  const remind = (client: Client) =>
    client.ask('POST', `/api/positions/${positionId}/reminders`, { body: { roundId } })
  expect((await remind(fi.client)).code).toBe('forbidden')
  expect((await remind(secretariat)).status).toBe(200)
  expect((await remind(secretariat)).code).toBe('reminded_lately')
  await expect
    .poll(async () => (await se.client.call('getNotifications')).notifications.map(({ topic }) => topic))
    .toContain('terms.reminded')
  const iceland = await (await server.signIn('lead-is')).call('getNotifications')
  expect(iceland.notifications.map(({ topic }) => topic)).not.toContain('terms.reminded')
  await server.stop()
})

it('[A665] a reminder to answer keeps nobody from being reminded to confirm, and the other way round', async () => {
  const server = await startTestServer({}, { clock: manualClock('2026-11-23T09:00:00.000Z') })
  const secretariat = await server.signIn('secretariat')
  const { round } = await secretariat.call('getPosition', { params })
  const remind = async () =>
    (
      await secretariat.ask('POST', `/api/positions/${positionId}/reminders`, {
        body: { roundId: round?.id ?? '' },
      })
    ).code
  expect(await remind()).toBe(null)
  expect(await remind()).toBe('reminded_lately')
  await changedTerms(server)
  expect(await remind()).toBe(null)
  expect(await remind()).toBe('reminded_lately')
  await server.stop()
})

describe('support that is withdrawn before the release', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-withdrawn-before-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('[A664] [D433] where one country is left the way on is the draft, and all at work are told', async () => {
    const server = await startTestServer({}, { clock: manualClock('2026-11-23T09:00:00.000Z') })
    const { fi, se } = await changedTerms(server)
    const value = { kind: 'withdraw_support', reason: 'The mandate has changed.' } as const
    await decide(await server.signIn('lead-is'), value)
    for (const lead of [fi, se]) await decideSigned(lead, positionId, value)
    const secretariat = await server.signIn('secretariat')
    const { penholder, abilities, awaitsConfirmation } = await secretariat.call('getPosition', { params })
    expect(awaitsConfirmation).toEqual([])
    expect(abilities).toMatchObject({ release: false, remind: false, reopenDraft: true })
    expect((await release(server)).code).toBe('not_agreed_by_all')
    const kinds = async (client: Client) =>
      (await client.call('getDesk')).waiting
        .filter(({ position }) => position.id === positionId)
        .map(({ kind }) => kind)
    const denmark = await server.signIn('lead-dk')
    expect(await kinds(secretariat)).toEqual(['reissue'])
    expect(await kinds(await server.signIn(`lead-${penholder.toLowerCase()}`))).toEqual(['reissue'])
    if (penholder !== 'DK') expect(await kinds(denmark)).toEqual([])
    await expect
      .poll(async () => (await denmark.call('getNotifications')).notifications.map(({ topic }) => topic))
      .toContain('round.support_withdrawn')
    await server.stop()
  })

  it('[A621] [D404] it is signed, the others confirm, and the final text names those that are left', async () => {
    const server = await startTestServer(
      { DATA_DIR: folder },
      { clock: manualClock('2026-11-23T09:00:00.000Z') },
    )
    const { fi, se, roundId, decisionId } = await changedTerms(server)
    const { round, abilities } = await fi.client.call('getPosition', { params })
    expect(abilities.withdrawBeforeRelease).toBe(true)
    const { number: versionNumber, contentHash } = round?.version ?? { number: 0, contentHash: '' }
    const value = { kind: 'withdraw_support', reason: 'The mandate has changed.' } as const
    const body = { roundId, versionNumber, contentHash, value }
    const unsigned = await fi.client.ask('POST', `/api/positions/${positionId}/decisions`, { body })
    expect(unsigned.code).toBe('signature_required')
    const after = await decideSigned(fi, positionId, value)
    expect(after).toMatchObject({
      status: 'agreed_with_reservations',
      awaitsConfirmation: ['DK', 'IS', 'SE'],
    })
    expect(after.abilities.withdrawBeforeRelease).toBe(false)
    const partyFormula = 'This text is put forward by Denmark, Iceland and Sweden.'
    const ofReservation = { kind: 'reservation', decisionId } as const
    const ofFormula = { kind: 'formula', partyFormula } as const
    const act = (of: typeof ofReservation | typeof ofFormula) =>
      ({ kind: 'confirm_terms', roundId, of }) as const
    for (const of of [ofReservation, ofFormula]) {
      await actSigned(se, positionId, act(of))
      const dk = await server.signIn('lead-dk')
      await dk.call('doAct', { params, body: { act: act(of) } })
    }
    expect((await release(server)).code).toBe('terms_unconfirmed')
    await (await server.signIn('lead-is')).call('doAct', { params, body: { act: act(ofFormula) } })
    const released = (await release(server)).body as { readonly releaseInForce: string }
    const releaseId = released.releaseInForce
    const text = await fi.client.call('getRelease', { params: { releaseId } })
    expect(text).toMatchObject({ partyFormula, supporters: ['DK', 'IS', 'SE'] })
    expect(text.signOffs.map(({ country }) => country)).not.toContain('FI')
    const answer = await fetch(server.url + filePath('getReleaseEvidence', { releaseId }), {
      headers: { cookie: fi.client.cookie },
    })
    const report = await verifyPackage(await unpackTo(join(folder, 'package'), await answer.blob()))
    expect(report.faults).toEqual([])
    expect(report.decisions).toContainEqual(
      expect.objectContaining({ country: 'FI', kind: 'withdraw_support', isSigned: true }),
    )
    await server.stop()
    expect((await reportOf(join(folder, 'samsyn.sqlite'))).faults).toEqual([])
  })
})

describe('confirmations as evidence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-confirmations-'))
  const attacked = attackerOf(folder)
  const now = '2026-11-23T09:00:00.000Z'
  let fi: SigningLead
  let releaseId: string
  let roundId: string
  let files: Awaited<ReturnType<typeof unpackTo>>
  beforeAll(async () => {
    const server = await startTestServer({ DATA_DIR: folder }, { clock: manualClock(now) })
    const given = await changedTerms(server)
    fi = given.fi
    roundId = given.roundId
    const of = { kind: 'reservation', decisionId: given.decisionId } as const
    const act = (what: typeof formula | typeof of) => ({ kind: 'confirm_terms', roundId, of: what }) as const
    for (const lead of [given.fi, given.se])
      for (const what of [formula, of]) await actSigned(lead, positionId, act(what))
    const dk = await server.signIn('lead-dk')
    await dk.call('doAct', { params, body: { act: act(formula) } })
    expect((await release(server)).code).toBe('terms_unconfirmed')
    await dk.call('doAct', { params, body: { act: act(of) } })
    const released = await release(server)
    releaseId = (released.body as { readonly releaseInForce: string }).releaseInForce
    const answer = await fetch(server.url + filePath('getReleaseEvidence', { releaseId }), {
      headers: { cookie: fi.client.cookie },
    })
    files = await unpackTo(join(folder, 'package'), await answer.blob())
    await server.stop()
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('[A618] [X126] nothing is wrong with what was confirmed, in the database and in the package', async () => {
    expect(await reportOf(join(folder, 'samsyn.sqlite'))).toMatchObject({ faults: [], acts: 6 })
    const report = await verifyPackage(files)
    expect(report.faults).toEqual([])
    expect(report.acts.map(({ country, kind, isSigned }) => [country, kind, isSigned])).toEqual([
      ...(['FI', 'FI', 'SE', 'SE'] as const).map((country) => [country, 'confirm_terms', true]),
      ...(['DK', 'DK'] as const).map((country) => [country, 'confirm_terms', false]),
    ])
    const statement = new TextDecoder().decode(files.get('acts/01-FI/statement.json'))
    expect(JSON.parse(statement)).toMatchObject({ act: { of: formula }, partyFormula: withoutNorway })
    expect(new TextDecoder().decode(files.get('README.txt'))).toContain('-verify acts/02-FI/public-key.pem')
  })

  it('[A618] one that is put in, edited, taken away or made to look as from before is found', async () => {
    const about = { deputyFor: null, personId: 'lead-no', country: 'NO', of: formula, at: now }
    const put = (database: { exec(query: string): void }, row: object) =>
      database.exec(
        `insert into confirmations values ('${roundId}', 9, 'lead-no', '${JSON.stringify({ ...about, ...row })}')`,
      )
    const forged = { id: 'forged', statementHash: null }
    const { version } = JSON.parse(new TextDecoder().decode(files.get('release.json')))
    const told = {
      type: 'terms.confirmed',
      confirmationId: 'forged',
      roundId,
      country: 'NO',
      deputyFor: null,
      of: 'formula',
      decisionId: null,
      partyFormula: withoutNorway,
      contentHash: version.contentHash,
      statementHash: null,
    } as const
    const by = { personId: 'lead-no', country: 'NO', at: now } as const
    const first = `round_id = '${roundId}' and ordinal = 0`
    const cases: readonly (readonly [string, Parameters<typeof attacked>[0], readonly string[]])[] = [
      ['put in', (database) => put(database, forged), ['act_untold']],
      [
        'put in with its event',
        async (database, path) => {
          put(database, forged)
          await appendTo(path, positionId, told, by)
        },
        // Norway has nothing to confirm, and the text is final by then.
        ['act_misplaced', 'act_misplaced'],
      ],
      ['put in as from before', (database) => put(database, {}), ['confirmation_untold']],
      [
        'put in as from before with its event',
        async (database, path) => {
          put(database, {})
          const { confirmationId: _1, decisionId: _2, partyFormula: _3, statementHash: _4, ...old } = told
          await appendTo(path, positionId, old as never, by)
        },
        ['confirmation_untold', 'confirmation_missing'],
      ],
      [
        'taken away',
        (database) => database.exec(`delete from confirmations where ${first}`),
        ['terms_awaited', 'act_missing'],
      ],
      [
        'another formula',
        (database) =>
          database.exec(
            `update confirmations set given = replace(given, '${withoutNorway}', 'By all.') where ${first}`,
          ),
        ['terms_awaited', 'act_misplaced', 'statement_differs'],
      ],
      [
        'another person',
        (database) =>
          database.exec(
            `update confirmations set given = replace(given, '${fi.personId}', 'lead-fi') where ${first}`,
          ),
        ['act_untold', 'statement_differs', 'act_missing'],
      ],
      [
        'nobody’s signature',
        (database) =>
          database.exec(
            `update confirmations set given = json_set(given, '$.statementHash', null) where ${first}`,
          ),
        ['act_untold', 'act_unsigned', 'act_missing'],
      ],
      [
        'its signature taken away',
        (database) =>
          database.exec(
            `delete from act_signatures where act_id in (select json_extract(given, '$.id') from confirmations where ${first})`,
          ),
        ['signature_missing'],
      ],
    ]
    for (const [name, attack, faults] of cases) expect(await attacked(attack), name).toEqual(faults)
  })

  it('[X126] [X127] a package made anew without one, with another sentence, with one from nowhere, or with another notice, is found', async () => {
    const remade = async (change: (files: Map<string, Uint8Array<ArrayBuffer>>) => void) => {
      const changed = new Map(files)
      change(changed)
      changed.delete('manifest.json')
      const manifest = await manifestText([...changed].map(([path, content]) => ({ path, content })))
      changed.set('manifest.json', new TextEncoder().encode(manifest))
      return (await verifyPackage(changed)).faults.map(({ path, kind }) => `${path} ${kind}`)
    }
    const text = (changed: Map<string, Uint8Array<ArrayBuffer>>, path: string) =>
      new TextDecoder().decode(changed.get(path))
    const edit = (
      changed: Map<string, Uint8Array<ArrayBuffer>>,
      path: string,
      to: (read: PackedJson) => unknown,
    ) => void changed.set(path, new TextEncoder().encode(JSON.stringify(to(JSON.parse(text(changed, path))))))
    const without = await remade((changed) => {
      for (const path of changed.keys()) if (path.startsWith('acts/01-FI/')) changed.delete(path)
      edit(changed, 'round.json', (round) => ({ ...round, confirmations: round.confirmations.slice(1) }))
    })
    expect(without).toContain('round.json terms_awaited')
    expect(without).toContain('round.json missing')
    const edited = await remade((changed) => {
      edit(changed, 'acts/01-FI/act.json', (act) => ({
        ...act,
        act: { ...act.act, of: { kind: 'formula', partyFormula: 'By all.' } },
      }))
    })
    expect(edited).toEqual(['release.json release_differs', 'acts/01-FI/ statement_differs'])
    const noticed = await remade((changed) => {
      edit(changed, 'round.json', (round) => ({ ...round, notice: 'Another.' }))
    })
    expect(noticed).toEqual(['round.json round_differs'])
    expect((await verifyPackage(files)).opening?.notice).toContain('Explicit round on version 2.')
    const unsigned = await remade((changed) => {
      edit(changed, 'workspace.json', () => ({ isSample: false }))
    })
    expect(unsigned).toContain('acts/05-DK/ act_unsigned')
    const stripped = await remade((changed) => {
      edit(changed, 'round.json', (round) => ({
        ...round,
        confirmations: round.confirmations.map(({ id: _id, ...rest }) => rest),
      }))
    })
    expect(stripped).toContain('events.json event_missing')
  })
})
