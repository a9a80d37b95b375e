import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Language } from '@samsyn/domain'
import { type DrawnFrom, type DrawPage, type PageDrawer, routes } from '@samsyn/protocol'
import { type Request, type RequestHandler, type Response, Router } from 'express'
import type { Logger } from 'pino'
import type { Sessions, WebSession } from '../auth/sessions.ts'
import type { Clock } from '../clock.ts'
import type { Ask } from './api.ts'
import type { SpillGate } from './spill-gate.ts'
import { drawingFolder } from './web-assets.ts'

/** What of the page its reader is given: what is shown, and what stands behind it. */
type Shown = Pick<DrawnFrom, 'release' | 'folder' | 'position'>

/** Finds what an address shows, by the API's own answers to what the page itself would ask (`reading-api.ts`); null where they are refusals. */
type Find = (ask: Ask, { params, language }: Asked, session: WebSession) => Promise<Shown | null>

/** What an address names. */
interface Asked {
  readonly params: Request['params']
  /** In which the texts are wanted; null for none. */
  readonly language: Language | null
}

/**
 * The light pages with their text in them, for whoever may read it (ADR 47): by the answers that the API would give to this person.
 * Where it would refuse, the page goes out without, and hears of that from the API; so does whoever is not signed in.
 */
export function drawnPages(
  webDist: string,
  {
    ask,
    sessions,
    spillGate,
    clock,
    logger,
  }: {
    readonly ask: Ask
    readonly sessions: Sessions
    readonly spillGate: SpillGate
    readonly clock: Clock
    readonly logger: Logger
  },
): Router {
  const router = Router()
  const script = join(webDist, drawingFolder, 'reading-server.js')
  if (!existsSync(script)) return router
  let loading: Promise<DrawPage> | null = null
  const loadDrawer = async (): Promise<DrawPage> => {
    const { pageDrawer } = (await import(pathToFileURL(script).href)) as { pageDrawer: PageDrawer }
    return pageDrawer(await readFile(join(webDist, 'read.html'), 'utf8'))
  }
  const draw = async (from: DrawnFrom): Promise<string | null> => {
    loading ??= loadDrawer()
    return (await loading)(from)
  }

  async function pageFor(find: Find, request: Request): Promise<string | null> {
    const session = await sessions.find(request.headers.cookie)
    if (!session) return null
    // It may be locked while it is drawn.
    return spillGate.madeInOneState(async () => {
      const at = clock.now()
      const { language = null } = textLanguage.safeParse(request.query).data ?? {}
      const shown = await find(ask, { params: request.params, language }, session)
      if (!shown) return null
      const asking = await ask('getSession', { params: null, query: null }, { session })
      if (!asking.ok) return null
      const { folder } = shown
      const folderTag = folder && tagOf(folder, request)
      return draw({
        at,
        path: request.path,
        session: asking.value,
        textLanguage: language,
        ...shown,
        folderTag,
      })
    })
  }

  const page =
    (find: Find): RequestHandler =>
    async (request, response, next) => {
      const drawn = await pageFor(find, request).catch((error: unknown) => {
        logger.error({ err: error }, 'a page could not be drawn')
        return null
      })
      if (drawn === null) next()
      else await send(drawn, request, response)
    }
  router.get('/read/:releaseId', page(findRelease))
  router.get(['/meetings/:meetingId/folder', '/meetings/:meetingId/folder/:positionId'], page(findFolder))
  return router
}

const textLanguage = routes.getRelease.query

const findRelease: Find = async (ask, { params, language }, session) => {
  const asked = routes.getRelease.params.safeParse({ releaseId: params.releaseId })
  if (!asked.success) return null
  const release = await ask('getRelease', { params: asked.data, query: wanting(language) }, { session })
  if (!release.ok) return null
  return {
    release: release.value,
    folder: null,
    position: await positionOf(release.value.positionId, { ask, session }),
  }
}

const findFolder: Find = async (ask, { params, language }, session) => {
  const asked = routes.getFolder.params.safeParse({ meetingId: params.meetingId })
  if (!asked.success) return null
  const folder = await ask('getFolder', { params: asked.data, query: wanting(language) }, { session })
  if (!folder.ok) return null
  const entries = folder.value.agenda.flatMap((item) => item.entries)
  const entry = entries.find(({ positionId }) => positionId === params.positionId)
  return {
    release: null,
    folder: folder.value,
    position: entry ? await positionOf(entry.positionId, { ask, session }) : null,
  }
}

/** As the page itself would ask (`text-language.ts`); what is no language of ours is none. */
function wanting(language: Language | null): { readonly language?: Language } {
  return language === null ? {} : { language }
}

/** Whoever reads a final text does not always see its position. */
async function positionOf(
  positionId: string,
  { ask, session }: { readonly ask: Ask; readonly session: WebSession },
): Promise<Shown['position']> {
  const position = await ask('getPosition', { params: { positionId }, query: null }, { session })
  return position.ok ? position.value : null
}

/** As express tags what the API sends. */
function tagOf(body: object, { app }: Request): string | null {
  const make = app.get('etag fn') as ((body: string, encoding: string) => string) | undefined
  return make?.(JSON.stringify(body), 'utf8') ?? null
}

const brotli = promisify(brotliCompress)
const zipped = promisify(gzip)

/** For this person, now, and for no store on the way. */
async function send(page: string, request: Request, response: Response): Promise<void> {
  response.set({
    'Cache-Control': 'no-store',
    'Content-Type': 'text/html; charset=utf-8',
    Vary: 'Accept-Encoding',
  })
  // The browser's own order is of no meaning.
  switch (request.acceptsEncodings('br') || request.acceptsEncodings('gzip')) {
    case 'br':
      response.set('Content-Encoding', 'br')
      response.end(await brotli(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }))
      return
    case 'gzip':
      response.set('Content-Encoding', 'gzip')
      response.end(await zipped(page))
      return
    default:
      response.end(page)
  }
}
