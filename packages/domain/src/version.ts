import type { Corrigendum } from './corrigendum.ts'
import type { CountryCode } from './country.ts'
import type { PagesPlace } from './draft-id.ts'
import type { Language } from './language.ts'
import type { Lift, Marking, ReservationType, VersionReference } from './position.ts'

/** What a delegation did to a text between two versions, in characters. */
export interface DelegationContribution {
  /** Null for the secretariat and whoever acts for no country. */
  readonly country: CountryCode | null
  readonly personIds: readonly string[]
  readonly written: number
  readonly removed: number
  readonly moved: number
}

/** A frozen, numbered copy of the draft. Never changes, but for its name. */
export interface Version extends VersionReference {
  readonly positionId: string
  /** The canonical JSON (RFC 8785) that the hash is taken over. */
  readonly canonicalText: string
  /** What it is called beside its number, as "sent to capitals"; no part of the hash. Empty for none. */
  readonly name: string
  readonly note: string
  /** Who contributed since the version before; null where it could not be told. */
  readonly contributions: readonly DelegationContribution[] | null
  readonly frozenAt: string
  readonly frozenBy: string
}

/** A copy of a delegation's own pages as they were at an instant. It closes nothing: the pages are written on. */
export interface PagesVersion extends PagesPlace, VersionReference {
  /** The canonical JSON (RFC 8785) that the hash is taken over. */
  readonly canonicalText: string
  readonly note: string
  readonly keptAt: string
  readonly keptBy: string
}

/** A reservation as the release prints it. */
export interface PrintedReservation {
  readonly country: CountryCode
  readonly type: ReservationType
  readonly text: string
  /** The words of the text that it is about; null for all of it. */
  readonly passage: string | null
}

/** A country no longer stands behind a final text: it is suspended from then on (§3.2). */
export interface SupportWithdrawal {
  /** Null in those of before they could be signed. */
  readonly id: string | null
  readonly country: CountryCode
  readonly personId: string
  /** The lead in whose stead it was withdrawn; null for the person's own right. */
  readonly deputyFor: string | null
  /** SHA-256 of the statement that was signed; null where nothing was. */
  readonly statementHash: string | null
  readonly reason: string
  readonly at: string
}

/** That a country stands by a final text though its meeting was put off. */
export interface Reconfirmation {
  readonly id: string
  readonly meetingId: string
  readonly postponementId: string
  readonly country: CountryCode
  readonly personId: string
  /** The lead in whose stead it was reconfirmed; null for the person's own right. */
  readonly deputyFor: string | null
  /** SHA-256 of the statement that was signed; null where nothing was. */
  readonly statementHash: string | null
  readonly at: string
}

/** The final text: an agreed version, who stands behind it, and on what terms. Only `supersededBy`, withdrawals, reconfirmations, lifts and corrigenda are ever added. */
export interface Release {
  readonly id: string
  readonly positionId: string
  readonly reference: string
  readonly title: string
  readonly version: VersionReference
  readonly roundId: string
  /** The countries that the party formula names as standing behind the text, in the neutral order. */
  readonly supporters: readonly CountryCode[]
  /** The exact sentence, in the drafting language. */
  readonly partyFormula: string
  readonly reservations: readonly PrintedReservation[]
  readonly draftingLanguage: Language
  readonly marking: Marking
  readonly releasedAt: string
  readonly releasedBy: string
  readonly supersededBy: string | null
  /** In the order given; with the first of them nobody uses the text any more. */
  readonly withdrawals: readonly SupportWithdrawal[]
  /** Of every time that its meeting was put off, in the order given. */
  readonly reconfirmations: readonly Reconfirmation[]
  /** Reservations that it prints and that were lifted since, in the order given. */
  readonly lifts: readonly Lift[]
  /** In the order proposed, those that came to nothing among them. */
  readonly corrigenda: readonly Corrigendum[]
}
