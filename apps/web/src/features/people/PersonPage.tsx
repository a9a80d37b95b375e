import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { api } from '../../app/api.ts'
import { hasFailed } from '../../app/has-failed.ts'
import { queryKeys } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { PageError } from '../../ui/PageError.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { AccountState } from './AccountState.tsx'
import { AccountTurns } from './AccountTurns.tsx'
import { ChangeRoles } from './ChangeRoles.tsx'
import { EndedRoles } from './EndedRoles.tsx'
import styles from './People.module.css'
import { RecoverySection } from './RecoverySection.tsx'

/** A person's account, for those who look after people. */
export function PersonPage() {
  const { personId = '' } = useParams()
  const t = useT('people')
  const tDomain = useT('domain')
  const query = useQuery({
    queryKey: queryKeys.account(personId),
    queryFn: ({ signal }) => api('getAccount', { params: { personId }, signal }),
  })
  if (query.isPending) return <LoadingState lines={8} />
  if (hasFailed(query)) return <PageError error={query.error} onRetry={() => void query.refetch()} />
  const { person, turns, ended } = query.data
  return (
    <div key={person.id} className="page">
      <PageHeader
        title={person.name}
        above={
          <Link to="/people" className="quiet-link">
            {t('title')}
          </Link>
        }
      >
        {person.country && <CountryBadge country={person.country} />}
        <span>{person.roles.map((role) => tDomain(`role.${role}`)).join(' · ')}</span>
        {person.ministry && (
          <span className={styles.quiet} lang="und">
            {person.ministry.name}
          </span>
        )}
      </PageHeader>
      {query.data.may.changeRoles && <ChangeRoles account={query.data} />}
      <AccountState account={query.data} />
      <RecoverySection account={query.data} />
      {turns.length > 0 && <AccountTurns turns={turns} />}
      {ended.length > 0 && <EndedRoles ended={ended} />}
    </div>
  )
}
