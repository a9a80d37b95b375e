import type { PositionDetail } from '@samsyn/protocol'
import type { ReactNode } from 'react'
import { MarkingLine } from '../../ui/MarkingLine.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { PositionStatus } from '../../ui/PositionStatus.tsx'
import { EventFeed } from '../events/EventFeed.tsx'
import { PositionActions } from '../position/PositionActions.tsx'
import { PositionFacts } from '../position/PositionFacts.tsx'
import styles from './Spill.module.css'
import { SpillNotice } from './SpillNotice.tsx'

/** What stands in the place of a joint text that is locked, and of own pages that are, too: that they are, and what can be known without it. */
export function LockedText({
  position,
  layers,
}: {
  readonly position: PositionDetail
  /** The ways to the other texts of the position. */
  readonly layers: ReactNode
}) {
  return (
    <div className={`page ${styles.page}`}>
      <PageHeader
        title={position.title}
        above={
          <>
            <PositionStatus position={position} />
            <MarkingLine text={position} />
          </>
        }
        actions={layers}
      />
      {position.spills.map((spill) => (
        <SpillNotice key={spill.id} position={position} spill={spill} />
      ))}
      <PositionActions position={position} />
      <PositionFacts position={position} />
      <EventFeed positionId={position.id} />
    </div>
  )
}
