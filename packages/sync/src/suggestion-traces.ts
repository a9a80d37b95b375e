import type { Claim, Mark } from './attribution.ts'
import type { Span } from './id-ranges.ts'
import type { AuthoredPiece } from './moved-text.ts'
import type { Carrier, SuggestedChange, Words } from './suggestion-carriers.ts'

/** What the log tells of a suggestion. */
export interface SuggestionTrace {
  readonly id: string
  /** Who first wrote something under its id: for good, whoever uses the id later. */
  readonly proposed: Mark
  /** Who else wrote words that it inserts, or laid it on words. */
  readonly otherAuthors: readonly (string | null)[]
  /** Who took the last of it out of the text; null while some of it is there. */
  readonly gone: Mark | null
  /** What the text says of what became of it; null while it is there, and where the text does not tell. */
  readonly outcome: 'accepted' | 'rejected' | null
  /** Its words as they are, or as they were when it went. */
  readonly words: Readonly<Record<SuggestedChange, string>>
}

/** So many characters of each kind of words are told. */
const mostWords = 2_000

/** The traces of all suggestions that ever were in a text, in the order in which they were proposed. */
export function tracesOf(
  carriers: readonly Carrier[],
  pieces: readonly AuthoredPiece[],
): readonly SuggestionTrace[] {
  const piecesOf = piecesIn(pieces)
  const traces = [...Map.groupBy(carriers, ({ id }) => id)].map(([id, own]) => traceOf(id, own, piecesOf))
  return traces.sort((one, other) => one.entry - other.entry).map(({ trace }) => trace)
}

function traceOf(id: string, carriers: readonly Carrier[], piecesOf: PiecesOf) {
  const first = carriers.reduce((one, other) => (other.written.entry < one.written.entry ? other : one))
  const gone = goneOf(carriers)
  const last = carriers.filter(({ removed }) => !removed || (gone && removed.entry >= gone.entry))
  const parts = last.flatMap(({ change, words }) =>
    words.filter((each) => wasThere(each, gone)).map((each) => ({ ...each, change })),
  )
  const proposer = first.written.personId
  const authors = new Set(
    parts.flatMap(({ change, span }) =>
      change === 'inserted' && span ? piecesOf(span).map(({ author }) => author.personId) : [],
    ),
  )
  for (const carrier of last) {
    if (!isMoved(carrier, carriers)) authors.add(carrier.written.personId)
    for (const { personId } of carrier.extended) authors.add(personId)
  }
  authors.delete(proposer)
  const wordsOf = (change: SuggestedChange) =>
    parts
      .filter((part) => part.change === change)
      .map(({ text }) => text)
      .join('')
      .slice(0, mostWords)
  const trace: SuggestionTrace = {
    id,
    proposed: markOf(first.written),
    otherAuthors: [...authors],
    gone: gone && markOf(gone),
    outcome: gone && outcomeOf(parts, gone, piecesOf),
    words: { inserted: wordsOf('inserted'), deleted: wordsOf('deleted'), formatted: wordsOf('formatted') },
  }
  return { entry: first.written.entry, trace }
}

/** Whether somebody only put anew what they had taken away: a line that is split, joined or moved, or an undo. */
function isMoved({ change, written, words }: Carrier, all: readonly Carrier[]): boolean {
  const isTaken = (removed: Claim | null) =>
    removed !== null && removed.entry <= written.entry && removed.personId === written.personId
  const taken = all
    .filter((other) => other.change === change && other.written !== written)
    .flatMap((other) =>
      other.words.filter(
        (each) => isTaken(each.removed) || (isTaken(other.removed) && wasThere(each, other.removed)),
      ),
    )
  const put = words.filter((each) => wasThere(each, written))
  return taken.length > 0 && textOf(taken).includes(textOf(put))
}

function textOf(words: readonly Words[]): string {
  return words.map(({ text }) => text).join('')
}

/** The entry with which the last of a suggestion went; null while some of it is there. */
function goneOf(carriers: readonly Carrier[]): Claim | null {
  let last: Claim | null = null
  for (const { removed, words } of carriers) {
    // A format stays behind when the words under it go.
    const end = words.length > 0 && words.every((each) => each.removed) ? lastRemoval(words) : null
    const gone = removed && end ? (removed.entry <= end.entry ? removed : end) : (removed ?? end)
    if (!gone && words.length > 0) return null
    if (gone && (!last || gone.entry > last.entry)) last = gone
  }
  return last
}

function lastRemoval(words: readonly Words[]): Claim | null {
  return words.reduce<Claim | null>(
    (last, { removed }) => (removed && (!last || removed.entry > last.entry) ? removed : last),
    null,
  )
}

function wasThere({ written, removed }: Words, gone: Claim | null): boolean {
  if (!gone) return removed === null
  return written.entry <= gone.entry && (removed === null || removed.entry >= gone.entry)
}

function outcomeOf(
  parts: readonly (Words & { readonly change: SuggestedChange })[],
  gone: Claim,
  piecesOf: PiecesOf,
): SuggestionTrace['outcome'] {
  const told = parts.filter(({ change }) => change !== 'formatted')
  // Breaks tell little where there are words: a line may go and its words stay.
  const words = told.filter(({ span }) => span !== null)
  const outcomes = (words.length > 0 ? words : told).map(({ change, span, removed }) => {
    // Lines that are joined meanwhile reach the log as words removed and written anew.
    const isMoved = span !== null && piecesOf(span).every(({ isMovedAway }) => isMovedAway)
    const isThere = removed === null || removed.entry > gone.entry || isMoved
    return isThere === (change === 'inserted') ? 'accepted' : 'rejected'
  })
  const [outcome] = outcomes
  return outcome && outcomes.every((each) => each === outcome) ? outcome : null
}

type PiecesOf = (span: Span) => readonly AuthoredPiece[]

/** The pieces of text with given ids. */
function piecesIn(pieces: readonly AuthoredPiece[]): PiecesOf {
  const byClient = Map.groupBy(pieces, ({ client }) => client)
  for (const own of byClient.values()) own.sort((one, other) => one.clock - other.clock)
  return ({ client, clock, length }) => {
    const own = byClient.get(client) ?? []
    let [low, high] = [0, own.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      const piece = own[middle]
      if (piece && piece.clock + piece.length <= clock) low = middle + 1
      else high = middle
    }
    const end = own.findIndex((piece, index) => index >= low && piece.clock >= clock + length)
    return own.slice(low, end < 0 ? own.length : end)
  }
}

function markOf({ personId, at }: Claim): Mark {
  return { personId, at }
}
