import { type CountryCode, inNeutralOrder } from './country.ts'
import { partyFormula } from './party-formula.ts'
import { type ClosedRound, isAgreement, type Position, standingDecisions } from './position.ts'
import { asLifted, backingOf, beforeRelease } from './round-terms.ts'
import type { PrintedReservation, Release } from './version.ts'

/** The countries that stand behind a release and have not withdrawn; those among them that were not counted for a reservation and have lifted it. */
export function standingSupporters({
  supporters,
  reservations,
  lifts,
  withdrawals,
}: {
  readonly supporters: readonly CountryCode[]
  readonly reservations: readonly Pick<PrintedReservation, 'country'>[]
  readonly lifts: readonly { readonly country: CountryCode }[]
  readonly withdrawals: readonly { readonly country: CountryCode }[]
}): readonly CountryCode[] {
  const joined = reservations.flatMap(({ country }) =>
    lifts.some((lift) => lift.country === country) ? [country] : [],
  )
  return inNeutralOrder([...new Set([...supporters, ...joined])]).filter(
    (country) => !withdrawals.some((withdrawn) => withdrawn.country === country),
  )
}

/**
 * Builds the release of an agreed round: supporters and reservations follow from the standing decisions alone, and no
 * person is named in what it prints (invariants 11 and 19). Throws when the round did not end in agreement.
 */
export function buildRelease(
  position: Pick<Position, 'id' | 'title' | 'draftingLanguage' | 'marking'>,
  round: ClosedRound,
  given: { readonly id: string; readonly reference: string; readonly now: string; readonly personId: string },
): Release {
  if (!isAgreement(round.outcome)) {
    throw new Error(`A release cannot come of a round that ended ${round.outcome}`)
  }
  const decided = standingDecisions({ decisions: asLifted(round.decisions, beforeRelease(round.lifts)) })
  const standing = inNeutralOrder([...decided.keys()]).flatMap((country) => decided.get(country) ?? [])
  const { supporters, ...reserving } = backingOf(round)
  const reservations: PrintedReservation[] = standing.flatMap(({ country, value }) =>
    value.kind === 'agree_with_reservation'
      ? [{ country, type: value.type, text: value.text, passage: value.passage }]
      : [],
  )
  return {
    id: given.id,
    positionId: position.id,
    reference: given.reference,
    title: position.title,
    version: round.version,
    roundId: round.id,
    supporters,
    partyFormula: partyFormula(supporters, position.draftingLanguage, reserving),
    reservations,
    draftingLanguage: position.draftingLanguage,
    marking: position.marking,
    releasedAt: given.now,
    releasedBy: given.personId,
    supersededBy: null,
    withdrawals: [],
    reconfirmations: [],
    lifts: [],
    corrigenda: [],
  }
}
