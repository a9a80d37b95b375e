import type { Logger } from 'pino'
import type { Clock } from './clock.ts'

const again = 1_000
const pauseAfterFault = 5_000

/** Work that the server does by itself, never twice at the same time. */
export interface Chore {
  /** Looks at once whether there is something to do. */
  wake(): void
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>
}

/** Does the work now, every second, and when woken; what fails is logged and tried again a little later. */
export function keepDoing(
  work: () => Promise<void>,
  { clock, logger, fault }: { readonly clock: Clock; readonly logger: Logger; readonly fault: string },
): Chore {
  let cancel = (): void => undefined
  let isStopped = false
  let isRunning = false
  /** Woken while the work is under way, which may have passed what it was woken for. */
  let isStale = false
  let run: Promise<void> = Promise.resolve()

  function look(): void {
    cancel()
    if (isStopped) return
    if (isRunning) {
      isStale = true
      return
    }
    isRunning = true
    isStale = false
    run = work()
      .then(() => again)
      .catch((error: unknown) => {
        logger.error({ err: error }, fault)
        return pauseAfterFault
      })
      .then((wait) => {
        isRunning = false
        if (isStopped) return
        if (isStale && wait === again) look()
        else cancel = clock.after(wait, look)
      })
  }

  look()
  return {
    wake: look,
    async stop() {
      isStopped = true
      cancel()
      await run
    },
  }
}
