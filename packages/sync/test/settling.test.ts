import { describe, expect, it } from 'vitest'
import { settle, TestClient } from './support/test-client.ts'
import { setBack, testRooms } from './support/test-rooms.ts'

const position = 'position-1'
const bo = { personId: 'person-bo', name: 'Bo' }
const later = '2026-03-02T08:00:30.001Z'

async function two(rooms = testRooms()) {
  const one = TestClient.open(rooms.rooms, position)
  const other = TestClient.open(rooms.rooms, position, bo)
  await settle(one, other)
  return { ...rooms, one, other }
}

describe('settling', () => {
  it('[C1] is given to one of those who ask at once, and the others are told who has it', async () => {
    const { one, other } = await two()
    one.askToSettle('line:1:1')
    other.askToSettle('line:1:1')
    await settle(one, other)
    expect(one.settlings).toMatchObject([{ code: 'granted', name: '' }])
    expect(other.settlings).toMatchObject([{ code: 'settled_by_another', name: 'Anna' }])
  })

  it('[C1] of several places is given whole or not', async () => {
    const { one, other } = await two()
    one.askToSettle('line:1:2')
    await settle(one, other)
    other.askToSettle('line:1:1', 'line:1:2')
    await settle(one, other)
    one.askToSettle('line:1:1')
    await settle(one, other)
    expect(other.settlings).toMatchObject([{ code: 'settled_by_another' }])
    expect(one.settlings).toMatchObject([{ code: 'granted' }, { code: 'granted', name: '' }])
  })

  it('[C2] goes to the next when the edit is counted in, and the next has that edit before the answer', async () => {
    const { one, other, log } = await two()
    const number = one.askToSettle('line:1:1')
    await settle(one, other)
    const release = log.hold()
    one.type('shall')
    one.settled(number)
    await settle(one, other)
    // Nothing is on disk yet: it is still theirs.
    other.askToSettle('line:1:1')
    await settle(one, other)
    expect(other.settlings).toEqual([])
    release()
    await settle(one, other)
    expect(other.settlings).toEqual([{ code: 'granted', name: 'Anna', text: 'shall' }])
  })

  it('[C2] is still theirs while the server lacks something of what they sent', async () => {
    const { one, other, log } = await two()
    const number = one.askToSettle('line:1:1')
    await settle(one, other)
    const recover = log.fail()
    one.type('shall')
    one.settled(number)
    await settle(one, other)
    other.askToSettle('line:1:1')
    await settle(one, other)
    expect(other.settlings).toMatchObject([{ code: 'settled_by_another', name: 'Anna' }])
    recover()
    one.ask()
    await settle(one, other)
    other.askToSettle('line:1:1')
    await settle(one, other)
    expect(other.settlings.at(-1)).toEqual({ code: 'granted', name: 'Anna', text: 'shall' })
  })

  it('[C3] is kept for somebody whose line broke for as long as the edit may still come, and no longer', async () => {
    const { one, other, clock } = await two()
    one.askToSettle('line:1:1')
    await settle(one, other)
    one.drop()
    other.askToSettle('line:1:1')
    await settle(other)
    clock.now = later
    other.askToSettle('line:1:1')
    await settle(other)
    expect(other.settlings).toMatchObject([
      { code: 'settled_by_another', name: 'Anna' },
      { code: 'granted', name: '' },
    ])
  })

  it('[C6] is kept no longer where the clock is set back meanwhile', async () => {
    const { one, other, clock } = await two()
    one.askToSettle('line:1:1')
    await settle(one, other)
    one.drop()
    Object.assign(clock, setBack(later))
    other.askToSettle('line:1:1')
    await settle(other)
    expect(other.settlings).toMatchObject([{ code: 'granted', name: '' }])
  })

  it('[C3] goes to the same person again when their line broke', async () => {
    const { rooms, one, other } = await two()
    one.askToSettle('line:1:1')
    await settle(one, other)
    const back = TestClient.open(rooms, position, { ydoc: one.drop() })
    await settle(back, other)
    other.askToSettle('line:1:1')
    back.askToSettle('line:1:1')
    await settle(back, other)
    expect(back.settlings).toMatchObject([{ code: 'granted' }])
    expect(other.settlings).toMatchObject([{ code: 'settled_by_another', name: 'Anna' }])
  })

  it('[C5] of more places than one person may have is given to nobody, and to others as ever', async () => {
    const { one, other } = await two()
    for (let part = 0; part < 5; part += 1) {
      one.askToSettle(...Array.from({ length: 4_000 }, (_, index) => `made-up:${part}:${index}`))
      await settle(one, other)
    }
    one.askToSettle('line:1:1')
    await settle(one, other)
    expect(one.settlings.map(({ code }) => code)).toEqual([
      ...Array.from({ length: 5 }, () => 'granted'),
      'settled_by_another',
    ])
    other.askToSettle('line:1:1')
    await settle(one, other)
    expect(other.settlings).toMatchObject([{ code: 'granted' }])
  })

  it('[C4] is for nobody who may not write, and a stock client hears nothing of it', async () => {
    const rooms = testRooms()
    rooms.rights.set('person-bo', 'read')
    const { one, other } = await two(rooms)
    const stock = TestClient.open(rooms.rooms, position, { personId: 'person-cid', isStock: true })
    await settle(one, other, stock)
    other.askToSettle('line:1:1')
    await settle(one, other, stock)
    one.askToSettle('line:1:1')
    await settle(one, other, stock)
    expect(other.settlings).toMatchObject([{ code: 'not_writable', name: '' }])
    expect(one.settlings).toMatchObject([{ code: 'granted' }])
    expect(stock.unknown).toEqual([])
  })

  it('[B1] asked for in bytes that are no such thing, closes the session', async () => {
    const { one, other } = await two()
    one.askToSettle('x'.repeat(101))
    await settle(one, other)
    expect(one.closed?.reason).toBe('malformed_message')
    expect(other.closed).toBeNull()
  })
})
