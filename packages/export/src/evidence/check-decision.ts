import {
  type CountryCode,
  type DecisionSignature,
  type DecisionStatement,
  type DecisionValue,
  effectOf,
  type Round,
  type StatementSignature,
  statementFormat,
  statementLasts,
  type VersionReference,
} from '@samsyn/domain'
import { canonicalText, textHash } from '@samsyn/editor'
import { checkSignature, fromBase64url, hexOf, type SignatureFault, sha256 } from './check-signature.ts'

/** A decision as it is stored beside what was signed. */
export interface CheckedDecision {
  readonly id: string
  readonly positionId: string
  readonly roundId: string
  readonly country: CountryCode
  readonly personId: string
  readonly deputyFor: string | null
  readonly version: VersionReference
  readonly value: DecisionValue
  readonly statementHash: string | null
  readonly at: string
}

/** What can be wrong with a signed decision, beside its signature. */
export const statementFaults = [
  /** Nothing is there that was signed, though the decision names it. */
  'signature_missing',
  /** The statement is not the one whose hash the decision names. */
  'statement_changed',
  /** The statement says something else than the decision. */
  'statement_differs',
  /** The key was not registered for this person before, as far as the events tell. */
  'key_unknown',
] as const

export type DecisionFault = SignatureFault | (typeof statementFaults)[number]

/** The keys that a person had registered by an instant in the chain: passkey and hash of the key. */
export type KnownKey = {
  readonly passkeyId: string
  readonly keyHash: string
  readonly personId: string | null
}

/** Checks a decision against what its person signed and against the keys that were known of them; null where all of it is right. */
export function checkDecision(
  decision: CheckedDecision,
  signature: DecisionSignature | null,
  keys: readonly KnownKey[],
): Promise<DecisionFault | null> {
  return checkStatement(decision, signature, keys, (text) => isOf(readStatement(text), decision))
}

/** Checks what a person signed of a deed: that it is its statement, says the same, and was signed with a key that was known of them. */
export async function checkStatement(
  { statementHash, personId }: { readonly statementHash: string | null; readonly personId: string },
  signature: StatementSignature | null,
  keys: readonly KnownKey[],
  saysTheSame: (statement: string) => boolean,
): Promise<DecisionFault | null> {
  if (!signature) return 'signature_missing'
  if (textHash(signature.statement) !== statementHash) return 'statement_changed'
  if (!saysTheSame(signature.statement)) return 'statement_differs'
  const publicKey = bytesOf(signature.publicKey)
  const fault = await checkSignature({
    statement: new TextEncoder().encode(signature.statement),
    authenticatorData: bytesOf(signature.authenticatorData),
    clientData: bytesOf(signature.clientDataJSON),
    signature: bytesOf(signature.signature),
    publicKey,
    origin: signature.origin,
    relyingParty: signature.relyingParty,
  })
  if (fault) return fault
  const keyHash = hexOf(await sha256(publicKey))
  const isKnown = keys.some(
    (key) => key.passkeyId === signature.passkeyId && key.personId === personId && key.keyHash === keyHash,
  )
  return isKnown ? null : 'key_unknown'
}

/** Whether what was signed says of a reservation that it does what it did in its round; what was signed before forums could say that, says nothing of it. */
export function saysWhatItDoes(
  signature: Pick<StatementSignature, 'statement'> | null,
  { value }: Pick<CheckedDecision, 'value'>,
  { reservationEffects }: Pick<Round, 'reservationEffects'>,
): boolean {
  const said = readStatement(signature?.statement ?? '')?.reservationEffect
  return said === undefined || said === effectOf(value, reservationEffects)
}

/** What is no base64url is no bytes that anybody signed. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  try {
    return fromBase64url(text)
  } catch {
    return new Uint8Array()
  }
}

/** A statement from its characters; null where they are none, or not in canonical form. */
export function readStatement(text: string): DecisionStatement | null {
  try {
    const read = JSON.parse(text) as DecisionStatement
    return canonicalText(read) === text && read.format === statementFormat ? read : null
  } catch {
    // What is no JSON is no statement.
    return null
  }
}

function isOf(statement: DecisionStatement | null, decision: CheckedDecision): boolean {
  if (!statement) return false
  const said = {
    id: statement.decisionId,
    positionId: statement.position?.id,
    roundId: statement.roundId,
    country: statement.delegation,
    personId: statement.person?.id,
    deputyFor: statement.deputyFor?.id ?? null,
    version: statement.version,
    value: statement.decision,
  }
  const { id, positionId, roundId, country, personId, deputyFor, version, value } = decision
  const taken = Date.parse(decision.at) - Date.parse(statement.at)
  return (
    canonicalText(said) ===
      canonicalText({ id, positionId, roundId, country, personId, deputyFor, version, value }) &&
    taken >= 0 &&
    taken < statementLasts
  )
}
