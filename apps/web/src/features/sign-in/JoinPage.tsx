import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'react-router'
import { ApiError, api } from '../../app/api.ts'
import { useWorkspace } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { Door } from './Door.tsx'
import { JoinForm } from './JoinForm.tsx'
import styles from './Passkey.module.css'

const titles = {
  first_administrator: 'join.setUpTitle',
  newcomer: 'join.welcomeTitle',
  recovery: 'join.backTitle',
} as const

/** Where the link of an invitation leads. Its secret stands behind the `#`, which no server and no log is sent. */
export function JoinPage() {
  const t = useT('signin')
  const token = useLocation().hash.slice(1)
  const workspace = useWorkspace()
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => api('readInvitation', { body: { token }, signal }),
    enabled: token !== '',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
  const isOver =
    token === '' || (invitation.error instanceof ApiError && invitation.error.code === 'invitation_over')
  if (isOver) {
    return (
      <Door title={t('join.overTitle')}>
        <div className={styles.way}>
          <p>{t('join.overText')}</p>
          <p>
            <Link to="/sign-in" className="ds-button" data-variant="secondary">
              {t('join.toSignIn')}
            </Link>
          </p>
        </div>
      </Door>
    )
  }
  const failed = invitation.error ?? workspace.error
  return (
    <Door title={t(titles[invitation.data?.offer.kind ?? 'newcomer'])}>
      {failed && (
        <ErrorState
          error={failed}
          onRetry={() => {
            void invitation.refetch()
            void workspace.refetch()
          }}
        />
      )}
      {!failed && !(invitation.data && workspace.data) && <LoadingState lines={6} />}
      {invitation.data && workspace.data && (
        <JoinForm token={token} invitation={invitation.data} workspace={workspace.data} />
      )}
    </Door>
  )
}
