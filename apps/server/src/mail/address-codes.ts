import { randomInt, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../clock.ts'

const lasts = 60 * 60 * 1000
/** Between two codes for one person. */
const pause = 60_000
const mostGuesses = 5

/** An address that somebody wants their mails to go to, and the one that they went to when this was asked for. */
export interface AddressChange {
  readonly address: string
  readonly before: string | null
}

/** The codes by which people show that an address is theirs; in memory: after a restart one asks again. */
export interface AddressCodes {
  /** A new code for an address in the stead of another, or of none; it takes the place of the code before. Null within a minute of that. */
  give(personId: string, change: AddressChange): string | null
  /** What this is the code of; it is used up, and so it is by five wrong ones. */
  take(personId: string, code: string): AddressChange | null
}

export function createAddressCodes(clock: Clock): AddressCodes {
  const waiting = new Map<string, { change: AddressChange; code: string; givenAt: number; guesses: number }>()
  return {
    give(personId, change) {
      const now = Date.parse(clock.now())
      for (const [id, { givenAt }] of waiting) if (now - givenAt > lasts) waiting.delete(id)
      const before = waiting.get(personId)
      if (before && now - before.givenAt < pause) return null
      const code = String(randomInt(1_000_000)).padStart(6, '0')
      waiting.set(personId, { change, code, givenAt: now, guesses: 0 })
      return code
    },
    take(personId, code) {
      const known = waiting.get(personId)
      if (!known || Date.parse(clock.now()) - known.givenAt > lasts || known.guesses >= mostGuesses)
        return null
      known.guesses += 1
      const [given, right] = [Buffer.from(code), Buffer.from(known.code)]
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null
      // What was given stays known, so that the pause holds; it cannot be used again.
      known.guesses = mostGuesses
      return known.change
    },
  }
}
