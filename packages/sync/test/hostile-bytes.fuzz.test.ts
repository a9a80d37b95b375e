import { syncMessage } from '@samsyn/protocol'
import fc from 'fast-check'
import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { settle, TestClient } from './support/test-client.ts'
import { testRooms } from './support/test-rooms.ts'

const position = 'position-1'

/** Updates of every kind of content, one after the other, of the same two clients in every run. */
function history(): Uint8Array[] {
  const updates: Uint8Array[] = []
  const [first, second] = [new Y.Doc(), new Y.Doc()]
  for (const [index, ydoc] of [first, second].entries()) {
    ydoc.clientID = 1001 + index
    const other = ydoc === first ? second : first
    ydoc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'relayed') return
      updates.push(update)
      Y.applyUpdate(other, update, 'relayed')
    })
  }
  const text = first.getText('default')
  text.insert(0, 'Joint position')
  second.getText('default').insert(5, ' Nordic', { bold: true })
  first.getMap('facts').set('title', { nested: [1, 'two', null, true] })
  second.getMap('facts').set('title', 'Title')
  first.getXmlFragment('body').insert(0, [new Y.XmlElement('paragraph'), new Y.XmlText('text')])
  second.getXmlFragment('body').delete(0, 1)
  text.delete(2, 6)
  second.getArray('list').insert(0, [new Uint8Array([1, 2]), new Y.Map(), 3])
  first.getArray('list').delete(1, 1)
  updates.push(Y.encodeStateAsUpdate(first))
  return updates
}

const valid = history()

const message = fc.record({
  step: fc.constantFrom(0, 1, 2),
  which: fc.nat(valid.length - 1),
  mutations: fc.array(
    fc.record({ at: fc.nat(), byte: fc.nat(255), way: fc.constantFrom('set', 'cut', 'insert') }),
    {
      maxLength: 4,
    },
  ),
})

function mutated({
  which,
  mutations,
}: {
  which: number
  mutations: { at: number; byte: number; way: string }[]
}) {
  const bytes = [...(valid[which] ?? [])]
  for (const { at, byte, way } of mutations) {
    const place = at % Math.max(bytes.length, 1)
    if (way === 'set') bytes[place] = byte
    else if (way === 'cut') bytes.splice(place, 1 + (byte % 3))
    else bytes.splice(place, 0, byte)
  }
  return new Uint8Array(bytes)
}

const isLong = process.env.FAULTS === 'long'
const runs = isLong ? 17_000 : 400
const seed = Number(process.env.FAULTS_SEED ?? 20_260_302)

describe('hostile bytes', () => {
  it('[B5] no bytes whatever make a draft unopenable or two replicas differ', {
    timeout: isLong ? 3_600_000 : 60_000,
  }, async () => {
    let [stored, sent] = [0, 0]
    let refused = 0
    await fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 12 }), async (messages) => {
        const { rooms, log, errors } = testRooms()
        const witness = TestClient.open(rooms, position, { personId: 'person-bo' })
        await settle(witness)
        const clients = [witness]
        try {
          for (const each of messages) {
            const hostile = TestClient.open(rooms, position)
            clients.push(hostile)
            await settle(hostile)
            hostile.send((encoder) => {
              encoding.writeVarUint(encoder, syncMessage.sync)
              encoding.writeVarUint(encoder, each.step)
              encoding.writeVarUint8Array(encoder, mutated(each))
            })
            await settle(hostile, witness)
            sent += 1
            if (hostile.closed) refused += 1
            hostile.drop()
          }
          witness.type('goes on')
          await settle(witness)
          const late = TestClient.open(rooms, position, { personId: 'person-eva' })
          clients.push(late)
          await settle(late, witness)
          const replayed = new Y.Doc()
          for (const { update } of log.stored) Y.applyUpdate(replayed, update)
          const read = new Y.Doc()
          Y.applyUpdate(read, await rooms.readState(position))
          for (const ydoc of [replayed, read, witness.ydoc, late.ydoc]) {
            expect(ydoc.store.pendingStructs).toBeNull()
            expect(Y.equalSnapshots(Y.snapshot(ydoc), Y.snapshot(replayed))).toBe(true)
            expect(Y.encodeStateAsUpdate(ydoc)).toHaveLength(Y.encodeStateAsUpdate(replayed).length)
          }
          expect(witness.closed).toBeNull()
          expect(witness.text.length).toBeGreaterThan(0)
          expect(errors).toEqual([])
          stored += log.stored.length
        } finally {
          for (const client of clients) client.drop()
        }
      }),
      { numRuns: runs, seed },
    )
    process.stdout.write(
      `hostile bytes: seed ${seed}, ${runs} runs, ${sent} mutated messages, ${refused} sessions closed, ${stored} entries stored\n`,
    )
    expect(stored).toBeGreaterThan(400)
    expect(refused).toBeGreaterThan(400)
  })
})
