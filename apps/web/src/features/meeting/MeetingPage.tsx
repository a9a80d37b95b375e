import type { MeetingDetail } from '@samsyn/protocol'
import { Link, useParams } from 'react-router'
import { hasFailed } from '../../app/has-failed.ts'
import { useMeeting } from '../../app/queries.ts'
import { usePerson } from '../../app/session-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { useNow } from '../../i18n/use-now.ts'
import { useTime } from '../../i18n/use-time.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { PageError } from '../../ui/PageError.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { AgendaItemCard } from './AgendaItemCard.tsx'
import { ChangeMeeting } from './ChangeMeeting.tsx'
import { FolderLink } from './FolderLink.tsx'
import { KeepAgendaItem } from './KeepAgendaItem.tsx'
import { keepsMeetings } from './keeps-meetings.ts'
import styles from './MeetingPage.module.css'
import { ParticipationList } from './ParticipationList.tsx'

/** A meeting: when, where, who is in the room, and its agenda with the positions on it. */
export function MeetingPage() {
  const { meetingId = '' } = useParams()
  const meeting = useMeeting(meetingId)
  if (meeting.data) return <Meeting meeting={meeting.data} />
  if (hasFailed(meeting)) return <PageError error={meeting.error} onRetry={() => void meeting.refetch()} />
  return (
    <div className="page">
      <LoadingState lines={8} />
    </div>
  )
}

function Meeting({ meeting }: { readonly meeting: MeetingDetail }) {
  const t = useT('meeting')
  const tDomain = useT('domain')
  const tReport = useT('report')
  const time = useTime()
  const now = useNow()
  const mayKeep = keepsMeetings(usePerson())
  return (
    <div className="page">
      <PageHeader
        title={meeting.title}
        above={
          <Link to="/meetings" className="quiet-link">
            {t('listTitle')}
          </Link>
        }
        actions={
          <>
            {Date.parse(meeting.startsAt) <= now && (
              <Link to={`/meetings/${meeting.id}/report`} className="ds-button" data-variant="secondary">
                {tReport('meeting.link')}
              </Link>
            )}
            {mayKeep && <ChangeMeeting meeting={meeting} />}
          </>
        }
      >
        <strong className={styles.when}>{time.span(meeting.startsAt, meeting.endsAt)}</strong>
        <span>{time.relative(meeting.startsAt, now)}</span>
        <span>{meeting.place}</span>
        <span className={styles.status}>{tDomain(`meetingStatus.${meeting.status}`)}</span>
        {meeting.isChathamHouse && <span className={styles.rule}>{t('chathamHouse')}</span>}
      </PageHeader>
      <FolderLink meetingId={meeting.id} />
      <div className={styles.columns}>
        <section aria-labelledby="agenda">
          <h2 id="agenda" className="section-title">
            {t('agenda')}
          </h2>
          {meeting.agenda.length === 0 ? (
            <EmptyState title={t('agendaEmpty')}>{t('agendaEmptyText')}</EmptyState>
          ) : (
            <ol className={styles.agenda}>
              {meeting.agenda.map((item) => (
                <li key={item.id}>
                  <AgendaItemCard meetingId={meeting.id} item={item} startsAt={meeting.startsAt} />
                </li>
              ))}
            </ol>
          )}
          {mayKeep && <KeepAgendaItem meetingId={meeting.id} item={null} />}
        </section>
        <ParticipationList forum={meeting.forum} />
      </div>
    </div>
  )
}
