import express, { type Express, type Router } from 'express'
import helmet from 'helmet'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'
import type { Sessions } from '../auth/sessions.ts'
import { calendarPath } from '../calendar/calendar-router.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { apiRouter, createAsk, type Handlers } from './api.ts'
import { drawnPages } from './drawn-pages.ts'
import { errorHandler } from './errors.ts'
import { openApiDocument } from './openapi.ts'
import type { SpillGate } from './spill-gate.ts'
import { webAssets } from './web-assets.ts'

/** The HTTP side of Samsyn: security headers, log without contents, API, web bundle. */
export function createApp(
  config: Config,
  {
    handlers,
    files,
    sessions,
    spillGate,
    calendars,
    onChanged,
    clock,
    logger,
  }: {
    readonly handlers: Handlers
    readonly files: Router
    readonly calendars: Router
    readonly sessions: Sessions
    readonly spillGate: SpillGate
    /** Told when something may have been changed by a request. */
    readonly onChanged: () => void
    readonly clock: Clock
    readonly logger: Logger
  },
): Express {
  const isSecure = config.publicUrl?.protocol === 'https:'
  const app = express()
  app.disable('x-powered-by')
  app.use(
    helmet({
      strictTransportSecurity: isSecure,
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          // The editor and its carets place elements with style attributes.
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'"],
          connectSrc: ["'self'"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      referrerPolicy: { policy: 'same-origin' },
    }),
  )
  app.use(
    pinoHttp({
      logger,
      // Paths carry ids only; headers and bodies stay out of the log.
      serializers: {
        req: ({ id, method, url }: { id: unknown; method: string; url: string }) => ({
          id,
          method,
          // But for those of calendars, which are secrets.
          url: url.startsWith(calendarPath) ? calendarPath : url,
        }),
        res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
      },
      customLogLevel: (_request, response, error) =>
        error || response.statusCode >= 500 ? 'error' : 'debug',
    }),
  )
  app.use('/api', (request, response, next) => {
    if (request.method !== 'GET') response.once('finish', onChanged)
    next()
  })
  const document = openApiDocument()
  app.get('/api/openapi.json', (_request, response) => {
    response.json(document)
  })
  app.use('/api', files)
  const ask = createAsk(handlers, spillGate)
  app.use('/api', apiRouter(ask, { sessions, publicUrl: config.publicUrl }))
  app.use(calendars)
  app.use(drawnPages(config.webDist, { ask, sessions, spillGate, clock, logger }))
  app.use(webAssets(config.webDist))
  app.use(errorHandler(logger))
  return app
}
