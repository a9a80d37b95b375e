/** The one clock of the server; tests pass their own. */
export interface Clock {
  /** The present instant, ISO 8601 in UTC. */
  now(): string
  /** Milliseconds since some instant, which go on as ever when the clock is set. */
  elapsed(): number
  /** Calls back once, about `milliseconds` from now; returns how to call it off. */
  after(milliseconds: number, callback: () => void): () => void
  /** Calls back again and again, about every `milliseconds`; returns how to call it off. */
  every(milliseconds: number, callback: () => void): () => void
}

let lastInstant = 0
let lastText = ''

/** The machine's clock. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now() {
    const instant = Date.now()
    // Asked for with each message; under load many come in one millisecond.
    if (instant !== lastInstant) {
      lastInstant = instant
      lastText = new Date(instant).toISOString()
    }
    return lastText
  },
  elapsed: () => performance.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds)
    timer.unref()
    return () => clearTimeout(timer)
  },
  every: (milliseconds, callback) => {
    const timer = setInterval(callback, milliseconds)
    timer.unref()
    return () => clearInterval(timer)
  },
}
