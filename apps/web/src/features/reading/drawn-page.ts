import type { DrawnFrom, ReleaseDetail } from '@samsyn/protocol'
import type { QueryClient } from '@tanstack/react-query'
import type { Drawn } from './drawn-context.ts'
import { folderQuery, knowFolder, positionQuery, releaseQuery, sessionQuery } from './reading-api.ts'

/** Where in the page the browser finds it. */
export const drawnFromId = 'drawn-from'

/** What this page was drawn from; null where the server sent none. */
export function drawnFrom(document: Pick<Document, 'getElementById'>): Drawn | null {
  const text = document.getElementById(drawnFromId)?.textContent
  return text ? (JSON.parse(text) as Drawn) : null
}

/** Gives what the server knew to those who ask for it. */
export function takeDrawnFrom(
  client: QueryClient,
  { at, session, textLanguage, release, folder, folderTag, position }: DrawnFrom,
): void {
  const given = { updatedAt: Date.parse(at) }
  client.setQueryData(sessionQuery.queryKey, session, given)
  if (release) client.setQueryData(releaseQuery(release.id).queryKey, release, given)
  if (folder) client.setQueryData(folderQuery(folder.id).queryKey, folder, given)
  if (folder && folderTag !== null) knowFolder(folder, folderTag, textLanguage)
  if (position) client.setQueryData(positionQuery(position.id).queryKey, position, given)
}

/** The entry of the folder that is shown, if one is. */
export function shownEntry({ path, folder }: DrawnFrom) {
  const entries = folder?.agenda.flatMap((item) => item.entries) ?? []
  return entries.find(({ positionId }) => path.endsWith(`/${positionId}`))
}

/** The final text that is shown, if one is. */
export function shownRelease(from: DrawnFrom): ReleaseDetail | null {
  return from.release ?? shownEntry(from)?.release ?? null
}
