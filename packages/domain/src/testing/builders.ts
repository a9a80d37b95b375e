import type { Command, TransitionContext } from '../command.ts'
import { type Corrigendum, type CorrigendumText, corrigendumFormat } from '../corrigendum.ts'
import type { CountryCode } from '../country.ts'
import type { PositionEvent, PositionEventType } from '../events.ts'
import type { Grant, Person, Role } from '../people.ts'
import type {
  ClosedRound,
  Decision,
  DecisionValue,
  Position,
  PositionLife,
  PositionStatus,
  Postponement,
  Round,
  VersionReference,
} from '../position.ts'
import { usualReservationEffects } from '../reservation-effects.ts'

/** The instant at which tests play, the deadline of their rounds, and the first instant after it. */
export const now = '2026-11-23T09:00:00.000Z'
export const deadline = '2026-11-30T11:00:00.000Z'
export const afterDeadline = '2026-11-30T11:00:00.001Z'

/** Who acts, and when. */
export const at = (instant: string, personId = 'lead-fi'): TransitionContext => ({ now: instant, personId })

/** A 64-digit hash that is easily told apart from the next. */
export const hash = (number: number): string => number.toString(16).padStart(64, '0')

/** A version named by its number, with the hash that goes with it. */
export const version = (number: number): VersionReference => ({ number, contentHash: hash(number) })

/** A position of Finland and Sweden, Finland holding the pen; `life` and all else can be given. */
export function buildPosition(more: Partial<Position> = {}): Position {
  return {
    id: 'a-position',
    revision: 7,
    title: 'Sample: comments on a form',
    dossierId: 'a-dossier',
    forumId: 'a-forum',
    agendaItemId: null,
    instrument: 'joint_position',
    parties: ['FI', 'SE'],
    penholder: 'FI',
    draftingLanguage: 'en',
    marking: 'parties',
    releasableTo: [],
    latestVersion: 2,
    releaseInForce: null,
    suspendedBy: [],
    postponement: null,
    lockedTexts: [],
    life: { status: 'in_coordination' },
    createdAt: '2026-11-01T09:00:00.000Z',
    createdBy: 'drafter-fi',
    ...more,
  }
}

/** What is asked since the meeting of `release-1` was put off. */
export function buildPostponement(more: Partial<Postponement> = {}): Postponement {
  return {
    id: 'postponement-1',
    meetingId: 'a-meeting',
    releaseId: 'release-1',
    version: version(2),
    startsAt: '2026-12-03T08:00:00.000Z',
    asked: ['FI', 'SE'],
    reconfirmed: [],
    ...more,
  }
}

/** A country's answer on version 2. */
export function buildDecision(country: CountryCode, value: DecisionValue = { kind: 'agree' }): Decision {
  const id = `decision-of-${country.toLowerCase()}`
  return {
    id,
    country,
    personId: `lead-${country.toLowerCase()}`,
    version: version(2),
    value,
    deputyFor: null,
    statementHash: null,
    at: now,
  }
}

/** An answer that keeps point 4 open for good. */
export const substantive = {
  kind: 'agree_with_reservation',
  type: 'substantive',
  text: 'We cannot associate ourselves with point 4.',
  passage: 'within 12 months',
} as const satisfies DecisionValue

/** An open round on version 2 that nobody has answered. */
export function buildRound(more: Partial<Round> = {}): Round {
  return {
    id: 'round-1',
    kind: 'explicit',
    version: version(2),
    parties: ['FI', 'SE'],
    reservationEffects: usualReservationEffects,
    notice: 'Please reply.',
    openPointsReason: null,
    openedAt: '2026-11-20T09:00:00.000Z',
    openedBy: 'lead-fi',
    deadline,
    firstDeadline: deadline,
    extensionRequests: [],
    decisions: [],
    confirmations: [],
    lifts: [],
    ...more,
  }
}

/** A round on version 2 that both parties have agreed in. */
export function buildClosedRound(more: Partial<ClosedRound> = {}): ClosedRound {
  const decisions = [buildDecision('FI'), buildDecision('SE')]
  return { ...buildRound({ decisions }), outcome: 'unanimous', closedAt: now, ...more }
}

const slip: CorrigendumText = {
  format: corrigendumFormat,
  corrigendumId: 'corrigendum-1',
  position: { id: 'a-position', title: 'Sample: comments on a form' },
  release: { id: 'release-1', reference: 'SAMSYN 1' },
  version: version(2),
  section: { id: 'section-1', title: 'Comments' },
  passage: 'Article 12(3)',
  reading: 'Article 13(2)',
  reason: 'The articles were renumbered.',
}

/** A corrigendum of `release-1` whose period runs. */
export function buildCorrigendum(more: Partial<Corrigendum> = {}): Corrigendum {
  return {
    id: 'corrigendum-1',
    text: slip,
    contentHash: hash(8),
    deadline,
    proposedBy: 'secretariat',
    proposedAt: '2026-11-20T09:00:00.000Z',
    ending: null,
    ...more,
  }
}

const release = { releaseId: 'release-1' }

/** One life of each status. */
export const lives: Readonly<Record<PositionStatus, PositionLife>> = {
  draft: { status: 'draft' },
  in_coordination: { status: 'in_coordination' },
  frozen: { status: 'frozen', version: version(2) },
  in_sign_off: { status: 'in_sign_off', round: buildRound() },
  agreed: { status: 'agreed', round: buildClosedRound() },
  agreed_with_reservations: {
    status: 'agreed_with_reservations',
    round: buildClosedRound({ outcome: 'unanimous_with_reservations' }),
  },
  not_agreed: { status: 'not_agreed', round: buildClosedRound({ outcome: 'objected' }) },
  released: { status: 'released', ...release },
  used: { status: 'used', ...release },
  reported: { status: 'reported', ...release },
  closed: { status: 'closed', ...release },
  withdrawn: { status: 'withdrawn', reason: 'No longer needed.', wasShared: true },
  superseded: { status: 'superseded', byPositionId: 'another-position' },
}

/** A position in a state of life, with a release in force where that state has one. */
export const positionIn = (status: PositionStatus, more: Partial<Position> = {}): Position =>
  buildPosition({
    life: lives[status],
    releaseInForce: 'releaseId' in lives[status] ? release.releaseId : null,
    ...more,
  })

/** One well-formed command of each type, about the round and version of `lives`. */
export const commands: { readonly [Type in Command['type']]: Extract<Command, { type: Type }> } = {
  rename: { type: 'rename', title: 'Another title' },
  start_coordination: { type: 'start_coordination' },
  freeze: { type: 'freeze', contentHash: hash(3), name: '' },
  name_version: { type: 'name_version', number: 2, name: 'sent to capitals' },
  reopen_draft: { type: 'reopen_draft', reason: 'A point was left out.' },
  open_round: {
    type: 'open_round',
    roundId: 'round-2',
    version: version(2),
    notice: 'Please reply.',
    deadline,
    reservationEffects: usualReservationEffects,
    pointsToClose: 0,
    openPoints: 0,
    openPointsReason: null,
    silence: null,
  },
  decide: {
    type: 'decide',
    decisionId: 'decision-1',
    roundId: 'round-1',
    country: 'FI',
    version: version(2),
    value: { kind: 'agree' },
    shownFormula: null,
    deputyFor: null,
    statementHash: hash(7),
  },
  ask_extension: {
    type: 'ask_extension',
    roundId: 'round-1',
    country: 'SE',
    deputyFor: null,
    until: '2026-12-02T11:00:00.000Z',
    reason: 'The committee meets on Tuesday.',
  },
  grant_extension: {
    type: 'grant_extension',
    roundId: 'round-1',
    deadline: '2026-12-02T11:00:00.000Z',
    cutOff: null,
  },
  confirm_terms: {
    type: 'confirm_terms',
    confirmationId: 'confirmation-1',
    statementHash: hash(7),
    shownFormula: null,
    roundId: 'round-1',
    deputyFor: null,
    country: 'SE',
    of: { kind: 'reservation', decisionId: 'decision-of-fi' },
  },
  remind: { type: 'remind', roundId: 'round-1', lastAt: null },
  extend_releasability: {
    type: 'extend_releasability',
    country: 'NO',
    ground: 'comix',
    reference: '14862/22 COMIX',
  },
  end_releasability: { type: 'end_releasability', country: 'NO', reason: 'Withdrawn by its originator.' },
  pass_deadline: { type: 'pass_deadline' },
  put_off_deadline: { type: 'put_off_deadline', lockedAt: '2026-11-23T08:00:00.000Z' },
  release: { type: 'release', releaseId: 'release-2' },
  withdraw_support: {
    type: 'withdraw_support',
    withdrawalId: 'withdrawal-1',
    releaseId: 'release-1',
    country: 'SE',
    deputyFor: null,
    statementHash: null,
    reason: 'The mandate has changed.',
    supporters: ['FI', 'SE'],
  },
  postpone_meeting: {
    type: 'postpone_meeting',
    postponementId: 'postponement-1',
    meetingId: 'a-meeting',
    startsAt: '2026-12-03T08:00:00.000Z',
    becomes: null,
    release: { id: 'release-1', version: version(2), supporters: ['FI', 'SE'] },
  },
  cancel_meeting: {
    type: 'cancel_meeting',
    meetingId: 'a-meeting',
    startsAt: '2026-12-03T08:00:00.000Z',
  },
  reconfirm_release: {
    type: 'reconfirm_release',
    reconfirmationId: 'reconfirmation-1',
    releaseId: 'release-1',
    postponementId: 'postponement-1',
    country: 'SE',
    deputyFor: null,
    statementHash: null,
  },
  /** Of the final text: before there is one, `release` is null. */
  lift_reservation: {
    type: 'lift_reservation',
    liftId: 'lift-1',
    decisionId: 'decision-of-fi',
    country: 'FI',
    deputyFor: null,
    statementHash: null,
    shownFormula: null,
    release: {
      id: 'release-1',
      version: version(2),
      standing: [{ decisionId: 'decision-of-fi', country: 'FI' }],
    },
  },
  propose_corrigendum: {
    type: 'propose_corrigendum',
    corrigendum: {
      id: 'corrigendum-2',
      text: { ...slip, corrigendumId: 'corrigendum-2' },
      contentHash: hash(9),
    },
    deadline: '2026-11-24T11:00:00.000Z',
    timesInSection: 1,
    others: [],
    partiesWithoutLead: [],
  },
  object_to_corrigendum: {
    type: 'object_to_corrigendum',
    corrigendum: buildCorrigendum(),
    objectionId: 'objection-1',
    country: 'SE',
    deputyFor: null,
    reason: 'That is no slip.',
    statementHash: null,
  },
  withdraw_corrigendum: { type: 'withdraw_corrigendum', corrigendum: buildCorrigendum() },
  /** After its deadline. */
  end_corrigendum: {
    type: 'end_corrigendum',
    corrigendum: buildCorrigendum({ deadline: now }),
    issued: 0,
    wasLocked: false,
    partiesWithoutLead: [],
  },
  mark_used: { type: 'mark_used' },
  receive_report: { type: 'receive_report' },
  close: { type: 'close' },
  withdraw: { type: 'withdraw', reason: 'No longer needed.' },
  supersede: { type: 'supersede', byPositionId: 'another-position', byReleaseId: 'another-release' },
}

const lifted = {
  liftId: 'lift-1',
  decisionId: 'decision-of-fi',
  country: 'FI',
  deputyFor: null,
  contentHash: hash(2),
  statementHash: hash(7),
} as const

const corrected = {
  corrigendumId: 'corrigendum-1',
  releaseId: 'release-1',
  contentHash: hash(2),
  corrigendumHash: hash(8),
} as const

/** One event of each type. What it tells of a draft was after `now`; its words all say so. */
export const eventOf: { readonly [Type in PositionEventType]: Extract<PositionEvent, { type: Type }> } = {
  'position.created': { type: 'position.created' },
  'position.renamed': { type: 'position.renamed', title: 'words-of-title' },
  'coordination.started': { type: 'coordination.started' },
  'version.frozen': { type: 'version.frozen', number: 3, contentHash: hash(3) },
  'version.named': { type: 'version.named', number: 2, name: 'words-of-name' },
  'draft.reopened': { type: 'draft.reopened', reason: 'words-of-reason', from: 'frozen' },
  'round.opened': {
    type: 'round.opened',
    roundId: 'round-1',
    number: 2,
    contentHash: hash(2),
    deadline,
    // They stay as long as the round does.
    notice: 'The parties are asked.',
    openPointsReason: null,
  },
  'decision.given': {
    type: 'decision.given',
    decisionId: 'decision-1',
    roundId: 'round-1',
    country: 'FI',
    value: 'object',
    contentHash: hash(2),
    deputyFor: null,
    statementHash: hash(7),
  },
  'terms.confirmed': {
    type: 'terms.confirmed',
    confirmationId: 'confirmation-1',
    roundId: 'round-1',
    deputyFor: null,
    country: 'SE',
    of: 'reservation',
    decisionId: 'decision-of-fi',
    partyFormula: 'This text is put forward by Finland and Sweden.',
    contentHash: hash(2),
    statementHash: hash(7),
  },
  'extension.asked': {
    type: 'extension.asked',
    roundId: 'round-1',
    country: 'SE',
    until: '2026-12-02T11:00:00.000Z',
    reason: 'words-of-reason',
  },
  'round.extended': {
    type: 'round.extended',
    roundId: 'round-1',
    from: deadline,
    deadline: '2026-12-01T11:00:00.000Z',
  },
  'round.reminded': { type: 'round.reminded', roundId: 'round-1', countries: ['SE'] },
  'round.closed': { type: 'round.closed', roundId: 'round-1', outcome: 'objected' },
  'silence.taken': { type: 'silence.taken', roundId: 'round-1', countries: ['SE'], contentHash: hash(2) },
  'release.issued': { type: 'release.issued', releaseId: 'release-1', contentHash: hash(2) },
  'release.superseded': { type: 'release.superseded', releaseId: 'release-0', byReleaseId: 'release-1' },
  'support.withdrawn': {
    type: 'support.withdrawn',
    withdrawalId: 'withdrawal-1',
    releaseId: 'release-1',
    country: 'SE',
    deputyFor: null,
    statementHash: hash(7),
  },
  'meeting.postponed': {
    type: 'meeting.postponed',
    postponementId: 'postponement-1',
    meetingId: 'a-meeting',
    startsAt: '2026-12-03T08:00:00.000Z',
    becomes: null,
    releaseId: 'release-1',
    asked: ['FI', 'SE'],
  },
  'meeting.cancelled': {
    type: 'meeting.cancelled',
    meetingId: 'a-meeting',
    startsAt: '2026-12-03T08:00:00.000Z',
  },
  'release.reconfirmed': {
    type: 'release.reconfirmed',
    reconfirmationId: 'reconfirmation-1',
    releaseId: 'release-1',
    postponementId: 'postponement-1',
    meetingId: 'a-meeting',
    country: 'SE',
    deputyFor: null,
    contentHash: hash(2),
    statementHash: hash(7),
  },
  'reservation.lifted': { type: 'reservation.lifted', roundId: 'round-1', ...lifted },
  'release.reservation_lifted': { type: 'release.reservation_lifted', releaseId: 'release-1', ...lifted },
  'translation.issued': {
    type: 'translation.issued',
    translationId: 'translation-1',
    releaseId: 'release-1',
    translates: hash(2),
    language: 'sv',
    number: 1,
    title: 'Exempel: synpunkter på ett formulär',
    contentHash: hash(21),
    country: 'FI',
  },
  'corrigendum.proposed': { type: 'corrigendum.proposed', ...corrected, deadline },
  'corrigendum.objected': {
    type: 'corrigendum.objected',
    ...corrected,
    objectionId: 'objection-1',
    country: 'SE',
    deputyFor: null,
    statementHash: hash(7),
  },
  'corrigendum.withdrawn': { type: 'corrigendum.withdrawn', ...corrected },
  'corrigendum.issued': { type: 'corrigendum.issued', ...corrected, number: 1 },
  'corrigendum.lapsed': { type: 'corrigendum.lapsed', ...corrected, why: 'not_in_force' },
  'release.used': { type: 'release.used' },
  'report.received': { type: 'report.received' },
  'report.submitted': {
    type: 'report.submitted',
    reportId: 'report-1',
    releaseId: 'release-1',
    country: 'FI',
  },
  'report.consolidated': { type: 'report.consolidated', consolidationId: 'consolidation-1' },
  'report.noted': { type: 'report.noted', consolidationId: 'consolidation-1', country: 'FI' },
  'follow_up.opened': { type: 'follow_up.opened', followUpId: 'report-1-1', owner: 'FI' },
  'follow_up.changed': {
    type: 'follow_up.changed',
    followUpId: 'report-1-1',
    owner: 'FI',
    state: 'in_progress',
  },
  'position.closed': { type: 'position.closed' },
  'position.withdrawn': { type: 'position.withdrawn', reason: 'words-of-reason' },
  'position.superseded': { type: 'position.superseded', byPositionId: 'another-position' },
  'mandate.shared': { type: 'mandate.shared', country: 'FI', standing: 'pending' },
  'mandate.unshared': { type: 'mandate.unshared', country: 'FI' },
  'suggestion.decided': {
    type: 'suggestion.decided',
    suggestionId: 'suggestion-1',
    verdict: 'rejected',
    decidedAt: afterDeadline,
    proposerId: 'drafter-fi',
    proposedAt: afterDeadline,
    inserted: 'words-inserted',
    deleted: '',
    formatted: '',
    reason: 'words-of-reason',
  },
  'proposal.settled': {
    type: 'proposal.settled',
    proposalId: 'proposal-1',
    outcome: 'declined',
    proposerId: 'drafter-fi',
    proposerCountry: 'FI',
    proposedAt: afterDeadline,
    kind: 'replace',
    quote: 'words-of-quote',
    text: 'words-of-text',
    reason: 'words-of-reason',
  },
  'contribution.sent': { type: 'contribution.sent', contributionId: 'contribution-1', country: 'FI' },
  'contribution.withdrawn': {
    type: 'contribution.withdrawn',
    contributionId: 'contribution-1',
    country: 'FI',
    sentAt: afterDeadline,
  },
  'releasability.extended': {
    type: 'releasability.extended',
    country: 'NO',
    ground: 'comix',
    reference: 'words-of-reference',
  },
  'releasability.ended': { type: 'releasability.ended', country: 'NO', reason: 'words-of-reason' },
  'limite.confirmed': {
    type: 'limite.confirmed',
    ground: 'authorised',
    reference: 'words-of-reference',
    source: 'typed',
  },
  'section.agreed': {
    type: 'section.agreed',
    sectionId: 'section-1',
    title: 'words-of-title',
    sectionHash: hash(5),
  },
  'section.closed': {
    type: 'section.closed',
    sectionId: 'section-1',
    title: 'words-of-title',
    sectionHash: hash(5),
  },
  'section.reopened': {
    type: 'section.reopened',
    sectionId: 'section-1',
    title: 'words-of-title',
    reason: 'words-of-reason',
  },
  'authorship.refused': { type: 'authorship.refused', clientId: 7, ownerId: 'drafter-fi' },
  'spill.reported': { type: 'spill.reported', spillId: 'spill-1', reason: 'A neutral reason.' },
  'spill.ended': { type: 'spill.ended', spillId: 'spill-1', reason: 'A neutral reason.' },
  'pages_spill.reported': {
    type: 'pages_spill.reported',
    spillId: 'spill-2',
    ofPages: 'FI',
    reason: 'words-of-report',
  },
  'pages_spill.ended': {
    type: 'pages_spill.ended',
    spillId: 'spill-2',
    ofPages: 'FI',
    reason: 'words-of-end',
  },
  'spill.purged': {
    type: 'spill.purged',
    spillId: 'spill-1',
    reason: 'A neutral reason.',
    signers: ['FI'],
    askId: 'ask-1',
    version: 2,
    entries: 7,
    versions: 1,
    remarks: 3,
    events: 4,
  },
  'pages_spill.purged': {
    type: 'pages_spill.purged',
    spillId: 'spill-1',
    ofPages: 'FI',
    reason: 'A neutral reason.',
    version: null,
    entries: 7,
    versions: 0,
    remarks: 0,
    events: 0,
  },
  'purge.asked': {
    type: 'purge.asked',
    askId: 'ask-1',
    spillId: 'spill-1',
    askedBy: 'DK',
    version: 2,
    reason: 'A neutral reason.',
    signers: ['FI', 'SE'],
  },
  'purge.declined': { type: 'purge.declined', askId: 'ask-1', spillId: 'spill-1', askedBy: 'DK' },
  'purge.withdrawn': { type: 'purge.withdrawn', askId: 'ask-1', spillId: 'spill-1', askedBy: 'DK' },
  'event.purged': { type: 'event.purged', was: 'position.renamed' },
}

/** A role for a country, everywhere and without end. */
export function buildGrant(role: Role, country: CountryCode | null, more: Partial<Grant> = {}): Grant {
  return {
    role,
    country,
    scope: { kind: 'everything' },
    readsDrafts: false,
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: null,
    ...more,
  }
}

/** A person with these grants. */
export function buildPerson(grants: readonly Grant[], more: Partial<Person> = {}): Person {
  const country = grants[0]?.country ?? null
  return {
    id: 'a-person',
    name: 'A person',
    country,
    ministryId: null,
    language: 'en',
    isDisabled: false,
    grants,
    deputyships: [],
    ...more,
  }
}
