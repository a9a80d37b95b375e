import type { Invitation } from '@samsyn/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import styles from './People.module.css'
import { PersonFacts } from './PersonFacts.tsx'

/** Somebody who is invited and has not come in, and the way to take that back. */
export function InvitationRow({
  invitation: { id, offer, expiresAt, standing },
}: {
  readonly invitation: Invitation
}) {
  const t = useT('people')
  const time = useTime()
  const errorText = useErrorText()
  const client = useQueryClient()
  const withdraw = useMutation({
    mutationFn: () => api('withdrawInvitation', { params: { invitationId: id } }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.accounts }),
  })
  return (
    <li className={styles.row}>
      <PersonFacts
        name={offer.name}
        country={offer.country}
        ministry={offer.ministry}
        roles={offer.roles.map(({ role }) => role)}
      />
      <div className={styles.state}>
        <span className={styles.quiet}>
          {standing === 'withdrawn'
            ? t('withdrawn')
            : t(standing === 'expired' ? 'expired' : 'openUntil', { time: time.full(expiresAt) })}
        </span>
        {standing === 'open' && (
          <button
            type="button"
            className="ds-button"
            data-variant="secondary"
            data-size="sm"
            aria-label={`${t('withdraw')}: ${offer.name}`}
            aria-disabled={withdraw.isPending}
            onClick={() => !withdraw.isPending && withdraw.mutate()}
          >
            {t('withdraw')}
          </button>
        )}
        {withdraw.error && (
          <span className={styles.error} role="alert">
            {errorText(withdraw.error)}
          </span>
        )}
      </div>
    </li>
  )
}
