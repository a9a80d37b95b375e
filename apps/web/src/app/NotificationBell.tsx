import { BellIcon } from '@navikt/aksel-icons'
import { mostUnread } from '@samsyn/protocol'
import { NavLink } from 'react-router'
import { useT } from '../i18n/i18n.ts'
import styles from './NotificationBell.module.css'
import { useNotifications } from './queries.ts'

/** The way to what one was told, and how much of it is unread. */
export function NotificationBell() {
  const t = useT('notifications')
  const count = useNotifications().data?.pages[0]?.unread ?? 0
  const isMany = count >= mostUnread
  const most = mostUnread - 1
  return (
    <NavLink
      to="/notifications"
      className={styles.bell ?? ''}
      aria-label={isMany ? t('bellMany', { most }) : t('bell', { count })}
    >
      <BellIcon aria-hidden />
      {count > 0 && (
        <span className={styles.count} aria-hidden>
          {isMany ? `${most}+` : count}
        </span>
      )}
    </NavLink>
  )
}
