import type { RouteResponse } from '@samsyn/protocol'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { InvitationLink } from './InvitationLink.tsx'
import { InviteForm } from './InviteForm.tsx'

/** Invites somebody, and shows the link once. */
export function InvitePage() {
  const t = useT('people')
  const [made, setMade] = useState<RouteResponse<'makeInvitation'> | null>(null)
  const accounts = useQuery({
    queryKey: queryKeys.accounts,
    queryFn: ({ signal }) => api('getAccounts', { signal }),
  })
  return (
    <div className="page">
      <PageHeader
        title={t('invite')}
        above={
          <Link to="/people" className="quiet-link">
            {t('title')}
          </Link>
        }
      >
        {!made && <span>{t('inviteText')}</span>}
      </PageHeader>
      {accounts.isPending && <LoadingState lines={8} />}
      {accounts.isError && <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} />}
      {accounts.data && !made && <InviteForm ministries={accounts.data.ministries} onMade={setMade} />}
      {made && <InvitationLink made={made} onAnother={() => setMade(null)} />}
    </div>
  )
}
