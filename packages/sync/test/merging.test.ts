import { describe, expect, it, vi } from 'vitest'
import { memoryLog } from '../src/index.ts'
import type { UpdateLog } from '../src/update-log.ts'
import { settle, TestClient, turn } from './support/test-client.ts'
import { seedOf, setBack, storedText, testRooms, textOf } from './support/test-rooms.ts'

const position = 'position-1'
const [anna, bo, eva] = [
  { personId: 'person-anna', name: 'Anna' },
  { personId: 'person-bo', name: 'Bo' },
  { personId: 'person-eva', name: 'Eva' },
]

/** Lets the room merge what was written: nobody has written for a while. */
async function rest({ rooms, clock }: Pick<ReturnType<typeof testRooms>, 'rooms' | 'clock'>): Promise<void> {
  clock.now = new Date(Date.parse(clock.now) + 10_000).toISOString()
  rooms.tend()
  await turn()
}

/** What a client was sent when it came with nothing. */
async function arrival(rooms: ReturnType<typeof testRooms>['rooms'], personId: string) {
  const client = TestClient.open(rooms, position, { personId, isStock: true })
  await turn()
  client.deliver()
  const messages = client.incoming.filter(([kind, step]) => kind === 0 && step !== 0)
  await settle(client)
  return { client, messages }
}

describe('merging', () => {
  it('[G1] newcomers are sent the stored bytes as they are, all of them the same', async () => {
    const seed = seedOf(position, 'Joint position')
    const { rooms } = testRooms({ seed: [seed] })
    const first = await arrival(rooms, 'person-anna')
    const second = await arrival(rooms, 'person-bo')
    expect(first.messages).toHaveLength(2)
    expect([...(first.messages[0] ?? [])].slice(3)).toEqual([...seed.update])
    expect(second.messages[0]).toBe(first.messages[0])
    expect(second.client.text).toBe('Joint position')
  })

  it('[G1] a newcomer among people who type gets everything up to that moment', async () => {
    const test = testRooms({ seed: [seedOf(position, '0')] })
    const writer = TestClient.open(test.rooms, position, anna)
    await settle(writer)
    for (let step = 1; step <= 5; step += 1) {
      writer.type(String(step))
      await settle(writer)
      if (step === 3) await rest(test)
      const late = TestClient.open(test.rooms, position, { ...bo, personId: `person-${step}` })
      await settle(late)
      expect(late.text).toBe(writer.text)
    }
  })

  it('[G2] a client with some of it is sent what it lacks, whether that is merged or not', async () => {
    const test = testRooms({ seed: [seedOf(position, 'abcdef')] })
    const writer = TestClient.open(test.rooms, position, anna)
    const away = TestClient.open(test.rooms, position, bo)
    await settle(writer, away)
    const kept = away.drop()
    writer.type('ghi').erase(0, 2)
    await settle(writer)
    await rest(test)
    writer.type('jkl').erase(0, 1)
    await settle(writer)
    const back = TestClient.open(test.rooms, position, { ...bo, ydoc: kept })
    await settle(writer, back)
    expect(back.text).toBe('defghijkl')
    expect(writer.text).toBe(back.text)
  })

  it('[G2] a client that lacks no text is sent deletions alone', async () => {
    const { rooms, log } = testRooms({ seed: [seedOf(position, 'a long text of which little goes')] })
    const writer = TestClient.open(rooms, position, anna)
    const away = TestClient.open(rooms, position, bo)
    await settle(writer, away)
    const kept = away.drop()
    writer.erase(0, 7)
    await settle(writer)
    const back = TestClient.open(rooms, position, { ...bo, ydoc: kept, isStock: true })
    await turn()
    back.deliver()
    const [answer] = back.incoming.filter(([kind, step]) => kind === 0 && step === 1)
    expect(answer?.length).toBeLessThan(20)
    await settle(back)
    expect(back.text).toBe('text of which little goes')
    expect(log.stored).toHaveLength(2)
  })

  it('[G3] what comes while merging goes on stays behind it', async () => {
    const test = testRooms()
    const writer = TestClient.open(test.rooms, position, anna)
    await settle(writer)
    writer.type('x'.repeat(20_000))
    await settle(writer)
    for (let line = 0; line < 40; line += 1) {
      writer.type(`${line}: ${'y'.repeat(1_000)}`, 0)
      await settle(writer)
      if (line % 7 === 0) writer.erase(5, 300)
    }
    await settle(writer)
    expect(textOf(await test.rooms.readState(position))).toBe(writer.text)
    const late = TestClient.open(test.rooms, position, eva)
    await settle(late)
    expect(late.text).toBe(writer.text)
    expect(test.errors).toEqual([])
  })

  it('[G5] keeps a snapshot about every 500 entries, and opens from it and what came after', async () => {
    const log = memoryLog()
    const first = testRooms({ log, limits: { messagesPerSecond: 1_000 } })
    const writer = TestClient.open(first.rooms, position, anna)
    await settle(writer)
    for (let count = 0; count < 520; count += 1) {
      writer.type(`${count} `)
      if (count % 50 === 0) await settle(writer)
    }
    await settle(writer)
    await rest(first)
    await vi.waitFor(() => expect(first.log.snapshots).toHaveLength(1), 10_000)
    writer.type('after')
    await settle(writer)
    const { snapshot, entries } = await log.load(position)
    expect([snapshot?.through, entries.length]).toEqual([520, 1])

    const second = testRooms({ log, limits: { messagesPerSecond: 1_000 } })
    const reader = TestClient.open(second.rooms, position, bo)
    await settle(reader)
    expect(reader.text).toBe(writer.text)
    reader.ydoc.clientID = writer.ydoc.clientID
    reader.type('!')
    await settle(reader)
    expect(reader.closed?.reason).toBe('author_forged')
  })

  it('[G5] without its snapshot the log gives the same draft', async () => {
    const log = memoryLog()
    const first = testRooms({ log, limits: { messagesPerSecond: 1_000 } })
    const writer = TestClient.open(first.rooms, position, anna)
    await settle(writer)
    for (let count = 0; count < 510; count += 1) writer.type(`${count} `).erase(0, 1)
    await settle(writer)
    await rest(first)
    await vi.waitFor(() => expect(first.log.snapshots).toHaveLength(1), 10_000)
    const entriesAlone: UpdateLog = {
      ...log,
      load: async (id) => ({ snapshot: null, entries: await log.history(id) }),
    }
    const second = testRooms({ log: entriesAlone })
    const reader = TestClient.open(second.rooms, position, bo)
    await reader.joined
    await settle(reader)
    expect(reader.text).toBe(writer.text)
  })

  it('[G5] a snapshot that cannot be read is reported, and the log gives the draft', async () => {
    const seed = [seedOf(position, 'Joint position')]
    const log = memoryLog(seed)
    await log.saveSnapshot({
      draftId: position,
      through: 1,
      update: new Uint8Array([9, 9, 9]),
      index: new Uint8Array([77]),
    })
    const { rooms, errors } = testRooms({ log })
    const reader = TestClient.open(rooms, position, bo)
    await settle(reader)
    expect(reader.text).toBe('Joint position')
    expect(errors).toEqual(['a snapshot cannot be read'])
  })

  it('[G6] merges what was written once nobody writes, however little', async () => {
    const test = testRooms({ seed: [seedOf(position, 'a')] })
    const writer = TestClient.open(test.rooms, position, anna)
    await settle(writer)
    for (const letter of 'bcdef') {
      writer.type(letter)
      await settle(writer)
    }
    const before = await arrival(test.rooms, 'person-bo')
    await rest(test)
    const after = await arrival(test.rooms, 'person-eva')
    expect([before.messages.length, after.messages.length]).toEqual([7, 2])
    expect(after.client.text).toBe('abcdef')
  })

  it('[G13] merges in a rest, and gives a draft up, also where the clock was set back', async () => {
    const test = testRooms({ seed: [seedOf(position, 'a')], limits: { keptOpen: 5_000 } })
    const writer = TestClient.open(test.rooms, position, anna)
    await settle(writer)
    for (const letter of 'bcdef') {
      writer.type(letter)
      await settle(writer)
    }
    Object.assign(test.clock, setBack(test.clock.now))
    await rest(test)
    const { client, messages } = await arrival(test.rooms, 'person-eva')
    expect(messages).toHaveLength(2)
    writer.leave()
    client.leave()
    test.rooms.tend()
    await vi.waitFor(() => expect(test.log.snapshots).toHaveLength(1))
    test.clock.now = new Date(Date.parse(test.clock.now) - 3_600_000).toISOString()
    test.clock.behind += 3_600_000
    await rest(test)
    await rest(test)
    await arrival(test.rooms, 'person-bo')
    expect(test.log.loads).toEqual([position, position])
  })

  it('[G10] keeps a draft whole when everybody has left it, before it is given up', async () => {
    const test = testRooms({ seed: [seedOf(position, 'a')], limits: { keptOpen: 5_000 } })
    const writer = TestClient.open(test.rooms, position, anna)
    await settle(writer)
    writer.type('bcd').erase(1, 1).type('e')
    await settle(writer)
    await rest(test)
    expect(test.log.snapshots).toEqual([])
    writer.leave()
    await rest(test)
    await vi.waitFor(() => expect(test.log.snapshots).toHaveLength(1))
    const stored = await test.log.load(position)
    expect([stored.snapshot?.through, stored.entries]).toEqual([test.log.stored.length, []])
    await rest(test)
    const loads = test.log.loads.length
    const reader = TestClient.open(test.rooms, position, bo)
    await settle(reader)
    expect([reader.text, test.log.loads.length]).toEqual([writer.text, loads + 1])
    reader.ydoc.clientID = writer.ydoc.clientID
    reader.type('!')
    await settle(reader)
    expect(reader.closed?.reason).toBe('author_forged')
    await rest(test)
    await rest(test)
    expect(test.log.snapshots).toHaveLength(1)
  })

  it('[G10] keeps drafts that were merged already, one after the other', async () => {
    const test = testRooms({ limits: { keptOpen: 5_000 } })
    const draftIds = ['position-1', 'position-2', 'position-3']
    for (const draftId of draftIds) {
      const writer = TestClient.open(test.rooms, draftId, anna)
      await settle(writer)
      for (const letter of 'abcdef') {
        writer.type(letter)
        await settle(writer)
      }
      await rest(test)
      writer.leave()
    }
    await rest(test)
    await vi.waitFor(() =>
      expect(test.log.snapshots.map(({ draftId, through }) => [draftId, through])).toEqual([
        ['position-1', 6],
        ['position-2', 12],
        ['position-3', 18],
      ]),
    )
  })

  it('[G10] a draft that cannot be kept whole is given up all the same, and opens from the log', async () => {
    const test = testRooms({ limits: { keptOpen: 5_000 } })
    const writer = TestClient.open(test.rooms, position, anna)
    await settle(writer)
    writer.type('all of it')
    await settle(writer)
    writer.leave()
    const mend = test.log.fail()
    await rest(test)
    await vi.waitFor(() => expect(test.errors).toEqual(['a snapshot could not be kept']))
    mend()
    await rest(test)
    const loads = test.log.loads.length
    const reader = TestClient.open(test.rooms, position, bo)
    await settle(reader)
    expect([reader.text, test.log.loads.length]).toEqual(['all of it', loads + 1])
  })

  it('[G7] what Yjs deletes by itself is no news of a reader who comes back', async () => {
    const { rooms, log, rights } = testRooms()
    const [one, other] = [TestClient.open(rooms, position, anna), TestClient.open(rooms, position, bo)]
    await settle(one, other)
    one.ydoc.getMap('facts').set('title', 'by Anna')
    other.ydoc.getMap('facts').set('title', 'by Bo')
    await settle(one, other)
    const rows = log.stored.length
    rights.set('person-eva', 'read')
    const reader = TestClient.open(rooms, position, eva)
    await settle(one, other, reader)
    const back = TestClient.open(rooms, position, { ...eva, ydoc: reader.drop() })
    await settle(one, other, back)
    expect(back.refusals).toEqual([])
    expect(log.stored).toHaveLength(rows)
    expect(await storedText(log, position)).toBe('')
  })
})
