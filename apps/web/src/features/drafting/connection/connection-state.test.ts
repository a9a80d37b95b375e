import { describe, expect, it } from 'vitest'
import {
  type ConnectionFacts,
  type ConnectionState,
  canType,
  connectionState,
  hasUnsavedText,
  isCurrent,
  silentRefusal,
} from './connection-state.ts'

const online: ConnectionFacts = {
  socket: 'connected',
  isSynced: true,
  wasSynced: true,
  mode: 'write',
  asked: 3,
  acknowledged: 3,
  isStorageFailing: false,
  isBehind: false,
  ended: null,
  pause: null,
  carrier: 'websocket',
}

const table: [string, Partial<ConnectionFacts>, ConnectionState, { typing: boolean; unsaved: boolean }][] = [
  [
    'first attempt',
    { socket: 'connecting', isSynced: false, wasSynced: false, mode: null },
    { status: 'connecting', pause: null },
    { typing: false, unsaved: false },
  ],
  [
    'no network from the start',
    { socket: 'disconnected', isSynced: false, wasSynced: false, mode: null },
    { status: 'connecting', pause: null },
    { typing: false, unsaved: false },
  ],
  [
    'line open, text on its way',
    { isSynced: false, wasSynced: false, mode: null },
    { status: 'loading' },
    { typing: false, unsaved: false },
  ],
  [
    'text there, rights on their way',
    { wasSynced: false, mode: null },
    { status: 'loading' },
    { typing: false, unsaved: false },
  ],
  ['all on disk', {}, { status: 'saved', carrier: 'websocket' }, { typing: true, unsaved: false }],
  [
    'typed, not yet on disk',
    { asked: 4 },
    { status: 'saving', carrier: 'websocket' },
    { typing: true, unsaved: true },
  ],
  [
    'the disk refuses',
    { asked: 4, isStorageFailing: true },
    { status: 'not_stored' },
    { typing: true, unsaved: true },
  ],
  [
    'the disk took it after all',
    { isStorageFailing: true },
    { status: 'saved', carrier: 'websocket' },
    { typing: true, unsaved: false },
  ],
  [
    'line lost',
    { socket: 'disconnected', isSynced: false },
    { status: 'offline', hasUnsaved: false, pause: null },
    { typing: true, unsaved: false },
  ],
  [
    'line lost with text pending',
    { socket: 'connecting', isSynced: false, asked: 9 },
    { status: 'offline', hasUnsaved: true, pause: null },
    { typing: true, unsaved: true },
  ],
  [
    'back, not yet merged',
    { isSynced: false, asked: 9 },
    { status: 'offline', hasUnsaved: true, pause: null },
    { typing: true, unsaved: true },
  ],
  [
    'saved over long polling',
    { carrier: 'polling' },
    { status: 'saved', carrier: 'polling' },
    { typing: true, unsaved: false },
  ],
  [
    'put out for a moment with text pending',
    { socket: 'disconnected', isSynced: false, asked: 4, pause: 'too_fast' },
    { status: 'offline', hasUnsaved: true, pause: 'too_fast' },
    { typing: true, unsaved: true },
  ],
  [
    'no room in the draft from the start',
    { socket: 'connecting', isSynced: false, wasSynced: false, mode: null, pause: 'draft_crowded' },
    { status: 'connecting', pause: 'draft_crowded' },
    { typing: false, unsaved: false },
  ],
  ['frozen', { mode: 'frozen' }, { status: 'frozen', hasUnsaved: false }, { typing: false, unsaved: false }],
  [
    'frozen with text pending',
    { mode: 'frozen', asked: 4, isStorageFailing: true },
    { status: 'frozen', hasUnsaved: true },
    { typing: false, unsaved: true },
  ],
  [
    'may only read',
    { mode: 'read' },
    { status: 'read_only', hasUnsaved: false },
    { typing: false, unsaved: false },
  ],
  [
    'may only read from now on, with text pending',
    { mode: 'read', asked: 4 },
    { status: 'read_only', hasUnsaved: true },
    { typing: false, unsaved: true },
  ],
  [
    'signed out',
    { ended: 'signed_out', socket: 'disconnected' },
    { status: 'closed', reason: 'signed_out', hasUnsaved: false },
    { typing: false, unsaved: false },
  ],
  [
    'locked for a spill with text pending',
    { ended: 'spill_locked', asked: 5 },
    { status: 'closed', reason: 'spill_locked', hasUnsaved: false },
    { typing: false, unsaved: false },
  ],
  [
    'closed by a purge, of which nothing is kept',
    { ended: 'draft_purged', asked: 5 },
    { status: 'closed', reason: 'draft_purged', hasUnsaved: false },
    { typing: false, unsaved: false },
  ],
  [
    'put out with text pending',
    { ended: 'access_lost', asked: 5 },
    { status: 'closed', reason: 'access_lost', hasUnsaved: true },
    { typing: false, unsaved: true },
  ],
]

describe('connection state', () => {
  it('[W645] lines are joined and brackets settled only while the page has the draft as the server has it', () => {
    const isHearing = (facts: Partial<ConnectionFacts>) => isCurrent(connectionState({ ...online, ...facts }))
    expect(isHearing({})).toBe(true)
    expect(isHearing({ asked: 4 })).toBe(true)
    expect(isHearing({ asked: 4, isStorageFailing: true })).toBe(false)
    expect(isHearing({ socket: 'disconnected' })).toBe(false)
    expect(isHearing({ isSynced: false })).toBe(false)
  })

  it.each(table)('[W10] %s', (_what, facts, state, { typing, unsaved }) => {
    const computed = connectionState({ ...online, ...facts })
    expect(computed).toEqual(state)
    expect(canType(computed)).toBe(typing)
    expect(hasUnsavedText(computed)).toBe(unsaved)
  })

  it.each<[string, Partial<ConnectionFacts>, ReturnType<typeof silentRefusal>]>([
    ['frozen while the server lacks it', { isBehind: true, mode: 'frozen' }, 'draft_frozen'],
    ['the right to write lost meanwhile', { isBehind: true, mode: 'read' }, 'read_only'],
    ['it is sent again', { isBehind: true, mode: 'write' }, null],
    ['the server has asked for it, and will answer', { mode: 'frozen' }, null],
    ['the server lacks nothing', { isBehind: true, mode: 'frozen', acknowledged: 4 }, null],
    ['the next line compares states', { isBehind: true, mode: 'frozen', socket: 'disconnected' }, null],
  ])('[W612] not stored, then: %s', (_what, facts, refusal) => {
    expect(silentRefusal({ ...online, asked: 4, ...facts })).toBe(refusal)
  })
})
