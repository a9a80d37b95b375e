import type { MeetingSummary } from '@samsyn/protocol'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { useNow } from '../../i18n/use-now.ts'
import { useTime } from '../../i18n/use-time.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { KeptFolders } from '../keeping/KeptFolders.tsx'
import { keptList } from '../keeping/kept-store.ts'
import { keptKey } from '../keeping/use-keeping.ts'
import { PlaceLink } from '../reading/PlaceLink.tsx'
import { ReadingNotice } from '../reading/ReadingNotice.tsx'
import { isLasting, meetingsQuery, ReadingError } from '../reading/reading-api.ts'
import { folderTarget } from './folder-paths.ts'
import { startGroups } from './start-groups.ts'
import { TodaysMeeting } from './TodaysMeeting.tsx'
import './folder.css'

/**
 * Where a delegate and an installed page begin, and what stands for any other page while there is no connection: today's folder, those of
 * the meetings ahead, and what of them is on this device.
 */
export function FoldersPage({ isInstead }: { readonly isInstead: boolean }) {
  const t = useT('folder')
  const tReading = useT('reading')
  const tCommon = useT('common')
  const tErrors = useT('errors')
  const now = useNow()
  const meetings = useQuery(meetingsQuery)
  const kept = useQuery({ queryKey: [...keptKey, 'folders'], queryFn: () => keptList(Date.now()) })
  // As it was when the page was opened: what one reads does not move when a folder comes or goes.
  const [isAnyKept, setAnyKept] = useState<boolean | null>(null)
  if (isAnyKept === null && kept.data) setAnyKept(kept.data.length > 0)
  const heading = usePageTitle(t('folders'))
  // The page that was asked for comes by itself.
  useEffect(() => {
    if (!isInstead) return
    const reload = () => location.reload()
    window.addEventListener('online', reload)
    return () => window.removeEventListener('online', reload)
  }, [isInstead])
  const failure = meetings.error ?? meetings.failureReason
  if (meetings.isError && isLasting(meetings.error)) {
    return <ReadingNotice error={meetings.error} onRetry={() => void meetings.refetch()} />
  }
  if ((meetings.isPending && failure === null) || !kept.data) {
    return (
      <p role="status" className="reading-loading">
        {tCommon('loading')}
      </p>
    )
  }
  const onDevice = kept.data
  const isHeard = meetings.data !== undefined && failure === null
  const isOffline = failure instanceof ReadingError && failure.code === 'network'
  // What cannot be opened now is not offered.
  const { today, soon, later } = startGroups<MeetingSummary>(
    isHeard ? meetings.data : onDevice.map(({ folder }) => folder),
    now,
  )
  const isNothingAhead = today.length + soon.length + later.length === 0
  return (
    <div className="folder">
      <h1 ref={heading} tabIndex={-1}>
        {t('folders')}
      </h1>
      <div role="status" className="reading-connection">
        {isOffline ? (
          <p>{t(onDevice.length > 0 ? 'offline' : 'offlineNothing')}</p>
        ) : (
          !isHeard && <p>{tErrors(failure instanceof ReadingError ? failure.code : 'internal')}</p>
        )}
      </div>
      {(isInstead || (!isHeard && !isOffline)) && (
        <p>
          <button type="button" onClick={() => (isInstead ? location.reload() : void meetings.refetch())}>
            {tReading('retry')}
          </button>
        </p>
      )}
      {isHeard && isNothingAhead && <p>{t('noMeetings')}</p>}
      {today.map((meeting) => (
        <TodaysMeeting key={meeting.id} meeting={meeting} />
      ))}
      <MeetingRows title={t('start.soon')} meetings={soon} />
      {isAnyKept && <KeptFolders kept={onDevice} />}
      <MeetingRows title={t('start.later')} meetings={later} />
      {!isAnyKept && <KeptFolders kept={onDevice} />}
    </div>
  )
}

function MeetingRows({
  title,
  meetings,
}: {
  readonly title: string
  readonly meetings: readonly MeetingSummary[]
}) {
  const tDomain = useT('domain')
  const time = useTime()
  const now = useNow()
  if (meetings.length === 0) return null
  return (
    <>
      <h2>{title}</h2>
      <ul className="folder-list">
        {meetings.map((meeting) => (
          <li key={meeting.id} className="folder-row">
            <PlaceLink href={folderTarget(meeting.id)}>{meeting.title}</PlaceLink>
            <span className="folder-facts">
              <span>{time.span(meeting.startsAt, meeting.endsAt)}</span>
              <span>{time.relative(meeting.startsAt, now)}</span>
              <span>{meeting.place}</span>
              {(meeting.status === 'cancelled' || meeting.status === 'postponed') && (
                <strong>{tDomain(`meetingStatus.${meeting.status}`)}</strong>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
