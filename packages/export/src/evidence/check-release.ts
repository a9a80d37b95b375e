import { buildRelease, type ClosedRound, type Release } from '@samsyn/domain'
import { canonicalText } from '@samsyn/editor'

/** Whether a final text is the one that its round comes to: version, supporters, reservations and party formula. */
export function isAsAgreed(release: Release, round: ClosedRound): boolean {
  try {
    const { id, reference, title, draftingLanguage, marking, positionId } = release
    const built = buildRelease({ id: positionId, title, draftingLanguage, marking }, round, {
      id,
      reference,
      now: release.releasedAt,
      personId: release.releasedBy,
    })
    return said(built) === said(release)
  } catch {
    // The round did not end in agreement.
    return false
  }
}

function said({ roundId, version, supporters, reservations, partyFormula }: Release): string {
  return canonicalText({ roundId, version, supporters, reservations, partyFormula })
}
