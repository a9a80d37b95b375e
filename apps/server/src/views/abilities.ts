import {
  areSectionsMarked,
  awaitedIn,
  awaitedReconfirmations,
  type CountryCode,
  can,
  changeableReleasability,
  decidingAs,
  isBehind,
  isDraftOpen,
  isJoint,
  isLocked,
  isOver,
  mayReportSpill,
  type Person,
  type Position,
  unmetRequests,
} from '@samsyn/domain'
import type { Abilities } from '@samsyn/protocol'

/** What the person may do with the position at this instant: rights and state together. */
export function abilitiesOf(person: Person, position: Position, now: string): Abilities {
  const may = (action: Parameters<typeof can>[1]) => can(person, action, position, now)
  const { status } = position.life
  const isOpen = isDraftOpen(position.life)
  const hasDecided = status === 'agreed' || status === 'agreed_with_reservations' || status === 'not_agreed'
  const hasRelease = status === 'released' || status === 'used'
  const deciding = decidingAs(person, position, now)
  const isAsked =
    deciding.ok && 'round' in position.life && position.life.round.parties.includes(deciding.value.country)
  return {
    rename: isOpen && may('position.rename'),
    startCoordination: status === 'draft' && may('coordination.start'),
    readDraft: may('draft.read'),
    editDraft: isOpen && may('draft.edit'),
    confirmLimite: !isOver(position.life) && may('draft.edit'),
    suggest: isOpen && may('draft.suggest'),
    resolveBrackets: isOpen && may('bracket.resolve'),
    comment: may('comment'),
    readVersions: may('version.read'),
    freeze: status === 'in_coordination' && may('version.freeze'),
    nameVersions:
      position.latestVersion > 0 &&
      status !== 'closed' &&
      status !== 'withdrawn' &&
      status !== 'superseded' &&
      may('version.freeze'),
    markSections: areSectionsMarked(position.life) && may('section.mark'),
    reopenSections: areSectionsMarked(position.life) && may('section.reopen'),
    reopenDraft:
      (status === 'frozen' || status === 'in_sign_off' || hasDecided || hasRelease) && may('draft.reopen'),
    openRound: status === 'frozen' && may('round.open'),
    remind: (status === 'in_sign_off' || awaitsConfirmation(position).length > 0) && may('round.remind'),
    decide: status === 'in_sign_off' && may('decision.give') && isAsked,
    withdrawSupport:
      position.releaseInForce !== null &&
      status !== 'reported' &&
      status !== 'closed' &&
      may('support.withdraw') &&
      deciding.ok,
    reconfirm:
      deciding.ok &&
      awaitedReconfirmations(position).includes(deciding.value.country) &&
      may('decision.give'),
    proposeCorrigendum: isCorrectable(position) && may('corrigendum.propose'),
    objectToCorrigendum: isCorrectable(position) && may('corrigendum.object') && deciding.ok,
    liftReservation:
      (status === 'agreed_with_reservations' || position.releaseInForce !== null) &&
      status !== 'closed' &&
      may('reservation.enter') &&
      deciding.ok,
    askExtension: status === 'in_sign_off' && may('extension.ask') && isAsked,
    grantExtension:
      status === 'in_sign_off' && unmetRequests(position.life.round).length > 0 && may('extension.grant'),
    objectLate:
      (status === 'agreed' || status === 'agreed_with_reservations') &&
      position.life.round.outcome === 'silence_held' &&
      may('decision.give') &&
      isAsked,
    withdrawBeforeRelease:
      (status === 'agreed' || status === 'agreed_with_reservations') &&
      may('decision.give') &&
      deciding.ok &&
      isBehind(position.life.round, deciding.value.country),
    confirmTerms:
      (status === 'in_sign_off' || status === 'agreed' || status === 'agreed_with_reservations') &&
      may('decision.give') &&
      isAsked,
    release:
      (status === 'agreed' || status === 'agreed_with_reservations') &&
      isJoint(position.life.round) &&
      awaitsConfirmation(position).length === 0 &&
      may('release.issue'),
    exportEvidence: may('evidence.export'),
    keepRecordNotes: may('archive.export'),
    reportSpill: !isLocked(position, null) && mayReportSpill({ person, subject: position, now }),
    setReleasability: changeableReleasability(position).length > 0 && may('releasability.set'),
    close: status === 'reported' && may('position.close'),
    withdraw:
      status !== 'closed' && status !== 'withdrawn' && status !== 'superseded' && may('position.withdraw'),
  }
}

/** The delegations that must still confirm terms of an agreed text before its release, each once. */
export function awaitsConfirmation(position: Position): readonly CountryCode[] {
  const { life } = position
  if (life.status !== 'agreed' && life.status !== 'agreed_with_reservations') return []
  return [...new Set(awaitedIn(position, life.round).map(({ country }) => country))]
}

/** Whether there is a final text that corrigenda are for. */
function isCorrectable({ releaseInForce, suspendedBy, life }: Position): boolean {
  return releaseInForce !== null && suspendedBy.length === 0 && !isOver(life)
}
