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
