import * as Y from 'yjs'
import type { Content } from '../wire/client.ts'
import { textName } from './written-text.ts'

/** What one client will type, made beforehand: one update per keystroke. */
export interface Script {
  readonly clientId: number
  readonly updates: readonly Uint8Array[]
  /** The client's clock after each update. */
  readonly clocks: readonly number[]
}

/** Typing of `count` letters in one place of a text; `place` is from 0 (its beginning) to 1 (its end). */
export function typingScript({
  clientId,
  count,
  base,
  place = 1,
}: {
  readonly clientId: number
  readonly count: number
  readonly base?: Content | undefined
  readonly place?: number
}): Script {
  const ydoc = new Y.Doc()
  if (base) Y.applyUpdate(ydoc, base.update)
  ydoc.clientID = clientId
  const text = ydoc.getText(textName)
  const updates: Uint8Array[] = []
  const clocks: number[] = []
  ydoc.on('update', (update: Uint8Array) => updates.push(update))
  const from = Math.floor(text.length * place)
  for (let typed = 0; typed < count; typed += 1) {
    text.insert(from + typed, typed % 6 === 5 ? ' ' : 'e')
    clocks.push(typed + 1)
  }
  ydoc.destroy()
  return { clientId, updates, clocks }
}
