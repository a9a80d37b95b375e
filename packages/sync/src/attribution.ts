import { readContents } from './update-contents.ts'
import type { LogEntry } from './update-log.ts'

/** Who did something to a text, and when the server took it. */
export interface Mark {
  /** Null for the server, which wrote the first text. */
  readonly personId: string | null
  /** Instant, ISO 8601 in UTC. */
  readonly at: string
}

/** A mark, and the number of the entry that made it: clocks can be set back, the log's order cannot. */
export interface Claim extends Mark {
  readonly entry: number
}

/** Ids of one client that share who wrote them and who removed them. */
export interface MarkedRun {
  readonly clock: number
  readonly length: number
  readonly written: Claim
  /** Null for what is still there, and for what Yjs removed together with what was around it. */
  readonly removed: Claim | null
}

interface Range extends Claim {
  readonly start: number
  readonly end: number
}

/** For every Yjs id of a draft which entry of the log brought it, and which one removed it first. */
export class Attribution {
  readonly #written = new Map<number, Range[]>()
  readonly #removed = new Map<number, Range[]>()

  /** Takes in the next entry of the log, of that number. */
  add(entry: number, { update, personId, at }: LogEntry): void {
    const { structs, deletions } = readContents(update)
    for (const { client, clock, length } of structs) {
      claim(this.#written, client, { start: clock, end: clock + length, entry, personId, at })
    }
    for (const { client, clock, length } of deletions) {
      claim(this.#removed, client, { start: clock, end: clock + length, entry, personId, at })
    }
  }

  /** Every client id that wrote, and the person it belongs to: whoever first wrote under it. */
  *owners(): Generator<readonly [client: number, personId: string | null]> {
    for (const [client, [first]] of this.#written) if (first) yield [client, first.personId]
  }

  /** Who removed an id; null for one that is there, or that went with what was around it. */
  removal(client: number, clock: number): Claim | null {
    const remover = rangeAt(this.#removed.get(client) ?? [], clock)
    return remover ? claimOf(remover) : null
  }

  /** Cuts ids of one client into runs of one author and one fate. Throws for ids that no entry brought. */
  *runs(client: number, clock: number, length: number): Generator<MarkedRun> {
    const [written, removed] = [this.#written.get(client) ?? [], this.#removed.get(client) ?? []]
    for (let at = clock; at < clock + length; ) {
      const author = rangeAt(written, at)
      if (!author) throw new Error(`No entry of the log brought the id ${client}:${at}`)
      const remover = rangeAt(removed, at)
      const next = remover ? remover.end : nextStart(removed, at)
      const end = Math.min(author.end, next, clock + length)
      yield {
        clock: at,
        length: end - at,
        written: claimOf(author),
        removed: remover ? claimOf(remover) : null,
      }
      at = end
    }
  }
}

function claimOf({ entry, personId, at }: Range): Claim {
  return { entry, personId, at }
}

/** Adds what of a range nobody has claimed yet; ranges stay sorted and apart. */
function claim(all: Map<number, Range[]>, client: number, claimed: Range): void {
  const ranges = all.get(client)
  if (!ranges) {
    all.set(client, [claimed])
    return
  }
  let index = firstEndingAfter(ranges, claimed.start)
  for (let start = claimed.start; start < claimed.end; ) {
    const known = ranges[index]
    const end = Math.min(claimed.end, known?.start ?? claimed.end)
    if (start < end) {
      ranges.splice(index, 0, { ...claimed, start, end })
      index += 1
    }
    start = Math.max(end, known?.end ?? end)
    index += 1
  }
}

function rangeAt(ranges: readonly Range[], clock: number): Range | undefined {
  const range = ranges[firstEndingAfter(ranges, clock)]
  return range && range.start <= clock ? range : undefined
}

function nextStart(ranges: readonly Range[], clock: number): number {
  return ranges[firstEndingAfter(ranges, clock)]?.start ?? Number.POSITIVE_INFINITY
}

function firstEndingAfter(ranges: readonly Range[], clock: number): number {
  const last = ranges.at(-1)
  if (!last || last.end <= clock) return ranges.length
  let [low, high] = [0, ranges.length - 1]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ranges[middle]?.end ?? 0) <= clock) low = middle + 1
    else high = middle
  }
  return low
}
