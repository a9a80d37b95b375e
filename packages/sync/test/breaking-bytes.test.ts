import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { arraysIn, collected, textBehind, textIn, updateOf } from './support/struct-bytes.ts'
import { settle, TestClient } from './support/test-client.ts'
import { storedText, testRooms } from './support/test-rooms.ts'

const position = 'position-1'

async function open() {
  const { rooms, log, errors } = testRooms()
  const good = TestClient.open(rooms, position, { personId: 'person-bo' })
  await settle(good)
  const send = async (bytes: Uint8Array, step: 1 | 2 = 2) => {
    const hostile = TestClient.open(rooms, position)
    await settle(hostile)
    hostile.send((encoder) => {
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarUint(encoder, step)
      encoding.writeVarUint8Array(encoder, bytes)
    })
    await settle(hostile, good)
    hostile.drop()
    return hostile.closed?.reason === '' ? 'goes on' : hostile.closed?.reason
  }
  /** Newcomers, the log replayed and those who were there have the same, with nothing that waits. */
  const expectUnharmed = async (text: string) => {
    good.type('!')
    await settle(good)
    const late = TestClient.open(rooms, position, { personId: 'person-eva' })
    await settle(late, good)
    for (const { ydoc, closed } of [good, late]) {
      expect(closed).toBeNull()
      expect(ydoc.store.pendingStructs).toBeNull()
      expect(ydoc.getText('default').toString()).toBe(`${text}!`)
    }
    expect(await storedText(log, position)).toBe(`${text}!`)
    expect(errors).toEqual([])
    for (const client of [good, late]) client.drop()
  }
  return { rooms, log, good, send, expectUnharmed }
}

/** Elements in elements, in one update or one update each. */
function nested(depth: number): { readonly whole: Uint8Array; readonly each: readonly Uint8Array[] } {
  const ydoc = new Y.Doc()
  const each: Uint8Array[] = []
  ydoc.on('update', (update: Uint8Array) => each.push(update))
  let around = new Y.XmlElement('a')
  ydoc.getXmlFragment('deep').insert(0, [around])
  for (let level = 1; level < depth; level += 1) {
    const inside = new Y.XmlElement('a')
    around.insert(0, [inside])
    around = inside
  }
  return { whole: Y.encodeStateAsUpdate(ydoc), each }
}

describe('bytes that would break the text for everybody', () => {
  it('[B11] structs that rest on each other', async () => {
    const { send, expectUnharmed } = await open()
    const circle = updateOf(
      { client: 6, clock: 0, structs: [textBehind({ client: 5, clock: 0 }, 'a')] },
      { client: 5, clock: 0, structs: [textBehind({ client: 6, clock: 0 }, 'b')] },
    )
    expect(await send(circle)).toBe('malformed_message')
    expect(await send(circle, 1)).toBe('malformed_message')
    await expectUnharmed('')
  })

  it('[B11] a deletion of nothing, of what is there and of what is not', async () => {
    const { send, expectUnharmed } = await open()
    for (const clock of [0, 9]) {
      const bytes = encoding.encode((encoder) => {
        for (const number of [0, 1, 6, 1, clock, 0]) encoding.writeVarUint(encoder, number)
      })
      expect(await send(bytes)).toBe('malformed_message')
      expect(await send(bytes, 1)).toBe('malformed_message')
    }
    await expectUnharmed('')
  })

  it('[B11] a circle by way of a third, and one within longer runs', async () => {
    const { send, expectUnharmed } = await open()
    const third = updateOf(
      { client: 7, clock: 0, structs: [textIn('default', 'x'), textBehind({ client: 6, clock: 1 }, 'a')] },
      { client: 6, clock: 0, structs: [textIn('default', 'y'), textBehind({ client: 5, clock: 0 }, 'b')] },
      { client: 5, clock: 0, structs: [textBehind({ client: 7, clock: 1 }, 'c')] },
    )
    expect(await send(third)).toBe('malformed_message')
    await expectUnharmed('')
  })

  it('[B11] not those that rest on each other by turns', async () => {
    const { send, expectUnharmed } = await open()
    const turns = updateOf(
      {
        client: 6,
        clock: 0,
        structs: [textBehind({ client: 5, clock: 0 }, 'b'), textBehind({ client: 5, clock: 1 }, 'd')],
      },
      { client: 5, clock: 0, structs: [textIn('default', 'a'), textBehind({ client: 6, clock: 0 }, 'c')] },
    )
    expect(await send(turns)).toBe('goes on')
    await expectUnharmed('abcd')
  })

  it('[B11] a client id told of twice', async () => {
    const { send, expectUnharmed } = await open()
    const structs = [textIn('default', 'a')]
    const twice = updateOf({ client: 5, clock: 0, structs }, { client: 5, clock: 1, structs })
    expect(await send(twice)).toBe('malformed_message')
    const between = updateOf(
      { client: 5, clock: 0, structs },
      { client: 4, clock: 0, structs },
      { client: 5, clock: 1, structs },
    )
    expect(await send(between)).toBe('malformed_message')
    await expectUnharmed('')
  })

  it('[B11] values without end', async () => {
    const { send, expectUnharmed } = await open()
    const values = (depth: number) => updateOf({ client: 5, clock: 0, structs: [arraysIn('list', depth)] })
    expect(await send(values(3_000))).toBe('malformed_message')
    expect(await send(values(65))).toBe('malformed_message')
    expect(await send(values(60))).toBe('goes on')
    await expectUnharmed('')
  })

  it('[B11] types in each other without end, at once or one by one, merged meanwhile or not', async () => {
    const { rooms, send, expectUnharmed } = await open()
    expect(await send(nested(5_000).whole)).toBe('malformed_message')
    expect(await send(nested(5_000).whole, 1)).toBe('malformed_message')
    const { each } = nested(400)
    let taken = 0
    for (const update of each) {
      const end = await send(update)
      if (end === 'malformed_message') break
      expect(end).toBe('goes on')
      taken += 1
      if (taken % 60 === 0) rooms.tend()
    }
    expect(taken).toBe(256)
    await expectUnharmed('')
  })

  it('[B11] types in each other written by two client ids by turns', async () => {
    const { send, expectUnharmed } = await open()
    const [one, other] = [new Y.Doc(), new Y.Doc()]
    let around: Y.XmlFragment | null = one.getXmlFragment('deep')
    for (let level = 0; level < 300 && around; level += 1) {
      around.insert(0, [new Y.XmlElement('a')])
      const [from, to] = level % 2 === 0 ? [one, other] : [other, one]
      Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)))
      let deepest: Y.XmlFragment = to.getXmlFragment('deep')
      while (deepest.length > 0) deepest = deepest.get(0) as Y.XmlElement
      around = deepest
    }
    expect(await send(Y.encodeStateAsUpdate(one))).toBe('malformed_message')
    await expectUnharmed('')
  })

  it('[B12] an update that begins in what was collected brings its rest and breaks nobody', async () => {
    const { log, send, expectUnharmed } = await open()
    expect(await send(updateOf({ client: 5, clock: 0, structs: [collected(2)] }))).toBe('goes on')
    const longer = updateOf({ client: 5, clock: 0, structs: [textIn('default', 'abc')] })
    expect(await send(longer)).toBe('goes on')
    const [, rest] = log.stored
    expect(Y.decodeUpdate(rest?.update ?? new Uint8Array()).structs.map(({ id }) => id.clock)).toEqual([2])
    await expectUnharmed('')
  })

  it('[B12] of text that grew while its beginning was on the way only the rest is logged', async () => {
    const { log, send, expectUnharmed } = await open()
    const text = (words: string) => updateOf({ client: 5, clock: 0, structs: [textIn('default', words)] })
    expect(await send(text('six'))).toBe('goes on')
    expect(await send(text('six weeks'), 1)).toBe('goes on')
    expect(await storedText(log, position)).toBe('six weeks')
    const lengths = log.stored.map(({ update }) => Y.decodeUpdate(update).structs.map(({ length }) => length))
    expect(lengths).toEqual([[3], [6]])
    await expectUnharmed('six weeks')
  })
})
