import { ok, refuse } from '@samsyn/domain'
import type { Storage } from '@samsyn/storage'
import type { Logger } from 'pino'
import type { Outcome } from '../refusal.ts'
import { type DraftMoment, momentOf } from './draft-moment.ts'
import { readLog } from './read-log.ts'
import { createReplayThread } from './replay-thread.ts'

/** Drafts as they stood at any time. */
export interface DraftMoments {
  /**
   * The draft as of the last entry that the server had taken by an instant (ISO 8601 in UTC, to the millisecond), or as
   * it stands now where `at` is null. Refuses `no_text_then`, `draft_unreadable`, and `busy` when too many ask at once.
   */
  read(draftId: string, at: string | null): Promise<Outcome<DraftMoment>>
  /** The same as of an entry, by its place in the log. */
  readThrough(draftId: string, place: number): Promise<Outcome<DraftMoment>>
  /** Forgets everything of a draft whose log has lost entries. */
  forget(draftId: string): Promise<void>
  close(): Promise<void>
}

/** Drafts that may wait to be replayed, the one in hand included. */
const mostWaiting = 24
/** Texts that are kept: what was once never changes. */
const mostKept = 48

/** Reads drafts out of the update log: one at a time, each moment once, long ones in a thread of their own. */
export function createDraftMoments({ tables }: Pick<Storage, 'tables'>, logger: Logger): DraftMoments {
  const thread = createReplayThread<null, DraftMoment>(
    new URL('./replay-worker.ts', import.meta.url),
    momentOf,
  )
  const kept = new Map<string, DraftMoment>()
  const underWay = new Map<string, Promise<DraftMoment | null>>()
  let last: Promise<unknown> = Promise.resolve()

  async function replayed(draftId: string, place: number): Promise<DraftMoment | null> {
    const moment = await readLog(tables, thread, { draftId, place, order: null })
    if (!moment) logger.error({ draftId, place }, 'a draft cannot be read as it stood')
    return moment
  }

  function keep(key: string, moment: DraftMoment): void {
    kept.delete(key)
    kept.set(key, moment)
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break
      kept.delete(oldest)
    }
  }

  async function readThrough(draftId: string, place: number): Promise<Outcome<DraftMoment>> {
    const key = `${draftId} ${place}`
    const known = kept.get(key)
    if (known) {
      keep(key, known)
      return ok(known)
    }
    let reading = underWay.get(key)
    if (!reading) {
      if (underWay.size >= mostWaiting) return refuse({ code: 'busy' })
      reading = last.then(() => replayed(draftId, place))
      underWay.set(key, reading)
      last = reading
        .then(
          (moment) => moment && keep(key, moment),
          () => undefined,
        )
        .finally(() => underWay.delete(key))
    }
    const moment = await reading
    return moment ? ok(moment) : refuse({ code: 'draft_unreadable' })
  }

  return {
    async read(draftId, at) {
      const place = await tables.updates.lastPlace(draftId, at)
      return place === null ? refuse({ code: 'no_text_then' }) : readThrough(draftId, place)
    },
    readThrough,
    async forget(draftId) {
      // In turn, so that nothing that is under way is kept after it.
      const forgetting = last.then(() => {
        for (const key of [...kept.keys()]) if (key.startsWith(`${draftId} `)) kept.delete(key)
      })
      last = forgetting
      await forgetting
    },
    close: () => thread.close(),
  }
}
