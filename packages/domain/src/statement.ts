import type { CountryCode } from './country.ts'
import type { Language } from './language.ts'
import type { Decision, DecisionValue, Reservation, Round, Terms, VersionReference } from './position.ts'
import { effectOf, type ReservationEffect } from './reservation-effects.ts'
import { assertNever } from './result.ts'
import { type Answers, formulaIfAnswered } from './round-terms.ts'

/** What a statement says it is; another number means that it is read in another way. */
export const statementFormat = 'samsyn-decision-1'

/** What a lead signs with a passkey: all that a decision is, in one piece. Its canonical JSON (RFC 8785) is what is hashed. */
export interface DecisionStatement {
  readonly format: typeof statementFormat
  readonly decisionId: string
  readonly position: { readonly id: string; readonly title: string }
  readonly roundId: string
  readonly version: VersionReference
  readonly delegation: CountryCode
  readonly person: { readonly id: string; readonly name: string }
  /** The lead in whose stead the person decides; null for their own right. */
  readonly deputyFor: { readonly id: string; readonly name: string } | null
  readonly decision: DecisionValue
  /** What the reservation of it does in this round; null where it has none. Missing in statements of before forums could say so. */
  readonly reservationEffect?: ReservationEffect | null
  /** The sentence that was shown, that says who stands behind the text; null where none was. */
  readonly partyFormula: string | null
  /** When it was put before the person: an instant, ISO 8601 in UTC. */
  readonly at: string
}

/** What a statement about a text that was decided on says it is. */
export const actFormat = 'samsyn-act-1'

/** What a country confirms, in full: the sentence that is to stand over the text, or another's reservation as it is to be printed. */
export type ConfirmedTerms =
  | { readonly kind: 'formula'; readonly partyFormula: string }
  | {
      readonly kind: 'reservation'
      readonly decisionId: string
      readonly country: CountryCode
      readonly reservation: Reservation
    }

/** What a country does beside answering: to terms that came after its answer, to the answer itself when the round is over, or against a corrigendum of the final text. */
export type Act =
  | { readonly kind: 'confirm_terms'; readonly of: ConfirmedTerms }
  | { readonly kind: 'lift_reservation'; readonly decisionId: string; readonly reservation: Reservation }
  | { readonly kind: 'withdraw_support'; readonly reason: string }
  /** It stands by the final text though its meeting was put off. */
  | { readonly kind: 'reconfirm_release'; readonly meetingId: string; readonly postponementId: string }
  | {
      readonly kind: 'object_to_corrigendum'
      readonly corrigendumId: string
      /** The hash of the words that were read. */
      readonly corrigendumHash: string
      readonly reason: string
    }

/** What a lead signs of it, as of a decision. */
export interface ActStatement {
  readonly format: typeof actFormat
  readonly actId: string
  readonly position: { readonly id: string; readonly title: string }
  readonly roundId: string
  readonly version: VersionReference
  /** The final text that it is about; null before there is one. */
  readonly releaseId: string | null
  readonly delegation: CountryCode
  readonly person: { readonly id: string; readonly name: string }
  /** The lead in whose stead the person acts; null for their own right. */
  readonly deputyFor: { readonly id: string; readonly name: string } | null
  readonly act: Act
  /** The sentence that will say who stands behind the text; null where none follows. */
  readonly partyFormula: string | null
  /** When it was put before the person: an instant, ISO 8601 in UTC. */
  readonly at: string
}

/** A statement with all that is needed to check once more that its person signed it. Bytes in base64url. */
export interface StatementSignature {
  /** The canonical JSON of the statement: its very characters. */
  readonly statement: string
  readonly passkeyId: string
  /** COSE. Kept here as well, since a passkey can be removed. */
  readonly publicKey: string
  readonly authenticatorData: string
  readonly clientDataJSON: string
  readonly signature: string
  /** The address and the domain that the passkey was made for. */
  readonly origin: string
  readonly relyingParty: string
}

/** What was signed of a decision. */
export interface DecisionSignature extends StatementSignature {
  readonly decisionId: string
}

/** What was signed of an act. */
export interface ActSignature extends StatementSignature {
  readonly actId: string
}

/** How long a statement may be signed after it was put before the person, in milliseconds. */
export const statementLasts = 5 * 60 * 1000

/** The statement of a decision in an open round, as the server makes it and the page of its person once more. */
export function decisionStatement(
  position: { readonly id: string; readonly title: string; readonly draftingLanguage: Language },
  round: Pick<Round, 'id' | 'version'> & Pick<Answers, 'parties' | 'reservationEffects' | 'decisions'>,
  given: {
    readonly decisionId: string
    readonly delegation: CountryCode
    readonly person: { readonly id: string; readonly name: string }
    readonly deputyFor: { readonly id: string; readonly name: string } | null
    readonly decision: DecisionValue
    readonly at: string
  },
): DecisionStatement {
  const { decisionId, delegation, person, deputyFor, decision, at } = given
  return {
    format: statementFormat,
    decisionId,
    position: { id: position.id, title: position.title },
    roundId: round.id,
    version: { number: round.version.number, contentHash: round.version.contentHash },
    delegation,
    person: { id: person.id, name: person.name },
    deputyFor: deputyFor && { id: deputyFor.id, name: deputyFor.name },
    decision,
    reservationEffect: effectOf(decision, round.reservationEffects),
    partyFormula: shownFormula({ country: delegation, value: decision }, round, position.draftingLanguage),
    at,
  }
}

/** The statement of an act, as the server makes it and the page of its person once more. */
export function actStatement({
  actId,
  position,
  roundId,
  version,
  releaseId,
  delegation,
  person,
  deputyFor,
  act,
  partyFormula,
  at,
}: Omit<ActStatement, 'format'>): ActStatement {
  return {
    format: actFormat,
    actId,
    position: { id: position.id, title: position.title },
    roundId,
    version: { number: version.number, contentHash: version.contentHash },
    releaseId,
    delegation,
    person: { id: person.id, name: person.name },
    deputyFor: deputyFor && { id: deputyFor.id, name: deputyFor.name },
    act: actSaid(act),
    partyFormula,
    at,
  }
}

function actSaid(act: Act): Act {
  switch (act.kind) {
    case 'confirm_terms':
      return { kind: act.kind, of: termsSaid(act.of) }
    case 'lift_reservation':
      return liftSaid(act)
    case 'withdraw_support':
      return { kind: act.kind, reason: act.reason }
    case 'reconfirm_release':
      return { kind: act.kind, meetingId: act.meetingId, postponementId: act.postponementId }
    case 'object_to_corrigendum': {
      const { kind, corrigendumId, corrigendumHash, reason } = act
      return { kind, corrigendumId, corrigendumHash, reason }
    }
    default:
      return assertNever(act)
  }
}

function termsSaid(of: ConfirmedTerms): ConfirmedTerms {
  if (of.kind === 'formula') return { kind: of.kind, partyFormula: of.partyFormula }
  const { kind, decisionId, country, reservation } = of
  return { kind, decisionId, country, reservation: reservationSaid(reservation) }
}

function liftSaid({ decisionId, reservation }: Extract<Act, { kind: 'lift_reservation' }>): Act {
  return { kind: 'lift_reservation', decisionId, reservation: reservationSaid(reservation) }
}

function reservationSaid({ type, text, passage }: Reservation): Reservation {
  return { type, text, passage }
}

/** Terms of a round in full; null where the reservation that they name is none of its answers. */
export function termsInFull(
  of: Terms,
  { decisions }: { readonly decisions: readonly Pick<Decision, 'id' | 'country' | 'value'>[] },
): ConfirmedTerms | null {
  if (of.kind === 'formula') return { kind: of.kind, partyFormula: of.partyFormula }
  const decision = decisions.find(({ id }) => id === of.decisionId)
  if (decision?.value.kind !== 'agree_with_reservation') return null
  const { id, country, value } = decision
  return { kind: of.kind, decisionId: id, country, reservation: reservationSaid(value) }
}

/** The party formula that stands before whoever gives this decision; null where the decision leads to no final text in their name. */
export function shownFormula(
  answer: { readonly country: CountryCode; readonly value: DecisionValue },
  round: Pick<Answers, 'parties' | 'reservationEffects' | 'decisions'>,
  language: Language,
): string | null {
  const { kind } = answer.value
  return kind === 'agree' || kind === 'agree_with_reservation'
    ? formulaIfAnswered(round, answer, language)
    : null
}

/** Whether a decision must be signed. Only people of the sample workspace have no passkey to sign with. */
export function mustSign({
  isSample,
  hasPasskey,
}: {
  readonly isSample: boolean
  readonly hasPasskey: boolean
}): boolean {
  return !isSample || hasPasskey
}
