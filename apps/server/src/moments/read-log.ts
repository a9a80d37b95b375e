import type { Tables } from '@samsyn/storage'
import type { Parts, ReplayThread } from './replay-thread.ts'

/** Entries that are fetched from the database in one go, so that nobody waits long behind a long log. */
const entriesAtATime = 1_000

/** Makes of a draft, as it stood at a place of its log, what is ordered; null where no text can be read. */
export async function readLog<Order, Value>(
  tables: Tables,
  thread: ReplayThread<Order, Value>,
  { draftId, place, order }: { readonly draftId: string; readonly place: number; readonly order: Order },
): Promise<Value | null> {
  const snapshot = await tables.updates.snapshotBy(draftId, place)
  if (snapshot) {
    const parts = partsOf(tables, draftId, { after: snapshot.through, place, first: [snapshot.update] })
    const { value, leftOut } = await thread.replay(parts, order)
    if (value !== null && leftOut === 0) return value
    // Snapshots are worth nothing without the log; the entries alone say the same (sync SPEC G5).
  }
  const { value } = await thread.replay(partsOf(tables, draftId, { after: 0, place, first: [] }), order)
  return value
}

async function* partsOf(
  { updates }: Tables,
  draftId: string,
  {
    after,
    place,
    first,
  }: { readonly after: number; readonly place: number; readonly first: readonly Uint8Array[] },
): Parts {
  let part = first
  for (let from = after; ; ) {
    const page = await updates.page(draftId, { after: from, through: place, most: entriesAtATime })
    part = [...part, ...page.map(({ update }) => update)]
    if (part.length > 0) yield part
    if (page.length < entriesAtATime) return
    part = []
    from = page.at(-1)?.sequence ?? place
    // The database may answer without leaving the thread; the sessions get their turn between two parts.
    await new Promise(setImmediate)
  }
}
