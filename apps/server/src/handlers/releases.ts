import { can, ok, refuse } from '@samsyn/domain'
import { loadDirectory } from '../directory.ts'
import type { Handlers } from '../http/api.ts'
import { releaseText } from '../release-text.ts'
import type { HandlerContext } from './context.ts'

/** The final texts. */
export function releaseHandlers({
  storage: { tables },
  clock,
}: HandlerContext): Pick<Handlers, 'getRelease'> {
  return {
    getRelease: async ({ params, query, session: { person } }) => {
      const release = await tables.releases.byId(params.releaseId)
      const position = release && (await tables.positions.byId(release.positionId))
      const now = clock.now()
      if (!release || !position || !can(person, 'release.read', position, now)) {
        return refuse({ code: 'not_found' })
      }
      const directory = await loadDirectory(tables)
      const asking = { person, now, directory, language: query.language ?? null }
      return ok(await releaseText(tables, { release, position }, asking))
    },
  }
}
