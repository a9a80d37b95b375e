import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { draftIdOf, readDraftId } from '@samsyn/domain'
import type { IndexedDraft, Storage } from '@samsyn/storage'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { readLog } from '../moments/read-log.ts'
import { createReplayThread } from '../moments/replay-thread.ts'
import type { PositionCommands } from '../position-commands.ts'
import { analysisVersion } from './analysis.ts'
import { addMissing } from './index-texts.ts'
import { draftToIndex } from './text-to-index.ts'

/** How often drafts are looked at, in milliseconds. */
export const lookEvery = 10_000
/** A draft that is being written in waits until nobody has for one look, but no longer than this. */
const longestWait = 120_000
const draftsAtATime = 200
/** After each draft the work rests for so many times as long as it took, */
const restsFor = 9
/** but no longer than this, in milliseconds; */
const longestRest = 1_000
/** and longer, about until this, while others take more than half of the server's time. */
const busyRest = 300
const busyAbove = 0.5
const lookAgainAfter = 100
/** After so long another attempt is made at texts that could not be put into the index, in milliseconds. */
const tryAgainAfter = 60 * 60 * 1000

export interface IndexKeeper {
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>
}

interface KeeperContext {
  readonly storage: Storage
  readonly commands: Pick<PositionCommands, 'onCommitted'>
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * Keeps the index of texts whole beside the work of everybody: what it lacks when the server starts (after an update of the program, or
 * when it was cleared), and the joint drafts, a while after they were written in. Own pages are never read here (ADR 29).
 */
export function keepIndex({ storage, commands, clock, logger }: KeeperContext): IndexKeeper {
  const { tables } = storage
  /** Positions whose draft may have changed in another way than by its log, as its title does. */
  let changed = new Set<string>()
  /** Where each draft stood at the last look, and since when it has been behind. */
  const seen = new Map<string, { readonly place: number; readonly behindSince: number }>()
  const failed = new Set<string>()
  let triedAt = Date.parse(clock.now())
  const thread = createReplayThread(new URL('./index-worker.ts', import.meta.url), draftToIndex)
  const stopping = new AbortController()
  let isStopped = false
  let isWhole = false
  let cancel = (): void => undefined

  async function lookAtDrafts(): Promise<void> {
    const asked = changed
    changed = new Set()
    const candidates = new Set(asked)
    if (isWhole) {
      for (const draftId of await tables.updates.recentDrafts(draftsAtATime)) {
        const place = readDraftId(draftId)
        if (place?.country === null) candidates.add(place.positionId)
      }
    } else for (const { id } of await tables.positions.all()) candidates.add(id)
    const indexed = new Map((await tables.search.drafts()).map((draft) => [draft.positionId, draft]))
    for (const positionId of candidates) {
      if (isStopped) return
      const begun = performance.now()
      await lookAt(positionId, indexed.get(positionId) ?? null).catch((error: unknown) => {
        logger.error({ err: error, positionId }, 'a draft could not be put into the index')
      })
      await rest(performance.now() - begun)
    }
    isWhole = true
  }

  /** Leaves the machine to everybody for a multiple of what was taken of it, and for longer where they need all of it. */
  async function rest(taken: number): Promise<void> {
    let next = Math.min(taken * restsFor, longestRest)
    for (let rested = 0; rested < busyRest && !isStopped; rested += next, next = lookAgainAfter) {
      const before = performance.eventLoopUtilization()
      await pause(next, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (performance.eventLoopUtilization(before).utilization <= busyAbove) return
    }
  }

  async function lookAt(positionId: string, indexed: IndexedDraft | null): Promise<void> {
    const draftId = draftIdOf({ positionId, country: null })
    const place = await tables.updates.lastPlace(draftId, null)
    const position = await tables.positions.byId(positionId)
    if (place === null || !position) return
    const isUpToDate =
      indexed?.place === place && indexed.title === position.title && indexed.analysis === analysisVersion
    if (isUpToDate || isBeingWritten(positionId, place)) return
    const purges = await tables.updates.purges(draftId)
    const [last] = await tables.updates.page(draftId, { after: place - 1, through: place, most: 1 })
    if (!last) return
    const { title, draftingLanguage: language } = position
    const order = { positionId, language, title, at: last.at, place }
    const text = await readLog(tables, thread, { draftId, place, order })
    if (!text) {
      logger.error({ positionId, place }, 'a draft cannot be read, and is not in the index')
      return
    }
    await storage.transaction(async (inside) => {
      // What was read before a purge is not written after it.
      const isThere = (await inside.positions.byId(positionId)) !== null
      if (!isThere || (await inside.updates.purges(draftId)) !== purges) return
      await inside.search.put(text)
    })
    seen.delete(positionId)
  }

  /** Whether somebody has written since the last look; the first look waits for nobody. */
  function isBeingWritten(positionId: string, place: number): boolean {
    if (!isWhole) return false
    const now = Date.parse(clock.now())
    const before = seen.get(positionId)
    seen.set(positionId, { place, behindSince: before?.behindSince ?? now })
    if (before?.place === place || (before && now - before.behindSince >= longestWait)) return false
    changed.add(positionId)
    return true
  }

  async function lookAtTexts(): Promise<void> {
    const now = Date.parse(clock.now())
    if (now - triedAt >= tryAgainAfter) {
      failed.clear()
      triedAt = now
    }
    await addMissing(storage, { logger, failed, isStopped: () => isStopped })
  }

  let underWay = Promise.resolve()
  function look(): void {
    underWay = lookAtTexts()
      .then(lookAtDrafts)
      .catch((error: unknown) => logger.error({ err: error }, 'the index could not be kept'))
      .then(() => {
        if (!isStopped) cancel = clock.after(lookEvery, look)
      })
  }

  commands.onCommitted(({ position }) => {
    changed.add(position.id)
  })
  look()
  return {
    async stop() {
      isStopped = true
      stopping.abort()
      cancel()
      await underWay
      await thread.close()
    },
  }
}
