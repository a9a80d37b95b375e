import type { PositionSummary } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { CountryList } from '../../ui/CountryList.tsx'
import { Deadline } from '../../ui/Deadline.tsx'
import { LockTag } from '../../ui/LockTag.tsx'
import { PositionStatus } from '../../ui/PositionStatus.tsx'
import { PostponementLine } from '../../ui/PostponementLine.tsx'
import { WithCorrigenda } from '../../ui/WithCorrigenda.tsx'
import { PositionLink } from './PositionLink.tsx'
import styles from './PositionRow.module.css'
import { positionTarget, releaseTarget } from './position-target.ts'

/** A position in a list: title, kind of text, where it stands, whose it is, and its final text if there is one. */
export function PositionRow({
  position,
  showsMeeting = true,
}: {
  readonly position: PositionSummary
  /** Not on the meeting's own page. */
  readonly showsMeeting?: boolean
}) {
  const tDomain = useT('domain')
  const t = useT('common')
  const { releaseInForce, openRound, meeting } = position
  const showsFinal = releaseInForce !== null && positionTarget(position) !== releaseTarget(releaseInForce)
  return (
    <div className={styles.row}>
      <div className={styles.title}>
        <PositionLink position={position} />
        <span className={styles.quiet}>
          {tDomain(`instrument.${position.instrument}`)}
          {showsMeeting && meeting && ` · ${meeting.forum.shortName}`}
        </span>
        <PostponementLine postponement={position.postponement} className={styles.postponed} />
      </div>
      <div className={styles.parties}>
        <CountryList countries={position.parties} muted={openRound?.missing ?? []} />
      </div>
      <div className={styles.state}>
        <PositionStatus position={position} />
        {position.locks.length > 0 && <LockTag />}
        {openRound && <Deadline instant={openRound.deadline} isBrief />}
      </div>
      <div className={styles.final}>
        {showsFinal && (
          <a href={releaseTarget(releaseInForce)} className="ds-link">
            {t(position.suspendedBy.length > 0 ? 'readSuspended' : 'readFinal')}
            <span className="visually-hidden">: {position.title}</span>
          </a>
        )}
        {showsFinal && position.issuedCorrigenda > 0 && ' '}
        <WithCorrigenda count={position.issuedCorrigenda} />
      </div>
    </div>
  )
}
