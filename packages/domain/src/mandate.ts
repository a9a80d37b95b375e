/** How far a country's own decision on a position has come (DOMAIN §3.1). */
export const mandateStates = ['none', 'requested', 'preliminary', 'cleared', 'expired'] as const

export type MandateState = (typeof mandateStates)[number]

/** How far a mandate has come, without how it is cited: all that the others can be told of it follows from this. */
export interface MandateStanding {
  readonly state: MandateState
  /** Whether the others are told if it is in place; nothing else of it is ever told. */
  readonly isShared: boolean
}

/** What a delegation says of its mandate on its own pages. */
export interface Mandate extends MandateStanding {
  /** As the country's own papers are cited, such as "U 69/2022 vp"; empty for none. */
  readonly reference: string
}

/** What somebody made of a mandate, and when; each is kept. */
export interface MandateChange extends Mandate {
  readonly personId: string
  readonly at: string
}

/** What the others are told of a mandate: that it is there, or not yet. */
export const sharedMandates = ['in_place', 'pending'] as const

export type SharedMandate = (typeof sharedMandates)[number]

/** Where a delegation begins. */
export const noMandate: Mandate = { reference: '', state: 'none', isShared: false }

/** What the others are told of a mandate; null when they are told nothing. */
export function sharedMandate({ state, isShared }: MandateStanding): SharedMandate | null {
  if (!isShared) return null
  return state === 'cleared' ? 'in_place' : 'pending'
}
