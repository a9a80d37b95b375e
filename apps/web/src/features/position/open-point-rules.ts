import { isReadBeyondMemberStates, type Marked, markingsIn, requiredSections } from '@samsyn/domain'
import type { LineMarking, OpenPointRules } from '@samsyn/editor'
import type { PositionDetail } from '@samsyn/protocol'

/** What is open in a position's text beside what stands open in it: the same here and at the gates of a version and a round. */
export function openPointRules({
  instrument,
  marking,
  releasableTo,
  isLimiteConfirmed,
}: Pick<PositionDetail, 'instrument' | keyof Marked | 'isLimiteConfirmed'>): OpenPointRules {
  const asksForLimite = isReadBeyondMemberStates({ marking, releasableTo }) && !isLimiteConfirmed
  const markingOf = (line: string): LineMarking | null => {
    const [found] = markingsIn([line])
    return found && (found.kind === 'classified' || asksForLimite) ? found : null
  }
  return { required: requiredSections[instrument], markingOf }
}
