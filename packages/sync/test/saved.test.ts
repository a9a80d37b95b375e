import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { settle, TestClient, turn } from './support/test-client.ts'
import { storedText, testRooms } from './support/test-rooms.ts'

const position = 'position-1'
const bo = { personId: 'person-bo', name: 'Bo' }

function offline(text: string): Y.Doc {
  const ydoc = new Y.Doc()
  ydoc.getText('default').insert(0, text)
  return ydoc
}

describe('saved', () => {
  it('[P1] is answered in order when everything before it is on disk', async () => {
    const { rooms, log } = testRooms()
    const client = TestClient.open(rooms, position)
    await settle(client)
    const release = log.hold()
    client.type('a')
    const first = client.ask()
    client.type('b')
    const second = client.ask()
    await settle(client)
    expect(client.persisted).toEqual([1])
    release()
    await settle(client)
    expect(client.persisted).toEqual([1, first, second])
    expect(await storedText(log, position)).toBe('ab')
  })

  it('[P1] is answered at once when nothing is on its way, to readers as well', async () => {
    const { rooms, rights } = testRooms()
    rights.set('person-bo', 'read')
    const client = TestClient.open(rooms, position, bo)
    await settle(client)
    client.ask()
    client.deliver()
    await turn()
    client.hear()
    expect(client.isSaved).toBe(true)
  })

  it('[P2] is not said while text typed offline is still on its way', async () => {
    const { rooms, log } = testRooms()
    const client = TestClient.open(rooms, position, { ydoc: offline('on the train') })
    await turn()
    client.deliver()
    await turn()
    client.hear()
    expect(client.persisted).toEqual([])
    const release = log.hold()
    await settle(client)
    expect(client.persisted).toEqual([])
    release()
    await settle(client)
    expect(client.persisted).toEqual([1])
    expect(await storedText(log, position)).toBe('on the train')
  })

  it('[P2] is not said after a refusal, not even for what came later', async () => {
    const { rooms, log } = testRooms()
    const client = TestClient.open(rooms, position)
    const other = TestClient.open(rooms, 'position-2')
    await settle(client, other)
    log.fail()
    client.type('a')
    client.ask()
    await settle(client, other)
    client.ask()
    await settle(client, other)
    expect(client.isSaved).toBe(false)
    other.ask()
    await settle(client, other)
    expect(other.isSaved).toBe(true)
  })

  it('[P2] is not said for a step 2 that held only what then could not be stored', async () => {
    const { rooms, log } = testRooms()
    const [client, other] = [TestClient.open(rooms, position), TestClient.open(rooms, position, bo)]
    await settle(client, other)
    const release = log.hold()
    other.type('in flight')
    await settle(client, other)
    client.type('a')
    client.deliver()
    const back = TestClient.open(rooms, position, { ydoc: client.drop() })
    await settle(back, other)
    log.fail()
    release()
    await settle(back, other)
    expect(back.persisted).toEqual([])
  })

  it('[P3] asks a session that is behind again when it asks, and answers the last of what it owes', async () => {
    const { rooms, log } = testRooms()
    const client = TestClient.open(rooms, position)
    await settle(client)
    const heal = log.fail()
    client.type('a')
    client.ask()
    await settle(client)
    heal()
    const late = client.ask()
    await settle(client)
    expect(client.persisted).toEqual([1, late])
    expect(await storedText(log, position)).toBe('a')
  })

  it('[U12] is not said of what was refused behind a step 2 that was on its way', async () => {
    const { rooms, log } = testRooms({ limits: { draftBytes: 1_000 } })
    const client = TestClient.open(rooms, position, { ydoc: offline('on the train') })
    await turn()
    client.deliver()
    await turn()
    // The step 2 that was asked for, and then in the same breath more than the draft may hold.
    client.hear()
    client.type('x'.repeat(2_000))
    const asked = client.ask()
    client.deliver()
    await settle(client)
    expect(client.refusals).toContain('draft_full')
    expect(client.persisted).not.toContain(asked)
    expect(await storedText(log, position)).toBe('on the train')
  })

  it('[P3] asks those who are behind when an append succeeds again', async () => {
    const { rooms, log } = testRooms()
    const [client, other] = [TestClient.open(rooms, position), TestClient.open(rooms, position, bo)]
    await settle(client, other)
    const heal = log.fail()
    client.type('a')
    client.ask()
    await settle(client, other)
    heal()
    other.type('b')
    await settle(client, other)
    expect(client.isSaved).toBe(true)
    expect(other.text).toBe(client.text)
  })

  it('[P3] a disk that stays full is not asked in a loop', async () => {
    const { rooms, log } = testRooms()
    const client = TestClient.open(rooms, position)
    await settle(client)
    log.fail()
    client.type('a')
    client.ask()
    await settle(client)
    expect(log.appends.length).toBeLessThanOrEqual(2)
  })

  it('[P3] asks when the mode becomes write again, and takes what was refused', async () => {
    const { rooms, rights, log } = testRooms()
    const client = TestClient.open(rooms, position)
    await settle(client)
    rights.set('person-anna', 'frozen')
    await rooms.refresh({ draftId: position })
    client.type('held')
    client.ask()
    await settle(client)
    expect({ refusals: client.refusals, saved: client.isSaved }).toEqual({
      refusals: ['draft_frozen'],
      saved: false,
    })
    rights.set('person-anna', 'write')
    await rooms.refresh({ draftId: position })
    await settle(client)
    expect(client.isSaved).toBe(true)
    expect(await storedText(log, position)).toBe('held')
  })

  it('[P3] asks also when a refused step 2 was still waiting as the mode became write', async () => {
    const { rooms, rights, log } = testRooms()
    const writer = TestClient.open(rooms, position, bo)
    rights.set('person-anna', 'frozen')
    await settle(writer)
    const release = log.hold()
    writer.type('x')
    await settle(writer)
    const client = TestClient.open(rooms, position, { ydoc: offline('y') })
    await settle(writer, client)
    rights.set('person-anna', 'write')
    await rooms.refresh({ personId: 'person-anna' })
    release()
    await settle(writer, client)
    expect(client.isSaved).toBe(true)
    expect(await storedText(log, position)).toBe(client.text)
  })

  it('[P4] a stock client hears none of our messages, whatever happens', async () => {
    const { rooms, rights, log } = testRooms()
    const client = TestClient.open(rooms, position, { isStock: true })
    await settle(client)
    client.type('a')
    await settle(client)
    log.fail()
    client.type('b')
    await settle(client)
    rights.set('person-anna', 'frozen')
    await rooms.refresh({})
    client.type('c')
    await settle(client)
    expect(client.unknown).toEqual([])
    expect(client.closed).toBeNull()
  })

  it('[P4] a client that asks is told its mode first', async () => {
    const { rooms, rights } = testRooms()
    rights.set('person-anna', 'read')
    const client = TestClient.open(rooms, position)
    await settle(client)
    client.ask()
    await settle(client)
    expect(client.modes).toEqual(['read'])
  })
})
