import { useState } from 'react'
import { hasFailed } from '../../app/has-failed.ts'
import { usePositionEvents } from '../../app/queries.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import styles from './EventFeed.module.css'
import { useEventDetail } from './use-event-detail.ts'

const shownAtFirst = 8

/** What happened to a position, newest first: the fact, who did it for which country, and when. */
export function EventFeed({ positionId }: { readonly positionId: string }) {
  const t = useT('position')
  const tDomain = useT('domain')
  const time = useTime()
  const countries = useCountryNames()
  const detailOf = useEventDetail()
  const events = usePositionEvents(positionId)
  const [isWhole, setIsWhole] = useState(false)
  if (events.isPending) return <LoadingState />
  if (hasFailed(events)) return <ErrorState error={events.error} onRetry={() => void events.refetch()} />
  if (events.data.length === 0) return <p className={styles.quiet}>{t('events.empty')}</p>
  const shown = isWhole ? events.data : events.data.slice(0, shownAtFirst)
  const hidden = events.data.length - shown.length
  return (
    <>
      <ol className={styles.feed}>
        {shown.map((event) => {
          const detail = detailOf(event)
          return (
            <li key={event.sequence} className={styles.event}>
              <span className={styles.fact}>{tDomain(`event.${event.type}`)}</span>
              {detail && <span className={styles.detail}>{detail}</span>}
              <span className={styles.who}>
                {event.country && <CountryBadge country={event.country} />}
                {event.person?.name ?? t('events.server')}
                {event.capacity && (
                  <span>
                    {tDomain(`capacity.${event.capacity}`, {
                      country: event.country ? countries.name(event.country) : '',
                    })}
                  </span>
                )}
                <time dateTime={event.at}>{time.stamp(event.at)}</time>
              </span>
            </li>
          )
        })}
      </ol>
      {hidden > 0 && (
        <button
          type="button"
          className="ds-button"
          data-variant="tertiary"
          data-size="sm"
          onClick={() => setIsWhole(true)}
        >
          {t('events.showAll', { count: hidden })}
        </button>
      )}
    </>
  )
}
