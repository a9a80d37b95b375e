import { type CountryCode, inNeutralOrder } from './country.ts'
import type { PositionEvent } from './events.ts'
import type { Language } from './language.ts'
import { partyFormula } from './party-formula.ts'
import {
  type Confirmation,
  type Decision,
  type DecisionValue,
  isAfterwards,
  isAgainst,
  type Lift,
  type Position,
  type Reservation,
  type Round,
  type RoundOutcome,
  standingDecisions,
  type Terms,
  withdrawnIn,
} from './position.ts'
import { effectOf } from './reservation-effects.ts'

/** What of a round its terms follow from: of decisions and confirmations no person and no time. */
export interface Answers extends Pick<Round, 'parties' | 'reservationEffects'> {
  readonly decisions: readonly Pick<Decision, 'id' | 'country' | 'value'>[]
  readonly confirmations: readonly Pick<Confirmation, 'country' | 'of'>[]
  /** Left out for none; of those only the ones from before a final text change its terms. */
  readonly lifts?: readonly Pick<Lift, 'decisionId' | 'releaseId'>[]
  /** Left out or null while the round is open. */
  readonly outcome?: RoundOutcome | null
  /** Who has withdrawn its support of the release in force; left out for nobody. */
  readonly suspendedBy?: readonly CountryCode[]
}

/** What a party formula follows from. */
type Formed = Pick<Answers, 'parties' | 'reservationEffects' | 'decisions' | 'lifts'>

/** Who stands behind a text, and subject to whose reservations; both in the neutral order. */
export interface Backing {
  readonly supporters: readonly CountryCode[]
  readonly subjectTo: readonly CountryCode[]
  /** Whether each of those reservations is a general one. */
  readonly isGeneral: boolean
}

/** A text is joint from two countries on. */
export const fewestSupporters = 2

/** Whether enough countries stand behind a text, or may still, for it to become final. */
export function isJoint(round: Formed): boolean {
  return backingOf(round).supporters.length >= fewestSupporters
}

/**
 * Who stands behind the text as it has been answered so far. Whoever has not answered, or objects, is counted among them: that is what
 * everybody else agrees to, if it comes to a final text at all.
 */
export function backingOf({ parties, reservationEffects, decisions, lifts }: Formed): Backing {
  const standing = standingDecisions({ decisions: asLifted(decisions, beforeRelease(lifts)) })
  const withdrawn = withdrawnIn({ decisions })
  const values = new Map(
    inNeutralOrder(parties).map((country) => [
      country,
      withdrawn.includes(country) ? outside : standing.get(country)?.value,
    ]),
  )
  const those = (holds: (value: DecisionValue | undefined) => boolean) =>
    [...values].flatMap(([country, value]) => (holds(value) ? [country] : []))
  const isOutside = (value: DecisionValue | undefined) =>
    effectOf(value, reservationEffects) === 'not_counted'
  return {
    supporters: those((value) => value?.kind !== 'not_participating' && !isOutside(value)),
    subjectTo: those(isOutside),
    isGeneral: [...values.values()].filter(isOutside).every(isGeneral),
  }
}

/** The party formula as it has been answered so far; null where nobody stands behind the text. */
export function formulaOf(round: Formed, language: Language): string | null {
  const { supporters, ...reserving } = backingOf(round)
  return supporters.length === 0 ? null : partyFormula(supporters, language, reserving)
}

/** What the party formula is if a country answers thus. */
export function formulaIfAnswered(
  round: Formed,
  answer: Pick<Decision, 'country' | 'value'>,
  language: Language,
): string | null {
  return formulaOf({ ...round, decisions: [...round.decisions, { ...answer, id: '' }] }, language)
}

/** What it is if a country lifts the reservation of a decision before there is a final text. */
export function formulaIfLifted(
  round: Formed,
  { decisionId }: Pick<Lift, 'decisionId'>,
  language: Language,
): string | null {
  return formulaOf({ ...round, lifts: [...(round.lifts ?? []), { decisionId, releaseId: null }] }, language)
}

const outside = { kind: 'not_participating' } as const

/**
 * Decisions, in the order given, as they count once reservations were lifted and support was withdrawn: whoever lifted agrees, whoever
 * withdrew does not take part, until it answers in a later round. Who gave them, and when, stays.
 */
export function asLifted<Given extends Pick<Decision, 'id' | 'country' | 'value'>>(
  decisions: readonly Given[],
  lifts: readonly Pick<Lift, 'decisionId'>[],
): readonly Given[] {
  const lifted = new Set(lifts.map(({ decisionId }) => decisionId))
  return decisions.map((decision, at) => {
    const withdrawn = withdrawnIn({ decisions: decisions.slice(at) })
    if (withdrawn.includes(decision.country) && !isAfterwards(decision.value))
      return { ...decision, value: outside }
    return lifted.has(decision.id) && decision.value.kind === 'agree_with_reservation'
      ? { ...decision, value: { kind: 'agree' } }
      : decision
  })
}

/** The lifts that a final text follows from. */
export function beforeRelease<Given extends Pick<Lift, 'releaseId'>>(
  lifts: readonly Given[] = [],
): readonly Given[] {
  return lifts.filter(({ releaseId }) => releaseId === null)
}

/** Terms that a country has to confirm. */
export interface Awaited {
  readonly country: CountryCode
  readonly of: Terms
}

/** What each country that the text names and that has agreed must still confirm before the text can be final (invariant 4), in the neutral order: nothing of a text that is joint no more. */
export function awaitedConfirmations(round: Answers, language: Language): readonly Awaited[] {
  return isJoint(round) ? unconfirmedTerms(round, language) : []
}

/** What waits to be confirmed in a round of a position as that is. */
export function awaitedIn(
  { draftingLanguage, suspendedBy }: Pick<Position, 'draftingLanguage' | 'suspendedBy'>,
  round: Answers,
): readonly Awaited[] {
  return awaitedConfirmations({ ...round, suspendedBy }, draftingLanguage)
}

/** What changed for each country since it agreed, and it has not confirmed; also of a text that too few stand behind, where a confirmation of before is checked. */
export function unconfirmedTerms(round: Answers, language: Language): readonly Awaited[] {
  const given = standingDecisions(round)
  const lifts = beforeRelease(round.lifts)
  const standing = standingDecisions({ decisions: asLifted(round.decisions, lifts) })
  const formula = formulaOf(round, language)
  const { supporters, subjectTo } = backingOf(round)
  return inNeutralOrder([...supporters, ...subjectTo]).flatMap((country) => {
    const own = standing.get(country)
    if (own ? isAgainst(own.value) : round.outcome !== 'silence_held') return []
    const printed = [...standing.values()].filter(
      ({ country: other, value }) =>
        other !== country && effectOf(value, round.reservationEffects) === 'confirmed',
    )
    const agreedTo = formulaOf(agreedBy(given.get(country), round), language)
    // Its silence says nothing after its word against the text before.
    const mustSpeak = !own && round.suspendedBy?.includes(country)
    const terms: readonly Terms[] = [
      ...printed.map(({ id }) => ({ kind: 'reservation', decisionId: id }) as const),
      ...(formula === null || (formula === agreedTo && !mustSpeak)
        ? []
        : [{ kind: 'formula', partyFormula: formula } as const]),
    ]
    return terms
      .filter((of) => !round.confirmations.some((given) => given.country === country && isSame(given.of, of)))
      .map((of) => ({ country, of }))
  })
}

/** A round with what came to it, in its order: answers as they were given, and what was lifted and withdrawn by its instant. */
interface Told extends Answers {
  readonly decisions: readonly Pick<Decision, 'id' | 'country' | 'value' | 'at'>[]
  readonly lifts: readonly Pick<Lift, 'id' | 'decisionId' | 'releaseId' | 'at'>[]
}

/**
 * The countries of which something was to be confirmed that was not before, when an event came to its round: an answer, a withdrawal,
 * a reservation that was lifted, or a silence. What they have confirmed since is asked of nobody. In the neutral order.
 */
export function awaitedSince(round: Told, event: PositionEvent, language: Language): readonly CountryCode[] {
  const step = stepOf(round, event)
  if (!step) return []
  const before = awaitedConfirmations({ ...round, ...step.before }, language)
  const after = awaitedConfirmations({ ...round, ...step.after }, language)
  const added = after.filter(
    ({ country, of }) => !before.some((each) => each.country === country && isSame(each.of, of)),
  )
  return inNeutralOrder(added.map(({ country }) => country))
}

type Stand = Pick<Answers, 'decisions' | 'lifts' | 'outcome'>

/** What had come to a round before an event, and with it; null for an event that is of none, or changes no terms. */
function stepOf(
  { decisions, lifts, outcome = null }: Told,
  event: PositionEvent,
): { readonly before: Stand; readonly after: Stand } | null {
  const inTime = decisions.filter(({ value }) => !isAfterwards(value))
  const until = (at: string) => ({
    decisions: decisions.filter(
      ({ value, at: then }) => !isAfterwards(value) || Date.parse(then) <= Date.parse(at),
    ),
    lifts: lifts.filter(({ at: then }) => Date.parse(then) <= Date.parse(at)),
  })
  switch (event.type) {
    case 'decision.given': {
      const given = decisions.find(({ id }) => id === event.decisionId)
      if (!given) return null
      const isLate = isAfterwards(given.value)
      const stand = isLate
        ? { ...until(given.at), outcome }
        : { decisions: inTime.slice(0, inTime.indexOf(given) + 1), lifts: [], outcome: null }
      return {
        before: { ...stand, decisions: stand.decisions.filter((each) => each !== given) },
        after: stand,
      }
    }
    case 'reservation.lifted': {
      const lift = lifts.find(({ id }) => id === event.liftId)
      if (!lift) return null
      const stand = { ...until(lift.at), outcome }
      return { before: { ...stand, lifts: stand.lifts.filter((each) => each !== lift) }, after: stand }
    }
    case 'silence.taken': {
      const stand = { decisions: inTime, lifts: [] }
      return { before: { ...stand, outcome: null }, after: { ...stand, outcome } }
    }
    default:
      return null
  }
}

/** What had been answered when a country last agreed: with its answer, or when it lifted the reservation of that. Whoever was silent let pass what the round was opened with. */
function agreedBy(own: Answers['decisions'][number] | undefined, round: Answers): Formed {
  const lifts = beforeRelease(round.lifts)
  const { parties, reservationEffects } = round
  const lifted = lifts.findIndex(({ decisionId }) => decisionId === own?.id)
  // A withdrawal is confirmed by whoever lifted as well: which of them came first is not told here.
  if (own && lifted >= 0)
    return {
      parties,
      reservationEffects,
      decisions: round.decisions.filter(({ value }) => !isAfterwards(value)),
      lifts: lifts.slice(0, lifted + 1),
    }
  return {
    parties,
    reservationEffects,
    decisions: own ? round.decisions.slice(0, round.decisions.indexOf(own) + 1) : [],
  }
}

/**
 * Whose standing answer, in rounds from the first to the last, is a reservation of weight that was not lifted: a substantive or a general
 * one, or one that did more in its round than being printed. It would be no silence that is consent.
 */
export function weightyReservations(
  rounds: readonly Pick<Answers, 'reservationEffects' | 'decisions' | 'lifts'>[],
): readonly CountryCode[] {
  const decisions = rounds.flatMap((round) =>
    round.decisions.map((decision) => ({
      ...decision,
      effect: effectOf(decision.value, round.reservationEffects),
    })),
  )
  const lifts = rounds.flatMap((round) => round.lifts ?? [])
  return inNeutralOrder(
    [...standingDecisions({ decisions: asLifted(decisions, lifts) }).values()].flatMap(
      ({ country, value, effect }) =>
        value.kind === 'agree_with_reservation' &&
        (value.type === 'substantive' || isGeneral(value) || effect !== 'printed')
          ? [country]
          : [],
    ),
  )
}

/** Whether two terms are the very same. */
export function isSame(one: Terms, other: Terms): boolean {
  if (one.kind === 'reservation') return other.kind === 'reservation' && one.decisionId === other.decisionId
  return other.kind === 'formula' && one.partyFormula === other.partyFormula
}

/** Whether a reservation has to say more than its type does. */
export function needsWords({ type, passage }: Pick<Reservation, 'type' | 'passage'>): boolean {
  return type === 'substantive' || type === 'general' || passage !== null
}

/** Whether the words of a passage stand in a text, however lines are broken in either. */
export function hasPassage(text: string, passage: string): boolean {
  const plain = (words: string) => words.replace(/\s+/gu, ' ').trim()
  return plain(passage) !== '' && plain(text).includes(plain(passage))
}

function isGeneral(value: DecisionValue | undefined): boolean {
  return value?.kind === 'agree_with_reservation' && value.type === 'general'
}
