import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** A run of Yjs ids: `length` clocks of one client from `clock` on. */
export interface Span {
  readonly client: number
  readonly clock: number
  readonly length: number
}

/** A set of Yjs ids, kept as sorted runs that do not touch: what has been deleted in a draft. */
export class IdRanges {
  /** Starts and ends by turns, of each client. */
  readonly #runs = new Map<number, number[]>()

  add({ client, clock, length }: Span): void {
    const end = clock + length
    const runs = this.#runs.get(client)
    if (!runs) {
      this.#runs.set(client, [clock, end])
      return
    }
    const last = runs.length - 1
    const lastEnd = runs[last] ?? 0
    if (clock > lastEnd) {
      runs.push(clock, end)
      return
    }
    // The first run that ends at or after the start, and the first that begins after the end.
    const from = firstAtOrAfter(runs, 1, clock)
    const to = firstAtOrAfter(runs, 0, end + 1)
    const start = from < to ? Math.min(clock, runs[from * 2] ?? clock) : clock
    const stop = from < to ? Math.max(end, runs[to * 2 - 1] ?? end) : end
    runs.splice(from * 2, (to - from) * 2, start, stop)
  }

  /** Adds many: of those that belong to one client and come sorted and apart, as an update's do, in one go. */
  addAll(spans: Iterable<Span>): void {
    for (const [client, own] of Map.groupBy(spans, (span) => span.client)) {
      const runs = this.#runs.get(client)
      if (runs && own.length >= many && areSorted(own)) this.#runs.set(client, merged(runs, own))
      else for (const span of own) this.add(span)
    }
  }

  /** How many runs there are. */
  get size(): number {
    let count = 0
    for (const runs of this.#runs.values()) count += runs.length / 2
    return count
  }

  /** The same set, to be changed by itself. */
  copy(): IdRanges {
    const other = new IdRanges()
    for (const [client, runs] of this.#runs) other.#runs.set(client, [...runs])
    return other
  }

  /** Whether every id of the span is in the set. */
  has({ client, clock, length }: Span): boolean {
    const runs = this.#runs.get(client)
    if (!runs) return false
    const run = firstAtOrAfter(runs, 1, clock + length)
    const start = runs[run * 2]
    return start !== undefined && start <= clock
  }

  /** Every run, in no order. */
  *spans(): Generator<Span> {
    for (const [client, runs] of this.#runs) {
      for (let index = 0; index < runs.length; index += 2) {
        const [start = 0, end = 0] = [runs[index], runs[index + 1]]
        yield { client, clock: start, length: end - start }
      }
    }
  }

  /** A Yjs update, encoding v1, that deletes the set and brings nothing else. */
  asUpdate(): Uint8Array {
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 0)
      this.write(encoder)
    })
  }

  /** Writes the set as a Yjs update has it, encoding v1. */
  write(encoder: encoding.Encoder): void {
    encoding.writeVarUint(encoder, this.#runs.size)
    for (const [client, runs] of this.#runs) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, runs.length / 2)
      for (let index = 0; index < runs.length; index += 2) {
        const [start = 0, end = 0] = [runs[index], runs[index + 1]]
        encoding.writeVarUint(encoder, start)
        encoding.writeVarUint(encoder, end - start)
      }
    }
  }

  /** Reads what `write` wrote. */
  static read(decoder: decoding.Decoder): IdRanges {
    const ranges = new IdRanges()
    for (let clients = decoding.readVarUint(decoder); clients > 0; clients -= 1) {
      const client = decoding.readVarUint(decoder)
      for (let runs = decoding.readVarUint(decoder); runs > 0; runs -= 1) {
        const clock = decoding.readVarUint(decoder)
        ranges.add({ client, clock, length: decoding.readVarUint(decoder) })
      }
    }
    return ranges
  }

  /** The set of several spans. */
  static of(spans: Iterable<Span>): IdRanges {
    const ranges = new IdRanges()
    for (const span of spans) ranges.add(span)
    return ranges
  }
}

/** To put fewer than these into their places one by one moves less than writing all of it anew. */
const many = 32

function areSorted(spans: readonly Span[]): boolean {
  return spans.every(({ clock }, index) => {
    const before = spans[index - 1]
    return before === undefined || before.clock + before.length < clock
  })
}

/** Runs with sorted spans put in, as runs that do not touch. */
function merged(runs: readonly number[], spans: readonly Span[]): number[] {
  const all: number[] = []
  const put = (start: number, end: number) => {
    const last = all.length - 1
    const lastEnd = all[last]
    if (lastEnd !== undefined && start <= lastEnd) all[last] = Math.max(lastEnd, end)
    else all.push(start, end)
  }
  let at = 0
  for (const { clock, length } of spans) {
    for (; at < runs.length && (runs[at] ?? 0) < clock; at += 2) put(runs[at] ?? 0, runs[at + 1] ?? 0)
    put(clock, clock + length)
  }
  for (; at < runs.length; at += 2) put(runs[at] ?? 0, runs[at + 1] ?? 0)
  return all
}

/** Number of the first run whose start (offset 0) or end (offset 1) is not below the value. */
function firstAtOrAfter(runs: readonly number[], offset: 0 | 1, value: number): number {
  let [low, high] = [0, runs.length / 2]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((runs[middle * 2 + offset] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
