import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

it('[A328] [A464] a country withdraws its support of a final text, which is suspended for everybody', async () => {
  const secretariat = await server.signIn('secretariat')
  const { positions } = await secretariat.call('getDesk')
  const released = positions.find(({ status, releaseInForce }) => status === 'released' && releaseInForce)
  const releaseId = released?.releaseInForce ?? ''
  const params = { positionId: released?.id ?? '' }
  const country = released?.parties.find((party) => party !== released.penholder) ?? 'FI'
  const lead = await server.signIn(`lead-${country.toLowerCase()}`)
  const withdraw = (client = lead, more: object = {}) =>
    client.ask('POST', `/api/positions/${params.positionId}/acts`, {
      body: { act: { kind: 'withdraw_support', releaseId, reason: 'The mandate has changed.', ...more } },
    })
  expect((await withdraw(secretariat)).code).toBe('forbidden')
  expect((await withdraw(lead, { reason: ' ' })).code).toBe('reason_required')
  expect((await withdraw(lead, { releaseId: 'none' })).code).toBe('state_conflict')
  expect((await lead.call('getPosition', { params })).abilities.withdrawSupport).toBe(true)
  expect((await withdraw()).status).toBe(200)
  expect((await withdraw()).code).toBe('state_conflict')
  const delegate = await server.signIn(`delegate-${country.toLowerCase()}`)
  expect(await delegate.call('getRelease', { params: { releaseId } })).toMatchObject({
    withdrawals: [{ country, reason: null, isSigned: false }],
  })
  expect(await lead.call('getRelease', { params: { releaseId } })).toMatchObject({
    withdrawals: [{ country, reason: 'The mandate has changed.' }],
  })
  const heard = await delegate.call('listPositionEvents', { params })
  expect(heard.map(({ type }) => type)).toContain('support.withdrawn')
  const file = await delegate.ask('GET', `/api/releases/${releaseId}/files/txt`)
  expect(String(file.body)).toContain(country)
  const pages = await delegate.ask('GET', `/api/releases/${releaseId}/files/pdf`)
  expect(pages.status).toBe(200)
  expect((await lead.call('getPosition', { params })).releases[0]).toMatchObject({ withdrawn: [country] })
  // Lists and desks do not call it released without a word, and ask nobody to read it.
  const desk = await delegate.call('getDesk')
  expect(desk.positions.find(({ id }) => id === params.positionId)?.suspendedBy).toEqual([country])
  const waits = (client: Client) =>
    client
      .call('getDesk')
      .then(({ waiting }) => waiting.filter(({ position }) => position.id === params.positionId))
  const kinds = async (client: Client) => (await waits(client)).map(({ kind }) => kind)
  expect(await kinds(delegate)).toEqual(['suspended'])
  expect(await kinds(secretariat)).toEqual(['reissue'])
})

it('[A619] [D402] the rest issue it again without being asked for the country that withdrew, which may be asked again', async () => {
  const secretariat = await server.signIn('secretariat')
  const { positions } = await secretariat.call('getDesk')
  const suspended = positions.find(({ suspendedBy }) => suspendedBy.length > 0)
  const [withdrawn] = suspended?.suspendedBy ?? []
  const params = { positionId: suspended?.id ?? '' }
  const others = (suspended?.parties ?? []).filter((country) => country !== withdrawn)
  const leadOf = (country: string) => server.signIn(`lead-${country.toLowerCase()}`)
  const read = () => secretariat.call('getPosition', { params })
  const open = async (rejoining?: readonly string[]) => {
    await secretariat.call('reopenDraft', {
      params,
      body: { revision: (await read()).revision, reason: 'Issued again by the rest.' },
    })
    const frozen = await secretariat.call('freezeVersion', {
      params,
      body: { revision: (await read()).revision, note: '' },
    })
    const [version] = frozen.versions
    return secretariat.ask('POST', `/api/positions/${params.positionId}/rounds`, {
      body: {
        revision: frozen.revision,
        versionNumber: version?.number,
        contentHash: version?.contentHash,
        deadline: new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString(),
        notice: 'The text is issued again.',
        openPointsReason: 'The points are known.',
        ...(rejoining ? { rejoining } : {}),
      },
    })
  }
  const answer = async (country: string, kind: 'agree' | 'not_participating' = 'agree') => {
    const { round } = await read()
    const { number: versionNumber, contentHash } = round?.version ?? {}
    return (await leadOf(country)).ask('POST', `/api/positions/${params.positionId}/decisions`, {
      body: { roundId: round?.id, versionNumber, contentHash, value: { kind } },
    })
  }
  expect((await open(others.slice(0, 1))).code).toBe('parties_invalid')
  // Asked again it is one of them.
  expect((await open([withdrawn ?? ''])).status).toBe(200)
  expect((await read()).round?.parties).toEqual(suspended?.parties)
  expect((await open()).status).toBe(200)
  expect((await read()).round?.parties).toEqual(others)
  const lead = await leadOf(withdrawn ?? '')
  expect((await lead.call('getPosition', { params })).abilities).toMatchObject({
    decide: false,
    askExtension: false,
    confirmTerms: false,
  })
  const waiting = (await lead.call('getDesk')).waiting.filter(
    ({ position }) => position.id === params.positionId,
  )
  expect(waiting.map(({ kind }) => kind)).not.toContain('decide')
  expect((await answer(withdrawn ?? '')).code).toBe('not_a_party')
  for (const country of others) expect((await answer(country)).status).toBe(200)
  const { revision } = await read()
  const { releaseInForce, suspendedBy } = await secretariat.call('issueRelease', {
    params,
    body: { revision },
  })
  expect(suspendedBy).toEqual([])
  const text = await lead.call('getRelease', { params: { releaseId: releaseInForce ?? '' } })
  expect(text.supporters).toEqual(others)
  expect(text.partyFormula).not.toContain('the Nordic countries')
})

it('[A620] [D403] the notice of a round and why it was opened are in its event', async () => {
  const secretariat = await server.signIn('secretariat')
  const { positions } = await secretariat.call('getDesk')
  const entries = await Promise.all(
    positions.map(({ id }) => secretariat.call('listPositionEvents', { params: { positionId: id } })),
  )
  expect(entries.flat().map(({ data }) => data)).toContainEqual(
    expect.objectContaining({ notice: 'The text is issued again.', openPointsReason: null }),
  )
})
