import { type ErrorCode, errorBody, httpStatus, type Route, routes } from '@samsyn/protocol'
import { createDocument, type ZodOpenApiPathsObject, type ZodOpenApiResponsesObject } from 'zod-openapi'

const everywhere: readonly ErrorCode[] = ['invalid_request', 'origin_refused', 'too_large', 'internal']

/** The OpenAPI 3.1 document of the API, made from the protocol's own route table. */
export function openApiDocument(): ReturnType<typeof createDocument> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [operationId, route] of Object.entries(routes) as [string, Route][]) {
    const path = `/api${route.path.replace(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(operationId, route) }
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
  const answers: Record<string, object> = {
    [route.status]: {
      description: 'Done',
      ...(route.response ? { content: { 'application/json': { schema: route.response } } } : {}),
    },
  }
  const codes = [...route.refusals, ...everywhere, ...(route.isPublic ? [] : (['unauthenticated'] as const))]
  for (const status of new Set(codes.map((code) => httpStatus[code]))) {
    const named = codes.filter((code) => httpStatus[code] === status)
    answers[status] = {
      description: `Refused: ${[...new Set(named)].join(', ')}`,
      content: { 'application/json': { schema: errorBody } },
    }
  }
  return answers as ZodOpenApiResponsesObject
}
