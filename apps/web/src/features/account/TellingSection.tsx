import { alwaysTold, type NotificationWay, notificationKinds, notificationWays } from '@samsyn/domain'
import type { NotificationSettings, RouteBody } from '@samsyn/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useLocation } from 'react-router'
import { api } from '../../app/api.ts'
import { hasFailed } from '../../app/has-failed.ts'
import { queryKeys } from '../../app/queries.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import styles from './Account.module.css'
import { CalendarAddress } from './CalendarAddress.tsx'
import { MailAddress } from './MailAddress.tsx'

/** How a person is told of what, where mails go, and the address of their calendar. */
export function TellingSection() {
  const settings = useQuery({
    queryKey: queryKeys.notificationSettings,
    queryFn: ({ signal }) => api('getNotificationSettings', { signal }),
  })
  if (settings.isPending) return <LoadingState lines={4} />
  if (hasFailed(settings))
    return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
  return (
    <>
      <Ways {...settings.data} />
      <CalendarAddress madeAt={settings.data.calendarMadeAt} />
    </>
  )
}

function Ways({ ways, mail }: NotificationSettings) {
  const t = useT('notifications')
  const errorText = useErrorText()
  const client = useQueryClient()
  const title = useRef<HTMLHeadingElement>(null)
  const { hash } = useLocation()
  const change = useMutation({
    mutationFn: (body: RouteBody<'changeNotificationSettings'>) =>
      api('changeNotificationSettings', { body }),
    onSuccess: (changed) => client.setQueryData(queryKeys.notificationSettings, changed),
  })
  // Mails lead here.
  useEffect(() => {
    if (hash === '#notifications') title.current?.focus()
  }, [hash])
  return (
    <section aria-labelledby="notifications">
      <h2 id="notifications" ref={title} tabIndex={-1}>
        {t('settings.title')}
      </h2>
      <p>{t('settings.text')}</p>
      <div className={styles.form}>
        <MailAddress mail={mail} />
        {mail.address !== null && (
          <SelectField
            label={t('mail.digestHour')}
            value={String(mail.digestHour)}
            onValue={(hour) => change.mutate({ digestHour: Number(hour) })}
            options={hours.map((hour) => ({
              value: String(hour),
              label: `${String(hour).padStart(2, '0')}:00`,
            }))}
          />
        )}
        <div className={styles.ways}>
          {notificationKinds.map((kind) => (
            <SelectField<NotificationWay>
              key={kind}
              label={t(`kind.${kind}`)}
              {...(kind === 'round' || kind === 'deadline' ? { hint: t('settings.alwaysTold') } : {})}
              value={ways[kind]}
              onValue={(way) => change.mutate({ ways: { [kind]: way } })}
              options={notificationWays
                .filter((way) => way !== 'none' || !alwaysTold.has(kind))
                .map((way) => ({ value: way, label: t(`way.${way}`) }))}
            />
          ))}
        </div>
        <p role="status" className={styles.saved}>
          {change.isSuccess && t('settings.saved')}
        </p>
        {change.error && (
          <p className={styles.error} role="alert">
            {errorText(change.error)}
          </p>
        )}
      </div>
    </section>
  )
}

const hours = Array.from({ length: 13 }, (_, index) => index + 6)
