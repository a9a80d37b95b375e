import type { DecisionFault } from '@samsyn/export'
import type { ChainFault } from '@samsyn/storage'

/** What is wrong with a database. */
export type Fault =
  | { readonly kind: ChainFault; readonly atSequence: number }
  /** A version's text is not the one of its hash; it is not there, or no event tells of it. */
  | { readonly kind: VersionFault; readonly positionId: string; readonly version: number }
  | {
      readonly kind: DecisionFault | 'decision_untold' | 'decision_missing' | 'decision_unsigned'
      readonly positionId: string
      readonly roundId: string
      readonly decisionId: string
      readonly country: string
    }
  | { readonly kind: 'round_untold'; readonly positionId: string; readonly roundId: string }
  | { readonly kind: ReleaseFault; readonly positionId: string; readonly releaseId: string }
  /** Rows of the position cannot be read at all. */
  | { readonly kind: 'position_unreadable'; readonly positionId: string }

export type VersionFault = 'version_changed' | 'version_missing' | 'version_untold'
export type ReleaseFault = 'release_changed' | 'release_missing' | 'release_untold'

/** What was looked at, and what of it is wrong. */
export interface VerifyReport {
  readonly isSample: boolean
  readonly events: number
  readonly versions: number
  readonly signed: number
  readonly unsigned: number
  readonly tacit: number
  readonly releases: number
  readonly faults: readonly Fault[]
}

/** What is wrong, in words for whoever runs the server. */
const words: Readonly<Record<Fault['kind'], string>> = {
  sequence_broken: 'an event is missing, or stands in another place',
  row_changed: 'an event was changed',
  link_broken: 'an event does not follow the one before it',
  end_missing: 'the last events are missing',
  purge_untold: 'words of an event are gone, and no purge tells of it',
  version_changed: 'the text is not the one that was frozen: its hash is another',
  version_missing: 'the events tell of this version, and it is not there',
  version_untold: 'no event tells that this version was frozen',
  decision_untold: 'no event tells of this decision as it is stored',
  decision_missing: 'the events tell of this decision, and it is not there',
  decision_unsigned:
    'nobody signed this decision, and its person has a passkey or the workspace is no sample',
  signature_missing: 'what was signed is not there',
  statement_changed: 'the statement is not the one whose hash the decision names',
  statement_differs: 'the statement says something else than the decision',
  other_statement: 'the signature is one over another statement',
  other_place: 'the signature is for another address or purpose',
  user_not_verified: 'the device did not verify its person',
  key_unreadable: 'the public key cannot be read',
  signature_wrong: 'the signature was not made with this key over this statement',
  key_unknown: 'the events do not tell that this key was registered for this person before',
  round_untold: 'the round ended otherwise than the events tell, or no event tells of it',
  release_changed:
    'the final text says something else than its round: version, supporters, reservations or formula',
  release_missing: 'the events tell of this final text, and it is not there',
  release_untold: 'no event tells of this final text',
  position_unreadable: 'rows of this position cannot be read',
}

/** What was checked and what is wrong, a line each. */
export function linesOf(report: VerifyReport): readonly string[] {
  const { isSample, events, versions, signed, unsigned, tacit, releases, faults } = report
  return [
    `Events: ${events}, each hash and the chain of them`,
    `Versions: ${versions}, each text against its hash`,
    `Decisions: ${signed} signed, each signature against its statement and key; ${tacit} tacit; ${unsigned} not signed`,
    `Final texts: ${releases}, each against its round`,
    ...(isSample ? ['This is a sample workspace: of what is not signed nobody can tell who gave it.'] : []),
    ...faults.map((fault) => `WRONG: ${placeOf(fault)}: ${words[fault.kind]} (${fault.kind})`),
    faults.length === 0 ? 'Nothing is wrong.' : `${faults.length} wrong.`,
  ]
}

function placeOf(fault: Fault): string {
  if ('atSequence' in fault) return `event ${fault.atSequence}`
  const at = `position ${fault.positionId}`
  if ('version' in fault) return `${at}, version ${fault.version}`
  if ('decisionId' in fault)
    return `${at}, round ${fault.roundId}, decision ${fault.decisionId} of ${fault.country}`
  if ('roundId' in fault) return `${at}, round ${fault.roundId}`
  if ('releaseId' in fault) return `${at}, final text ${fault.releaseId}`
  return at
}
