import type { CountryCode, Role } from '@samsyn/domain'
import type { PersonCard } from '@samsyn/protocol'
import { Link } from 'react-router'
import { useT } from '../../i18n/i18n.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import styles from './People.module.css'

interface Props {
  readonly name: string
  readonly country: CountryCode | null
  readonly ministry: PersonCard['ministry']
  readonly roles: readonly Role[]
  /** Their own page, for those who may see it. */
  readonly page?: string
}

/** Name, country, roles and ministry of somebody who is in, or invited. */
export function PersonFacts({ name, country, ministry, roles, page }: Props) {
  const tDomain = useT('domain')
  return (
    <div className={styles.person}>
      <span className={styles.name}>
        {country && <CountryBadge country={country} />}{' '}
        {page ? (
          <Link to={page} className="ds-link">
            {name}
          </Link>
        ) : (
          name
        )}
      </span>
      <span>{roles.map((role) => tDomain(`role.${role}`)).join(' · ')}</span>
      {ministry && (
        <span className={styles.quiet} lang="und">
          {ministry.name}
        </span>
      )}
    </div>
  )
}
