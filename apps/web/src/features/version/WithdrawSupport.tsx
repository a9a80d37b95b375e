import type { CountryCode } from '@samsyn/domain'
import type { PositionDetail, RoundDetail, VersionDetail } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { SignedAct } from './SignedAct.tsx'

interface Props {
  readonly position: PositionDetail
  readonly version: VersionDetail
  /** The round that the final text came of. */
  readonly round: RoundDetail
  readonly country: CountryCode
}

/** Withdrawing one's country's support of the final text in force. Draws nothing where it is not this version, or not theirs to withdraw. */
export function WithdrawSupport(props: Props) {
  const { position, version, country } = props
  const t = useT('version')
  const release = position.releases.find(({ id }) => id === position.releaseInForce)
  if (!position.abilities.withdrawSupport || release?.versionNumber !== version.number) return null
  if (!release.supporters.includes(country)) return null
  return (
    <SignedAct
      {...props}
      releaseId={release.id}
      action={t('withdrawSupport.action')}
      tone="danger"
      needsReason
      given={(reason) => ({ kind: 'withdraw_support', releaseId: release.id, reason })}
    >
      <p>{t('withdrawSupport.text')}</p>
    </SignedAct>
  )
}
