import {
  type Asking,
  type CountryCode,
  can,
  countriesWhere,
  type FollowUp,
  followUpState,
  followUpTurnKinds,
  holdsRole,
  isCalledOff,
  isOverdue,
  type Position,
  type Release,
  type Report,
  type ReportBack,
  readsAssessment,
  reportStage,
  reportsFor,
  standingReports,
  submitReport,
  turnFollowUp,
} from '@samsyn/domain'
import { type DocJson, sectionTitle } from '@samsyn/editor'
import type { DossierDetail, FollowUpCard, MeetingReport, ReportBackDetail } from '@samsyn/protocol'
import type { ReportWaiting } from '../desk.ts'
import { type Directory, existing } from '../directory.ts'
import { agendaOf } from './agenda.ts'
import { meetingSummary } from './positions.ts'

/** What is kept of a position's report, with the position itself. */
export interface Reported {
  readonly position: Position
  readonly back: ReportBack
  readonly followUps: readonly FollowUp[]
}

/** The meeting on whose agenda a position stands; null for none. */
export function meetingOf({ agendaItemId }: Position, directory: Directory): ReportBackDetail['meeting'] {
  if (agendaItemId === null) return null
  return meetingSummary(existing(directory.agendaItems, agendaItemId).meetingId, directory)
}

/** What is to be done after a meeting, for the person who asks. */
export function followUpCard(
  followUp: FollowUp,
  { id, title, draftingLanguage }: Position,
  asking: Asking,
): FollowUpCard {
  return {
    id: followUp.id,
    position: { id, title, draftingLanguage },
    action: followUp.action,
    owner: followUp.owner,
    due: followUp.due,
    state: followUpState(followUp),
    isOverdue: isOverdue(followUp, asking.now),
    at: followUp.at,
    turns: followUp.turns.map(({ kind, reason, country, at }) => ({ kind, reason, country, at })),
    may: followUpTurnKinds.filter((kind) => turnFollowUp(followUp, { kind, reason: '-' }, asking).ok),
  }
}

/** The sections that a final text has, with the titles they have in it. */
export function sectionsOf(doc: DocJson): readonly { readonly id: string; readonly title: string }[] {
  return doc.content.map((section) => ({ id: section.attrs.id, title: sectionTitle(section) }))
}

/** Everything that was reported of a position, as the person who asks may read it. Under the Chatham House Rule nobody who spoke is in it. */
export function reportBackView(
  { position, back, followUps }: Reported,
  directory: Directory,
  {
    releases,
    ...asking
  }: Asking & {
    /** The final texts that there have been, the one that a report would be about first. */
    readonly releases: readonly {
      readonly release: Release
      readonly sections: ReturnType<typeof sectionsOf>
    }[]
  },
): ReportBackDetail {
  const meeting = meetingOf(position, directory)
  const counting = new Set(standingReports(back.reports).map(({ id }) => id))
  const consolidation = back.consolidations.at(-1)
  const said = <Said>(given: readonly Said[]): Said[] => (meeting?.isChathamHouse ? [] : [...given])
  const stage = reportStage(back, position.parties)
  const release = releases[0]?.release
  const texts = new Map(releases.map((text) => [text.release.id, text]))
  return {
    stage,
    meeting,
    release: release ? { id: release.id, reference: release.reference } : null,
    reports: back.reports.toReversed().map((report) => ({
      ...answersOf(report, existing(texts, report.releaseId)),
      id: report.id,
      releaseId: report.releaseId,
      country: report.country,
      at: report.at,
      counts: counting.has(report.id),
      outcome: report.outcome,
      said: said(report.said),
      facts: report.facts,
      conclusion: report.conclusion,
      assessment: readsAssessment(report, asking) ? { ...report.assessment } : null,
      evidence: report.evidence.map((each) => ({ ...each })),
    })),
    consolidation: consolidation
      ? {
          id: consolidation.id,
          at: consolidation.at,
          basedOn: [...consolidation.basedOn],
          ...wordsOf(consolidation, said),
          notes: consolidation.notes.map(({ country, at }) => ({ country, at })),
        }
      : null,
    followUps: followUps.map((each) => followUpCard(each, position, asking)),
    may: {
      report: release ? reportingFor(release.id, { position, back }, meeting, asking) : null,
      consolidate:
        counting.size > 0 &&
        position.life.status !== 'closed' &&
        position.life.status !== 'withdrawn' &&
        can(asking.person, 'report.consolidate', position, asking.now),
      note: stage === 'consolidated' ? notingFor(consolidation, asking) : null,
    },
  }
}

/** What was answered for each section, under the titles that they have in the text that the report is about. */
function answersOf(
  { sections }: Pick<Report, 'sections'>,
  text: { readonly release: Release; readonly sections: ReturnType<typeof sectionsOf> },
) {
  const titles = new Map(text.sections.map(({ id, title }) => [id, title]))
  return {
    draftingLanguage: text.release.draftingLanguage,
    sections: sections.map(({ sectionId, outcome }) => ({
      sectionId,
      title: titles.get(sectionId) ?? '',
      outcome,
    })),
  }
}

/** For which country the person could report now: by the very rule that takes a report. */
function reportingFor(
  releaseId: string,
  { position, back: { reports } }: Pick<Reported, 'position' | 'back'>,
  meeting: ReportBackDetail['meeting'],
  asking: Asking,
): CountryCode | null {
  const [country] = reportsFor(asking)
  if (country === undefined) return null
  const empty = {
    id: '-',
    releaseId,
    personId: asking.person.id,
    country,
    replaces: standingReports(reports).find((report) => report.country === country)?.id ?? null,
    outcome: 'unknown',
    sections: [],
    said: [],
    facts: '',
    conclusion: '',
    assessment: { text: '', isShared: false },
    evidence: [],
    followUps: [],
  } as const
  const place = { positionId: position.id, meeting, sectionIds: [], reports, followUps: [] }
  return submitReport(empty, place, asking).ok ? country : null
}

function notingFor(
  consolidation: ReportBack['consolidations'][number] | undefined,
  { person, subject, now }: Asking,
): CountryCode | null {
  const [country] = countriesWhere(person, 'report.note', subject, now)
  const isNoted = consolidation?.notes.some((note) => note.country === country)
  return country === undefined || isNoted ? null : country
}

type Consolidated = ReportBack['consolidations'][number]

function wordsOf(
  { outcome, said, conclusion, dividingLine, nextStep }: Consolidated,
  shown: <Said>(given: readonly Said[]) => Said[],
) {
  return { outcome, said: shown(said), conclusion, dividingLine, nextStep }
}

/** For how long after a meeting a delegate is asked to report, in milliseconds. */
const askedFor = 14 * 24 * 60 * 60 * 1000

/** What waits for a person of a position's report: to give it, to put it together, to note it; null for nothing. */
export function waitingReport(
  { position, back }: Reported,
  directory: Directory,
  { person, subject, now }: Asking,
): ReportWaiting | null {
  const stage = reportStage(back, position.parties)
  const isOver = position.life.status === 'closed' || position.life.status === 'withdrawn'
  if (stage === 'submitted' && !isOver && can(person, 'report.consolidate', subject, now))
    return 'consolidate'
  if (stage === 'consolidated' && notingFor(back.consolidations.at(-1), { person, subject, now }) !== null)
    return 'note_report'
  const meeting = meetingOf(position, directory)
  const isUsed = position.life.status === 'released' || position.life.status === 'used'
  const since = meeting && !isCalledOff(meeting) ? Date.parse(now) - Date.parse(meeting.endsAt) : -1
  const [country] = reportsFor({ person, subject, now })
  const hasReported = back.reports.some((report) => report.country === country)
  const isAsked = isUsed && since >= 0 && since < askedFor && holdsRole(person, 'delegate', now)
  return isAsked && country !== undefined && !hasReported ? 'report' : null
}

/** What a meeting came to: of each position that the person reads reports of. */
export function meetingReportView(
  meetingId: string,
  all: readonly (Reported & { readonly text: MeetingReport['items'][number]['positions'][number]['text'] })[],
  directory: Directory,
  asking: Omit<Asking, 'subject'> & { readonly isSample: boolean },
): MeetingReport {
  const meeting = meetingSummary(meetingId, directory)
  const said = <Said>(given: readonly Said[]): Said[] => (meeting.isChathamHouse ? [] : [...given])
  return {
    meeting,
    items: agendaOf(meetingId, directory).map((item) => ({
      item: { id: item.id, number: item.number, title: item.title },
      positions: all
        .filter(({ position }) => position.agendaItemId === item.id)
        .map(({ position, back, followUps, text }) => {
          const last = back.consolidations.at(-1)
          return {
            id: position.id,
            title: position.title,
            draftingLanguage: position.draftingLanguage,
            releaseId: position.releaseInForce,
            text,
            marking: position.marking,
            releasableTo: [...position.releasableTo],
            stage: reportStage(back, position.parties),
            reported: standingReports(back.reports).map(({ country }) => country),
            consolidation: last ? wordsOf(last, said) : null,
            followUps: followUps.map((each) =>
              followUpCard(each, position, { ...asking, subject: position }),
            ),
          }
        }),
    })),
    isSample: asking.isSample,
  }
}

type AtTheTable = DossierDetail['history'][number]['positions'][number]['atTheTable']

/** What became of a position at the table; null before its meeting is over where nothing was reported. */
export function atTheTableView(
  { position, back, followUps }: Reported,
  directory: Directory,
  asking: Omit<Asking, 'subject'>,
): AtTheTable {
  const stage = reportStage(back, position.parties)
  if (stage === 'draft' && !isOver(meetingOf(position, directory), asking.now)) return null
  const last = back.consolidations.at(-1)
  return {
    stage,
    outcome: last?.outcome ?? null,
    dividingLine: last?.dividingLine ?? '',
    nextStep: last?.nextStep ?? '',
    followUps: followUps.map((each) => followUpCard(each, position, { ...asking, subject: position })),
  }
}

function isOver(meeting: ReportBackDetail['meeting'], now: string): boolean {
  return meeting !== null && !isCalledOff(meeting) && Date.parse(meeting.endsAt) < Date.parse(now)
}
