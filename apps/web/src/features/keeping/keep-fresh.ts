import type { SessionInfo } from '@samsyn/protocol'
import { isSignedOutCode } from '../../app/signed-out.ts'
import { ReadingError, reading } from '../reading/reading-api.ts'
import { isSoon } from './keeping-rules.ts'
import { beginKeeping, dropFolder, keepFolder, keptFolders, wipeKept } from './kept-store.ts'
import { registerWorker } from './register-worker.ts'

/**
 * On contact with the server: renews every folder that is kept, removes what the person may no longer read, and keeps those of
 * meetings within a week for whoever goes to them as a delegate. Whoever is signed in no more has nothing left on the device.
 */
export function keepFresh(session: SessionInfo, now: number): Promise<void> {
  // One after the other: what was asked for earlier is not put over what came later.
  const renewed = renewing.then(() => renewAll(session, now))
  renewing = renewed.catch(() => undefined)
  return renewed
}

let renewing: Promise<void> = Promise.resolve()

async function renewAll(session: SessionInfo, now: number): Promise<void> {
  const { person } = session
  try {
    await beginKeeping(session)
    const kept = await keptFolders(now)
    for (const { folder, isByHand } of kept) await renew(person.id, folder.id, isByHand)
    if (!person.roles.includes('delegate')) return
    const keptIds = new Set(kept.map(({ folder }) => folder.id))
    for (const meeting of await reading.meetings()) {
      if (isSoon(meeting, now) && !keptIds.has(meeting.id)) await renew(person.id, meeting.id, false)
    }
  } catch (error) {
    await wipeIfSignedOut(error)
  }
}

/** The same from a page that shows something else; where anything is kept, the light pages are, too. */
export async function keepInBackground(session: SessionInfo): Promise<void> {
  const now = Date.now()
  await keepFresh(session, now)
  if ((await keptFolders(now)).length > 0) registerWorker()
}

async function renew(personId: string, meetingId: string, isByHand: boolean): Promise<void> {
  try {
    const folder = await reading.folder(meetingId)
    await keepFolder(personId, folder, { isByHand, at: new Date().toISOString() })
  } catch (error) {
    if (!(error instanceof ReadingError) || error.code === 'network' || isSignedOutCode(error.code))
      throw error
    // Of one that the server could not give out just now the next contact tells; the others do not wait for it.
    if (error.code === 'not_found' || error.code === 'forbidden')
      await dropFolder(meetingId, { isByHand: false })
  }
}

/**
 * Removes everything where the server says that nobody is signed in here: whatever the reason, the right to it is gone. Where the session
 * was ended, what was begun in drafts and reports goes, too.
 */
export async function wipeIfSignedOut(error: unknown): Promise<void> {
  if (!(error instanceof ReadingError) || !isSignedOutCode(error.code)) return
  await wipeKept()
  if (error.code === 'session_ended') await (await import('../../app/device-storage.ts')).wipeDrafts()
}
