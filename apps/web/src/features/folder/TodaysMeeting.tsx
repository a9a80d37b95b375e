import type { MeetingSummary } from '@samsyn/protocol'
import { useQuery } from '@tanstack/react-query'
import { useT } from '../../i18n/i18n.ts'
import { useNow } from '../../i18n/use-now.ts'
import { useTime } from '../../i18n/use-time.ts'
import { PlaceLink } from '../reading/PlaceLink.tsx'
import { folderQuery } from '../reading/reading-api.ts'
import { FolderAgenda } from './FolderAgenda.tsx'
import { folderTarget } from './folder-paths.ts'

/** A meeting of today with its agenda, so that each text is one tap away. */
export function TodaysMeeting({ meeting }: { readonly meeting: MeetingSummary }) {
  const t = useT('folder')
  const tCommon = useT('common')
  const time = useTime()
  const now = useNow()
  const folder = useQuery(folderQuery(meeting.id))
  const headingId = `today-${meeting.id}`
  return (
    <section className="start-today" aria-labelledby={headingId}>
      <h2 id={headingId}>
        {t('start.today')} <PlaceLink href={folderTarget(meeting.id)}>{meeting.title}</PlaceLink>
      </h2>
      <p className="folder-when">
        <strong>{time.span(meeting.startsAt, meeting.endsAt)}</strong>
        <span>
          {Date.parse(meeting.endsAt) < now ? t('start.over') : time.relative(meeting.startsAt, now)}
        </span>
        <span>{meeting.place}</span>
      </p>
      {folder.data ? (
        <>
          <p className="folder-updated">
            {t('updated', { at: time.stamp(new Date(folder.dataUpdatedAt).toISOString()) })} (
            {time.relative(new Date(folder.dataUpdatedAt).toISOString(), now)})
          </p>
          <FolderAgenda folder={folder.data} />
        </>
      ) : folder.failureCount === 0 ? (
        <p role="status">{tCommon('loading')}</p>
      ) : (
        <p role="status">{t('start.notHere')}</p>
      )}
    </section>
  )
}
