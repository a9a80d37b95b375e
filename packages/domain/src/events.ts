import type { LapseReason } from './corrigendum.ts'
import type { CountryCode } from './country.ts'
import type { FollowUpState } from './follow-up.ts'
import type { Language } from './language.ts'
import type { LimiteConfirmation } from './limite.ts'
import type { SharedMandate } from './mandate.ts'
import type { PositionStatus, RoundKind, RoundOutcome, Terms } from './position.ts'
import type { ProposalKind, SettlementKind } from './proposals.ts'
import type { ReleasabilityGround } from './releasability.ts'
import type { ReservationEffects } from './reservation-effects.ts'

/** What happened to a position, as a past fact. One list: the audit trail, the feed and the outbox all carry these. */
export type PositionEvent =
  | { readonly type: 'position.created' }
  | { readonly type: 'position.renamed'; readonly title: string }
  | { readonly type: 'coordination.started' }
  | { readonly type: 'version.frozen'; readonly number: number; readonly contentHash: string }
  /** A version was given another name; an empty one takes it away. */
  | { readonly type: 'version.named'; readonly number: number; readonly name: string }
  | { readonly type: 'draft.reopened'; readonly reason: string; readonly from: PositionStatus }
  | {
      readonly type: 'round.opened'
      readonly roundId: string
      readonly number: number
      readonly contentHash: string
      readonly deadline: string
      /** Left out, as the parties, in events of before they were told. */
      readonly kind?: RoundKind
      readonly parties?: readonly CountryCode[]
      /** Left out in events of before forums could say so: the usual ones. */
      readonly reservationEffects?: ReservationEffects
      /** Left out, as the reason, in events of before they were told. */
      readonly notice?: string
      /** Why it was opened although points were open in the text; null when none was. */
      readonly openPointsReason?: string | null
    }
  | {
      readonly type: 'decision.given'
      /** Missing, as the hash, in events of before there were signatures. */
      readonly decisionId: string
      readonly roundId: string
      readonly country: CountryCode
      /** The lead in whose stead it was given; null for the person's own right. */
      readonly deputyFor: string | null
      readonly value: string
      readonly contentHash: string
      /** SHA-256 of the statement that was signed; null where nothing was. */
      readonly statementHash: string | null
    }
  /** A delegation confirmed another's reservation, or the party formula, that came after its answer. */
  | {
      readonly type: 'terms.confirmed'
      /** Missing, as the decision, the formula and the hash of a statement, in events of before confirmations were signed. */
      readonly confirmationId: string
      readonly roundId: string
      readonly country: CountryCode
      /** The lead in whose stead it was confirmed; null for the person's own right. */
      readonly deputyFor: string | null
      readonly of: Terms['kind']
      /** The decision that entered the reservation which was confirmed; null where it was the formula. */
      readonly decisionId: string | null
      /** The formula as it was then, confirmed by itself or standing over the reservation. */
      readonly partyFormula: string | null
      readonly contentHash: string
      /** SHA-256 of the statement that was signed; null where nothing was. */
      readonly statementHash: string | null
    }
  /** A party's lead asked for more time. */
  | {
      readonly type: 'extension.asked'
      readonly roundId: string
      readonly country: CountryCode
      /** The lead in whose stead it was asked; null for who asked in their own right, missing in events of before it was told. */
      readonly deputyFor?: string | null
      readonly until: string
      readonly reason: string
    }
  /** The deadline was put off: as somebody had asked, or since nobody could read the text for a while. */
  | {
      readonly type: 'round.extended'
      readonly roundId: string
      readonly from: string
      readonly deadline: string
      /** The server could not be reached before it; missing where somebody put it off, or a lock. */
      readonly because?: 'outage'
    }
  /** The delegations that had not answered were reminded. */
  | {
      readonly type: 'round.reminded'
      readonly roundId: string
      readonly countries: readonly CountryCode[]
      /** What is missing of them: left out for their answer. */
      readonly of?: 'confirmation'
    }
  | { readonly type: 'round.closed'; readonly roundId: string; readonly outcome: RoundOutcome }
  /** A silence held: these countries had not answered, and that is tacit agreement. Written by the server alone. */
  | {
      readonly type: 'silence.taken'
      readonly roundId: string
      readonly countries: readonly CountryCode[]
      readonly contentHash: string
    }
  | { readonly type: 'release.issued'; readonly releaseId: string; readonly contentHash: string }
  | { readonly type: 'release.superseded'; readonly releaseId: string; readonly byReleaseId: string }
  /** A country withdrew its support: the final text is suspended. Why is told to those who may read versions, and not here. */
  | {
      readonly type: 'support.withdrawn'
      /** Missing, as the deputy and the hash, in events of before it could be signed. */
      readonly withdrawalId: string
      readonly releaseId: string
      readonly country: CountryCode
      readonly deputyFor: string | null
      /** SHA-256 of the statement that was signed; null where nothing was. */
      readonly statementHash: string | null
    }
  /** The meeting was put off; these countries, which stand behind the final text in force, are asked whether they still do. */
  | {
      readonly type: 'meeting.postponed'
      readonly postponementId: string
      readonly meetingId: string
      /** When it was to begin, and when it is to begin now; null while nobody knows. */
      readonly startsAt: string
      readonly becomes: string | null
      /** That final text; null where nobody is asked. */
      readonly releaseId: string | null
      readonly asked: readonly CountryCode[]
    }
  | { readonly type: 'meeting.cancelled'; readonly meetingId: string; readonly startsAt: string }
  /** A country stands by the final text though its meeting was put off. */
  | {
      readonly type: 'release.reconfirmed'
      readonly reconfirmationId: string
      readonly releaseId: string
      readonly postponementId: string
      readonly meetingId: string
      readonly country: CountryCode
      /** The lead in whose stead it was reconfirmed; null for the person's own right. */
      readonly deputyFor: string | null
      /** Of the final text. */
      readonly contentHash: string
      /** SHA-256 of the statement that was signed; null where nothing was. */
      readonly statementHash: string | null
    }
  /** A country lifted its reservation, before there was a final text. */
  | ({ readonly type: 'reservation.lifted'; readonly roundId: string } & LiftTold)
  /** The same once a final text has printed it, which stays as it is. */
  | ({ readonly type: 'release.reservation_lifted'; readonly releaseId: string } & LiftTold)
  /** A working translation was issued; its title is words of the text. */
  | {
      readonly type: 'translation.issued'
      readonly translationId: string
      readonly releaseId: string
      /** The hash of the final text. */
      readonly translates: string
      readonly language: Language
      readonly number: number
      readonly title: string
      readonly contentHash: string
      /** For whom; null for the secretariat. */
      readonly country: CountryCode | null
    }
  /** The correction of a slip in a final text was put before the leads, who may object until the deadline. Its words are in no event. */
  | ({ readonly type: 'corrigendum.proposed'; readonly deadline: string } & CorrigendumTold)
  /** A party's lead objected, with which it was over. */
  | ({
      readonly type: 'corrigendum.objected'
      readonly objectionId: string
      readonly country: CountryCode
      /** The lead in whose stead it was objected; null for the person's own right. */
      readonly deputyFor: string | null
      /** SHA-256 of the statement that was signed; null where nothing was. */
      readonly statementHash: string | null
    } & CorrigendumTold)
  | ({ readonly type: 'corrigendum.withdrawn' } & CorrigendumTold)
  /** Nobody objected: it is read together with its final text from then on. Written by the server alone, as the next. */
  | ({ readonly type: 'corrigendum.issued'; readonly number: number } & CorrigendumTold)
  | ({ readonly type: 'corrigendum.lapsed'; readonly why: LapseReason } & CorrigendumTold)
  | { readonly type: 'release.used' }
  | { readonly type: 'report.received' }
  /** A delegation reported on the meeting; what it said is in no event. */
  | {
      readonly type: 'report.submitted'
      readonly reportId: string
      readonly releaseId: string
      readonly country: CountryCode
    }
  | { readonly type: 'report.consolidated'; readonly consolidationId: string }
  | { readonly type: 'report.noted'; readonly consolidationId: string; readonly country: CountryCode }
  | { readonly type: 'follow_up.opened'; readonly followUpId: string; readonly owner: CountryCode }
  | {
      readonly type: 'follow_up.changed'
      readonly followUpId: string
      readonly owner: CountryCode
      readonly state: FollowUpState
    }
  | { readonly type: 'position.closed' }
  | { readonly type: 'position.withdrawn'; readonly reason: string }
  | { readonly type: 'position.superseded'; readonly byPositionId: string }
  /** A delegation told the others whether its mandate is in place, or stopped telling. */
  | { readonly type: 'mandate.shared'; readonly country: CountryCode; readonly standing: SharedMandate }
  | { readonly type: 'mandate.unshared'; readonly country: CountryCode }
  /** Somebody accepted or rejected a change of the draft that was suggested; all but the reason is what the draft's log tells. */
  | {
      readonly type: 'suggestion.decided'
      readonly suggestionId: string
      readonly verdict: 'accepted' | 'rejected'
      readonly decidedAt: string
      /** Null for the server. */
      readonly proposerId: string | null
      readonly proposedAt: string
      readonly inserted: string
      readonly deleted: string
      readonly formatted: string
      readonly reason: string | null
    }
  /** A change that somebody proposed without writing in the draft was taken in, declined or withdrawn. */
  | {
      readonly type: 'proposal.settled'
      readonly proposalId: string
      readonly outcome: SettlementKind
      readonly proposerId: string
      readonly proposerCountry: CountryCode | null
      readonly proposedAt: string
      readonly kind: ProposalKind
      /** The words of its passage when it was made. */
      readonly quote: string
      readonly text: string
      readonly reason: string | null
    }
  /** A delegation sent the others a set of proposals, or withdrew what of it was not settled. */
  | { readonly type: 'contribution.sent'; readonly contributionId: string; readonly country: CountryCode }
  | {
      readonly type: 'contribution.withdrawn'
      readonly contributionId: string
      readonly country: CountryCode
      readonly sentAt: string
    }
  /** A country beyond the Member States may read what is marked for those, and on what ground; or no longer. */
  | ({ readonly type: 'releasability.extended'; readonly country: CountryCode } & ReleasabilityGround)
  | { readonly type: 'releasability.ended'; readonly country: CountryCode; readonly reason: string }
  /** Text marked LIMITE was brought into a draft that others than the Member States may read, and on what ground. */
  | ({ readonly type: 'limite.confirmed' } & LimiteConfirmation)
  /** A section was marked as agreed at working level, or closed, as it stood: with the hash of what it said. */
  | ({ readonly type: 'section.agreed'; readonly sectionHash: string } & SectionNamed)
  | ({ readonly type: 'section.closed'; readonly sectionHash: string } & SectionNamed)
  /** A section that was agreed or closed is open again. */
  | ({ readonly type: 'section.reopened'; readonly reason: string } & SectionNamed)
  /** Somebody's edit was written under the Yjs client id of somebody else (null: of nobody) and refused whole. */
  | { readonly type: 'authorship.refused'; readonly clientId: number; readonly ownerId: string | null }
  /** Somebody reported classified information in the joint text, which is locked from then on; the reason has none of it. */
  | { readonly type: 'spill.reported'; readonly spillId: string; readonly reason: string }
  /** The lock was lifted by whoever handled it. */
  | { readonly type: 'spill.ended'; readonly spillId: string; readonly reason: string }
  /** The same of a delegation's own pages. */
  | {
      readonly type: 'pages_spill.reported'
      readonly spillId: string
      readonly ofPages: CountryCode
      readonly reason: string
    }
  | {
      readonly type: 'pages_spill.ended'
      readonly spillId: string
      readonly ofPages: CountryCode
      readonly reason: string
    }
  /** Whoever handled it had everything of the joint text removed that came after a version (null: all of it). Of what it was nothing is kept. */
  | ({
      readonly type: 'spill.purged'
      readonly spillId: string
      readonly reason: string
      /** The other countries whose signed answers, or final text, went with it; events of before do not tell. */
      readonly signers?: readonly CountryCode[]
      /** What another party's lead confirmed by it; null where none was needed, or there was nobody to ask. */
      readonly askId?: string | null
    } & Purged)
  /** A purge that takes what others have signed was asked for, and waits for another party's lead. */
  | ({
      readonly type: 'purge.asked'
      readonly reason: string
      readonly version: number | null
      readonly signers: readonly CountryCode[]
    } & PurgeAskNamed)
  | ({ readonly type: 'purge.declined' } & PurgeAskNamed)
  /** Taken back by whoever deals with the lock. */
  | ({ readonly type: 'purge.withdrawn' } & PurgeAskNamed)
  | ({
      readonly type: 'pages_spill.purged'
      readonly spillId: string
      readonly ofPages: CountryCode
      readonly reason: string
    } & Purged)
  /** What stands in the place of an event whose words were removed with the text. */
  | { readonly type: 'event.purged'; readonly was: PositionEventType }

export interface PurgeAskNamed {
  readonly askId: string
  readonly spillId: string
  /** Whose lead asked. */
  readonly askedBy: CountryCode
}

/** What an event tells of a section. */
export interface SectionNamed {
  readonly sectionId: string
  /** What it was called then. */
  readonly title: string
}

/** What an event tells of a reservation that was lifted. */
export interface LiftTold {
  readonly liftId: string
  readonly decisionId: string
  readonly country: CountryCode
  /** The lead in whose stead it was lifted; null for the person's own right. */
  readonly deputyFor: string | null
  readonly contentHash: string
  /** SHA-256 of the statement that was signed; null where nothing was. */
  readonly statementHash: string | null
}

/** What an event tells of a corrigendum. */
export interface CorrigendumTold {
  readonly corrigendumId: string
  readonly releaseId: string
  /** Of the released text. */
  readonly contentHash: string
  /** Of the corrigendum's own words. */
  readonly corrigendumHash: string
}

/** How far a purge went, and how much it removed. */
export interface Purged {
  /** The version that the text is kept up to; null where nothing of it is. */
  readonly version: number | null
  /** Entries of the text's log. */
  readonly entries: number
  readonly versions: number
  /** Threads and proposals beside the text. */
  readonly remarks: number
  /** Events of the position whose words went with it. */
  readonly events: number
}

export type PositionEventType = PositionEvent['type']

export const positionEventTypes = [
  'position.created',
  'position.renamed',
  'coordination.started',
  'version.frozen',
  'version.named',
  'draft.reopened',
  'round.opened',
  'decision.given',
  'terms.confirmed',
  'extension.asked',
  'round.extended',
  'round.reminded',
  'round.closed',
  'silence.taken',
  'release.issued',
  'release.superseded',
  'support.withdrawn',
  'meeting.postponed',
  'meeting.cancelled',
  'release.reconfirmed',
  'reservation.lifted',
  'release.reservation_lifted',
  'translation.issued',
  'corrigendum.proposed',
  'corrigendum.objected',
  'corrigendum.withdrawn',
  'corrigendum.issued',
  'corrigendum.lapsed',
  'release.used',
  'report.received',
  'report.submitted',
  'report.consolidated',
  'report.noted',
  'follow_up.opened',
  'follow_up.changed',
  'position.closed',
  'position.withdrawn',
  'position.superseded',
  'mandate.shared',
  'mandate.unshared',
  'suggestion.decided',
  'proposal.settled',
  'contribution.sent',
  'contribution.withdrawn',
  'releasability.extended',
  'releasability.ended',
  'limite.confirmed',
  'section.agreed',
  'section.closed',
  'section.reopened',
  'authorship.refused',
  'spill.reported',
  'spill.ended',
  'pages_spill.reported',
  'pages_spill.ended',
  'spill.purged',
  'pages_spill.purged',
  'purge.asked',
  'purge.declined',
  'purge.withdrawn',
  'event.purged',
] as const satisfies readonly PositionEventType[]
