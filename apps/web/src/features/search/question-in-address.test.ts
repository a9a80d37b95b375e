import { describe, expect, it } from 'vitest'
import { addressOf, changed, questionIn } from './question-in-address.ts'

describe('a question in an address', () => {
  it('[W411] comes back as it went in', () => {
    const query = {
      words: '“data act” COM(2022) 209 förordn* & more',
      forum: 'lewp-police',
      state: 'superseded',
      party: 'FI',
      from: '2026-01-01',
      page: 3,
    } as const
    expect(questionIn(new URLSearchParams(addressOf(query).toString()))).toEqual(query)
  })

  it('[W411] leaves out what makes no sense', () => {
    const address = new URLSearchParams({
      words: 'a'.repeat(300),
      forum: '../etc',
      state: 'secret',
      party: 'DE',
      from: 'yesterday',
      order: 'size',
      page: '-1',
    })
    expect(questionIn(address)).toEqual({ words: 'a'.repeat(200) })
  })

  it('[W411] goes back to the first page with every change', () => {
    expect(changed({ words: 'one', state: 'draft', page: 4 }, { state: undefined, party: 'DK' })).toEqual({
      words: 'one',
      party: 'DK',
    })
  })
})
