import type { PositionDetail } from '@samsyn/protocol'
import { useRef, useState } from 'react'
import { Link, useParams } from 'react-router'
import { ApiError } from '../../app/api.ts'
import { isLasting } from '../../app/is-lasting.ts'
import { usePosition } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { AppLink } from '../../ui/AppLink.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { PageError } from '../../ui/PageError.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { StatusTag } from '../../ui/StatusTag.tsx'
import { positionTarget } from '../position/position-target.ts'
import { ConsolidateForm } from './ConsolidateForm.tsx'
import { ConsolidationCard } from './ConsolidationCard.tsx'
import { DossierHistoryBlock } from './DossierHistoryBlock.tsx'
import { FollowUpList } from './FollowUpList.tsx'
import { LeftConsolidation } from './LeftConsolidation.tsx'
import { ReportCard } from './ReportCard.tsx'
import styles from './Reports.module.css'
import { useBegunConsolidation } from './use-kept-consolidation.ts'
import { useReportBack } from './use-report-back.ts'

/** What was reported of a position after its meeting: live for everybody who reads it. */
export function ReportsPage() {
  const { positionId = '' } = useParams()
  const position = usePosition(positionId)
  const back = useReportBack(positionId)
  const error = back.error ?? position.error
  const retry = () => {
    void position.refetch()
    void back.refetch()
  }
  if (error && (isLasting(error) || !position.data || !back.data)) {
    return (
      <>
        <PageError error={error} onRetry={retry} />
        {isOver(error) && (
          <div className="page">
            <LeftConsolidation positionId={positionId} shown={null} />
          </div>
        )}
      </>
    )
  }
  if (!position.data || !back.data) {
    return (
      <div className="page">
        <LoadingState lines={8} />
      </div>
    )
  }
  return (
    <>
      {error && <ErrorState error={error} onRetry={retry} />}
      <Reports key={positionId} position={position.data} back={back.data} />
    </>
  )
}

/** Whether the reports are no longer this person's to read; a locked text may be again. */
function isOver(error: Error): boolean {
  return isLasting(error) && !(error instanceof ApiError && error.code === 'spill_locked')
}

type Back = NonNullable<ReturnType<typeof useReportBack>['data']>

function Reports({ position, back }: { readonly position: PositionDetail; readonly back: Back }) {
  const t = useT('report')
  const tDomain = useT('domain')
  const time = useTime()
  const begun = useBegunConsolidation(position.id)
  const [isOpened, setOpened] = useState(false)
  const outcome = useRef<HTMLDivElement>(null)
  const target = positionTarget(position)
  const { meeting, release } = back
  return (
    <div className="page">
      <PageHeader
        title={`${t('page.title')}: ${position.title}`}
        heading={
          <>
            {t('page.title')}: <span lang={position.draftingLanguage}>{position.title}</span>
          </>
        }
        above={
          target && (
            <AppLink to={target} className="quiet-link">
              {t('page.toPosition')}
            </AppLink>
          )
        }
      >
        <StatusTag status={position.status} />
        <strong data-stage={back.stage}>{tDomain(`reportStage.${back.stage}`)}</strong>
        {meeting && (
          <span>
            <Link to={`/meetings/${meeting.id}/report`} className="ds-link">
              {meeting.title}
            </Link>
            {` · ${time.date(meeting.startsAt)}`}
          </span>
        )}
        {meeting?.isChathamHouse && <span className={styles.rule}>{t('chathamHouse')}</span>}
      </PageHeader>
      <div className={styles.columns}>
        <div className={styles.main}>
          <div ref={outcome} tabIndex={-1}>
            <ConsolidationCard back={back} positionId={position.id} parties={position.parties} />
          </div>
          {!back.may.consolidate && (
            <LeftConsolidation
              positionId={position.id}
              shown={{ isChathamHouse: meeting?.isChathamHouse === true }}
              onDone={() => outcome.current?.focus()}
            />
          )}
          {back.may.consolidate &&
            begun !== undefined &&
            // What was half typed is shown as it was left.
            (isOpened || begun !== null ? (
              <section aria-labelledby="consolidate">
                <h2 id="consolidate" className="section-title">
                  {t('consolidation.make')}
                </h2>
                <ConsolidateForm
                  back={back}
                  positionId={position.id}
                  parties={position.parties}
                  begun={begun}
                  onDone={() => {
                    setOpened(false)
                    outcome.current?.focus()
                  }}
                />
              </section>
            ) : (
              <button
                type="button"
                className={`ds-button ${styles.begin}`}
                data-variant={back.stage === 'submitted' ? 'primary' : 'secondary'}
                onClick={() => setOpened(true)}
              >
                {t(back.consolidation ? 'consolidation.again' : 'consolidation.make')}
              </button>
            ))}
          <section aria-labelledby="reports">
            <h2 id="reports" className="section-title">
              {t('page.reports')}
            </h2>
            {back.reports.length === 0 ? (
              <EmptyState title={t('page.empty')}>{t('page.emptyText')}</EmptyState>
            ) : (
              back.reports.map((report) => (
                <ReportCard
                  key={report.id}
                  report={report}
                  isChathamHouse={meeting?.isChathamHouse === true}
                />
              ))
            )}
          </section>
        </div>
        <aside className={styles.aside}>
          {release && back.may.report !== null && (
            <a href={`/read/${release.id}/report`} className="ds-button" data-variant="secondary">
              {t('entry')}
            </a>
          )}
          <section aria-labelledby="follow-ups">
            <h2 id="follow-ups" className="section-title">
              {t('followUps.title')}
            </h2>
            <FollowUpList followUps={back.followUps} />
          </section>
          <DossierHistoryBlock
            dossierId={position.dossier.id}
            exceptOf={[position.id]}
            before={position.meeting?.startsAt ?? null}
          />
        </aside>
      </div>
    </div>
  )
}
