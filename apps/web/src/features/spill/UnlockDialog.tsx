import type { OpenSpill, PositionDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { ApiError } from '../../app/api.ts'
import { usePositionCommand } from '../../app/queries.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { TextField } from '../../ui/TextField.tsx'
import { CommandDialog } from '../position/CommandDialog.tsx'

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
  const errorText = useErrorText()
  const command = usePositionCommand('endSpill', position.id, { spillId: spill.id })
  const [reason, setReason] = useState('')
  const [isMissing, setMissing] = useState(false)
  const confirm = () => {
    setMissing(reason.trim() === '')
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
      <TextField
        label={t('unlock.reason')}
        hint={t('unlock.reasonHint')}
        value={reason}
        onValue={setReason}
        error={isMissing && reason.trim() === '' ? errorText(new ApiError('reason_required')) : null}
        maxLength={500}
        required
        isLong
      />
    </CommandDialog>
  )
}
