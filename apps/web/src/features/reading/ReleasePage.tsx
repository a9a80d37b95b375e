import { useQuery } from '@tanstack/react-query'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { ReportPlace, useReportAddress } from '../report/ReportPlace.tsx'
import { ConnectionNotice } from './ConnectionNotice.tsx'
import { ReadingNotice } from './ReadingNotice.tsx'
import { ReleaseView } from './ReleaseView.tsx'
import { isLasting, positionQuery, releaseQuery } from './reading-api.ts'
import { releaseState } from './release-state.ts'
import { useLive } from './use-live.ts'

/** The page of one final text. */
export function ReleasePage({ releaseId }: { readonly releaseId: string }) {
  const t = useT('reading')
  const time = useTime()
  const release = useQuery(releaseQuery(releaseId))
  const positionId = release.data?.positionId
  const position = useQuery({ ...positionQuery(positionId ?? ''), enabled: positionId !== undefined })
  const isLive = useLive(positionId === undefined ? undefined : [positionId])
  const [isReporting, openReport] = useReportAddress(`/read/${releaseId}`)
  if (release.isPending) return <p className="reading-loading">{t('loading')}</p>
  // What may no longer be read goes, what only could not be fetched again stays.
  if (release.isError && (!release.data || isLasting(release.error))) {
    return <ReadingNotice error={release.error} onRetry={() => void release.refetch()} />
  }
  const checkedAt = time.stamp(new Date(release.dataUpdatedAt).toISOString())
  return (
    <>
      <ConnectionNotice isLive={isLive} text={t('connection.text', { at: checkedAt })} />
      {!isReporting && (
        <ReleaseView release={release.data} state={releaseState(release.data)} position={position.data} />
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
