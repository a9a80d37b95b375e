import { existsSync } from 'node:fs'
import { join } from 'node:path'
import compression from 'compression'
import express, { type RequestHandler, Router } from 'express'

/** Serves the built web bundle: hashed assets for ever, the reading page under `/read`, the app everywhere else. */
export function webAssets(webDist: string): Router {
  const router = Router()
  const page =
    (file: string): RequestHandler =>
    (_request, response, next) => {
      response.setHeader('Cache-Control', 'no-cache')
      response.sendFile(join(webDist, file), (error) => error && next(error))
    }
  router.use(compression())
  router.use(
    '/assets',
    express.static(join(webDist, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }),
  )
  router.use(express.static(webDist, { index: false, redirect: false }))
  router.get(['/read', '/read/{*rest}'], page('read.html'))
  router.get('/{*rest}', page('index.html'))
  return router
}

/** Whether there is a built bundle to serve. */
export function hasWebBundle(webDist: string): boolean {
  return existsSync(join(webDist, 'index.html'))
}
