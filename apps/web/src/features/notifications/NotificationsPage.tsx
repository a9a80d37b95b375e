import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import { api } from '../../app/api.ts'
import { queryKeys, useNotifications } from '../../app/queries.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { NotificationRow } from './NotificationRow.tsx'
import styles from './Notifications.module.css'

/** What the person was told, newest first: each leads to its place; read is read on all their devices. */
export function NotificationsPage() {
  const t = useT('notifications')
  const errorText = useErrorText()
  const client = useQueryClient()
  const notifications = useNotifications()
  const markRead = useMutation({
    mutationFn: (which: { number: number } | { through: number }) =>
      api('readNotifications', { body: which }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.notifications }),
  })
  const pages = notifications.data?.pages ?? []
  const list = pages.flatMap((page) => page.notifications)
  const unread = pages[0]?.unread ?? 0
  const newest = list[0]?.number
  return (
    <div className="page">
      <PageHeader
        title={t('title')}
        above={notifications.data && t('unread', { count: unread })}
        actions={
          unread > 0 &&
          newest !== undefined && (
            <button
              type="button"
              className="ds-button"
              data-variant="secondary"
              aria-disabled={markRead.isPending}
              onClick={() => !markRead.isPending && markRead.mutate({ through: newest })}
            >
              {t('markAll')}
            </button>
          )
        }
      />
      <p className={styles.settings}>
        <Link to="/account#notifications" className="ds-link">
          {t('settings.link')}
        </Link>
      </p>
      {markRead.error && (
        <p className="ds-validation-message" role="alert">
          {errorText(markRead.error)}
        </p>
      )}
      {notifications.isPending && <LoadingState lines={7} />}
      {notifications.isError && !notifications.data && (
        <ErrorState error={notifications.error} onRetry={() => void notifications.refetch()} />
      )}
      {notifications.data && list.length === 0 && !notifications.hasNextPage && (
        <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>
      )}
      {list.length > 0 && (
        <ol className={styles.list}>
          {list.map((notification) => (
            <NotificationRow
              key={notification.number}
              notification={notification}
              onRead={() => markRead.mutate({ number: notification.number })}
            />
          ))}
        </ol>
      )}
      {notifications.hasNextPage && (
        <button
          type="button"
          className="ds-button"
          data-variant="tertiary"
          aria-disabled={notifications.isFetchingNextPage}
          onClick={() => !notifications.isFetchingNextPage && void notifications.fetchNextPage()}
        >
          {t('earlier')}
        </button>
      )}
    </div>
  )
}
