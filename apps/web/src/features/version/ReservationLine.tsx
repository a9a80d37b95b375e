import type { Reservation } from '@samsyn/domain'
import { useT } from '../../i18n/i18n.ts'
import styles from './ReservationLine.module.css'

/** A reservation: its type, the words that it is about, its own words. */
export function ReservationLine({
  reservation: { type, passage, text },
  language,
}: {
  readonly reservation: Reservation
  /** Of the text that is quoted. */
  readonly language: string
}) {
  const tDomain = useT('domain')
  return (
    <div className={styles.reservation} data-type={type}>
      <p className={styles.type}>{tDomain(`reservationType.${type}`)}</p>
      {passage !== null && (
        <blockquote className={styles.passage} lang={language}>
          {passage}
        </blockquote>
      )}
      {text !== '' && <p className={styles.text}>{text}</p>}
    </div>
  )
}
