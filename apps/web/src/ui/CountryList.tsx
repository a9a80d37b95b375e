import { type CountryCode, inNeutralOrder } from '@samsyn/domain'
import { CountryBadge } from './CountryBadge.tsx'
import styles from './CountryList.module.css'

/** Countries side by side, always in the neutral order. */
export function CountryList({
  countries,
  muted = [],
}: {
  readonly countries: readonly CountryCode[]
  /** Those of them shown as not yet there. */
  readonly muted?: readonly CountryCode[]
}) {
  return (
    <span className={styles.list}>
      {inNeutralOrder(countries).map((country) => (
        <CountryBadge key={country} country={country} tone={muted.includes(country) ? 'muted' : 'strong'} />
      ))}
    </span>
  )
}
