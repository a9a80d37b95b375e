import { syncMessage } from '@samsyn/protocol'
import * as encoding from 'lib0/encoding'
import { describe, expect, it, vi } from 'vitest'
import { writeUpdate } from 'y-protocols/sync'
import * as Y from 'yjs'
import { settle, TestClient, turn } from './support/test-client.ts'
import { seedOf, storedText, testRooms, textOf } from './support/test-rooms.ts'

const position = 'position-1'
const [anna, bo] = [
  { personId: 'person-anna', name: 'Anna' },
  { personId: 'person-bo', name: 'Bo', country: 'DK' as const },
]

describe('opening', () => {
  it('[R1] loads the log once for all who join while it loads', async () => {
    const { rooms, log } = testRooms({ seed: [seedOf(position, 'Joint position')] })
    const release = log.hold()
    const clients = [TestClient.open(rooms, position, anna), TestClient.open(rooms, position, bo)]
    await settle(...clients)
    expect(clients.map((client) => client.isJoined)).toEqual([false, false])
    release()
    await settle(...clients)
    expect(clients.map((client) => client.text)).toEqual(['Joint position', 'Joint position'])
    expect(log.loads).toEqual([position])
  })

  it('[R1] reports a row that cannot be applied, and opens', async () => {
    const broken = { ...seedOf(position, 'x'), update: new Uint8Array([1, 2, 3]) }
    const { rooms, errors } = testRooms({ seed: [broken, seedOf(position, 'Joint position')] })
    const client = TestClient.open(rooms, position)
    await settle(client)
    expect(client.text).toBe('Joint position')
    expect(errors).toEqual(['a stored update cannot be applied'])
  })

  it('[R2] asks a newcomer by step 1 and answers its own with step 2', async () => {
    const { rooms } = testRooms({ seed: [seedOf(position, 'Joint position')] })
    const client = TestClient.open(rooms, position, { isStock: true })
    await settle(client)
    expect({ isSynced: client.isSynced, asksHeard: client.asksHeard, text: client.text }).toEqual({
      isSynced: true,
      asksHeard: 1,
      text: 'Joint position',
    })
  })

  it('[R3] asks the authority after the load began, so that what changed meanwhile counts', async () => {
    const { rooms, log, rights } = testRooms()
    const release = log.hold()
    const [closed, reader] = [TestClient.open(rooms, position, anna), TestClient.open(rooms, position, bo)]
    rights.set('person-anna', null)
    rights.set('person-bo', 'read')
    release()
    await settle(closed, reader)
    expect(closed.closed).toEqual({ code: 4403, reason: 'access_lost' })
    expect(reader.mode).toBe('read')
  })

  it('[R3] a sign-out during the load ends the session', async () => {
    const { rooms, log } = testRooms()
    const release = log.hold()
    const client = TestClient.open(rooms, position, { webSessionId: 'web-7' })
    rooms.endSessions({ webSessionId: 'web-7' })
    release()
    await settle(client)
    expect(client.closed).toEqual({ code: 4401, reason: 'signed_out' })
    expect(client.incoming).toEqual([])
    expect(rooms.presence(position)).toEqual([])
  })

  it('[R4] gives a room up when nobody needs it, and loads it again for the next', async () => {
    const { rooms, log } = testRooms()
    const first = TestClient.open(rooms, position)
    await settle(first)
    first.type('kept')
    await settle(first)
    first.leave()
    const second = TestClient.open(rooms, position, bo)
    await settle(second)
    expect(second.text).toBe('kept')
    expect(log.loads).toEqual([position, position])
  })

  it('[R4] keeps a room for a while after everybody left, unless another needs its place', async () => {
    const { rooms, log, clock } = testRooms({ limits: { keptOpen: 5_000, openDrafts: 1 } })
    const visit = async (draftId: string) => {
      const client = TestClient.open(rooms, draftId)
      await settle(client)
      expect(client.closed).toBeNull()
      client.leave()
      rooms.tend()
    }
    const pass = (seconds: number) => {
      clock.now = new Date(Date.parse(clock.now) + seconds * 1000).toISOString()
      rooms.tend()
    }
    await visit(position)
    pass(4)
    await visit(position)
    expect(log.loads).toEqual([position])
    pass(6)
    await visit(position)
    expect(log.loads).toEqual([position, position])
    await visit('position-2')
    await visit(position)
    expect(log.loads).toEqual([position, position, 'position-2', position])
  })

  it('[R4] keeps a room while an update of it is on its way to disk', async () => {
    const { rooms, log } = testRooms()
    const first = TestClient.open(rooms, position)
    await settle(first)
    const release = log.hold()
    first.type('kept')
    first.deliver()
    await turn()
    first.drop()
    const second = TestClient.open(rooms, position, bo)
    await settle(second)
    expect(log.loads).toEqual([position])
    release()
    await settle(second)
    expect(second.text).toBe('kept')
  })

  it('[R4] a session that ends during the load does not make the room load twice', async () => {
    const { rooms, log } = testRooms({ seed: [seedOf(position, 'Joint position')] })
    const release = log.hold()
    const first = TestClient.open(rooms, position, { webSessionId: 'web-7' })
    rooms.endSessions({ webSessionId: 'web-7' })
    const second = TestClient.open(rooms, position, bo)
    release()
    await settle(first, second)
    expect(second.text).toBe('Joint position')
    expect(log.loads).toEqual([position])
  })

  it('[R5] closes those who wait when the log cannot be loaded; the next join tries again', async () => {
    const { rooms, log } = testRooms({ seed: [seedOf(position, 'Joint position')] })
    const heal = log.fail()
    const [first, second] = [TestClient.open(rooms, position, anna), TestClient.open(rooms, position, bo)]
    await settle(first, second)
    expect([first.closed, second.closed]).toEqual([
      { code: 4500, reason: 'failed' },
      { code: 4500, reason: 'failed' },
    ])
    heal()
    const third = TestClient.open(rooms, position)
    await settle(third)
    expect(third.text).toBe('Joint position')
  })

  it('[R6] loads beforehand what is expected, and begins anew with what failed', async () => {
    const seeds = [position, 'position-2'].map((draftId) => seedOf(draftId, 'Joint position'))
    const { rooms, log, clock } = testRooms({ seed: seeds, limits: { keptOpen: 5_000, openDrafts: 4 } })
    const heal = log.fail()
    await rooms.preload([position], 60_000)
    heal()
    await rooms.preload([position, 'position-2', 'position-3'], 60_000)
    expect(log.loads).toEqual([position, position, 'position-2'])
    rooms.tend()
    await vi.waitFor(() => expect(log.snapshots).toHaveLength(2))
    const visitAfter = async (seconds: number, draftId: string) => {
      clock.now = new Date(Date.parse(clock.now) + seconds * 1000).toISOString()
      rooms.tend()
      const client = TestClient.open(rooms, draftId)
      await settle(client)
      client.leave()
    }
    await visitAfter(50, position)
    expect(log.loads).toHaveLength(3)
    await visitAfter(30, 'position-2')
    expect(log.loads).toHaveLength(4)
  })

  it('[R6] gives the place of what is only expected to those who come', async () => {
    const { rooms } = testRooms({ limits: { keptOpen: 5_000, openDrafts: 2 } })
    await rooms.preload([position], 60_000)
    const clients = ['position-2', 'position-3'].map((draftId) => TestClient.open(rooms, draftId))
    await settle(...clients)
    expect(clients.map(({ closed }) => closed)).toEqual([null, null])
  })

  it('[R4] reads the state of a draft nobody has open, and of one somebody has', async () => {
    const { rooms } = testRooms({ seed: [seedOf(position, 'Joint position')] })
    expect(textOf(await rooms.readState(position))).toBe('Joint position')
    const client = TestClient.open(rooms, position)
    await settle(client)
    client.type(' of five')
    await settle(client)
    expect(textOf(await rooms.readState(position))).toBe('Joint position of five')
  })

  it('[R2] names those who have a draft open, once each', async () => {
    const { rooms } = testRooms()
    const clients = [
      TestClient.open(rooms, position, anna),
      TestClient.open(rooms, position, anna),
      TestClient.open(rooms, position, bo),
    ]
    await settle(...clients)
    expect(rooms.presence(position)).toEqual([
      { personId: 'person-anna', name: 'Anna', country: 'SE' },
      { personId: 'person-bo', name: 'Bo', country: 'DK' },
    ])
  })
})

describe('updates', () => {
  async function two(options: Parameters<typeof testRooms>[0] = {}) {
    const test = testRooms(options)
    const writer = TestClient.open(test.rooms, position, anna)
    const reader = TestClient.open(test.rooms, position, bo)
    await settle(writer, reader)
    return { ...test, writer, reader }
  }

  it('[U1] shows nobody an update before it is on disk', async () => {
    const { rooms, log, writer, reader } = await two()
    const release = log.hold()
    writer.type('shall')
    await settle(writer, reader)
    const late = TestClient.open(rooms, position, { personId: 'person-eva' })
    await settle(writer, reader, late)
    expect({
      relayed: reader.text,
      stepTwo: late.text,
      stored: textOf(await rooms.readState(position)),
    }).toEqual({
      relayed: '',
      stepTwo: '',
      stored: '',
    })
    release()
    await settle(writer, reader, late)
    expect([reader.text, late.text, textOf(await rooms.readState(position))]).toEqual([
      'shall',
      'shall',
      'shall',
    ])
  })

  it('[U2] relays the same bytes to the others and not to the sender', async () => {
    const { log, writer, reader } = await two()
    const sent: Uint8Array[] = []
    writer.ydoc.on('update', (update: Uint8Array) => sent.push(update))
    writer.type('one').type('two')
    await settle(writer, reader)
    expect(sent).toHaveLength(2)
    expect(reader.relayed).toEqual(sent)
    expect(log.appends.flat().map(({ update }) => update)).toEqual(sent)
    expect(writer.relayed).toEqual([])
  })

  it('[U3] has one append in flight and puts what comes meanwhile into the next one', async () => {
    const { log, writer, reader } = await two()
    const release = log.hold()
    writer.type('a')
    await settle(writer, reader)
    reader.type('b')
    writer.type('c').type('d')
    await settle(writer, reader)
    expect(log.appends.map((entries) => entries.length)).toEqual([1])
    release()
    await settle(writer, reader)
    expect(log.appends.map((entries) => entries.length)).toEqual([1, 3])
    expect(await storedText(log, position)).toBe(writer.text)
    expect(reader.text).toBe(writer.text)
  })

  it('[U10] tells a crowd of several updates together, and of the first at once', async () => {
    const { rooms, log } = testRooms()
    const crowd = Array.from({ length: 80 }, () => TestClient.open(rooms, position, anna))
    await settle(...crowd)
    const [writer, reader] = crowd as [TestClient, TestClient]
    for (const word of ['one ', 'two ', 'three ', 'four ', 'five ', 'six ', 'seven ', 'eight ']) {
      writer.type(word)
      writer.deliver()
      await turn()
    }
    expect(log.appends[0]?.length).toBe(1)
    await expect.poll(() => log.appends.flat().length).toBe(8)
    expect(log.appends.length).toBeLessThan(8)
    await settle(writer, reader)
    expect(reader.text).toBe(writer.text)
  })

  it('[U4] refuses what could not be stored, shows it to nobody and goes on', async () => {
    const { rooms, log, writer, reader } = await two()
    const heal = log.fail()
    writer.type('lost?')
    writer.ask()
    await settle(writer, reader)
    expect(writer.refusals).toContain('not_stored')
    expect({
      saved: writer.isSaved,
      reader: reader.text,
      room: textOf(await rooms.readState(position)),
    }).toEqual({
      saved: false,
      reader: '',
      room: '',
    })
    expect(writer.closed).toBeNull()
    heal()
    reader.type('still here ')
    await settle(writer, reader)
    expect(writer.text).toBe(reader.text)
    expect(writer.text).toContain('still here')
  })

  it('[U5] logs nothing when clients join, come back or send what is known', async () => {
    const { rooms, log, writer, reader } = await two()
    writer.type('known').erase(0, 2)
    await settle(writer, reader)
    const rows = log.appends.flat().length
    const back = TestClient.open(rooms, position, { ...anna, ydoc: writer.drop() })
    await settle(back, reader)
    back.send((encoder) => {
      encoding.writeVarUint(encoder, syncMessage.sync)
      writeUpdate(encoder, Y.encodeStateAsUpdate(back.ydoc))
    })
    await settle(back, reader)
    expect(log.appends.flat().length).toBe(rows)
  })

  it('[U5] logs a deletion, which no state vector shows', async () => {
    const { log, writer, reader } = await two({ seed: [seedOf(position, 'may')] })
    writer.erase(0, 1)
    await settle(writer, reader)
    expect(log.appends.flat()).toHaveLength(1)
    expect([reader.text, await storedText(log, position)]).toEqual(['ay', 'ay'])
  })

  it('[U9] keeps of what a client brings back only the deletions that are new', async () => {
    const { rooms, log, writer, reader } = await two()
    writer.type('a long word').erase(0, 2).erase(3, 1)
    await settle(writer, reader)
    const ydoc = writer.drop()
    ydoc.getText('default').insert(0, 'One ')
    ydoc.getText('default').delete(ydoc.getText('default').length - 1, 1)
    const back = TestClient.open(rooms, position, { ...anna, ydoc })
    await settle(back, reader)
    const [row] = log.appends.flat().slice(-1)
    const deleted = [...Y.decodeUpdate(row?.update ?? new Uint8Array()).ds.clients.values()].flat()
    expect(deleted.map(({ len }) => len)).toEqual([1])
    expect([back.text, reader.text, await storedText(log, position)]).toEqual(Array(3).fill('One lon wor'))
  })

  it('[U6] drops an update whose ground is missing, asks its sender, and has everything then', async () => {
    const { log, writer, reader } = await two()
    writer.type('ground')
    writer.outgoing.length = 0
    writer.type(', roof')
    writer.deliver()
    await turn()
    expect(log.appends.flat()).toEqual([])
    await settle(writer, reader)
    expect(writer.asksHeard).toBe(2)
    expect([reader.text, await storedText(log, position)]).toEqual(['ground, roof', 'ground, roof'])
    expect(log.appends.flat()).toHaveLength(1)
  })

  it('[U6] drops a deletion of what the room lacks, and has everything then', async () => {
    const { log, writer, reader } = await two()
    writer.type('ground')
    writer.outgoing.length = 0
    writer.erase(0, 2)
    writer.deliver()
    await turn()
    expect(log.appends).toEqual([])
    await settle(writer, reader)
    expect([reader.text, await storedText(log, position)]).toEqual(['ound', 'ound'])
    expect(log.appends.flat()).toHaveLength(1)
  })

  it('[U6] leaves out of a step 2 what nobody has the ground of', async () => {
    const source = new Y.Doc()
    const updates: Uint8Array[] = []
    source.on('update', (update: Uint8Array) => updates.push(update))
    for (const word of ['a', 'b', 'c'])
      source.getText('default').insert(source.getText('default').length, word)
    const holed = new Y.Doc()
    for (const update of [updates[0], updates[2]]) if (update) Y.applyUpdate(holed, update)

    const { rooms, log, reader } = await two()
    const client = TestClient.open(rooms, position, { personId: 'person-eva', ydoc: holed })
    await settle(client, reader)
    expect([client.text, reader.text, await storedText(log, position)]).toEqual(['a', 'a', 'a'])
    expect(log.appends.flat()).toHaveLength(1)
    const rows = log.appends.length
    const again = TestClient.open(rooms, position, { personId: 'person-eva', ydoc: client.drop() })
    await settle(again, reader)
    expect(log.appends).toHaveLength(rows)
    expect(again.isSaved).toBe(true)
  })

  it('[U7] stores what was accepted from a session that ended meanwhile', async () => {
    const { log, writer, reader } = await two()
    const release = log.hold()
    reader.type('first ')
    await settle(reader)
    writer.type('last words')
    writer.deliver()
    writer.drop()
    release()
    await settle(reader)
    expect(reader.text).toContain('last words')
    expect(await storedText(log, position)).toBe(reader.text)
  })

  it('[U8] logs who sent an update and when the server took it', async () => {
    const { log, clock, writer, reader } = await two()
    clock.now = '2026-03-02T10:15:00.000Z'
    const release = log.hold()
    reader.type('x')
    await settle(reader)
    clock.now = '2026-03-02T11:00:00.000Z'
    release()
    await settle(writer, reader)
    expect(log.appends.flat()).toMatchObject([
      { draftId: position, personId: 'person-bo', at: '2026-03-02T10:15:00.000Z' },
    ])
  })
})
