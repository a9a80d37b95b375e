import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { TextField } from '../../ui/TextField.tsx'
import styles from './Account.module.css'

/** The secret address of a person's calendar: made, shown once, made anew, removed. */
export function CalendarAddress({ madeAt }: { readonly madeAt: string | null }) {
  const t = useT('notifications')
  const time = useTime()
  const errorText = useErrorText()
  const client = useQueryClient()
  const make = useMutation({
    mutationFn: () => api('makeCalendar'),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.notificationSettings }),
  })
  const remove = useMutation({
    mutationFn: () => api('removeCalendar'),
    onSuccess: (settings) => {
      make.reset()
      client.setQueryData(queryKeys.notificationSettings, settings)
    },
    onError: () => client.invalidateQueries({ queryKey: queryKeys.notificationSettings }),
  })
  const error = make.error ?? remove.error
  return (
    <section aria-labelledby="calendar">
      <h2 id="calendar">{t('calendar.title')}</h2>
      <p>{t('calendar.text')}</p>
      <div className={styles.form}>
        <p role="status">
          {madeAt === null ? t('calendar.none') : t('calendar.madeAt', { time: time.stamp(madeAt) })}
        </p>
        {make.data && (
          <TextField
            label={t('calendar.address')}
            value={window.location.origin + make.data.path}
            onValue={() => undefined}
            readOnly
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
        <div className={styles.moment}>
          <button
            type="button"
            className="ds-button"
            data-variant="secondary"
            aria-disabled={make.isPending}
            onClick={() => !make.isPending && make.mutate()}
          >
            {t(madeAt === null ? 'calendar.make' : 'calendar.makeAnew')}
          </button>
          {madeAt !== null && (
            <button
              type="button"
              className="ds-button"
              data-variant="tertiary"
              aria-disabled={remove.isPending}
              onClick={() => !remove.isPending && remove.mutate()}
            >
              {t('calendar.remove')}
            </button>
          )}
        </div>
        {error && (
          <p className={styles.error} role="alert">
            {errorText(error)}
          </p>
        )}
      </div>
    </section>
  )
}
