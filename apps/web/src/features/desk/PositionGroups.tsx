import type { PositionStatus } from '@samsyn/domain'
import type { PositionSummary } from '@samsyn/protocol'
import { Link } from 'react-router'
import { useT } from '../../i18n/i18n.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { type StatusKind, statusKinds } from '../../ui/status-kind.ts'
import { PositionRow } from '../position/PositionRow.tsx'
import styles from './PositionGroups.module.css'

const groups = ['writing', 'signing', 'agreed', 'final', 'over'] as const

type Group = (typeof groups)[number]

const groupOf: Readonly<Record<StatusKind, Group>> = {
  draft: 'writing',
  frozen: 'signing',
  signing: 'signing',
  agreed: 'agreed',
  refused: 'agreed',
  final: 'final',
  over: 'over',
}

/** Every position this person may know of, by where it stands in its life. */
export function PositionGroups({ positions }: { readonly positions: readonly PositionSummary[] }) {
  const t = useT('desk')
  const inGroup = (group: Group) =>
    positions.filter(({ status }) => groupOf[statusKinds[status satisfies PositionStatus]] === group)
  return (
    <section className={styles.positions} aria-labelledby="positions">
      <h2 id="positions" className="section-title">
        {t('positions.title')}
      </h2>
      {positions.length === 0 && (
        <EmptyState
          title={t('positions.empty')}
          action={
            <Link to="/meetings" className="ds-link">
              {t('positions.toMeetings')}
            </Link>
          }
        >
          {t('positions.emptyText')}
        </EmptyState>
      )}
      {groups.map((group) => {
        const theirs = inGroup(group)
        return theirs.length === 0 ? null : (
          <section key={group} className={styles.group}>
            <h3>
              {t(`positions.group.${group}`)} <span>{theirs.length}</span>
            </h3>
            <ul className={styles.rows}>
              {theirs.map((position) => (
                <li key={position.id}>
                  <PositionRow position={position} />
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </section>
  )
}
