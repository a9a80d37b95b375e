import type { CountryCode } from '@samsyn/domain'
import { ApiError } from '../../app/api.ts'
import { usePositionCommand } from '../../app/queries.ts'
import { useErrorText } from '../../app/use-error-text.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { CommandDialog } from './CommandDialog.tsx'
import { OpenPointList } from './OpenPointList.tsx'
import type { CommandProps } from './PositionActions.tsx'
import styles from './ReleaseDialog.module.css'
import { isHeldBack } from './UnsettledNote.tsx'

/** Releases the agreed version as the final text, once whoever does has read which objections came late, who has withdrawn, and why. */
export function ReleaseDialog({ position, openPoints, isOpen, onClose }: CommandProps) {
  const t = useT('position')
  const names = useCountryNames()
  const command = usePositionCommand('issueRelease', position.id)
  const decisions = position.round?.decisions ?? []
  const given = (kind: 'late_objection' | 'withdraw_support') =>
    decisions.flatMap(({ id, country, value }) =>
      value.kind === kind ? [{ id, country, reason: value.reason }] : [],
    )
  const late = given('late_objection')
  const withdrawn = given('withdraw_support')
  const errorText = useErrorText()
  const isHeld = isHeldBack({ position, openPoints })
  const unsettled = openPoints.filter(({ isUnsettled }) => isUnsettled)
  return (
    <CommandDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('actions.release')}
      confirm={t('release.confirm')}
      tone="seal"
      error={command.error}
      isPending={command.isPending}
      isHeld={isHeld}
      onConfirm={() => command.mutate({ revision: position.revision }, { onSuccess: onClose })}
    >
      <p>{t('release.text', { number: position.latestVersion })}</p>
      {late.length > 0 && (
        <div role="note">
          <p>{t('release.late')}</p>
          <Reasons of={late} />
        </div>
      )}
      {withdrawn.length > 0 && (
        <div role="note">
          <p>
            {t('release.withdrawn', {
              countries: names.list(withdrawn.map(({ country }) => country)),
              count: withdrawn.length,
            })}
          </p>
          <Reasons of={withdrawn} />
        </div>
      )}
      {isHeld && (
        <>
          <p role="alert">{errorText(new ApiError('brackets_open'))}</p>
          <OpenPointList title={t('openRound.openPoints', { count: unsettled.length })} points={unsettled} />
        </>
      )}
    </CommandDialog>
  )
}

function Reasons({
  of,
}: {
  readonly of: readonly { readonly id: string; readonly country: CountryCode; readonly reason: string }[]
}) {
  return (
    <ul className={styles.reasons}>
      {of.map(({ id, country, reason }) => (
        <li key={id}>
          <CountryBadge country={country} show="name" />
          <span>{reason}</span>
        </li>
      ))}
    </ul>
  )
}
