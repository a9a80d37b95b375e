import { useDesk } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useNow } from '../../i18n/use-now.ts'
import { useTime } from '../../i18n/use-time.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { FollowUpList } from '../report/FollowUpList.tsx'
import styles from './DeskPage.module.css'
import { MeetingsAhead } from './MeetingsAhead.tsx'
import { PositionGroups } from './PositionGroups.tsx'
import { TodaysFolder } from './TodaysFolder.tsx'
import { TwoWeeks } from './TwoWeeks.tsx'
import { WaitingList } from './WaitingList.tsx'
import { brusselsDate, weekOf } from './working-days.ts'

/** The first page of a working day: what waits, by when, before which meeting. */
export function DeskPage() {
  const t = useT('desk')
  const tReport = useT('report')
  const time = useTime()
  const now = useNow()
  const desk = useDesk()
  const instant = new Date(now).toISOString()
  return (
    <div className="page">
      <PageHeader
        title={t('title')}
        above={`${t('week', { week: weekOf(brusselsDate(instant)) })} · ${time.date(instant, 'long')}`}
      />
      {desk.isPending && <LoadingState lines={9} />}
      {desk.isError && !desk.data && <ErrorState error={desk.error} onRetry={() => void desk.refetch()} />}
      {desk.data && <TodaysFolder desk={desk.data} now={now} />}
      {desk.data && (
        <div className={styles.desk}>
          <div className={styles.weeks}>
            <TwoWeeks desk={desk.data} now={now} />
          </div>
          <div className={styles.waiting}>
            <WaitingList items={desk.data.waiting} now={now} />
            {desk.data.followUps.length > 0 && (
              <section aria-labelledby="follow-ups" className={styles.followUps}>
                <h2 id="follow-ups" className="section-title">
                  {tReport('followUps.title')}
                </h2>
                <FollowUpList followUps={desk.data.followUps} showsPosition />
              </section>
            )}
          </div>
          <MeetingsAhead meetings={desk.data.meetings} now={now} />
          <PositionGroups positions={desk.data.positions} />
        </div>
      )}
    </div>
  )
}
