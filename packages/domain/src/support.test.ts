import { describe, expect, it } from 'vitest'
import type { CountryCode } from './country.ts'
import { type SupportAct, type SupportedWording, takenOutWordings, unconfirmedSupport } from './support.ts'

const at = '2026-11-23T09:00:00.000Z'
const speaksFor = (personId: string): readonly CountryCode[] =>
  personId === 'dk' ? ['DK'] : personId === 'se' ? ['SE'] : personId === 'fi-and-is' ? ['FI', 'IS'] : []

/** Something done about the one wording; words are 1 before and after unless said otherwise. */
const act = (personId: string | null, more: Partial<SupportAct> = {}): SupportAct => ({
  wordingId: 'x',
  personId,
  at,
  added: [],
  carried: [],
  withdrawn: [],
  before: 1,
  after: 1,
  ...more,
})

const put = (personId: string, ...added: CountryCode[]) => act(personId, { added, before: null })

const standing = (supporters: readonly CountryCode[], more: Partial<SupportedWording> = {}) => ({
  wordingId: 'x',
  supporters,
  words: 1,
  isDoubled: false,
  ...more,
})

/** What is not confirmed, as `DK entered_by_other se`. */
const found = (acts: readonly SupportAct[], ...wordings: readonly SupportedWording[]) =>
  unconfirmedSupport(acts, wordings, speaksFor).map(
    ({ country, reason, personId }) => `${country} ${reason} ${personId}`,
  )

describe('support that its delegation did not give', () => {
  it('[D55] given by the delegation for the words that stand there is confirmed', () => {
    expect(found([put('dk', 'DK')], standing(['DK']))).toEqual([])
    expect(found([put('dk'), act('se', { added: ['SE'] })], standing(['SE']))).toEqual([])
    expect(found([put('fi-and-is', 'FI', 'IS')], standing(['FI', 'IS']))).toEqual([])
  })

  it('[D55] put down by anybody else it is not, until the delegation gives it itself', () => {
    const forged = [put('dk', 'DK', 'SE')]
    expect(found(forged, standing(['DK', 'SE']))).toEqual(['SE entered_by_other dk'])
    expect(found([put('dk'), act(null, { added: ['SE'] })], standing(['SE']))).toEqual([
      'SE entered_by_other null',
    ])
    expect(found([...forged, act('se', { added: ['SE'] })], standing(['DK', 'SE']))).toEqual([])
  })

  it('[D55] nobody knows where it came from: then it is not', () => {
    expect(found([], standing(['NO']))).toEqual(['NO entered_by_other null'])
  })

  it('[D55] after the delegation took it back, the same put down by others is not', () => {
    const acts = [put('dk', 'DK'), act('dk', { withdrawn: ['DK'] })]
    expect(found(acts, standing([]))).toEqual([])
    expect(found([...acts, act('se', { added: ['DK'] })], standing(['DK']))).toEqual([
      'DK entered_by_other se',
    ])
  })

  it('[D56] it is for words: whoever else changes them takes it off, until they are back or it is given anew', () => {
    const changed = [put('dk', 'DK'), act('se', { before: 1, after: 2 })]
    expect(found(changed, standing(['DK'], { words: 2 }))).toEqual(['DK other_words se'])
    expect(found([...changed, act('fi-and-is', { before: 2, after: 1 })], standing(['DK']))).toEqual([])
    expect(
      found([...changed, act('dk', { added: ['DK'], before: 2, after: 2 })], standing(['DK'], { words: 2 })),
    ).toEqual([])
  })

  it('[D56] the delegation itself may go on writing; for others who support the words that is a change', () => {
    const acts = [put('dk', 'DK'), act('se', { added: ['SE'] }), act('dk', { before: 1, after: 2 })]
    expect(found(acts, standing(['DK', 'SE'], { words: 2 }))).toEqual(['SE other_words dk'])
    // Over somebody else's change it confirms nothing by writing on.
    const over = [put('dk', 'DK'), act('se', { before: 1, after: 2 }), act('dk', { before: 2, after: 3 })]
    expect(found(over, standing(['DK'], { words: 3 }))).toEqual(['DK other_words se'])
  })

  it('[D57] it stays through a move, and what comes with a move and was never given is not confirmed', () => {
    const moved = [put('dk', 'DK'), act('se', { carried: ['DK'] })]
    expect(found(moved, standing(['DK']))).toEqual([])
    expect(found([put('dk', 'DK'), act('dk', { carried: ['SE'] })], standing(['DK', 'SE']))).toEqual([
      'SE entered_by_other dk',
    ])
  })

  it('[D57] a wording that stands twice was supported once', () => {
    expect(found([put('dk', 'DK')], standing(['DK'], { isDoubled: true }))).toEqual(['DK doubled null'])
  })

  it('[D58] taken out by somebody else it is told, while the words are still those', () => {
    const taken = [put('dk', 'DK'), act('se', { withdrawn: ['DK'] })]
    expect(found(taken, standing([]))).toEqual(['DK taken_out se'])
    expect(found([...taken, act('se', { before: 1, after: 2 })], standing([], { words: 2 }))).toEqual([])
    expect(found([...taken, act('dk', { added: ['DK'] })], standing(['DK']))).toEqual([])
    // What was put in again by others is what the delegation gave.
    expect(found([...taken, act('se', { added: ['DK'] })], standing(['DK']))).toEqual([])
  })

  it('[D55] goes by whom a person spoke for then', () => {
    const later = '2026-12-01T09:00:00.000Z'
    const untilDecember = (personId: string, then: string) => (then < later ? speaksFor(personId) : [])
    const told = (acts: readonly SupportAct[]) => unconfirmedSupport(acts, [standing(['DK'])], untilDecember)
    expect(told([put('dk', 'DK')])).toEqual([])
    expect(told([{ ...put('dk', 'DK'), at: later }])).toHaveLength(1)
  })

  it('[D55] each wording by itself, and none that does not stand', () => {
    const acts = [put('dk', 'DK'), { ...put('se', 'DK'), wordingId: 'y' }]
    expect(found(acts, standing(['DK']), standing(['DK'], { wordingId: 'y' }))).toEqual([
      'DK entered_by_other se',
    ])
    expect(found(acts)).toEqual([])
  })
})

describe('[D59] a wording that was taken out', () => {
  /** Who is told to have lost it, where it was taken out by this person. */
  const lost = (acts: readonly SupportAct[], personId: string | null, settles = false) =>
    takenOutWordings(acts, [{ wordingId: 'x', text: 'shall', personId, at }], {
      speaksFor,
      settles: () => settles,
    }).map(({ text, countries }) => `${text}: ${countries.join(' ')}`)

  it('by somebody else than the delegations that supported it is told, with them', () => {
    const acts = [put('fi-and-is', 'IS', 'FI'), act('dk', { added: ['DK'] })]
    expect(lost(acts, 'se')).toEqual(['shall: DK FI IS'])
    expect(lost(acts, 'dk')).toEqual(['shall: FI IS'])
    expect(lost(acts, null)).toEqual(['shall: DK FI IS'])
  })

  it('is not, where whoever did it settles brackets, or nobody supported it, or did no more', () => {
    expect(lost([put('dk', 'DK')], 'se', true)).toEqual([])
    expect(lost([put('dk', 'DK')], 'dk')).toEqual([])
    expect(lost([put('se', 'DK')], 'se')).toEqual([])
    expect(lost([], 'se')).toEqual([])
    expect(lost([put('dk', 'DK'), act('dk', { withdrawn: ['DK'] })], 'se')).toEqual([])
  })

  it('is told also where the support or the words were changed first', () => {
    expect(lost([put('dk', 'DK'), act('se', { withdrawn: ['DK'] })], 'se')).toEqual(['shall: DK'])
    expect(lost([put('dk', 'DK'), act('se', { after: 2 })], 'se')).toEqual(['shall: DK'])
  })

  it('goes by who settled brackets then', () => {
    const settles = (personId: string, then: string) => personId === 'se' && then < at
    const gone = [{ wordingId: 'x', text: 'shall', personId: 'se', at }]
    expect(takenOutWordings([put('dk', 'DK')], gone, { speaksFor, settles })).toHaveLength(1)
  })
})
