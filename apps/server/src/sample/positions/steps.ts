import { type CountryCode, countryCodes } from '@samsyn/domain'
import type { SampleStep } from '../types.ts'

/** All five countries: the parties of most sample positions. */
export const allFive: readonly CountryCode[] = countryCodes

/** The parties of a position in a forum where only the Member States sit. */
export const memberStates: readonly CountryCode[] = ['DK', 'FI', 'SE']

/** A country's agreement, given by its lead. */
export const agree = (country: CountryCode, at: string): SampleStep => ({
  type: 'decide',
  by: leadOf(country),
  at,
  value: { kind: 'agree' },
})

/** A country's objection with its reason, given by its lead. */
export const object = (country: CountryCode, at: string, reason: string): SampleStep => ({
  type: 'decide',
  by: leadOf(country),
  at,
  value: { kind: 'object', reason },
})

const leadOf = (country: CountryCode): string => `lead-${country.toLowerCase()}`

/** Words of a sample report: no government said so. */
export const reportMark = (words: string): string => `SAMPLE — ${words}`

/** The day of an instant in Brussels. */
export const dateOf = (at: string): string =>
  Temporal.Instant.from(at).toZonedDateTimeISO('Europe/Brussels').toPlainDate().toString()
