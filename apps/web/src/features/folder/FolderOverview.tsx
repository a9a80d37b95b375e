import type { MeetingFolder } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { useNow } from '../../i18n/use-now.ts'
import { useTime } from '../../i18n/use-time.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { KeepSwitch } from '../keeping/KeepSwitch.tsx'
import { PlaceLink } from '../reading/PlaceLink.tsx'
import { FolderAgenda } from './FolderAgenda.tsx'
import { FolderContacts } from './FolderContacts.tsx'
import { FolderPdf } from './FolderPdf.tsx'
import { startTarget } from './folder-paths.ts'
import { LetterKeys } from './LetterKeys.tsx'

/** What is on the agenda and what of it there is to read from, whom to ask, and how fresh all this is. */
export function FolderOverview({
  folder,
  updatedAt,
}: {
  readonly folder: MeetingFolder
  readonly updatedAt: string
}) {
  const t = useT('folder')
  const tReading = useT('reading')
  const tMeeting = useT('domain')
  const time = useTime()
  const now = useNow()
  const heading = usePageTitle(folder.title)
  return (
    <div className="folder">
      {folder.isSample && <p className="reading-sample">{tReading('sample')}</p>}
      <header className="folder-head">
        <p className="folder-kind">{t('title')}</p>
        <h1 ref={heading} tabIndex={-1}>
          {folder.title}
        </h1>
        <p className="folder-when">
          <strong>{time.span(folder.startsAt, folder.endsAt)}</strong>
          {folder.status !== 'postponed' && folder.status !== 'cancelled' && (
            <span>{time.relative(folder.startsAt, now)}</span>
          )}
          <span>{folder.place}</span>
          <span>{tMeeting(`meetingStatus.${folder.status}`)}</span>
        </p>
        {folder.isChathamHouse && <p className="folder-rule">{t('chathamHouse')}</p>}
        <p className="folder-updated">
          {t('updated', { at: time.stamp(updatedAt) })} ({time.relative(updatedAt, now)})
        </p>
      </header>
      <h2>{t('agenda')}</h2>
      <FolderAgenda folder={folder} />
      <KeepSwitch folder={folder} updatedAt={updatedAt} />
      <FolderContacts folder={folder} />
      <LetterKeys />
      <FolderPdf meetingId={folder.id} />
      <p className="folder-more">
        <a href={`/meetings/${folder.id}`}>{t('toMeeting')}</a>
      </p>
      <p className="folder-more">
        <PlaceLink href={startTarget}>{t('start.all')}</PlaceLink>
      </p>
    </div>
  )
}
