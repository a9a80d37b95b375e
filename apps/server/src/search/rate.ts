import type { Clock } from '../clock.ts'

/** How much of something each person may ask for, so that nobody keeps the others waiting. */
export interface Rate {
  /** Counts one more; false where that is too many. */
  admits(personId: string): boolean
}

/** So many in a span of so many milliseconds. */
export function createRate(
  clock: Pick<Clock, 'now'>,
  { most, span }: { readonly most: number; readonly span: number },
): Rate {
  let began = Number.NEGATIVE_INFINITY
  let counts = new Map<string, number>()
  return {
    admits(personId) {
      const now = Date.parse(clock.now())
      if (now - began >= span || now < began) {
        began = now
        counts = new Map()
      }
      const count = (counts.get(personId) ?? 0) + 1
      counts.set(personId, count)
      return count <= most
    },
  }
}
