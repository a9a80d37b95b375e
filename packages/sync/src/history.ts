import * as Y from 'yjs'
import { Attribution, type Claim, type Mark } from './attribution.ts'
import type { StoredEntry } from './update-log.ts'

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

/** What the log of one draft can answer: who wrote what, who removed it, and what the text said at any time. */
export interface History {
  /** The live text of a root in its order, in passages of one author and one moment each. */
  passages(root: string): readonly Passage[]
  /** Everything that was ever in a root and is not any more, where it stood. */
  removedPassages(root: string): readonly RemovedPassage[]
  /** What was written and removed after `from` and up to `to` (instants, ISO 8601 in UTC). */
  changes(root: string, from: string, to: string): Changes
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

/**
 * Reads a whole log, oldest entry first. Authors are those the server knew when it took the entry, never what the
 * bytes say. Nothing comes from snapshots, which forget what was deleted.
 */
export function readHistory(entries: readonly StoredEntry[]): History {
  // Without collection, so that removed text can still be read.
  const ydoc = new Y.Doc({ gc: false })
  ydoc.transact(() => {
    for (const { update } of entries) Y.applyUpdate(ydoc, update)
  })
  const attribution = new Attribution(entries)
  const pieces = (root: string) => joined(piecesOf(ydoc, root, attribution))
  return {
    passages: (root) =>
      joined(piecesOf(ydoc, root, attribution).filter(({ removed }) => removed === null)).map(
        ({ removed: _none, ...passage }) => passage,
      ),
    removedPassages: (root) => pieces(root).filter(isRemoved),
    changes(root, from, to) {
      const isThen = ({ at }: Mark) => from < at && at <= to
      const all = pieces(root)
      return {
        written: all.filter(isThen).map((piece) => (isRemoved(piece) ? piece : withoutRemoval(piece))),
        removed: all.filter(isRemoved).filter(({ removed }) => isThen(removed)),
      }
    },
  }
}

interface Piece extends Passage {
  readonly removed: Mark | null
}

function isRemoved(piece: Piece): piece is Piece & RemovedPassage {
  return piece.removed !== null
}

function withoutRemoval({ personId, at, text }: Piece): Passage {
  return { personId, at, text }
}

/** Every piece of text in a root, gone ones included, in the order of the text. */
function piecesOf(ydoc: Y.Doc, root: string, attribution: Attribution): readonly Piece[] {
  const pieces: Piece[] = []
  const walk = (type: Y.AbstractType<unknown>, removedAround: Claim | null) => {
    for (let item = type._start; item !== null; item = item.right) {
      if (item.content instanceof Y.ContentType) {
        const removedHere = attribution.removal(item.id.client, item.id.clock)
        walk(item.content.type as Y.AbstractType<unknown>, earlier(removedHere, removedAround))
      } else if (item.content instanceof Y.ContentString) {
        const { client, clock } = item.id
        for (const run of attribution.runs(client, clock, item.length)) {
          const text = item.content.str.slice(run.clock - clock, run.clock - clock + run.length)
          const removed = earlier(run.removed, removedAround)
          pieces.push({ ...run.written, text, removed: removed && markOf(removed) })
        }
      }
    }
  }
  walk(ydoc.get(root), null)
  return pieces
}

/** Clients repeat deletions they heard of or drew themselves; the first entry that removed something did it. */
function earlier(one: Claim | null, other: Claim | null): Claim | null {
  return one && other ? (one.entry <= other.entry ? one : other) : (one ?? other)
}

function markOf({ personId, at }: Mark): Mark {
  return { personId, at }
}

/** Neighbouring pieces of one author, moment and fate in one. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const all: Piece[] = []
  for (const piece of pieces) {
    const last = all.at(-1)
    if (last && isSame(last, piece) && isSame(last.removed, piece.removed)) {
      all[all.length - 1] = { ...last, text: last.text + piece.text }
    } else all.push(piece)
  }
  return all
}

function isSame(one: Mark | null, other: Mark | null): boolean {
  return one?.personId === other?.personId && one?.at === other?.at
}
