import type { AccountDetail, RouteResponse } from '@samsyn/protocol'
import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { AskRecoveryDialog } from './AskRecoveryDialog.tsx'
import { OnceLink } from './OnceLink.tsx'
import styles from './People.module.css'
import { RecoveryRow } from './RecoveryRow.tsx'

/** The way back for somebody who lost their passkeys: who asked, who confirmed, and the link, once. */
export function RecoverySection({ account }: { readonly account: AccountDetail }) {
  const t = useT('people')
  const time = useTime()
  const [isAsking, setAsking] = useState(false)
  const [made, setMade] = useState<RouteResponse<'confirmRecovery'> | null>(null)
  const { person, recoveries, may } = account
  if (made) {
    return (
      <OnceLink
        title={t('recovery.made', { name: person.name })}
        text={t('recovery.madeText', { name: person.name, time: time.full(made.expiresAt) })}
        link={made.link}
      >
        <button type="button" className="ds-button" data-variant="secondary" onClick={() => setMade(null)}>
          {t('recovery.done')}
        </button>
      </OnceLink>
    )
  }
  if (!may.recover && recoveries.length === 0) return null
  return (
    <section className={styles.section} aria-labelledby="recovery">
      <h2 id="recovery" className={styles.heading}>
        {t('recovery.title')}
      </h2>
      <div className={styles.account}>
        <p>{t('recovery.text')}</p>
        {may.recover && (
          <button
            type="button"
            className="ds-button"
            data-variant="secondary"
            onClick={() => setAsking(true)}
          >
            {t('recovery.ask')}
          </button>
        )}
      </div>
      <ul className={styles.list}>
        {recoveries.map((recovery) => (
          <RecoveryRow key={recovery.id} recovery={recovery} onMade={setMade} />
        ))}
      </ul>
      <AskRecoveryDialog account={account} isOpen={isAsking} onClose={() => setAsking(false)} />
    </section>
  )
}
