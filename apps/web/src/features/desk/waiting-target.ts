import { assertNever } from '@samsyn/domain'
import type { DeskItem } from '@samsyn/protocol'
import { positionTarget, releaseTarget, versionTarget } from '../position/position-target.ts'

/** Where one does what waits; null when nothing of the position is this person's to open. */
export function waitingTarget({
  kind,
  position,
  threadId,
  versionNumber,
  contributors,
}: DeskItem): string | null {
  switch (kind) {
    case 'decide':
    case 'release':
    case 'confirm':
    case 'reopen':
    case 'chase':
    case 'chase_terms':
    case 'reissue':
      return position.latestVersion > 0 ? versionTarget(position.id, position.latestVersion) : null
    case 'object_to_corrigendum':
    case 'corrigendum_runs':
    case 'reconfirm':
    case 'reconfirm_runs':
      return versionNumber === null ? null : versionTarget(position.id, versionNumber)
    case 'handle_spill':
    case 'confirm_purge':
      return `/positions/${position.id}`
    case 'open_round':
    case 'draft':
    case 'start_coordination':
      return positionTarget(position)
    case 'answer':
      return `/positions/${position.id}?thread=${threadId}`
    case 'send_contribution':
    case 'contribution':
      return `/positions/${position.id}?contribution=${contributors[0]}`
    case 'report':
      return position.releaseInForce === null ? null : `${releaseTarget(position.releaseInForce)}/report`
    case 'consolidate':
    case 'note_report':
      return `/positions/${position.id}/reports`
    case 'read':
    case 'suspended':
      return position.releaseInForce === null
        ? positionTarget(position)
        : releaseTarget(position.releaseInForce)
    default:
      return assertNever(kind)
  }
}
