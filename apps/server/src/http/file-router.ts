import { type FileRoute, type FileRouteName, fileRoutes } from '@samsyn/protocol'
import { Router } from 'express'
import type { z } from 'zod'
import type { Sessions, WebSession } from '../auth/sessions.ts'
import type { Outcome } from '../refusal.ts'
import { invalid } from './api.ts'
import { sendRefusal } from './errors.ts'
import type { SpillGate } from './spill-gate.ts'

/** A file as it is sent: always a download, never a page of ours. */
export interface OutFile {
  readonly name: string
  /** Its media type. */
  readonly type: string
  readonly content: string | Uint8Array
  /** What is said of it beside its type. */
  readonly headers?: Readonly<Record<string, string>>
}

export type FileHandler<Name extends FileRouteName> = (asked: {
  readonly params: z.output<(typeof fileRoutes)[Name]['params']>
  readonly query: z.output<(typeof fileRoutes)[Name]['query']>
  readonly session: WebSession
}) => Promise<Outcome<OutFile>>

/** One handler for every file of the protocol: a file without one does not compile. */
export type FileHandlers = { readonly [Name in FileRouteName]: FileHandler<Name> }

/** Mounts every file of the protocol: session, path, query and locks are checked before its handler sees the request. */
export function fileRouter(
  handlers: FileHandlers,
  { sessions, spillGate }: { readonly sessions: Sessions; readonly spillGate: SpillGate },
): Router {
  const router = Router()
  for (const [name, route] of Object.entries(fileRoutes) as [FileRouteName, FileRoute][]) {
    router.get(route.path, async (request, response) => {
      response.setHeader('Cache-Control', 'no-store')
      const session = await sessions.find(request.headers.cookie)
      if (!session) {
        sendRefusal(response, { code: await sessions.whyNone(request.headers.cookie) })
        return
      }
      const params = route.params.safeParse(request.params)
      if (!params.success) {
        sendRefusal(response, { code: 'not_found' })
        return
      }
      const query = route.query.safeParse(request.query)
      if (!query.success) {
        sendRefusal(response, invalid(query.error))
        return
      }
      const asked = { params: params.data, query: query.data }
      const isLocked = () => spillGate.isLocked(name, asked, session.person)
      if (await isLocked()) {
        sendRefusal(response, { code: 'spill_locked' })
        return
      }
      // The mapped type ties each name to its own handler; a loop over all of them loses that tie.
      const handler = handlers[name] as (asked: unknown) => Promise<Outcome<OutFile>>
      const outcome = await handler({ ...asked, session })
      if (!outcome.ok) {
        sendRefusal(response, outcome.refusal)
        return
      }
      // It may have been locked while the file was written.
      if (await isLocked()) {
        sendRefusal(response, { code: 'spill_locked' })
        return
      }
      const { name: fileName, type, content, headers = {} } = outcome.value
      response
        .set(headers)
        .attachment(fileName)
        .type(type)
        .send(typeof content === 'string' ? content : Buffer.from(content))
    })
  }
  return router
}
