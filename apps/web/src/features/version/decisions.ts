import type { CountryCode } from '@samsyn/domain'
import type { RoundDetail } from '@samsyn/protocol'

type Decision = RoundDetail['decisions'][number]

/** The decision that counts of each country that has answered: the last one it gave. */
export function decisionsByCountry({
  decisions,
}: Pick<RoundDetail, 'decisions'>): ReadonlyMap<CountryCode, Decision> {
  return new Map(decisions.map((decision) => [decision.country, decision]))
}
