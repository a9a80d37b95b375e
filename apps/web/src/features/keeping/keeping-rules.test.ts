import type { MeetingFolder } from '@samsyn/protocol'
import { describe, expect, it } from 'vitest'
import type { FolderEntry } from '../folder/folder-entries.ts'
import { changesSince, seenNow } from './folder-changes.ts'
import {
  isOver,
  isSoon,
  type KeptSize,
  mostBytes,
  mostFolders,
  replacedBy,
  whatGoesFor,
} from './keeping-rules.ts'

const now = Date.parse('2026-11-28T09:00:00.000Z')
const inDays = (days: number) => new Date(now + days * 86_400_000).toISOString()

describe('what is kept on a device', () => {
  it('[W371] a meeting is near from seven days before until it ends, unless it is off', () => {
    const meeting = (startsIn: number, endsIn: number, status: MeetingFolder['status'] = 'planned') =>
      isSoon({ startsAt: inDays(startsIn), endsAt: inDays(endsIn), status }, now)
    expect([meeting(7, 7.3), meeting(-0.2, 0.1)]).toEqual([true, true])
    expect([meeting(7.1, 7.4), meeting(-1, -0.1)]).toEqual([false, false])
    expect([meeting(1, 2, 'cancelled'), meeting(1, 2, 'postponed')]).toEqual([false, false])
  })

  it('[W376] goes seven days after the last contact, and seven days after the meeting', () => {
    const kept = (checked: number, ends: number) =>
      isOver(
        {
          checkedAt: inDays(checked),
          folder: { endsAt: inDays(ends) } as MeetingFolder,
          isByHand: true,
          seen: {},
        },
        now,
      )
    expect([kept(-6.9, 30), kept(0, -6.9)]).toEqual([false, false])
    expect([kept(-7.1, 30), kept(0, -7.1)]).toEqual([true, true])
  })

  it('[W376] takes so much room and no more; what was kept by itself goes first, and never for what is farther away', () => {
    const size = (meetingId: string, startsIn: number, more: Partial<KeptSize> = {}): KeptSize => ({
      meetingId,
      startsAt: inDays(startsIn),
      isByHand: false,
      bytes: mostBytes / 4,
      ...more,
    })
    const four = [size('a', 1), size('b', 2), size('c', 3, { isByHand: true }), size('d', 4)]
    expect(whatGoesFor(size('e', 2.5), four)).toEqual(['d'])
    expect(whatGoesFor(size('e', 5), four)).toBeNull()
    expect(whatGoesFor(size('e', 5, { isByHand: true }), four)).toEqual(['d'])
    expect(whatGoesFor(size('e', 5, { isByHand: true, bytes: mostBytes * 0.75 }), four)).toEqual([
      'd',
      'b',
      'a',
    ])
    expect(whatGoesFor(size('e', 5, { isByHand: true, bytes: mostBytes }), four)).toBeNull()
    // Renewed, it takes its own place.
    expect(whatGoesFor(size('a', 1), four)).toEqual([])
    const many = Array.from({ length: mostFolders }, (_each, index) =>
      size(String(index), index, { bytes: 1, isByHand: true }),
    )
    expect(whatGoesFor(size('e', 1, { bytes: 1 }), many)).toBeNull()
    expect(whatGoesFor(size('3', 3, { bytes: 1 }), many)).toEqual([])
  })

  it('[W582] what was replaced stays known while its position is in the folder', () => {
    const folderOf = (texts: Readonly<Record<string, string | null>>) =>
      ({
        agenda: [
          {
            entries: Object.entries(texts).map(([positionId, id]) => ({ positionId, release: id && { id } })),
          },
        ],
      }) as unknown as MeetingFolder
    const first = folderOf({ a: 'a1', b: 'b1', c: null })
    expect(replacedBy({ folder: first }, first)).toEqual([])
    const second = folderOf({ a: 'a2', b: 'b1', c: 'c1' })
    const replaced = replacedBy({ folder: first }, second)
    expect(replaced).toEqual([{ releaseId: 'a1', positionId: 'a' }])
    expect(replacedBy({ folder: second, replaced }, folderOf({ a: 'a3', b: null }))).toEqual([
      { releaseId: 'a2', positionId: 'a' },
      { releaseId: 'a1', positionId: 'a' },
    ])
    // Locked, and unlocked again.
    const locked = folderOf({ a: null })
    expect(replacedBy({ folder: second, replaced }, locked)).toEqual(replaced)
    expect(replacedBy({ folder: locked, replaced }, second)).toEqual(replaced)
    expect(replacedBy({ folder: second, replaced }, folderOf({ b: 'b1' }))).toEqual([])
  })

  it('[W377] what matters of what has changed is told, and nothing else', () => {
    const beside = { corrigenda: [], reservations: [], translations: [], translation: null }
    const release = (id: string, more: object = {}) =>
      ({ id, supersededBy: null, withdrawals: [], ...beside, ...more }) as unknown as NonNullable<
        FolderEntry['release']
      >
    const folderOf = (...entries: Partial<FolderEntry>[]) =>
      ({
        agenda: [
          {
            entries: entries.map((each) => ({ isWithdrawn: false, isLocked: false, release: null, ...each })),
          },
        ],
      }) as unknown as MeetingFolder
    const before = seenNow(
      folderOf({ positionId: 'a', release: release('a1') }, { positionId: 'b' }, { positionId: 'c' }),
    )
    const told = (...entries: Partial<FolderEntry>[]) =>
      changesSince(before, folderOf(...entries)).map(({ entry, kind }) => [entry.positionId, kind])
    expect(told({ positionId: 'a', release: release('a1') }, { positionId: 'b' })).toEqual([])
    expect(
      told({ positionId: 'a', release: release('a2') }, { positionId: 'b', release: release('b1') }),
    ).toEqual([
      ['a', 'replaced'],
      ['b', 'released'],
    ])
    const withdrawals = [{ country: 'NO', reason: null, at: inDays(0) }]
    expect(told({ positionId: 'a', release: release('a1', { withdrawals }) })).toEqual([['a', 'suspended']])
    expect(told({ positionId: 'a', release: release('a1', { isWithdrawn: true }) })).toEqual([
      ['a', 'withdrawn'],
    ])
    expect(told({ positionId: 'a', isLocked: true })).toEqual([['a', 'locked']])
    // One that is new without a text is nothing to read from.
    expect(told({ positionId: 'd' })).toEqual([])
  })

  it('[W624] so is what came to a text that stays in force, as far as it is known what was seen', () => {
    const reserved = (...lifted: (object | null)[]) => lifted.map((each) => ({ lifted: each }))
    const text = (more: object) =>
      ({
        id: 'a1',
        supersededBy: null,
        withdrawals: [],
        corrigenda: [{ number: 1 }],
        reservations: reserved(null, { at: inDays(-1) }),
        translations: [
          { language: 'fi', contentHash: 'one' },
          { language: 'sv', contentHash: 'two' },
        ],
        translation: { language: 'fi', contentHash: 'one' },
        ...more,
      }) as unknown as NonNullable<FolderEntry['release']>
    const folderOf = (more: object) =>
      ({
        agenda: [
          { entries: [{ positionId: 'a', isWithdrawn: false, isLocked: false, release: text(more) }] },
        ],
      }) as unknown as MeetingFolder
    const before = seenNow(folderOf({}))
    const told = (more: object) => changesSince(before, folderOf(more)).map(({ kind }) => kind)
    expect(told({})).toEqual([])
    expect(told({ corrigenda: [{ number: 1 }, { number: 2 }] })).toEqual(['corrected'])
    expect(told({ reservations: reserved({ at: inDays(0) }, { at: inDays(-1) }) })).toEqual(['lifted'])
    const translations = [
      { language: 'fi', contentHash: 'newer' },
      { language: 'sv', contentHash: 'two' },
    ]
    expect(told({ translations, translation: translations[0] })).toEqual(['translated'])
    // Into another language than the one that is read; read in another one; not read in any.
    expect(told({ translations, translation: translations[1] })).toEqual([])
    expect(told({ translation: null })).toEqual([])
    // Pages of before did not note it.
    const { a } = before
    if (!a) throw new Error('Nothing was seen')
    const { beside: _beside, ...old } = a
    expect(changesSince({ a: old }, folderOf({ corrigenda: [] }))).toEqual([])
  })
})
