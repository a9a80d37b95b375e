import type { VersionReference } from '@samsyn/domain'

/**
 * A release's reference: short enough to say aloud in a meeting, the same on screen and on paper, and begun like the
 * fingerprint of the text it names.
 */
export function releaseReference({ number, contentHash }: VersionReference): string {
  return `SAM ${contentHash.slice(0, 6).toUpperCase()} v${number}`
}
