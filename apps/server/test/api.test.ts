import { schemaVersion } from '@samsyn/editor'
import { httpStatus, type RouteBody, routes } from '@samsyn/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

describe('API', () => {
  let server: TestServer
  let drafterDk: Client
  let leadFi: Client
  let delegateSe: Client

  beforeAll(async () => {
    server = await startTestServer()
    drafterDk = await server.signIn('drafter-dk')
    leadFi = await server.signIn('lead-fi')
    delegateSe = await server.signIn('delegate-se')
  })
  afterAll(() => server.stop())

  const newPosition = (client: Client) => client.call('createPosition', { body: bodyFor(agendaItem) })
  let agendaItem: { id: string; dossierId: string }
  beforeAll(async () => {
    const [meeting] = (await drafterDk.call('getDesk')).meetings
    const detail = await drafterDk.call('getMeeting', { params: { meetingId: meeting?.id ?? '' } })
    const item = detail.agenda.find(({ dossier }) => dossier !== null)
    agendaItem = { id: item?.id ?? '', dossierId: item?.dossier?.id ?? '' }
  })

  it.each(Object.entries(routes).filter(([, route]) => !route.isPublic))(
    '[A4] %s asks who is there',
    async (_name, route) => {
      const path = `/api${route.path.replace(/:\w+/g, '1')}`
      const answer = await server.anonymous().ask(route.method, path, { body: route.body ? {} : undefined })
      expect([answer.status, answer.code]).toEqual([401, 'unauthenticated'])
    },
  )

  it('[A5] refuses a change that another site sends with the cookie', async () => {
    for (const headers of [
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      const answer = await leadFi.ask('DELETE', '/api/session', {
        headers: headers as Record<string, string>,
      })
      expect([answer.status, answer.code]).toEqual([403, 'origin_refused'])
    }
    expect((await leadFi.call('getSession')).person.id).toBe('lead-fi')
    const own = await leadFi.ask('PATCH', '/api/session', {
      body: { language: 'fi' },
      headers: { origin: server.url },
    })
    expect(own.status).toBe(200)
  })

  it.each([
    ['a missing field', {}, 'personId'],
    ['a wrong type', { personId: 7 }, 'personId'],
    ['an unknown field', { personId: 'lead-fi', admin: true }, 'admin'],
    ['no object', [], 'body'],
    ['no JSON', '{"personId":', 'body'],
    ['half a surrogate pair', '{"personId":"lead-\\ud800"}', 'personId'],
  ])('[A6] %s is named', async (_what, body, field) => {
    const answer = await server.anonymous().ask('POST', '/api/sample/session', { body })
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid_request', field } } })
  })

  it('[A200] no route takes words with a marking of classified information, whatever they are for', async () => {
    const client = await server.signIn('lead-dk')
    const body = { title: 'T', inside: [{ words: 'as agreed\nRESTREINT UE/EU RESTRICTED' }] }
    const writing = Object.values(routes).filter(({ method }) => method !== 'GET')
    expect(writing.filter((route) => route.body !== null).length).toBeGreaterThan(20)
    for (const { method, path } of writing) {
      const refused = await client.ask(method, `/api${path.replace(/:\w+/g, 'x')}`, { body })
      expect([method, path, refused.status, refused.body]).toEqual([
        method,
        path,
        400,
        { error: { code: 'classified_words', field: 'inside.0.words' } },
      ])
    }
    const signedOut = await server.anonymous().ask('POST', '/api/positions', { body })
    expect(signedOut.code).toBe('unauthenticated')
    const named = 'The rules on RESTREINT UE/EU RESTRICTED apply.'
    const title = await client.ask('POST', '/api/positions', { body: { title: named } })
    expect(title.code).toBe('invalid_request')
  })

  it('[A6] a body over 64 kB is too large', async () => {
    const answer = await drafterDk.ask('POST', '/api/positions', { body: { title: 'x'.repeat(70_000) } })
    expect([answer.status, answer.code]).toEqual([413, 'too_large'])
  })

  it('[A7] an unknown position and one that is not for this person give the same answer', async () => {
    const { id } = await newPosition(drafterDk)
    const drafterNo = await server.signIn('drafter-no')
    const unknown = await drafterNo.ask('GET', '/api/positions/there-is-no-such-thing')
    const hidden = await drafterNo.ask('GET', `/api/positions/${id}`)
    expect(unknown.status).toBe(404)
    expect([hidden.status, hidden.body]).toEqual([unknown.status, unknown.body])
    for (const path of ['versions/1', 'events', 'rounds', `draft-access?schema=${schemaVersion}`]) {
      expect((await drafterNo.ask('GET', `/api/positions/${id}/${path}`)).status).toBe(404)
    }
    expect((await drafterNo.ask('GET', '/api/positions/%E0%A4%A')).status).toBe(400)
    expect((await drafterNo.ask('GET', '/api/nothing-here')).code).toBe('not_found')
  })

  it('[A8] a delegate knows of a shared position but neither opens its draft nor its versions', async () => {
    const path = '/api/positions/reporting-template'
    expect((await delegateSe.ask('GET', path)).status).toBe(200)
    expect((await delegateSe.ask('GET', `${path}/draft-access?schema=${schemaVersion}`)).code).toBe(
      'forbidden',
    )
    expect((await delegateSe.ask('GET', `${path}/versions/1`)).code).toBe('forbidden')
    expect((await delegateSe.ask('GET', `${path}/rounds`)).code).toBe('forbidden')
  })

  it('[A9] of two changes on one revision exactly one is done', async () => {
    const created = await newPosition(drafterDk)
    const path = `/api/positions/${created.id}`
    const rename = (title: string) =>
      drafterDk.ask('PATCH', path, { body: { revision: created.revision, title } })
    const answers = await Promise.all([rename('One'), rename('Other'), rename('Third')])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const refused = answers.filter(({ status }) => status === 409)
    expect(refused.map(({ code }) => code)).toEqual(['revision_conflict', 'revision_conflict'])
    const events = await drafterDk.call('listPositionEvents', { params: { positionId: created.id } })
    expect(events.map(({ type }) => type)).toEqual(['position.renamed', 'position.created'])
  })

  it('[A8] only the penholder begins a position, and it needs two parties', async () => {
    const asFinland = await leadFi.ask('POST', '/api/positions', {
      body: { ...bodyFor(agendaItem), penholder: 'DK' },
    })
    expect([asFinland.status, asFinland.code]).toEqual([403, 'forbidden'])
    const without = await drafterDk.ask('POST', '/api/positions', {
      body: { ...bodyFor(agendaItem), parties: ['FI', 'SE'], penholder: 'DK' },
    })
    expect([without.status, without.code]).toEqual([400, 'parties_invalid'])
    const nowhere = await drafterDk.ask('POST', '/api/positions', {
      body: { ...bodyFor(agendaItem), agendaItemId: 'no' },
    })
    expect([nowhere.status, nowhere.code]).toEqual([404, 'not_found'])
  })

  it('[A11] the cookie is out of reach of scripts and other sites', async () => {
    const answer = await server
      .anonymous()
      .ask('POST', '/api/sample/session', { body: { personId: 'lead-is' } })
    const cookie = answer.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    expect(cookie).not.toMatch(/Secure/i)
    expect((await server.anonymous().ask('GET', '/api/session')).status).toBe(401)
  })

  it('[A11] signing out ends the session', async () => {
    const client = await server.signIn('lead-no')
    await client.call('endSession')
    expect((await client.ask('GET', '/api/session')).code).toBe('unauthenticated')
  })

  it('[A12] the OpenAPI document names every route and refusal', async () => {
    const { body } = await server.anonymous().ask('GET', '/api/openapi.json')
    const { paths } = body as {
      paths: Record<string, Record<string, { operationId: string; responses: object }>>
    }
    for (const [name, route] of Object.entries(routes)) {
      const path = `/api${route.path.replace(/:(\w+)/g, '{$1}')}`
      const operation = paths[path]?.[route.method.toLowerCase()]
      expect(operation?.operationId).toBe(name)
      for (const code of route.refusals) expect(operation?.responses).toHaveProperty(String(httpStatus[code]))
    }
  })

  it('[A13] is healthy while the database can be written', async () => {
    expect(await server.anonymous().call('getHealth')).toEqual({
      status: 'ok',
      ownPages: 'ok',
      deadlines: 'ok',
    })
  })

  it('[A14] answers carry security headers and are never cached', async () => {
    const { headers } = await leadFi.ask('GET', '/api/desk')
    expect(headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-powered-by')).toBeNull()
  })

  it('[A22] the event chain of the sample workspace holds', async () => {
    expect(await server.storage.tables.events.verifyChain()).toMatchObject({ ok: true })
  })

  it('the desk shows a lead what waits for them', async () => {
    const { waiting } = await leadFi.call('getDesk')
    expect(waiting.length).toBeGreaterThan(0)
    expect(waiting.every(({ position }) => position.parties.includes('FI'))).toBe(true)
  })
})

describe('a workspace that is no sample', () => {
  it('[A10] has neither a list of people nor a way to pick one', async () => {
    const server = await startTestServer({ SAMPLE_WORKSPACE: 'off' })
    const list = await server.anonymous().ask('GET', '/api/sample/people')
    const pick = await server
      .anonymous()
      .ask('POST', '/api/sample/session', { body: { personId: 'lead-fi' } })
    expect([list.status, list.code, pick.status, pick.code]).toEqual([
      403,
      'not_a_sample_workspace',
      403,
      'not_a_sample_workspace',
    ])
    expect((await server.anonymous().call('getWorkspace')).isSample).toBe(false)
    await server.stop()
  })

  it('[A11] sends its cookies over https only', async () => {
    const server = await startTestServer({ PUBLIC_URL: 'https://samsyn.example.org' })
    const response = await fetch(server.url)
    expect(response.headers.get('strict-transport-security')).toBeTruthy()
    const signIn = await fetch(`${server.url}/api/sample/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ personId: 'lead-is' }),
    })
    expect(signIn.headers.get('set-cookie')).toMatch(/Secure/)
    await server.stop()
  })
})

function bodyFor({ id, dossierId }: { id: string; dossierId: string }) {
  return {
    title: 'Sample: comments on a form',
    agendaItemId: id,
    dossierId,
    instrument: 'joint_position',
    parties: ['DK', 'FI', 'SE'],
    penholder: 'DK',
    draftingLanguage: 'en',
    marking: 'parties',
  } as RouteBody<'createPosition'>
}
