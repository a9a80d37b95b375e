import {
  type Act,
  actStatement,
  type CorrigendumText,
  type CountryCode,
  corrigendumFormat,
  decisionStatement,
  formulaIfLifted,
  formulaOf,
  type Terms,
  termsInFull,
} from '@samsyn/domain'
import { canonicalText, contentHash, type DocJson, textHash } from '@samsyn/editor'
import {
  type CorrigendumDetail,
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
  readonly round: Pick<RoundDetail, 'id' | 'parties' | 'reservationEffects' | 'decisions'>
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
    { ...round, version: shown },
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

/** What a person does for their country beside answering; the formula that it comes to follows from what the page shows. */
export type GivenAct =
  | { readonly kind: 'confirm_terms'; readonly of: Terms }
  | { readonly kind: 'lift_reservation'; readonly decisionId: string }
  | { readonly kind: 'withdraw_support'; readonly releaseId: string; readonly reason: string }
  | {
      readonly kind: 'reconfirm_release'
      readonly releaseId: string
      readonly meetingId: string
      readonly postponementId: string
    }
  | {
      readonly kind: 'object_to_corrigendum'
      readonly corrigendum: CorrigendumDetail
      readonly reason: string
    }

/** What a person sees when they act. */
export interface Acting extends Omit<Deciding, 'round'> {
  readonly round: Pick<RoundDetail, 'id' | 'parties' | 'reservationEffects' | 'decisions' | 'lifts'>
  /** The final text that it is about; null before there is one. */
  readonly releaseId: string | null
}

export type AskedAct = RouteBody<'doAct'>['act']

/** The act as the route takes it, under the formula that the page shows and without the spaces around its words. */
export function asAsked(given: GivenAct, seen: Pick<Acting, 'position' | 'round' | 'releaseId'>): AskedAct {
  const formula = formulaShownWith(given, seen)
  const shown = formula === null ? {} : { shownFormula: formula }
  return routes.doAct.body.parse({ act: { ...askedOf(given, seen), ...shown } }).act
}

function askedOf(given: GivenAct, { round }: Pick<Acting, 'round'>) {
  if (given.kind === 'object_to_corrigendum')
    return { kind: given.kind, corrigendumId: given.corrigendum.id, reason: given.reason }
  if (given.kind === 'reconfirm_release') {
    const { kind, releaseId, postponementId } = given
    return { kind, releaseId, postponementId }
  }
  return given.kind === 'confirm_terms' ? { ...given, roundId: round.id } : given
}

/** The party formula that stands before whoever does this; null where none follows. */
export function formulaShownWith(
  given: GivenAct,
  { position, round, releaseId }: Pick<Acting, 'position' | 'round' | 'releaseId'>,
): string | null {
  if (given.kind === 'confirm_terms') return formulaOf(round, position.draftingLanguage)
  return given.kind === 'lift_reservation' && releaseId === null
    ? formulaIfLifted(round, given, position.draftingLanguage)
    : null
}

/** As `statementToSign`, for an act. */
export function actToSign(
  { statement }: Pick<RouteResponse<'prepareAct'>, 'statement'>,
  given: GivenAct,
  { position, version, round, country, person, releaseId }: Acting,
): string {
  const chosen = actStatement({
    actId: statement.actId,
    position,
    roundId: round.id,
    version: { number: version.number, contentHash: contentHash(version.doc as unknown as DocJson) },
    releaseId,
    delegation: country,
    person,
    deputyFor: position.deputyFor,
    act: actShown(given, { round, position }),
    partyFormula: formulaShownWith(given, { position, round, releaseId }),
    at: statement.at,
  })
  const text = canonicalText(chosen)
  if (canonicalText(statement) !== text) throw new StatementAltered()
  return text
}

function actShown(
  given: GivenAct,
  {
    round: { decisions },
    position,
  }: { readonly round: Pick<RoundDetail, 'decisions'>; readonly position: Pick<PositionDetail, 'id'> },
): Act {
  if (given.kind === 'withdraw_support') return { kind: given.kind, reason: given.reason.trim() }
  if (given.kind === 'reconfirm_release') {
    const { kind, meetingId, postponementId } = given
    return { kind, meetingId, postponementId }
  }
  if (given.kind === 'object_to_corrigendum') {
    const { corrigendum, reason } = given
    return {
      kind: given.kind,
      corrigendumId: corrigendum.id,
      corrigendumHash: corrigendumHash(corrigendum, position.id),
      reason: reason.trim(),
    }
  }
  if (given.kind === 'confirm_terms') {
    const of = termsInFull(given.of, { decisions })
    if (!of) throw new StatementAltered()
    return { kind: given.kind, of }
  }
  const value = decisions.find(({ id }) => id === given.decisionId)?.value
  if (value?.kind !== 'agree_with_reservation') throw new StatementAltered()
  return { ...given, reservation: value }
}

/** The hash of the words of a corrigendum as the page shows them. */
export function corrigendumHash(
  { id, release, title, version, section, passage, reading, reason }: CorrigendumDetail,
  positionId: string,
): string {
  const text: CorrigendumText = {
    format: corrigendumFormat,
    corrigendumId: id,
    position: { id: positionId, title },
    release: { id: release.id, reference: release.reference },
    version: { number: version.number, contentHash: version.contentHash },
    section: { id: section.id, title: section.title },
    passage,
    reading,
    reason,
  }
  return textHash(canonicalText(text))
}

/** Has the person sign an act with a passkey. Throws `StatementAltered` and `PasskeyError`. */
export async function signAct(
  prepared: RouteResponse<'prepareAct'>,
  given: GivenAct,
  acting: Acting,
  signal: AbortSignal,
): Promise<RouteBody<'signAct'>> {
  const statement = actToSign(prepared, given, acting)
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
