import { CalendarIcon, HourglassIcon } from '@navikt/aksel-icons'
import type { Desk } from '@samsyn/protocol'
import { useLanguage, useT } from '../../i18n/i18n.ts'
import { formatWeekday } from '../../i18n/time.ts'
import { useTime } from '../../i18n/use-time.ts'
import { AppLink } from '../../ui/AppLink.tsx'
import styles from './TwoWeeks.module.css'
import { waitingTarget } from './waiting-target.ts'
import { brusselsDate, twoWeeksFrom } from './working-days.ts'

interface Entry {
  readonly key: string
  readonly at: string
  readonly kind: 'deadline' | 'meeting'
  readonly label: string
  readonly to: string | null
}

/** The working days of this week and the next with the deadlines and meetings on them. */
export function TwoWeeks({ desk, now }: { readonly desk: Desk; readonly now: number }) {
  const t = useT('desk')
  const time = useTime()
  const language = useLanguage()
  const today = brusselsDate(new Date(now).toISOString())
  const entries = entriesOf(desk)
  return (
    <section className={styles.weeks} aria-labelledby="two-weeks">
      <h2 id="two-weeks" className="visually-hidden">
        {t('calendar')}
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

/** One entry per deadline and position: several things may wait for the same one. */
function entriesOf({ waiting, meetings }: Desk): readonly Entry[] {
  const deadlines = new Map<string, Entry>()
  for (const item of waiting) {
    // A text to read is due when its meeting begins, and the meeting is there already.
    if (item.due === null || item.kind === 'read') continue
    const key = `${item.position.id} ${item.due}`
    if (deadlines.has(key)) continue
    deadlines.set(key, {
      key,
      at: item.due,
      kind: 'deadline',
      label: item.position.title,
      to: waitingTarget(item),
    })
  }
  const sittings = meetings.map(
    (meeting): Entry => ({
      key: meeting.id,
      at: meeting.startsAt,
      kind: 'meeting',
      label: meeting.forum.shortName,
      to: `/meetings/${meeting.id}`,
    }),
  )
  return [...deadlines.values(), ...sittings].sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
}
