import { type CountryCode, countries, countryCodes, type Grant, type Person, type Role } from '@samsyn/domain'
import type { Calendar } from './calendar.ts'

/** Everybody's grants began a year ago and have no end. */
const grantsBeganDaysAgo = 365

const countryNames: Readonly<Record<CountryCode, string>> = {
  DK: 'Denmark',
  FI: 'Finland',
  IS: 'Iceland',
  NO: 'Norway',
  SE: 'Sweden',
}

const nationalRoles = {
  lead: 'National lead',
  drafter: 'Drafter',
  delegate: 'Delegate',
  observer: 'Observer',
  registrar: 'Registrar',
} as const satisfies Partial<Record<Role, string>>

/** The people of the sample workspace: every role in every country, named by role only (DOMAIN §4.2). */
export function people(calendar: Calendar): readonly Person[] {
  const grant = (role: Role, country: CountryCode | null, more: Partial<Grant> = {}): Grant => ({
    role,
    country,
    scope: { kind: 'everything' },
    readsDrafts: false,
    validFrom: calendar.midnight(-grantsBeganDaysAgo),
    validTo: null,
    ...more,
  })
  const national = countryCodes.flatMap((country): readonly Person[] =>
    (Object.keys(nationalRoles) as (keyof typeof nationalRoles)[]).map((role) => ({
      id: `${role}-${country.toLowerCase()}`,
      name: `${nationalRoles[role]}, ${countryNames[country]}`,
      country,
      ministryId: `justice-${country.toLowerCase()}`,
      language: countries[country].language,
      isDisabled: false,
      deputyships: [],
      grants: [grant(role, country)],
    })),
  )
  return [
    ...national,
    {
      id: 'drafter-fi-interior',
      name: 'Drafter, Finland (police matters)',
      country: 'FI',
      ministryId: 'interior-fi',
      language: 'sv',
      isDisabled: false,
      deputyships: [],
      grants: [
        grant('drafter', 'FI', { scope: { kind: 'forum', forumId: 'lewp-police' } }),
        grant('drafter', 'FI', { scope: { kind: 'dossier', dossierId: 'csa-regulation' } }),
      ],
    },
    {
      id: 'head-of-delegation-no',
      name: 'Head of delegation, Norway',
      country: 'NO',
      ministryId: 'justice-no',
      language: 'nb',
      isDisabled: false,
      deputyships: [],
      grants: [grant('delegate', 'NO', { readsDrafts: true })],
    },
    outsideCountries('secretariat', 'Secretariat', [grant('secretariat', null)]),
    outsideCountries('administrator', 'Administrator', [grant('administrator', null)]),
  ]
}

function outsideCountries(id: string, name: string, grants: readonly Grant[]): Person {
  return {
    id,
    name,
    country: null,
    ministryId: null,
    language: 'en',
    isDisabled: false,
    deputyships: [],
    grants,
  }
}
