import type { AccountDetail } from '@samsyn/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { ReasonField } from '../position/ReasonField.tsx'

/** What can be done to an account. */
export const accountDeeds = ['disable', 'enable'] as const
export type AccountDeed = (typeof accountDeeds)[number]

interface Props {
  readonly to: AccountDeed
  readonly account: AccountDetail
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Disables somebody's account or enables it again, with the reason in words; what was typed stays until it is done. */
export function AccountTurnDialog({ to, account: { person }, isOpen, onClose }: Props) {
  const t = useT('people')
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const turn = useMutation({
    mutationFn: () =>
      api(to === 'enable' ? 'enableAccount' : 'disableAccount', {
        params: { personId: person.id },
        body: { reason },
      }),
    onSuccess: (account) => {
      client.setQueryData(queryKeys.account(person.id), account)
      setReason('')
      setAsked(false)
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.accounts }),
  })
  return (
    <CommandDialog
      isOpen={isOpen}
      onClose={() => {
        setAsked(false)
        turn.reset()
        onClose()
      }}
      title={t(`${to}Title`, { name: person.name })}
      confirm={t(to)}
      tone={to === 'disable' ? 'danger' : 'accent'}
      error={turn.error}
      isPending={turn.isPending}
      onConfirm={() => {
        setAsked(true)
        if (reason.trim() !== '') turn.mutate()
      }}
    >
      <p>{t(`${to}Text`, { name: person.name })}</p>
      <ReasonField
        label={t('turnReason')}
        hint={t('turnReasonHint')}
        value={reason}
        onValue={setReason}
        isAsked={isAsked}
      />
    </CommandDialog>
  )
}
