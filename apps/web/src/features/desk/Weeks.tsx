import { CalendarIcon, HourglassIcon } from '@navikt/aksel-icons'
import { useId } from 'react'
import { useLanguage, useT } from '../../i18n/i18n.ts'
import { formatWeekday } from '../../i18n/time.ts'
import { useTime } from '../../i18n/use-time.ts'
import { AppLink } from '../../ui/AppLink.tsx'
import styles from './Weeks.module.css'
import { brusselsDate, twoWeeksFrom } from './working-days.ts'

/** A deadline or a meeting in a calendar. */
export interface Entry {
  readonly key: string
  readonly at: string
  readonly kind: 'deadline' | 'meeting'
  readonly label: string
  readonly to: string | null
}

/** The working days of this week and the next with what falls on them. */
export function Weeks({
  title,
  entries,
  now,
}: {
  readonly title: string
  readonly entries: readonly Entry[]
  readonly now: number
}) {
  const t = useT('desk')
  const titleId = useId()
  const time = useTime()
  const language = useLanguage()
  const today = brusselsDate(new Date(now).toISOString())
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} className="visually-hidden">
        {title}
      </h2>
      <ol className={styles.days}>
        {twoWeeksFrom(today).map((date) => {
          const theirs = entries.filter(({ at }) => brusselsDate(at) === date)
          const noon = `${date}T12:00:00Z`
          return (
            <li
              key={date}
              className={styles.day}
              data-today={date === today}
              data-past={date < today}
              data-empty={theirs.length === 0}
            >
              <span className={styles.date}>
                <span>{formatWeekday(noon, language)}</span>
                <strong>{time.date(noon, 'dayAndMonth')}</strong>
                {date === today && <span className={styles.today}>{t('today')}</span>}
              </span>
              {theirs.length > 0 && (
                <ul className={styles.entries}>
                  {theirs.map((entry) => (
                    <li key={entry.key} className={styles.entry} data-kind={entry.kind}>
                      <span className={styles.at}>
                        {entry.kind === 'meeting' ? (
                          <CalendarIcon aria-hidden />
                        ) : (
                          <HourglassIcon aria-hidden />
                        )}
                        <time dateTime={entry.at}>{time.time(entry.at)}</time>
                      </span>
                      {entry.to === null ? (
                        entry.label
                      ) : (
                        <AppLink to={entry.to} className="quiet-link">
                          {entry.label}
                        </AppLink>
                      )}
                    </li>
                  ))}
                </ul>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
