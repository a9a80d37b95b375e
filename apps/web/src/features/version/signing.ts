import { type CountryCode, decisionStatement } from '@samsyn/domain'
import { canonicalText, contentHash, type DocJson, textHash } from '@samsyn/editor'
import {
  type PersonCard,
  type PositionDetail,
  type RoundDetail,
  type RouteBody,
  type RouteResponse,
  routes,
  type VersionDetail,
} from '@samsyn/protocol'
import { signWithPasskey } from '../../app/passkeys.ts'

/** The answer that a person gives for their country. */
export type GivenDecision = RouteBody<'giveDecision'>['value']

/** The answer as the route takes it, without the spaces around its words: it is prepared, shown and compared in this form alone. */
export function asGiven(value: GivenDecision): GivenDecision {
  return routes.prepareDecision.body.shape.value.parse(value)
}

/** What the server made to be signed is not what the person chose, or not on the text that the page shows. */
export class StatementAltered extends Error {
  override readonly name = 'StatementAltered'
}

/** What a person sees when they decide. */
export interface Deciding {
  readonly position: Pick<PositionDetail, 'id' | 'title' | 'draftingLanguage' | 'deputyFor'>
  readonly version: Pick<VersionDetail, 'number' | 'doc'>
  readonly round: Pick<RoundDetail, 'id' | 'parties' | 'decisions'>
  readonly country: CountryCode
  readonly person: Pick<PersonCard, 'id' | 'name'>
}

type Prepared = RouteResponse<'prepareDecision'>

/**
 * The characters to sign, if the statement says exactly what was chosen here, on the text shown here, whose hash is taken once more from
 * what is shown. Only its id and its time are the server's to say. Throws `StatementAltered`.
 */
export function statementToSign(
  { statement }: Pick<Prepared, 'statement'>,
  value: GivenDecision,
  { position, version, round, country, person }: Deciding,
): string {
  // As for the fingerprint: the stored text was checked against the editor's schema.
  const shown = { number: version.number, contentHash: contentHash(version.doc as unknown as DocJson) }
  const chosen = decisionStatement(
    position,
    { id: round.id, parties: round.parties, decisions: round.decisions, version: shown },
    {
      decisionId: statement.decisionId,
      delegation: country,
      person,
      deputyFor: position.deputyFor,
      decision: value,
      at: statement.at,
    },
  )
  const text = canonicalText(chosen)
  if (canonicalText(statement) !== text) throw new StatementAltered()
  return text
}

/** Has the person sign the statement with a passkey. Throws `StatementAltered` and `PasskeyError`. */
export async function signStatement(
  prepared: Prepared,
  value: GivenDecision,
  deciding: Deciding,
  signal: AbortSignal,
): Promise<RouteBody<'signDecision'>> {
  const statement = statementToSign(prepared, value, deciding)
  const challenge = base64url(textHash(statement))
  return { statement, assertion: await signWithPasskey({ ...prepared.signing, challenge }, signal) }
}

/** Bytes that are written in hexadecimal, as WebAuthn writes them. */
function base64url(hex: string): string {
  const bytes = hex.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? []
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
