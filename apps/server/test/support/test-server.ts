import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RouteBody, RouteName, RouteResponse } from '@samsyn/protocol'
import { routes } from '@samsyn/protocol'
import { type Logger, pino } from 'pino'
import { type Clock, systemClock } from '../../src/clock.ts'
import { parseConfig } from '../../src/config.ts'
import { startServer } from '../../src/start-server.ts'

/** A person's way to the API: their cookie with every request. */
export interface Client {
  readonly cookie: string
  readonly url: string
  call<Name extends RouteName>(
    name: Name,
    options?: {
      params?: Record<string, string | number>
      query?: Record<string, string | number>
      body?: RouteBody<Name>
    },
  ): Promise<RouteResponse<Name>>
  /** The same without expectations: status and body as they came. */
  ask(
    method: string,
    path: string,
    options?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<{ status: number; body: unknown; code: string | null; headers: Headers }>
}

export interface TestServer {
  /** Where it listens. */
  readonly url: string
  readonly storage: Awaited<ReturnType<typeof startServer>>['storage']
  /** The way in for the first administrator, as it is printed to the operator. */
  readonly setUpLink: string | null
  /** Where browsers can use passkeys. */
  readonly origin: string
  signIn(personId: string): Promise<Client>
  anonymous(): Client
  stop(): Promise<void>
}

/** Starts a whole server in this process on a free port over a temporary folder. */
export async function startTestServer(
  env: Record<string, string> = {},
  { clock = systemClock, logger }: { clock?: Clock; logger?: Logger } = {},
): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'samsyn-test-'))
  const config = parseConfig({ PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent', ...env })
  const server = await startServer(config, { logger: logger ?? pino({ level: config.logLevel }), clock })
  return {
    url: server.address,
    storage: server.storage,
    setUpLink: server.setUpLink,
    origin: server.address.replace('127.0.0.1', 'localhost'),
    signIn: (personId) => signIn(server.address, personId),
    anonymous: () => createClient(server.address, ''),
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Signs in to a sample workspace as one of its people. */
export async function signIn(url: string, personId: string): Promise<Client> {
  const response = await fetch(`${url}/api/sample/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ personId }),
  })
  if (response.status !== 201) throw new Error(`Could not sign in as ${personId}: ${response.status}`)
  const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';')
  return createClient(url, cookie)
}

/** A client with the cookie that an answer has set. */
export function clientWith(url: string, headers: Headers): Client {
  const [cookie = ''] = (headers.get('set-cookie') ?? '').split(';')
  return createClient(url, cookie)
}

/** An answer that was not the one asked for. */
export class UnexpectedAnswer extends Error {
  readonly status: number
  readonly code: string | null

  constructor(what: string, status: number, code: string | null) {
    super(`${what}: ${status} ${code}`)
    this.status = status
    this.code = code
  }
}

function createClient(url: string, cookie: string): Client {
  const ask: Client['ask'] = async (method, path, { body, headers = {} } = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const parsed = text.startsWith('{') || text.startsWith('[') ? (JSON.parse(text) as unknown) : text
    return { status: response.status, body: parsed, code: codeOf(parsed), headers: response.headers }
  }
  return {
    cookie,
    url,
    ask,
    async call(name, { params = {}, query = {}, body } = {}) {
      const route = routes[name]
      const path = route.path.replace(/:(\w+)/g, (_whole, key: string) =>
        encodeURIComponent(String(params[key])),
      )
      const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]))
      const answer = await ask(route.method, `/api${path}${search.size > 0 ? `?${search}` : ''}`, { body })
      if (answer.status !== route.status) throw new UnexpectedAnswer(name, answer.status, answer.code)
      return answer.body as never
    },
  }
}

function codeOf(body: unknown): string | null {
  return (body as { error?: { code?: string } } | null)?.error?.code ?? null
}
