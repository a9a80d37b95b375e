import * as Y from 'yjs'
import { Attribution, type Mark } from './attribution.ts'
import { type Authorship, authorshipOf } from './authorship.ts'
import { type Contribution, contributionsOf } from './contributions.ts'
import { type AuthoredPiece, withAuthors } from './moved-text.ts'
import { type Contents, contentsOf } from './pieces.ts'
import { type Removals, removalsOf } from './removals.ts'
import { sectionNames } from './section-names.ts'
import { carriersOf, type SuggestionNames } from './suggestion-carriers.ts'
import { type SuggestionTrace, tracesOf } from './suggestion-traces.ts'
import type { StoredEntry } from './update-log.ts'
import { type WordingNames, type WordingsPast, wordingsPast } from './wordings-past.ts'
import { type WorkSession, workSessionsOf } from './work-sessions.ts'

/** A passage of a draft, and who wrote it when. */
export interface Passage extends Mark {
  readonly text: string
}

/** A passage that is no longer there, and who took it away when. */
export interface RemovedPassage extends Passage {
  readonly removed: Mark
}

/** What happened to a text between two instants. */
export interface Changes {
  /** Written in that time; `removed` where it is gone since, whenever that was. */
  readonly written: readonly (Passage | RemovedPassage)[]
  /** Taken away in that time, whenever it was written. */
  readonly removed: readonly RemovedPassage[]
}

/** The merged state of a draft as it was at an instant: of every entry that the server had taken by then. */
export function stateAt(entries: readonly StoredEntry[], instant: string): Uint8Array {
  const ydoc = new Y.Doc()
  // Not those alone with an earlier instant: where the clock was set back, that would be a text that never was.
  const last = entries.findLastIndex(({ at }) => at <= instant)
  ydoc.transact(() => {
    for (const { update } of entries.slice(0, last + 1)) Y.applyUpdate(ydoc, update)
  })
  const state = Y.encodeStateAsUpdate(ydoc)
  ydoc.destroy()
  return state
}

/** Reads a whole log, oldest entry first. */
export function readHistory(entries: readonly StoredEntry[]): History {
  const history = new History()
  history.add(entries)
  return history
}

/**
 * What the log of one draft can answer: who wrote what, who removed it, and what the text said at any time. Authors are
 * those the server knew when it took the entry, never what the bytes say. Nothing comes from snapshots, which forget
 * what was deleted.
 */
export class History {
  // Without collection, so that removed text can still be read.
  readonly #ydoc = new Y.Doc({ gc: false })
  readonly #attribution = new Attribution()
  readonly #entries: (Mark & { readonly sequence: number })[] = []
  readonly #read = new Map<
    string,
    { readonly contents: Contents; readonly pieces: readonly AuthoredPiece[] }
  >()

  /** Place of the last entry that was taken in; 0 for none. */
  get through(): number {
    return this.#entries.at(-1)?.sequence ?? 0
  }

  /** Takes in what the log has after `through`, in its order. What cannot be applied is left out, as rooms leave it out. */
  add(entries: readonly StoredEntry[]): void {
    this.#read.clear()
    this.#ydoc.transact(() => {
      for (const entry of entries) {
        const { personId, at, sequence } = entry
        try {
          this.#attribution.add(this.#entries.length, entry)
          Y.applyUpdate(this.#ydoc, entry.update)
        } catch {
          // Reported by the room that opens the draft (R1).
        }
        this.#entries.push({ personId, at, sequence })
      }
    })
  }

  /** The live text of a root in its order, in passages of one author and one moment each. */
  passages(root: string): readonly Passage[] {
    const live = this.#pieces(root).filter(({ removed }) => removed === null)
    return joined(live.map(passageOf))
  }

  /** Everything that was ever in a root and is not any more, where it stood. */
  removedPassages(root: string): readonly RemovedPassage[] {
    return joined(this.#pieces(root).flatMap((piece) => removedPassageOf(piece) ?? []))
  }

  /** What was written and removed after `from` and up to `to` (instants, ISO 8601 in UTC). */
  changes(root: string, from: string, to: string): Changes {
    const isThen = ({ at }: Mark) => from < at && at <= to
    const all = joined(this.#pieces(root).map((piece) => removedPassageOf(piece) ?? passageOf(piece)))
    const isRemoved = (passage: Passage | RemovedPassage) => 'removed' in passage
    return {
      written: all.filter(isThen),
      removed: all.filter(isRemoved).filter(({ removed }) => isThen(removed)),
    }
  }

  /** Who wrote what stands in a root, by Yjs ids, and what of it one took from another. */
  authorship(root: string): Authorship {
    return authorshipOf(this.#pieces(root), this.#attribution)
  }

  /** The sessions of work on a root, in the order of their ends; none goes on over the instant `splitAt`. */
  workSessions(root: string, { splitAt }: { readonly splitAt: string | null }): readonly WorkSession[] {
    const { pieces, contents } = this.#readRoot(root)
    const names = sectionNames(this.#ydoc, root, this.#attribution)
    return workSessionsOf({ entries: this.#entries, pieces, touches: contents.touches, names }, splitAt)
  }

  /** What became of the text that stood in a root after the entry with that place. */
  removals(root: string, place: number): Removals {
    const last = this.#entries.findLastIndex(({ sequence }) => sequence <= place)
    return removalsOf(this.#pieces(root), last)
  }

  /** Who contributed what to a root after the entry with one place and up to that with another. */
  contributions(
    root: string,
    { after, through }: { readonly after: number; readonly through: number },
  ): readonly Contribution[] {
    const index = (place: number) => this.#entries.findLastIndex(({ sequence }) => sequence <= place)
    const names = sectionNames(this.#ydoc, root, this.#attribution)
    return contributionsOf(this.#pieces(root), names, { after: index(after), through: index(through) })
  }

  /** What became of every suggestion that was ever in a root. */
  suggestions(root: string, names: SuggestionNames): readonly SuggestionTrace[] {
    return tracesOf(carriersOf(this.#ydoc, root, this.#attribution, names), this.#pieces(root))
  }

  /** What was done about the wordings in a root and who supports them, and what stands. */
  wordings(root: string, names: WordingNames): WordingsPast {
    return wordingsPast(this.#ydoc, root, { attribution: this.#attribution, entries: this.#entries, names })
  }

  #pieces(root: string): readonly AuthoredPiece[] {
    return this.#readRoot(root).pieces
  }

  #readRoot(root: string) {
    const known = this.#read.get(root)
    if (known) return known
    const contents = contentsOf(this.#ydoc, root, this.#attribution)
    const read = { contents, pieces: withAuthors(contents.pieces) }
    this.#read.set(root, read)
    return read
  }
}

function passageOf({ author: { personId, at }, text }: AuthoredPiece): Passage {
  return { personId, at, text }
}

function removedPassageOf(piece: AuthoredPiece): RemovedPassage | null {
  if (piece.removed === null) return null
  const { personId, at } = piece.removed
  return { ...passageOf(piece), removed: { personId, at } }
}

/** Neighbouring passages of one author, moment and fate in one. */
function joined<Each extends Passage & { readonly removed?: Mark }>(
  passages: readonly Each[],
): readonly Each[] {
  const all: Each[] = []
  for (const passage of passages) {
    const last = all.at(-1)
    if (last && isSame(last, passage) && isSame(last.removed, passage.removed)) {
      all[all.length - 1] = { ...last, text: last.text + passage.text }
    } else all.push(passage)
  }
  return all
}

function isSame(one: Mark | undefined, other: Mark | undefined): boolean {
  return one?.personId === other?.personId && one?.at === other?.at
}
