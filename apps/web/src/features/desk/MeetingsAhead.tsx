import type { MeetingSummary } from '@samsyn/protocol'
import { Link } from 'react-router'
import { useT } from '../../i18n/i18n.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { startTarget } from '../folder/folder-paths.ts'
import { MeetingRow } from '../meeting/MeetingRow.tsx'
import styles from './MeetingsAhead.module.css'

/** This person's next meetings. */
export function MeetingsAhead({
  meetings,
  now,
}: {
  readonly meetings: readonly MeetingSummary[]
  readonly now: number
}) {
  const t = useT('desk')
  const tFolder = useT('folder')
  const ahead = meetings.filter(({ endsAt }) => Date.parse(endsAt) > now)
  return (
    <section className={styles.meetings} aria-labelledby="my-meetings">
      <h2 id="my-meetings" className="section-title">
        {t('meetings.title')}
      </h2>
      {ahead.length === 0 ? (
        <EmptyState title={t('meetings.empty')}>{t('meetings.emptyText')}</EmptyState>
      ) : (
        <ul className="plain-list">
          {ahead.map((meeting) => (
            <li key={meeting.id}>
              <MeetingRow meeting={meeting} />
            </li>
          ))}
        </ul>
      )}
      <p className={styles.all}>
        <Link to="/meetings" className="ds-link">
          {t('meetings.all')}
        </Link>
        {/* In the other bundle. */}
        <a href={startTarget} className="ds-link">
          {tFolder('start.all')}
        </a>
      </p>
    </section>
  )
}
