import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { instantOf, readHour, wallTimeOf } from '../../i18n/time.ts'
import { useTime } from '../../i18n/use-time.ts'
import { TextField } from '../../ui/TextField.tsx'
import styles from './Compare.module.css'

interface Props {
  readonly at: string
  readonly onAt: (at: string) => void
}

/** A day and a time in Brussels. What is typed counts once the fields are left, or with Enter. */
export function MomentFields({ at, onAt }: Props) {
  const t = useT('compare')
  const time = useTime()
  const shown = wallTimeOf(at)
  const [typed, setTyped] = useState(shown)
  const hour = readHour(typed.time)
  const instant = hour === null ? null : instantOf({ date: typed.date, time: hour })
  const isAhead = instant !== null && Date.parse(instant) > Date.now()
  const settle = () => {
    // The minute that is shown may stand for a moment within it.
    const isSame = typed.date === shown.date && hour === shown.time
    if (instant !== null && !isAhead && !isSame) onAt(instant)
  }
  return (
    <form
      className={styles.moment}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) settle()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        settle()
      }}
    >
      <TextField
        label={t('side.date')}
        type="date"
        value={typed.date}
        onValue={(date) => setTyped({ ...typed, date })}
        required
      />
      <TextField
        label={t('side.time')}
        value={typed.time}
        onValue={(entered) => setTyped({ ...typed, time: entered })}
        error={instant === null ? t('side.timeWrong') : isAhead ? t('side.timeAhead') : null}
        inputMode="numeric"
        maxLength={5}
        required
      />
      {/* Enter needs a button to press. */}
      <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" />
      <p className={styles.quiet} aria-live="polite">
        {instant && time.full(instant)}
      </p>
    </form>
  )
}
