import { internalMarking, type Marking } from '@samsyn/domain'
import type { MeetingReport } from '@samsyn/protocol'
import { Link, useParams } from 'react-router'
import { hasFailed } from '../../app/has-failed.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { MarkingLine } from '../../ui/MarkingLine.tsx'
import { PageError } from '../../ui/PageError.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { FollowUpList } from './FollowUpList.tsx'
import { OutcomeTag } from './OutcomeTag.tsx'
import { Words } from './ReportCard.tsx'
import { ReportFiles } from './ReportFiles.tsx'
import styles from './Reports.module.css'
import { SaidList } from './SaidField.tsx'
import { useMeetingReport } from './use-report-back.ts'

/** What a meeting came to across its items, for the ministers: the outcome first, then the dividing line, the next step and who does what. */
export function MeetingReportPage() {
  const { meetingId = '' } = useParams()
  const report = useMeetingReport(meetingId)
  if (report.data) return <Report report={report.data} />
  if (hasFailed(report)) return <PageError error={report.error} onRetry={() => void report.refetch()} />
  return (
    <div className="page">
      <LoadingState lines={8} />
    </div>
  )
}

function Report({ report: { meeting, items, isSample } }: { readonly report: MeetingReport }) {
  const t = useT('report')
  const tMeeting = useT('meeting')
  const tReading = useT('reading')
  const time = useTime()
  return (
    <div className="page">
      <PageHeader
        title={`${t('meeting.title')}: ${meeting.title}`}
        above={
          <Link to={`/meetings/${meeting.id}`} className="quiet-link">
            {t('meeting.toMeeting')}
          </Link>
        }
      >
        <strong>{time.span(meeting.startsAt, meeting.endsAt)}</strong>
        <span>{meeting.place}</span>
        <MarkingLine
          text={asReport(items.flatMap(({ positions }) => positions.map(({ marking }) => marking)))}
        />
        {isSample && <span className={styles.rule}>{tReading('sample')}</span>}
      </PageHeader>
      <ReportFiles meetingId={meeting.id} />
      {meeting.isChathamHouse && <p className={styles.house}>{tMeeting('chathamHouse')}</p>}
      <ol className={styles.items}>
        {items.map(({ item, positions }) => (
          <li key={item.id}>
            <h2 className={styles.itemTitle}>
              <span>{item.number}</span> {item.title}
            </h2>
            {positions.length === 0 && <p className={styles.quiet}>{t('meeting.noPosition')}</p>}
            {positions.map((position) => (
              <ItemReport key={position.id} position={position} />
            ))}
          </li>
        ))}
      </ol>
    </div>
  )
}

/** Whom a report is for, whoever the texts are for: what was said at the table stays with the parties. */
function asReport(markings: readonly Marking[]) {
  return { marking: internalMarking(markings), releasableTo: [] }
}

type Reported = MeetingReport['items'][number]['positions'][number]

function ItemReport({ position }: { readonly position: Reported }) {
  const t = useT('report')
  const tDomain = useT('domain')
  const tReading = useT('reading')
  const names = useCountryNames()
  const { consolidation, reported, stage } = position
  return (
    <article className={styles.item} aria-labelledby={`item-${position.id}`}>
      <p className={styles.reportHead}>
        {consolidation ? <OutcomeTag outcome={consolidation.outcome} /> : null}
        <strong id={`item-${position.id}`} lang={position.draftingLanguage}>
          {position.title}
        </strong>
        <MarkingLine text={asReport([position.marking])} />
        {position.text && (
          <a href={`/read/${position.text.releaseId}`} className="quiet-link">
            {position.text.reference} · {tReading('version', { number: position.text.version })}
          </a>
        )}
      </p>
      {(!consolidation || stage === 'submitted') && (
        <p className={styles.quiet}>
          {tDomain(`reportStage.${stage}`)}
          {reported.length > 0 && `. ${t('meeting.reported', { countries: names.list(reported) })}`}
        </p>
      )}
      {consolidation && (
        <>
          <Words title={t('conclusion')} text={consolidation.conclusion} />
          <Words title={t('consolidation.dividingLine')} text={consolidation.dividingLine} />
          <Words title={t('consolidation.nextStep')} text={consolidation.nextStep} />
          {consolidation.said.length > 0 && <SaidList said={consolidation.said} />}
        </>
      )}
      {position.followUps.length > 0 && (
        <div>
          <h3>{t('followUps.title')}</h3>
          <FollowUpList followUps={position.followUps} />
        </div>
      )}
      <p>
        <Link to={`/positions/${position.id}/reports`} className="ds-link">
          {t('meeting.open')}
          <span className="visually-hidden">
            : <span lang={position.draftingLanguage}>{position.title}</span>
          </span>
        </Link>
      </p>
    </article>
  )
}
