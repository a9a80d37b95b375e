import type { MeetingFolder, SessionInfo } from '@samsyn/protocol'
import {
  isOver,
  type KeptFolder,
  type KeptSize,
  mostBytes,
  type ReplacedText,
  replacedBy,
  type Seen,
  whatGoesFor,
} from './keeping-rules.ts'

/**
 * Final texts on this device, in one store of the browser (ADR 41): who they are kept for, and the folders of that person.
 * Nothing else is ever put there.
 */
const storeName = 'samsyn-kept'
const personKey = '/kept/person'
const folderKey = (meetingId: string) => `/kept/folders/${meetingId}`
/** That somebody does not want the folder of a meeting, so that it is not kept by itself again. */
const declinedKey = (meetingId: string) => `/kept/declined/${meetingId}`

/** Whether this browser keeps anything: not over plain HTTP, and not where storage is switched off. */
export function canKeep(): boolean {
  return 'caches' in globalThis && 'locks' in navigator
}

/** One page at a time, so that what is wiped is not put back by another that was about to write. */
function alone<Value>(work: (store: Cache) => Promise<Value>): Promise<Value> {
  return navigator.locks.request(storeName, async () => work(await caches.open(storeName)))
}

async function read<Value>(store: Cache, key: string): Promise<Value | null> {
  const found = await store.match(key)
  return found ? ((await found.json()) as Value) : null
}

function write(store: Cache, key: string, value: unknown): Promise<void> {
  return store.put(key, Response.json(value))
}

/** The session of the person whose texts are kept; null where none are. */
export function keptSession(): Promise<SessionInfo | null> {
  return canKeep() ? alone((store) => read<SessionInfo>(store, personKey)) : Promise.resolve(null)
}

/** Removes everything, or everything that is not the given person's. */
export async function wipeKept({ exceptOf }: { readonly exceptOf?: string } = {}): Promise<void> {
  if (!canKeep()) return
  await alone(async (store) => {
    const session = await read<SessionInfo>(store, personKey)
    if (exceptOf !== undefined && session?.person.id === exceptOf) return
    await caches.delete(storeName)
  })
}

/** Notes whose device this is, as the server has just said. What was another's goes. */
export async function beginKeeping(session: SessionInfo): Promise<void> {
  if (!canKeep()) return
  await wipeKept({ exceptOf: session.person.id })
  await alone((store) => write(store, personKey, session))
}

/** Every folder that is kept and not over; what is over goes. */
export function keptFolders(now: number): Promise<readonly KeptFolder[]> {
  if (!canKeep()) return Promise.resolve([])
  return alone(async (store) => {
    const kept: KeptFolder[] = []
    for (const { request, folder } of await all(store)) {
      if (isOver(folder, now)) await store.delete(request)
      else kept.push(folder)
    }
    return kept
  })
}

/** Every folder that is kept and not over, with how big it is; the one whose meeting begins first comes first. */
export async function keptList(now: number): Promise<readonly (KeptFolder & { readonly bytes: number })[]> {
  const folders = await keptFolders(now)
  return folders
    .map((kept) => ({ ...kept, bytes: sizeOf(kept) }))
    .sort((one, other) => one.folder.startsAt.localeCompare(other.folder.startsAt))
}

/** How much is kept, folder by folder. */
export function keptSizes(): Promise<readonly KeptSize[]> {
  return canKeep() ? alone(sizes) : Promise.resolve([])
}

/** How an attempt to keep a folder ended. */
export type Keeping = 'kept' | 'full' | 'not_wanted' | 'signed_out'

/**
 * Keeps a folder as the server has just given it to a person, or renews it. What was seen of it before stays seen. What is kept by
 * itself is not kept against a person's will.
 */
export async function keepFolder(
  personId: string,
  folder: MeetingFolder,
  { isByHand, at }: { readonly isByHand: boolean; readonly at: string },
): Promise<Keeping> {
  if (!canKeep()) return 'not_wanted'
  return alone(async (store) => {
    const session = await read<SessionInfo>(store, personKey)
    if (session?.person.id !== personId) return 'signed_out'
    if (!isByHand && (await store.match(declinedKey(folder.id)))) return 'not_wanted'
    const before = await read<KeptFolder>(store, folderKey(folder.id))
    const kept: KeptFolder = {
      folder,
      checkedAt: at,
      isByHand: isByHand || before?.isByHand === true,
      seen: before?.seen ?? null,
      replaced: before ? replacedBy(before, folder) : [],
    }
    const bytes = sizeOf(kept)
    const size = { meetingId: folder.id, startsAt: folder.startsAt, isByHand: kept.isByHand, bytes }
    const going = bytes > mostBytes ? null : whatGoesFor(size, await sizes(store))
    if (!going) return 'full'
    for (const meetingId of going) await store.delete(folderKey(meetingId))
    if (isByHand) await store.delete(declinedKey(folder.id))
    try {
      await write(store, folderKey(folder.id), kept)
      return 'kept'
    } catch {
      // The browser has less room than we count with.
      return 'full'
    }
  })
}

/** Renews a folder that is kept; one that is not stays so. */
export async function renewFolder(personId: string, folder: MeetingFolder, at: string): Promise<void> {
  if (!canKeep()) return
  const isKept = await alone(async (store) => (await store.match(folderKey(folder.id))) !== undefined)
  if (isKept) await keepFolder(personId, folder, { isByHand: false, at })
}

/** Removes a folder from this device; by a person's hand it does not come back by itself. */
export async function dropFolder(
  meetingId: string,
  { isByHand }: { readonly isByHand: boolean },
): Promise<void> {
  if (!canKeep()) return
  await alone(async (store) => {
    await store.delete(folderKey(meetingId))
    if (isByHand) await write(store, declinedKey(meetingId), true)
  })
}

/** Notes what of a kept folder is on the screen. */
export async function noteSeen(meetingId: string, seen: Seen): Promise<void> {
  if (!canKeep()) return
  await alone(async (store) => {
    const kept = await read<KeptFolder>(store, folderKey(meetingId))
    if (kept) await write(store, folderKey(meetingId), { ...kept, seen })
  })
}

/** Notes of the kept folders with its position that a text was replaced. */
export async function noteReplaced(text: ReplacedText): Promise<void> {
  if (!canKeep()) return
  await alone(async (store) => {
    for (const { request, folder: kept } of await all(store)) {
      const replaced = replacedBy({ ...kept, replaced: [text, ...(kept.replaced ?? [])] }, kept.folder)
      if (replaced.length > (kept.replaced?.length ?? 0))
        await store.put(request, Response.json({ ...kept, replaced }))
    }
  })
}

async function all(store: Cache): Promise<readonly { request: Request; folder: KeptFolder }[]> {
  const found: { request: Request; folder: KeptFolder }[] = []
  for (const request of await store.keys()) {
    if (!new URL(request.url).pathname.startsWith(folderKey(''))) continue
    const folder = await read<KeptFolder>(store, new URL(request.url).pathname)
    if (folder) found.push({ request, folder })
  }
  return found
}

async function sizes(store: Cache): Promise<readonly KeptSize[]> {
  return (await all(store)).map(({ folder }) => ({
    meetingId: folder.folder.id,
    startsAt: folder.folder.startsAt,
    isByHand: folder.isByHand,
    bytes: sizeOf(folder),
  }))
}

function sizeOf(folder: KeptFolder): number {
  return new Blob([JSON.stringify(folder)]).size
}
