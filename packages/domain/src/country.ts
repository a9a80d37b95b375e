import type { Language } from './language.ts'

/** The five countries in the neutral order of the field (DOMAIN §0.9); every list of countries is shown in it. */
export const countryCodes = ['DK', 'FI', 'IS', 'NO', 'SE'] as const

export type CountryCode = (typeof countryCodes)[number]

export interface Country {
  readonly code: CountryCode
  /** Only Denmark, Finland and Sweden are called Member States. */
  readonly euStatus: 'member_state' | 'eea_efta'
  readonly schengen: 'member' | 'associated'
  /** IANA name of the capital's time zone. */
  readonly timeZone: string
  /** The language that its own pages begin in; its people write in whichever they like. */
  readonly language: Language
}

export const countries: Readonly<Record<CountryCode, Country>> = {
  DK: {
    code: 'DK',
    euStatus: 'member_state',
    schengen: 'member',
    timeZone: 'Europe/Copenhagen',
    language: 'da',
  },
  FI: {
    code: 'FI',
    euStatus: 'member_state',
    schengen: 'member',
    timeZone: 'Europe/Helsinki',
    language: 'fi',
  },
  IS: {
    code: 'IS',
    euStatus: 'eea_efta',
    schengen: 'associated',
    timeZone: 'Atlantic/Reykjavik',
    language: 'is',
  },
  NO: { code: 'NO', euStatus: 'eea_efta', schengen: 'associated', timeZone: 'Europe/Oslo', language: 'nb' },
  SE: {
    code: 'SE',
    euStatus: 'member_state',
    schengen: 'member',
    timeZone: 'Europe/Stockholm',
    language: 'sv',
  },
}

/** Returns the given countries once each, in the neutral order. */
export function inNeutralOrder(codes: readonly CountryCode[]): readonly CountryCode[] {
  return countryCodes.filter((code) => codes.includes(code))
}

/** Whether the country is a Member State of the European Union. */
export function isMemberState(code: CountryCode): boolean {
  return countries[code].euStatus === 'member_state'
}
