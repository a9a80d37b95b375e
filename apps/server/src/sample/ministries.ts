import type { Ministry } from '@samsyn/domain'

/** The ministries of the sample workspace (DOMAIN §4.1): Finland has two. */
export const ministries: readonly Ministry[] = [
  {
    id: 'justice-dk',
    country: 'DK',
    name: 'Justitsministeriet',
    nameInEnglish: 'Ministry of Justice',
  },
  {
    id: 'justice-fi',
    country: 'FI',
    name: 'Oikeusministeriö / Justitieministeriet',
    nameInEnglish: 'Ministry of Justice',
  },
  {
    id: 'interior-fi',
    country: 'FI',
    name: 'Sisäministeriö / Inrikesministeriet',
    nameInEnglish: 'Ministry of the Interior',
  },
  {
    id: 'justice-is',
    country: 'IS',
    name: 'Dómsmálaráðuneytið',
    nameInEnglish: 'Ministry of Justice',
  },
  {
    id: 'justice-no',
    country: 'NO',
    name: 'Justis- og beredskapsdepartementet',
    nameInEnglish: 'Ministry of Justice and Public Security',
  },
  {
    id: 'justice-se',
    country: 'SE',
    name: 'Justitiedepartementet',
    nameInEnglish: 'Ministry of Justice',
  },
]
