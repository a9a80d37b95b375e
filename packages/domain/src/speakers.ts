/** Institutions and bodies whose words a report passes on, by the codes of the Council. */
export const institutionCodes = ['PRES', 'COM', 'CLS', 'GSC', 'EP', 'EEAS', 'EUROPOL'] as const

/** The Member States and the others at the table, by the codes of the Council: Greece is EL. */
const countriesAtTheTable = [
  'AT',
  'BE',
  'BG',
  'CH',
  'CY',
  'CZ',
  'DE',
  'DK',
  'EE',
  'EL',
  'ES',
  'FI',
  'FR',
  'HR',
  'HU',
  'IE',
  'IS',
  'IT',
  'LI',
  'LT',
  'LU',
  'LV',
  'MT',
  'NL',
  'NO',
  'PL',
  'PT',
  'RO',
  'SE',
  'SI',
  'SK',
] as const

/** Who can be named in a report: institutions and countries, and never a person (inv. 19). */
export const speakers = [...institutionCodes, ...countriesAtTheTable] as const

export type Speaker = (typeof speakers)[number]
