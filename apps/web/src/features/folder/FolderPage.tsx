import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { usePerson } from '../../app/session-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { FolderChanges } from '../keeping/FolderChanges.tsx'
import { renewFolder } from '../keeping/kept-store.ts'
import { ConnectionNotice } from '../reading/ConnectionNotice.tsx'
import { ReadingNotice } from '../reading/ReadingNotice.tsx'
import { folderQuery, isLasting } from '../reading/reading-api.ts'
import { useLive } from '../reading/use-live.ts'
import { useUnchecked } from '../reading/use-unchecked.ts'
import { FolderItemPage } from './FolderItemPage.tsx'
import { FolderOverview } from './FolderOverview.tsx'
import { positionsIn } from './folder-entries.ts'
import './folder.css'

/** The folder of a meeting: its overview, or one text in it. */
export function FolderPage({
  meetingId,
  positionId,
}: {
  readonly meetingId: string
  readonly positionId: string | null
}) {
  const t = useT('reading')
  const folder = useQuery(folderQuery(meetingId))
  // A text may come of a position that was not in it.
  const contact = useLive(folder.data && positionsIn(folder.data), {
    checkedAt: folder.dataUpdatedAt,
    isOpen: true,
  })
  const unchecked = useUnchecked(contact, folder.dataUpdatedAt)
  const { id: personId } = usePerson()
  const { data, dataUpdatedAt } = folder
  // What is kept on this device is as fresh as what is shown.
  useEffect(() => {
    if (data) void renewFolder(personId, data, new Date(dataUpdatedAt).toISOString())
  }, [personId, data, dataUpdatedAt])
  if (folder.isPending) return <p className="reading-loading">{t('loading')}</p>
  // What may no longer be read goes, what only could not be fetched again stays.
  if (folder.isError && (!folder.data || isLasting(folder.error))) {
    return <ReadingNotice error={folder.error} onRetry={() => void folder.refetch()} />
  }
  const updatedAt = new Date(folder.dataUpdatedAt).toISOString()
  return (
    <>
      <ConnectionNotice text={unchecked?.onScreen ?? null} />
      <FolderChanges key={meetingId} folder={folder.data} />
      {positionId === null ? (
        <FolderOverview folder={folder.data} updatedAt={updatedAt} />
      ) : (
        <FolderItemPage
          key={positionId}
          folder={folder.data}
          positionId={positionId}
          updatedAt={updatedAt}
          unchecked={unchecked?.onPaper ?? null}
        />
      )}
    </>
  )
}
