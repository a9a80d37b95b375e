import { type Instrument, markingsIn, requiredSections } from '@samsyn/domain'
import type { OpenPointRules } from '@samsyn/editor'

/** What is open in a text of an instrument beside what stands open in it: the same here and at the gate of a round. */
export function openPointRules(instrument: Instrument): OpenPointRules {
  return { required: requiredSections[instrument], classificationOf }
}

function classificationOf(line: string): string | null {
  return markingsIn([line]).find(({ kind }) => kind === 'classified')?.name ?? null
}
