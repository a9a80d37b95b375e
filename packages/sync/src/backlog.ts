import type { RoomSession } from './session.ts'

/** What waits to be sent on all lines of the process together. */
export class Backlog {
  readonly #mostBytes: number
  readonly #sessions: () => readonly RoomSession[]
  /** As it was when each line was last looked at. */
  #bytes = 0
  #isRelieving = false

  constructor(mostBytes: number, sessions: () => readonly RoomSession[]) {
    this.#mostBytes = mostBytes
    this.#sessions = sessions
  }

  /** So many bytes more were seen to wait on a line, or fewer. */
  changed(bytes: number): void {
    this.#bytes += bytes
    if (this.#bytes > this.#mostBytes) this.relieve()
  }

  /** Looks at all lines anew. While too much waits, of the person for whom most does the line with most of it is closed. */
  relieve(): void {
    if (this.#isRelieving) return
    this.#isRelieving = true
    for (const session of this.#sessions()) session.weigh()
    while (this.#bytes > this.#mostBytes) {
      const slowest = slowestOf(this.#sessions())
      if (!slowest) break
      slowest.close('too_slow')
    }
    this.#isRelieving = false
  }
}

/** One account may have many lines of which none is the longest. */
function slowestOf(sessions: readonly RoomSession[]): RoomSession | undefined {
  const waiting = sessions.filter(({ waitingBytes }) => waitingBytes > 0)
  const people = [...Map.groupBy(waiting, ({ identity }) => identity.personId).values()]
  const sum = (lines: readonly RoomSession[]) => lines.reduce((bytes, line) => bytes + line.waitingBytes, 0)
  return most(most(people, sum) ?? [], ({ waitingBytes }) => waitingBytes)
}

function most<Item>(items: readonly Item[], of: (item: Item) => number): Item | undefined {
  return [...items].sort((one, other) => of(other) - of(one))[0]
}
