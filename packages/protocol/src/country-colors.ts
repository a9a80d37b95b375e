import type { CountryCode } from '@samsyn/domain'

/** The colour of each country, as awareness carries it and as a light page fills with it. */
export const countryColors: Readonly<Record<CountryCode, string>> = {
  DK: '#8c1a20',
  FI: '#0d4ea6',
  IS: '#a8328c',
  NO: '#0a7a66',
  SE: '#85660f',
}
