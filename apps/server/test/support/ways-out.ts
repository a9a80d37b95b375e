import { schemaVersion } from '@samsyn/editor'
import { fileFormats, fileRoutes, routes } from '@samsyn/protocol'
import { askedRoutes, type Place } from './asked-routes.ts'
import type { ManualClock } from './manual-clock.ts'
import { placesIn } from './planted-words.ts'
import type { Client } from './test-server.ts'

/** What a request can name, of one position, a meeting or nothing of it; every list in each combination. */
export interface Named extends Place {
  readonly [name: string]: string | number | readonly (string | number)[]
}

interface Request {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly body?: unknown
}

/** What would end the session that asks, or what it is to be told by. */
const endings: ReadonlySet<string> = new Set(['endSession', 'endAllSessions', 'removeMailAddress'])

/** Every route of the API, with everything that it can name; to write as well, with bodies that change nothing where it is to be refused. */
export function everyRequest(
  places: readonly Named[],
  { words, isReading }: { readonly words: readonly string[]; readonly isReading: boolean },
): readonly Request[] {
  const requests = new Map<string, Request>()
  for (const place of places) {
    for (const [name, route] of Object.entries({ ...routes, ...fileRoutes })) {
      const method = 'method' in route ? route.method : 'GET'
      if (endings.has(name) || (isReading && method !== 'GET')) continue
      const asked = name in askedRoutes ? askedRoutes[name as keyof typeof askedRoutes] : null
      const body = method === 'GET' ? undefined : (asked?.body?.(place) ?? {})
      for (const path of filled(route.path, place))
        for (const query of queriesOf(name, words)) {
          const request = { name, method, path: `/api${path}${query}`, body }
          requests.set(`${method} ${request.path}`, request)
        }
    }
  }
  return [...requests.values()]
}

function filled(path: string, place: Named): readonly string[] {
  const [key] = /(?<=:)\w+/.exec(path) ?? []
  if (key === undefined) return [path]
  const values = [place[key] ?? (key === 'format' ? fileFormats : 'none')].flat()
  return values.flatMap((value) => filled(path.replace(`:${key}`, encodeURIComponent(value)), place))
}

function queriesOf(name: string, words: readonly string[]): readonly string[] {
  const from = '2026-01-01T00:00:00.000Z'
  switch (name) {
    case 'getDraftAccess':
      return [`?schema=${schemaVersion}`]
    case 'getDraftText':
    case 'getPagesText':
      return ['', `?at=${new Date().toISOString()}`]
    case 'getDraftContributions':
      return [`?from=${from}`]
    case 'searchTexts':
      return ['', '?words=sample', ...['version', 'draft'].map((state) => `?state=${state}`)].concat(
        words.map((word) => `?words=${word}`),
      )
    case 'getRelease':
    case 'getFolder':
      return ['', '?language=fi']
    default:
      return ['']
  }
}

/** The pages at the addresses of the app, which come with their text to whoever may read it. */
export function everyPage(places: readonly Named[]): readonly Request[] {
  const paths = places.flatMap((place) =>
    [
      '/',
      '/read',
      '/search',
      '/read/:releaseId',
      '/read/:releaseId?language=fi',
      '/meetings/:meetingId',
      '/meetings/:meetingId/folder',
      '/meetings/:meetingId/folder/:positionId',
      '/meetings/:meetingId/report',
      '/dossiers/:dossierId',
      '/positions/:positionId',
      '/positions/:positionId/versions/:number',
      '/positions/:positionId/pages/:country',
      '/positions/:positionId/draft.docx',
      '/sync/:positionId',
    ].flatMap((path) => filled(path, place)),
  )
  return [...new Set(paths)].map((path) => ({ name: 'page', method: 'GET', path }))
}

/** Asks all of it; by the places of planted words, which requests answered with them, and which routes answered with anything at all. */
export async function answersTo(client: Client, requests: readonly Request[], clock: ManualClock) {
  const found = new Map<string, Set<string>>()
  const answered = new Set<string>()
  const broken: string[] = []
  const texts = new Map<string, string>()
  for (const { name, method, path, body } of requests) {
    // Nobody searches all the time.
    if (name === 'searchTexts') clock.advance(3000)
    const response = await fetch(client.url + path, {
      method,
      headers: {
        cookie: client.cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    if (response.ok) answered.add(name)
    if (response.status >= 500) broken.push(`${method} ${path}: ${response.status}`)
    if (method === 'GET' && response.headers.get('content-type')?.includes('json'))
      texts.set(path, Buffer.from(bytes).toString())
    // What the person has asked with comes back to them in no answer either.
    for (const place of await placesIn(headersOf(response)).then(async (inHeaders) => [
      ...inHeaders,
      ...(await placesIn(bytes)),
    ]))
      found.set(place, (found.get(place) ?? new Set()).add(`${name} ${path}`))
  }
  return { found, answered, broken, texts }
}

function headersOf({ headers }: Response): string {
  return [...headers].map(([name, value]) => `${name}: ${decodeURIComponent(value)}`).join('\n')
}
