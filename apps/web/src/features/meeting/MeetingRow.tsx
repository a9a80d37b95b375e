import type { MeetingSummary } from '@samsyn/protocol'
import { Link } from 'react-router'
import { useT } from '../../i18n/i18n.ts'
import { useNow } from '../../i18n/use-now.ts'
import { useTime } from '../../i18n/use-time.ts'
import { folderTarget } from '../folder/folder-paths.ts'
import { DateBlock } from './DateBlock.tsx'
import styles from './MeetingRow.module.css'

/** A meeting in a list: its day, what it is, when and where, how far away. */
export function MeetingRow({ meeting }: { readonly meeting: MeetingSummary }) {
  const t = useT('domain')
  const tMeeting = useT('meeting')
  const time = useTime()
  const now = useNow()
  const isOff = meeting.status === 'cancelled' || meeting.status === 'postponed'
  return (
    <article className={styles.row}>
      <DateBlock instant={meeting.startsAt} />
      <div className={styles.words}>
        <Link to={`/meetings/${meeting.id}`} className={`quiet-link ${styles.title}`}>
          {meeting.title}
        </Link>
        <span className={styles.quiet}>
          {time.time(meeting.startsAt)} · {meeting.place}
        </span>
        <span className={styles.quiet}>
          {isOff ? (
            <strong>{t(`meetingStatus.${meeting.status}`)}</strong>
          ) : (
            `${t(`meetingStatus.${meeting.status}`)} · ${time.relative(meeting.startsAt, now)}`
          )}
        </span>
        {!isOff && Date.parse(meeting.endsAt) > now && (
          <a href={folderTarget(meeting.id)} className={`ds-link ${styles.folder}`}>
            {tMeeting('folder')}
            <span className="visually-hidden">: {meeting.title}</span>
          </a>
        )}
      </div>
    </article>
  )
}
