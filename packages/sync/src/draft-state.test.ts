import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { compact } from './compaction.ts'
import { DraftState } from './draft-state.ts'
import { syncUpdate, updateIn } from './messages.ts'
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

function fail(): never {
  throw new Error('There is none')
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

  it('[G12] works out once what those lack of the merged bytes who have the same of them', () => {
    const updates = typed('one ', 'two ', 'three ', 'four ')
    const state = stateOf(updates)
    const folding = state.folding()
    if (!folding) throw new Error('There is nothing to merge')
    state.folded(folding, compact(folding.updates))
    const has = (count: number) => Y.mergeUpdates(updates.slice(0, count))
    const beside = (update: Uint8Array) =>
      Y.encodeStateVectorFromUpdate(Y.mergeUpdates([update, ...typed('offline')]))
    const [first] = state.answer(beside(has(2)))
    state.append(
      ...([...typed('five').map((update) => [syncUpdate(update), readContents(update)] as const)][0] ??
        fail()),
      'person-bo',
      5,
    )
    const [second] = state.answer(beside(has(2)))
    expect(second).toBe(first)
    const [other] = state.answer(beside(has(3)))
    expect(other).not.toBe(first)
    const whole = (message: Uint8Array | undefined, held: Uint8Array) =>
      textOf(Y.mergeUpdates([held, updateIn(message ?? fail())]))
    expect(whole(second, has(2))).toBe('one two three four ')
    expect(whole(other, has(3))).toBe('one two three four ')
  })

  it('[G12] forgets it when other bytes are merged', () => {
    const updates = typed('one ', 'two ', 'three ', 'four ', 'five ', 'six ')
    const state = stateOf(updates.slice(0, 3))
    const merge = () => {
      const folding = state.folding()
      if (!folding) throw new Error('There is nothing to merge')
      state.folded(folding, compact(folding.updates))
    }
    merge()
    const held = updates[0] ?? fail()
    const vector = Y.encodeStateVectorFromUpdate(held)
    state.answer(vector)
    for (const update of updates.slice(3))
      state.append(syncUpdate(update), readContents(update), 'person-anna', 6)
    merge()
    const answer = state.answer(vector).map(updateIn)
    expect(textOf(Y.mergeUpdates([held, ...answer]))).toBe('one two three four five six ')
  })

  it('[G6] has nothing to merge where there are few pieces', () => {
    expect(stateOf(typed('one', 'two', 'three')).isWorthFolding({ isIdle: true })).toBe(false)
    expect(new DraftState().isWorthFolding({ isIdle: true })).toBe(false)
  })
})
