import type { Instrument } from './position.ts'

/**
 * How a printed text says which delegations support a bracketed wording: in the bracket as at the United Nations, in a
 * footnote as in the Council, or not at all (DOMAIN §2).
 */
export const attributions = ['inline', 'footnotes', 'none'] as const

export type Attribution = (typeof attributions)[number]

/** How it is said where nobody chooses: a non-paper names nobody, every other text is printed as it is written. */
export function usualAttribution(instrument: Instrument): Attribution {
  return instrument === 'non_paper' ? 'none' : 'inline'
}
