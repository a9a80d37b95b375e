import { useEffect, useEffectEvent, useRef } from 'react'
import { whenIdle } from '../../app/idle.ts'

/** What is kept is renewed no more often than this, in milliseconds. */
const pause = 5_000
/** How long what the page shows goes first, in milliseconds, where the browser is never idle. */
const patience = 1_000

/**
 * Does something after each contact with the server: `contactAt` is when the last one was, null for none. The first time waits so
 * many milliseconds, and what comes soon after another is gathered.
 */
export function useEachContact(contactAt: number | null, work: () => void, wait: number): void {
  const dueAt = useRef<number | null>(null)
  const begin = useEffectEvent(work)
  useEffect(() => {
    if (contactAt === null) return
    dueAt.current ??= performance.now() + wait
    let leave: (() => void) | null = null
    const timer = setTimeout(
      () => {
        leave = whenIdle(() => {
          dueAt.current = performance.now() + pause
          begin()
        }, patience)
      },
      Math.max(0, dueAt.current - performance.now()),
    )
    return () => {
      clearTimeout(timer)
      leave?.()
    }
  }, [contactAt, wait])
}
