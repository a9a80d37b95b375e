import type { PositionDetail } from '@samsyn/protocol'
import { Link } from 'react-router'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useNow } from '../../i18n/use-now.ts'
import { OutcomeTag } from './OutcomeTag.tsx'
import styles from './Reports.module.css'
import { useReportBack } from './use-report-back.ts'

/** On a position's own pages: how far the report from its meeting has come, as it comes in. */
export function ReportLine({ position }: { readonly position: PositionDetail }) {
  const t = useT('report')
  const tDomain = useT('domain')
  const now = useNow()
  const names = useCountryNames()
  const isHeld = position.meeting === null || Date.parse(position.meeting.startsAt) <= now
  const isOfInterest = position.releases.length > 0 && isHeld
  const back = useReportBack(position.id, { isEnabled: isOfInterest })
  if (!isOfInterest || !back.data || back.error) return null
  const { stage, consolidation, reports } = back.data
  const reported = reports.filter(({ counts }) => counts).map(({ country }) => country)
  return (
    <p className={styles.line} data-report-line={stage}>
      <Link to={`/positions/${position.id}/reports`} className="ds-link">
        {t('page.title')}
      </Link>
      {consolidation && <OutcomeTag outcome={consolidation.outcome} />}
      <span>{tDomain(`reportStage.${stage}`)}</span>
      {reported.length > 0 && (
        <span className={styles.quiet}>{t('meeting.reported', { countries: names.list(reported) })}</span>
      )}
    </p>
  )
}
