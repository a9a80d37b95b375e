import { PadlockLockedIcon } from '@navikt/aksel-icons'
import type { CountryCode } from '@samsyn/domain'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import styles from './OwnPages.module.css'

/** What stands wherever something of own pages is shown: a lock, the country, and that nobody else reads it. */
export function OnlyMark({ country }: { readonly country: CountryCode }) {
  const t = useT('pages')
  const countries = useCountryNames()
  return (
    <p className={styles.only} data-country={country.toLowerCase()}>
      <PadlockLockedIcon aria-hidden />
      <CountryBadge country={country} />
      <b>{t('only', { country: countries.name(country) })}</b>
    </p>
  )
}
