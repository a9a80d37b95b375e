import { contentHash, type DocJson, updateToDoc } from '@samsyn/editor'
import * as Y from 'yjs'

/** A draft as it stood once, in its normal form. */
export interface DraftMoment {
  readonly doc: DocJson
  readonly contentHash: string
}

/** What replaying gave: the text, or null where no text can be read, and how many entries could not be applied. */
export interface Replayed {
  readonly moment: DraftMoment | null
  readonly leftOut: number
}

/** Puts a draft together again from its log, a part at a time. */
export class Replay {
  readonly #ydoc = new Y.Doc()
  #leftOut = 0

  /** What cannot be applied is left out, as the rooms leave it out (sync SPEC R1). */
  add(updates: readonly Uint8Array[]): void {
    this.#ydoc.transact(() => {
      for (const update of updates) {
        try {
          Y.applyUpdate(this.#ydoc, update)
        } catch {
          this.#leftOut += 1
        }
      }
    })
  }

  /** Reads the text from a clone, and ends. */
  finish(): Replayed {
    const state = Y.encodeStateAsUpdate(this.#ydoc)
    this.#ydoc.destroy()
    return { moment: momentOf(state), leftOut: this.#leftOut }
  }
}

function momentOf(state: Uint8Array): DraftMoment | null {
  try {
    const doc = updateToDoc(state)
    return { doc, contentHash: contentHash(doc) }
  } catch {
    // Nothing at all, or something that the schema does not know: no part of it is shown as if it were the text.
    return null
  }
}
