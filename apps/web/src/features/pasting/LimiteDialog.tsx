import type { PositionDetail } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { LimiteFields } from '../markings/LimiteFields.tsx'
import { useLimite } from '../markings/use-limite.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import type { Pasted } from './paste-guard.ts'

interface Props {
  readonly position: PositionDetail
  readonly pasted: Extract<Pasted, { kind: 'limite' }>
  readonly onClose: () => void
}

const confirmWords = {
  marked: 'paste.confirm',
  copied: 'paste.confirm',
  typed: 'paste.confirmTyped',
  sent: 'paste.confirmSent',
} as const

/** Asks, before text marked LIMITE goes where it was pasted or is sent, or once it was typed, on what ground it may be read there. */
export function LimiteDialog({ position, pasted: { text, put }, onClose }: Props) {
  const t = useT('markings')
  const isTyped = text.kind === 'typed' || text.kind === 'sent'
  const question = useLimite(position, { text, source: isTyped ? 'typed' : 'clipboard' })
  return (
    <CommandDialog
      isOpen
      comesUnasked
      onClose={onClose}
      title={t('paste.title')}
      confirm={t(confirmWords[text.kind])}
      error={question.error}
      isPending={question.isPending}
      onConfirm={() =>
        question.record(() => {
          onClose()
          put()
        })
      }
    >
      <LimiteFields position={position} question={question} />
    </CommandDialog>
  )
}
