import { syncMessage } from '@samsyn/protocol'
import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import { encodeAwarenessUpdate } from 'y-protocols/awareness'
import { settle, TestClient } from './support/test-client.ts'
import { testRooms } from './support/test-rooms.ts'

const position = 'position-1'
const anna = { personId: 'person-anna', name: 'Anna', color: '#0b6623' }
const bo = { personId: 'person-bo', name: 'Bo', country: 'DK' as const }
const eva = { personId: 'person-eva', name: 'Eva', country: null }

function open(test = testRooms()) {
  const [first, second] = [
    TestClient.open(test.rooms, position, anna),
    TestClient.open(test.rooms, position, bo),
  ]
  return { ...test, first, second }
}

/** Says something of any client id, as only a client that is not y-websocket does. */
function claim(client: TestClient, clientId: number, clock: number, state: unknown): void {
  client.send((encoder) => {
    encoding.writeVarUint(encoder, syncMessage.awareness)
    encoding.writeVarUint8Array(
      encoder,
      encoding.encode((inner) => {
        encoding.writeVarUint(inner, 1)
        encoding.writeVarUint(inner, clientId)
        encoding.writeVarUint(inner, clock)
        encoding.writeVarString(inner, typeof state === 'string' ? state : JSON.stringify(state))
      }),
    )
  })
}

describe('awareness', () => {
  it('[A1] nobody changes or removes what another session introduced', async () => {
    const { rooms, first, second } = open()
    const [tab, witness] = [TestClient.open(rooms, position, anna), TestClient.open(rooms, position, eva)]
    await settle(first, second, tab, witness)
    const id = first.ydoc.clientID
    claim(second, id, 1000, { cursor: 'elsewhere' })
    await settle(second, witness)
    expect(witness.awareness.getStates().get(id)).toMatchObject({ cursor: null, user: { name: 'Anna' } })
    claim(second, id, 1001, null)
    claim(tab, id, 1002, null)
    await settle(second, witness, tab)
    expect(witness.names[id]).toBe('Anna')
    first.awareness.setLocalStateField('cursor', 'here')
    await settle(first, second)
    expect(second.awareness.getStates().get(id)).toMatchObject({ cursor: 'here', user: { name: 'Anna' } })
  })

  it('[A2] a client that reconnects before its old line is dead keeps its caret', async () => {
    const { rooms, first, second } = open()
    await settle(first, second)
    const id = first.ydoc.clientID
    const back = TestClient.open(rooms, position, { ...anna, ydoc: first.ydoc })
    for (let clock = 0; clock < 4; clock++) back.awareness.setLocalStateField('cursor', `again ${clock}`)
    await settle(back, second)
    first.drop()
    await settle(back, second)
    expect(second.awareness.getStates().get(id)).toMatchObject({ cursor: 'again 3' })
  })

  it('[A3] names a person as the server knows them', async () => {
    const { rooms, first, second } = open()
    const third = TestClient.open(rooms, position, eva)
    second.awareness.setLocalStateField('user', { name: 'Anna', country: 'SE', role: 'lead' })
    await settle(first, second, third)
    const users = [first, second, third].map(({ ydoc }) => ydoc.clientID)
    expect(first.awareness.getStates().get(users[1] ?? 0)?.user).toEqual({
      personId: 'person-bo',
      name: 'Bo',
      country: 'DK',
    })
    expect(third.awareness.getStates().get(users[0] ?? 0)?.user).toEqual({
      personId: 'person-anna',
      name: 'Anna',
      country: 'SE',
      color: '#0b6623',
    })
    expect(first.awareness.getStates().get(users[2] ?? 0)?.user).toEqual({
      personId: 'person-eva',
      name: 'Eva',
      country: null,
    })
  })

  it('[A4] a session’s states go with it', async () => {
    const { first, second } = open()
    await settle(first, second)
    expect(Object.values(second.names)).toEqual(['Anna'])
    first.drop()
    await settle(second)
    expect(second.names).toEqual({})
  })

  it('[A4] a late echo does not bring somebody back under another name', async () => {
    const { rooms, first, second } = open()
    await settle(first, second)
    first.awareness.setLocalStateField('cursor', 'here')
    first.deliver()
    second.hear()
    first.drop()
    second.deliver()
    const third = TestClient.open(rooms, position, eva)
    await settle(third)
    expect(third.names).toEqual({ [second.ydoc.clientID]: 'Bo' })
    await settle(second, third)
    expect(third.names).toEqual({ [second.ydoc.clientID]: 'Bo' })
    expect(second.names).toEqual({ [third.ydoc.clientID]: 'Eva' })
  })

  it('[A4] a session’s states go with it although another tab echoed them', async () => {
    const { rooms, first, second } = open()
    const tab = TestClient.open(rooms, position, anna)
    await settle(first, second, tab)
    first.awareness.setLocalStateField('cursor', 'here')
    await settle(first, second, tab)
    first.drop()
    second.hear()
    expect(second.names).toEqual({ [tab.ydoc.clientID]: 'Anna' })
  })

  it('[A4] a client that says it leaves goes at once, also with the clock it had', async () => {
    const { first, second } = open()
    await settle(first, second)
    const id = first.ydoc.clientID
    claim(first, id, first.awareness.meta.get(id)?.clock ?? 0, null)
    first.deliver()
    second.hear()
    expect(second.names).toEqual({})
  })

  it('[A4] newcomers see a client that came back with the clock it had', async () => {
    const { rooms, first, second } = open()
    await settle(first, second)
    const id = first.ydoc.clientID
    const clock = first.awareness.meta.get(id)?.clock
    const back = TestClient.open(rooms, position, { ...anna, ydoc: first.drop() })
    expect(back.awareness.meta.get(id)?.clock).toBe(clock)
    await settle(back, second)
    const third = TestClient.open(rooms, position, eva)
    await settle(third)
    expect(third.names[id]).toBe('Anna')
  })

  it('[A8] a client id stays with who introduced it, long after they have gone', async () => {
    const { rooms, clock, first, second } = open()
    const third = TestClient.open(rooms, position, eva)
    await settle(first, second, third)
    const id = first.ydoc.clientID
    const ydoc = first.drop()
    clock.now = '2026-03-02T08:02:00.000Z'
    third.drop()
    claim(second, id, 1, {})
    second.deliver()
    const late = TestClient.open(rooms, position, eva)
    await settle(late)
    expect(late.names).toEqual({ [second.ydoc.clientID]: 'Bo' })
    const back = TestClient.open(rooms, position, { ...anna, ydoc })
    await settle(back, late)
    expect(late.names[id]).toBe('Anna')
  })

  it('[A8] nobody is heard under a client id under which somebody else has written', async () => {
    const { rooms, first, second } = open()
    await settle(first, second)
    const id = first.ydoc.clientID
    first.type('by Anna')
    await settle(first, second)
    first.drop()
    second.drop()
    const bold = TestClient.open(rooms, position, bo)
    await settle(bold)
    claim(bold, id, 9, {})
    bold.deliver()
    const late = TestClient.open(rooms, position, eva)
    await settle(late)
    expect(late.names).toEqual({ [bold.ydoc.clientID]: 'Bo' })
  })

  it('[A4] a client that comes back to a room is seen again', async () => {
    const { rooms, first, second } = open()
    await settle(first, second)
    const back = TestClient.open(rooms, position, { ...anna, ydoc: first.drop() })
    back.awareness.setLocalState({})
    await settle(back, second)
    expect(second.names).toEqual({ [back.ydoc.clientID]: 'Anna' })
  })

  it('[A5] a lone client hears its own awareness back', async () => {
    const { rooms } = testRooms()
    const client = TestClient.open(rooms, position)
    await settle(client)
    const before = client.awarenessHeard
    client.awareness.setLocalState(client.awareness.getLocalState())
    await settle(client)
    expect(client.awarenessHeard).toBe(before + 1)
  })

  it('[A6] a newcomer and whoever asks get everybody’s state', async () => {
    const { rooms, first } = open()
    await settle(first)
    first.awareness.setLocalStateField('cursor', 'here')
    await settle(first)
    const late = TestClient.open(rooms, position, eva)
    late.outgoing.length = 0
    await settle(late)
    expect(late.awareness.getStates().get(first.ydoc.clientID)).toMatchObject({ cursor: 'here' })
    const before = late.awarenessHeard
    late.send((encoder) => encoding.writeVarUint(encoder, syncMessage.queryAwareness))
    await settle(late)
    expect(late.awarenessHeard).toBe(before + 1)
  })

  it('[A7] closes a session whose own state is too large, not one that echoes a state', async () => {
    const { first, second } = open(testRooms({ limits: { awarenessBytes: 40 } }))
    await settle(first, second)
    first.awareness.setLocalState({ cursor: 'x'.repeat(20) })
    await settle(first, second)
    expect(second.awareness.getStates().get(first.ydoc.clientID)).toMatchObject({ cursor: 'x'.repeat(20) })
    expect(second.closed).toBeNull()
    first.awareness.setLocalState({ cursor: 'x'.repeat(40) })
    await settle(first, second)
    expect(first.closed).toEqual({ code: 4413, reason: 'message_too_large' })
    expect(second.closed).toBeNull()
  })

  it('[A7] counts a state in bytes', async () => {
    const { first, second } = open(testRooms({ limits: { awarenessBytes: 40 } }))
    await settle(first, second)
    first.awareness.setLocalState({ cursor: 'ð'.repeat(20) })
    await settle(first, second)
    expect(first.closed?.reason).toBe('message_too_large')
  })

  it('[A1] a session introduces only so many client ids', async () => {
    const { first, second } = open(testRooms({ limits: { awarenessClients: 3 } }))
    await settle(first, second)
    for (let id = 1; id <= 5; id++) claim(first, id, 1, {})
    await settle(first, second)
    expect(Object.keys(second.names).sort()).toEqual(['1', '2', String(first.ydoc.clientID)].sort())
    expect(first.closed).toBeNull()
  })

  it('[A1] tabs of one browser speak for each other', async () => {
    const { rooms, first, second } = open()
    const tab = TestClient.open(rooms, position, anna)
    await settle(first, second)
    first.send((encoder) => {
      encoding.writeVarUint(encoder, syncMessage.awareness)
      encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(tab.awareness, [tab.ydoc.clientID]))
    })
    await settle(first, second)
    expect(second.names[tab.ydoc.clientID]).toBe('Anna')
    tab.awareness.setLocalStateField('cursor', 'mine')
    await settle(first, second, tab)
    first.drop()
    await settle(second, tab)
    expect(second.awareness.getStates().get(tab.ydoc.clientID)).toMatchObject({ cursor: 'mine' })
  })

  it.each(['7', '[]', '"text"', '{', ''])('[B1] closes a session whose state is %j', async (json) => {
    const { first, second } = open()
    await settle(first, second)
    claim(first, first.ydoc.clientID, 1000, json)
    await settle(first, second)
    expect([first.closed?.reason, second.closed]).toEqual(['malformed_message', null])
  })
})
