import type { PositionSummary } from '@samsyn/protocol'
import { useDesk } from '../../app/queries.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useNow } from '../../i18n/use-now.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Weeks } from '../desk/Weeks.tsx'
import { PositionRow } from '../position/PositionRow.tsx'
import { versionTarget } from '../position/position-target.ts'
import { RemindButton } from './RemindButton.tsx'
import { type OpenRoundOf, RoundCard } from './RoundCard.tsx'
import styles from './Rounds.module.css'

/** Every sign-off round that is open, the nearest deadline first: who has answered and who is missing; and what ended and waits for the next step. */
export function RoundsPage() {
  const t = useT('rounds')
  const names = useCountryNames()
  const now = useNow()
  const desk = useDesk()
  const positions = desk.data?.positions ?? []
  const open = positions.filter(isOpen).sort(byDeadline)
  const decided = positions.filter(({ status }) => isDecided(status))
  return (
    <div className="page">
      <PageHeader title={t('title')} above={t('count', { count: open.length })} />
      {desk.isPending && <LoadingState lines={7} />}
      {desk.isError && !desk.data && <ErrorState error={desk.error} onRetry={() => void desk.refetch()} />}
      {desk.data && (
        <div className={styles.page}>
          {open.length === 0 ? (
            <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>
          ) : (
            <>
              <Weeks title={t('deadlines')} entries={open.map(deadlineOf)} now={now} />
              <ul className={styles.rounds}>
                {open.map((position) => (
                  <li key={position.id}>
                    <RoundCard position={position} />
                  </li>
                ))}
              </ul>
            </>
          )}
          {decided.length > 0 && (
            <section aria-labelledby="decided">
              <h2 id="decided" className="section-title">
                {t('decided')}
              </h2>
              <ul className={styles.rows}>
                {decided.map((position) => (
                  <li key={position.id}>
                    <PositionRow position={position} />
                    {position.awaitsConfirmation.length > 0 && (
                      <div className={styles.awaited}>
                        <p>
                          <strong>
                            {t('awaited', { countries: names.list(position.awaitsConfirmation) })}
                          </strong>
                        </p>
                        {position.abilities.remind && <RemindButton position={position} />}
                      </div>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      )}
    </div>
  )
}

function isOpen(position: PositionSummary): position is OpenRoundOf {
  return position.openRound !== null
}

function isDecided(status: PositionSummary['status']): boolean {
  return status === 'agreed' || status === 'agreed_with_reservations' || status === 'not_agreed'
}

function byDeadline(one: OpenRoundOf, other: OpenRoundOf): number {
  return Date.parse(one.openRound.deadline) - Date.parse(other.openRound.deadline)
}

function deadlineOf({ id, title, latestVersion, openRound }: OpenRoundOf) {
  return {
    key: id,
    at: openRound.deadline,
    kind: 'deadline',
    label: title,
    to: versionTarget(id, latestVersion),
  } as const
}
