import type { AccountDetail } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import styles from './People.module.css'

/** What somebody was until it was taken from them, newest first. */
export function EndedRoles({ ended }: Pick<AccountDetail, 'ended'>) {
  const t = useT('people')
  const tDomain = useT('domain')
  const time = useTime()
  return (
    <section className={styles.section} aria-labelledby="ended">
      <h2 id="ended" className={styles.heading}>
        {t('endedRoles')}
      </h2>
      <ol className={styles.list}>
        {ended.map(({ grant: { role, validFrom }, within, endedAt }) => (
          <li key={`${role} ${within} ${validFrom} ${endedAt}`} className={styles.turn}>
            <span className={styles.name}>{tDomain(`role.${role}`)}</span>
            {within && <span lang="und">{within}</span>}
            <span className={styles.turnBy}>
              <time dateTime={validFrom}>{time.stamp(validFrom)}</time>
              <span aria-hidden="true">–</span>
              <time dateTime={endedAt}>{time.stamp(endedAt)}</time>
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
