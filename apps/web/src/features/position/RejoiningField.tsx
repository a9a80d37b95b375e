import { type CountryCode, inNeutralOrder } from '@samsyn/domain'
import { useId } from 'react'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import styles from './PartiesField.module.css'

interface Props {
  /** The countries that have withdrawn their support of the final text in force. */
  readonly withdrawn: readonly CountryCode[]
  readonly value: readonly CountryCode[]
  readonly onValue: (countries: readonly CountryCode[]) => void
  /** Whether fewer than two countries would be asked. */
  readonly isWrong: boolean
}

/** Says that whoever has withdrawn is not asked in the round, and lets them be asked again. */
export function RejoiningField({ withdrawn, value, onValue, isWrong }: Props) {
  const t = useT('position')
  const names = useCountryNames()
  const id = useId()
  return (
    <fieldset className={styles.field} aria-describedby={`${id}-hint${isWrong ? ` ${id}-error` : ''}`}>
      <legend>{t('openRound.rejoining')}</legend>
      <span id={`${id}-hint`} className={styles.hint}>
        {t('openRound.rejoiningHint', { countries: names.list(withdrawn), count: withdrawn.length })}
      </span>
      <div className={styles.countries}>
        {withdrawn.map((country) => (
          <label key={country} className={styles.country}>
            <input
              type="checkbox"
              className="ds-input"
              checked={value.includes(country)}
              onChange={() =>
                onValue(
                  value.includes(country)
                    ? value.filter((each) => each !== country)
                    : inNeutralOrder([...value, country]),
                )
              }
            />
            <CountryBadge country={country} show="name" tone={value.includes(country) ? 'strong' : 'muted'} />
          </label>
        ))}
      </div>
      {isWrong && (
        <span id={`${id}-error`} className={styles.error} role="alert">
          {t('openRound.tooFew')}
        </span>
      )}
    </fieldset>
  )
}
