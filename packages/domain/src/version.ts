import type { CountryCode } from './country.ts'
import type { Language } from './language.ts'
import type { Marking, VersionReference } from './position.ts'

/** A frozen, numbered copy of the draft. Never changes. */
export interface Version extends VersionReference {
  readonly positionId: string
  /** The canonical JSON (RFC 8785) that the hash is taken over. */
  readonly canonicalText: string
  readonly note: string
  readonly frozenAt: string
  readonly frozenBy: string
}

/** A reservation as the release prints it. */
export interface PrintedReservation {
  readonly country: CountryCode
  readonly type: string
  readonly text: string
}

/** The final text: an agreed version, who stands behind it, and on what terms. Only `supersededBy` is ever added. */
export interface Release {
  readonly id: string
  readonly positionId: string
  readonly reference: string
  readonly title: string
  readonly version: VersionReference
  readonly roundId: string
  /** The countries the party formula names, in the neutral order. */
  readonly supporters: readonly CountryCode[]
  /** The exact sentence, in the drafting language. */
  readonly partyFormula: string
  readonly reservations: readonly PrintedReservation[]
  readonly draftingLanguage: Language
  readonly marking: Marking
  readonly releasedAt: string
  readonly releasedBy: string
  readonly supersededBy: string | null
}
