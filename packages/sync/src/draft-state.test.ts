import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { compact } from './compaction.ts'
import { DraftState } from './draft-state.ts'
import { syncUpdate } from './messages.ts'
import { readContents } from './update-contents.ts'

function stateOf(updates: readonly Uint8Array[]): DraftState {
  const state = new DraftState()
  for (const [index, update] of updates.entries()) {
    state.append(syncUpdate(update), readContents(update), 'person-anna', index + 1)
  }
  return state
}

function typed(...words: readonly string[]): Uint8Array[] {
  const ydoc = new Y.Doc()
  const updates: Uint8Array[] = []
  ydoc.on('update', (update: Uint8Array) => updates.push(update))
  for (const word of words) ydoc.getText('default').insert(ydoc.getText('default').length, word)
  return updates
}

function textOf(update: Uint8Array): string {
  const ydoc = new Y.Doc()
  Y.applyUpdate(ydoc, update)
  return ydoc.getText('default').toString()
}

describe('DraftState', () => {
  it('[G4] does not take merged bytes that lack something, and stays as it was', () => {
    const updates = typed('one ', 'two ', 'three ', 'four ', 'five')
    const state = stateOf(updates)
    const folding = state.folding()
    if (!folding) throw new Error('There is nothing to merge')
    expect(() => state.folded(folding, compact(updates.slice(0, 4)))).toThrow('lack')
    expect(textOf(state.merged())).toBe('one two three four five')
    expect(state.updates()).toHaveLength(5)
  })

  it('[G3] keeps what came since behind the merged bytes', () => {
    const updates = typed('one ', 'two ', 'three ', 'four ', 'five')
    const state = stateOf(updates.slice(0, 4))
    const folding = state.folding()
    if (!folding) throw new Error('There is nothing to merge')
    for (const update of updates.slice(4)) {
      state.append(syncUpdate(update), readContents(update), 'person-anna', 5)
    }
    state.folded(folding, compact(folding.updates))
    expect(state.updates()).toHaveLength(2)
    expect(textOf(state.merged())).toBe('one two three four five')
    expect(state.snapshot('p', folding, compact(folding.updates)).through).toBe(4)
  })

  it('[G6] has nothing to merge where there are few pieces', () => {
    expect(stateOf(typed('one', 'two', 'three')).isWorthFolding({ isIdle: true })).toBe(false)
    expect(new DraftState().isWorthFolding({ isIdle: true })).toBe(false)
  })
})
