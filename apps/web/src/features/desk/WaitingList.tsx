import type { DeskItem } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { intoBuckets } from './buckets.ts'
import { WaitingCard } from './WaitingCard.tsx'
import styles from './WaitingList.module.css'

/** What waits for this person, the nearest deadline first. */
export function WaitingList({ items, now }: { readonly items: readonly DeskItem[]; readonly now: number }) {
  const t = useT('desk')
  return (
    <section className={styles.waiting} aria-labelledby="waiting">
      <h2 id="waiting" className="section-title">
        {t('waiting.title')}
        {items.length > 0 && (
          <span className={styles.count}>{t('waiting.count', { count: items.length })}</span>
        )}
      </h2>
      {items.length === 0 && <EmptyState title={t('waiting.empty')}>{t('waiting.emptyText')}</EmptyState>}
      {intoBuckets(items, now).map((group) => (
        <section key={group.bucket} className={styles.bucket} data-bucket={group.bucket}>
          <h3>{t(`bucket.${group.bucket}`)}</h3>
          <ul className="plain-list">
            {group.items.map((item) => (
              <li key={`${item.kind} ${item.position.id}`}>
                <WaitingCard item={item} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  )
}
