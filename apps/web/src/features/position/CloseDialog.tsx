import { usePositionCommand } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { CommandDialog } from './CommandDialog.tsx'
import type { CommandProps } from './PositionActions.tsx'

/** Closes a position that was reported on. */
export function CloseDialog({ position, isOpen, onClose }: CommandProps) {
  const t = useT('position')
  const command = usePositionCommand('closePosition', position.id)
  return (
    <CommandDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('actions.close')}
      confirm={t('actions.close')}
      error={command.error}
      isPending={command.isPending}
      onConfirm={() => command.mutate({ revision: position.revision }, { onSuccess: onClose })}
    >
      <p>{t('close.text')}</p>
    </CommandDialog>
  )
}
