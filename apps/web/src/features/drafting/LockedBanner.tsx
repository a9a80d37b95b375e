import type { PositionDetail } from '@samsyn/protocol'
import { Link } from 'react-router'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { Deadline } from '../../ui/Deadline.tsx'
import { PostponementLine } from '../../ui/PostponementLine.tsx'
import { statusKinds } from '../../ui/status-kind.ts'
import { WithCorrigenda } from '../../ui/WithCorrigenda.tsx'
import { Banner } from './Banner.tsx'
import styles from './Drafting.module.css'

/** Why the draft of a position can't be changed now (a locked `draft` is being frozen this moment), and where the text that counts is. */
export function LockedBanner({ position }: { readonly position: PositionDetail }) {
  const t = useT('drafting')
  const time = useTime()
  const status = statusKinds[position.status]
  const kind = status === 'final' && position.suspendedBy.length > 0 ? 'suspended' : status
  const number = position.round?.version.number ?? position.latestVersion
  const version = position.versions.find((one) => one.number === number)
  const deadline = position.openRound?.deadline
  return (
    <Banner tone={kind === 'suspended' ? 'warning' : 'info'} title={t(`locked.${kind}.title`, { number })}>
      <p>
        {t(`locked.${kind}.text`, {
          name: version?.frozenBy.name ?? '',
          at: version ? time.stamp(version.frozenAt) : '',
        })}
        {kind === 'signing' && deadline && (
          <>
            {' '}
            {t('locked.signing.deadline')} <Deadline instant={deadline} />
          </>
        )}
      </p>
      <PostponementLine postponement={position.postponement} />
      <p className={styles.links}>
        {version && position.abilities.readVersions && (
          <Link to={`/positions/${position.id}/versions/${number}`}>{t('locked.toVersion', { number })}</Link>
        )}
        {position.releaseInForce && (
          <a href={`/read/${position.releaseInForce}`}>
            {t(position.suspendedBy.length > 0 ? 'locked.toSuspended' : 'locked.toRelease')}
          </a>
        )}
        <WithCorrigenda count={position.issuedCorrigenda} />
      </p>
    </Banner>
  )
}
