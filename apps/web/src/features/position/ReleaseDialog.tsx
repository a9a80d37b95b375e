import { usePositionCommand } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { CommandDialog } from './CommandDialog.tsx'
import type { CommandProps } from './PositionActions.tsx'

/** Releases the agreed version as the final text. */
export function ReleaseDialog({ position, isOpen, onClose }: CommandProps) {
  const t = useT('position')
  const command = usePositionCommand('issueRelease', position.id)
  return (
    <CommandDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('actions.release')}
      confirm={t('release.confirm')}
      tone="seal"
      error={command.error}
      isPending={command.isPending}
      onConfirm={() => command.mutate({ revision: position.revision }, { onSuccess: onClose })}
    >
      <p>{t('release.text', { number: position.latestVersion })}</p>
    </CommandDialog>
  )
}
