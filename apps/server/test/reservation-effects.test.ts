import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type ChainedEvent,
  hashedFields,
  type ReservationEffects,
  usualReservationEffects,
} from '@samsyn/domain'
import { canonicalText, textHash } from '@samsyn/editor'
import { evidencePaths, manifestText, verifyPackage } from '@samsyn/export'
import { filePath, type RouteBody } from '@samsyn/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attackerOf, reportOf } from './support/attack.ts'
import { unpackTo } from './support/evidence.ts'
import { actSigned, decideSigned, inviteLead, prepare, type SigningLead } from './support/signing.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const positionId = 'yearly-overview'
const params = { positionId }
const scrutiny = {
  kind: 'agree_with_reservation',
  type: 'scrutiny',
  text: 'We are still looking at it.',
  passage: null,
} as const
const unusual: ReservationEffects = {
  ...usualReservationEffects,
  scrutiny: 'confirmed',
  parliamentary_scrutiny: 'not_counted',
}

describe('what reservations do in a round', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samsyn-effects-'))
  const attacked = attackerOf(folder)
  let server: TestServer
  let fi: SigningLead
  let se: SigningLead
  let files: Awaited<ReturnType<typeof unpackTo>>
  const position = () => se.client.call('getPosition', { params })
  /** Has the secretariat say what reservations do in the forum from now on. */
  const say = async (reservationEffects: ReservationEffects) => {
    const secretary = await server.signIn('secretariat')
    const { meeting } = await position()
    const forum = (await secretary.call('listForums')).find(({ id }) => id === meeting?.forum.id)
    if (!forum) throw new Error('The position has no forum')
    const { shortName, name } = forum
    const was = { shortName, name, reservationEffects: forum.reservationEffects }
    await secretary.call('changeForum', {
      params: { forumId: forum.id },
      body: { was, becomes: { ...was, reservationEffects } },
    })
  }
  /** A round of its own on the next version. */
  const openRound = async (lead: Client) => {
    const body = { revision: (await position()).revision, reason: 'Another round.' }
    const { revision } = await lead.call('reopenDraft', { params, body })
    const frozen = await lead.call('freezeVersion', { params, body: { revision, note: '' } })
    const [version] = frozen.versions
    await lead.call('openRound', {
      params,
      body: {
        revision: frozen.revision,
        versionNumber: version?.number ?? 0,
        contentHash: version?.contentHash ?? '',
        deadline: new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString(),
        notice: '',
        openPointsReason: 'The points are known.',
      },
    })
  }
  const answer = async (client: Client, value: RouteBody<'giveDecision'>['value']) => {
    const { round } = await position()
    const { number: versionNumber, contentHash } = round?.version ?? { number: 0, contentHash: '' }
    const body = { roundId: round?.id ?? '', versionNumber, contentHash, value }
    return client.call('giveDecision', { params, body })
  }

  beforeAll(async () => {
    server = await startTestServer({ DATA_DIR: folder })
    const administrator = await server.signIn('administrator')
    fi = await inviteLead(server, administrator, 'FI')
    se = await inviteLead(server, administrator, 'SE')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('[A715] is what the forum said when it opened, for whoever answers, signs, confirms and releases', async () => {
    await say(unusual)
    expect((await position()).reservationEffects).toEqual(unusual)
    // The round that was open before stays as it was.
    expect((await position()).round?.reservationEffects).toEqual(usualReservationEffects)
    await openRound(await server.signIn('lead-se'))
    await say(usualReservationEffects)
    const { round, reservationEffects } = await position()
    expect(reservationEffects).toEqual(usualReservationEffects)
    expect(round?.reservationEffects).toEqual(unusual)
    const { statement } = await prepare(fi.client, positionId, {
      ...scrutiny,
      type: 'parliamentary_scrutiny',
    })
    expect(statement).toMatchObject({
      reservationEffect: 'not_counted',
      partyFormula:
        'This text is put forward by Denmark, Iceland, Norway and Sweden, subject to a reservation by Finland.',
    })
    expect((await prepare(fi.client, positionId)).statement).toMatchObject({ reservationEffect: null })
    const others = await Promise.all(
      (['dk', 'is', 'no'] as const).map((country) => server.signIn(`lead-${country}`)),
    )
    for (const other of others) await answer(other, { kind: 'agree' })
    await decideSigned(se, positionId)
    const agreed = await decideSigned(fi, positionId, scrutiny)
    expect(agreed).toMatchObject({
      status: 'agreed_with_reservations',
      awaitsConfirmation: ['DK', 'IS', 'NO', 'SE'],
    })
    const decisionId = agreed.round?.decisions.at(-1)?.id ?? ''
    const act = {
      kind: 'confirm_terms',
      roundId: agreed.round?.id ?? '',
      of: { kind: 'reservation', decisionId },
    } as const
    for (const other of others) await other.call('doAct', { params, body: { act } })
    await actSigned(se, positionId, act)
    const secretary = await server.signIn('secretariat')
    const { revision } = await position()
    const released = await secretary.call('issueRelease', { params, body: { revision } })
    const releaseId = released.releaseInForce ?? ''
    const text = await fi.client.call('getRelease', { params: { releaseId } })
    expect(text.supporters).toEqual(['DK', 'FI', 'IS', 'NO', 'SE'])
    expect(text.reservations).toMatchObject([{ country: 'FI', type: 'scrutiny', text: scrutiny.text }])
    const address = server.url + filePath('getReleaseEvidence', { releaseId })
    const packed = await fetch(address, { headers: { cookie: fi.client.cookie } })
    files = await unpackTo(folder, await packed.blob())
    await server.stop()
  })

  it('[X139] an evidence package says it, and tells where it was edited', async () => {
    const textOf = (path: string) => new TextDecoder().decode(files.get(path))
    const remade = async (changes: Readonly<Record<string, string>>) => {
      const changed = new Map(files)
      for (const [path, text] of Object.entries(changes)) changed.set(path, new TextEncoder().encode(text))
      changed.delete(evidencePaths.manifest)
      const manifest = await manifestText([...changed].map(([path, content]) => ({ path, content })))
      changed.set(evidencePaths.manifest, new TextEncoder().encode(manifest))
      return (await verifyPackage(changed)).faults
    }
    const whole = await verifyPackage(files)
    expect(whole.faults).toEqual([])
    // [X146]
    expect(whole.decisions.flatMap(({ reservation }) => reservation ?? [])).toContainEqual({
      type: 'scrutiny',
      effect: 'confirmed',
    })
    expect(whole.text).toContain('ten pages')
    expect(textOf(evidencePaths.readme)).toContain(
      'scrutiny: each other country behind the text had to confirm it',
    )
    const round = JSON.parse(textOf(evidencePaths.round)) as object
    const asUsual = JSON.stringify({ ...round, reservationEffects: usualReservationEffects })
    expect(await remade({ [evidencePaths.round]: asUsual })).toContainEqual({
      path: evidencePaths.round,
      kind: 'round_differs',
    })
    const { reservationEffects: _gone, ...before } = round as { readonly reservationEffects: object }
    expect(await remade({ [evidencePaths.round]: JSON.stringify(before) })).toContainEqual({
      path: evidencePaths.round,
      kind: 'round_differs',
    })
    // With the event edited, too, and its hash made anew, what was signed still says it.
    const events = (JSON.parse(textOf(evidencePaths.events)) as readonly ChainedEvent[]).map((each) => {
      if (each.event.type !== 'round.opened') return each
      const event = { ...each.event, reservationEffects: usualReservationEffects }
      const digest = textHash((each.salt ?? '') + canonicalText(event))
      const edited = { ...each, event, digest }
      return { ...edited, hash: textHash(canonicalText(hashedFields(edited))) }
    })
    const faults = await remade({
      [evidencePaths.round]: asUsual,
      [evidencePaths.events]: JSON.stringify(events),
    })
    expect(faults).toContainEqual({ path: expect.stringMatching(/-FI\/$/), kind: 'statement_differs' })
  })

  it('[A716] samsyn verify finds a round in which they do something else, and an answer that was signed otherwise', async () => {
    expect((await reportOf(join(folder, 'samsyn.sqlite'))).faults).toEqual([])
    for (const value of [`'${JSON.stringify(usualReservationEffects)}'`, 'null']) {
      const faults = await attacked((database) =>
        database.exec(
          `update rounds set reservation_effects = ${value} where position_id = '${positionId}' and outcome like 'unanimous%'`,
        ),
      )
      expect(faults, value).toContain('round_untold')
      expect(faults, value).toContain('statement_differs')
    }
  })
})
