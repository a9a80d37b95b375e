import { type CountryCode, countryCodes, isMemberState } from './country.ts'
import type { LimiteGround } from './limite.ts'
import { isOver, type Position } from './position.ts'

/** On what ground a country beyond the Member States may read a position that is marked for them. */
export interface ReleasabilityGround {
  readonly ground: LimiteGround
  /** The document, or who authorised it, in words. */
  readonly reference: string
}

/** What of a position says whom it is for. */
export type Marked = Pick<Position, 'marking' | 'releasableTo'>

/** Whether whoever acts for a country may read what is marked so; who of them does is a matter of their role. */
export function isReleasableTo({ marking, releasableTo }: Marked, country: CountryCode): boolean {
  return marking !== 'member_states_only' || isMemberState(country) || releasableTo.includes(country)
}

/** Whether a position can be made releasable to a country at all: it is for the Member States, and the country is none. */
export function asksForRelease({ marking }: Pick<Marked, 'marking'>, country: CountryCode): boolean {
  return marking === 'member_states_only' && !isMemberState(country)
}

/**
 * The countries that a position can be made releasable to now, or that it can be no longer: a party stays able to read what it
 * signs, and nothing changes once the position is over.
 */
export function changeableReleasability(
  position: Pick<Position, 'life' | 'parties' | keyof Marked>,
): readonly CountryCode[] {
  if (isOver(position.life)) return []
  return countryCodes.filter(
    (country) => asksForRelease(position, country) && !position.parties.includes(country),
  )
}
