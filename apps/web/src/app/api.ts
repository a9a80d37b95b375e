import { classifiedField } from '@samsyn/domain'
import type {
  ErrorCode,
  Route,
  RouteBody,
  RouteName,
  RouteParams,
  RouteQuery,
  RouteResponse,
} from '@samsyn/protocol'
import { whenIdleAfter } from './idle.ts'
import { loadLate } from './late.ts'
import { earlyAnswer, restOfPage } from './opening.ts'
import { wipeDevice } from './wipe-others.ts'

/** A refusal of the server by its code, or `network` when no answer came at all. */
export type ApiErrorCode = ErrorCode | 'network'

/** What `api` throws: every failure has a code that the catalogue `errors` has a sentence for. */
export class ApiError extends Error {
  readonly code: ApiErrorCode
  /** Dotted path into the request, when one field of it is to blame. */
  readonly field: string | null

  constructor(code: ApiErrorCode, field: string | null = null) {
    super(code)
    this.name = 'ApiError'
    this.code = code
    this.field = field
  }
}

/** In brackets, so that a body of several shapes stays one type. */
type Part<Key extends string, Value> = [Value] extends [undefined]
  ? { readonly [K in Key]?: undefined }
  : [Record<never, never>] extends [Value]
    ? // All of it may be left out.
      { readonly [K in Key]?: Value }
    : { readonly [K in Key]: Value }

/** What a call must be given, by its route. */
export type ApiRequest<Name extends RouteName> = Part<'params', RouteParams<Name>> &
  Part<'query', RouteQuery<Name>> &
  Part<'body', RouteBody<Name>> & { readonly signal?: AbortSignal }

type Arguments<Name extends RouteName> =
  Record<never, never> extends ApiRequest<Name> ? [request?: ApiRequest<Name>] : [request: ApiRequest<Name>]

interface LooseRequest {
  readonly params?: Readonly<Record<string, string | number>> | undefined
  readonly query?: Readonly<Record<string, string | number | undefined>> | undefined
  readonly body?: unknown
  readonly signal?: AbortSignal
}

/** What a page cannot be shown without, and its text not be opened. */
const needed: ReadonlySet<RouteName> = new Set([
  'getSession',
  'getWorkspace',
  'getPosition',
  'getDraftAccess',
])

/** The shapes of the first answers are looked at this much later, in milliseconds. */
const textIsThereWithin = 3_000

/** What `public/opening.js` asks for, by the route. */
const opened: { readonly [Name in RouteName]?: (params: LooseRequest['params']) => string } = {
  getSession: () => '/api/session',
  getWorkspace: () => '/api/workspace',
  getPosition: (params) => `/api/positions/${encodeURIComponent(String(params?.positionId))}`,
}

let loadingTable: Promise<typeof import('./api-table.ts') | null> | null = null

/** Loads the routes and shapes; a page that opens a text does so when that is drawn. */
export async function apiTable(): Promise<typeof import('./api-table.ts')> {
  loadingTable ??= loadLate(() => import('./api-table.ts'))
  const table = await loadingTable
  if (!table) throw new ApiError('network')
  return table
}

/** Calls a route of the protocol by name, with nothing that carries a marking of classified information. Throws `ApiError` on any refusal, and where the session was ended wipes the device before; an answer of another shape is a bug. */
export async function api<Name extends RouteName>(
  name: Name,
  ...[request]: Arguments<Name>
): Promise<RouteResponse<Name>> {
  const { params, query, body, signal }: LooseRequest = request ?? {}
  // The server looks as well; what is found here has not left the device.
  const marked = classifiedField(body)
  if (marked !== null) throw new ApiError('classified_words', marked)
  const early = earlyAnswer(opened[name]?.(params))
  if (early !== undefined) return openingAnswer(name, early)
  if (/^(?:get|list)/.test(name) && !needed.has(name)) await restOfPage()
  const { routes } = await apiTable()
  const route: Route = routes[name]
  const response = await send(pathOf(route, params, query), {
    method: route.method,
    credentials: 'same-origin',
    headers: {
      Accept: 'application/json',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  })
  if (!response.ok) return refuse(response)
  const parsed = route.response === null ? undefined : route.response.parse(await response.json())
  // The route of this very name has just parsed it.
  return parsed as RouteResponse<Name>
}

/** What the page was opened with. It is shown before its shape can be looked at; one of another shape is a bug all the same. */
async function openingAnswer<Name extends RouteName>(
  name: Name,
  early: Promise<Response>,
): Promise<RouteResponse<Name>> {
  const response = await early.catch(() => {
    throw new ApiError('network')
  })
  if (!response.ok) return refuse(response)
  const answer: unknown = await response.json()
  whenIdleAfter(() => void looksLike(name, answer), textIsThereWithin)
  // Looked at then.
  return answer as RouteResponse<Name>
}

async function looksLike(name: RouteName, answer: unknown): Promise<void> {
  const table = await apiTable().catch(() => null)
  table?.routes[name].response?.parse(answer)
}

function pathOf(route: Route, params: LooseRequest['params'], query: LooseRequest['query']): string {
  const path = route.path.replace(/:(\w+)/g, (_whole, key: string) =>
    encodeURIComponent(String(params?.[key] ?? '')),
  )
  const search = new URLSearchParams(
    Object.entries(query ?? {}).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, String(value)]],
    ),
  ).toString()
  return `/api${path}${search ? `?${search}` : ''}`
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new ApiError('network')
  }
}

async function refuse(response: Response): Promise<never> {
  const refusal = await refusalOf(response)
  // Before anybody is told: who signs in next finds nothing that is still going.
  if (refusal.code === 'session_ended') await wipeDevice()
  throw refusal
}

async function refusalOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null)
  const { errorBody } = await apiTable()
  const parsed = errorBody.safeParse(body)
  if (!parsed.success) return new ApiError(response.status >= 502 ? 'unavailable' : 'internal')
  return new ApiError(parsed.data.error.code, parsed.data.error.field ?? null)
}
