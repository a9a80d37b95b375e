import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { settle, TestClient } from './support/test-client.ts'
import { seedOf, storedText, testRooms } from './support/test-rooms.ts'

const position = 'position-1'
const anna = { personId: 'person-anna', name: 'Anna' }
const bo = { personId: 'person-bo', name: 'Bo' }

/** A text that says it was written under a client id. */
function under(clientId: number, text: string): Y.Doc {
  const ydoc = new Y.Doc()
  ydoc.clientID = clientId
  ydoc.getText('default').insert(0, text)
  return ydoc
}

async function annaWrites(options: Parameters<typeof testRooms>[0] = {}) {
  const test = testRooms(options)
  const client = TestClient.open(test.rooms, position, anna)
  await settle(client)
  client.type('by Anna')
  await settle(client)
  return { ...test, client }
}

describe('authorship', () => {
  it('[N2] an update under a colleague’s client id is taken in no part, and ends its session', async () => {
    const { rooms, log, forgeries, client } = await annaWrites()
    const forger = TestClient.open(rooms, position, bo)
    await settle(client, forger)
    forger.ydoc.clientID = client.ydoc.clientID
    forger.type(' and more')
    await settle(client, forger)
    expect(forger.closed).toEqual({ code: 4409, reason: 'author_forged' })
    expect(forgeries).toEqual([
      {
        draftId: position,
        personId: 'person-bo',
        clientId: client.ydoc.clientID,
        ownerId: 'person-anna',
        isWritten: true,
      },
    ])
    expect(client.text).toBe('by Anna')
    expect(await storedText(log, position)).toBe('by Anna')
    client.type(' goes on')
    await settle(client)
    expect(await storedText(log, position)).toBe('by Anna goes on')
  })

  it.each(['read', 'frozen'] as const)(
    '[N2] an update under a colleague’s client id ends its session also where it may only be %s',
    async (mode) => {
      const { rooms, log, rights, forgeries, client } = await annaWrites()
      rights.set('person-bo', mode)
      const forger = TestClient.open(rooms, position, bo)
      await settle(client, forger)
      forger.ydoc.clientID = client.ydoc.clientID
      forger.type(' and more')
      await settle(client, forger)
      expect(forger.closed).toEqual({ code: 4409, reason: 'author_forged' })
      expect(forgeries.map(({ personId }) => personId)).toEqual(['person-bo'])
      expect(await storedText(log, position)).toBe('by Anna')
    },
  )

  it('[N2] what is one’s own in such an update is not taken either', async () => {
    const { rooms, log, client } = await annaWrites()
    const mixed = new Y.Doc()
    Y.applyUpdate(mixed, await rooms.readState(position))
    mixed.getText('default').insert(0, 'by Bo, ')
    mixed.clientID = client.ydoc.clientID
    mixed.getText('default').insert(0, 'by both, ')
    const forger = TestClient.open(rooms, position, { ...bo, ydoc: mixed })
    await settle(client, forger)
    expect(forger.closed?.reason).toBe('author_forged')
    expect(await storedText(log, position)).toBe('by Anna')
  })

  it('[N1] the server’s own first text belongs to nobody', async () => {
    const seed = seedOf(position, 'Joint position')
    const [clientId = 0] = [...Y.parseUpdateMeta(seed.update).to.keys()]
    const { rooms, forgeries } = testRooms({ seed: [seed] })
    const client = TestClient.open(rooms, position, anna)
    await settle(client)
    client.ydoc.clientID = clientId
    client.type('!')
    await settle(client)
    expect(client.closed?.reason).toBe('author_forged')
    expect(forgeries).toMatchObject([{ clientId, ownerId: null }])
  })

  it('[N1] an id stays its owner’s after everybody left and the draft was opened again', async () => {
    const { rooms, client } = await annaWrites()
    client.leave()
    const forger = TestClient.open(rooms, position, { ...bo, ydoc: new Y.Doc() })
    await settle(forger)
    forger.ydoc.clientID = client.ydoc.clientID
    forger.type('!')
    await settle(forger)
    expect(forger.closed?.reason).toBe('author_forged')
  })

  it('[N3] what others wrote passes when a client sends it back', async () => {
    const { rooms, log, client } = await annaWrites()
    const reader = TestClient.open(rooms, position, bo)
    await settle(client, reader)
    const rows = log.stored.length
    const again = TestClient.open(rooms, position, { ...bo, ydoc: reader.drop() })
    await settle(client, again)
    again.send((encoder) => {
      for (const number of [0, 2]) encoder.cbuf[encoder.cpos++] = number
      const update = Y.encodeStateAsUpdate(again.ydoc)
      encoder.cbuf[encoder.cpos++] = update.length
      for (const byte of update) encoder.cbuf[encoder.cpos++] = byte
    })
    await settle(client, again)
    expect(again.closed).toBeNull()
    expect(log.stored).toHaveLength(rows)
  })

  it('[N4] two tabs of one person, and text typed offline under several ids, pass', async () => {
    const { rooms, log, client } = await annaWrites()
    const offline = under(11, 'first, ')
    Y.applyUpdate(offline, Y.encodeStateAsUpdate(under(12, 'second, ')))
    const tab = TestClient.open(rooms, position, { ...anna, ydoc: offline })
    await settle(client, tab)
    expect([tab.closed, client.closed]).toEqual([null, null])
    expect(client.text).toBe(tab.text)
    for (const words of ['first, ', 'second, ', 'by Anna']) {
      expect(await storedText(log, position)).toContain(words)
    }
  })

  it.each(['while she is here', 'after she has gone'])(
    '[N7] what is written under an id that a colleague’s caret has introduced is refused %s, and said to be a forgery of nothing written',
    async (when) => {
      const { rooms, log, forgeries } = testRooms()
      const client = TestClient.open(rooms, position, anna)
      const forger = TestClient.open(rooms, position, bo)
      const third = TestClient.open(rooms, position, { personId: 'person-eva', name: 'Eva' })
      await settle(client, forger, third)
      const id = client.ydoc.clientID
      const mine = when === 'after she has gone' ? client.drop() : client.ydoc
      forger.ydoc.clientID = id
      forger.type('in the name of Anna')
      await settle(forger, third)
      expect(forger.closed).toEqual({ code: 4409, reason: 'author_forged' })
      expect(forgeries).toEqual([
        {
          draftId: position,
          personId: bo.personId,
          clientId: id,
          ownerId: anna.personId,
          isWritten: false,
        },
      ])
      expect(third.text).toBe('')
      const back =
        when === 'after she has gone' ? TestClient.open(rooms, position, { ...anna, ydoc: mine }) : client
      back.type('by Anna')
      back.ask()
      await settle(back, third)
      expect(back.isSaved).toBe(true)
      expect(third.text).toBe('by Anna')
      expect(await storedText(log, position)).toBe('by Anna')
    },
  )

  it('[N5] of two people with the same new id the first one owns it', async () => {
    const { rooms, log } = testRooms()
    const [first, second] = [
      TestClient.open(rooms, position, { ...anna, ydoc: under(99, 'Anna') }),
      TestClient.open(rooms, position, { ...bo, ydoc: under(99, 'Bo was later') }),
    ]
    await settle(first, second)
    expect([first.closed, second.closed?.reason]).toEqual([null, 'author_forged'])
    expect(await storedText(log, position)).toBe('Anna')
  })

  it('[N5] an id whose first append failed is nobody’s', async () => {
    const { rooms, log } = testRooms()
    const heal = log.fail
    const first = TestClient.open(rooms, position, anna)
    const second = TestClient.open(rooms, position, bo)
    await settle(first, second)
    const healed = heal()
    first.ydoc.clientID = 99
    first.type('lost')
    await settle(first, second)
    expect(first.refusals).toEqual(['not_stored'])
    first.drop()
    healed()
    second.ydoc.clientID = 99
    second.type('Bo')
    await settle(second)
    expect(second.closed).toBeNull()
    expect(await storedText(log, position)).toBe('Bo')
  })

  it('[N6] anybody may delete anybody’s text, and the row says who did', async () => {
    const { rooms, log, client } = await annaWrites()
    const other = TestClient.open(rooms, position, bo)
    await settle(client, other)
    other.erase(0, 3)
    await settle(client, other)
    expect(client.text).toBe('Anna')
    expect(log.stored.at(-1)?.personId).toBe('person-bo')
  })
})
