import type { CountryCode } from '@samsyn/domain'
import { useCountryNames } from '../i18n/countries.ts'
import styles from './CountryBadge.module.css'

interface Props {
  readonly country: CountryCode
  /** `code` shows two letters (the name is read out); `name` shows both. */
  readonly show?: 'code' | 'name'
  /** `muted` for a country that has not answered or stands apart. */
  readonly tone?: 'strong' | 'muted'
}

/** A country by its colour and always its two letters: colour alone tells nobody anything for certain. */
export function CountryBadge({ country, show = 'code', tone = 'strong' }: Props) {
  const names = useCountryNames()
  return (
    <span className={styles.badge} data-country={country.toLowerCase()} data-tone={tone}>
      <span className={styles.code} title={names.name(country)} aria-hidden="true">
        {country}
      </span>
      <span className={show === 'name' ? styles.name : 'visually-hidden'}>{names.name(country)}</span>
    </span>
  )
}
