import { closeCodes } from '@samsyn/protocol'
import { describe, expect, it } from 'vitest'
import { memoryLog, type UpdateLog } from '../src/index.ts'
import { settle, TestClient, turn } from './support/test-client.ts'
import { seedOf, testRooms } from './support/test-rooms.ts'

const position = 'position-1'
const anna = { personId: 'person-anna', name: 'Anna' }
const bo = { personId: 'person-bo', name: 'Bo' }

/** What work tells that has removed something. */
async function done<Value>(work: Promise<Value>) {
  return { isDone: true, value: await work }
}

/** A log that can lose everything but what it began with. */
function losingLog() {
  const seed = [seedOf(position, 'Joint position')]
  let log = memoryLog(seed)
  const through: UpdateLog = {
    append: (entries) => log.append(entries),
    load: (draftId) => log.load(draftId),
    history: (draftId) => log.history(draftId),
    saveSnapshot: (snapshot) => log.saveSnapshot(snapshot),
  }
  return {
    log: through,
    lose: async () => {
      log = memoryLog(seed)
    },
  }
}

async function written() {
  const { log, lose } = losingLog()
  const test = testRooms({ log, limits: { keptOpen: 60_000 } })
  const writer = TestClient.open(test.rooms, position, anna)
  await settle(writer)
  writer.type(' SECRET')
  await settle(writer)
  return { ...test, writer, lose }
}

describe('a purge of an open draft', () => {
  it('[H26] closes its sessions, and whoever joins after it has the draft from the log', async () => {
    const test = await written()
    expect(await test.rooms.purge(position, () => done(test.lose().then(() => 'done')))).toBe('done')
    expect(test.writer.closed?.code).toBe(closeCodes.spill_locked)
    expect(test.rooms.presence(position)).toEqual([])
    const reader = TestClient.open(test.rooms, position, bo)
    await settle(reader)
    expect(reader.text).toBe('Joint position')
    reader.type(' goes on')
    await settle(reader)
    expect((await test.log.history(position)).length).toBe(2)
  })

  it('[H26] whoever joins at any moment around its end has the draft from the log, in a room that goes on', async () => {
    let letIn = 0
    for (let steps = 0; steps < 12; steps += 1) {
      const test = await written()
      const purged = test.rooms.purge(position, () => done(test.lose()))
      for (let step = 0; step < steps; step += 1) await Promise.resolve()
      const reader = TestClient.open(test.rooms, position, bo)
      await purged
      await settle(reader)
      if (reader.closed) continue
      letIn += 1
      expect(reader.text, `after ${steps} steps`).toBe('Joint position')
      reader.type(' goes on')
      await settle(reader)
      expect((await test.log.history(position)).length).toBe(2)
    }
    expect(letIn).toBeGreaterThan(0)
  })

  it('[G11] what a room that has ended was still merging is kept by no snapshot', async () => {
    const test = await written()
    const before = test.log.snapshots.length
    for (let part = 0; part < 2; part += 1) {
      test.writer.type('x'.repeat(200_000))
      test.writer.deliver()
      await turn()
    }
    // It is being merged now, in another thread.
    const found = test.log.loseAnswers('written')
    test.writer.type('!')
    test.writer.deliver()
    await turn()
    found()
    expect(test.writer.closed?.reason).toBe('failed')
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(test.log.snapshots.length).toBe(before)
  })

  it('[H27] waits for what was accepted and takes nothing that comes meanwhile', async () => {
    const test = await written()
    const release = test.log.hold()
    test.writer.type(' and more')
    test.writer.deliver()
    const order: string[] = []
    const purged = test.rooms.purge(position, async () => {
      order.push(`after ${test.log.stored.length} entries`)
      test.writer.type(' too late')
      test.writer.deliver()
      return done(test.lose())
    })
    expect(order).toEqual([])
    release()
    await purged
    expect(order).toEqual(['after 2 entries'])
    expect((await test.log.history(position)).length).toBe(1)
    expect(test.log.appends.length).toBe(2)
  })

  it('[H27] no merging begins in the middle of it, whose snapshot would bring back what it removes', async () => {
    const test = await written()
    for (let count = 0; count < 600; count += 1) {
      test.writer.type('x')
      test.writer.deliver()
    }
    await settle(test.writer)
    const before = test.log.snapshots.length
    test.clock.now = '2026-03-02T08:01:00.000Z'
    await test.rooms.purge(position, async () => {
      test.rooms.tend()
      await new Promise((later) => setTimeout(later, 20))
      return done(test.lose())
    })
    await new Promise((later) => setTimeout(later, 20))
    expect(test.log.snapshots.length).toBe(before)
    const reader = TestClient.open(test.rooms, position, bo)
    await settle(reader)
    expect(reader.text).toBe('Joint position')
  })

  it('[H26] one that is refused leaves the draft and its sessions as they are, and what came meanwhile is taken', async () => {
    const test = await written()
    const refused = await test.rooms.purge(position, async () => {
      test.writer.type(' meanwhile')
      test.writer.deliver()
      return { isDone: false, value: 'refused' }
    })
    expect(refused).toBe('refused')
    await settle(test.writer)
    expect(test.writer.closed).toBeNull()
    expect(test.rooms.presence(position)).toMatchObject([anna])
    const reader = TestClient.open(test.rooms, position, bo)
    await settle(reader)
    expect(reader.text).toBe('Joint position SECRET meanwhile')
  })

  it('[H27] work that fails is passed on, and the draft opens from the log all the same', async () => {
    const test = await written()
    const failing = test.rooms.purge(position, async () => {
      throw new Error('no disk')
    })
    await expect(failing).rejects.toThrow('no disk')
    // A page removes nothing of what it has.
    expect(test.writer.closed?.code).toBe(closeCodes.failed)
    const reader = TestClient.open(test.rooms, position, bo)
    await settle(reader)
    expect(reader.text).toBe('Joint position SECRET')
  })
})
