import { CheckmarkIcon } from '@navikt/aksel-icons'
import type { Notification } from '@samsyn/protocol'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { AppLink } from '../../ui/AppLink.tsx'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import styles from './Notifications.module.css'

interface Props {
  readonly notification: Notification
  readonly onRead: () => void
}

/** One thing that a person was told. Whoever goes to its place has read it. */
export function NotificationRow({ notification, onRead }: Props) {
  const { topic, at, isRead, path, position, leadOf, by, deadline } = notification
  const t = useT('notifications')
  const time = useTime()
  const names = useCountryNames()
  const what = t(`topic.${topic}`, { country: leadOf === null ? '' : names.name(leadOf) })
  return (
    <li className={styles.row} data-unread={!isRead || undefined}>
      <span className={styles.dot}>
        {!isRead && <span className="visually-hidden">{t('isUnread')}</span>}
      </span>
      <div className={styles.words}>
        <AppLink
          to={path}
          className={styles.link}
          onClick={() => {
            if (!isRead) onRead()
          }}
        >
          {what}
        </AppLink>
        {position && <span lang={position.draftingLanguage}>{position.title}</span>}
        {deadline && (
          <span>{t(topic === 'extension.asked' ? 'asked' : 'deadline', { time: time.full(deadline) })}</span>
        )}
        <span className={styles.who}>
          {by?.country && <CountryBadge country={by.country} />}
          {by?.name}
          <time dateTime={at}>{time.stamp(at)}</time>
        </span>
      </div>
      {!isRead && (
        <button
          type="button"
          className="ds-button"
          data-variant="tertiary"
          data-size="sm"
          data-icon
          aria-label={t('markThis', { what })}
          title={t('markOne')}
          onClick={onRead}
        >
          <CheckmarkIcon aria-hidden />
        </button>
      )}
    </li>
  )
}
