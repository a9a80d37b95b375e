import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { typingScript } from '../src/texts/script.ts'
import { Deliveries } from '../src/workloads/deliveries.ts'

const scripts = [typingScript({ clientId: 11, count: 4 }), typingScript({ clientId: 12, count: 4 })] as const
const update = (sender: 0 | 1, number: number) => scripts[sender].updates[number] ?? new Uint8Array(0)

function sentByBoth(count: number): Deliveries {
  const deliveries = new Deliveries(scripts)
  for (const sender of [0, 1]) for (let n = 0; n < count; n += 1) deliveries.sent(sender, n, 100 + n)
  return deliveries
}

describe('deliveries', () => {
  it('[D1] an update has arrived alone or merged with others', async () => {
    const deliveries = sentByBoth(4)
    deliveries.receive(0, update(1, 0), 110)
    deliveries.receive(0, Y.mergeUpdates([update(1, 1), update(1, 2)]), 111)
    expect([deliveries.count(0, 1), deliveries.latencies]).toEqual([3, [10, 10, 9]])
    deliveries.receive(0, update(1, 3), 120)
    deliveries.receive(1, Y.mergeUpdates([...scripts[0].updates, ...scripts[1].updates]), 120)
    await deliveries.finished(0)
    expect([deliveries.arrived, deliveries.expected]).toEqual([8, 8])
  })

  it('[D1] an update behind a gap has not arrived', () => {
    const deliveries = sentByBoth(3)
    deliveries.receive(0, update(1, 0), 110)
    expect(update(1, 2).length).toBe(update(1, 1).length)
    deliveries.receive(0, update(1, 2), 111)
    expect(deliveries.count(0, 1)).toBe(1)
    deliveries.receive(0, Y.mergeUpdates([update(1, 1), update(1, 2)]), 112)
    expect(deliveries.count(0, 1)).toBe(3)
  })

  it('[D2] own updates and repeated ones are not counted', () => {
    const deliveries = sentByBoth(1)
    deliveries.receive(1, update(1, 0), 110)
    expect(deliveries.arrived).toBe(0)
    deliveries.receive(0, update(1, 0), 110)
    deliveries.receive(0, update(1, 0), 111)
    expect([deliveries.arrived, deliveries.latencies]).toEqual([1, [10]])
  })

  it('[D3] what was sent before the moment has no latency', () => {
    const deliveries = sentByBoth(2)
    deliveries.countFrom(101)
    deliveries.receive(0, update(1, 0), 110)
    deliveries.receive(0, update(1, 1), 110)
    expect([deliveries.arrived, deliveries.latencies]).toEqual([2, [9]])
  })

  it('[D4] what is missing is said', async () => {
    const deliveries = sentByBoth(2)
    deliveries.receive(0, update(1, 0), 110)
    await expect(deliveries.finished(0)).rejects.toThrow('3 of 4 deliveries are missing')
  })
})
