import {
  type Act,
  type ActSignature,
  type ActStatement,
  actFormat,
  type CountryCode,
  type Lift,
  type Release,
  type Round,
  statementLasts,
  termsInFull,
  type VersionReference,
} from '@samsyn/domain'
import { canonicalText } from '@samsyn/editor'
import { checkStatement, type DecisionFault, type KnownKey } from './check-decision.ts'

/** A confirmation, a lift, a withdrawal, a reconfirmation or an objection to a corrigendum as it is stored beside what was signed. */
export interface CheckedAct {
  readonly id: string
  readonly positionId: string
  readonly roundId: string
  readonly version: VersionReference
  readonly releaseId: string | null
  readonly country: CountryCode
  readonly personId: string
  readonly deputyFor: string | null
  readonly act: Act
  readonly statementHash: string | null
  readonly at: string
}

/** What countries did beside answering: what they confirmed in a round, its lifts, the withdrawals from the release that came of it, who stood by it when its meeting was put off, and objections to its corrigenda. Confirmations of before they were signed are none. */
export function actsOf(
  positionId: string,
  round: Pick<Round, 'id' | 'version' | 'decisions' | 'confirmations'> & { readonly lifts?: readonly Lift[] },
  release:
    | (Pick<Release, 'id' | 'withdrawals'> & Partial<Pick<Release, 'reconfirmations' | 'corrigenda'>>)
    | null,
): readonly CheckedAct[] {
  const about = { positionId, roundId: round.id, version: round.version }
  const confirmations = round.confirmations.flatMap((confirmation): CheckedAct[] => {
    const { id, country, personId, deputyFor, of, statementHash, at } = confirmation
    if ((id ?? '') === '') return []
    // Of what is no reservation of this round the statement, if there is one, says another.
    const terms = termsInFull(of, round) ?? ({ kind: 'formula', partyFormula: '' } as const)
    const act = { kind: 'confirm_terms', of: terms } as const
    return [{ ...about, id, country, personId, deputyFor, releaseId: null, act, statementHash, at }]
  })
  // Packages of before there were lifts have none.
  const lifts = (round.lifts ?? []).map((lift): CheckedAct => {
    const { id, country, personId, deputyFor, releaseId, decisionId, statementHash, at } = lift
    const value = round.decisions.find((decision) => decision.id === decisionId)?.value
    const reservation =
      value?.kind === 'agree_with_reservation'
        ? { type: value.type, text: value.text, passage: value.passage }
        : // No reservation of theirs: the statement, if there is one, says another.
          ({ type: 'general', text: '', passage: null } as const)
    const act = { kind: 'lift_reservation', decisionId, reservation } as const
    return { ...about, id, country, personId, deputyFor, releaseId, act, statementHash, at }
  })
  const withdrawals = (release?.withdrawals ?? []).map((withdrawal): CheckedAct => {
    const { id, country, personId, deputyFor, reason, statementHash, at } = withdrawal
    const act = { kind: 'withdraw_support', reason } as const
    const by = { country, personId, deputyFor: deputyFor ?? null, statementHash: statementHash ?? null }
    return { ...about, id: id ?? '', releaseId: release?.id ?? null, ...by, act, at }
  })
  // Packages of before meetings could be put off have none.
  const reconfirmations = (release?.reconfirmations ?? []).map((reconfirmation): CheckedAct => {
    const { id, country, personId, deputyFor, meetingId, postponementId, statementHash, at } = reconfirmation
    const act = { kind: 'reconfirm_release', meetingId, postponementId } as const
    const by = { country, personId, deputyFor, statementHash }
    return { ...about, id, releaseId: release?.id ?? null, ...by, act, at }
  })
  const objections = (release?.corrigenda ?? []).flatMap(
    ({ id: corrigendumId, contentHash, ending }): CheckedAct[] => {
      if (ending?.kind !== 'objected') return []
      const { objectionId, country, personId, deputyFor, reason, statementHash, at } = ending
      const act = {
        kind: 'object_to_corrigendum',
        corrigendumId,
        corrigendumHash: contentHash,
        reason,
      } as const
      return [
        {
          ...about,
          id: objectionId,
          releaseId: release?.id ?? null,
          country,
          personId,
          deputyFor,
          act,
          statementHash,
          at,
        },
      ]
    },
  )
  return [...confirmations, ...lifts, ...withdrawals, ...reconfirmations, ...objections]
}

/** Checks an act against what its person signed and against the keys that were known of them; null where all of it is right. */
export function checkAct(
  act: CheckedAct,
  signature: ActSignature | null,
  keys: readonly KnownKey[],
): Promise<DecisionFault | null> {
  return checkStatement(act, signature, keys, (text) => isOf(readActStatement(text), act))
}

/** A statement of an act from its characters; null where they are none, or not in canonical form. */
export function readActStatement(text: string): ActStatement | null {
  try {
    const read = JSON.parse(text) as ActStatement
    return canonicalText(read) === text && read.format === actFormat ? read : null
  } catch {
    // What is no JSON is no statement.
    return null
  }
}

function isOf(statement: ActStatement | null, act: CheckedAct): boolean {
  if (!statement) return false
  const said = {
    id: statement.actId,
    positionId: statement.position?.id,
    roundId: statement.roundId,
    version: statement.version,
    releaseId: statement.releaseId,
    country: statement.delegation,
    personId: statement.person?.id,
    deputyFor: statement.deputyFor?.id ?? null,
    act: statement.act,
  }
  const { at, statementHash: _hash, ...stored } = act
  const taken = Date.parse(at) - Date.parse(statement.at)
  return canonicalText(said) === canonicalText(stored) && taken >= 0 && taken < statementLasts
}
