import { assertNever } from '@samsyn/domain'
import type { PositionDetail } from '@samsyn/protocol'

/** What a frozen version is just now: never a final text unless it says `final`. */
export type VersionState =
  | 'frozen'
  | 'in_sign_off'
  | 'agreed'
  | 'not_agreed'
  | 'reopened'
  | 'older'
  | 'final'
  | 'suspended'
  | 'superseded'
  | 'withdrawn'

/** The state of one version, which is the position's own only for the latest. */
export function versionState(
  { status, latestVersion, releases }: Pick<PositionDetail, 'status' | 'latestVersion' | 'releases'>,
  number: number,
): VersionState {
  const release = releases.find(({ versionNumber }) => versionNumber === number)
  if (status === 'withdrawn') return 'withdrawn'
  if (release) {
    if (release.supersededBy !== null || status === 'superseded') return 'superseded'
    return release.withdrawn.length > 0 ? 'suspended' : 'final'
  }
  if (number !== latestVersion) return 'older'
  switch (status) {
    case 'draft':
    case 'in_coordination':
      return 'reopened'
    case 'frozen':
    case 'in_sign_off':
    case 'not_agreed':
    case 'agreed':
      return status
    case 'agreed_with_reservations':
      return 'agreed'
    case 'superseded':
      return 'superseded'
    case 'released':
    case 'used':
    case 'reported':
    case 'closed':
      // Another version was released, so this one was passed over.
      return 'older'
    default:
      return assertNever(status)
  }
}
