import type { AccountDetail } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import styles from './People.module.css'

/** What was done to an account, newest first: by whom, when and why. */
export function AccountTurns({ turns }: Pick<AccountDetail, 'turns'>) {
  const t = useT('people')
  const time = useTime()
  return (
    <section className={styles.section} aria-labelledby="turns">
      <h2 id="turns" className={styles.heading}>
        {t('turns')}
      </h2>
      <ol className={styles.list}>
        {turns.map(({ kind, at, by, reason }) => (
          <li key={at} className={styles.turn}>
            <span className={styles.name}>{t(`turn.${kind}`)}</span>
            <span className={styles.reason}>{reason}</span>
            <span className={styles.turnBy}>
              {by.country && <CountryBadge country={by.country} />}
              {by.name}
              <time dateTime={at}>{time.stamp(at)}</time>
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
