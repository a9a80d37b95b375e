import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeOf, everythingToSuggest } from '../test/random-changes.ts'
import { SuggestingPage } from '../test/suggesting-page.ts'
import { canonicalJson, docToUpdate } from './index.ts'

const isLong = process.env.FAULTS === 'long'
const seed = Number(process.env.FAULTS_SEED ?? 20_261_128)
const start = docToUpdate(everythingToSuggest)

const chosen = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 })

describe('several people who settle the same at the same moment', () => {
  it('[E126] come to what one of them would have, where no line is written anew; and which are is told', {
    timeout: isLong ? 3_600_000 : 60_000,
  }, () => {
    let plain = 0
    let anew = 0
    fc.assert(
      fc.property(
        fc.array(changeOf(), { maxLength: 8 }),
        chosen,
        fc.constantFrom('accepted' as const, 'rejected' as const),
        (changes, isChosen, verdict) => {
          const [one, other, alone] = [0, 1, 2].map((number) => new SuggestingPage(number, start))
          if (!one || !other || !alone) throw new Error('No pages')
          for (const [index, change] of changes.entries()) {
            one.change(change, { isSuggesting: true, typed: String.fromCodePoint(0x4e00 + index) })
          }
          for (const page of [other, alone]) page.hear(one)
          const ids = one.suggestionIds.filter((_id, index) => isChosen[index % isChosen.length])
          const keys = one.settleAll(ids, verdict)
          expect(other.settleAll(ids, verdict)).toEqual(keys)
          alone.settleAll(ids, verdict)
          const wanted = canonicalJson(alone.read())
          one.hear(other)
          other.hear(one)
          expect(canonicalJson(one.read())).toBe(canonicalJson(other.read()))
          if (keys.length > 0) anew += 1
          else {
            if (ids.length > 1) plain += 1
            expect(canonicalJson(one.read())).toBe(wanted)
          }
        },
      ),
      { seed, numRuns: isLong ? 5000 : 150 },
    )
    expect(plain).toBeGreaterThan(10)
    expect(anew).toBeGreaterThan(10)
  })
})
