import { Link } from 'react-router'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { FollowUpList } from './FollowUpList.tsx'
import { OutcomeTag } from './OutcomeTag.tsx'
import { Words } from './ReportCard.tsx'
import styles from './Reports.module.css'
import { useDossierHistory } from './use-report-back.ts'

/** What came of a dossier in meetings before: position, outcome, and what is still to be followed up. Nothing where there is none. */
export function DossierHistoryBlock({
  dossierId,
  exceptOf,
}: {
  readonly dossierId: string
  /** The positions beside which it stands. */
  readonly exceptOf: readonly string[]
}) {
  const t = useT('report')
  const time = useTime()
  const history = useDossierHistory(dossierId)
  const earlier = history.data?.filter(({ position }) => !exceptOf.includes(position.id)) ?? []
  if (earlier.length === 0) return null
  return (
    <details className={styles.history} data-dossier-history={dossierId}>
      <summary>{`${t('history.title')} (${earlier.length})`}</summary>
      <ul className={styles.plain}>
        {earlier.map(({ position, meeting, outcome, nextStep, followUps }) => (
          <li key={position.id} className={styles.earlier}>
            <Link to={`/positions/${position.id}/reports`} className="ds-link">
              {position.title}
            </Link>
            <p className={styles.about}>
              {outcome ? (
                <OutcomeTag outcome={outcome} />
              ) : (
                <span className={styles.quiet}>{t('history.none')}</span>
              )}
              {meeting && (
                <span className={styles.quiet}>{`${meeting.title} · ${time.date(meeting.startsAt)}`}</span>
              )}
            </p>
            <Words title={t('consolidation.nextStep')} text={nextStep} />
            {followUps.length > 0 && <FollowUpList followUps={followUps} />}
          </li>
        ))}
      </ul>
    </details>
  )
}
