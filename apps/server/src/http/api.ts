import { classifiedField, illFormedField, refuse } from '@samsyn/domain'
import { type Route, type RouteName, type RouteResponse, routes } from '@samsyn/protocol'
import express, { type NextFunction, type Request, type Response, Router } from 'express'
import type { z } from 'zod'
import { isOwnOrigin } from '../auth/origin.ts'
import type { Sessions, WebSession } from '../auth/sessions.ts'
import type { ApiRefusal, Outcome } from '../refusal.ts'
import { sendRefusal } from './errors.ts'
import { type Addressed, concernOf, type SpillGate } from './spill-gate.ts'

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : null

/** What a handler is given: the parsed request and, unless the route is public, who asks. */
export interface Asked<Name extends RouteName> {
  readonly params: Parsed<(typeof routes)[Name]['params']>
  readonly query: Parsed<(typeof routes)[Name]['query']>
  readonly body: Parsed<(typeof routes)[Name]['body']>
  readonly session: (typeof routes)[Name]['isPublic'] extends true ? WebSession | null : WebSession
  /** Adds a `Set-Cookie` header to the answer. */
  setCookie(header: string): void
}

type Answer<Name extends RouteName> = RouteResponse<Name> extends undefined ? null : RouteResponse<Name>

export type Handler<Name extends RouteName> = (asked: Asked<Name>) => Promise<Outcome<Answer<Name>>>

/** One handler for every route of the protocol: a route without one does not compile. */
export type Handlers = { readonly [Name in RouteName]: Handler<Name> }

/** What comes with a question beside its address. */
interface Beside<Session extends WebSession | null> {
  readonly session: Session
  /** As it came, not parsed yet. */
  readonly body?: unknown
  setCookie?(header: string): void
}

/** Answers a question whose address is parsed as the API does, with all its checks, whoever puts it. */
export type Ask = <Name extends RouteName>(
  name: Name,
  asked: Pick<Asked<Name>, 'params' | 'query'>,
  beside: Beside<Asked<Name>['session']>,
) => Promise<Outcome<Answer<Name>>>

/** Locks, then the shape of the body, then the handler, then locks once more. */
export function createAsk(handlers: Handlers, spillGate: SpillGate): Ask {
  const ask = async (
    name: RouteName,
    asked: Addressed,
    { session, body, setCookie = () => undefined }: Beside<WebSession | null>,
  ): Promise<Outcome<unknown>> => {
    const route: Route = routes[name]
    const isLocked = async () => session !== null && (await spillGate.isLocked(name, asked, session.person))
    if (await isLocked()) return refuse({ code: 'spill_locked' })
    const parsed = route.body?.safeParse(body)
    if (parsed && !parsed.success) return refuse(invalid(parsed.error))
    // The mapped type ties each name to its own handler; a loop over all of them loses that tie.
    const handler = handlers[name] as (asked: unknown) => Promise<Outcome<unknown>>
    const work = () => handler({ ...asked, body: parsed?.data ?? null, session, setCookie })
    const isTelling = route.method === 'GET' && concernOf[name] === 'none'
    const outcome = await (isTelling ? spillGate.madeInOneState(work) : work())
    // It may have been locked while the answer was made. What somebody did before that is done, and they are told so.
    if (outcome.ok && route.method === 'GET' && (await isLocked())) return refuse({ code: 'spill_locked' })
    return outcome
  }
  return ask as Ask
}

const bodyLimit = '64kb'
/** Routes that take a whole text, from people who are signed in. */
const textLimits: Readonly<Partial<Record<RouteName, string>>> = { issueTranslation: '2mb' }

/** Mounts every route of the protocol: origin, session, markings in what is written, path, locks, then shape are checked before its handler sees the request. */
export function apiRouter(
  ask: Ask,
  { sessions, publicUrl }: { readonly sessions: Sessions; readonly publicUrl: URL | null },
): Router {
  const router = Router()
  router.use((request, response, next) => {
    response.setHeader('Cache-Control', 'no-store')
    if (request.method !== 'GET' && request.method !== 'HEAD' && !isOwnOrigin(request, publicUrl)) {
      sendRefusal(response, { code: 'origin_refused' })
      return
    }
    next()
  })
  const plainBody = express.json({ limit: bodyLimit })
  for (const [name, route] of Object.entries(routes) as [RouteName, Route][]) {
    const method = route.method.toLowerCase() as Lowercase<Route['method']>
    const textLimit = textLimits[name]
    // Nobody else makes the server read so much.
    const body = textLimit === undefined ? [plainBody] : [signedIn, express.json({ limit: textLimit })]
    router[method](route.path, ...body, async (request, response) => {
      const session = await sessions.find(request.headers.cookie)
      if (!session && !route.isPublic) {
        sendRefusal(response, { code: await sessions.whyNone(request.headers.cookie) })
        return
      }
      await answer(name, route, session, request, response)
    })
  }
  router.use((_request, response) => sendRefusal(response, { code: 'not_found' }))
  return router

  async function signedIn(request: Request, response: Response, next: NextFunction): Promise<void> {
    if (await sessions.find(request.headers.cookie)) next()
    else sendRefusal(response, { code: await sessions.whyNone(request.headers.cookie) })
  }

  async function answer(
    name: RouteName,
    route: Route,
    session: WebSession | null,
    request: Request,
    response: Response,
  ): Promise<void> {
    const asked = parseAddress(route, request)
    if ('code' in asked) {
      sendRefusal(response, asked)
      return
    }
    // Which route it is tells its answer's type; a loop over all of them loses that tie.
    const outcome: Outcome<unknown> = await ask(
      name as 'getSession',
      asked as { params: null; query: null },
      {
        // Checked above for every route that is not public.
        session: session as WebSession,
        body: request.body,
        setCookie: (header: string) => response.appendHeader('Set-Cookie', header),
      },
    )
    if (!outcome.ok) {
      sendRefusal(response, outcome.refusal)
      return
    }
    if (route.response === null) response.status(route.status).end()
    else response.status(route.status).json(outcome.value)
  }
}

/** A path that names an impossible id is a thing that does not exist; a query of the wrong shape is invalid. */
function parseAddress(route: Route, request: Request): Addressed | ApiRefusal {
  const broken = illFormedField(request.body)
  if (broken !== null) return { code: 'invalid_request', field: broken || 'body' }
  const marked = classifiedField(request.body)
  if (marked !== null) return { code: 'classified_words', field: marked || 'body' }
  const params = route.params?.safeParse(request.params)
  if (params && !params.success) return { code: 'not_found' }
  const query = route.query?.safeParse(request.query)
  if (query && !query.success) return invalid(query.error)
  return { params: params?.data ?? null, query: query?.data ?? null }
}

/** What is wrong with a query or a body, by its first fault. */
export function invalid(error: z.ZodError): ApiRefusal {
  const [issue] = error.issues
  const path = issue?.path.join('.') ?? ''
  const unknownKey = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  return { code: 'invalid_request', field: [path, unknownKey].filter(Boolean).join('.') || 'body' }
}
