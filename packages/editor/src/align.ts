import { type Piece, similarity } from './piece.ts'

/** Two pieces shown as one, or a piece of one side alone. */
export type Pair = readonly [Piece, Piece] | readonly [Piece, null] | readonly [null, Piece]

/** How alike two siblings must be to be shown as one changed block. */
const alike = 0.4
const alikeRow = 0.2

/**
 * Pairs siblings, order kept. Unchanged pieces that occur once on each side are fixed points; between them the sum of
 * likeness is made as great as can be (a weighted longest common subsequence).
 */
export function align(before: readonly Piece[], after: readonly Piece[]): readonly Pair[] {
  const pairs: Pair[] = []
  let [i, j] = [0, 0]
  for (const [one, other] of [...fixedPoints(before, after), [before.length, after.length] as const]) {
    pairs.push(...alignBetween(before.slice(i, one), after.slice(j, other)))
    const [left, right] = [before[one], after[other]]
    if (left && right) pairs.push([left, right])
    i = one + 1
    j = other + 1
  }
  return pairs
}

/** The longest ascending run of equal pieces that occur once on each side. */
function fixedPoints(
  before: readonly Piece[],
  after: readonly Piece[],
): readonly (readonly [number, number])[] {
  const [places, others] = [onlyPlaces(before), onlyPlaces(after)]
  const points = [...places].flatMap(([key, i]) => {
    const j = others.get(key)
    return j === undefined ? [] : [{ i, j, previous: -1 }]
  })
  // Patience: `tails[n]` is the point with the smallest j that ends a run of n + 1.
  const tails: number[] = []
  for (const [index, point] of points.entries()) {
    let [low, high] = [0, tails.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((points[tails[middle] ?? -1]?.j ?? 0) < point.j) low = middle + 1
      else high = middle
    }
    point.previous = tails[low - 1] ?? -1
    tails[low] = index
  }
  const run: (readonly [number, number])[] = []
  for (let at = points[tails.at(-1) ?? -1]; at; at = points[at.previous]) run.unshift([at.i, at.j])
  return run
}

function onlyPlaces(pieces: readonly Piece[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { key } of pieces) counts.set(key, (counts.get(key) ?? 0) + 1)
  return new Map(
    pieces.flatMap(({ key, words }, index) =>
      counts.get(key) === 1 && words.length > 0 ? [[key, index] as const] : [],
    ),
  )
}

function alignBetween(before: readonly Piece[], after: readonly Piece[]): Pair[] {
  const width = after.length + 1
  const best = new Float32Array((before.length + 1) * width)
  const likeness = new Float32Array(before.length * after.length)
  const bestAt = (i: number, j: number) => best[i * width + j] ?? 0
  const likenessAt = (i: number, j: number) => likeness[i * after.length + j] ?? 0
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      likeness[i * after.length + j] = likenessOf(before[i], after[j])
      const score = likenessAt(i, j)
      const paired = score > 0 ? score + bestAt(i + 1, j + 1) : 0
      best[i * width + j] = Math.max(paired, bestAt(i + 1, j), bestAt(i, j + 1))
    }
  }
  const pairs: Pair[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    const [one, other] = [before[i], after[j]]
    const isBeforeSpare = one && (!other || bestAt(i + 1, j) === bestAt(i, j))
    if (one && isBeforeSpare) {
      pairs.push([one, null])
      i += 1
    } else if (other && (!one || bestAt(i, j + 1) === bestAt(i, j))) {
      pairs.push([null, other])
      j += 1
    } else if (one && other) {
      pairs.push([one, other])
      i += 1
      j += 1
    }
  }
  return pairs
}

function likenessOf(one: Piece | undefined, other: Piece | undefined): number {
  if (!one || !other || one.node.type !== other.node.type) return 0
  // A section is the same section by its id, whatever became of its text.
  if (isSameSection(one, other)) return 2
  // Equal lines without words are too common to hold a place against a likeness of text.
  if (one.key === other.key) return one.words.length === 0 ? 0.1 : 1
  const score = similarity(one, other)
  switch (one.node.type) {
    // A title and a cell are the same by their place.
    case 'sectionTitle':
    case 'tableCell':
    case 'tableHeader':
      return 0.5 + score / 2
    case 'table':
      return Math.max(score, 0.2)
    case 'tableRow':
      return score >= alikeRow || hasSameFirstCell(one, other) ? Math.max(score, 0.5) : 0
    default:
      return score >= alike ? score : 0
  }
}

/** Whether two pieces are one section in two states. */
export function isSameSection({ node }: Piece, { node: other }: Piece): boolean {
  return node.type === 'section' && other.type === 'section' && node.attrs.id === other.attrs.id
}

/** In a drafting table the first cell quotes the text that the others are about. */
function hasSameFirstCell({ children: [one] }: Piece, { children: [other] }: Piece): boolean {
  return one !== undefined && one.key === other?.key && one.words.length > 0
}
