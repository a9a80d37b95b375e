import type { CountryCode } from '@samsyn/domain'
import type { PositionDetail, RoundDetail, VersionDetail } from '@samsyn/protocol'
import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { ReasonField } from '../position/ReasonField.tsx'
import { SigningPlace } from './SigningPlace.tsx'
import { useDoAct } from './use-do-act.ts'

interface Props {
  readonly position: PositionDetail
  readonly version: VersionDetail
  /** The round that the final text came of. */
  readonly round: RoundDetail
  readonly country: CountryCode
}

/** Withdrawing one's country's support of the final text in force. Draws nothing where it is not this version, or not theirs to withdraw. */
export function WithdrawSupport({ position, version, round, country }: Props) {
  const t = useT('version')
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const release = position.releases.find(({ id }) => id === position.releaseInForce)
  const releaseId = release?.id ?? null
  const { state, act, leave } = useDoAct({ position, version, round, country, releaseId })
  if (!position.abilities.withdrawSupport || release?.versionNumber !== version.number) return null
  if (!release.supporters.includes(country)) return null
  return (
    <>
      <SigningPlace>
        <button
          type="button"
          className="ds-button"
          data-variant="secondary"
          data-color="danger"
          onClick={() => setOpen(true)}
        >
          {t('withdrawSupport.action')}
        </button>
      </SigningPlace>
      <CommandDialog
        {...state}
        isOpen={isOpen}
        onClose={() => {
          leave()
          setOpen(false)
        }}
        title={t('withdrawSupport.action')}
        confirm={t('withdrawSupport.action')}
        tone="danger"
        onConfirm={() => {
          setAsked(true)
          if (reason.trim() !== '')
            act({ kind: 'withdraw_support', releaseId: release.id, reason }, () => setOpen(false))
        }}
      >
        <p>{t('withdrawSupport.text')}</p>
        {position.deputyFor && <p>{t('decide.asDeputy', { lead: position.deputyFor.name })}</p>}
        <ReasonField label={t('object.reason')} value={reason} onValue={setReason} isAsked={isAsked} />
      </CommandDialog>
    </>
  )
}
