import type * as Y from 'yjs'
import type { AuthoredPiece } from './moved-text.ts'
import type { SectionName } from './section-names.ts'

/** What a person did to one section of a text in some time, in characters. */
export interface Contribution {
  /** Null for the server. */
  readonly personId: string | null
  /** Null for text outside of all sections. */
  readonly section: SectionName | null
  /** Written, and there at the end. */
  readonly written: number
  /** There at the beginning, and removed; what only moved is not. */
  readonly removed: number
  /** Moved to where it is at the end, whoever wrote it. */
  readonly moved: number
}

/** What happened after one entry of the log and up to another. */
export interface Span {
  /** Index of the last entry before; -1 for none. */
  readonly after: number
  readonly through: number
}

type Amount = 'written' | 'removed' | 'moved'

/** Who contributed what between two entries. What came and went in that time counts for nobody. */
export function contributionsOf(
  pieces: readonly AuthoredPiece[],
  names: ReadonlyMap<Y.XmlElement, SectionName>,
  { after, through }: Span,
): readonly Contribution[] {
  const totals = new Map<string, Contribution>()
  const count = (amount: Amount, personId: string | null, { section, length }: AuthoredPiece) => {
    const name = (section && names.get(section)) ?? null
    const key = JSON.stringify([personId, name?.id ?? null])
    const total = totals.get(key) ?? { personId, section: name, written: 0, removed: 0, moved: 0 }
    totals.set(key, { ...total, [amount]: total[amount] + length })
  }
  const isThen = ({ entry }: { readonly entry: number }) => entry > after && entry <= through
  for (const piece of pieces) {
    const { written, author, removed, isMovedAway } = piece
    if (written.entry > through) continue
    if (!removed || removed.entry > through) {
      if (isThen(author)) count('written', author.personId, piece)
      else if (isThen(written)) count('moved', written.personId, piece)
    } else if (isThen(removed) && author.entry <= after && !isMovedAway) {
      count('removed', removed.personId, piece)
    }
  }
  return [...totals.values()]
}
