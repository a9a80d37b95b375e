import type { MeetingFolder } from '@samsyn/protocol'
import { describe, expect, it } from 'vitest'
import { entryState, type FolderEntry, neighboursOf } from './folder-entries.ts'
import { swipeBetween } from './swipe.ts'

type Release = NonNullable<FolderEntry['release']>

const successor = { id: 'r2', reference: 'SAM 2', releasedAt: '2026-11-09T13:00:00.000Z' }
const withdrawal = { country: 'NO', reason: null, at: '2026-11-23T09:00:00.000Z', isSigned: false } as const

function entry(positionId: string, more: Partial<FolderEntry> = {}): FolderEntry {
  return {
    positionId,
    title: positionId,
    draftingLanguage: 'en',
    marking: 'delegates',
    releasableTo: [],
    release: release(),
    isWithdrawn: false,
    isLocked: false,
    contacts: [],
    ...more,
  }
}

/** What of a final text says in which state it is. */
function release(more: Partial<Release> = {}): Release {
  return { supersededBy: null, isWithdrawn: false, withdrawals: [], ...more } as Release
}

/** A meeting with an item for each list of entries. */
function folderOf(...items: readonly (readonly FolderEntry[])[]): MeetingFolder {
  const agenda = items.map((entries, index) => ({ number: String(index + 1), entries: [...entries] }))
  return { agenda } as unknown as MeetingFolder
}

describe('the entries of a folder', () => {
  it('[W360] are in the state that their texts are in', () => {
    expect(entryState(entry('a'))).toBe('final')
    expect(entryState(entry('a', { release: null }))).toBe('none')
    expect(entryState(entry('a', { release: null, isLocked: true }))).toBe('locked')
    expect(entryState(entry('a', { release: release({ isWithdrawn: true }) }))).toBe('withdrawn')
    expect(entryState(entry('a', { release: release({ supersededBy: successor }) }))).toBe('superseded')
    expect(entryState(entry('a', { release: release({ withdrawals: [withdrawal] }) }))).toBe('suspended')
  })

  it('[W361] are gone through in the order of the agenda, past what is not read from', () => {
    const folder = folderOf(
      [entry('a')],
      [],
      [entry('b', { release: release({ withdrawals: [withdrawal] }) }), entry('c', { release: null })],
      [
        entry('d', { release: release({ supersededBy: successor }) }),
        entry('e', { release: release({ isWithdrawn: true }) }),
      ],
      [entry('f')],
    )
    const from = (positionId: string) => {
      const { previous, next } = neighboursOf(folder, positionId)
      return [previous?.entry.positionId ?? null, next?.entry.positionId ?? null]
    }
    expect(from('a')).toEqual([null, 'b'])
    expect(from('b')).toEqual(['a', 'f'])
    expect(from('f')).toEqual(['b', null])
    // Also from what is passed over itself.
    expect(from('d')).toEqual(['b', 'f'])
    expect(from('none-such')).toEqual([null, null])
  })

  it('[W361] a swipe goes on to the left and back to the right, and is nothing else', () => {
    const from = { x: 200, y: 300, at: 0 }
    const to = (x: number, y: number, at = 200) => swipeBetween(from, { x, y, at }, 390)
    expect(to(100, 310)).toBe('next')
    expect(to(300, 290)).toBe('previous')
    // Too short, too much of it down the page, too slow.
    expect([to(150, 300), to(100, 360), to(100, 300, 900)]).toEqual([null, null, null])
    // The browser's own way back begins at the edge.
    expect(swipeBetween({ x: 10, y: 300, at: 0 }, { x: 200, y: 300, at: 100 }, 390)).toBeNull()
  })
})
