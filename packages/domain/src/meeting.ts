import type { CountryCode } from './country.ts'
import type { Language } from './language.ts'
import type { ReservationEffects } from './reservation-effects.ts'

/** A text in each language of the interface. */
export type Translated = Readonly<Record<Language, string>>

/** How a country takes part in a forum (DOMAIN §3.1). */
export const participations = [
  'member',
  'member_no_vote',
  'associated',
  'observer',
  'invited',
  'none',
] as const

export type Participation = (typeof participations)[number]

export const forumKinds = [
  'working_party',
  'coreper',
  'council',
  'mixed_committee',
  'nordic_committee',
  'expert_group',
  'other',
] as const

export type ForumKind = (typeof forumKinds)[number]

export interface Forum {
  readonly id: string
  readonly kind: ForumKind
  readonly shortName: string
  readonly name: Translated
  readonly participation: Readonly<Record<CountryCode, Participation>>
  /** What reservations do in rounds that are opened from now on. */
  readonly reservationEffects: ReservationEffects
}

export const meetingStatuses = [
  'planned',
  'agenda_received',
  'in_preparation',
  'in_session',
  'held',
  'reported',
  'closed',
  'cancelled',
  'postponed',
] as const

export type MeetingStatus = (typeof meetingStatuses)[number]

export interface Meeting {
  readonly id: string
  readonly forumId: string
  readonly title: string
  /** Instants, ISO 8601 in UTC; shown in Europe/Brussels. */
  readonly startsAt: string
  readonly endsAt: string
  readonly place: string
  readonly status: MeetingStatus
  readonly isChathamHouse: boolean
}

/** What of a meeting others rely on. */
export type MeetingTerms = Pick<Meeting, 'startsAt' | 'endsAt' | 'status' | 'isChathamHouse'>

/** Whether it does not take place, or not then. */
export function isCalledOff({ status }: Pick<Meeting, 'status'>): boolean {
  return status === 'cancelled' || status === 'postponed'
}

/**
 * The instant by which a text for a meeting is to be settled: when it begins. Null where it is called off or over, so that there is
 * nothing to be settled for.
 */
export function cutOffOf({ status, startsAt }: Pick<Meeting, 'status' | 'startsAt'>): string | null {
  return awaited.has(status) ? startsAt : null
}

const awaited: ReadonlySet<MeetingStatus> = new Set([
  'planned',
  'agenda_received',
  'in_preparation',
  'in_session',
])

export const agendaItemKinds = [
  'information',
  'progress_report',
  'policy_debate',
  'exchange_of_views',
  'general_approach',
  'adoption',
  'any_other_business',
] as const

export type AgendaItemKind = (typeof agendaItemKinds)[number]

export interface AgendaItem {
  readonly id: string
  readonly meetingId: string
  readonly number: string
  readonly title: string
  readonly kind: AgendaItemKind
  readonly documents: readonly string[]
  readonly dossierId: string | null
}

/** What a country's standing is in a dossier; decided file by file (DOMAIN §0.4). */
export const applicabilities = [
  'bound',
  'opt_out',
  'not_taking_part',
  'eea_relevant',
  'to_be_checked',
  'equal',
] as const

export type Applicability = (typeof applicabilities)[number]

export interface Dossier {
  readonly id: string
  readonly title: string
  readonly references: readonly string[]
  readonly legalBasis: string | null
  readonly stage: string
  /** The date the facts were taken down, ISO 8601 without time; always shown beside them. */
  readonly asOf: string
  readonly applicability: Readonly<Record<CountryCode, Applicability>>
}
