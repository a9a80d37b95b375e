import type { OpenSpill, PositionDetail } from '@samsyn/protocol'
import { useId, useState } from 'react'
import { usePositionCommand } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import styles from './Spill.module.css'

/** What is done to a purge that waits for another party. */
export type PurgeAnswer = 'confirmed' | 'declined' | 'withdrawn'

const wordsOf = { confirmed: 'confirming', declined: 'declining', withdrawn: 'takingBack' } as const

/** Confirms, declines or takes back a purge that waits for another party; to confirm it one says that one has asked what was found. */
export function PurgeAnswerDialog({
  position,
  spill,
  ask,
  kept,
  how,
  onClose,
}: {
  readonly position: PositionDetail
  readonly spill: OpenSpill
  readonly ask: NonNullable<OpenSpill['ask']>
  /** The version that is kept, as it is called; null where nothing is. */
  readonly kept: string | null
  readonly how: PurgeAnswer
  readonly onClose: () => void
}) {
  const t = useT('spill')
  const id = useId()
  const command = usePositionCommand('answerPurge', position.id, { spillId: spill.id, askId: ask.id })
  const [isSure, setSure] = useState(false)
  const [isAsked, setAsked] = useState(false)
  const isConfirming = how === 'confirmed'
  const isSureMissing = isConfirming && isAsked && !isSure
  const words = wordsOf[how]
  const confirm = () => {
    setAsked(true)
    if (!isConfirming || isSure) command.mutate({ how }, { onSuccess: onClose })
  }
  return (
    <CommandDialog
      isOpen
      onClose={onClose}
      title={t(`ask.${words}.title`)}
      confirm={t(`ask.${words}.confirm`)}
      tone={isConfirming ? 'danger' : 'accent'}
      error={command.error}
      isPending={command.isPending}
      onConfirm={confirm}
    >
      <p>{t(isConfirming && kept === null ? 'ask.confirming.textNothing' : `ask.${words}.text`)}</p>
      {isConfirming && (
        <>
          {kept !== null && <p>{t('ask.keeps', { version: kept })}</p>}
          <p>{t('purge.copies')}</p>
          <label className={styles.place}>
            <input
              type="checkbox"
              className="ds-input"
              checked={isSure}
              aria-invalid={isSureMissing || undefined}
              aria-describedby={isSureMissing ? `${id}-sure` : undefined}
              onChange={(event) => setSure(event.target.checked)}
            />
            {t(kept === null ? 'ask.confirming.sureNothing' : 'ask.confirming.sure')}
          </label>
          {isSureMissing && (
            <p id={`${id}-sure`} className={styles.missing}>
              {t('ask.confirming.sureMissing')}
            </p>
          )}
          <p role="status" className={styles.running}>
            {command.isPending && t('purge.running')}
          </p>
        </>
      )}
    </CommandDialog>
  )
}
