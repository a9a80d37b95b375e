import { assertNever } from '@samsyn/domain'
import type { Recovery, RouteResponse } from '@samsyn/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import styles from './People.module.css'

interface Props {
  readonly recovery: Recovery
  readonly onMade: (made: RouteResponse<'confirmRecovery'>) => void
}

/** What was asked for somebody who lost their passkeys, and the ways to confirm it and to take it back. */
export function RecoveryRow({ recovery, onMade }: Props) {
  const { id: recoveryId, person, reason, askedAt, askedBy, confirmed, may } = recovery
  const t = useT('people')
  const time = useTime()
  const errorText = useErrorText()
  const client = useQueryClient()
  const [isConfirming, setConfirming] = useState(false)
  const params = { personId: person.id, recoveryId }
  const onSettled = () => client.invalidateQueries({ queryKey: queryKeys.accounts })
  const confirm = useMutation({
    mutationFn: () => api('confirmRecovery', { params }),
    onSuccess: (made) => {
      client.setQueryData(queryKeys.account(person.id), made.account)
      setConfirming(false)
      onMade(made)
    },
    onSettled,
  })
  const withdraw = useMutation({
    mutationFn: () => api('withdrawRecovery', { params }),
    onSuccess: (account) => client.setQueryData(queryKeys.account(person.id), account),
    onSettled,
  })
  return (
    <li className={styles.row}>
      <div className={styles.person}>
        <span className={styles.name}>
          <RecoveryStanding {...recovery} />
        </span>
        <span className={styles.reason}>{reason}</span>
        <span className={styles.quiet}>
          {t('askedBy', { name: askedBy.name, time: time.stamp(askedAt) })}
        </span>
        {confirmed && (
          <span className={styles.quiet}>
            {t('recovery.confirmedBy', { name: confirmed.by.name, time: time.stamp(confirmed.at) })}
          </span>
        )}
      </div>
      <div className={styles.state}>
        {may.confirm && (
          <button
            type="button"
            className="ds-button"
            data-variant="primary"
            data-size="sm"
            onClick={() => {
              confirm.reset()
              setConfirming(true)
            }}
          >
            {t('recovery.confirm')}
          </button>
        )}
        {may.withdraw && (
          <button
            type="button"
            className="ds-button"
            data-variant="secondary"
            data-size="sm"
            aria-disabled={withdraw.isPending}
            onClick={() => !withdraw.isPending && withdraw.mutate()}
          >
            {t('recovery.withdraw')}
          </button>
        )}
        {withdraw.error && (
          <span className={styles.error} role="alert">
            {errorText(withdraw.error)}
          </span>
        )}
      </div>
      <CommandDialog
        isOpen={isConfirming}
        onClose={() => setConfirming(false)}
        title={t('recovery.confirmTitle', { name: person.name })}
        confirm={t('recovery.confirm')}
        error={confirm.error}
        isPending={confirm.isPending}
        onConfirm={() => confirm.mutate()}
      >
        <p>{t('recovery.confirmText', { asker: askedBy.name, reason })}</p>
        <p>{t('recovery.confirmSure', { name: person.name })}</p>
      </CommandDialog>
    </li>
  )
}

function RecoveryStanding({ standing, expiresAt, may }: Recovery) {
  const t = useT('people')
  const time = useTime().full(expiresAt)
  switch (standing) {
    case 'asked':
      return may.confirm ? t('recovery.waits') : t('recovery.waitingFor', { time })
    case 'link_open':
      return t('recovery.linkOpen', { time })
    case 'link_used':
      return t('recovery.linkUsed')
    case 'expired':
      return t('recovery.expired', { time })
    case 'withdrawn':
      return t('recovery.withdrawn')
    default:
      return assertNever(standing)
  }
}
