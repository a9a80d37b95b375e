import type { CountryCode } from '@samsyn/domain'
import type { PositionDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { usePositionCommand } from '../../app/queries.ts'
import { useT } from '../../i18n/i18n.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { ReasonField } from '../position/ReasonField.tsx'

interface Props {
  readonly position: PositionDetail
  readonly number: number
  readonly country: CountryCode
}

/** Withdrawing one's country's support of the final text in force. Draws nothing where it is not this version, or not theirs to withdraw. */
export function WithdrawSupport({ position, number, country }: Props) {
  const t = useT('version')
  const { mutate, error, isPending } = usePositionCommand('withdrawSupport', position.id)
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const release = position.releases.find(({ id }) => id === position.releaseInForce)
  if (!position.abilities.withdrawSupport || release?.versionNumber !== number) return null
  if (!release.supporters.includes(country)) return null
  return (
    <>
      <button
        type="button"
        className="ds-button"
        data-variant="secondary"
        data-color="danger"
        onClick={() => setOpen(true)}
      >
        {t('withdrawSupport.action')}
      </button>
      <CommandDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t('withdrawSupport.action')}
        confirm={t('withdrawSupport.action')}
        tone="danger"
        error={error}
        isPending={isPending}
        onConfirm={() => {
          setAsked(true)
          if (reason.trim() !== '')
            mutate({ releaseId: release.id, reason }, { onSuccess: () => setOpen(false) })
        }}
      >
        <p>{t('withdrawSupport.text')}</p>
        <ReasonField label={t('object.reason')} value={reason} onValue={setReason} isAsked={isAsked} />
      </CommandDialog>
    </>
  )
}
