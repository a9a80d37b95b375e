import type { IncomingMessage } from 'node:http'
import { ok, readDraftId, refuse } from '@samsyn/domain'
import { schemaVersion } from '@samsyn/editor'
import type { Storage } from '@samsyn/storage'
import { isOwnOrigin } from '../auth/origin.ts'
import type { Sessions, WebSession } from '../auth/sessions.ts'
import type { Clock } from '../clock.ts'
import { beginPages } from '../own-pages.ts'
import { isSealFault, type Outcome } from '../refusal.ts'
import { draftAccess } from './draft-access.ts'
import type { RecentAnswers } from './recent-answers.ts'

export interface AdmissionOptions {
  readonly storage: Storage
  readonly sessions: Pick<Sessions, 'whyNone'>
  readonly recent: RecentAnswers
  readonly clock: Clock
  readonly publicUrl: () => URL | null
}

/** Somebody who may open a draft. */
export interface Admitted {
  readonly draftId: string
  readonly session: WebSession
  /** The `Cookie` header, to ask again once the draft is loaded. */
  readonly cookie: string | undefined
}

/**
 * Whether the sender of a request may open a draft: its origin, its session, the schema it speaks and its right to this
 * text of the position, in this order. Refuses `origin_refused`, `unauthenticated` or `session_ended`, `other_person` where the page is not of whose session it is, `schema_mismatch`, `not_found` or
 * `forbidden`, `draft_purged` to whoever holds something of it from before a purge, and `pages_sealed` where the key of own pages is not there. Own pages that nobody has opened before begin here.
 */
export async function admit(
  request: IncomingMessage,
  {
    draftId,
    schema,
    purges,
    personId,
  }: {
    readonly draftId: string
    readonly schema: string | null
    readonly purges: string | null
    readonly personId: string | null
  },
  { storage, sessions, recent, clock, publicUrl }: AdmissionOptions,
): Promise<Outcome<Admitted>> {
  const { cookie } = request.headers
  if (!isOwnOrigin(request, publicUrl())) return refuse({ code: 'origin_refused' })
  const session = await recent.session(cookie)
  if (!session) return refuse({ code: await sessions.whyNone(cookie) })
  if (personId !== null && personId !== session.person.id) return refuse({ code: 'other_person' })
  if (schema !== String(schemaVersion)) return refuse({ code: 'schema_mismatch' })
  const place = readDraftId(draftId)
  if (!place) return refuse({ code: 'not_found' })
  const { positionId, country } = place
  const position = await recent.position(positionId)
  const access = draftAccess(place, position, { person: session.person, now: clock.now() })
  if (!access.ok) return access
  if ((await recent.purges(draftId)) !== Number(purges ?? 0)) return refuse({ code: 'draft_purged' })
  if (country !== null) {
    try {
      await beginPages(storage, { positionId, country }, clock.now())
      await storage.tables.ownPages.isSealed({ positionId, country })
    } catch (error) {
      if (isSealFault(error)) return refuse({ code: 'pages_sealed' })
      throw error
    }
  }
  return ok({ draftId, session, cookie })
}
