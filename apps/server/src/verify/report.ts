import type { CorrigendumFault, DecisionFault, LeadFault, TranslationFault } from '@samsyn/export'
import type { ChainFault } from '@samsyn/storage'

/** What is wrong with a database. */
export type Fault =
  | { readonly kind: ChainFault; readonly atSequence: number }
  /** A version's text is not the one of its hash; it is not there, or no event tells of it. */
  | { readonly kind: VersionFault; readonly positionId: string; readonly version: number }
  | {
      readonly kind: DecisionFault | GivenFault
      readonly positionId: string
      readonly roundId: string
      readonly decisionId: string
      readonly country: string
    }
  /** A confirmation of terms, a lift, a withdrawal of support or an objection to a corrigendum. */
  | {
      readonly kind: DecisionFault | ActFault
      readonly positionId: string
      readonly actId: string
      readonly country: string
    }
  | { readonly kind: RoundFault; readonly positionId: string; readonly roundId: string }
  | {
      readonly kind: 'confirmation_untold' | 'confirmation_missing'
      readonly positionId: string
      readonly roundId: string
      readonly country: string
    }
  | { readonly kind: ReleaseFault; readonly positionId: string; readonly releaseId: string }
  | {
      readonly kind: TranslationFault | 'translation_missing'
      readonly positionId: string
      readonly translationId: string
    }
  | {
      readonly kind: CorrigendumFault
      readonly positionId: string
      readonly releaseId: string
      readonly corrigendumId: string
    }
  /** A purge took what others have signed, and no lead of another party confirmed it; by the place of its event. */
  | { readonly kind: 'purge_unconfirmed'; readonly positionId: string; readonly purge: number }
  /** Rows of the position cannot be read at all, are gone, or nothing tells of them. */
  | { readonly kind: PositionFault | StateFault; readonly positionId: string }
  | LeadFault
  | { readonly kind: RoleFault; readonly personId: string; readonly role: string }
  /** Somebody came back, or could have, by two of whom a lead had to be one and none was. */
  | { readonly kind: 'recovery_unvouched'; readonly personId: string }
  | {
      readonly kind: 'passkey_untold' | 'passkey_missing'
      readonly passkeyId: string
      readonly personId: string | null
    }

/** Of somebody's roles by which they read, but those of leads. */
export type RoleFault = 'role_untold' | 'role_unapproved'
export type VersionFault = 'version_changed' | 'version_missing' | 'version_untold'
export type GivenFault =
  | 'decision_untold'
  | 'decision_missing'
  | 'decision_misplaced'
  | 'decision_tacit'
  | 'decision_unsigned'
  | 'decision_unled'
  | 'formula_differs'
export type ActFault =
  | 'act_untold'
  | 'act_missing'
  | 'act_misplaced'
  | 'act_unsigned'
  | 'act_unled'
  | 'act_formula_differs'
export type RoundFault =
  | 'silence_unlawful'
  | 'round_untold'
  | 'round_missing'
  | 'ending_untold'
  | 'outcome_wrong'
export type PositionFault = 'position_unreadable' | 'position_untold' | 'position_missing'
/** What is stored of a position now is not what its events come to. */
export type StateFault =
  | 'status_differs'
  | 'latest_version_differs'
  | 'release_in_force_differs'
  | 'suspension_differs'
  | 'parties_differ'
  | 'releasability_differs'
export type ReleaseFault =
  | 'release_time_differs'
  | 'release_changed'
  | 'release_missing'
  | 'release_untold'
  | 'supersession_differs'
  | 'terms_awaited'
  | 'silence_after_withdrawal'

/** Decisions that are signed, that are not, and that were given before any were. */
export type DecisionCount = 'signed' | 'unsigned' | 'before'

/** How much was looked at. */
export type VerifyCounts = Readonly<
  Record<DecisionCount | 'versions' | 'tacit' | 'releases' | 'translations' | 'acts' | 'corrigenda', number>
>

/** What was looked at, and what of it is wrong. */
export interface VerifyReport extends VerifyCounts {
  readonly isSample: boolean
  readonly events: number
  /** The last event's hash, on which all others rest; null where the chain fails. */
  readonly lastHash: string | null
  readonly faults: readonly Fault[]
}

/** What is wrong, in words for whoever runs the server. */
const words: Readonly<Record<Fault['kind'], string>> = {
  sequence_broken: 'an event is missing, or stands in another place',
  row_changed: 'an event was changed',
  link_broken: 'an event does not follow the one before it',
  end_missing: 'the last events are missing',
  purge_untold: 'words of an event are gone, and no purge tells of it',
  purge_unconfirmed:
    'a purge took what other countries have signed, and the events do not tell that a lead of another party confirmed it',
  version_changed: 'the text is not the one that was frozen: its hash is another',
  version_missing: 'the events tell of this version, and it is not there',
  version_untold: 'no event tells that this version was frozen',
  decision_untold: 'no event tells of this decision as it is stored',
  decision_missing: 'the events tell of this decision, and it is not there',
  decision_unsigned:
    'nobody signed this decision, and its person has a passkey or the workspace is no sample',
  decision_unled:
    'the events do not tell that whoever decided led for the country then, or stood in for somebody who did',
  signature_missing: 'what was signed is not there',
  statement_changed: 'the statement is not the one whose hash the decision names',
  statement_differs: 'the statement says something else than the decision',
  other_statement: 'the signature is one over another statement',
  other_place: 'the signature is for another address or purpose',
  user_not_verified: 'the device did not verify its person',
  key_unreadable: 'the public key cannot be read',
  signature_wrong: 'the signature was not made with this key over this statement',
  key_unknown: 'the events do not tell that this key was registered for this person before',
  decision_misplaced:
    'the decision stands in another order than the events tell, came while its round was not open, or is of no party to it',
  decision_tacit: 'silence is stored as a decision, which nothing stores',
  formula_differs: 'the formula that was signed is not the one of that moment',
  round_untold:
    'no event, or more than one, tells that the round was opened as it is: text, kind, parties, notice, reason, deadline',
  round_missing: 'the events tell of this round, and it is not there',
  ending_untold: 'the round ended otherwise than the events tell, or more than once',
  outcome_wrong: 'the round ended otherwise than its decisions come to',
  confirmation_untold:
    'no event from before confirmations were signed tells of this one, which nobody signed',
  confirmation_missing: 'the events from before confirmations were signed tell of one, and it is not there',
  release_changed:
    'the final text says something else than its round and position: version, supporters, reservations, formula, title, marking or reference; or not all had agreed',
  release_missing: 'the events tell of this final text, and it is not there',
  release_untold: 'no event tells of this final text',
  terms_awaited: 'the final text stands on terms that a country has not confirmed',
  silence_after_withdrawal:
    'the final text names a country that had withdrawn from the one before it, was silent in the round, and has not confirmed that it stands behind this one',
  supersession_differs: 'the final text is superseded by another than the events tell, or by none',
  translation_changed:
    'the working translation is not the one of its hash, or is of another text than it says',
  translation_missing: 'the events tell of this working translation, and it is not there',
  translation_untold: 'no event, or more than one, tells of this working translation as it is stored',
  act_untold:
    'no event tells of this confirmation, lift of a reservation, withdrawal of support or objection as it is stored',
  act_missing: 'the events tell of this confirmation, lift, withdrawal or objection, and it is not there',
  act_misplaced:
    'this act came where it could not: a confirmation that was not awaited, or a lift or withdrawal on an open round, of what did not stand, of another country, or before what it is about',
  act_unsigned: 'nobody signed this act, and its person has a passkey or the workspace is no sample',
  act_unled:
    'the events do not tell that whoever did this led for the country then, or stood in for somebody who did',
  act_formula_differs: 'the formula that was signed or told with this act is not the one of that moment',
  corrigendum_changed: 'the words of the corrigendum are not those of its hash, or are about another text',
  corrigendum_untold:
    'no event, or more than one, tells that the corrigendum was proposed, and ended, as it is stored',
  corrigendum_missing: 'the events tell of this corrigendum, and it is not there',
  corrigendum_misplaced:
    'the corrigendum ended when it could not: issued before its deadline or out of order, or objected to or withdrawn after it',
  position_unreadable: 'rows of this position cannot be read',
  position_untold: 'no event, or more than one, tells that this position was begun',
  position_missing: 'the events tell of this position, and it is not there',
  status_differs: 'the state of this position is not the one that its events come to',
  latest_version_differs: 'its newest version is not the one that its events tell of',
  release_in_force_differs: 'its final text in force is not the one that its events come to',
  suspension_differs: 'its final text is suspended by others than the events tell of, or by nobody',
  parties_differ: 'a country was asked in one of its rounds that is no party now',
  releasability_differs: 'it is releasable to others than the events tell',
  release_time_differs: 'the final text was released at another time than the event tells',
  silence_unlawful:
    'the silence was shorter than 48 hours of days on which its parties work, or did not end at an hour of a working day in Brussels',
  passkey_untold: 'the events do not tell that this passkey was added for this person with this key',
  lead_untold: 'the events do not tell how this person came to lead for the country',
  lead_unapproved: 'no lead of the country approved that this person leads for it',
  role_untold: 'the events do not tell how this person came to this role',
  role_unapproved: 'no lead approved that this person has this role, and one had to',
  recovery_unvouched:
    'a new way in for this person was confirmed without a lead, and one had to be of the two',
  passkey_missing: 'the events tell of this passkey, and it is not there',
}

/** What was checked and what is wrong, a line each. */
export function linesOf(report: VerifyReport): readonly string[] {
  const {
    isSample,
    events,
    lastHash,
    versions,
    signed,
    unsigned,
    before,
    tacit,
    releases,
    translations,
    acts,
    corrigenda,
    faults,
  } = report
  return [
    `Events: ${events}, each hash and the chain of them`,
    ...(lastHash === null ? [] : [`The chain ends with event ${events}, hash ${lastHash}`]),
    `Versions: ${versions}, each text against its hash`,
    `Decisions: ${signed} signed, each signature against its statement and key; ${tacit} tacit; ${unsigned} not signed`,
    ...(before === 0 ? [] : [`Decisions from before signatures, which rest on the chain alone: ${before}`]),
    `Final texts: ${releases}, each against its round`,
    ...(translations === 0
      ? []
      : [`Working translations: ${translations}, each against its hash and its text`]),
    `Confirmations, lifted reservations, withdrawals of support, reconfirmations and objections to corrigenda: ${acts}, each against its event and signature`,
    `Corrigenda: ${corrigenda}, each against its hash and its events`,
    ...(isSample ? ['This is a sample workspace: of what is not signed nobody can tell who gave it.'] : []),
    ...faults.map((fault) => `WRONG: ${placeOf(fault)}: ${words[fault.kind]} (${fault.kind})`),
    faults.length === 0 ? 'Nothing is wrong.' : `${faults.length} wrong.`,
  ]
}

function placeOf(fault: Fault): string {
  if ('atSequence' in fault) return `event ${fault.atSequence}`
  if ('passkeyId' in fault) return `passkey ${fault.passkeyId} of ${fault.personId}`
  if ('role' in fault) return `person ${fault.personId} as ${fault.role}`
  if (fault.kind === 'recovery_unvouched') return `person ${fault.personId}`
  if ('personId' in fault) return `lead ${fault.personId} of ${fault.country}`
  const at = `position ${fault.positionId}`
  if ('purge' in fault) return `${at}, event ${fault.purge}`
  if ('version' in fault) return `${at}, version ${fault.version}`
  if ('translationId' in fault) return `${at}, working translation ${fault.translationId}`
  if ('actId' in fault) return `${at}, act ${fault.actId} of ${fault.country}`
  if ('decisionId' in fault)
    return `${at}, round ${fault.roundId}, decision ${fault.decisionId} of ${fault.country}`
  if ('country' in fault) return `${at}, round ${fault.roundId}, ${fault.country}`
  if ('roundId' in fault) return `${at}, round ${fault.roundId}`
  if ('corrigendumId' in fault)
    return `${at}, final text ${fault.releaseId}, corrigendum ${fault.corrigendumId}`
  if ('releaseId' in fault) return `${at}, final text ${fault.releaseId}`
  return at
}
