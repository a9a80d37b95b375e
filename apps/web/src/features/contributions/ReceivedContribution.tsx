import { isPending } from '@samsyn/domain'
import type { Proposal } from '@samsyn/protocol'
import type { ReactNode } from 'react'
import { useId } from 'react'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import styles from './Contributions.module.css'

interface Props {
  /** All that was sent with it, settled or not; at least one. */
  readonly points: readonly Proposal[]
  /** The cards of those that wait. */
  readonly children: ReactNode
}

/** A contribution as it is beside the draft: whose it is, who sent it when, how much of it waits, and what does. */
export function ReceivedContribution({ points, children }: Props) {
  const t = useT('contributions')
  const countries = useCountryNames()
  const time = useTime()
  const titleId = useId()
  const [first] = points
  const country = first?.proposer.country ?? null
  if (!first || country === null) return null
  return (
    <section
      className={styles.received}
      data-country={country.toLowerCase()}
      data-contribution={first.contributionId}
      aria-labelledby={titleId}
    >
      <header className={styles.head}>
        <CountryBadge country={country} />
        <h3 id={titleId}>{t('received.title', { country: countries.name(country) })}</h3>
        <p className={styles.quiet}>
          {t('received.sent', { name: first.proposer.name, at: time.stamp(first.at) })}
        </p>
        <p className={styles.quiet}>
          {t('received.waiting', { waiting: points.filter(isPending).length, count: points.length })}
        </p>
      </header>
      {children}
    </section>
  )
}
