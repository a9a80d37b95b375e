import type { MeetingSummary } from '@samsyn/protocol'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { useNow } from '../../i18n/use-now.ts'
import { useTime } from '../../i18n/use-time.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { keptFolders } from '../keeping/kept-store.ts'
import { ReadingNotice } from '../reading/ReadingNotice.tsx'
import { isLasting, meetingsQuery } from '../reading/reading-api.ts'
import { folderTarget } from './folder-paths.ts'
import './folder.css'

/**
 * Where an installed page begins, and what stands for any other page while there is no connection: the folders of the meetings ahead,
 * and what of them is on this device.
 */
export function FoldersPage({ isInstead }: { readonly isInstead: boolean }) {
  const t = useT('folder')
  const tReading = useT('reading')
  const time = useTime()
  const now = useNow()
  const meetings = useQuery(meetingsQuery)
  const kept = useQuery({ queryKey: ['kept-folders'], queryFn: () => keptFolders(Date.now()) })
  const heading = usePageTitle(t('folders'))
  // The page that was asked for comes by itself.
  useEffect(() => {
    if (!isInstead) return
    const reload = () => location.reload()
    window.addEventListener('online', reload)
    return () => window.removeEventListener('online', reload)
  }, [isInstead])
  if (meetings.isError && isLasting(meetings.error)) {
    return <ReadingNotice error={meetings.error} onRetry={() => void meetings.refetch()} />
  }
  if ((meetings.isPending && meetings.failureCount === 0) || kept.isPending) {
    return <p className="reading-loading">{tReading('loading')}</p>
  }
  const isOffline = meetings.data === undefined
  const onDevice = kept.data ?? []
  const listed: readonly MeetingSummary[] = isOffline
    ? onDevice.map(({ folder }) => folder).sort((one, other) => one.startsAt.localeCompare(other.startsAt))
    : meetings.data.filter(({ endsAt }) => Date.parse(endsAt) > now)
  const keptOf = (id: string) => onDevice.find(({ folder }) => folder.id === id)
  return (
    <div className="folder">
      <h1 ref={heading} tabIndex={-1}>
        {t('folders')}
      </h1>
      <div role="status" className="reading-connection">
        {isOffline && <p>{t(onDevice.length > 0 ? 'offline' : 'offlineNothing')}</p>}
      </div>
      {!isOffline && listed.length === 0 && <p>{t('noMeetings')}</p>}
      <ul className="folder-list">
        {listed.map((meeting) => {
          const own = keptOf(meeting.id)
          return (
            <li key={meeting.id} className="folder-row">
              <a href={folderTarget(meeting.id)}>{meeting.title}</a>
              <span className="folder-facts">
                <span>{time.span(meeting.startsAt, meeting.endsAt)}</span>
                <span>{meeting.place}</span>
                {own && <strong>{t('keptAt', { age: time.relative(own.checkedAt, now) })}</strong>}
              </span>
            </li>
          )
        })}
      </ul>
      {isInstead && (
        <p>
          <button type="button" onClick={() => location.reload()}>
            {tReading('retry')}
          </button>
        </p>
      )}
    </div>
  )
}
