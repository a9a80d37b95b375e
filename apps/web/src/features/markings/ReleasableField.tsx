import { asksForRelease, type CountryCode, countryCodes, inNeutralOrder } from '@samsyn/domain'
import { useId } from 'react'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { GroundFields } from './GroundFields.tsx'
import styles from './LimiteFields.module.css'
import type { LimiteAnswer } from './use-limite.ts'

/** To which countries beyond the Member States a position is releasable, and why. */
export interface Releasable {
  readonly countries: readonly CountryCode[]
  readonly answer: LimiteAnswer
}

/** Nobody yet. */
export const releasableToNobody: Releasable = { countries: [], answer: { ground: null, reference: '' } }

/** Whether all is said that making it releasable needs. */
export function isGrounded({ countries, answer }: Releasable): boolean {
  return countries.length === 0 || (answer.ground !== null && answer.reference.trim() !== '')
}

interface Props {
  readonly value: Releasable
  readonly onValue: (value: Releasable) => void
  readonly isMissed: boolean
}

/** Chooses, for a position that is begun for the Member States, who else it is releasable to; asks for the ground where anybody is. */
export function ReleasableField({ value, onValue, isMissed }: Props) {
  const t = useT('markings')
  const names = useCountryNames()
  const id = useId()
  const { countries, answer } = value
  const toggle = (country: CountryCode) =>
    onValue({
      ...value,
      countries: countries.includes(country)
        ? countries.filter((each) => each !== country)
        : inNeutralOrder([...countries, country]),
    })
  return (
    <fieldset className={`${styles.limite} ${styles.plain}`} aria-describedby={`${id}-why`}>
      <legend>{t('releasable.title')}</legend>
      <p id={`${id}-why`}>{t('releasable.why')}</p>
      {countryCodes
        .filter((country) => asksForRelease({ marking: 'member_states_only' }, country))
        .map((country) => (
          <label key={country} className={styles.country}>
            <input
              type="checkbox"
              className="ds-input"
              checked={countries.includes(country)}
              onChange={() => toggle(country)}
            />
            {names.name(country)}
          </label>
        ))}
      {countries.length > 0 && (
        <GroundFields
          answer={answer}
          onAnswer={(next) => onValue({ ...value, answer: next })}
          isMissed={isMissed}
          describedBy={`${id}-why`}
        />
      )}
    </fieldset>
  )
}
