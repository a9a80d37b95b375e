/** So many seconds' worth may come at once after a while of rest. */
export const burstSeconds = 10

/** Counts what may come: a steady rate, with some of it at once. */
export class TokenBucket {
  readonly #perMillisecond: number
  readonly #most: number
  #left: number
  #at: number

  /** `perSecond` units from the instant `now` (milliseconds) on. */
  constructor(perSecond: number, now: number) {
    this.#perMillisecond = perSecond / 1000
    this.#most = perSecond * burstSeconds
    this.#left = this.#most
    this.#at = now
  }

  /** Takes so many units at an instant; false when there are not enough. */
  take(units: number, now: number): boolean {
    // A clock that was set back gives nothing and takes nothing.
    const passed = Math.max(0, now - this.#at)
    this.#left = Math.min(this.#most, this.#left + passed * this.#perMillisecond)
    this.#at = now
    if (this.#left < units) return false
    this.#left -= units
    return true
  }

  /** Gives units back that turned out to cost less. */
  giveBack(units: number): void {
    this.#left = Math.min(this.#most, this.#left + units)
  }
}
