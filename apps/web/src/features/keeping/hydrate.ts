import type { QueryClient } from '@tanstack/react-query'
import { folderQuery, releaseQuery, sessionQuery } from '../reading/reading-api.ts'
import { keptFolders, keptSession } from './kept-store.ts'

/**
 * Gives the page what is kept on this device before it asks the server: the texts are there at once, with the time at which the
 * server was last asked, and asked for anew.
 */
export async function hydrate(client: QueryClient, now: number): Promise<void> {
  const session = await keptSession()
  if (!session) return
  client.setQueryData(sessionQuery.queryKey, session, { updatedAt: 0 })
  for (const { folder, checkedAt, seen, replaced = [] } of await keptFolders(now)) {
    const updatedAt = Date.parse(checkedAt)
    client.setQueryData(folderQuery(folder.id).queryKey, folder, { updatedAt })
    if (seen) client.setQueryData(seenKey(folder.id), seen)
    for (const { entries } of folder.agenda) {
      for (const { positionId, release } of entries) {
        if (!release) continue
        client.setQueryData(releaseQuery(release.id).queryKey, release, { updatedAt })
        for (const text of replaced) {
          if (text.positionId === positionId) client.setQueryData(successorKey(text.releaseId), release)
        }
      }
    }
  }
}

/** What is on the device in the place of a text that was replaced. */
export const successorKey = (releaseId: string) => ['successor', releaseId]

/** What of a kept folder was on a screen before. */
export const seenKey = (meetingId: string) => ['seen', meetingId]
