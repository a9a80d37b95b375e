import type { OpenSpill, PositionDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { usePositionCommand } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { ReasonField } from '../position/ReasonField.tsx'

/** Lifts the lock of a text, with its reason. */
export function UnlockDialog({
  position,
  spill,
  onClose,
}: {
  readonly position: PositionDetail
  readonly spill: OpenSpill
  readonly onClose: () => void
}) {
  const t = useT('spill')
  const command = usePositionCommand('endSpill', position.id, { spillId: spill.id })
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const confirm = () => {
    setAsked(true)
    if (reason.trim() !== '') command.mutate({ reason }, { onSuccess: onClose })
  }
  return (
    <CommandDialog
      isOpen
      onClose={onClose}
      title={t('unlock.title')}
      confirm={t('unlock.confirm')}
      error={command.error}
      isPending={command.isPending}
      onConfirm={confirm}
    >
      <p>{t('unlock.text')}</p>
      <ReasonField
        label={t('unlock.reason')}
        hint={t('unlock.reasonHint')}
        value={reason}
        onValue={setReason}
        isAsked={isAsked}
        maxLength={500}
      />
    </CommandDialog>
  )
}
