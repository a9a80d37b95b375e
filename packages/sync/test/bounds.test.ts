import { syncMessage } from '@samsyn/protocol'
import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { IdRanges } from '../src/id-ranges.ts'
import type { SyncLimits } from '../src/ports.ts'
import { collected, textIn, updateOf } from './support/struct-bytes.ts'
import { settle, TestClient, turn } from './support/test-client.ts'
import { storedText, testRooms } from './support/test-rooms.ts'

const position = 'position-1'
const eva = { personId: 'person-eva', name: 'Eva' }
const bo = { personId: 'person-bo', name: 'Bo' }

async function two(options: Parameters<typeof testRooms>[0] = {}) {
  const test = testRooms(options)
  const bad = TestClient.open(test.rooms, position)
  const good = TestClient.open(test.rooms, position, bo)
  await settle(bad, good)
  return { ...test, bad, good }
}

/** A sync message of the given step around any bytes. */
function sync(step: number, bytes: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, syncMessage.sync)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, bytes)
  })
}

/** An awareness message as only a client that is not y-websocket sends it. */
function awareness(
  states: readonly { readonly id: number; readonly clock: number; readonly json: string }[],
) {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, syncMessage.awareness)
    const inside = encoding.encode((inner) => {
      encoding.writeVarUint(inner, states.length)
      for (const { id, clock, json } of states) {
        encoding.writeVarUint(inner, id)
        encoding.writeVarUint(inner, clock)
        encoding.writeVarString(inner, json)
      }
    })
    encoding.writeVarUint8Array(encoder, inside)
  })
}

/** So many states, of client ids that rise from the given one. */
function carets(count: number, from: number, json = '{}') {
  return Array.from({ length: count }, (_, index) => ({ id: from + index, clock: 1, json }))
}

/** An update of one struct, written by hand: `write` begins at its info byte. */
function handmade(write: (encoder: encoding.Encoder) => void, { client = 7, clock = 0 } = {}): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number)
    write(encoder)
    encoding.writeVarUint(encoder, 0)
  })
}

const emptyString = handmade((encoder) => {
  encoding.writeUint8(encoder, 4)
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarString(encoder, 'default')
  encoding.writeVarString(encoder, '')
})
const restsOnItself = handmade((encoder) => {
  encoding.writeUint8(encoder, 4 | 128)
  encoding.writeVarUint(encoder, 7)
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarString(encoder, 'x')
})
const endless = handmade(
  (encoder) => {
    encoding.writeUint8(encoder, 0)
    encoding.writeVarUint(encoder, Number.MAX_SAFE_INTEGER)
  },
  { clock: 1 },
)
const endlessDeletion = encoding.encode((encoder) => {
  for (const number of [0, 1, 7, 1, 5, Number.MAX_SAFE_INTEGER]) encoding.writeVarUint(encoder, number)
})

describe('bounds', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['an unknown kind', new Uint8Array([77])],
    ['an auth message', new Uint8Array([2, 0])],
    ['an unknown sync step', sync(3, new Uint8Array())],
    ['a cut-off message', sync(2, new Uint8Array([0, 0])).subarray(0, 3)],
    ['a cut-off awareness message', new Uint8Array([1, 1, 1])],
    ['a cut-off question', new Uint8Array([100])],
    ['an empty update', sync(2, new Uint8Array())],
    ['an update that is none', sync(2, new Uint8Array([5, 4, 3, 2, 1]))],
    ['a step 2 that is none', sync(1, new Uint8Array([5, 4, 3, 2, 1]))],
    ['a state vector that is none', sync(0, new Uint8Array([5]))],
    ['a struct without length', sync(2, emptyString)],
    ['a struct that rests on itself', sync(2, restsOnItself)],
    ['a struct beyond counting', sync(2, endless)],
    ['a deletion beyond counting', sync(2, endlessDeletion)],
  ])('[B1] closes the one session that sends %s', async (_name, bytes) => {
    const { log, bad, good } = await two()
    bad.outgoing.push(bytes)
    await settle(bad, good)
    expect(bad.closed).toEqual({ code: 4400, reason: 'malformed_message' })
    good.type('goes on')
    await settle(good)
    expect(good.closed).toBeNull()
    expect(log.appends.flat()).toHaveLength(1)
    expect(await storedText(log, position)).toBe('goes on')
  })

  it('[B2] closes the one session whose message is over the limit', async () => {
    const { log, bad, good } = await two({ limits: { messageBytes: 100 } })
    good.type('x'.repeat(50))
    bad.outgoing.push(sync(2, Y.encodeStateAsUpdate(new Y.Doc())), new Uint8Array(101))
    await settle(bad, good)
    expect(bad.closed).toEqual({ code: 4413, reason: 'message_too_large' })
    expect(good.closed).toBeNull()
    expect(await storedText(log, position)).toBe('x'.repeat(50))
  })

  it('[B2] takes a message of a mebibyte, and no more, when nothing else is said', async () => {
    const { bad, good } = await two()
    bad.outgoing.push(new Uint8Array(1024 * 1024))
    good.outgoing.push(new Uint8Array(1024 * 1024 + 1))
    await settle(bad, good)
    expect([bad.closed?.reason, good.closed?.reason]).toEqual(['malformed_message', 'message_too_large'])
  })

  it('[B3] closes the one session that does not read', async () => {
    const { bad, good } = await two()
    bad.bufferedBytes = 16 * 1024 * 1024
    good.type('a')
    await settle(bad, good)
    expect(bad.closed).toBeNull()
    bad.bufferedBytes += 1
    good.type('b')
    await settle(bad, good)
    expect([bad.closed, good.closed]).toEqual([{ code: 4508, reason: 'too_slow' }, null])
  })

  it('[B19] where too much waits in all, the longest line of who lets most wait is closed, in any draft', async () => {
    const { rooms, bad, good } = await two({ limits: { waitingBytes: 1_000 } })
    const lines = [200, 300, 400].map((bytes, index) => {
      const line = TestClient.open(rooms, `position-${index + 2}`, eva)
      return { line, bytes }
    })
    await settle(...lines.map(({ line }) => line))
    for (const { line, bytes } of lines) line.bufferedBytes = bytes
    good.bufferedBytes = 100
    rooms.tend()
    const closed = () => [bad, good, ...lines.map(({ line }) => line)].map((client) => client.closed?.reason)
    expect(closed()).toEqual([undefined, undefined, undefined, undefined, undefined])
    good.bufferedBytes = 450
    rooms.tend()
    expect(closed()).toEqual([undefined, undefined, undefined, undefined, 'too_slow'])
    rooms.tend()
    expect(closed().filter(Boolean)).toHaveLength(1)
  })

  it('[B19] a send that finds too much waiting looks at all lines anew', async () => {
    const { rooms, bad, good } = await two({ limits: { waitingBytes: 1_000 } })
    const third = TestClient.open(rooms, position, eva)
    await settle(third)
    bad.bufferedBytes = 900
    good.type('a')
    await settle(good, third)
    expect(bad.closed).toBeNull()
    // It has read meanwhile: what was seen of it counts no more.
    bad.bufferedBytes = 0
    third.bufferedBytes = 600
    good.type('b')
    await settle(good, third, bad)
    expect([bad, good, third].map(({ closed }) => closed)).toEqual([null, null, null])
    bad.bufferedBytes = 401
    good.type('c')
    await settle(good, third, bad)
    expect([bad, good, third].map(({ closed }) => closed?.reason)).toEqual([undefined, undefined, 'too_slow'])
  })

  it('[B19] an answer to one alone counts at once', async () => {
    const { bad, good } = await two({ limits: { waitingBytes: 1_000 } })
    bad.bufferedBytes = 600
    bad.outgoing.push(sync(0, Uint8Array.of(1, 9, 1)))
    bad.deliver()
    good.bufferedBytes = 500
    good.outgoing.push(sync(0, Uint8Array.of(1, 8, 1)))
    good.deliver()
    expect([bad.closed?.reason, good.closed]).toEqual(['too_slow', null])
  })

  it('[B4] a connection that throws ends its own session only', async () => {
    const { rooms, errors, bad, good, log } = await two()
    const broken = await rooms.join(position, {
      ...bo,
      country: null,
      webSessionId: 'web-3',
      connection: {
        send() {
          throw new Error('socket gone')
        },
        close() {
          throw new Error('socket gone')
        },
        bufferedBytes: 0,
      },
    })
    expect(broken.mode).toBeNull()
    bad.type('goes on')
    await settle(bad, good)
    expect(good.text).toBe('goes on')
    expect(await storedText(log, position)).toBe('goes on')
    expect(errors).toEqual(['a session failed'])
  })

  it('[B4] a session that has ended hears and says nothing more', async () => {
    const { rooms, log, bad, good } = await two()
    const session = await bad.joined
    bad.type('too late')
    const [bytes] = bad.outgoing
    session?.end()
    session?.end()
    if (bytes) session?.receive(bytes)
    good.type('later')
    await settle(good)
    expect(bad.incoming).toEqual([])
    expect(await storedText(log, position)).toBe('later')
    expect(rooms.presence(position)).toHaveLength(1)
  })

  it('[B1] keeps what a library does with its buffer afterwards away from the log', async () => {
    const { log, bad, good } = await two()
    bad.type('kept')
    const [bytes] = bad.outgoing.splice(0)
    const session = await bad.joined
    if (bytes) {
      session?.receive(bytes)
      bytes.fill(0)
    }
    await settle(bad, good)
    expect([good.text, await storedText(log, position)]).toEqual(['kept', 'kept'])
  })

  it('[B1] no truncation of a valid message does more than close its own session', async () => {
    const { rooms, log, good } = await two()
    const writer = new Y.Doc()
    writer.getText('default').insert(0, 'a text that is cut off')
    const messages = [
      sync(0, Y.encodeStateVector(writer)),
      sync(1, Y.encodeStateAsUpdate(writer)),
      sync(2, Y.encodeStateAsUpdate(writer)),
      new Uint8Array([1, 8, 1, 7, 1, 4, 110, 117, 108, 108]),
      new Uint8Array([100, 200, 1]),
    ]
    const codes = new Set<number>()
    for (const message of messages) {
      for (let length = 0; length < message.length; length += 1) {
        const cut = TestClient.open(rooms, position)
        await settle(cut)
        cut.outgoing.push(message.subarray(0, length))
        cut.deliver()
        await turn()
        if (cut.closed) codes.add(cut.closed.code)
        cut.drop()
      }
    }
    expect([...codes]).toEqual([4400])
    good.type('goes on')
    await settle(good)
    expect(good.closed).toBeNull()
    expect(await storedText(log, position)).toBe('goes on')
  })

  it('[B5] a state vector of 100,000 clients and a text nested 5,000 deep leave the others as they were', async () => {
    const { rooms, bad, good } = await two()
    const giant = new Map(Array.from({ length: 100_000 }, (_, client) => [client + 1, 1]))
    bad.outgoing.push(
      sync(
        0,
        encoding.encode((encoder) => {
          encoding.writeVarUint(encoder, giant.size)
          for (const [client, clock] of giant) {
            encoding.writeVarUint(encoder, client)
            encoding.writeVarUint(encoder, clock)
          }
        }),
      ),
    )
    let around = new Y.XmlElement('a')
    bad.ydoc.getXmlFragment('deep').insert(0, [around])
    for (let depth = 0; depth < 5_000; depth += 1) {
      const inside = new Y.XmlElement('a')
      around.insert(0, [inside])
      around = inside
      if (depth % 40 === 0) await settle(bad, good)
    }
    bad.drop()
    good.type('goes on')
    await settle(good)
    const late = TestClient.open(rooms, position, bo)
    await settle(late)
    expect([good.closed, late.closed, late.text]).toEqual([null, null, 'goes on'])
  })

  it('[B6] a flood of awareness ends its own session', async () => {
    const { bad, good } = await two()
    for (let count = 0; count < 2_400; count += 1) bad.awareness.setLocalState({ cursor: count })
    await settle(bad, good)
    expect([bad.closed?.reason, good.closed]).toEqual(['too_fast', null])
  })

  it('[B6] nobody is put out for echoes of a flood, however many make it and however large it is', async () => {
    const { rooms, good } = await two({ limits: { messagesPerSecond: 20, bytesPerSecond: 40_000 } })
    const crowd = Array.from({ length: 12 }, () => TestClient.open(rooms, position, eva))
    await settle(good, ...crowd)
    const before = good.awarenessHeard
    for (let count = 0; count < 90; count += 1) {
      for (const client of crowd) client.awareness.setLocalState({ cursor: 'x'.repeat(3_900), count })
      await settle(good, ...crowd)
    }
    expect(good.awarenessHeard - before).toBe(12 * 90)
    expect([good, ...crowd].map(({ closed }) => closed)).toEqual(Array.from({ length: 13 }, () => null))
  })

  it('[B6] what was told can be sent back once only', async () => {
    const { bad, good } = await two({ limits: { messagesPerSecond: 10 } })
    good.awareness.setLocalState({ cursor: 'here' })
    await settle(bad, good)
    const known = awareness([{ id: good.ydoc.clientID, clock: 1, json: '{}' }])
    for (let count = 0; count < 110; count += 1) bad.outgoing.push(known)
    await settle(bad, good)
    expect([bad.closed?.reason, good.closed]).toEqual(['too_fast', null])
  })

  it('[B17] a client id that is told of over and over in one message is told of once', async () => {
    const { bad, good } = await two()
    const heard = good.awarenessHeard
    const id = bad.ydoc.clientID
    bad.outgoing.push(
      awareness(
        Array.from({ length: 10_000 }, (_, index) => ({
          id,
          clock: 10 + index,
          json: `{"cursor":${index}}`,
        })),
      ),
    )
    await settle(bad)
    expect(good.incoming.reduce((bytes, { length }) => bytes + length, 0)).toBeLessThan(200)
    await settle(bad, good)
    expect(good.awarenessHeard).toBe(heard + 1)
    expect(good.awareness.getStates().get(id)).toMatchObject({ cursor: 9_999, user: { name: 'Anna' } })
    expect([bad.closed, good.closed]).toEqual([null, null])
  })

  it('[B17] reads no more states than there can be', async () => {
    const { bad, good } = await two()
    const id = bad.ydoc.clientID
    bad.outgoing.push(
      awareness(Array.from({ length: 10_001 }, (_, index) => ({ id, clock: 10 + index, json: '{}' }))),
    )
    await settle(bad, good)
    expect([bad.closed?.reason, good.closed]).toEqual(['malformed_message', null])
  })

  it('[B17] what the server adds to states counts for whoever sent them', async () => {
    const { bad, good } = await two({ limits: { bytesPerSecond: 3_000 } })
    for (let clock = 1; clock <= 20; clock += 1) {
      bad.outgoing.push(awareness(carets(30, 1_000).map((caret) => ({ ...caret, clock }))))
      bad.deliver()
      // It sends nothing back of what it is told, so that only its own is counted.
      bad.incoming.length = 0
      await settle(good)
    }
    expect([bad.closed?.reason, good.closed]).toEqual(['too_fast', null])
  })

  it('[B17] a stock client comes into a draft with all the carets there can be, and goes on', async () => {
    const { rooms } = testRooms()
    const connection = { send: () => undefined, close: () => undefined, bufferedBytes: 0 }
    const joining = { ...eva, country: null, webSessionId: 'web-3', connection }
    const others = await Promise.all(Array.from({ length: 249 }, () => rooms.join(position, joining)))
    for (const [index, session] of others.entries()) {
      session.receive(awareness(carets(32, 1_000_000 + index * 100, `{"cursor":"${'x'.repeat(900)}"}`)))
    }
    const client = TestClient.open(rooms, position, { ...bo, isStock: true })
    await settle(client)
    client.type('goes on')
    await settle(client)
    expect(client.closed).toBeNull()
    expect(client.awareness.getStates().size).toBe(249 * 32 + 1)
  })

  it('[B18] to read states counts as messages, also where they bring nothing', async () => {
    const { bad, good } = await two()
    bad.outgoing.push(awareness(carets(32, 1_000)))
    for (let count = 0; count < 15; count += 1) bad.outgoing.push(awareness(carets(10_000, 10_000)))
    await settle(bad, good)
    expect(bad.closed).toBeNull()
    for (let count = 0; count < 10; count += 1) bad.outgoing.push(awareness(carets(10_000, 10_000)))
    await settle(bad, good)
    expect([bad.closed?.reason, good.closed]).toEqual(['too_fast', null])
  })

  it('[B18] to ask for carets counts as many messages as they are hundreds', async () => {
    const { rooms, good } = await two({ limits: { awarenessClients: 2_000, messagesPerSecond: 20 } })
    const [many, asking] = [TestClient.open(rooms, position), TestClient.open(rooms, position, eva)]
    await settle(many, asking)
    many.outgoing.push(awareness(carets(1_900, 1_000)))
    await settle(many)
    for (let count = 0; count < 15; count += 1)
      asking.outgoing.push(Uint8Array.of(syncMessage.queryAwareness))
    asking.deliver()
    expect([asking.closed?.reason, many.closed, good.closed]).toEqual(['too_fast', null, null])
  })

  it('[B6] closes the one session that sends faster than it may, and takes it back', async () => {
    const { rooms, clock, log, bad, good } = await two({ limits: { messagesPerSecond: 2 } })
    for (let count = 0; count < 30; count += 1) bad.type('x')
    await settle(bad, good)
    expect([bad.closed, good.closed]).toEqual([{ code: 4529, reason: 'too_fast' }, null])
    expect((await storedText(log, position)).length).toBeLessThan(20)
    clock.now = '2026-03-02T08:01:00.000Z'
    const back = TestClient.open(rooms, position, { ydoc: bad.drop() })
    await settle(back, good)
    expect(back.closed).toBeNull()
    expect(await storedText(log, position)).toBe('x'.repeat(30))
  })

  it('[B6] counts bytes as well as messages', async () => {
    const { bad, good } = await two({ limits: { bytesPerSecond: 200 } })
    bad.type('x'.repeat(3_000))
    await settle(bad, good)
    expect([bad.closed?.reason, good.closed]).toEqual(['too_fast', null])
  })

  it('[B6] a steady pace within the rate goes on for ever', async () => {
    const { clock, bad } = await two({ limits: { messagesPerSecond: 2 } })
    for (let count = 0; count < 100; count += 1) {
      clock.now = new Date(Date.parse(clock.now) + 1_000).toISOString()
      bad.type('x')
      await settle(bad)
    }
    expect(bad.closed).toBeNull()
  })

  it('[B7] closes a session that says nothing at all, and no other', async () => {
    const { rooms, clock, good } = await two({ limits: { silence: 5_000 } })
    const silent = TestClient.open(rooms, position, bo)
    await turn()
    silent.outgoing.length = 0
    clock.now = '2026-03-02T08:00:04.000Z'
    rooms.tend()
    expect(silent.closed).toBeNull()
    clock.now = '2026-03-02T08:00:06.000Z'
    rooms.tend()
    expect([silent.closed, good.closed]).toEqual([{ code: 4518, reason: 'silent' }, null])
  })

  it('[B8] refuses what would make the draft too large, takes deletions, and goes on', async () => {
    const { log, bad, good } = await two({ limits: { draftBytes: 1_000 } })
    good.type('x'.repeat(500))
    await settle(bad, good)
    bad.type('y'.repeat(600))
    await settle(bad, good)
    expect(bad.refusals).toEqual(['draft_full'])
    expect(bad.closed).toBeNull()
    good.erase(0, 400)
    await settle(good)
    expect(await storedText(log, position)).toBe('x'.repeat(100))
    expect(good.refusals).toEqual([])
  })

  it('[B8] what of a step 2 could be integrated is refused, too, where it makes the draft too large', async () => {
    const { rooms, log, bad, good } = await two({ limits: { draftBytes: 1_000 } })
    good.type('x'.repeat(500))
    await settle(bad, good)
    const ydoc = new Y.Doc()
    ydoc.getText('other').insert(0, 'y'.repeat(600))
    // Something that rests on what the room has never heard of makes it a step 2 that can be taken in part only.
    const unheard = new Y.Doc()
    unheard.getText('default').insert(0, 'unheard')
    const before = Y.encodeStateVector(unheard)
    unheard.getText('default').insert(7, ' of')
    Y.applyUpdate(ydoc, Y.encodeStateAsUpdate(unheard, before))
    const third = TestClient.open(rooms, position, { ...bo, ydoc })
    await settle(third, good)
    expect(third.refusals).toEqual(['draft_full'])
    expect(third.closed).toBeNull()
    expect(await storedText(log, position)).toBe('x'.repeat(500))
  })

  it('[B13] a step 2 that rests on something missing counts as many messages, and only one that was asked for is read', async () => {
    const { log, bad, good } = await two({ limits: { messagesPerSecond: 20 } })
    good.type('text')
    await settle(bad, good)
    const other = new Y.Doc()
    other.getText('default').insert(0, 'unheard')
    const before = Y.encodeStateVector(other)
    other.getText('default').insert(7, ' of')
    const gap = Y.encodeStateAsUpdate(other, before)
    const appended = log.appends.length
    const sendStep2 = () =>
      bad.send((encoder) => {
        encoding.writeVarUint(encoder, 0)
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarUint8Array(encoder, gap)
      })
    for (let count = 0; count < 30; count += 1) {
      sendStep2()
      await settle(bad)
    }
    expect(bad.closed).toBeNull()
    for (let count = 0; count < 30 && bad.closed === null; count += 1) {
      // The first makes the room ask, and the second comes as the answer.
      sendStep2()
      sendStep2()
      await settle(bad)
    }
    expect(bad.closed?.reason).toBe('too_fast')
    expect(log.appends.length).toBe(appended)
    good.type(' goes on')
    await settle(good)
    expect(await storedText(log, position)).toBe('text goes on')
  })

  it('[B13] finding what a client lacks counts as many messages', async () => {
    const { bad } = await two({ limits: { messagesPerSecond: 40 } })
    // A client id that the room does not know makes every state vector another one.
    const ask = (client: number) =>
      bad.send((encoder) => {
        encoding.writeVarUint(encoder, 0)
        encoding.writeVarUint(encoder, 0)
        encoding.writeVarUint8Array(encoder, Uint8Array.of(1, client, 1))
      })
    for (let client = 1; client < 200 && bad.closed === null; client += 1) {
      ask(client % 100)
      await settle(bad)
    }
    expect(bad.closed?.reason).toBe('too_fast')
  })

  it('[B9] lets no more sessions into a draft than it may hold', async () => {
    const { rooms, bad, good } = await two({ limits: { sessionsPerDraft: 2 } })
    const third = TestClient.open(rooms, position, bo)
    await settle(third)
    expect([third.closed, bad.closed, good.closed]).toEqual([
      { code: 4513, reason: 'draft_crowded' },
      null,
      null,
    ])
    bad.drop()
    const fourth = TestClient.open(rooms, position, bo)
    await settle(fourth)
    expect(fourth.closed).toBeNull()
  })

  it('[B9] in a full draft the oldest line of somebody with many makes room for whoever has fewer', async () => {
    const { rooms } = testRooms({ limits: { sessionsPerDraft: 21 } })
    const many = Array.from({ length: 21 }, () => TestClient.open(rooms, position, bo))
    await settle(...many)
    const again = TestClient.open(rooms, position, bo)
    await settle(again)
    expect(again.closed?.reason).toBe('draft_crowded')
    const other = TestClient.open(rooms, position, { personId: 'person-eva', name: 'Eva' })
    await settle(other)
    expect(other.closed).toBeNull()
    expect(many.map(({ closed }) => closed?.reason ?? null)).toEqual([
      'draft_crowded',
      ...Array.from({ length: 20 }, () => null),
    ])
  })

  it('[B10] gives up what nobody has open where bytes are short, and opens another in its place', async () => {
    const { rooms, bad, good } = await two({ limits: { openBytes: 100, keptOpen: 60_000 } })
    good.type('x'.repeat(200))
    await settle(bad, good)
    bad.drop()
    good.drop()
    rooms.tend()
    // One that is being kept as a snapshot just now is needed until that is done.
    await expect
      .poll(async () => {
        const other = TestClient.open(rooms, 'position-2', bo)
        await settle(other)
        return other.closed
      })
      .toBeNull()
  })

  it('[B14] takes no more client ids of one person, and goes on', async () => {
    const { log, bad, good } = await two()
    const ids = (from: number, count: number) =>
      updateOf(
        ...Array.from({ length: count }, (_, index) => ({
          client: from + index,
          clock: 0,
          structs: [collected(1)],
        })),
      )
    bad.send((encoder) => encoding.writeUint8Array(encoder, sync(2, ids(1_000_000, 4_999))))
    bad.type('one more')
    await settle(bad, good)
    expect(bad.refusals).toEqual([])
    bad.send((encoder) => encoding.writeUint8Array(encoder, sync(2, ids(2_000_000, 1))))
    await settle(bad, good)
    expect(bad.refusals).toEqual(['draft_full'])
    expect(bad.closed).toBeNull()
    good.type(' by another')
    bad.type('!')
    await settle(bad, good)
    expect(await storedText(log, position)).toContain('by another')
    expect(good.text).toBe(bad.text)
    expect(good.refusals).toEqual([])
  })

  it('[B15] counts structs as messages, and reads no more of them than fit in one update', async () => {
    const structs = (count: number) =>
      sync(2, updateOf({ client: 7, clock: 0, structs: Array.from({ length: count }, () => collected(1)) }))
    const { rooms, log, bad } = await two({ limits: { messagesPerSecond: 100 } })
    bad.send((encoder) => encoding.writeUint8Array(encoder, structs(99_000)))
    await settle(bad)
    expect(bad.closed).toBeNull()
    const another = TestClient.open(rooms, position, bo)
    await settle(another)
    another.send((encoder) => encoding.writeUint8Array(encoder, structs(99_000)))
    another.send((encoder) => encoding.writeUint8Array(encoder, structs(99_000)))
    await settle(another)
    expect(another.closed?.reason).toBe('too_fast')
    const third = TestClient.open(rooms, position, { personId: 'person-eva' })
    await settle(third)
    third.send((encoder) => encoding.writeUint8Array(encoder, structs(100_001)))
    await settle(third)
    expect(third.closed?.reason).toBe('malformed_message')
    expect(log.stored).toHaveLength(1)
  })

  it.each([1, 10, 99])(
    '[B15] the largest update is taken at %i messages a second',
    async (messagesPerSecond) => {
      const { clock, bad } = await two({ limits: { messagesPerSecond } })
      clock.now = '2026-03-02T08:01:00.000Z'
      const structs = Array.from({ length: 100_000 }, () => collected(1))
      const largest = sync(2, updateOf({ client: 7, clock: 0, structs }))
      bad.send((encoder) => encoding.writeUint8Array(encoder, largest))
      await settle(bad)
      expect([bad.closed, bad.refusals]).toEqual([null, []])
    },
  )

  /** An update that deletes every second of so many ids. */
  const everySecond = (from: number, count: number) =>
    IdRanges.of(
      Array.from({ length: count }, (_, index) => ({ client: 7, clock: from + 2 * index, length: 1 })),
    ).asUpdate()
  const inPieces = async (limits: Partial<SyncLimits>, what = collected(400_000)) => {
    const test = await two({ limits })
    const ground = sync(2, updateOf({ client: 7, clock: 0, structs: [what] }))
    test.bad.send((encoder) => encoding.writeUint8Array(encoder, ground))
    await settle(test.bad)
    const say = async (step: 1 | 2, update: Uint8Array) => {
      test.bad.send((encoder) => encoding.writeUint8Array(encoder, sync(step, update)))
      await settle(test.bad)
    }
    return { ...test, say }
  }

  it('[B16] counts ranges of deletions as structs', async () => {
    const { bad, say } = await inPieces({ messagesPerSecond: 100 })
    await say(2, everySecond(0, 90_000))
    expect(bad.closed).toBeNull()
    await say(2, everySecond(200_001, 90_000))
    expect(bad.closed?.reason).toBe('too_fast')
  })

  it('[B16] counts of a step 2 what is news', async () => {
    const { bad, say } = await inPieces({ messagesPerSecond: 10 }, textIn('default', 'x'.repeat(40_000)))
    await say(2, everySecond(0, 9_000))
    for (let time = 0; time < 5; time += 1) await say(1, everySecond(0, 9_000))
    expect([bad.closed, bad.refusals]).toEqual([null, []])
    await say(1, everySecond(20_001, 9_000))
    expect(bad.closed?.reason).toBe('too_fast')
  })

  it('[B16] takes no more ranges than a draft may have, and those that make them fewer', async () => {
    const { log, bad, say } = await inPieces({ messagesPerSecond: 100_000 })
    const stored = () => log.stored.length
    await say(2, everySecond(0, 60_000))
    const before = stored()
    await say(2, everySecond(200_001, 60_000))
    expect([bad.refusals, bad.closed, stored()]).toEqual([['draft_full'], null, before])
    await say(2, IdRanges.of([{ client: 7, clock: 0, length: 120_000 }]).asUpdate())
    await say(2, everySecond(200_001, 60_000))
    expect([bad.refusals, bad.closed, stored()]).toEqual([['draft_full'], null, before + 2])
  })

  it('[B16] what joins ranges, or says known ones, leaves room for what others delete at that moment', async () => {
    const { log, bad, good, say } = await inPieces({ messagesPerSecond: 100_000 })
    await say(2, everySecond(0, 60_000))
    const before = log.stored.length
    const release = log.hold()
    for (const update of [
      everySecond(0, 59_999),
      IdRanges.of(
        Array.from({ length: 59_000 }, (_, index) => ({ client: 7, clock: 2 * index + 1, length: 1 })),
      ).asUpdate(),
    ])
      bad.send((encoder) => encoding.writeUint8Array(encoder, sync(2, update)))
    good.send((encoder) => encoding.writeUint8Array(encoder, sync(2, everySecond(300_000, 1_500))))
    release()
    await settle(bad, good)
    expect([bad.refusals, good.refusals, log.stored.length]).toEqual([[], [], before + 2])
  })

  it.each([
    ['drafts', { openDrafts: 1 }],
    ['bytes', { openBytes: 100 }],
  ])('[B10] opens no more %s than it may, and goes on with those that are open', async (_what, limits) => {
    const { rooms, bad, good } = await two({ limits })
    good.type('x'.repeat(200))
    await settle(bad, good)
    // What is typed is counted once a second.
    rooms.tend()
    const other = TestClient.open(rooms, 'position-2', bo)
    await settle(other)
    expect(other.closed).toEqual({ code: 4514, reason: 'server_busy' })
    const same = TestClient.open(rooms, position, bo)
    await settle(same)
    expect(same.text).toBe('x'.repeat(200))
  })
})

describe('closing', () => {
  const goingAway = { code: 4503, reason: 'going_away' }

  it('[S1] stores what was accepted, answers, takes nothing more and closes', async () => {
    const { rooms, log, bad: client, good: other } = await two()
    const release = log.hold()
    client.type('in time')
    client.ask()
    client.deliver()
    const down = rooms.shutdown()
    client.type(', too late')
    client.deliver()
    await turn()
    expect([client.closed, other.closed]).toEqual([null, null])
    release()
    await down
    client.hear()
    expect(client.persisted).toEqual([1, 2])
    expect([client.closed, other.closed]).toEqual([goingAway, goingAway])
    expect(await storedText(log, position)).toBe('in time')
    await rooms.shutdown()
  })

  it('[S1] refuses newcomers and freezes, those that are loading included', async () => {
    const { rooms, log } = testRooms()
    const release = log.hold()
    const loading = TestClient.open(rooms, position)
    await turn()
    const down = rooms.shutdown()
    const late = TestClient.open(rooms, position, bo)
    release()
    await down
    await settle(loading, late)
    expect([loading.closed, late.closed]).toEqual([goingAway, goingAway])
    await expect(rooms.freeze(position, async () => 'v1')).rejects.toThrow('shutting down')
  })

  it('[S1] waits for a freeze under way', async () => {
    const { rooms, bad: client } = await two()
    const work = Promise.withResolvers<string>()
    const frozen = rooms.freeze(position, () => work.promise)
    const down = rooms.shutdown()
    await settle(client)
    expect(client.closed).toBeNull()
    work.resolve('v1')
    await Promise.all([frozen, down])
    expect(client.closed).toEqual(goingAway)
  })
})
