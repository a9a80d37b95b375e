import { useT } from '../../i18n/i18n.ts'
import { readDeadline } from '../../i18n/time.ts'
import { useTime } from '../../i18n/use-time.ts'
import { TextField } from '../../ui/TextField.tsx'
import styles from './MeetingForm.module.css'
import { endsFirst, isHour, type MeetingDraft } from './meeting-draft.ts'

interface Props {
  readonly value: MeetingDraft
  readonly onValue: (value: MeetingDraft) => void
  /** Whether to say what is missing. */
  readonly isAsked: boolean
}

/** What a meeting is called, where and when it is, by the clock in Brussels. */
export function MeetingFields({ value, onValue, isAsked }: Props) {
  const t = useT('meeting')
  const time = useTime()
  const missing = (text: string) => (isAsked && text.trim() === '' ? t('keep.required') : null)
  const { starts, ends } = value
  const [startsAt, endsAt] = [readDeadline(starts), readDeadline(ends)]
  const wrongHour = (wall: MeetingDraft['starts']) => (isAsked && !isHour(wall) ? t('keep.timeWrong') : null)
  return (
    <>
      <TextField
        label={t('keep.name')}
        value={value.title}
        onValue={(title) => onValue({ ...value, title })}
        maxLength={200}
        required
        error={missing(value.title)}
      />
      <div className={styles.row}>
        <TextField
          label={t('keep.date')}
          type="date"
          value={starts.date}
          // Most meetings end on the day on which they begin.
          onValue={(date) =>
            onValue({
              ...value,
              starts: { ...starts, date },
              ends: ends.date === '' || ends.date === starts.date ? { ...ends, date } : ends,
            })
          }
          required
          error={missing(starts.date)}
        />
        <TextField
          label={t('keep.from')}
          value={starts.time}
          onValue={(typed) => onValue({ ...value, starts: { ...starts, time: typed } })}
          inputMode="numeric"
          maxLength={5}
          required
          error={wrongHour(starts)}
        />
      </div>
      <div className={styles.row}>
        <TextField
          label={t('keep.lastDay')}
          type="date"
          value={ends.date}
          onValue={(date) => onValue({ ...value, ends: { ...ends, date } })}
          required
          error={missing(ends.date) ?? (isAsked && endsFirst(value) ? t('keep.endsBefore') : null)}
        />
        <TextField
          label={t('keep.until')}
          value={ends.time}
          onValue={(typed) => onValue({ ...value, ends: { ...ends, time: typed } })}
          inputMode="numeric"
          maxLength={5}
          required
          error={wrongHour(ends)}
        />
      </div>
      <p className={styles.preview} aria-live="polite">
        {startsAt && endsAt && !endsFirst(value) && time.span(startsAt, endsAt)}
      </p>
      <TextField
        label={t('keep.place')}
        value={value.place}
        onValue={(place) => onValue({ ...value, place })}
        maxLength={200}
        required
        error={missing(value.place)}
      />
      <label className={styles.check}>
        <input
          type="checkbox"
          className="ds-input"
          checked={value.isChathamHouse}
          onChange={({ target }) => onValue({ ...value, isChathamHouse: target.checked })}
        />
        {t('keep.isChathamHouse')}
      </label>
    </>
  )
}
