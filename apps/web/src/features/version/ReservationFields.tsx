import { needsWords, type Reservation, type ReservationEffects, reservationTypes } from '@samsyn/domain'
import { useId } from 'react'
import { ApiError } from '../../app/api.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { PassageField } from './PassageField.tsx'
import type { PassageFault } from './passage-fault.ts'
import styles from './ReservationFields.module.css'

/** A reservation as it is being written. */
export type DraftReservation = Reservation

interface Props {
  readonly value: DraftReservation
  readonly onValue: (value: DraftReservation) => void
  /** What reservations do in the round that is answered. */
  readonly effects: ReservationEffects
  /** What is wrong with the words of the passage, null for nothing. */
  readonly passageFault: PassageFault | null
  /** Whether to say what is missing, where it is. */
  readonly isAsked: boolean
}

/** Of which kind a reservation is, what that leads to, which passage it is about, and its words. */
export function ReservationFields({ value, onValue, effects, passageFault, isAsked }: Props) {
  const t = useT('version')
  const tDomain = useT('domain')
  const errorText = useErrorText()
  const name = useId()
  const { type, text, passage } = value
  const isWhole = type === 'general' || passage === null
  const needs = needsWords({ type, passage: isWhole ? null : passage })
  return (
    <>
      <SelectField
        label={t('reserve.type')}
        hint={`${t(`reserve.about.${type}`)} ${t(`reserve.does.${effects[type]}`)}`}
        value={type}
        onValue={(next) => onValue({ ...value, type: next })}
        options={reservationTypes.map((each) => ({ value: each, label: tDomain(`reservationType.${each}`) }))}
      />
      {type !== 'general' && (
        <fieldset className={styles.scope}>
          <legend>{t('reserve.scope')}</legend>
          <label>
            <input
              type="radio"
              className="ds-input"
              name={name}
              checked={passage === null}
              onChange={() => onValue({ ...value, passage: null })}
            />
            {t('reserve.whole')}
          </label>
          <label>
            <input
              type="radio"
              className="ds-input"
              name={name}
              checked={passage !== null}
              onChange={() => onValue({ ...value, passage: '' })}
            />
            {t('reserve.passage')}
          </label>
        </fieldset>
      )}
      {!isWhole && (
        <PassageField
          value={passage}
          onValue={(words) => onValue({ ...value, passage: words })}
          error={isAsked && passageFault ? t(`reserve.${passageFault}`) : null}
        />
      )}
      <TextField
        isLong
        label={needs ? t('reserve.reason') : t('reserve.reasonOptional')}
        value={text}
        onValue={(words) => onValue({ ...value, text: words })}
        error={isAsked && needs && text.trim() === '' ? errorText(new ApiError('reason_required')) : null}
        maxLength={2000}
        required={needs}
      />
    </>
  )
}
