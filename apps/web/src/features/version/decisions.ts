import { type CountryCode, standingDecisions } from '@samsyn/domain'
import type { PositionDetail, RoundDetail, VersionDetail } from '@samsyn/protocol'

type Decision = RoundDetail['decisions'][number]

/** The decision that counts of each country that has answered: the last one it gave. */
export function decisionsByCountry({
  decisions,
}: Pick<RoundDetail, 'decisions'>): ReadonlyMap<CountryCode, Decision> {
  return standingDecisions({ decisions })
}

/** The open round in which this person can decide on exactly this version and hash; null where there is none. */
export function roundToDecideIn(
  { round, abilities }: Pick<PositionDetail, 'round' | 'abilities'>,
  version: Pick<VersionDetail, 'number' | 'contentHash'>,
): RoundDetail | null {
  if (!abilities.decide || !round || round.outcome !== null) return null
  const isThis = round.version.number === version.number && round.version.contentHash === version.contentHash
  return isThis ? round : null
}
