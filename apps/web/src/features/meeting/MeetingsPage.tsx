import type { MeetingSummary } from '@samsyn/protocol'
import { Link } from 'react-router'
import { useMeetings } from '../../app/queries.ts'
import { usePerson } from '../../app/session-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { useNow } from '../../i18n/use-now.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { startTarget } from '../folder/folder-paths.ts'
import { keepsMeetings } from './keeps-meetings.ts'
import { MeetingRow } from './MeetingRow.tsx'
import styles from './MeetingsPage.module.css'

/** Every meeting: those ahead first, then those held. */
export function MeetingsPage() {
  const t = useT('meeting')
  const tFolder = useT('folder')
  const now = useNow()
  const mayKeep = keepsMeetings(usePerson())
  const meetings = useMeetings()
  const ahead = meetings.data?.filter(({ endsAt }) => Date.parse(endsAt) > now) ?? []
  const held = meetings.data?.filter(({ endsAt }) => Date.parse(endsAt) <= now).reverse() ?? []
  return (
    <div className="page">
      <PageHeader
        title={t('listTitle')}
        actions={
          mayKeep && (
            <Link to="/meetings/new" className="ds-button" data-variant="primary">
              {t('keep.new')}
            </Link>
          )
        }
      >
        {/* In the other bundle. */}
        <a href={startTarget} className="ds-link">
          {tFolder('start.all')}
        </a>
      </PageHeader>
      {meetings.isPending && <LoadingState lines={6} />}
      {meetings.isError && !meetings.data && (
        <ErrorState error={meetings.error} onRetry={() => void meetings.refetch()} />
      )}
      {meetings.data?.length === 0 && <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
      {meetings.data && meetings.data.length > 0 && (
        <div className={styles.lists}>
          <MeetingList title={t('ahead')} meetings={ahead} empty={t('noneAhead')} />
          {held.length > 0 && <MeetingList title={t('held')} meetings={held} />}
        </div>
      )}
    </div>
  )
}

function MeetingList({
  title,
  meetings,
  empty,
}: {
  readonly title: string
  readonly meetings: readonly MeetingSummary[]
  readonly empty?: string
}) {
  return (
    <section>
      <h2 className="section-title">{title}</h2>
      {meetings.length === 0 && empty && <EmptyState title={empty} />}
      <ul className="plain-list">
        {meetings.map((meeting) => (
          <li key={meeting.id}>
            <MeetingRow meeting={meeting} />
          </li>
        ))}
      </ul>
    </section>
  )
}
