import type { Person } from '@samsyn/domain'
import { closeCodes, syncMessage } from '@samsyn/protocol'
import { createRooms, memoryLog } from '@samsyn/sync'
import * as encoding from 'lib0/encoding'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { openLine } from '../src/sync/line.ts'
import { eventually } from './support/drafter.ts'

const draftId = 'position-1'

it('[A802] a line that sends too much before its draft is loaded is closed once, and nothing of it is taken', async () => {
  const log = memoryLog()
  const loading = Promise.withResolvers<void>()
  const logger = pino({ level: 'silent' })
  const rooms = createRooms({
    log: {
      ...log,
      load: async (id) => {
        await loading.promise
        return log.load(id)
      },
    },
    authority: async () => 'write',
    logger,
    now: () => '2026-03-02T08:00:00.000Z',
    elapsed: () => 0,
  })
  const person: Person = {
    id: 'drafter-dk',
    name: 'Drafter, Denmark',
    country: 'DK',
    ministryId: null,
    language: 'en',
    isDisabled: false,
    grants: [],
    deputyships: [],
  }
  const session = { id: 'session-1', person, passkeyId: null, expiresAt: '2026-03-09T08:00:00.000Z' }
  const closes: number[] = []
  let sent = 0
  const line = openLine(
    { draftId, session, cookie: undefined },
    {
      send: () => {
        sent += 1
      },
      close: (code) => void closes.push(code),
      bufferedBytes: 0,
    },
    { rooms, recent: { session: async () => session }, logger, waitingBytes: 5_000 },
  )
  const ydoc = new Y.Doc()
  const type = (text: string) => {
    const before = Y.encodeStateVector(ydoc)
    ydoc.getText('raw').insert(0, text)
    line.receive(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, syncMessage.sync)
        encoding.writeVarUint(encoder, 2)
        encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(ydoc, before))
      }),
    )
  }
  type('Before. ')
  type('x'.repeat(5_000))
  type('After. ')
  expect(closes).toEqual([closeCodes.too_fast])
  expect(rooms.open()).toHaveLength(1)
  loading.resolve()
  await eventually(() => rooms.open().length === 0)
  const told = sent
  type('Still there. ')
  await rooms.shutdown()
  expect([closes, sent]).toEqual([[closeCodes.too_fast], told])
  expect(await log.history(draftId)).toEqual([])
})
