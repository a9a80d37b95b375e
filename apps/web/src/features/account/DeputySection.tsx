import type { Deputies, Deputyship } from '@samsyn/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../app/api.ts'
import { hasFailed } from '../../app/has-failed.ts'
import { queryKeys } from '../../app/queries.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import people from '../people/People.module.css'
import styles from './Account.module.css'
import { NameDeputy } from './NameDeputy.tsx'

/** Who decides in a lead's stead while they are away, and in whose stead a person does; nothing where neither can be. */
export function DeputySection() {
  const t = useT('account')
  const deputies = useQuery({
    queryKey: queryKeys.deputies,
    queryFn: ({ signal }) => api('getDeputies', { signal }),
  })
  if (deputies.isPending) return <LoadingState lines={3} />
  if (hasFailed(deputies))
    return <ErrorState error={deputies.error} onRetry={() => void deputies.refetch()} />
  const { mayName, candidates, named, held } = deputies.data
  if (!mayName && named.length === 0 && held.length === 0) return null
  return (
    <section aria-labelledby="deputy">
      <h2 id="deputy">{t('deputy.title')}</h2>
      {mayName && <p>{t('deputy.text')}</p>}
      {held.length + named.length > 0 && (
        <ul className={`${people.list} ${styles.deputies}`}>
          {held.map((deputyship) => (
            <HeldRow key={deputyship.id} {...deputyship} />
          ))}
          {named.map((deputyship) => (
            <NamedRow key={deputyship.id} {...deputyship} />
          ))}
        </ul>
      )}
      {mayName && candidates.length === 0 && <p>{t('deputy.nobody')}</p>}
      {mayName && candidates.length > 0 && <NameDeputy candidates={candidates} />}
    </section>
  )
}

function HeldRow({ lead: { name }, standing, ...period }: Deputyship) {
  const t = useT('account')
  return (
    <li className={people.row}>
      <div className={people.person}>
        <span className={people.name}>
          {t(standing === 'holds' ? 'deputy.held' : 'deputy.heldToCome', { name })}
        </span>
        <Period {...period} />
      </div>
    </li>
  )
}

function NamedRow({ id: deputyshipId, deputy: { name }, standing, ...period }: Deputyship) {
  const t = useT('account')
  const errorText = useErrorText()
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: () => api('endDeputyship', { params: { deputyshipId } }),
    onSuccess: (deputies: Deputies) => client.setQueryData(queryKeys.deputies, deputies),
    onError: () => client.invalidateQueries({ queryKey: queryKeys.deputies }),
  })
  return (
    <li className={people.row}>
      <div className={people.person}>
        <span className={people.name}>{name}</span>
        <span>{t(standings[standing])}</span>
        <Period {...period} />
      </div>
      <div className={people.state}>
        {standing !== 'over' && (
          <button
            type="button"
            className="ds-button"
            data-variant="secondary"
            data-size="sm"
            aria-label={t('deputy.endOf', { name })}
            aria-disabled={end.isPending}
            onClick={() => !end.isPending && end.mutate()}
          >
            {t('deputy.end')}
          </button>
        )}
        {end.error && (
          <span className={people.error} role="alert">
            {errorText(end.error)}
          </span>
        )}
      </div>
    </li>
  )
}

const standings = { to_come: 'deputy.toCome', holds: 'deputy.holds', over: 'deputy.over' } as const

function Period({ validFrom, validTo }: Pick<Deputyship, 'validFrom' | 'validTo'>) {
  const t = useT('account')
  const time = useTime()
  return (
    <span className={people.quiet}>
      {t('deputy.period', { from: time.full(validFrom), to: time.full(validTo) })}
    </span>
  )
}
