import { ApiError } from '../app/api.ts'
import { NotFoundPage } from '../app/NotFoundPage.tsx'
import { useT } from '../i18n/i18n.ts'
import { ErrorState } from './ErrorState.tsx'
import { PageHeader } from './PageHeader.tsx'

/** A whole page that could not be shown: as the not-found page where there is nothing, else with what went wrong. */
export function PageError({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const t = useT('common')
  if (error instanceof ApiError && error.code === 'not_found') return <NotFoundPage />
  return (
    <div className="page">
      <PageHeader title={t('loadFailed')} />
      <ErrorState error={error} {...(onRetry ? { onRetry } : {})} />
    </div>
  )
}
