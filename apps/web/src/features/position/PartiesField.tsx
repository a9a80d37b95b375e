import { type CountryCode, countryCodes, inNeutralOrder, type Participation } from '@samsyn/domain'
import { useId } from 'react'
import { ApiError, type ApiErrorCode } from '../../app/api.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import styles from './PartiesField.module.css'

interface Props {
  readonly parties: readonly CountryCode[]
  readonly onParties: (parties: readonly CountryCode[]) => void
  readonly participation: Readonly<Record<CountryCode, Participation>>
  readonly error: ApiErrorCode | null
}

/** Chooses the parties, and says which of them will not be in the room (invariant 20). */
export function PartiesField({ parties, onParties, participation, error }: Props) {
  const t = useT('position')
  const names = useCountryNames()
  const errorText = useErrorText()
  const id = useId()
  const absent = parties.filter((country) => participation[country] === 'none')
  const toggle = (country: CountryCode) =>
    onParties(
      parties.includes(country)
        ? parties.filter((each) => each !== country)
        : inNeutralOrder([...parties, country]),
    )
  return (
    <fieldset className={styles.field} aria-describedby={`${id}-hint${error ? ` ${id}-error` : ''}`}>
      <legend>{t('new.parties')}</legend>
      <span id={`${id}-hint`} className={styles.hint}>
        {t('new.partiesHint')}
      </span>
      <div className={styles.countries}>
        {countryCodes.map((country) => (
          <label key={country} className={styles.country}>
            <input
              type="checkbox"
              className="ds-input"
              checked={parties.includes(country)}
              onChange={() => toggle(country)}
            />
            <CountryBadge
              country={country}
              show="name"
              tone={parties.includes(country) ? 'strong' : 'muted'}
            />
          </label>
        ))}
      </div>
      <div role="status">
        {absent.length > 0 && (
          <p className={styles.absent}>
            {t('new.notInRoom', { count: absent.length, countries: names.list(absent) })}
          </p>
        )}
      </div>
      {error && (
        <span id={`${id}-error`} className={styles.error}>
          {errorText(new ApiError(error))}
        </span>
      )}
    </fieldset>
  )
}
