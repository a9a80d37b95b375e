import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { ReasonField } from '../position/ReasonField.tsx'
import { useSectionWords } from './use-section-words.ts'
import { type Section, useMarkSection } from './use-sections.ts'

interface Props {
  readonly positionId: string
  readonly section: Section
  readonly onClose: () => void
}

/** Opens a section again that was agreed or closed: with a reason, which everybody reads. */
export function ReopenSectionDialog({ positionId, section, onClose }: Props) {
  const t = useT('drafting')
  const words = useSectionWords()
  const command = useMarkSection(positionId, section.text.id)
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const confirm = () => {
    setAsked(true)
    if (reason.trim() !== '') command.mutate({ act: 'reopen', reason }, { onSuccess: onClose })
  }
  return (
    <CommandDialog
      isOpen
      onClose={onClose}
      title={t('sectionState.reopenTitle', { title: words.title(section) })}
      confirm={t('sectionState.act.reopen')}
      error={command.error}
      isPending={command.isPending}
      onConfirm={confirm}
    >
      <p>{t('sectionState.reopenText')}</p>
      <ReasonField label={t('sectionState.reason')} value={reason} onValue={setReason} isAsked={isAsked} />
    </CommandDialog>
  )
}
