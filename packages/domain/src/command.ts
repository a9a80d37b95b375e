import type { Corrigendum } from './corrigendum.ts'
import type { CountryCode } from './country.ts'
import type { PositionEvent } from './events.ts'
import type { StandingReservation } from './lift.ts'
import type { ClosedRound, DecisionValue, Position, Terms, VersionReference } from './position.ts'
import type { ReleasabilityGround } from './releasability.ts'
import type { ReservationEffects } from './reservation-effects.ts'

/** What can be done to a position. Verbs; the events that come of them are past facts. */
export type Command =
  | { readonly type: 'rename'; readonly title: string }
  | { readonly type: 'start_coordination' }
  | {
      readonly type: 'freeze'
      readonly contentHash: string
      /** What the version is called beside its number; may be empty. */
      readonly name: string
    }
  | { readonly type: 'name_version'; readonly number: number; readonly name: string }
  | { readonly type: 'reopen_draft'; readonly reason: string }
  | {
      readonly type: 'open_round'
      readonly roundId: string
      readonly version: VersionReference
      readonly notice: string
      readonly deadline: string
      /** What reservations do in its forum now. */
      readonly reservationEffects: ReservationEffects
      /** Of the countries that have withdrawn their support of the release in force those that are asked again; left out for none. */
      readonly rejoining?: readonly CountryCode[]
      /** How many threads are open that a delegation wants closed before sign-off. */
      readonly pointsToClose: number
      /** How many points are open in the frozen text and beside it, and why the round opens all the same. */
      readonly openPoints: number
      readonly openPointsReason: string | null
      /** What a silence procedure presupposes; null for an explicit round. */
      readonly silence: {
        readonly partiesWithoutLead: readonly CountryCode[]
        /** Whose leads no mail reaches now; left out for none, and where none is sent. */
        readonly unreachedParties?: readonly CountryCode[]
        /** Whose last answer is a reservation of weight that stands. */
        readonly unresolvedReservations: readonly CountryCode[]
      } | null
    }
  | {
      readonly type: 'decide'
      readonly decisionId: string
      readonly roundId: string
      readonly country: CountryCode
      /** The lead in whose stead it is given; null for the person's own right. */
      readonly deputyFor: string | null
      readonly version: VersionReference
      readonly value: GivenDecisionValue
      /** SHA-256 of the statement that was signed; null where nothing was. */
      readonly statementHash: string | null
      /** The party formula that was shown with it; null where none was. */
      readonly shownFormula: string | null
    }
  | {
      readonly type: 'ask_extension'
      readonly roundId: string
      readonly country: CountryCode
      /** The lead in whose stead it is asked; null in one's own right. */
      readonly deputyFor: string | null
      readonly until: string
      readonly reason: string
    }
  /** The deadline is put off for all, as somebody has asked. */
  | {
      readonly type: 'grant_extension'
      readonly roundId: string
      readonly deadline: string
      /** The instant that a deadline goes past only where every party has asked for it; null where there is none. */
      readonly cutOff: string | null
    }
  /** A delegation that supports the text has seen terms that came after its answer, and stands by it. */
  | {
      readonly type: 'confirm_terms'
      readonly confirmationId: string
      readonly roundId: string
      readonly country: CountryCode
      /** The lead in whose stead it is confirmed; null for the person's own right. */
      readonly deputyFor: string | null
      readonly of: Terms
      /** SHA-256 of the statement that was signed; null where nothing was. */
      readonly statementHash: string | null
      /** The party formula that was shown with it; null where none was. */
      readonly shownFormula: string | null
    }
  | ({ readonly type: 'extend_releasability'; readonly country: CountryCode } & ReleasabilityGround)
  | { readonly type: 'end_releasability'; readonly country: CountryCode; readonly reason: string }
  | {
      readonly type: 'remind'
      readonly roundId: string
      /** When whoever was missing was last reminded in this round; null for never. */
      readonly lastAt: string | null
    }
  | {
      readonly type: 'pass_deadline'
      /** The parties that have no lead now: their silence is nobody's consent. Left out for none. */
      readonly partiesWithoutLead?: readonly CountryCode[]
      /** How much of the time before the deadline was lost to outages, in milliseconds; left out for none. */
      readonly lost?: number
    }
  /** The text of a round can be read again; it was locked from this instant on. */
  | { readonly type: 'put_off_deadline'; readonly lockedAt: string }
  | {
      readonly type: 'release'
      readonly releaseId: string
      /** How many passages of the text stand in brackets or are only proposed. Left out for none. */
      readonly unsettled?: number
    }
  | {
      readonly type: 'withdraw_support'
      readonly withdrawalId: string
      readonly releaseId: string
      readonly country: CountryCode
      /** The lead in whose stead it is withdrawn; null for the person's own right. */
      readonly deputyFor: string | null
      readonly reason: string
      /** SHA-256 of the statement that was signed; null where nothing was. */
      readonly statementHash: string | null
      /** Who stands behind that release until now. */
      readonly supporters: readonly CountryCode[]
    }
  /** The meeting that the position is on the agenda of is put off. */
  | {
      readonly type: 'postpone_meeting'
      readonly postponementId: string
      readonly meetingId: string
      /** When it was to begin, and when it is to begin now; null while nobody knows. */
      readonly startsAt: string
      readonly becomes: string | null
      /** The release in force, and who stands behind it; null where there is none. */
      readonly release: {
        readonly id: string
        readonly version: VersionReference
        readonly supporters: readonly CountryCode[]
      } | null
    }
  | { readonly type: 'cancel_meeting'; readonly meetingId: string; readonly startsAt: string }
  /** A country behind the release in force stands by it though its meeting was put off. */
  | {
      readonly type: 'reconfirm_release'
      readonly reconfirmationId: string
      readonly releaseId: string
      readonly postponementId: string
      readonly country: CountryCode
      /** The lead in whose stead it is reconfirmed; null for the person's own right. */
      readonly deputyFor: string | null
      /** SHA-256 of the statement that was signed; null where nothing was. */
      readonly statementHash: string | null
    }
  | {
      readonly type: 'lift_reservation'
      readonly liftId: string
      /** The decision that entered the reservation. */
      readonly decisionId: string
      readonly country: CountryCode
      /** The lead in whose stead it is lifted; null for the person's own right. */
      readonly deputyFor: string | null
      /** SHA-256 of the statement that was signed; null where nothing was. */
      readonly statementHash: string | null
      /** The party formula that was shown with it; null where none was. */
      readonly shownFormula: string | null
      /** The final text that prints it, with what is not lifted in it; null for a text that is agreed and not final yet. */
      readonly release: {
        readonly id: string
        readonly version: VersionReference
        readonly standing: readonly StandingReservation[]
      } | null
    }
  | {
      readonly type: 'propose_corrigendum'
      readonly corrigendum: Pick<Corrigendum, 'id' | 'text' | 'contentHash'>
      readonly deadline: string
      /** How often its passage stands in its section. */
      readonly timesInSection: number
      /** All corrigenda of that final text until now. */
      readonly others: readonly Corrigendum[]
      readonly partiesWithoutLead: readonly CountryCode[]
    }
  | {
      readonly type: 'object_to_corrigendum'
      readonly corrigendum: Corrigendum
      readonly objectionId: string
      readonly country: CountryCode
      /** The lead in whose stead it is objected; null for the person's own right. */
      readonly deputyFor: string | null
      readonly reason: string
      /** SHA-256 of the statement that was signed; null where nothing was. */
      readonly statementHash: string | null
    }
  | { readonly type: 'withdraw_corrigendum'; readonly corrigendum: Corrigendum }
  /** Its period is over, or its final text is no longer in force. */
  | {
      readonly type: 'end_corrigendum'
      readonly corrigendum: Corrigendum
      /** How many of that final text were issued before. */
      readonly issued: number
      /** Whether the text could not be read for a while since it was proposed. */
      readonly wasLocked: boolean
      readonly partiesWithoutLead: readonly CountryCode[]
      /** As for a round. */
      readonly lost?: number
    }
  | { readonly type: 'mark_used' }
  | { readonly type: 'receive_report' }
  | { readonly type: 'close' }
  | { readonly type: 'withdraw'; readonly reason: string }
  | {
      readonly type: 'supersede'
      readonly byPositionId: string
      /** The release in force of that position: what the readers of this one are sent to. */
      readonly byReleaseId: string
    }

export type CommandType = Command['type']

/** What a delegation answers itself. */
export type GivenDecisionValue = Exclude<DecisionValue, { kind: 'tacit' }>

/** What the caller does after the new state is stored. */
export type Effect =
  | { readonly kind: 'draft_closed' }
  | { readonly kind: 'draft_opened' }
  | { readonly kind: 'release_superseded'; readonly releaseId: string; readonly byReleaseId: string }

export interface Transition {
  readonly position: Position
  readonly events: readonly PositionEvent[]
  readonly effects: readonly Effect[]
  /** The round that this command ended, to be kept with its decisions; null when it ended none. */
  readonly closedRound: ClosedRound | null
}

export interface TransitionContext {
  /** The server's clock: an instant, ISO 8601 in UTC. */
  readonly now: string
  readonly personId: string
}
