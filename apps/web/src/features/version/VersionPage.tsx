import { useParams } from 'react-router'
import { ApiError } from '../../app/api.ts'
import { isLasting } from '../../app/is-lasting.ts'
import { usePosition, useVersion } from '../../app/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { PageError } from '../../ui/PageError.tsx'
import { VersionView } from './VersionView.tsx'

/** A frozen version: its text and hash, who has decided what, and the decision itself for whoever gives one. */
export function VersionPage() {
  const { positionId = '', number: segment = '' } = useParams()
  const number = Number(segment)
  const isNumber = Number.isSafeInteger(number) && number > 0
  const position = usePosition(positionId)
  const version = useVersion(positionId, number, { isEnabled: isNumber })
  if (!isNumber) return <PageError error={new ApiError('not_found')} />
  const error = position.error ?? version.error
  const retry = () => {
    void position.refetch()
    void version.refetch()
  }
  if (error && (isLasting(error) || !position.data || !version.data)) {
    return <PageError error={error} onRetry={retry} />
  }
  if (!position.data || !version.data) {
    return (
      <div className="page">
        <LoadingState />
      </div>
    )
  }
  return (
    <>
      {error && <ErrorState error={error} onRetry={retry} />}
      <VersionView key={`${positionId}/${number}`} position={position.data} version={version.data} />
    </>
  )
}
