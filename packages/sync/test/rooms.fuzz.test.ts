import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { settle, TestClient, turn } from './support/test-client.ts'
import { storedText, testRooms, textOf } from './support/test-rooms.ts'

const position = 'position-1'
// One person twice is two tabs of theirs.
const people = ['person-dk', 'person-fi', 'person-is', 'person-no', 'person-se', 'person-dk', 'person-fi']
const isLong = process.env.FAULTS === 'long'
const seed = Number(process.env.FAULTS_SEED ?? 20_260_302)

/** One thing that happens. `who` picks a client, `where` a place in its text. */
type Operation =
  | { readonly kind: 'type'; readonly who: number; readonly where: number; readonly text: string }
  | { readonly kind: 'erase'; readonly who: number; readonly where: number; readonly length: number }
  | { readonly kind: 'deliver' | 'hear' | 'ask' | 'reconnect' | 'drop'; readonly who: number }
  | { readonly kind: 'turn' | 'freeze' | 'fail' | 'heal' | 'hold' | 'release' | 'evict' | 'rest' }
  | { readonly kind: 'mode'; readonly who: number; readonly mode: 'write' | 'read' | 'frozen' }

const who = fc.nat(people.length - 1)
const where = fc.nat(1000)
const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('type'),
      who,
      where,
      text: fc.string({ minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('erase'), who, where, length: fc.integer({ min: 1, max: 5 }) }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('deliver', 'hear', 'ask'), who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('reconnect', 'drop'), who }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('turn') }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('freeze', 'fail', 'heal', 'hold', 'release', 'evict', 'rest'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('mode'),
      who,
      mode: fc.constantFrom('write', 'read', 'frozen'),
    }),
  },
)

/** A drafting room with everything that can go wrong in it, and what must hold all along. */
class World {
  readonly test = testRooms()
  readonly clients = people.map((personId) =>
    TestClient.open(this.test.rooms, position, { personId, name: personId }),
  )
  readonly #freezes: Promise<unknown>[] = []
  /** How many questions were answered. */
  saved = 0
  #heal = (): void => undefined
  #release = (): void => undefined

  async run(operations: readonly Operation[]): Promise<void> {
    for (const operation of operations) await this.#do(operation)
    this.#heal()
    this.#release()
    await Promise.all(this.#freezes)
    for (const person of people) this.test.rights.set(person, 'write')
    await this.test.rooms.refresh({})
    for (const [index, client] of this.clients.entries()) if (client.closed) this.#reconnect(index)
    await settle(...this.clients)
    for (const client of this.clients) client.ask()
    await settle(...this.clients)
  }

  async #do(operation: Operation): Promise<void> {
    const client = 'who' in operation ? this.clients[operation.who] : undefined
    const place = client && 'where' in operation ? operation.where % (client.text.length + 1) : 0
    switch (operation.kind) {
      case 'type':
        client?.type(operation.text, place)
        return
      case 'erase':
        client?.erase(place, Math.min(operation.length, client.text.length - place))
        return
      case 'ask':
        client?.ask()
        return
      case 'deliver':
        client?.deliver()
        return
      case 'hear':
        client?.hear()
        return
      case 'drop':
        client?.drop()
        return
      case 'reconnect':
        this.#reconnect(operation.who)
        return
      case 'mode':
        this.test.rights.set(people[operation.who] ?? '', operation.mode)
        await this.test.rooms.refresh({ personId: people[operation.who] ?? '' })
        return
      case 'freeze':
        this.#freeze()
        return
      case 'evict':
        for (const each of this.clients) each.drop()
        return
      case 'fail':
        this.#heal()
        this.#heal = this.test.log.fail()
        return
      case 'heal':
        this.#heal()
        return
      case 'hold':
        this.#release()
        this.#release = this.test.log.hold()
        return
      case 'release':
        this.#release()
        return
      case 'rest':
        this.test.clock.now = new Date(Date.parse(this.test.clock.now) + 10_000).toISOString()
        this.test.rooms.tend()
        return
      case 'turn':
        await turn()
        this.check()
    }
  }

  #reconnect(index: number): void {
    const before = this.clients[index]
    const personId = people[index] ?? ''
    if (before)
      this.clients[index] = TestClient.open(this.test.rooms, position, {
        personId,
        name: personId,
        ydoc: before.drop(),
      })
  }

  /** What a freeze hands over is what is on disk, and that does not change while its work goes on. */
  #freeze(): void {
    const { rooms, log } = this.test
    const frozen = rooms.freeze(position, async (state) => {
      const rows = log.stored.length
      expect(textOf(state)).toBe(await storedText(log, position))
      for (let turns = 0; turns < 3; turns++) await turn()
      expect(log.stored.length).toBe(rows)
    })
    this.#freezes.push(frozen.catch(onlyDisk))
  }

  /** What somebody was told is saved is in the log, deletions included. */
  check(): void {
    const stored = new Y.Doc()
    for (const { update } of this.test.log.stored) Y.applyUpdate(stored, update)
    let isComplete = true
    stored.on('update', () => {
      isComplete = false
    })
    for (const { persisted, questions } of this.clients) {
      for (const number of persisted.splice(0)) {
        this.saved += 1
        Y.applyUpdate(stored, questions.get(number) ?? new Uint8Array())
      }
    }
    expect(isComplete).toBe(true)
  }
}

/** A freeze of a draft whose log cannot be read fails, and for no other reason. */
function onlyDisk(error: unknown): void {
  if (!(error instanceof Error) || error.message !== 'the disk is full') throw error
}

describe('rooms under random use', () => {
  it('[B5] everyone converges, and the log replayed is one more replica', {
    timeout: isLong ? 1_800_000 : 60_000,
  }, async () => {
    let answered = 0
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 120 }), async (operations) => {
        const world = new World()
        try {
          await world.run(operations)
          const stored = await storedText(world.test.log, position)
          expect(world.clients.map(({ text }) => text)).toEqual(people.map(() => stored))
          expect(textOf(await world.test.rooms.readState(position))).toBe(stored)
          expect(world.clients.map(({ isSaved }) => isSaved)).toEqual(people.map(() => true))
          world.check()
          answered += world.saved
          expect(world.test.errors.filter((message) => message.startsWith('a stored'))).toEqual([])
        } finally {
          for (const client of world.clients) client.drop()
        }
      }),
      { numRuns: isLong ? 1_500 : 150, seed },
    )
    process.stdout.write(
      `convergence: seed ${seed}, ${isLong ? 1_500 : 150} runs, ${answered} answers checked against the log\n`,
    )
    expect(answered).toBeGreaterThan(1000)
  })
})
