import { type CountryCode, followUpsFrom, type Intervention, type ReportOutcome } from '@samsyn/domain'
import type { ReportBackDetail, RouteBody } from '@samsyn/protocol'

/** What is sent of a report; its id is made on the device. */
export type ReportBody = RouteBody<'submitReport'>

/** A report as it is being written. */
export interface ReportDraft {
  /** Null until it is chosen: nothing is taken for an answer. */
  readonly outcome: ReportOutcome | null
  /** By the section's id; what is not in it was not answered. */
  readonly sections: Readonly<Record<string, ReportOutcome>>
  readonly said: readonly Intervention[]
  readonly conclusion: string
  readonly facts: string
  readonly assessment: string
  readonly isShared: boolean
  readonly evidence: readonly { readonly document: string; readonly article: string }[]
  readonly followUps: readonly DraftFollowUp[]
}

export interface DraftFollowUp {
  readonly action: string
  readonly owner: CountryCode
  /** A date, or empty for none. */
  readonly due: string
}

/** What the secretariat has written of the reports together, and which of them it looked at. */
export interface ConsolidationDraft {
  /** By their ids. */
  readonly lookedAt: readonly string[]
  /** The consolidation that was known as the last; null for none. */
  readonly replaces: string | null
  readonly outcome: ReportOutcome | null
  readonly conclusion: string
  readonly dividingLine: string
  readonly nextStep: string
  readonly said: readonly Intervention[]
  readonly followUps: readonly DraftFollowUp[]
}

/** A report of which nothing is written yet. */
export const emptyReport: ReportDraft = {
  outcome: null,
  sections: {},
  said: [],
  conclusion: '',
  facts: '',
  assessment: '',
  isShared: false,
  evidence: [],
  followUps: [],
}

/** What of a report is sent, without rows in which nothing stands, nor who spoke where that is not told. */
export function reportBody(
  draft: ReportDraft & { readonly outcome: ReportOutcome },
  {
    isChathamHouse,
    ...as
  }: Pick<ReportBody, 'id' | 'releaseId' | 'personId' | 'country' | 'replaces'> & {
    readonly isChathamHouse: boolean
  },
): ReportBody {
  return {
    ...as,
    outcome: draft.outcome,
    sections: Object.entries(draft.sections).map(([sectionId, outcome]) => ({ sectionId, outcome })),
    said: isChathamHouse ? [] : draft.said.map((one) => ({ ...one })),
    facts: draft.facts.trim(),
    conclusion: draft.conclusion.trim(),
    assessment: { text: draft.assessment.trim(), isShared: draft.isShared },
    evidence: draft.evidence
      .map(({ document, article }) => ({ document: document.trim(), article: article.trim() }))
      .filter(({ document }) => document !== ''),
    followUps: followUpsOf(draft.followUps),
  }
}

/** What of a consolidation is kept and sent: nobody who spoke where that is not told. */
export function toldOf(draft: ConsolidationDraft, isChathamHouse: boolean): ConsolidationDraft {
  return isChathamHouse ? { ...draft, said: [] } : draft
}

/** The follow-ups in which something stands. */
export function followUpsOf(rows: readonly DraftFollowUp[]): ReportBody['followUps'] {
  return rows
    .map(({ action, owner, due }) => ({ action: action.trim(), owner, due: due === '' ? null : due }))
    .filter(({ action }) => action !== '')
}

/** A report as it stands on the server, to be said anew: what was to follow from it is in it as far as nobody has touched that. */
export function draftFrom(
  standing: ReportBackDetail['reports'][number],
  { followUps, releaseId }: Pick<ReportBackDetail, 'followUps'> & { readonly releaseId: string },
): ReportDraft {
  const { id, outcome, sections, said, conclusion, facts, assessment, evidence } = standing
  // Another text has other sections.
  const answered = standing.releaseId === releaseId ? sections : []
  return {
    outcome,
    sections: Object.fromEntries(answered.map((section) => [section.sectionId, section.outcome])),
    said,
    conclusion,
    facts,
    assessment: assessment?.text ?? '',
    isShared: assessment?.isShared ?? false,
    evidence,
    followUps: followUpsFrom(id, followUps)
      .filter(({ turns }) => turns.length === 0)
      .map(({ action, owner, due }) => ({ action, owner, due: due ?? '' })),
  }
}

/** A report that was not taken, to be changed and sent again. */
export function draftOf(body: ReportBody): ReportDraft {
  return {
    outcome: body.outcome,
    sections: Object.fromEntries(body.sections.map(({ sectionId, outcome }) => [sectionId, outcome])),
    said: body.said,
    conclusion: body.conclusion,
    facts: body.facts,
    assessment: body.assessment.text,
    isShared: body.assessment.isShared,
    evidence: body.evidence,
    followUps: body.followUps.map(({ due, ...rest }) => ({ ...rest, due: due ?? '' })),
  }
}
