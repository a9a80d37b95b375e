import {
  openTypesetter,
  type PaperFacts,
  type PaperState,
  type PrintedReservation,
  type PrintedReservations,
  type Typesetter,
} from '../src/index.ts'

/** Reservations of a text in English, each about the whole text and without words unless it is said otherwise. */
export function reservationsOf(
  ...all: readonly (Pick<PrintedReservation, 'country'> & Partial<PrintedReservation>)[]
): PrintedReservations {
  const bare = { kind: 'scrutiny reservation', passage: null, text: '', lifted: null }
  return { all: all.map((each) => ({ ...bare, ...each })), language: 'en', isQuoted: true }
}

/** Facts of a final text without reservations. */
export const finalState: Extract<PaperState, { readonly kind: 'final' }> = {
  kind: 'final',
  reference: 'SAM 12AB34 v2',
  partyFormula: 'This text is put forward by Denmark and Finland.',
  reservations: reservationsOf(),
  notices: [],
  corrigenda: [],
}

/** What stands on the pages of a text, as much of it changed as is said. */
export function paperFacts(changed: Partial<PaperFacts> = {}): PaperFacts {
  return {
    title: 'Joint position on comment periods',
    language: 'en',
    marking: 'For delegates · Releasable to: EE',
    sampleMark: null,
    state: finalState,
    version: 2,
    contentHash: '0123456789abcdef'.repeat(4),
    instant: '2026-11-27T12:30:15.000Z',
    at: '27 November 2026 at 13:30 Brussels',
    address: 'https://samsyn.example.org/read/one',
    ...changed,
  }
}

let typesetter: Promise<Typesetter> | null = null

/** The compiler, loaded once for a file of tests. */
export function sharedTypesetter(): Promise<Typesetter> {
  typesetter ??= openTypesetter()
  return typesetter
}
