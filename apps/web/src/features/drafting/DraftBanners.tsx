import type { PositionDetail } from '@samsyn/protocol'
import { statusKinds } from '../../ui/status-kind.ts'
import { ReportLine } from '../report/ReportLine.tsx'
import { PurgedNotice } from '../spill/PurgedNotice.tsx'
import { useConnectionState } from './connection/connection-states.ts'
import type { Draft } from './connection/use-draft.ts'
import styles from './Drafting.module.css'
import { LockedBanner } from './LockedBanner.tsx'
import { RefusedPanel } from './RefusedPanel.tsx'

interface Props {
  readonly position: PositionDetail
  readonly draft: Draft
}

/** What must be known of this draft before reading it: text of one's own that is not in it, and that it is locked, or was purged. */
export function DraftBanners({ position, draft }: Props) {
  const isFrozen = useConnectionState(draft.states, ({ status }) => status === 'frozen')
  const isLocked = isFrozen || statusKinds[position.status] !== 'draft'
  return (
    <div className={styles.banners}>
      <PurgedNotice draft={draft} />
      <ReportLine position={position} />
      {draft.refused && <RefusedPanel refused={draft.refused} onDismiss={draft.dismiss} />}
      {isLocked && <LockedBanner position={position} />}
    </div>
  )
}
