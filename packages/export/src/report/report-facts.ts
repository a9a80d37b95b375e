import type { FollowUpState, Language, ReportOutcome, ReportStage, Stance } from '@samsyn/domain'
import type { ExportFacts } from '../facts.ts'

/** What one position came to at a meeting, as whoever asks may read it. */
export interface ReportedPosition {
  readonly title: string
  /** Of its title. */
  readonly language: Language
  readonly marking: string
  /** The reference and version of the final text that was reported on; null for none. */
  readonly text: string | null
  readonly stage: ReportStage
  /** Which countries have reported, by name; empty for none. */
  readonly reported: string
  /** Null while nothing was put together. */
  readonly consolidation: {
    readonly outcome: ReportOutcome
    readonly conclusion: string
    readonly dividingLine: string
    readonly nextStep: string
    /** By name; nobody under the Chatham House Rule. */
    readonly said: readonly { readonly speaker: string; readonly stance: Stance }[]
  } | null
  readonly followUps: readonly {
    readonly action: string
    /** By name. */
    readonly owner: string
    /** A day, as it is told. */
    readonly due: string | null
    readonly state: FollowUpState
    readonly isOverdue: boolean
    /** Why it was dropped; empty for what was not. */
    readonly reason: string
  }[]
}

/** What a meeting came to. Words are in the language in which the report is asked for, those of people as they wrote them. */
export interface ReportFacts extends Pick<ExportFacts, 'language' | 'marking' | 'sampleMark'> {
  /** Of the meeting. */
  readonly meeting: string
  readonly forum: string
  /** From when to when, as the clocks in Brussels have it. */
  readonly when: string
  readonly place: string
  readonly isChathamHouse: boolean
  /** When something in it changed last or, where there is nothing, when the meeting ended; ISO 8601 in UTC. */
  readonly instant: string
  /** The same as the clocks in Brussels have it; null where nothing was reported. */
  readonly at: string | null
  /** Of its page. */
  readonly address: string
  readonly agenda: readonly {
    readonly number: string
    readonly title: string
    readonly positions: readonly ReportedPosition[]
  }[]
}
