import type { DraftAuthorship, Writer } from '@samsyn/protocol'

/** What is known of a stretch of text. Writers are null for the server, which wrote the first text. */
export interface Written {
  /** Who wrote the words first. */
  readonly author: Writer | null
  /** When, in minutes since 1970; null for what came after the server was asked: just now. */
  readonly minute: number | null
  /** Who put them where they stand, if that is somebody else. */
  readonly movedBy: Writer | null
}

/** So many Yjs ids of which the same is known; null where nothing is known yet. */
export interface Stretch {
  readonly length: number
  readonly written: Written | null
}

/** Who wrote which Yjs ids of a draft. */
export interface AuthorshipIndex {
  /** Cuts ids of one client into stretches. */
  stretches(client: number, clock: number, length: number): readonly Stretch[]
}

type Run = DraftAuthorship['clients'][number]['runs'][number]

/**
 * An index of what the server told. For ids that came later `ownerOf` is asked whose the client id is: the server names
 * everybody who has the draft open; undefined where it has not.
 */
export function authorshipIndex(
  { writers, clients }: DraftAuthorship,
  ownerOf: (client: number) => Writer | null | undefined,
): AuthorshipIndex {
  const writerAt = (place: number | null): Writer | null => (place === null ? null : (writers[place] ?? null))
  const known = new Map(
    clients.map(({ client, owner, runs }) => [client, { owner: writerAt(owner), runs }] as const),
  )
  const told = (run: Run, owner: Writer | null): Written => {
    const author = writerAt(run[2])
    return { author, minute: run[3], movedBy: author?.id === owner?.id ? null : owner }
  }
  return {
    stretches(client, clock, length) {
      const { owner, runs } = known.get(client) ?? { owner: ownerOf(client), runs: [] }
      const later = owner === undefined ? null : { author: owner, minute: null, movedBy: null }
      const found: Stretch[] = []
      const end = clock + length
      let at = clock
      for (let index = firstEndingAfter(runs, clock); at < end; index += 1) {
        const run = runs[index]
        const start = Math.min(run?.[0] ?? end, end)
        if (at < start) found.push({ length: start - at, written: later })
        if (!run || start === end) break
        at = Math.max(at, start)
        const stop = Math.min(run[0] + run[1], end)
        found.push({ length: stop - at, written: told(run, owner ?? null) })
        at = stop
      }
      return found
    },
  }
}

function firstEndingAfter(runs: readonly Run[], clock: number): number {
  let [low, high] = [0, runs.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const [start, length] = runs[middle] ?? [0, 0]
    if (start + length <= clock) low = middle + 1
    else high = middle
  }
  return low
}
