import { Link } from 'react-router'
import { useDossier } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { FollowUpList } from './FollowUpList.tsx'
import { OutcomeTag } from './OutcomeTag.tsx'
import { outcomesOf } from './outcomes-of.ts'
import { Words } from './ReportCard.tsx'
import styles from './Reports.module.css'

/** What came of a dossier in meetings before: position, outcome, and what is still to be followed up. Nothing where there is none. */
export function DossierHistoryBlock({
  dossierId,
  exceptOf,
  before,
}: {
  readonly dossierId: string
  /** The positions beside which it stands. */
  readonly exceptOf: readonly string[]
  /** When their meeting begins: what is later is nothing that came before. Null where they have none. */
  readonly before: string | null
}) {
  const t = useT('report')
  const tDomain = useT('domain')
  const time = useTime()
  const dossier = useDossier(dossierId)
  const earlier = dossier.data
    ? outcomesOf(dossier.data, before).filter(({ position }) => !exceptOf.includes(position.id))
    : []
  if (earlier.length === 0) return null
  return (
    <details className={styles.history} data-dossier-history={dossierId}>
      <summary>{`${t('history.title')} (${earlier.length})`}</summary>
      <ul className={styles.plain}>
        {earlier.map(({ position, meeting, atTheTable: { stage, outcome, nextStep, followUps } }) => (
          <li key={position.id} className={styles.earlier}>
            <Link to={`/positions/${position.id}/reports`} className="ds-link">
              {position.title}
            </Link>
            <p className={styles.about}>
              {outcome ? (
                <OutcomeTag outcome={outcome} />
              ) : (
                <span className={styles.quiet}>{tDomain(`reportStage.${stage}`)}</span>
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
