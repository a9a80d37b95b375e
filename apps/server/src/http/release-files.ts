import { can } from '@samsyn/domain'
import type { DocJson } from '@samsyn/editor'
import { type ExportFacts, toHtml, toMarkdown, toPlainText } from '@samsyn/export'
import type { Storage } from '@samsyn/storage'
import { Router } from 'express'
import type { Sessions } from '../auth/sessions.ts'
import type { Clock } from '../clock.ts'
import { sendRefusal } from './errors.ts'

const formats = {
  html: { type: 'text/html; charset=utf-8', write: toHtml },
  md: { type: 'text/markdown; charset=utf-8', write: toMarkdown },
  txt: { type: 'text/plain; charset=utf-8', write: toPlainText },
} as const

/**
 * Final texts as files: `GET /api/releases/<id>/files/<html|md|txt>`. Refuses `unauthenticated`, and `not_found` for
 * an unknown release or format and for a release this person may not know of. Always a download, never a page of ours.
 */
export function releaseFiles(
  storage: Storage,
  { sessions, clock }: { readonly sessions: Sessions; readonly clock: Clock },
): Router {
  const { tables } = storage
  return Router().get('/api/releases/:releaseId/files/:format', async (request, response) => {
    const session = await sessions.find(request.headers.cookie)
    if (!session) {
      sendRefusal(response, { code: 'unauthenticated' })
      return
    }
    const format = Object.entries(formats).find(([name]) => name === request.params.format)?.[1]
    const release = await tables.releases.byId(request.params.releaseId)
    const position = release && (await tables.positions.byId(release.positionId))
    const version = release && (await tables.versions.byNumber(release.positionId, release.version.number))
    if (
      !format ||
      !release ||
      !position ||
      !version ||
      !can(session.person, 'release.read', position, clock.now())
    ) {
      sendRefusal(response, { code: 'not_found' })
      return
    }
    const isSample = (await tables.workspace.get())?.isSample ?? false
    const facts: ExportFacts = {
      title: release.title,
      language: release.draftingLanguage,
      head: [release.partyFormula, `${release.reference} · ${release.releasedAt}`],
      foot: [
        ...release.reservations.map(({ country, text }) => `${country}: ${text}`),
        ...(release.supersededBy === null ? [] : [`Superseded by ${release.supersededBy}`]),
        `SHA-256 ${release.version.contentHash}`,
      ],
      sampleMark: isSample ? 'SAMPLE — not the position of any country.' : null,
    }
    response
      .setHeader('Cache-Control', 'no-store')
      .attachment(`${release.reference.replace(/[^\w.-]+/g, '-')}.${request.params.format}`)
      .type(format.type)
      .send(format.write(JSON.parse(version.canonicalText) as DocJson, facts))
  })
}
