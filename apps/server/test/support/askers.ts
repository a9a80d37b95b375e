import type { CountryCode, Grant, Person, Role } from '@samsyn/domain'
import type { Client, TestServer } from './test-server.ts'

/** The columns of the tables: a role, and whether it reads drafts because its grant says so. */
export const columns = [
  ['drafter', false],
  ['lead', false],
  ['delegate', false],
  ['delegate', true],
  ['observer', false],
  ['observer', true],
  ['secretariat', false],
  ['registrar', false],
  ['administrator', false],
] as const satisfies readonly (readonly [Role, boolean])[]

/** The columns that a deputy, who is a drafter and stands in for a lead, is looked up in. */
export const columnOf = { drafter: 0, lead: 1 } as const

/** Finland holds the pen, Denmark is a party, Sweden is none. */
const countryOf = { P: 'FI', p: 'DK', n: 'SE', '0': null } as const satisfies Record<
  string,
  CountryCode | null
>
export type Letter = keyof typeof countryOf
const lettersOf: Readonly<Partial<Record<Role, readonly Letter[]>>> = {
  observer: ['P', 'p', 'n', '0'],
  secretariat: ['P', 'p', 'n', '0'],
  administrator: ['0'],
}
const countries = ['P', 'p', 'n'] as const

/** Somebody who asks for everything. */
export interface Asker {
  readonly name: string
  readonly personId: string
  readonly column: number
  readonly letter: Letter
  /** Whether they stand in for a lead of their country. */
  readonly isDeputy: boolean
  readonly client: Client
}

/** Somebody of every role, country and standing, signed in to a sample workspace. */
export async function letAskersIn(server: TestServer): Promise<readonly Asker[]> {
  const askers: Asker[] = []
  for (const [column, [role, readsDrafts]] of columns.entries()) {
    for (const letter of lettersOf[role] ?? countries) {
      askers.push(await letIn(server, { role, readsDrafts, column, letter, isDeputy: false }))
    }
  }
  for (const letter of countries) {
    const deputy = { role: 'drafter', readsDrafts: false, column: columnOf.drafter, letter } as const
    askers.push(await letIn(server, { ...deputy, isDeputy: true }))
  }
  return askers
}

interface Standing extends Pick<Asker, 'column' | 'letter' | 'isDeputy'> {
  readonly role: Role
  readonly readsDrafts: boolean
}

async function letIn(server: TestServer, standing: Standing): Promise<Asker> {
  const { role, readsDrafts, column, letter, isDeputy } = standing
  const country = countryOf[letter]
  const personId = `asks-${isDeputy ? 'deputy' : column}-${{ P: 'pen', p: 'party', n: 'other', '0': 'none' }[letter]}`
  await server.storage.tables.people.insert(person(personId, role, { country, readsDrafts }))
  if (isDeputy) {
    await server.storage.tables.deputyships.insert({
      id: personId,
      leadId: `lead-${country?.toLowerCase()}`,
      deputyId: personId,
      namedAt: validFrom,
      validFrom,
      validTo: new Date(Date.now() + 7 * 24 * 60 * 60 * 1000).toISOString(),
      endedAt: null,
    })
  }
  return {
    name: `${isDeputy ? 'deputy' : role}${readsDrafts ? ' who reads drafts' : ''} ${country}`,
    personId,
    column,
    letter,
    isDeputy,
    client: await server.signIn(personId),
  }
}

const validFrom = '2026-01-01T00:00:00.000Z'

function person(
  id: string,
  role: Role,
  { country, readsDrafts }: Pick<Grant, 'country' | 'readsDrafts'>,
): Person {
  return {
    id,
    name: id,
    country,
    ministryId: country && `justice-${country.toLowerCase()}`,
    language: 'en',
    isDisabled: false,
    deputyships: [],
    grants: [{ role, country, scope: { kind: 'everything' }, readsDrafts, validFrom, validTo: null }],
  }
}
