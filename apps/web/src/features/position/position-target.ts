import type { PositionSummary } from '@samsyn/protocol'

type Target = Pick<PositionSummary, 'id' | 'abilities' | 'latestVersion' | 'releaseInForce'>

/** Where a person reads a position: the draft if they may, else the final text, else the newest version; null when none is theirs to read. */
export function positionTarget({ id, abilities, latestVersion, releaseInForce }: Target): string | null {
  if (abilities.readDraft) return `/positions/${id}`
  if (releaseInForce !== null) return releaseTarget(releaseInForce)
  if (abilities.readVersions && latestVersion > 0) return versionTarget(id, latestVersion)
  return null
}

/** The page of a frozen version. */
export function versionTarget(positionId: string, number: number): string {
  return `/positions/${positionId}/versions/${number}`
}

/** The reading page of a final text; in the other bundle. */
export function releaseTarget(releaseId: string): string {
  return `/read/${releaseId}`
}
