import type { PositionDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { usePositionCommand } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { TextField } from '../../ui/TextField.tsx'
import { CommandDialog } from './CommandDialog.tsx'

/** The longest name of a version, as the protocol takes it. */
export const longestVersionName = 80

interface Props {
  readonly position: PositionDetail
  readonly version: Pick<PositionDetail['versions'][number], 'number' | 'name'>
  readonly onClose: () => void
}

/** Gives a version another name, or none. */
export function NameVersionDialog({ position, version, onClose }: Props) {
  const t = useT('position')
  const command = usePositionCommand('nameVersion', position.id, { number: version.number })
  const [name, setName] = useState(version.name)
  return (
    <CommandDialog
      isOpen
      onClose={onClose}
      title={t('versions.nameTitle', { number: version.number })}
      confirm={t('versions.saveName')}
      error={command.error}
      isPending={command.isPending}
      onConfirm={() => command.mutate({ revision: position.revision, name }, { onSuccess: onClose })}
    >
      <TextField
        label={t('freeze.name')}
        hint={t('versions.nameHint')}
        value={name}
        onValue={setName}
        maxLength={longestVersionName}
      />
    </CommandDialog>
  )
}
