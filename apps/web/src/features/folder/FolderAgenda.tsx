import type { MeetingFolder } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { EarlierOnDossier } from './EarlierOnDossier.tsx'
import { FolderRow } from './FolderRow.tsx'

/** The agenda of a meeting in its order, with what there is to read from on each item. */
export function FolderAgenda({ folder }: { readonly folder: MeetingFolder }) {
  const t = useT('folder')
  const tReading = useT('reading')
  if (folder.agenda.length === 0) return <p>{t('agendaEmpty')}</p>
  return (
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
            <ul className="folder-entries">
              {item.entries.map((entry) => (
                <li key={entry.positionId}>
                  <FolderRow meetingId={folder.id} entry={entry} />
                </li>
              ))}
            </ul>
          )}
          <EarlierOnDossier item={item} />
        </li>
      ))}
    </ol>
  )
}
