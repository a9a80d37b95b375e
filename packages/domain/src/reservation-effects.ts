import type { DecisionValue, ReservationType } from './position.ts'

/**
 * What a reservation does beside being printed, which every one is: nothing; each other country behind the text has to confirm it; or
 * its country is not counted among those behind the text, which is put forward subject to it.
 */
export const reservationEffects = ['printed', 'confirmed', 'not_counted'] as const

export type ReservationEffect = (typeof reservationEffects)[number]

/** What reservations of each type do. */
export type ReservationEffects = Readonly<Record<ReservationType, ReservationEffect>>

/** What they do where a forum says nothing else, and did in every round of before forums could (DOMAIN §3.2). */
export const usualReservationEffects: ReservationEffects = {
  scrutiny: 'printed',
  parliamentary_scrutiny: 'printed',
  linguistic: 'printed',
  substantive: 'confirmed',
  general: 'not_counted',
}

/** What the reservation of an answer does; null where it has none. */
export function effectOf(
  value: DecisionValue | undefined,
  effects: ReservationEffects,
): ReservationEffect | null {
  return value?.kind === 'agree_with_reservation' ? effects[value.type] : null
}
