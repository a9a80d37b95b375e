import { describe, expect, it } from 'vitest'
import { countryCodes } from './country.ts'
import { draftIdOf, isPagesId, readDraftId } from './draft-id.ts'

describe('draft ids', () => {
  it('[D80] each text of a position has one id, which says what it is', () => {
    const places = [null, ...countryCodes].map((country) => ({ positionId: 'reporting-template', country }))
    const ids = places.map(draftIdOf)
    expect(ids.slice(0, 3)).toEqual(['reporting-template', 'reporting-template.DK', 'reporting-template.FI'])
    expect(new Set(ids).size).toBe(places.length)
    expect(ids.map(readDraftId)).toEqual(places)
    expect(ids.map(isPagesId)).toEqual(places.map(({ country }) => country !== null))
  })

  it.each([
    '',
    '.',
    '.FI',
    'reporting-template.',
    'reporting-template.fi',
    'reporting-template.XX',
    'a.FI.FI',
    'a.FI.',
  ])('[D80] %j names no text', (id) => expect(readDraftId(id)).toBeNull())
})
