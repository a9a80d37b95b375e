import type { ReleaseDetail } from '@samsyn/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { successorKey } from '../keeping/hydrate.ts'
import { noteReplaced } from '../keeping/kept-store.ts'
import { ReportPlace, useReportAddress } from '../report/ReportPlace.tsx'
import { ConnectionNotice } from './ConnectionNotice.tsx'
import { ReadingNotice } from './ReadingNotice.tsx'
import { ReleaseChanges } from './ReleaseChanges.tsx'
import { ReleaseView } from './ReleaseView.tsx'
import { ReplacedNotice } from './ReplacedNotice.tsx'
import { isLasting, positionQuery, releaseQuery } from './reading-api.ts'
import { releaseState } from './release-state.ts'
import { useLive } from './use-live.ts'
import { useUnchecked } from './use-unchecked.ts'

/** The page of one final text. */
export function ReleasePage({ releaseId }: { readonly releaseId: string }) {
  const t = useT('reading')
  const release = useQuery(releaseQuery(releaseId))
  const positionId = release.data?.positionId
  const position = useQuery({ ...positionQuery(positionId ?? ''), enabled: positionId !== undefined })
  const contact = useLive(positionId === undefined ? undefined : [positionId], {
    checkedAt: release.dataUpdatedAt,
  })
  const unchecked = useUnchecked(contact, release.dataUpdatedAt)
  const [isReporting, openReport] = useReportAddress(`/read/${releaseId}`)
  const isReplaced = release.data?.supersededBy != null
  useEffect(() => {
    if (isReplaced && positionId !== undefined) void noteReplaced({ releaseId, positionId })
  }, [isReplaced, releaseId, positionId])
  const successor = useQueryClient().getQueryData<ReleaseDetail>(successorKey(releaseId))
  if (!release.data && release.failureReason && !isLasting(release.failureReason) && successor) {
    return <ReplacedNotice successor={successor} />
  }
  if (release.isPending) return <p className="reading-loading">{t('loading')}</p>
  // What may no longer be read goes, what only could not be fetched again stays.
  if (release.isError && (!release.data || isLasting(release.error))) {
    return <ReadingNotice error={release.error} onRetry={() => void release.refetch()} />
  }
  return (
    <>
      <ConnectionNotice text={unchecked?.onScreen ?? null} />
      <ReleaseChanges key={releaseId} release={release.data} />
      {!isReporting && (
        <ReleaseView
          release={release.data}
          state={releaseState(release.data)}
          position={position.data}
          unchecked={unchecked?.onPaper ?? null}
        />
      )}
      <ReportPlace
        release={release.data}
        position={position.data}
        home={`/read/${releaseId}`}
        isOpen={isReporting}
        onOpen={openReport}
      />
    </>
  )
}
