import { expect, it } from 'vitest'
import { internalMarking, narrowestMarking } from './position.ts'

it('[D526] what meets on one page is for the fewest of those whom its parts are for', () => {
  expect(narrowestMarking(['public', 'delegates'])).toBe('delegates')
  expect(narrowestMarking(['public', 'member_states_only', 'parties'])).toBe('member_states_only')
  expect(narrowestMarking(['public'])).toBe('public')
  expect(narrowestMarking([])).toBeNull()
})

it('[D527] what was said at the table, and whom to call, is never for more than the parties', () => {
  expect(internalMarking([])).toBe('parties')
  expect(internalMarking(['public', 'delegates'])).toBe('parties')
  expect(internalMarking(['parties', 'member_states_only'])).toBe('member_states_only')
})
