import { syncMessage } from '@samsyn/protocol'
import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import { writeUpdate } from 'y-protocols/sync'
import * as Y from 'yjs'
import { memoryLog } from '../src/index.ts'
import { settle, TestClient, turn } from './support/test-client.ts'
import { seedOf, testRooms } from './support/test-rooms.ts'

const position = 'position-1'
const anna = { personId: 'person-anna', name: 'Anna' }
const bo = { personId: 'person-bo', name: 'Bo' }
const removed = 'FALLBACK'

/** A draft in which Anna has typed words and taken them out again; few pieces, so that nothing is merged by itself. */
async function draftWithRemovedWords(limits: { readonly keptOpen?: number } = {}) {
  const log = memoryLog([seedOf(position, 'Joint position')])
  const test = testRooms({ log, limits })
  const writer = TestClient.open(test.rooms, position, anna)
  await settle(writer)
  writer.type(removed)
  await settle(writer)
  const whole = Y.encodeStateAsUpdate(writer.ydoc)
  writer.erase('Joint position'.length, removed.length)
  await settle(writer)
  return { ...test, log, writer, whole }
}

/** Whether these messages hold the removed words. */
const tellsOf = (messages: readonly Uint8Array[]) => Buffer.concat(messages).includes(removed)

/** Everything that a newcomer is sent, and the newcomer. */
async function newcomer({ rooms }: Pick<ReturnType<typeof testRooms>, 'rooms'>) {
  const client = TestClient.open(rooms, position, bo)
  await client.joined
  await turn()
  client.deliver()
  const messages = [...client.incoming]
  await settle(client)
  return { client, messages }
}

describe('what was removed', () => {
  it('[G8] a room that opens sends nobody what was removed before', async () => {
    const test = await draftWithRemovedWords({ keptOpen: 0 })
    expect(tellsOf((await test.log.load(position)).entries.map(({ update }) => update))).toBe(true)
    expect(tellsOf((await newcomer(test)).messages)).toBe(true)
    const { client, messages } = await newcomer(testRooms({ log: test.log }))
    expect(client.text).toBe('Joint position')
    expect(tellsOf(messages)).toBe(false)
  })

  it('[G8] nor to whoever has some of the text', async () => {
    const { log } = await draftWithRemovedWords()
    const { rooms } = testRooms({ log })
    const ydoc = new Y.Doc()
    Y.applyUpdate(ydoc, seedOf(position, 'Joint position').update)
    const client = TestClient.open(rooms, position, { ...bo, ydoc })
    await client.joined
    await turn()
    client.deliver()
    expect(client.incoming.length).toBeGreaterThan(1)
    expect(tellsOf(client.incoming)).toBe(false)
  })

  it('[G9] after a seal an open room sends nobody what was removed before it', async () => {
    const test = await draftWithRemovedWords()
    await test.rooms.seal(position, async () => undefined)
    const { client, messages } = await newcomer(test)
    expect(client.text).toBe('Joint position')
    expect(tellsOf(messages)).toBe(false)
    // What comes after it is sent as in any draft.
    test.writer.type(' of five')
    await settle(test.writer, client)
    expect(client.text).toBe('Joint position of five')
  })

  it('[G9] what comes while the work is done waits, and is taken after it', async () => {
    const { rooms, log, writer } = await draftWithRemovedWords()
    const before = (await log.history(position)).length
    const during: number[] = []
    const sealed = rooms.seal(position, async () => {
      writer.type(' meanwhile')
      writer.exchange()
      await turn()
      during.push((await log.history(position)).length)
      return 'done'
    })
    expect(await sealed).toBe('done')
    expect(during).toEqual([before])
    writer.ask()
    await settle(writer)
    expect(writer.isSaved).toBe(true)
    expect(writer.refusals).toEqual([])
    expect((await log.history(position)).length).toBe(before + 1)
  })

  it('[G9] works on a draft nobody has open; an error of the work is passed on, and the room goes on', async () => {
    const { log } = await draftWithRemovedWords()
    const { rooms } = testRooms({ log })
    await expect(rooms.seal(position, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
    const { client, messages } = await newcomer({ rooms })
    expect(tellsOf(messages)).toBe(false)
    client.type('!').ask()
    await settle(client)
    expect(client.isSaved).toBe(true)
  })

  it('[G9] where the rooms are shutting down nothing is sealed, and the work is not done', async () => {
    const { rooms, writer } = await draftWithRemovedWords()
    await rooms.shutdown()
    let isDone = false
    const work = async () => {
      isDone = true
    }
    await expect(rooms.seal(position, work)).rejects.toThrow()
    expect([isDone, writer.closed?.reason]).toEqual([false, 'going_away'])
  })

  it('[B12] whoever says removed words again beside news has the news alone logged and relayed', async () => {
    const test = await draftWithRemovedWords()
    await test.rooms.seal(position, async () => undefined)
    const { client } = await newcomer(test)
    const page = new Y.Doc({ gc: false })
    Y.applyUpdate(page, test.whole)
    page.clientID = test.writer.ydoc.clientID
    page.getText('default').insert(0, 'News: ')
    test.writer.send((encoder) => {
      encoding.writeVarUint(encoder, syncMessage.sync)
      writeUpdate(encoder, Y.encodeStateAsUpdate(page))
    })
    test.writer.deliver()
    await turn()
    const heard = [...client.incoming]
    await settle(client)
    expect(client.text).toBe('News: Joint position')
    expect(tellsOf(heard)).toBe(false)
  })
})
