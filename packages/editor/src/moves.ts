import { isSameSection, type Pair } from './align.ts'
import { type Piece, similarity } from './piece.ts'

/** How alike a block must be to one that went, to be shown as that block moved. */
const moved = 0.8
/** Shorter texts are too alike by chance to be called moved. */
const fewestWords = 4

/** Which removed piece went where, and which added piece came from where. */
export interface Moves {
  readonly to: ReadonlyMap<Piece, Piece>
  readonly from: ReadonlyMap<Piece, Piece>
}

interface Candidate {
  readonly piece: Piece
  readonly ancestors: readonly Piece[]
}

/** Finds the moves among pieces that are in one document only, wherever in it they stand; the outermost first. */
export function movesAmong(spare: readonly Pair[]): Moves {
  const to = new Map<Piece, Piece>()
  const from = new Map<Piece, Piece>()
  const added = spare.flatMap(([one, other]) => (!one && other ? candidatesIn(other, []) : []))
  const blocked = new Set<Piece>()
  const visit = (piece: Piece) => {
    const found = bestFor(
      piece,
      added.filter(
        ({ piece: other, ancestors }) => !blocked.has(other) && !ancestors.some((a) => from.has(a)),
      ),
    )
    if (!found) {
      piece.children.forEach(visit)
      return
    }
    to.set(piece, found.piece)
    from.set(found.piece, piece)
    for (const gone of [found.piece, ...found.ancestors]) blocked.add(gone)
  }
  for (const [one, other] of spare) if (one && !other) visit(one)
  return { to, from }
}

function candidatesIn(piece: Piece, ancestors: readonly Piece[]): readonly Candidate[] {
  const inside = piece.children.flatMap((child) => candidatesIn(child, [...ancestors, piece]))
  return [{ piece, ancestors }, ...inside]
}

function bestFor(piece: Piece, added: readonly Candidate[]): Candidate | null {
  if (!isMovable(piece)) return null
  let best: { readonly candidate: Candidate; readonly score: number } | null = null
  for (const candidate of added) {
    const score = likenessOfMove(piece, candidate.piece)
    if (score >= moved && score > (best?.score ?? 0)) best = { candidate, score }
  }
  return best?.candidate ?? null
}

function isMovable({ node, words }: Piece): boolean {
  if (node.type === 'section') return true
  const staysInPlace =
    node.type === 'sectionTitle' || node.type === 'tableCell' || node.type === 'tableHeader'
  return !staysInPlace && words.length >= fewestWords
}

function likenessOfMove(one: Piece, other: Piece): number {
  if (one.node.type !== other.node.type) return 0
  if (isSameSection(one, other)) return 2
  if (one.key === other.key) return 1.5
  const [fewer, more] = [one.words.length, other.words.length].sort((a, b) => a - b)
  // Cannot reach the mark with words of so different number.
  if ((2 * (fewer ?? 0)) / ((fewer ?? 0) + (more ?? 0)) < moved) return 0
  return one.words.length < fewestWords ? 0 : similarity(one, other)
}
