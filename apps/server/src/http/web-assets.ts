import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type RequestHandler, Router } from 'express'
import sirv from 'sirv'
import { sendRefusal } from './errors.ts'

/** The part of the bundle that the server draws pages with. */
export const drawingFolder = 'drawing'

const year = 365 * 24 * 60 * 60

/**
 * Serves the built web bundle, whose files were compressed when it was built: hashed assets for ever, the reading page under
 * `/read` and at the folder of a meeting, the app with the editor at the address of a draft, the app everywhere else. Without a bundle everything is `not_found`.
 */
export function webAssets(webDist: string): Router {
  const router = Router()
  const missing: RequestHandler = (_request, response) => sendRefusal(response, { code: 'not_found' })
  if (!hasWebBundle(webDist)) return router.use(missing)
  const page =
    (file: string): RequestHandler =>
    (_request, response, next) => {
      response.setHeader('Cache-Control', 'no-cache')
      response.sendFile(join(webDist, file), (error) => error && next(error))
    }
  const built = { brotli: true, gzip: true, extensions: [] }
  router.use('/assets', sirv(join(webDist, 'assets'), { ...built, immutable: true, maxAge: year }), missing)
  // What the server itself runs.
  router.use(`/${drawingFolder}`, missing)
  // The pages themselves go out by the addresses below alone.
  router.use(sirv(webDist, { ...built, etag: true, maxAge: 0, ignores: false }))
  router.get(
    ['/read', '/read/{*rest}', '/meetings/:meetingId/folder', '/meetings/:meetingId/folder/{*rest}'],
    page('read.html'),
  )
  router.get('/positions/new', page('index.html'))
  router.get('/positions/:positionId', page('position.html'))
  router.get('/{*rest}', page('index.html'))
  return router
}

/** Whether there is a built bundle to serve. */
export function hasWebBundle(webDist: string): boolean {
  return existsSync(join(webDist, 'index.html'))
}
