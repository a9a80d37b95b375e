import type { DraftPlace } from '@samsyn/domain'
import type { WorkSession } from '@samsyn/protocol'
import { useState } from 'react'
import { hasFailed } from '../../../app/has-failed.ts'
import { useWorkSessions } from '../../../app/queries.ts'
import { useT } from '../../../i18n/i18n.ts'
import { useNumber } from '../../../i18n/use-number.ts'
import { useTime } from '../../../i18n/use-time.ts'
import { CountryBadge } from '../../../ui/CountryBadge.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { LoadingState } from '../../../ui/LoadingState.tsx'
import { MomentFields } from '../../compare/MomentFields.tsx'
import styles from './Timeline.module.css'
import { workDays } from './work-days.ts'

interface Props {
  readonly place: DraftPlace
  /** Shows the text as it stood at an instant. */
  readonly onMoment: (at: string) => void
}

/** Who worked on a draft, or on own pages, and when, newest first, and the way to the text of any time. */
export function Timeline({ place, onMoment }: Props) {
  const t = useT('history')
  const time = useTime()
  const sessions = useWorkSessions(place)
  if (sessions.isPending) return <LoadingState />
  if (hasFailed(sessions))
    return <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
  const all = sessions.data.pages.flatMap((page) => page.sessions)
  return (
    <>
      <AnyMoment onMoment={onMoment} />
      {all.length === 0 && <p className={styles.quiet}>{t('timeline.empty')}</p>}
      {workDays(all, (instant) => time.date(instant)).map(({ day, sessions: ofDay }) => (
        <section key={day} className={styles.day}>
          <h3>{day}</h3>
          <ol>
            {ofDay.map((session) => (
              <li key={`${session.writer?.id} ${session.from}`}>
                <Session session={session} isJoint={place.country === null} onMoment={onMoment} />
              </li>
            ))}
          </ol>
        </section>
      ))}
      {sessions.hasNextPage && (
        <button
          type="button"
          className="ds-button"
          data-variant="tertiary"
          data-size="sm"
          disabled={sessions.isFetchingNextPage}
          onClick={() => void sessions.fetchNextPage()}
        >
          {t('timeline.earlier')}
        </button>
      )}
    </>
  )
}

function Session({
  session: { writer, from, to, written, removed, moved, sections },
  isJoint,
  onMoment,
}: {
  readonly session: WorkSession
  /** Whether several delegations write in the text. */
  readonly isJoint: boolean
  readonly onMoment: (at: string) => void
}) {
  const t = useT('history')
  const tPosition = useT('position')
  const tVersion = useT('version')
  const time = useTime()
  const number = useNumber()
  const [begun, ended] = [time.time(from), time.time(to)]
  return (
    <>
      <p className={styles.who}>
        {isJoint && writer?.country && <CountryBadge country={writer.country} />}
        <strong>{writer?.name ?? t('server')}</strong>
        <time dateTime={from}>{begun === ended ? begun : `${begun}–${ended}`}</time>
      </p>
      <p className={styles.what}>
        <span aria-hidden="true" className={styles.amounts}>
          {written > 0 && <span className={styles.added}>+{number(written)}</span>}
          {removed > 0 && <span className={styles.removed}>−{number(removed)}</span>}
        </span>
        <span className="visually-hidden">
          {tPosition('contributors.amounts', { written: number(written), removed: number(removed) })}
        </span>
        {moved > 0 && <span>{tPosition('contributors.moved')}</span>}
        <span>{sections.map(({ title }) => title || tVersion('changes.untitled')).join(', ')}</span>
      </p>
      <button type="button" className={`ds-link ${styles.moment}`} onClick={() => onMoment(to)}>
        {t('timeline.textAt', { at: ended })}
      </button>
    </>
  )
}

/** The text at any time, whoever worked on it then. */
function AnyMoment({ onMoment }: Pick<Props, 'onMoment'>) {
  const t = useT('history')
  const [at, setAt] = useState<string | null>(null)
  if (at === null) {
    return (
      <button
        type="button"
        className={`ds-link ${styles.moment} ${styles.any}`}
        onClick={() => setAt(new Date().toISOString())}
      >
        {t('timeline.anyTime')}
      </button>
    )
  }
  return (
    <div className={styles.choose}>
      <MomentFields key={at} at={at} onAt={setAt} />
      <button
        type="button"
        className="ds-button"
        data-variant="secondary"
        data-size="sm"
        onClick={() => onMoment(at)}
      >
        {t('timeline.show')}
      </button>
    </div>
  )
}
