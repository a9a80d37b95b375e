import { useState } from 'react'
import { usePositionCommand } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { TextField } from '../../ui/TextField.tsx'
import { SectionsNotAgreed } from '../sections/SectionsNotAgreed.tsx'
import { CommandDialog } from './CommandDialog.tsx'
import { longestVersionName } from './NameVersionDialog.tsx'
import { OpenPointList } from './OpenPointList.tsx'
import type { CommandProps } from './PositionActions.tsx'
import { UnsettledNote } from './UnsettledNote.tsx'

/** Freezes the draft as the next version, with a name, a note of what changed and in sight of what is still open. */
export function FreezeDialog({
  position,
  openPoints,
  doc,
  openThreads,
  openProposals,
  isOpen,
  onClose,
}: CommandProps) {
  const t = useT('position')
  const tComments = useT('comments')
  const tProposals = useT('proposals')
  const command = usePositionCommand('freezeVersion', position.id)
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  const number = position.latestVersion + 1
  return (
    <CommandDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('actions.freeze')}
      confirm={t('freeze.confirm', { number })}
      error={command.error}
      isPending={command.isPending}
      onConfirm={() => command.mutate({ revision: position.revision, name, note }, { onSuccess: onClose })}
    >
      <p>{t('freeze.text', { number })}</p>
      <OpenPointList title={t('freeze.openPoints', { count: openPoints.length })} points={openPoints} />
      <UnsettledNote position={position} openPoints={openPoints} />
      {isOpen && <SectionsNotAgreed position={position} doc={doc} />}
      <OpenPointList title={tProposals('open', { count: openProposals.length })} points={openProposals} />
      <OpenPointList title={tComments('openThreads', { count: openThreads.length })} points={openThreads} />
      <TextField
        label={t('freeze.name')}
        hint={t('freeze.nameHint')}
        value={name}
        onValue={setName}
        maxLength={longestVersionName}
      />
      <TextField
        label={t('freeze.note')}
        hint={t('freeze.noteHint')}
        value={note}
        onValue={setNote}
        maxLength={500}
        isLong
      />
    </CommandDialog>
  )
}
