import { can, issuedCorrigenda, ok, type Release, refuse, standingSupporters } from '@samsyn/domain'
import { type DossierDetail, hitsPerPage } from '@samsyn/protocol'
import { loadDirectory } from '../directory.ts'
import type { Handlers } from '../http/api.ts'
import { findReadable, stateOf } from '../search/found-texts.ts'
import { readQuestion } from '../search/question.ts'
import { createRate } from '../search/rate.ts'
import { rememberTokens } from '../search/snippet.ts'
import { meetingSummary, positionSummary } from '../views/positions.ts'
import { atTheTableView } from '../views/reports.ts'
import { byPlace, byRelevance, byTime, filtersOf, isWithin, pagesOf, searchHit } from '../views/search.ts'
import type { HandlerContext } from './context.ts'
import { reportedOf } from './reports.ts'

/** Finding texts, and the way of a dossier through the meetings. Who may read a text is asked of the domain before it is counted. */
export function searchHandlers({
  storage: { tables },
  clock,
}: HandlerContext): Pick<Handlers, 'searchTexts' | 'getDossier'> {
  const rate = createRate(clock, { most: 120, span: 60_000 })
  return {
    searchTexts: async ({ query, session: { person } }) => {
      if (!rate.admits(person.id)) return refuse({ code: 'busy' })
      const { words = '', order = 'time', page: asked = 1, ...narrowing } = query
      const now = clock.now()
      const directory = await loadDirectory(tables)
      const question = readQuestion(words)
      const isArchive = words.trim() === ''
      // Nothing but signs was typed: nothing is meant by it.
      const isNothing = !isArchive && question.parts.length === 0
      const found = isNothing
        ? []
        : await findReadable(tables, question, {
            person,
            directory,
            now,
          })
      const within = found
        .filter((text) => isWithin(text, narrowing, directory))
        .sort(isArchive ? (order === 'time' ? byTime : byPlace(order, directory)) : byRelevance)
      const pages = pagesOf(within.length)
      const page = Math.min(asked, pages)
      const shown = within.slice((page - 1) * hitsPerPage, page * hitsPerPage)
      const passages = await tables.search.passages(shown.map(({ text }) => text.id))
      const tokensOf = rememberTokens()
      const releases = new Map<string, Release>()
      for (const { text } of shown) {
        const release = text.releaseId === null ? null : await tables.releases.byId(text.releaseId)
        if (release) releases.set(release.id, release)
      }
      return ok({
        total: within.length,
        leftOut: question.leftOut,
        page,
        pages,
        hits: shown.map((each, index) =>
          searchHit(each, passages[index] ?? [], question, directory, {
            release: releases.get(each.text.releaseId ?? '') ?? null,
            tokensOf,
          }),
        ),
        filters: filtersOf(found, narrowing, directory),
      })
    },
    getDossier: async ({ params: { dossierId }, session: { person } }) => {
      const now = clock.now()
      const directory = await loadDirectory(tables)
      const dossier = directory.dossiers.get(dossierId)
      if (!dossier) return refuse({ code: 'not_found' })
      const issued = await tables.releases.issuedCorrigenda()
      const positions: (DossierDetail['history'][number]['positions'][number] & {
        readonly agendaItemId: string | null
      })[] = []
      for (const position of await tables.positions.all()) {
        if (position.dossierId !== dossierId || !can(person, 'position.read', position, now)) continue
        const releases = can(person, 'release.read', position, now)
          ? await tables.releases.byPosition(position.id)
          : []
        positions.push({
          agendaItemId: position.agendaItemId,
          ...positionSummary(position, directory, { person, now, issued }),
          atTheTable: can(person, 'report.read', position, now)
            ? atTheTableView(await reportedOf(tables, position), directory, { person, now })
            : null,
          releases: releases.map((release) => ({
            id: release.id,
            reference: release.reference,
            versionNumber: release.version.number,
            state: stateOf(
              {
                kind: 'release',
                isSuperseded: release.supersededBy !== null,
                isSupportWithdrawn: release.withdrawals.length > 0,
              },
              position,
            ),
            issuedCorrigenda: issuedCorrigenda(release.corrigenda).length,
            releasedAt: release.releasedAt,
            countries: [...standingSupporters(release)],
          })),
        })
      }
      const on = (agendaItemId: string | null) =>
        positions
          .filter((position) => position.agendaItemId === agendaItemId)
          .map(({ agendaItemId: _agendaItemId, ...position }) => position)
      const items = [...directory.agendaItems.values()]
        .filter(({ id, dossierId: about }) => about === dossierId || on(id).length > 0)
        .map(({ id, number, title, kind, meetingId }) => ({
          meeting: meetingSummary(meetingId, directory),
          agendaItem: { id, number, title, kind },
          positions: on(id),
        }))
        .sort((one, other) => one.meeting.startsAt.localeCompare(other.meeting.startsAt))
      const unscheduled = on(null)
      return ok({
        ...dossier,
        references: [...dossier.references],
        history: [
          ...items,
          ...(unscheduled.length > 0 ? [{ meeting: null, agendaItem: null, positions: unscheduled }] : []),
        ],
      })
    },
  }
}
