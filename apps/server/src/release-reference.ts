import type { Position } from '@samsyn/domain'

/** A release's reference: short enough to say aloud in a meeting, and the same on screen and on paper. */
export function releaseReference(position: Position, versionNumber: number): string {
  return `SAM ${position.id.slice(0, 8).toUpperCase()} v${versionNumber}`
}
