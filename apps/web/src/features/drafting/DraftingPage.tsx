import { useParams } from 'react-router'
import { ApiError } from '../../app/api.ts'
import { hasFailed } from '../../app/has-failed.ts'
import { usePosition } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { MarkingLine } from '../../ui/MarkingLine.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { PositionStatus } from '../../ui/PositionStatus.tsx'
import { WithCorrigenda } from '../../ui/WithCorrigenda.tsx'
import { Layers } from '../own-pages/Layers.tsx'
import { Banner } from './Banner.tsx'
import styles from './Drafting.module.css'
import { useBeside } from './use-beside.ts'

/** The drafting page of a position; for whoever may not read its draft, what there is for them instead. */
export function DraftingPage() {
  const t = useT('drafting')
  const { positionId = '' } = useParams()
  const position = usePosition(positionId)
  const hasDraft = position.data?.abilities.readDraft !== false
  const beside = useBeside({ isNeeded: !hasDraft })
  if (position.isPending) {
    return (
      <div className="page">
        <LoadingState />
      </div>
    )
  }
  if (hasFailed(position)) {
    const isMissing = position.error instanceof ApiError && position.error.code === 'not_found'
    return (
      <div className="page">
        <PageHeader title={isMissing ? t('missing.title') : t('failed.title')} />
        <ErrorState error={position.error} onRetry={() => void position.refetch()} />
      </div>
    )
  }
  const { data } = position
  if (data.abilities.readDraft || data.locks.some(({ country }) => country === null))
    return <Layers key={data.id} position={data} />
  return (
    <div className="page">
      <PageHeader
        title={data.title}
        above={
          <>
            <PositionStatus position={data} />
            <MarkingLine text={data} />
          </>
        }
      />
      <Banner tone="info" title={t('noAccess.title')}>
        <p>{t('noAccess.text')}</p>
        <p>
          {data.releaseInForce ? (
            <>
              <a href={`/read/${data.releaseInForce}`}>{t('noAccess.toRelease')}</a>{' '}
              <WithCorrigenda count={data.issuedCorrigenda} />
            </>
          ) : (
            <a href={`/read/position/${data.id}`}>{t('noAccess.toWaiting')}</a>
          )}
        </p>
      </Banner>
      <div className={styles.facts}>
        {beside && (
          <>
            <beside.PositionFacts position={data} />
            <beside.RecordNotes position={data} />
          </>
        )}
      </div>
    </div>
  )
}
