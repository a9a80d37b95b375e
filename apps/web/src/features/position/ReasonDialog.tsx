import { useState } from 'react'
import { ApiError } from '../../app/api.ts'
import { usePositionCommand } from '../../app/queries.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { TextField } from '../../ui/TextField.tsx'
import { CommandDialog } from './CommandDialog.tsx'
import type { CommandProps } from './PositionActions.tsx'

const routeOf = { reopenDraft: 'reopenDraft', withdraw: 'withdrawPosition' } as const

/** Opens the draft again, or withdraws the position: both need their reason in words. */
export function ReasonDialog({
  position,
  isOpen,
  onClose,
  command: name,
}: CommandProps & { readonly command: keyof typeof routeOf }) {
  const t = useT('position')
  const errorText = useErrorText()
  const command = usePositionCommand(routeOf[name], position.id)
  const [reason, setReason] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const confirm = () => {
    setIsMissing(reason.trim() === '')
    if (reason.trim() === '') return
    command.mutate({ revision: position.revision, reason }, { onSuccess: onClose })
  }
  return (
    <CommandDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t(`actions.${name}`)}
      confirm={t(`${name}.confirm`)}
      tone={name === 'withdraw' ? 'danger' : 'accent'}
      error={command.error}
      isPending={command.isPending}
      onConfirm={confirm}
    >
      <p>
        {name === 'withdraw' ? t('withdraw.text') : t('reopenDraft.text', { number: position.latestVersion })}
      </p>
      {name === 'reopenDraft' && position.round && <p>{t('reopenDraft.endsRound')}</p>}
      <TextField
        label={t(`${name}.reason`)}
        value={reason}
        onValue={setReason}
        error={isMissing && reason.trim() === '' ? errorText(new ApiError('reason_required')) : null}
        maxLength={2000}
        required
        isLong
      />
    </CommandDialog>
  )
}
