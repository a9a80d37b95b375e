import type { MeetingFolder } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { useNow } from '../../i18n/use-now.ts'
import { useTime } from '../../i18n/use-time.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { KeepSwitch } from '../keeping/KeepSwitch.tsx'
import { FolderContacts } from './FolderContacts.tsx'
import { FolderPdf } from './FolderPdf.tsx'
import { FolderRow } from './FolderRow.tsx'
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
          <span>{time.relative(folder.startsAt, now)}</span>
          <span>{folder.place}</span>
          <span>{tMeeting(`meetingStatus.${folder.status}`)}</span>
        </p>
        {folder.isChathamHouse && <p className="folder-rule">{t('chathamHouse')}</p>}
        <p className="folder-updated">
          {t('updated', { at: time.stamp(updatedAt) })} ({time.relative(updatedAt, now)})
        </p>
      </header>
      <h2>{t('agenda')}</h2>
      {folder.agenda.length === 0 ? (
        <p>{t('agendaEmpty')}</p>
      ) : (
        <ol className="folder-agenda">
          {folder.agenda.map((item) => (
            <li key={item.id}>
              <h3>
                <span className="folder-number">
                  <span className="visually-hidden">{tReading('item', { number: item.number })} </span>
                  <span aria-hidden="true">{item.number}</span>
                </span>
                {item.title}
              </h3>
              {item.entries.length === 0 ? (
                <p className="folder-nothing">{t('nothing')}</p>
              ) : (
                <ul>
                  {item.entries.map((entry) => (
                    <li key={entry.positionId}>
                      <FolderRow meetingId={folder.id} entry={entry} />
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ol>
      )}
      <KeepSwitch folder={folder} updatedAt={updatedAt} />
      <FolderContacts folder={folder} />
      <LetterKeys />
      <FolderPdf meetingId={folder.id} />
      <p className="folder-more">
        <a href={`/meetings/${folder.id}`}>{t('toMeeting')}</a>
      </p>
    </div>
  )
}
