import { fileRoutes, routes } from '@samsyn/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Asker, letAskersIn } from './support/askers.ts'
import { type OtherRoute, otherRoutes } from './support/other-routes.ts'
import { type Client, startTestServer, type TestServer } from './support/test-server.ts'

describe('who may ask what is about no position', () => {
  let server: TestServer
  let askers: readonly Asker[]
  beforeAll(async () => {
    server = await startTestServer()
    askers = await letAskersIn(server)
  }, 120_000)
  afterAll(() => server.stop())

  it.each(Object.entries(otherRoutes))(
    '[A662] %s answers every role as the table says',
    async (name, asked) => {
      const wrong: string[] = []
      for (const asker of askers) {
        // A session of their own: some of these routes end it.
        const client = await server.signIn(asker.personId)
        const code = await ask(client, name, asked)
        const isYes = mayAsk(asker, asked)
        const isRight = isYes ? !refusals.has(code) : code === 'forbidden'
        if (!isRight) wrong.push(`${asker.name}: ${isYes ? 'may' : 'may not'}, but ${code}`)
      }
      expect(wrong).toEqual([])
      expect(await ask(server.anonymous(), name, asked)).toBe('unauthenticated')
    },
  )

  it('[A662] a deputyship is ended by the lead who named it alone', async () => {
    for (const { personId, name } of askers) {
      const client = await server.signIn(personId)
      const { code } = await client.ask('DELETE', '/api/account/deputies/asks-deputy-pen')
      expect([name, code]).toEqual([name, 'not_found'])
    }
    const lead = await server.signIn('lead-fi')
    expect((await lead.ask('DELETE', '/api/account/deputies/asks-deputy-pen')).status).toBe(200)
  })
})

const refusals: ReadonlySet<string | null> = new Set([
  'unauthenticated',
  'invalid_request',
  'forbidden',
  'internal',
])
const deputies = 9

function mayAsk({ column, letter, isDeputy }: Asker, { may }: OtherRoute): boolean {
  return may.split(' ')[isDeputy ? deputies : column]?.includes(letter) === true
}

/** The code of the answer; null where it is no refusal. */
async function ask(
  client: Client,
  name: string,
  { params = {}, query = '', body }: OtherRoute,
): Promise<string | null> {
  const route = { ...routes, ...fileRoutes }[name as keyof typeof otherRoutes]
  const path = route.path.replace(/:(\w+)/g, (_whole, key: string) => params[key] ?? 'none')
  const method = 'method' in route ? route.method : 'GET'
  return (await client.ask(method, `/api${path}${query}`, body === undefined ? {} : { body })).code
}
