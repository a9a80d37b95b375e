import type { AccountDetail } from '@samsyn/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { queryKeys } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { ReasonField } from '../position/ReasonField.tsx'

interface Props {
  readonly account: AccountDetail
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Asks that somebody come back by a new link, with the reason in words; what was typed stays until it is asked. */
export function AskRecoveryDialog({ account: { person }, isOpen, onClose }: Props) {
  const t = useT('people')
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const ask = useMutation({
    mutationFn: () => api('askRecovery', { params: { personId: person.id }, body: { reason } }),
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
        ask.reset()
        onClose()
      }}
      title={t('recovery.askTitle', { name: person.name })}
      confirm={t('recovery.ask')}
      error={ask.error}
      isPending={ask.isPending}
      onConfirm={() => {
        setAsked(true)
        if (reason.trim() !== '') ask.mutate()
      }}
    >
      <p>{t('recovery.askText', { name: person.name })}</p>
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
