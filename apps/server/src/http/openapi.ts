import {
  type ErrorCode,
  errorBody,
  type FileRoute,
  fileRoutes,
  httpStatus,
  type Route,
  routes,
} from '@samsyn/protocol'
import { createDocument, type ZodOpenApiPathsObject, type ZodOpenApiResponsesObject } from 'zod-openapi'

const everywhere: readonly ErrorCode[] = [
  'invalid_request',
  'classified_words',
  'spill_locked',
  'origin_refused',
  'too_large',
  'internal',
]

/** The OpenAPI 3.1 document of the API, made from the protocol's own route table. */
export function openApiDocument(): ReturnType<typeof createDocument> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [operationId, route] of Object.entries(routes) as [string, Route][]) {
    const path = pathOf(route)
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(operationId, route) }
  }
  for (const [operationId, route] of Object.entries(fileRoutes) as [string, FileRoute][]) {
    paths[pathOf(route)] = { get: download(operationId, route) }
  }
  return createDocument({
    openapi: '3.1.1',
    info: { title: 'Samsyn', version: '1', description: 'Joint positions: drafting, sign-off, final texts.' },
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'samsyn_session' } },
    },
    paths: paths as ZodOpenApiPathsObject,
  })
}

function pathOf({ path }: { readonly path: string }): string {
  return `/api${path.replace(/:(\w+)/g, '{$1}')}`
}

function download(operationId: string, { summary, params, query, refusals }: FileRoute): object {
  const content = { '*/*': { schema: { type: 'string', format: 'binary' } } }
  return {
    operationId,
    summary,
    security: [{ session: [] }],
    requestParams: { path: params, query },
    responses: {
      200: { description: 'The file', content },
      ...refused([...refusals, 'unauthenticated', 'session_ended']),
    },
  }
}

function operation(operationId: string, route: Route): object {
  return {
    operationId,
    summary: route.summary,
    security: route.isPublic ? [] : [{ session: [] }],
    ...(route.params || route.query
      ? {
          requestParams: {
            ...(route.params ? { path: route.params } : {}),
            ...(route.query ? { query: route.query } : {}),
          },
        }
      : {}),
    ...(route.body ? { requestBody: { content: { 'application/json': { schema: route.body } } } } : {}),
    responses: responses(route),
  }
}

function responses(route: Route): ZodOpenApiResponsesObject {
  const done = {
    description: 'Done',
    ...(route.response ? { content: { 'application/json': { schema: route.response } } } : {}),
  }
  const codes = [
    ...route.refusals,
    ...(route.isPublic ? [] : (['unauthenticated', 'session_ended'] as const)),
  ]
  return { [route.status]: done, ...refused(codes) } as ZodOpenApiResponsesObject
}

function refused(own: readonly ErrorCode[]): Record<string, object> {
  const codes = [...own, ...everywhere]
  const answers: Record<string, object> = {}
  for (const status of new Set(codes.map((code) => httpStatus[code]))) {
    const named = codes.filter((code) => httpStatus[code] === status)
    answers[status] = {
      description: `Refused: ${[...new Set(named)].join(', ')}`,
      content: { 'application/json': { schema: errorBody } },
    }
  }
  return answers
}
