import { createHash, createPublicKey, verify } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { loadSample } from '../src/sample/load-sample.ts'
import { sampleWorkspace } from '../src/sample/sample-workspace.ts'
import { accept, tokenOf } from './support/accounts.ts'
import { createAuthenticator } from './support/authenticator.ts'
import { manualClock } from './support/manual-clock.ts'
import {
  decideSigned,
  inviteLead,
  openRoundOf,
  prepare,
  type SigningLead,
  signed,
} from './support/signing.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const minute = 60 * 1000
/** A position of the sample with an open round on its second version. */
const positionId = 'yearly-overview'
const params = { positionId }
const path = `/api/positions/${positionId}/decision-signatures`
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()

describe('signing a decision', () => {
  const clock = manualClock('2026-11-23T09:00:00.000Z')
  let server: TestServer
  let secretariat: Client
  let fi: SigningLead
  let se: SigningLead
  beforeEach(async () => {
    server = await startTestServer({}, { clock })
    const administrator = await server.signIn('administrator')
    secretariat = await server.signIn('secretariat')
    fi = await inviteLead(server, administrator, 'FI')
    se = await inviteLead(server, administrator, 'SE')
  })
  afterEach(() => server.stop())

  const send = async ({ client }: SigningLead, body: unknown) =>
    (await client.ask('POST', path, { body })).code
  const decisionsOf = async () =>
    (await secretariat.call('getPosition', { params })).round?.decisions.filter(({ isSigned }) => isSigned)

  it('[A350] [A355] a decision is signed over its whole statement, and kept with all that is needed to check it again', async () => {
    const value = { kind: 'object', reason: 'Six weeks are too few.' } as const
    const prepared = await prepare(fi.client, positionId, value)
    const round = await openRoundOf(fi.client, positionId)
    expect(prepared.statement).toEqual({
      format: 'samsyn-decision-1',
      decisionId: expect.any(String),
      position: { id: positionId, title: expect.stringContaining('overview') },
      roundId: round.roundId,
      version: { number: 2, contentHash: round.contentHash },
      delegation: 'FI',
      person: { id: fi.personId, name: 'Lead of FI' },
      deputyFor: null,
      decision: value,
      reservationEffect: null,
      partyFormula: null,
      at: clock.now(),
    })
    const body = signed(prepared, fi.authenticator)
    const { round: after } = await fi.client.call('signDecision', { params, body })
    expect(after?.decisions.at(-1)).toMatchObject({ country: 'FI', value, isSigned: true })

    const { decisionId } = prepared.statement
    const kept = (await server.storage.tables.signatures.byRound(round.roundId)).at(-1)
    expect(kept).toMatchObject({ decisionId, statement: body.statement, passkeyId: fi.authenticator.id })
    // The key that the event log knows by its hash, and the signature as any program checks it.
    const accounts = await server.storage.tables.events.ofAccounts()
    const cose = Buffer.from(kept?.publicKey ?? '', 'base64url')
    expect(accounts.map(({ event }) => event)).toContainEqual({
      type: 'passkey.added',
      passkeyId: fi.authenticator.id,
      keyHash: sha256(cose).toString('hex'),
    })
    const clientData = Buffer.from(kept?.clientDataJSON ?? '', 'base64url')
    const challenge = sha256(kept?.statement ?? '').toString('base64url')
    expect(JSON.parse(clientData.toString()).challenge).toBe(challenge)
    const data = Buffer.concat([Buffer.from(kept?.authenticatorData ?? '', 'base64url'), sha256(clientData)])
    const signature = Buffer.from(kept?.signature ?? '', 'base64url')
    expect(verify('sha256', data, createPublicKey({ key: jwkOf(cose), format: 'jwk' }), signature)).toBe(true)
    const events = await server.storage.tables.events.byPosition(positionId)
    expect(events.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({
        type: 'decision.given',
        decisionId,
        deputyFor: null,
        statementHash: sha256(body.statement).toString('hex'),
      }),
    )
  })

  it('[A351] whoever has a passkey decides with it and not without; a person of the sample without one is shown as not signed', async () => {
    const body = { ...(await openRoundOf(fi.client, positionId)), value: { kind: 'agree' } as const }
    const unsigned = await fi.client.ask('POST', `/api/positions/${positionId}/decisions`, { body })
    expect([unsigned.status, unsigned.code]).toEqual([403, 'signature_required'])
    const { round } = await (await server.signIn('lead-fi')).call('giveDecision', { params, body })
    expect(round?.decisions.at(-1)).toMatchObject({ country: 'FI', isSigned: false })
    const changed = await decideSigned(fi, positionId)
    expect(changed.round?.decisions.at(-1)).toMatchObject({ country: 'FI', isSigned: true })
  })

  it('[A352] one signature counts once, and for five minutes', async () => {
    const body = signed(await prepare(fi.client, positionId), fi.authenticator)
    expect(await send(fi, body)).toBe(null)
    expect(await send(fi, body)).toBe('challenge_over')
    const late = signed(await prepare(fi.client, positionId), fi.authenticator)
    clock.advance(5 * minute)
    expect(await send(fi, late)).toBe('challenge_over')
    expect(await decisionsOf()).toHaveLength(1)
  })

  it('[A352] what was signed of another statement, or of an edited one, counts for nothing', async () => {
    const agreeing = await prepare(fi.client, positionId)
    const objecting = await prepare(fi.client, positionId, { kind: 'object', reason: 'No.' })
    const crossed = {
      ...signed(agreeing, fi.authenticator),
      assertion: signed(objecting, fi.authenticator).assertion,
    }
    expect(await send(fi, crossed)).toBe('statement_mismatch')
    const body = signed(agreeing, fi.authenticator)
    const edited = {
      ...body,
      statement: body.statement.replace('"kind":"agree"', '"kind":"object","reason":"x"'),
    }
    expect(await send(fi, edited)).toBe('statement_mismatch')
    const elsewhere = { ...agreeing, statement: { ...agreeing.statement, delegation: 'SE' as const } }
    expect(await send(fi, signed(elsewhere, fi.authenticator))).toBe('challenge_over')
    expect(await decisionsOf()).toEqual([])
    // None of this has used up what was rightly signed.
    expect(await send(fi, body)).toBe(null)
  })

  it('[A352] a statement counts from the session it was made for alone, in its position', async () => {
    const body = signed(await prepare(fi.client, positionId), fi.authenticator)
    expect(await send(se, body)).toBe('challenge_over')
    const again = signed(await prepare(fi.client, positionId), fi.authenticator)
    const other = await fi.client.ask('POST', '/api/positions/comment-periods/decision-signatures', {
      body: again,
    })
    expect(other.code).toBe('challenge_over')
    expect(await decisionsOf()).toEqual([])
  })

  it('[A353] another person’s passkey, a key that is not the passkey’s, and one that has not verified its user are refused', async () => {
    const stranger = createAuthenticator(server.origin)
    for (const [authenticator, liberties] of [
      [se.authenticator, {}],
      [stranger, { userHandle: Buffer.from(fi.personId).toString('base64url') }],
      [fi.authenticator, { isForged: true }],
      [fi.authenticator, { isUserVerified: false }],
      [fi.authenticator, { origin: 'https://elsewhere.example' }],
      [fi.authenticator, { rpId: 'elsewhere.example' }],
      [fi.authenticator, { counter: 0 }],
    ] as const) {
      const before = await decisionsOf()
      if ('counter' in liberties) await decideSigned(fi, positionId, { kind: 'object', reason: 'First.' })
      const body = signed(await prepare(fi.client, positionId), authenticator, liberties)
      expect(await send(fi, body)).toBe('passkey_refused')
      expect(await decisionsOf()).toHaveLength((before?.length ?? 0) + ('counter' in liberties ? 1 : 0))
    }
  })

  it('[A354] a statement counts only while all that it says is so', async () => {
    const body = signed(await prepare(fi.client, positionId), fi.authenticator)
    const stored = await server.storage.tables.positions.byId(positionId)
    if (!stored) throw new Error('The sample lacks its position')
    const position = { ...stored, revision: stored.revision + 1, title: 'Another title' }
    await server.storage.tables.positions.save(stored.revision, {
      position,
      events: [],
      effects: [],
      closedRound: null,
    })
    expect(await send(fi, body)).toBe('statement_stale')

    const ended = signed(await prepare(fi.client, positionId), fi.authenticator)
    const before = signed(await prepare(fi.client, positionId), fi.authenticator)
    const current = async () => (await secretariat.call('getPosition', { params })).revision
    await secretariat.call('reopenDraft', { params, body: { revision: await current(), reason: 'A point.' } })
    expect(await send(fi, ended)).toBe('round_not_open')
    const frozen = await secretariat.call('freezeVersion', {
      params,
      body: { revision: await current(), note: '' },
    })
    await secretariat.call('openRound', {
      params,
      body: {
        revision: frozen.revision,
        versionNumber: 3,
        contentHash: frozen.versions[0]?.contentHash ?? '',
        deadline: new Date(Date.parse(clock.now()) + 60 * minute).toISOString(),
        notice: '',
        openPointsReason: 'Meant to be so.',
      },
    })
    expect(await send(fi, before)).toBe('version_stale')
  })

  it('[A354] nobody is asked to sign what would be refused', async () => {
    const round = await openRoundOf(fi.client, positionId)
    const ask = async (client: Client, body: object) =>
      (
        await client.ask('POST', `/api/positions/${positionId}/decision-statements`, {
          body: { ...round, value: { kind: 'agree' }, ...body },
        })
      ).code
    expect(await ask(fi.client, { contentHash: 'f'.repeat(64) })).toBe('version_stale')
    expect(await ask(fi.client, { value: { kind: 'object', reason: ' ' } })).toBe('reason_required')
    expect(await ask(await server.signIn('drafter-fi'), {})).toBe('forbidden')
    const nowhere = await fi.client.ask('POST', '/api/positions/none/decision-statements', {
      body: { ...round, value: { kind: 'agree' } },
    })
    expect(nowhere.code).toBe('not_found')
  })
})

describe('signing in a workspace that is set up for real', () => {
  let server: TestServer
  let lead: SigningLead
  let administrator: Client
  beforeAll(async () => {
    server = await startTestServer({ SAMPLE_WORKSPACE: 'off' })
    administrator = (await accept(server, tokenOf(server.setUpLink))).client
    // Before Finland has another lead, who would have to approve and has no way in here.
    lead = await inviteLead(server, administrator, 'FI')
    const content = sampleWorkspace({ now: new Date().toISOString() })
    await server.storage.transaction((tables) => loadSample(tables, content))
  })
  afterAll(() => server.stop())

  it('[A351] a decision is given with a signature or not at all', async () => {
    const body = { ...(await openRoundOf(lead.client, positionId)), value: { kind: 'agree' } as const }
    const without = await lead.client.ask('POST', `/api/positions/${positionId}/decisions`, { body })
    expect(without.code).toBe('signature_required')
    await server.storage.tables.passkeys.remove(lead.authenticator.id)
    const bare = await lead.client.ask('POST', `/api/positions/${positionId}/decisions`, { body })
    expect(bare.code).toBe('signature_required')
  })
})

/** An ES256 key from COSE, by its fixed places. */
function jwkOf(cose: Buffer) {
  return {
    kty: 'EC',
    crv: 'P-256',
    x: cose.subarray(10, 42).toString('base64url'),
    y: cose.subarray(45, 77).toString('base64url'),
  }
}

describe('the time that a statement may be signed in', () => {
  it('[A352] it is over where the decision would be stored after it, or before the statement', async () => {
    const time = manualClock('2026-11-23T09:00:00.000Z')
    let isSlow = false
    /** Time passes between one look at the clock and the next. */
    const clock = {
      ...time,
      now: () => {
        // Nothing else that waits for its hour is done in the middle of a request.
        if (isSlow) time.jump(1000)
        return time.now()
      },
    }
    const server = await startTestServer({}, { clock })
    const fi = await inviteLead(server, await server.signIn('administrator'), 'FI')
    const refused: boolean[] = []
    for (const left of [1, 4, 7, 8, 9, 10, 11, 12, 13, 14, 15, 60]) {
      const prepared = await prepare(fi.client, positionId)
      time.advance(5 * minute - left * 1000)
      isSlow = true
      const { code } = await fi.client.ask('POST', path, { body: signed(prepared, fi.authenticator) })
      isSlow = false
      const { decisions } = (await server.storage.tables.rounds.byPosition(positionId))[0] ?? {}
      const stored = decisions?.find(({ id }) => id === prepared.statement.decisionId)
      refused.push(code === 'challenge_over')
      expect([left, stored === undefined, code]).toEqual([left, code === 'challenge_over', code])
      if (stored) expect(Date.parse(stored.at) - Date.parse(prepared.statement.at)).toBeLessThan(5 * minute)
    }
    expect(new Set(refused)).toEqual(new Set([true, false]))
    const prepared = await prepare(fi.client, positionId)
    time.advance(-minute)
    const { code } = await fi.client.ask('POST', path, { body: signed(prepared, fi.authenticator) })
    expect(code).toBe('challenge_over')
    await server.stop()
  })
})
