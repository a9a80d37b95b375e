import type { Claim } from './attribution.ts'
import type { Piece } from './pieces.ts'

/** A piece of one author: whoever wrote its words first, through every move. */
export interface AuthoredPiece extends Piece {
  readonly author: Claim
  /** Whether it was removed only to stand elsewhere. */
  readonly isMovedAway: boolean
}

/** For so long, in milliseconds, what a person took away can be put in again as what it was. */
const heldFor = 15 * 60_000
/** So many runs that a person took away are looked through. */
const heldRuns = 64
/** Fewer characters than these are found again by chance. */
const fewest = 4
/** Text that stands between two parts of a run is looked through so far. */
const nearby = 8

/**
 * Gives text that a person takes away and puts in again at once back to those who wrote it. A paragraph that is split,
 * joined or moved reaches a ydoc as words removed and the same words written, and so does a removal that is undone.
 */
export function withAuthors(pieces: readonly Piece[]): readonly AuthoredPiece[] {
  const whole = pieces.map((piece) => new Authored(piece))
  const { inserted, removed } = runsOf(whole)
  const held = new Map<string | null, Run[]>()
  for (const entry of [...new Set([...inserted.keys(), ...removed.keys()])].sort(
    (one, other) => one - other,
  )) {
    const own = removed.get(entry) ?? []
    for (const run of inserted.get(entry) ?? []) {
      const source = findIn(own, run, { shortest: 1 }) ?? findIn(recent(held, run), run, { shortest: fewest })
      if (source) takeOver(source, run)
    }
    for (const run of own) hold(held, run)
  }
  return whole.flatMap((piece) => [...piece.parts()])
}

/** Words of one entry that stand, or stood, beside each other in one line. */
interface Run {
  readonly parts: readonly Authored[]
  readonly text: string
  readonly by: Claim
}

interface Stretch {
  readonly length: number
  readonly author: Claim
}

/** A piece while it is found out who wrote which characters of it. */
class Authored {
  readonly piece: Piece
  #stretches: readonly Stretch[]
  readonly #movedAway: { readonly from: number; readonly to: number }[] = []

  constructor(piece: Piece) {
    this.piece = piece
    this.#stretches = [{ length: piece.length, author: piece.written }]
  }

  authors(from: number, to: number): readonly Stretch[] {
    return cut(this.#stretches, from, to)
  }

  setAuthors(stretches: readonly Stretch[]): void {
    this.#stretches = stretches
  }

  moveAway(from: number, to: number): void {
    this.#movedAway.push({ from, to })
  }

  *parts(): Generator<AuthoredPiece> {
    const { clock, text } = this.piece
    const ends = new Set(this.#movedAway.flatMap(({ from, to }) => [from, to]))
    let end = 0
    for (const { length } of this.#stretches) {
      end += length
      ends.add(end)
    }
    ends.delete(0)
    let start = 0
    for (const stop of [...ends].sort((one, other) => one - other)) {
      const [stretch] = this.authors(start, stop)
      if (!stretch) throw new Error('A part of a piece has no author')
      yield {
        ...this.piece,
        clock: clock + start,
        length: stop - start,
        text: text.slice(start, stop),
        author: stretch.author,
        isMovedAway: this.#movedAway.some(({ from, to }) => from <= start && stop <= to),
      }
      start = stop
    }
  }
}

function cut(stretches: readonly Stretch[], from: number, to: number): readonly Stretch[] {
  const found: Stretch[] = []
  let start = 0
  for (const { length, author } of stretches) {
    const [first, last] = [Math.max(start, from), Math.min(start + length, to)]
    if (first < last) found.push({ length: last - first, author })
    start += length
  }
  return found
}

type Runs = ReadonlyMap<number, readonly Run[]>

/** What each entry wrote and removed, as far as words of it may have moved. */
function runsOf(pieces: readonly Authored[]): { readonly inserted: Runs; readonly removed: Runs } {
  const written = new Map<number, number>()
  const taken = new Map<number, number>()
  const count = (counts: Map<number, number>, entry: number, length: number) =>
    counts.set(entry, (counts.get(entry) ?? 0) + length)
  for (const { piece } of pieces) {
    count(written, piece.written.entry, piece.length)
    if (piece.removed) count(taken, piece.removed.entry, piece.length)
  }
  const isBoth = (entry: number) => written.has(entry) && taken.has(entry)
  return {
    inserted: gather(pieces, {
      claim: ({ written: by }) => ((written.get(by.entry) ?? 0) >= fewest || isBoth(by.entry) ? by : null),
      // Was there before, and stayed.
      parts: (between, { entry }) =>
        between.written.entry < entry && !(between.removed && between.removed.entry <= entry),
    }),
    removed: gather(pieces, {
      claim: ({ removed: by }) =>
        by && ((taken.get(by.entry) ?? 0) >= fewest || isBoth(by.entry)) ? by : null,
      parts: (between, { entry }) =>
        between.written.entry < entry && !(between.removed && between.removed.entry < entry),
    }),
  }
}

function gather(
  pieces: readonly Authored[],
  {
    claim,
    parts,
  }: {
    /** By which entry the piece belongs to a run; null for none. */
    readonly claim: (piece: Piece) => Claim | null
    /** Whether a piece between two others keeps them apart. */
    readonly parts: (between: Piece, by: Claim) => boolean
  },
): Runs {
  const found: { readonly by: Claim; readonly together: Authored[] }[] = []
  const lastOf = new Map<number, { readonly index: number; readonly together: Authored[] }>()
  for (const [index, part] of pieces.entries()) {
    const by = claim(part.piece)
    if (!by) continue
    const last = lastOf.get(by.entry)
    const isNext =
      last !== undefined &&
      pieces[last.index]?.piece.line === part.piece.line &&
      index - last.index <= nearby &&
      !pieces.slice(last.index + 1, index).some((between) => parts(between.piece, by))
    const together = isNext ? last.together : []
    if (!isNext) found.push({ by, together })
    together.push(part)
    lastOf.set(by.entry, { index, together })
  }
  const runs = new Map<number, Run[]>()
  for (const { by, together } of found) {
    const run = { parts: together, text: together.map(({ piece }) => piece.text).join(''), by }
    const known = runs.get(by.entry)
    if (known) known.push(run)
    else runs.set(by.entry, [run])
  }
  return runs
}

interface Source {
  readonly run: Run
  readonly offset: number
}

/** Where the words of a run were taken from: the same words, or, if they are not too few, longer ones with them inside. */
function findIn(runs: readonly Run[], { text }: Run, { shortest }: { shortest: number }): Source | null {
  if (text.length < shortest) return null
  const same = runs.findLast((run) => run.text === text)
  if (same) return { run: same, offset: 0 }
  if (text.length < fewest) return null
  const around = runs.slice(-heldRuns).findLast((run) => run.text.includes(text))
  return around ? { run: around, offset: around.text.indexOf(text) } : null
}

function takeOver({ run, offset }: Source, moved: Run): void {
  const length = moved.text.length
  const authors: Stretch[] = []
  let start = 0
  for (const part of run.parts) {
    const from = Math.max(0, offset - start)
    const to = Math.min(part.piece.length, offset + length - start)
    if (from < to) {
      authors.push(...part.authors(from, to))
      part.moveAway(from, to)
    }
    start += part.piece.length
  }
  start = 0
  for (const part of moved.parts) {
    part.setAuthors(cut(authors, start, start + part.piece.length))
    start += part.piece.length
  }
}

function hold(held: Map<string | null, Run[]>, run: Run): void {
  const own = held.get(run.by.personId)
  if (!own) {
    held.set(run.by.personId, [run])
    return
  }
  own.push(run)
  if (own.length > heldRuns) own.shift()
}

function recent(held: ReadonlyMap<string | null, readonly Run[]>, { by }: Run): readonly Run[] {
  const now = Date.parse(by.at)
  return (held.get(by.personId) ?? []).filter((run) => Math.abs(now - Date.parse(run.by.at)) <= heldFor)
}
