import type { Clock } from '../../src/clock.ts'

/** A clock that the test sets: time passes when it says so, and timers that have become due fire then. */
export interface ManualClock extends Clock {
  advance(milliseconds: number): void
  /** Sets the clock as somebody sets that of a machine: no timer follows it. */
  jump(milliseconds: number): void
}

/** A clock for tests, which begins at this instant. */
export function manualClock(start: string): ManualClock {
  let now = Date.parse(start)
  /** By so much it was set. */
  let jumped = 0
  let timers: { at: number; callback: () => void }[] = []
  let repeated: { next: number; milliseconds: number; callback: () => void }[] = []
  return {
    now: () => new Date(now).toISOString(),
    elapsed: () => now - jumped,
    after(milliseconds, callback) {
      const timer = { at: now + milliseconds, callback }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    every(milliseconds, callback) {
      const timer = { next: now + milliseconds, milliseconds, callback }
      repeated.push(timer)
      return () => {
        repeated = repeated.filter((other) => other !== timer)
      }
    },
    advance(milliseconds) {
      const end = now + milliseconds
      // Meanwhile, as it comes.
      for (const timer of repeated)
        for (; timer.next <= end; timer.next += timer.milliseconds) {
          now = timer.next
          timer.callback()
        }
      now = end
      const due = timers.filter((timer) => timer.at <= now)
      timers = timers.filter((timer) => timer.at > now)
      for (const { callback } of due) callback()
    },
    jump(milliseconds) {
      now += milliseconds
      jumped += milliseconds
      timers = timers.map((timer) => Object.assign(timer, { at: timer.at + milliseconds }))
      for (const timer of repeated) timer.next += milliseconds
    },
  }
}
