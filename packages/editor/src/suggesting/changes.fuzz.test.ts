import type { Node } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeOf, everythingToSuggest, makeChange } from '../../test/random-changes.ts'
import { stateOf, suggester } from '../../test/suggesting.ts'
import { canonicalJson, type DocJson } from '../index.ts'
import { settleSuggestions, suggestionIds, type Verdict } from './settle-suggestions.ts'
import { suggestTransaction } from './suggest-transaction.ts'

const seed = 20_261_127

describe('a change that is suggested', () => {
  it('[E120] rejected leaves the text as it was, and accepted the words that the change would have left', () => {
    let suggested = 0
    fc.assert(
      fc.property(changeOf(), (change) => {
        const state = stateOf(everythingToSuggest)
        const transaction = makeChange(state, change, 'XY')
        if (!transaction?.docChanged) return
        const result = suggestTransaction(state, transaction, suggester('me'))
        if (!result.ok) return
        const after = state.apply(result.transaction)
        after.doc.check()
        const own = ownIds(after.doc)
        expect(own.size).toBeLessThanOrEqual(1)
        expect(plain(settled(after, own, 'rejected'))).toBe(plain(state.doc))
        expect(settled(after, own, 'accepted').textContent).toBe(transaction.doc.textContent)
        suggested += own.size
      }),
      { seed, numRuns: 2000 },
    )
    expect(suggested).toBeGreaterThan(1500)
  })

  it('[E120] after others, all rejected together leaves the text as it was', () => {
    fc.assert(
      fc.property(fc.array(changeOf(), { minLength: 2, maxLength: 25 }), (changes) => {
        const start = stateOf(everythingToSuggest)
        const me = suggester('me')
        let state = start
        for (const change of changes) {
          const transaction = makeChange(state, change, 'XY')
          const result = transaction && suggestTransaction(state, transaction, me)
          if (!result?.ok) continue
          state = state.apply(result.transaction)
          state.doc.check()
          expect(plain(settled(state, ownIds(state.doc), 'rejected'))).toBe(plain(start.doc))
        }
      }),
      { seed, numRuns: 250 },
    )
  })
})

function ownIds(doc: Node): ReadonlySet<string> {
  return new Set([...suggestionIds(doc)].filter((id) => id.startsWith('me-')))
}

function settled({ tr }: EditorState, ids: ReadonlySet<string>, verdict: Verdict): Node {
  expect(settleSuggestions(tr, ids, verdict)).toEqual([])
  tr.doc.check()
  return tr.doc
}

function plain(doc: Node): string {
  return canonicalJson(doc.toJSON() as DocJson)
}
