import type {
  AgendaItem,
  CountryCode,
  CreatePosition,
  Dossier,
  FollowUp,
  FollowUpTurnKind,
  Forum,
  GivenDecisionValue,
  Instrument,
  Language,
  MandateChange,
  Marking,
  Meeting,
  Ministry,
  Person,
  PositionStatus,
  ReportOutcome,
} from '@samsyn/domain'
import type { DocJson, JointSectionKind } from '@samsyn/editor'

/** One thing that has happened to a sample position, at an instant before `now`. */
export type SampleStep =
  | { readonly type: 'start_coordination'; readonly by: string; readonly at: string }
  | {
      readonly type: 'freeze'
      readonly by: string
      readonly at: string
      /** What the version is called beside its number, if anything. */
      readonly name?: string
      readonly note: string
      /** The text at this freeze; absent when nobody has changed it since it was last written. */
      readonly edited?: DocJson
    }
  | {
      readonly type: 'open_round'
      readonly by: string
      readonly at: string
      readonly deadline: string
      readonly notice: string
    }
  | { readonly type: 'decide'; readonly by: string; readonly at: string; readonly value: GivenDecisionValue }
  | { readonly type: 'pass_deadline'; readonly at: string }
  | { readonly type: 'release'; readonly by: string; readonly at: string }
  | {
      readonly type: 'reopen_draft'
      readonly by: string
      readonly at: string
      readonly reason: string
      /** What the draft says by now, when it has been written on since; absent when it has not. */
      readonly edited?: DocJson
    }
  | { readonly type: 'mark_used'; readonly by: string; readonly at: string }
  | { readonly type: 'receive_report'; readonly by: string; readonly at: string }
  | { readonly type: 'close'; readonly by: string; readonly at: string }
  | { readonly type: 'withdraw'; readonly by: string; readonly at: string; readonly reason: string }
  | { readonly type: 'supersede'; readonly by: string; readonly at: string; readonly byPositionId: string }

/** A thread beside a sample text. */
export interface SampleThread {
  readonly audience: CountryCode | null
  /** Words of the draft that it is about; null for the whole position. */
  readonly words: string | null
  /** Who said what when; the first raised it. */
  readonly said: readonly [SampleComment, ...SampleComment[]]
  /** The delegation's person who wants it closed before sign-off. */
  readonly mustClose?: { readonly by: string; readonly at: string }
}

export interface SampleComment {
  readonly by: string
  readonly at: string
  readonly text: string
}

/** What stands on a delegation's own pages of a sample position. */
export interface SamplePages {
  readonly country: CountryCode
  readonly doc: DocJson
  readonly begunAt: string
  /** What was made of the mandate, oldest first. */
  readonly mandate: readonly MandateChange[]
}

/** What was reported of a sample position after its meeting, each oldest first. */
export interface SampleReports {
  readonly given: readonly {
    readonly by: string
    readonly at: string
    readonly outcome: ReportOutcome
    /** Of the sections of these kinds; of every other it is not known. */
    readonly sections: Readonly<Partial<Record<JointSectionKind, ReportOutcome>>>
    readonly facts: string
    readonly conclusion: string
    readonly assessment: { readonly text: string; readonly isShared: boolean }
    readonly evidence: readonly { readonly document: string; readonly article: string }[]
  }[]
  readonly consolidation: {
    readonly by: string
    readonly at: string
    readonly outcome: ReportOutcome
    readonly conclusion: string
    readonly dividingLine: string
    readonly nextStep: string
    readonly followUps: readonly (Pick<FollowUp, 'action' | 'owner' | 'due'> & {
      /** What its owner did with it; left out for nothing. */
      readonly turned?: {
        readonly kind: Exclude<FollowUpTurnKind, 'drop'>
        readonly by: string
        readonly at: string
      }
    })[]
  }
  readonly notes: readonly { readonly by: string; readonly at: string }[]
}

/** A position of the sample workspace: how it began, what has happened to it since, and where that has brought it. */
export interface SamplePosition {
  readonly id: string
  readonly title: string
  readonly dossierId: string
  readonly agendaItemId: string
  readonly instrument: Instrument
  readonly parties: readonly CountryCode[]
  readonly penholder: CountryCode
  readonly draftingLanguage: Language
  readonly marking: Marking
  /** Absent for nobody. */
  readonly releasability?: NonNullable<CreatePosition['releasability']>
  readonly createdBy: string
  readonly createdAt: string
  /** The text the draft began with. */
  readonly doc: DocJson
  /** In the order it happened, oldest first. */
  readonly history: readonly SampleStep[]
  /** What is said beside the draft in the end; absent for nothing. */
  readonly threads?: readonly SampleThread[]
  /** What delegations keep to themselves; absent for nothing. */
  readonly ownPages?: readonly SamplePages[]
  /** What was reported after the meeting; absent for nothing. */
  readonly reports?: SampleReports
  /** The state of life that the history ends in. */
  readonly reach: PositionStatus
}

/** Everything a sample workspace holds, as plain data; every instant in it is relative to one `now`. */
export interface SampleWorkspace {
  readonly ministries: readonly Ministry[]
  readonly people: readonly Person[]
  readonly forums: readonly Forum[]
  readonly dossiers: readonly Dossier[]
  readonly meetings: readonly Meeting[]
  readonly agendaItems: readonly AgendaItem[]
  readonly positions: readonly SamplePosition[]
}
