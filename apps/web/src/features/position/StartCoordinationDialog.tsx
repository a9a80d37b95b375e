import { usePositionCommand } from '../../app/queries.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { CommandDialog } from './CommandDialog.tsx'
import type { CommandProps } from './PositionActions.tsx'

/** Shares the penholder's draft with every party. */
export function StartCoordinationDialog({ position, isOpen, onClose }: CommandProps) {
  const t = useT('position')
  const countries = useCountryNames()
  const command = usePositionCommand('startCoordination', position.id)
  return (
    <CommandDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('actions.startCoordination')}
      confirm={t('startCoordination.confirm')}
      error={command.error}
      isPending={command.isPending}
      onConfirm={() => command.mutate({ revision: position.revision }, { onSuccess: onClose })}
    >
      <p>{t('startCoordination.text', { parties: countries.list(position.parties) })}</p>
    </CommandDialog>
  )
}
