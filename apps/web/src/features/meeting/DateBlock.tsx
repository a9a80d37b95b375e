import { useLanguage } from '../../i18n/i18n.ts'
import { formatWeekday, wallTimeOf } from '../../i18n/time.ts'
import { useTime } from '../../i18n/use-time.ts'
import styles from './DateBlock.module.css'

/** A day as on a wall calendar; read out as a whole date. */
export function DateBlock({ instant }: { readonly instant: string }) {
  const time = useTime()
  const language = useLanguage()
  const day = Number(wallTimeOf(instant).date.slice(-2))
  return (
    <time className={styles.block} dateTime={instant}>
      <span className="visually-hidden">{time.date(instant, 'long')}</span>
      <span aria-hidden="true">{formatWeekday(instant, language)}</span>
      <strong aria-hidden="true">{day}</strong>
      <span aria-hidden="true">{time.date(instant, 'month')}</span>
    </time>
  )
}
