import { type ErrorBody, httpStatus } from '@samsyn/protocol'
import type { ErrorRequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { z } from 'zod'
import { type ApiRefusal, isSealFault } from '../refusal.ts'

/** Answers with a refusal in the API's one error shape. */
export function sendRefusal(response: Response, refusal: ApiRefusal): void {
  const body: ErrorBody = {
    error: { code: refusal.code, ...(refusal.field === undefined ? {} : { field: refusal.field }) },
  }
  response.status(httpStatus[refusal.code]).json(body)
}

/** What express and its parsers throw for a request that is at fault. */
const requestError = z.object({ type: z.string().optional(), status: z.number() })

/** The last handler: what the body parser refuses, and faults of our own, in the same shape. */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const refusal = refusalOf(error)
    if (refusal.code === 'internal') {
      logger.error({ err: error, method: request.method, path: request.path }, 'request failed')
    }
    sendRefusal(response, refusal)
  }
}

function refusalOf(error: unknown): ApiRefusal {
  // Logged where it was found.
  if (isSealFault(error)) return { code: 'pages_sealed' }
  const parsed = requestError.safeParse(error)
  if (parsed.success) {
    if (parsed.data.status === 404) return { code: 'not_found' }
    if (parsed.data.type === 'entity.too.large') return { code: 'too_large' }
    if (parsed.data.status >= 400 && parsed.data.status < 500)
      return { code: 'invalid_request', field: 'body' }
  }
  // Express throws a URIError with a 4xx status for a path it cannot decode.
  if (error instanceof URIError) return { code: 'invalid_request', field: 'path' }
  return { code: 'internal' }
}
