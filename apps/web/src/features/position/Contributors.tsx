import type { Contribution } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { useNumber } from '../../i18n/use-number.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import styles from './Contributors.module.css'

interface Props {
  /** Null where it could not be told. */
  readonly contributions: readonly Contribution[] | null
  readonly title: string
}

/** Which delegations contributed to a text and how much, with their people. */
export function Contributors({ contributions, title }: Props) {
  const t = useT('position')
  if (!contributions) return <p className={styles.quiet}>{t('contributors.unknown')}</p>
  if (contributions.length === 0) return <p className={styles.quiet}>{t('contributors.none')}</p>
  return (
    <div className={styles.contributors}>
      <span className={styles.quiet}>{title}</span>
      <ul>
        {contributions.map((contribution) => (
          <li key={contribution.country ?? 'secretariat'}>
            <Delegation contribution={contribution} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Delegation({
  contribution: { country, people, written, removed, moved },
}: {
  readonly contribution: Contribution
}) {
  const t = useT('position')
  const number = useNumber()
  const names = people.map(({ name }) => name).join(', ')
  const amounts = t('contributors.amounts', { written: number(written), removed: number(removed) })
  return (
    <span className={styles.delegation} title={`${names}: ${amounts}`}>
      {country ? <CountryBadge country={country} /> : <span>{t('contributors.secretariat')}</span>}
      <span aria-hidden="true" className={styles.amounts}>
        {written > 0 && <span className={styles.added}>+{number(written)}</span>}
        {removed > 0 && <span className={styles.removed}>−{number(removed)}</span>}
      </span>
      <span className="visually-hidden">{`: ${amounts} (${names})`}</span>
      {moved > 0 && <span className={styles.quiet}>{t('contributors.moved')}</span>}
    </span>
  )
}
