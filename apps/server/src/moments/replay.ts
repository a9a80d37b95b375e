import { type DocJson, updateToDoc } from '@samsyn/editor'
import * as Y from 'yjs'

/** What was made of a replayed draft, or null where no text can be read; and how many entries could not be applied. */
export interface Replayed<Value> {
  readonly value: Value | null
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

  /** Reads the text, in its normal form, from a clone; makes something of it; and ends. */
  finish<Value>(make: (doc: DocJson) => Value): Replayed<Value> {
    const state = Y.encodeStateAsUpdate(this.#ydoc)
    this.#ydoc.destroy()
    const doc = docOf(state)
    return { value: doc && make(doc), leftOut: this.#leftOut }
  }
}

function docOf(state: Uint8Array): DocJson | null {
  try {
    return updateToDoc(state)
  } catch {
    // Nothing at all, or something that the schema does not know: no part of it is shown as if it were the text.
    return null
  }
}
