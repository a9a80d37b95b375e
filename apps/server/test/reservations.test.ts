import type { RouteResponse } from '@samsyn/protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

const substantive = {
  kind: 'agree_with_reservation',
  type: 'substantive',
  text: 'We cannot associate ourselves with a yearly rhythm.',
  passage: 'a yearly overview',
} as const
const agree = { kind: 'agree' } as const
const stayOut = { kind: 'not_participating' } as const
/** The sample that is in sign-off by all five. */
const params = { positionId: 'yearly-overview' }
const countries = ['dk', 'fi', 'is', 'no', 'se'] as const
type Country = (typeof countries)[number]

describe('reservations', () => {
  let server: TestServer
  let leads: ReadonlyMap<Country, Client>
  let roundId = ''

  beforeAll(async () => {
    server = await startTestServer()
    leads = new Map(
      await Promise.all(
        countries.map(async (country) => [country, await server.signIn(`lead-${country}`)] as const),
      ),
    )
  })
  afterAll(() => server.stop())

  const lead = (country: Country): Client => {
    const client = leads.get(country)
    if (!client) throw new Error(`There is no lead of ${country}`)
    return client
  }
  const position = () => lead('se').call('getPosition', { params })
  /** A round of its own for each test, on the same version. */
  beforeEach(async () => {
    const { revision } = await position()
    await lead('se').call('reopenDraft', { params, body: { revision, reason: 'Another round.' } })
    const reopened = await position()
    const frozen = await lead('se').call('freezeVersion', {
      params,
      body: { revision: reopened.revision, note: '' },
    })
    const [version] = frozen.versions
    const opened = await lead('se').call('openRound', {
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
    roundId = opened.round?.id ?? ''
  })

  const answer = async (country: Country, value: object, more: object = {}) => {
    const { round } = await position()
    const { number: versionNumber, contentHash } = round?.version ?? { number: 0, contentHash: '' }
    const body = { roundId, versionNumber, contentHash, value, ...more }
    return lead(country).ask('POST', '/api/positions/yearly-overview/decisions', { body })
  }
  const confirm = (country: Country, of: object, round = roundId) =>
    lead(country).ask('POST', '/api/positions/yearly-overview/acts', {
      body: { act: { kind: 'confirm_terms', roundId: round, of } },
    })
  const release = async () => {
    const { revision } = await position()
    return lead('se').ask('POST', '/api/positions/yearly-overview/releases', { body: { revision } })
  }

  it('[A320] [A780] a reservation is about words that stand in the version once, or about the whole text', async () => {
    expect((await answer('dk', { ...substantive, passage: 'a monthly overview' })).code).toBe(
      'words_not_there',
    )
    expect((await answer('dk', { ...substantive, passage: 'the' })).code).toBe('words_not_once')
    expect((await answer('dk', { ...substantive, type: 'general' })).code).toBe('invalid_request')
    expect((await answer('dk', { ...substantive, text: '' })).code).toBe('reason_required')
    expect((await answer('dk', { ...substantive, text: 'RESTREINT UE/EU RESTRICTED' })).code).toBe(
      'classified_words',
    )
    expect((await answer('dk', { kind: 'tacit' })).code).toBe('invalid_request')
    expect((await answer('dk', substantive)).status).toBe(200)
  })

  it('[A321] what came after an answer is confirmed by each supporter; the release and its files print it', async () => {
    for (const country of ['fi', 'is', 'se'] as const) await answer(country, agree)
    await answer('dk', substantive)
    await answer('no', stayOut)
    const agreed = await position()
    expect(agreed).toMatchObject({
      status: 'agreed_with_reservations',
      awaitsConfirmation: ['DK', 'FI', 'IS', 'SE'],
      abilities: { release: false, confirmTerms: true },
    })
    expect((await release()).code).toBe('terms_unconfirmed')
    const waiting = async () => (await lead('fi').call('getDesk')).waiting.map(({ kind }) => kind)
    expect(await waiting()).toContain('confirm')
    const decisionId = agreed.round?.decisions.find(({ country }) => country === 'DK')?.id ?? ''
    const reservation = { kind: 'reservation', decisionId }
    const partyFormula = 'This text is put forward by Denmark, Finland, Iceland and Sweden.'
    const formula = { kind: 'formula', partyFormula }
    expect((await confirm('fi', { ...formula, partyFormula: 'By all.' })).code).toBe('formula_changed')
    expect((await confirm('no', formula)).code).toBe('state_conflict')
    expect((await confirm('fi', formula, 'another-round')).code).toBe('version_stale')
    const body = { act: { kind: 'confirm_terms', roundId, of: formula } }
    for (const [personId, code] of [
      ['drafter-fi', 'forbidden'],
      ['secretariat', 'forbidden'],
    ] as const) {
      const other = await server.signIn(personId)
      const told = await other.ask('POST', '/api/positions/yearly-overview/acts', { body })
      expect(told.code).toBe(code)
    }
    for (const country of ['dk', 'fi', 'is', 'se'] as const) {
      expect((await confirm(country, formula)).status).toBe(200)
      expect((await confirm(country, reservation)).code).toBe(country === 'dk' ? 'state_conflict' : null)
    }
    expect(await waiting()).not.toContain('confirm')
    const released = (await release()).body as RouteResponse<'issueRelease'>
    const releaseId = released.releaseInForce ?? ''
    const text = await lead('no').call('getRelease', { params: { releaseId } })
    expect(text).toMatchObject({
      partyFormula,
      supporters: ['DK', 'FI', 'IS', 'SE'],
      reservations: [
        { country: 'DK', type: 'substantive', text: substantive.text, passage: substantive.passage },
      ],
    })
    expect(JSON.stringify(text)).not.toContain('lead-')
    const file = await lead('no').ask('GET', `/api/releases/${releaseId}/files/md`)
    expect(String(file.body)).toContain(`${substantive.passage}[^1], as long as`)
    expect(String(file.body)).toContain(`[^1]: DK: substantive reservation: ${substantive.text}\n`)
    expect(String(file.body)).toContain('\n\nDK: substantive reservation (footnote 1).\n')
  })

  it('[A322] an answer is for the formula that was shown with it', async () => {
    const shownFormula =
      'This text is put forward by the Nordic countries: Denmark, Finland, Iceland, Norway and Sweden.'
    expect((await answer('fi', agree, { shownFormula })).status).toBe(200)
    await answer('no', {
      kind: 'agree_with_reservation',
      type: 'general',
      text: 'The government has not met.',
      passage: null,
    })
    expect((await answer('se', agree, { shownFormula })).code).toBe('formula_changed')
    const changed =
      'This text is put forward by Denmark, Finland, Iceland and Sweden, subject to a general reservation by Norway.'
    expect((await answer('se', agree, { shownFormula: changed })).status).toBe(200)
  })

  it('[A323] with fewer than two countries behind it nothing is agreed', async () => {
    for (const country of ['dk', 'fi', 'is', 'no'] as const) await answer(country, stayOut)
    await answer('se', agree)
    expect(await position()).toMatchObject({ status: 'not_agreed', round: { outcome: 'unsupported' } })
    expect((await confirm('se', { kind: 'formula', partyFormula: '' })).code).toBe('round_not_open')
    expect((await release()).code).toBe('not_agreed_by_all')
  })
})
