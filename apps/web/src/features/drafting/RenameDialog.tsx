import type { PositionDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { usePositionCommand } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { TextField } from '../../ui/TextField.tsx'
import { CommandDialog } from '../position/CommandDialog.tsx'

/** Gives a position another title. */
export function RenameDialog({
  position,
  onClose,
}: {
  readonly position: PositionDetail
  readonly onClose: () => void
}) {
  const t = useT('drafting')
  const command = usePositionCommand('renamePosition', position.id)
  const [title, setTitle] = useState(position.title)
  return (
    <CommandDialog
      isOpen
      onClose={onClose}
      title={t('rename.title')}
      confirm={t('rename.confirm')}
      error={command.error}
      isPending={command.isPending}
      onConfirm={() => command.mutate({ revision: position.revision, title }, { onSuccess: onClose })}
    >
      <TextField
        label={t('rename.label')}
        value={title}
        onValue={setTitle}
        maxLength={300}
        required
        error={title.trim() === '' ? t('rename.empty') : null}
      />
    </CommandDialog>
  )
}
