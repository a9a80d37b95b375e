import type { Attribution, Mark } from './attribution.ts'
import type { Span } from './id-ranges.ts'
import type { AuthoredPiece } from './moved-text.ts'

/** Ids of one client that stand in the text, with whoever wrote the words first, and the minute of it. */
export interface AuthoredRun extends Span {
  readonly author: string | null
  /** Minutes since 1970, in UTC. */
  readonly minute: number
}

/** Words that one person wrote and another took away. */
export interface TakenPassage {
  readonly text: string
  readonly written: Mark
  readonly removed: Mark
  /** The character it stood behind; null at the beginning of the text. */
  readonly after: { readonly client: number; readonly clock: number } | null
}

/** Who wrote what stands in a draft, by Yjs ids, and what of it one took from another. */
export interface Authorship {
  /** Whose each client id is: for good, and as the server knows it. Null for the server's own. */
  readonly owners: readonly (readonly [client: number, personId: string | null])[]
  /** By client id, then by clock. */
  readonly runs: readonly AuthoredRun[]
  /** In the order of the text. */
  readonly taken: readonly TakenPassage[]
}

/** Reads the authorship off the pieces of a text. */
export function authorshipOf(pieces: readonly AuthoredPiece[], attribution: Attribution): Authorship {
  return { owners: [...attribution.owners()], runs: authoredRuns(pieces), taken: takenPassages(pieces) }
}

/** The minute of an instant. */
export function minuteOf(at: string): number {
  return Math.floor(Date.parse(at) / 60_000)
}

function authoredRuns(pieces: readonly AuthoredPiece[]): readonly AuthoredRun[] {
  const live = pieces.filter(({ removed }) => removed === null)
  live.sort((one, other) => one.client - other.client || one.clock - other.clock)
  const runs: AuthoredRun[] = []
  for (const { client, clock, length, author } of live) {
    const last = runs.at(-1)
    const minute = minuteOf(author.at)
    if (last?.client === client && last.author === author.personId && last.minute === minute) {
      // Ids in between are no text that is there: one run says it all the same.
      runs[runs.length - 1] = { ...last, length: clock + length - last.clock }
    } else runs.push({ client, clock, length, author: author.personId, minute })
  }
  return runs
}

function takenPassages(pieces: readonly AuthoredPiece[]): readonly TakenPassage[] {
  const passages: TakenPassage[] = []
  let after: TakenPassage['after'] = null
  for (const { client, clock, length, text, author, removed, isMovedAway } of pieces) {
    if (removed === null) {
      after = { client, clock: clock + length - 1 }
      continue
    }
    if (isMovedAway || removed.personId === author.personId) continue
    const last = passages.at(-1)
    if (last && last.after === after && isAtOnce(last.written, author) && isAtOnce(last.removed, removed)) {
      passages[passages.length - 1] = { ...last, text: last.text + text }
    } else passages.push({ text, written: markOf(author), removed: markOf(removed), after })
  }
  return passages
}

function markOf({ personId, at }: Mark): Mark {
  return { personId, at }
}

/** Of one person and about one time. */
function isAtOnce(one: Mark, other: Mark): boolean {
  return one.personId === other.personId && Math.abs(minuteOf(one.at) - minuteOf(other.at)) <= 1
}
