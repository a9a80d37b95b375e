import { assertNever } from '@samsyn/domain'
import type { Recovery, RouteResponse } from '@samsyn/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
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
  const client = useQueryClient()
  const [asks, setAsks] = useState<'confirm' | 'withdraw' | null>(null)
  const params = { personId: person.id, recoveryId }
  const onSettled = () => client.invalidateQueries({ queryKey: queryKeys.accounts })
  const confirm = useMutation({
    mutationFn: () => api('confirmRecovery', { params }),
    onSuccess: (made) => {
      client.setQueryData(queryKeys.account(person.id), made.account)
      setAsks(null)
      onMade(made)
    },
    onSettled,
  })
  const withdraw = useMutation({
    mutationFn: () => api('withdrawRecovery', { params }),
    onSuccess: (account) => {
      client.setQueryData(queryKeys.account(person.id), account)
      setAsks(null)
    },
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
              setAsks('confirm')
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
            onClick={() => {
              withdraw.reset()
              setAsks('withdraw')
            }}
          >
            {t('recovery.withdraw')}
          </button>
        )}
      </div>
      <CommandDialog
        isOpen={asks === 'confirm'}
        onClose={() => setAsks(null)}
        title={t('recovery.confirmTitle', { name: person.name })}
        confirm={t('recovery.confirm')}
        error={confirm.error}
        isPending={confirm.isPending}
        onConfirm={() => confirm.mutate()}
      >
        <p>{t('recovery.confirmText', { asker: askedBy.name, reason })}</p>
        <p>{t('recovery.confirmSure', { name: person.name })}</p>
      </CommandDialog>
      <CommandDialog
        isOpen={asks === 'withdraw'}
        onClose={() => setAsks(null)}
        title={t('recovery.withdrawTitle', { name: person.name })}
        confirm={t('recovery.withdraw')}
        tone="danger"
        error={withdraw.error}
        isPending={withdraw.isPending}
        onConfirm={() => withdraw.mutate()}
      >
        <p>{t('recovery.withdrawText', { name: person.name })}</p>
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
