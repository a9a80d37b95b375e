import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type Measurement, medianOf, type Results } from '../src/report/results.ts'
import { verdicts } from '../src/report/targets.ts'
import { keystrokes, textName, writtenText } from '../src/texts/written-text.ts'

function results(measurements: readonly Omit<Measurement, 'repetition'>[]): Results {
  return {
    at: '2026-11-24T00:00:00.000Z',
    node: 'v26',
    processors: '1',
    repetitions: 1,
    isQuick: false,
    measurements: measurements.map((one, repetition) => ({ ...one, repetition })),
    failures: [],
  }
}

describe('the texts', () => {
  it('[D6] are the same for the same seed and have been deleted in', () => {
    const [one, again, other] = [1, 1, 2].map((seed) => writtenText(keystrokes(3_000, seed), 5))
    expect(one).toEqual(again)
    expect(one).not.toEqual(other)
    const ydoc = new Y.Doc()
    Y.applyUpdate(ydoc, one?.update ?? new Uint8Array(0))
    const { length } = ydoc.getText(textName)
    expect(length).toBeGreaterThan(600)
    expect(length).toBeLessThan(Y.getState(ydoc.store, 5))
  })
})

describe('the report', () => {
  it('[D7] takes the median, and the worst of losses', () => {
    const run = results(
      [1, 9, 2].map((value) => ({
        workload: 'W6',
        server: 'HS',
        metrics: { kills: value, 'received and lost': value },
      })),
    )
    expect(medianOf(run, 'W6', 'HS', 'kills')).toBe(2)
    expect(medianOf(run, 'W6', 'HS', 'received and lost')).toBe(9)
  })

  it.each([
    [15, 10, true],
    [14.9, 10, false],
  ])('[D8] %f updates a second beside %f', (own, raw, isMet) => {
    const run = results([
      { workload: 'W2', server: 'samsyn', metrics: { 'updates/s': own } },
      { workload: 'W2', server: 'raw', metrics: { 'updates/s': raw } },
    ])
    expect(verdicts(run)).toMatchObject([{ workload: 'W2', of: 'raw', must: 1.5, isMet, aim: 2 }])
  })

  it.each([
    [11, 700, [true, true]],
    [11.5, 699, [false, false]],
  ])('[D8] a slow disk with %f ms and %f updates a second beside 1 ms and 1,000', (p50, rate, met) => {
    const run = results([
      { workload: 'W1-5', server: 'samsyn', metrics: { p50: 1 } },
      { workload: 'W1-5', server: 'slow', metrics: { p50 } },
      { workload: 'W2', server: 'samsyn', metrics: { 'updates/s': 1_000 } },
      { workload: 'W2', server: 'slow', metrics: { 'updates/s': rate } },
    ])
    const slow = verdicts(run).filter(({ on }) => on === 'slow')
    expect(slow.map(({ reached }) => reached)).toEqual([p50 - 1, rate / 1_000])
    expect(slow.map(({ isMet }) => isMet)).toEqual(met)
  })

  it('[D8] one update lost is one too many', () => {
    const lost = (count: number) =>
      verdicts(results([{ workload: 'W6', server: 'samsyn', metrics: { 'acknowledged and lost': count } }]))
    expect([lost(0)[0]?.isMet, lost(1)[0]?.isMet]).toEqual([true, false])
  })
})
