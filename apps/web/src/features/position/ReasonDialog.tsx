import { useState } from 'react'
import { usePositionCommand } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { CommandDialog } from './CommandDialog.tsx'
import type { CommandProps } from './PositionActions.tsx'
import { ReasonField } from './ReasonField.tsx'

const routeOf = { reopenDraft: 'reopenDraft', withdraw: 'withdrawPosition' } as const

/** Opens the draft again, or withdraws the position: both need their reason in words. */
export function ReasonDialog({
  position,
  isOpen,
  onClose,
  command: name,
}: CommandProps & { readonly command: keyof typeof routeOf }) {
  const t = useT('position')
  const command = usePositionCommand(routeOf[name], position.id)
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const confirm = () => {
    setAsked(true)
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
      <ReasonField label={t(`${name}.reason`)} value={reason} onValue={setReason} isAsked={isAsked} />
    </CommandDialog>
  )
}
