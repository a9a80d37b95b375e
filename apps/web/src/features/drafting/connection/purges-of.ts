import type { CountryCode } from '@samsyn/domain'
import type { PositionDetail } from '@samsyn/protocol'

/** How often information was removed from a text of a position: the joint one for null, else a country's own pages. */
export function purgesOf({ purges }: Pick<PositionDetail, 'purges'>, country: CountryCode | null): number {
  return purges.find((text) => text.country === country)?.count ?? 0
}
