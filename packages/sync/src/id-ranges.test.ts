import fc from 'fast-check'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import { IdRanges } from './id-ranges.ts'

const span = fc.record({
  client: fc.constantFrom(1, 2),
  clock: fc.integer({ min: 0, max: 60 }),
  length: fc.integer({ min: 1, max: 12 }),
})

describe('IdRanges', () => {
  it('[B16] holds the same whether spans are added together or one by one', () => {
    const gaps = fc.array(
      fc.record({ gap: fc.integer({ min: 0, max: 3 }), length: fc.integer({ min: 1, max: 4 }) }),
      {
        maxLength: 120,
      },
    )
    const spansOf = (client: number, places: readonly { gap: number; length: number }[]) => {
      let clock = 0
      return places.map(({ gap, length }) => {
        clock += gap
        const placed = { client, clock, length }
        clock += length
        return placed
      })
    }
    fc.assert(
      fc.property(gaps, gaps, gaps, (first, second, third) => {
        const [together, alone] = [new IdRanges(), new IdRanges()]
        for (const spans of [spansOf(1, first), [...spansOf(1, second), ...spansOf(2, third)]]) {
          together.addAll(spans)
          for (const each of spans) alone.add(each)
        }
        expect([...together.spans()]).toEqual([...alone.spans()])
        expect(together.size).toBe([...alone.spans()].length)
      }),
    )
  })

  it('[G7] holds what was added and nothing else, also when written and read', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 40 }), fc.array(span, { minLength: 1 }), (added, asked) => {
        const ids = new Set(
          added.flatMap(({ client, clock, length }) =>
            Array.from({ length }, (_, step) => `${client}:${clock + step}`),
          ),
        )
        const ranges = IdRanges.of(added)
        const bytes = encoding.encode((encoder) => ranges.write(encoder))
        const read = IdRanges.read(decoding.createDecoder(bytes))
        for (const one of [ranges, read]) {
          for (const { client, clock, length } of asked) {
            const isIn = Array.from({ length }, (_, step) => `${client}:${clock + step}`).every((id) =>
              ids.has(id),
            )
            expect(one.has({ client, clock, length })).toBe(isIn)
          }
          expect([...one.spans()].reduce((sum, { length }) => sum + length, 0)).toBe(ids.size)
        }
      }),
    )
  })
})
