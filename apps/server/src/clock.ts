/** The one clock of the server; tests pass their own. */
export interface Clock {
  /** The present instant, ISO 8601 in UTC. */
  now(): string
  /** Calls back once, about `milliseconds` from now; returns how to call it off. */
  after(milliseconds: number, callback: () => void): () => void
}

/** The machine's clock. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
