import { useT } from '../../i18n/i18n.ts'
import styles from './ReservationLine.module.css'

interface Props {
  readonly passage: string
  readonly text: string
  /** Of the text. */
  readonly language: string
}

/** A proposed amendment: the words of the passage, and those that should stand instead. */
export function AmendmentLine({ passage, text, language }: Props) {
  const t = useT('version')
  return (
    <div className={styles.reservation}>
      <blockquote className={styles.passage} lang={language}>
        {passage}
      </blockquote>
      <p>{t('amend.instead')}</p>
      <p className={styles.text} lang={language}>
        {text}
      </p>
    </div>
  )
}
