import type { Outage } from '@samsyn/domain'
import type { Storage } from '@samsyn/storage'
import type { Logger } from 'pino'
import type { Clock } from './clock.ts'

const beatsEvery = 60_000
/** Where no beat came for so long the server did not run, or could store nothing. */
const missedAfter = 2 * beatsEvery

export interface Heartbeat {
  /** Says that the server runs now: from then on it is known whether it did before. */
  beat(): Promise<void>
  stop(): Promise<void>
}

/**
 * Keeps in the database that the server runs, and when it did not: stopped, asleep, without its database, or its clock was set forward. Resolves
 * when it is known for the time before this start.
 */
export async function keepHeartbeat(
  storage: Storage,
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
): Promise<Heartbeat> {
  let stored = await storage.tables.heartbeat.last()
  let last = stored
  let missed: Outage[] = []
  let running: Promise<void> = Promise.resolve()
  /** The next write, which has not begun: it takes along whatever comes until then. */
  let waiting: Promise<void> | null = null

  function note(): void {
    const at = clock.now()
    if (last !== null && Date.parse(at) - Date.parse(last) > missedAfter) missed.push({ from: last, to: at })
    last = at
  }

  async function store(): Promise<void> {
    const [at, outages] = [last, missed]
    if (at === null) return
    missed = []
    try {
      await storage.transaction(async ({ heartbeat }) => {
        for (const outage of outages) await heartbeat.missed(outage)
        await heartbeat.beat(at)
      })
      stored = at
    } catch (error) {
      // What cannot be stored is as if it had not run.
      missed = outages.filter(({ from }) => stored === null || from < stored)
      last = stored
      throw error
    }
    for (const outage of outages) logger.warn(outage, 'the server did not run')
  }

  function write(): Promise<void> {
    waiting ??= running
      .catch(() => undefined)
      .then(() => {
        waiting = null
        running = store()
        return running
      })
    return waiting
  }

  const beat = (): Promise<void> => {
    note()
    return write()
  }

  const tryToBeat = () =>
    beat().catch((error: unknown) => logger.error({ err: error }, 'that the server runs could not be stored'))
  await tryToBeat()
  const cancel = clock.every(beatsEvery, () => void tryToBeat())
  return {
    beat,
    async stop() {
      cancel()
      await (waiting ?? running).catch(() => undefined)
    },
  }
}
