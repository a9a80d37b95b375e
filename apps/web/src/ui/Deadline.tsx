import { useNow } from '../i18n/use-now.ts'
import { useTime } from '../i18n/use-time.ts'
import styles from './Deadline.module.css'

/** A deadline with its hour: Brussels first, then the reader's own capital where its clock differs, and how far away it is. */
export function Deadline({
  instant,
  isBrief = false,
}: {
  readonly instant: string
  /** Only how far away it is; the full time is in the tooltip and read out. */
  readonly isBrief?: boolean
}) {
  const time = useTime()
  const now = useNow()
  const left = Date.parse(instant) - now
  const urgency = left < 0 ? 'past' : left < 24 * 3_600_000 ? 'soon' : 'later'
  return (
    <time className={styles.deadline} dateTime={instant} data-urgency={urgency} title={time.full(instant)}>
      {isBrief ? (
        <span className="visually-hidden">{time.full(instant)}, </span>
      ) : (
        <span className={styles.full}>{time.full(instant)}</span>
      )}
      <span className={styles.relative}>{time.relative(instant, now)}</span>
    </time>
  )
}
