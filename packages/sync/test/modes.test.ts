import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { settle, TestClient, turn } from './support/test-client.ts'
import { seedOf, storedText, testRooms, textOf } from './support/test-rooms.ts'

const position = 'position-1'
const bo = { personId: 'person-bo', name: 'Bo', webSessionId: 'web-2' }

describe('modes', () => {
  it.each([
    ['frozen', 'draft_frozen'],
    ['read', 'read_only'],
  ] as const)('[M1] an update while %s is refused as %s, stored and shown nowhere', async (mode, code) => {
    const { rooms, rights, log } = testRooms({ seed: [seedOf(position, 'agreed')] })
    rights.set('person-anna', mode)
    const [client, other] = [TestClient.open(rooms, position), TestClient.open(rooms, position, bo)]
    await settle(client, other)
    client.type(' not')
    await settle(client, other)
    client.erase(0, 3)
    await settle(client, other)
    expect(client.refusals).toEqual([code, code])
    expect([other.text, await storedText(log, position)]).toEqual(['agreed', 'agreed'])
    expect(textOf(await rooms.readState(position))).toBe('agreed')
    other.type(' text')
    await settle(client, other)
    expect(client.closed).toBeNull()
    expect(client.text).toContain('text')
  })

  it('[H25] a draft that is locked closes its lines and lets nobody in; what was accepted stays', async () => {
    const { rooms, rights, log } = testRooms({ seed: [seedOf(position, 'agreed')] })
    const client = TestClient.open(rooms, position)
    await settle(client)
    client.type(' text')
    client.deliver()
    rights.set('person-anna', 'locked')
    await rooms.refresh({ draftId: position })
    await settle(client)
    expect(client.closed?.reason).toBe('spill_locked')
    expect(await storedText(log, position)).toBe('agreed text')
    const again = TestClient.open(rooms, position)
    await settle(again)
    expect([again.closed?.reason, again.text]).toEqual(['spill_locked', ''])
  })

  it('[M2] what was received while it might write is stored although the mode changes before the append', async () => {
    const { rooms, rights, log } = testRooms()
    const client = TestClient.open(rooms, position)
    await settle(client)
    const release = log.hold()
    client.type('a')
    await settle(client)
    client.type('b')
    client.deliver()
    rights.set('person-anna', 'read')
    await rooms.refresh({ draftId: position })
    client.type('c')
    client.deliver()
    release()
    await settle(client)
    expect(client.refusals).toEqual(['read_only'])
    expect(await storedText(log, position)).toBe('ab')
  })

  it('[M3] a returning client’s step 2 is refused when it holds something new', async () => {
    const { rooms, rights, log } = testRooms({ seed: [seedOf(position, 'agreed')] })
    rights.set('person-anna', 'frozen')
    const ydoc = new Y.Doc()
    ydoc.getText('default').insert(0, 'offline ')
    const client = TestClient.open(rooms, position, { ydoc })
    await settle(client)
    expect({ refusals: client.refusals, persisted: client.persisted, modes: client.modes }).toEqual({
      refusals: ['draft_frozen'],
      persisted: [],
      modes: ['frozen'],
    })
    expect(client.text).toContain('offline')
    expect(await storedText(log, position)).toBe('agreed')
  })

  it('[M3] a step 2 with nothing new passes silently, also when what it holds is still on its way to disk', async () => {
    const { rooms, rights, log } = testRooms()
    const client = TestClient.open(rooms, position)
    await settle(client)
    const release = log.hold()
    client.type('a')
    client.deliver()
    await turn()
    rights.set('person-anna', 'frozen')
    const back = TestClient.open(rooms, position, { ydoc: client.drop() })
    await settle(back)
    release()
    await settle(back)
    expect({ refusals: back.refusals, isSaved: back.isSaved }).toEqual({ refusals: [], isSaved: true })
  })

  it('[M3] nor is it refused when that still waits behind others', async () => {
    const { rooms, rights, log } = testRooms({ seed: [seedOf(position, 'agreed')] })
    const [client, other] = [TestClient.open(rooms, position), TestClient.open(rooms, position, bo)]
    await settle(client, other)
    const release = log.hold()
    other.type('!')
    await settle(other)
    client.erase(0, 2)
    client.deliver()
    rights.set('person-anna', 'frozen')
    const back = TestClient.open(rooms, position, { ydoc: client.drop() })
    await settle(back, other)
    release()
    await settle(back, other)
    expect({ refusals: back.refusals, isSaved: back.isSaved }).toEqual({ refusals: [], isSaved: true })
    expect(await storedText(log, position)).toBe('reed!')
  })

  it('[M4] a session hears its mode whenever it changes, and only then', async () => {
    const { rooms, rights } = testRooms()
    const client = TestClient.open(rooms, position)
    await settle(client)
    for (const mode of ['frozen', 'frozen', 'read', 'write'] as const) {
      rights.set('person-anna', mode)
      await rooms.refresh({ draftId: position })
    }
    await settle(client)
    expect(client.modes).toEqual(['write', 'frozen', 'read', 'write'])
  })

  it('[M5] a session whose right is gone is closed, and no other', async () => {
    const { rooms, rights } = testRooms()
    const clients = [
      TestClient.open(rooms, position),
      TestClient.open(rooms, position, bo),
      TestClient.open(rooms, 'position-2'),
    ]
    await settle(...clients)
    rights.set('person-anna', null)
    await rooms.refresh({ draftId: position })
    expect(clients.map(({ closed }) => closed)).toEqual([{ code: 4403, reason: 'access_lost' }, null, null])
    await rooms.refresh({ personId: 'person-anna' })
    expect(clients[2]?.closed).toEqual({ code: 4403, reason: 'access_lost' })
    expect(clients[1]?.closed).toBeNull()
  })

  it('[M5] a late answer does not override a newer one', async () => {
    const { rooms, rights, authority } = testRooms()
    const client = TestClient.open(rooms, position)
    await settle(client)
    const { promise, resolve } = Promise.withResolvers<void>()
    authority.gate = promise
    rights.set('person-anna', null)
    const late = rooms.refresh({ draftId: position })
    authority.gate = Promise.resolve()
    rights.set('person-anna', 'read')
    await rooms.refresh({ draftId: position })
    resolve()
    await late
    expect({ mode: client.mode, closed: client.closed }).toEqual({ mode: 'read', closed: null })
  })

  it('[M6] a sign-out closes exactly its sockets', async () => {
    const { rooms } = testRooms()
    const clients = [
      TestClient.open(rooms, position, { webSessionId: 'web-1' }),
      TestClient.open(rooms, 'position-2', { webSessionId: 'web-1' }),
      TestClient.open(rooms, position, { webSessionId: 'web-9' }),
      TestClient.open(rooms, position, bo),
    ]
    await settle(...clients)
    rooms.endSessions({ webSessionId: 'web-1' })
    const signedOut = { code: 4401, reason: 'signed_out' }
    expect(clients.map(({ closed }) => closed)).toEqual([signedOut, signedOut, null, null])
    rooms.endSessions({ personId: 'person-anna' })
    expect(clients.map(({ closed }) => closed)).toEqual([signedOut, signedOut, signedOut, null])
  })

  it('[M7] no right is guessed when the authority fails', async () => {
    const { rooms, authority } = testRooms()
    const client = TestClient.open(rooms, position)
    await settle(client)
    authority.isFailing = true
    await rooms.refresh({ draftId: position })
    const late = TestClient.open(rooms, position, bo)
    await settle(client, late)
    expect([client.closed, late.closed]).toEqual([
      { code: 4500, reason: 'failed' },
      { code: 4500, reason: 'failed' },
    ])
    expect(late.text).toBe('')
  })
})

describe('freezing', () => {
  /** A freeze whose work the test ends. */
  function freezing(rooms: ReturnType<typeof testRooms>['rooms']) {
    const work = Promise.withResolvers<string>()
    const seen: string[] = []
    const done = rooms.freeze(position, (state) => {
      seen.push(textOf(state))
      return work.promise
    })
    return { seen, done, work }
  }

  it('[F1] refuses edits from the call on, before anything is awaited', async () => {
    const { rooms, log } = testRooms({ seed: [seedOf(position, 'agreed')] })
    const client = TestClient.open(rooms, position)
    await settle(client)
    client.type(' not')
    const { done, work } = freezing(rooms)
    client.deliver()
    await settle(client)
    expect({ refusals: client.refusals, modes: client.modes }).toEqual({
      refusals: ['draft_frozen'],
      modes: ['write', 'frozen'],
    })
    const late = TestClient.open(rooms, position, bo)
    await settle(client, late)
    late.type('!')
    await settle(client, late)
    expect({ refusals: late.refusals, modes: late.modes }).toEqual({
      refusals: ['draft_frozen'],
      modes: ['frozen'],
    })
    work.resolve('v1')
    expect(await done).toBe('v1')
    expect(await storedText(log, position)).toBe('agreed')
  })

  it('[F2] hands over everything accepted before, once it is on disk', async () => {
    const { rooms, log } = testRooms()
    const client = TestClient.open(rooms, position)
    await settle(client)
    const release = log.hold()
    client.type('a').type('b')
    client.deliver()
    const { seen, done, work } = freezing(rooms)
    client.type('c')
    await settle(client)
    expect(seen).toEqual([])
    release()
    await settle(client)
    expect(seen).toEqual(['ab'])
    work.resolve('v1')
    await done
    await settle(client)
    expect(await storedText(log, position)).toBe('ab')
  })

  it('[F3] thaws when the work throws, and passes the error on', async () => {
    const { rooms, log } = testRooms()
    const client = TestClient.open(rooms, position)
    await settle(client)
    const { done, work } = freezing(rooms)
    client.type('a')
    await settle(client)
    work.reject(new Error('revision conflict'))
    await expect(done).rejects.toThrow('revision conflict')
    await settle(client)
    expect({ modes: client.modes, refusals: client.refusals }).toEqual({
      modes: ['write', 'frozen', 'write'],
      refusals: ['draft_frozen'],
    })
    expect(await storedText(log, position)).toBe('a')
  })

  it('[F3] stays frozen when the work throws and was done all the same', async () => {
    const { rooms, rights, log } = testRooms()
    const client = TestClient.open(rooms, position)
    await settle(client)
    const { done, work } = freezing(rooms)
    rights.set('person-anna', 'frozen')
    work.reject(new Error('the answer was lost'))
    await expect(done).rejects.toThrow('the answer was lost')
    client.type('a')
    await settle(client)
    expect({ mode: client.mode, modes: client.modes, refusals: client.refusals }).toEqual({
      mode: 'frozen',
      modes: ['write', 'frozen'],
      refusals: ['draft_frozen'],
    })
    expect(await storedText(log, position)).toBe('')
  })

  it('[F4] stays frozen after the work until a refresh', async () => {
    const { rooms, log } = testRooms()
    const client = TestClient.open(rooms, position)
    await settle(client)
    await rooms.freeze(position, async () => 'v1')
    client.type('a')
    await settle(client)
    expect({ mode: client.mode, refusals: client.refusals }).toEqual({
      mode: 'frozen',
      refusals: ['draft_frozen'],
    })
    await rooms.refresh({ draftId: position })
    await settle(client)
    expect(client.mode).toBe('write')
    expect(await storedText(log, position)).toBe('a')
  })

  it('[F5] a second freeze waits for the first and nothing thaws in between', async () => {
    const { rooms } = testRooms()
    const client = TestClient.open(rooms, position)
    await settle(client)
    const [first, second] = [freezing(rooms), freezing(rooms)]
    await settle(client)
    expect([first.seen.length, second.seen.length]).toEqual([1, 0])
    first.work.reject(new Error('no'))
    await expect(first.done).rejects.toThrow('no')
    client.type('a')
    await settle(client)
    expect([second.seen, client.refusals]).toEqual([[''], ['draft_frozen']])
    second.work.resolve('v1')
    await second.done
    expect(client.modes).toEqual(['write', 'frozen'])
  })

  it('[F6] works on a draft nobody has open, and gives the room up after', async () => {
    const { rooms, log } = testRooms({ seed: [seedOf(position, 'agreed')] })
    expect(await rooms.freeze(position, async (state) => textOf(state))).toBe('agreed')
    expect(await rooms.freeze(position, async (state) => textOf(state))).toBe('agreed')
    expect(log.loads).toEqual([position, position])
  })

  it('[F6] lasts while people come and go', async () => {
    const { rooms } = testRooms()
    const { done, work } = freezing(rooms)
    const first = TestClient.open(rooms, position)
    await settle(first)
    first.leave()
    const second = TestClient.open(rooms, position, bo)
    await settle(second)
    expect(second.mode).toBe('frozen')
    work.resolve('v1')
    await done
  })

  it('[F6] fails when the draft cannot be loaded, and thaws', async () => {
    const { rooms, log } = testRooms()
    const heal = log.fail()
    await expect(rooms.freeze(position, async () => 'v1')).rejects.toThrow('the disk is full')
    heal()
    const client = TestClient.open(rooms, position)
    await settle(client)
    expect(client.mode).toBe('write')
  })

  it('[F7] a refresh that asked before the freeze ended does not thaw it', async () => {
    const { rooms, rights, authority } = testRooms()
    const client = TestClient.open(rooms, position)
    await settle(client)
    const { promise, resolve } = Promise.withResolvers<void>()
    authority.gate = promise
    const refreshed = rooms.refresh({ draftId: position })
    authority.gate = Promise.resolve()
    await rooms.freeze(position, async () => rights.set('person-anna', 'frozen'))
    resolve()
    await refreshed
    expect(client.mode).toBe('frozen')
  })

  it('[F1] a client whose admission began before the freeze and ended after it is frozen', async () => {
    const { rooms, rights, authority } = testRooms()
    const { promise, resolve } = Promise.withResolvers<void>()
    authority.gate = promise
    const client = TestClient.open(rooms, position)
    await turn()
    await rooms.freeze(position, async () => rights.set('person-anna', 'frozen'))
    resolve()
    await settle(client)
    expect(client.mode).toBe('frozen')
  })
})
