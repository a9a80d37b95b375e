import type { Invitation } from '@samsyn/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import styles from './People.module.css'
import { PersonFacts } from './PersonFacts.tsx'

const standings = { expired: 'expired', open: 'openUntil', used: 'openUntil', awaited: 'awaited' } as const

/** Somebody who is invited and has not come in, the way to take that back and, for a lead who has to agree, to approve it. */
export function InvitationRow({
  invitation: { id, offer, accountId, expiresAt, standing, approved, may },
}: {
  readonly invitation: Invitation
}) {
  const t = useT('people')
  const time = useTime()
  const errorText = useErrorText()
  const client = useQueryClient()
  const names = useCountryNames()
  const [isApproving, setApproving] = useState(false)
  const approve = useMutation({
    mutationFn: () => api('approveInvitation', { params: { invitationId: id } }),
    onSuccess: () => setApproving(false),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.accounts }),
  })
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
          {accountId !== null && `${t('otherRoles')} · `}
          {standing === 'withdrawn' ? t('withdrawn') : t(standings[standing], { time: time.full(expiresAt) })}
        </span>
        {approved && (
          <span className={styles.quiet}>
            {t('approvedBy', { name: approved.by.name, time: time.stamp(approved.at) })}
          </span>
        )}
        {may.approve && (
          <button
            type="button"
            className="ds-button"
            data-variant="primary"
            data-size="sm"
            aria-label={`${t('approve')}: ${offer.name}`}
            onClick={() => {
              approve.reset()
              setApproving(true)
            }}
          >
            {t('approve')}
          </button>
        )}
        {may.withdraw && (
          <button
            type="button"
            className="ds-button"
            data-variant="secondary"
            data-size="sm"
            aria-label={`${t(may.approve ? 'decline' : 'withdraw')}: ${offer.name}`}
            aria-disabled={withdraw.isPending}
            onClick={() => !withdraw.isPending && withdraw.mutate()}
          >
            {t(may.approve ? 'decline' : 'withdraw')}
          </button>
        )}
        {withdraw.error && (
          <span className={styles.error} role="alert">
            {errorText(withdraw.error)}
          </span>
        )}
      </div>
      {offer.country && (
        <CommandDialog
          isOpen={isApproving}
          onClose={() => setApproving(false)}
          title={t('approveTitle', { name: offer.name, country: names.name(offer.country) })}
          confirm={t('approve')}
          error={approve.error}
          isPending={approve.isPending}
          onConfirm={() => approve.mutate()}
        >
          <p>{t('approveText', { name: offer.name, country: names.name(offer.country) })}</p>
        </CommandDialog>
      )}
    </li>
  )
}
