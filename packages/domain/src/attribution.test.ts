import { expect, it } from 'vitest'
import { usualAttribution } from './attribution.ts'
import { instruments } from './position.ts'

it('[D166] of a non-paper nobody is named unless somebody asks for it, of every other text whoever supports a wording', () => {
  const named = instruments.filter((instrument) => usualAttribution(instrument) === 'inline')
  expect(named).toEqual(instruments.filter((instrument) => instrument !== 'non_paper'))
  expect(usualAttribution('non_paper')).toBe('none')
})
