import { ApiError } from '../../app/api.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { readDeadline, readHour, type WallTime } from '../../i18n/time.ts'
import { useTime } from '../../i18n/use-time.ts'
import { TextField } from '../../ui/TextField.tsx'
import styles from './PositionActions.module.css'

interface Props {
  readonly value: WallTime
  readonly onValue: (value: WallTime) => void
  /** Whether to say what is wrong with it, and how the day is, if it is. */
  readonly isAsked: boolean
  readonly fault: 'deadline_not_in_future' | 'deadline_not_later' | null
}

/** A deadline to the hour in Brussels, told once more in full. */
export function DeadlineFields({ value, onValue, isAsked, fault }: Props) {
  const t = useT('position')
  const time = useTime()
  const errorText = useErrorText()
  const hour = readHour(value.time)
  const instant = readDeadline(value)
  return (
    <>
      <div className={styles.row}>
        <TextField
          label={t('openRound.date')}
          type="date"
          value={value.date}
          onValue={(date) => onValue({ ...value, date })}
          error={isAsked && hour !== null && fault ? errorText(new ApiError(fault)) : null}
          required
        />
        <TextField
          label={t('openRound.time')}
          value={value.time}
          onValue={(typed) => onValue({ ...value, time: typed })}
          error={isAsked && hour === null ? t('openRound.timeWrong') : null}
          inputMode="numeric"
          maxLength={5}
          required
        />
      </div>
      <p className={styles.preview} aria-live="polite">
        {instant && time.full(instant)}
      </p>
    </>
  )
}
