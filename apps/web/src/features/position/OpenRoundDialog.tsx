import { askedIn, type CountryCode, type RoundKind } from '@samsyn/domain'
import { useState } from 'react'
import { ApiError } from '../../app/api.ts'
import { usePositionCommand } from '../../app/queries.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { readDeadline } from '../../i18n/time.ts'
import { TextField } from '../../ui/TextField.tsx'
import { RoundEffects } from '../version/RoundEffects.tsx'
import { CommandDialog } from './CommandDialog.tsx'
import { DeadlineFields } from './DeadlineFields.tsx'
import { LeadReachNote } from './LeadReachNote.tsx'
import { OpenPointList } from './OpenPointList.tsx'
import type { CommandProps } from './PositionActions.tsx'
import { proposedDeadline } from './proposed-deadline.ts'
import { RejoiningField } from './RejoiningField.tsx'
import { RoundKindField } from './RoundKindField.tsx'
import { UnsettledNote } from './UnsettledNote.tsx'

/** Opens a sign-off round on the frozen version, or a silence procedure: deadline to the hour in Brussels, notice, and why now if points are open. */
export function OpenRoundDialog({
  position,
  openPoints,
  openThreads,
  openProposals,
  isOpen,
  onClose,
}: CommandProps) {
  const t = useT('position')
  const tComments = useT('comments')
  const tProposals = useT('proposals')
  const errorText = useErrorText()
  const command = usePositionCommand('openRound', position.id)
  const [kind, setKind] = useState<RoundKind>('explicit')
  const [deadline, setDeadline] = useState(() => proposedDeadline(Date.now(), 'explicit'))
  const [notice, setNotice] = useState('')
  const [reason, setReason] = useState('')
  const [isAsked, setIsAsked] = useState(false)
  const [rejoining, setRejoining] = useState<readonly CountryCode[]>([])
  const version = position.versions.find(({ number }) => number === position.latestVersion)
  const instant = readDeadline(deadline)
  const code = command.error?.code
  const isSilence = kind === 'silence'
  const hasOpenPoints =
    openPoints.length + openProposals.length + openThreads.length > 0 || code === 'open_points'
  const needsReason = hasOpenPoints && !isSilence
  const isReasonMissing = needsReason && reason.trim() === ''
  const asked = askedIn(position, rejoining)
  const areTooFew = asked === null
  const isDeadlineWrong = instant === null || Date.parse(instant) <= Date.now()
  const confirm = () => {
    setIsAsked(true)
    if (isReasonMissing || isDeadlineWrong || areTooFew || !version) return
    command.mutate(
      {
        revision: position.revision,
        kind,
        versionNumber: version.number,
        contentHash: version.contentHash,
        deadline: instant,
        notice,
        openPointsReason: needsReason ? reason : null,
        ...(rejoining.length > 0 ? { rejoining: [...rejoining] } : {}),
      },
      { onSuccess: onClose },
    )
  }
  return (
    <CommandDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('actions.openRound')}
      confirm={t('openRound.confirm')}
      error={command.error}
      isPending={command.isPending}
      onConfirm={confirm}
    >
      <p>{t('openRound.text', { number: position.latestVersion })}</p>
      {position.suspendedBy.length > 0 && (
        <RejoiningField
          withdrawn={position.suspendedBy}
          value={rejoining}
          onValue={setRejoining}
          isWrong={isAsked && areTooFew}
        />
      )}
      <RoundKindField
        value={kind}
        onValue={(chosen) => {
          setKind(chosen)
          setDeadline(proposedDeadline(Date.now(), chosen))
        }}
      />
      {isSilence && <LeadReachNote position={position} asked={asked ?? []} />}
      {isSilence && hasOpenPoints && <p role="alert">{errorText(new ApiError('silence_open_points'))}</p>}
      <DeadlineFields
        value={deadline}
        onValue={setDeadline}
        isAsked={isAsked}
        fault={isDeadlineWrong ? 'deadline_not_in_future' : null}
      />
      <TextField
        label={t('openRound.notice')}
        hint={t('openRound.noticeHint')}
        value={notice}
        onValue={setNotice}
        maxLength={2000}
        isLong
      />
      <RoundEffects effects={position.reservationEffects} />
      <OpenPointList title={t('openRound.openPoints', { count: openPoints.length })} points={openPoints} />
      <UnsettledNote position={position} openPoints={openPoints} />
      <OpenPointList title={tProposals('open', { count: openProposals.length })} points={openProposals} />
      <OpenPointList title={tComments('openThreads', { count: openThreads.length })} points={openThreads} />
      {needsReason && (
        <TextField
          label={t('openRound.openPointsReason')}
          value={reason}
          onValue={setReason}
          error={isAsked && isReasonMissing ? errorText(new ApiError('reason_required')) : null}
          maxLength={2000}
          required
          isLong
        />
      )}
    </CommandDialog>
  )
}
