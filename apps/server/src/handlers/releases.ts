import { can, ok, refuse } from '@samsyn/domain'
import type { ReleaseDetail } from '@samsyn/protocol'
import { loadDirectory } from '../directory.ts'
import type { Handlers } from '../http/api.ts'
import { releaseDetail } from '../views/positions.ts'
import type { HandlerContext } from './context.ts'

/** The final texts. */
export function releaseHandlers({
  storage: { tables },
  clock,
}: HandlerContext): Pick<Handlers, 'getRelease'> {
  return {
    getRelease: async ({ params, session: { person } }) => {
      const release = await tables.releases.byId(params.releaseId)
      const position = release && (await tables.positions.byId(release.positionId))
      if (!release || !position || !can(person, 'release.read', position, clock.now())) {
        return refuse({ code: 'not_found' })
      }
      const version = await tables.versions.byNumber(position.id, release.version.number)
      const round = (await tables.rounds.byPosition(position.id)).find(({ id }) => id === release.roundId)
      if (!version || !round) throw new Error(`Release ${release.id} has lost its version or its round`)
      const successor =
        release.supersededBy === null ? null : await tables.releases.byId(release.supersededBy)
      const workspace = await tables.workspace.get()
      return ok(
        releaseDetail(release, position, await loadDirectory(tables), {
          doc: JSON.parse(version.canonicalText) as ReleaseDetail['doc'],
          round,
          successor,
          hasEvidence: can(person, 'evidence.export', position, clock.now()),
          readsVersions: can(person, 'version.read', position, clock.now()),
          isSample: workspace?.isSample ?? false,
        }),
      )
    },
  }
}
