import { useParams } from 'react-router'
import { ApiError } from '../../app/api.ts'
import { usePosition } from '../../app/queries.ts'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { PageError } from '../../ui/PageError.tsx'
import { CompareView } from './CompareView.tsx'

/** Any two texts of a position beside each other: versions, moments of the draft, the draft now. */
export function ComparePage() {
  const { positionId = '' } = useParams()
  const position = usePosition(positionId)
  if (position.error && !position.data) {
    return <PageError error={position.error} onRetry={() => void position.refetch()} />
  }
  if (!position.data) {
    return (
      <div className="page">
        <LoadingState />
      </div>
    )
  }
  const { readDraft, readVersions } = position.data.abilities
  if (!readDraft && !readVersions) return <PageError error={new ApiError('forbidden')} />
  return <CompareView position={position.data} />
}
