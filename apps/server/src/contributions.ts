import { type CountryCode, countryCodes, type DelegationContribution, type Person } from '@samsyn/domain'
import { fragmentName } from '@samsyn/editor'
import type { Tables } from '@samsyn/storage'
import type { Contribution, Historian } from '@samsyn/sync'

/** After the entry with one place in a draft's log and up to that with another. */
export interface LogSpan {
  readonly after: number
  readonly through: number
}

/** The span of a draft's log after one instant and up to another; null is from the beginning, or until now. */
export async function spanBetween(
  { updates }: Tables,
  draftId: string,
  { from, to }: { readonly from: string | null; readonly to: string | null },
): Promise<LogSpan> {
  const after = from === null ? null : await updates.lastPlace(draftId, from)
  return { after: after ?? 0, through: (await updates.lastPlace(draftId, to)) ?? 0 }
}

/** Who contributed what to a draft in a span of its log; null where too many ask at once. */
export function contributionsIn(
  historian: Historian,
  draftId: string,
  span: LogSpan,
): Promise<readonly Contribution[] | null> {
  return historian.ask(draftId, { kind: 'contributions', root: fragmentName, ...span })
}

/** The same by delegation, in the neutral order. What the server itself wrote is nobody's. */
export function byDelegation(
  contributions: readonly Contribution[],
  people: ReadonlyMap<string, Pick<Person, 'country'>>,
): readonly DelegationContribution[] {
  return inOrder(Map.groupBy(byPeople(contributions), ({ personId }) => countryOf(personId, people))).map(
    ([country, parts]) => ({
      country,
      personIds: [...new Set(parts.map(({ personId }) => personId))].sort(),
      written: sum(parts, 'written'),
      removed: sum(parts, 'removed'),
      moved: sum(parts, 'moved'),
    }),
  )
}

/** Which delegations contributed to which section, as far as there are sections. */
export function bySection(
  contributions: readonly Contribution[],
  people: ReadonlyMap<string, Pick<Person, 'country'>>,
): readonly {
  readonly id: string
  readonly title: string
  readonly countries: readonly (CountryCode | null)[]
}[] {
  const sections = Map.groupBy(byPeople(contributions), ({ section }) => section?.id)
  return [...sections.values()].flatMap((parts) => {
    const section = parts[0]?.section
    if (!section) return []
    const countries = inOrder(Map.groupBy(parts, ({ personId }) => countryOf(personId, people)))
    return [{ ...section, countries: countries.map(([country]) => country) }]
  })
}

type OfPerson = Contribution & { readonly personId: string }

function byPeople(contributions: readonly Contribution[]): readonly OfPerson[] {
  return contributions.filter((one): one is OfPerson => one.personId !== null)
}

function countryOf(
  personId: string,
  people: ReadonlyMap<string, Pick<Person, 'country'>>,
): CountryCode | null {
  return people.get(personId)?.country ?? null
}

/** By country in the neutral order, those who act for none last. */
function inOrder<Value>(
  groups: ReadonlyMap<CountryCode | null, Value>,
): readonly (readonly [CountryCode | null, Value])[] {
  return [...countryCodes, null].flatMap((country) => {
    const value = groups.get(country)
    return value === undefined ? [] : [[country, value] as const]
  })
}

function sum(parts: readonly Contribution[], amount: 'written' | 'removed' | 'moved'): number {
  return parts.reduce((total, part) => total + part[amount], 0)
}
