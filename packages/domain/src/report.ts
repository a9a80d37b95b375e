import type { Asking } from './comments.ts'
import type { CountryCode } from './country.ts'
import type { PositionEvent } from './events.ts'
import {
  dropReplaced,
  type FollowUp,
  type FollowUpOffer,
  followUpsFrom,
  openFollowUps,
  type ReplacedFollowUp,
} from './follow-up.ts'
import { isCalledOff, type Meeting } from './meeting.ts'
import { can, countriesWhere } from './permissions.ts'
import type { Refusal } from './refusals.ts'
import { assertNever, ok, type Result, refuse } from './result.ts'
import type { Speaker } from './speakers.ts'

/** What became of a text in the meeting. `unknown` is an answer of its own, and no support (inv. 19). */
export const reportOutcomes = ['reflected', 'partly', 'not', 'not_raised', 'unknown'] as const

export type ReportOutcome = (typeof reportOutcomes)[number]

/** How somebody spoke of the item. */
export const stances = ['raised', 'supported', 'opposed'] as const

export type Stance = (typeof stances)[number]

/** Who spoke, by code. */
export interface Intervention {
  readonly speaker: Speaker
  readonly stance: Stance
}

/** What one delegation tells of an item after the meeting. Facts stand apart from what it makes of them. */
export interface Report {
  /** Made by the device that it was written on: sent twice, it arrives once. */
  readonly id: string
  readonly positionId: string
  /** The final text that it is about. */
  readonly releaseId: string
  readonly country: CountryCode
  readonly personId: string
  readonly at: string
  readonly outcome: ReportOutcome
  /** Of the sections that were answered for; of every other it is not known. */
  readonly sections: readonly { readonly sectionId: string; readonly outcome: ReportOutcome }[]
  readonly said: readonly Intervention[]
  /** What happened, in words. */
  readonly facts: string
  /** What the chair concluded. */
  readonly conclusion: string
  /** What the delegation makes of it: for itself alone unless it shares that. */
  readonly assessment: { readonly text: string; readonly isShared: boolean }
  readonly evidence: readonly { readonly document: string; readonly article: string }[]
}

/** What the secretariat made of the reports, for the leads and for the ministers. */
export interface Consolidation {
  readonly id: string
  readonly positionId: string
  readonly personId: string
  readonly at: string
  /** The reports that it was made of. */
  readonly basedOn: readonly string[]
  readonly outcome: ReportOutcome
  readonly said: readonly Intervention[]
  readonly conclusion: string
  /** Where those at the table parted. */
  readonly dividingLine: string
  readonly nextStep: string
  /** The countries whose leads have seen it, in the order in which they said so. */
  readonly notes: readonly ReportNote[]
}

export interface ReportNote {
  readonly country: CountryCode
  readonly personId: string
  readonly at: string
}

/** Everything that was reported of a position, each oldest first. */
export interface ReportBack {
  readonly reports: readonly Report[]
  readonly consolidations: readonly Consolidation[]
}

/**
 * How far the report of an item has come (DOMAIN §3.2). A draft lies on the device of whoever writes it.
 *
 * ```text
 * draft ── submit ──▶ submitted ── consolidate ──▶ consolidated ── note (the last party) ──▶ noted
 *                        ▲  ◀─┐ submit                │   ▲ ◀─┐ note, consolidate             │
 *                        └────┴────── submit ─────────┴───│───┴──────────── submit ───────────┤
 *                                                         └──────────────── consolidate ──────┘
 * ```
 */
export const reportStages = ['draft', 'submitted', 'consolidated', 'noted'] as const

export type ReportStage = (typeof reportStages)[number]

/** The report that counts of each country: its last. */
export function standingReports<Given extends Pick<Report, 'country'>>(
  reports: readonly Given[],
): readonly Given[] {
  return [...new Map(reports.map((report) => [report.country, report])).values()]
}

/** How far the report of a position has come; the parties are those whose leads note it. */
export function reportStage(
  { reports, consolidations }: ReportBack,
  parties: readonly CountryCode[],
): ReportStage {
  const standing = standingReports(reports)
  const last = consolidations.at(-1)
  if (standing.length === 0) return 'draft'
  if (!last || standing.some(({ id }) => !last.basedOn.includes(id))) return 'submitted'
  const noted = new Set(last.notes.map(({ country }) => country))
  return parties.every((party) => noted.has(party)) ? 'noted' : 'consolidated'
}

/** The meeting that a report is about; null for a position that stands on no agenda. */
export type ReportedMeeting = Pick<Meeting, 'startsAt' | 'status' | 'isChathamHouse'> | null

/** What a delegation gives, in whose name its author wrote it included; when it came is the server's to say. */
export type ReportOffer = Omit<Report, 'positionId' | 'at'> & {
  /** The report of the own country that its author knew of as the last; null for none. */
  readonly replaces: string | null
  readonly followUps: readonly FollowUpOffer[]
}

/** What is written down with a report, and with it of the one that it takes the place of. */
export interface SubmittedReport extends Reported<Report> {
  readonly dropped: readonly ReplacedFollowUp[]
}

/** What is written down with a report or a consolidation, and the events that tell of it. */
export interface Reported<Value> {
  readonly value: Value
  readonly followUps: readonly FollowUp[]
  readonly events: readonly PositionEvent[]
}

/** The delegations that a person reports for; of people of one country, that. */
export function reportsFor({ person, subject, now }: Asking): readonly CountryCode[] {
  return countriesWhere(person, 'report.write', subject, now)
}

/** Whether a report is the asking person's own: `forbidden`, `other_person` for somebody else's, `other_country` for one in another country's name. */
export function ownReport(
  { personId, country }: Pick<ReportOffer, 'personId' | 'country'>,
  asking: Asking,
): Result<null, Refusal> {
  const countries = reportsFor(asking)
  if (countries.length === 0) return refuse({ code: 'forbidden' })
  if (personId !== asking.person.id) return refuse({ code: 'other_person' })
  return countries.includes(country) ? ok(null) : refuse({ code: 'other_country' })
}

/**
 * Takes a delegation's report. Refuses what `ownReport` refuses, `reports_changed` where another report of the country counts than the
 * one that it takes the place of, `state_conflict` once the position is closed or withdrawn, `meeting_not_begun`,
 * `chatham_house` where it names who spoke under that rule, `section_unknown` for a section that the text has not, and what
 * `openFollowUps` refuses.
 */
export function submitReport(
  offer: ReportOffer,
  place: {
    readonly positionId: string
    readonly meeting: ReportedMeeting
    readonly sectionIds: readonly string[]
    /** What was reported before, of every country. */
    readonly reports: readonly Report[]
    /** What was to follow from them. */
    readonly followUps: readonly FollowUp[]
  },
  asking: Asking,
): Result<SubmittedReport, Refusal> {
  const own = ownReport(offer, asking)
  if (!own.ok) return own
  const { followUps: offered, replaces, ...given } = offer
  const allowed = mayBeReported(given, place.meeting, asking)
  if (!allowed.ok) return allowed
  if (given.sections.some(({ sectionId }) => !place.sectionIds.includes(sectionId)))
    return refuse({ code: 'section_unknown' })
  const { positionId } = place
  const { country } = given
  const standing = standingReports(place.reports).find((report) => report.country === country)
  if ((standing?.id ?? null) !== replaces) return refuse({ code: 'reports_changed' })
  const report: Report = { ...given, said: once(given.said), positionId, at: asking.now }
  const followUps = openFollowUps(offered, { positionId, country, from: report.id }, asking)
  if (!followUps.ok) return followUps
  const { releaseId, personId, at } = report
  const replaced = standing ? followUpsFrom(standing.id, place.followUps) : []
  const { dropped, events } = dropReplaced(replaced, { personId, country, at })
  return ok({
    value: report,
    followUps: followUps.value.followUps,
    dropped,
    events: [
      { type: 'report.submitted', reportId: report.id, releaseId, country },
      ...events,
      ...followUps.value.events,
    ],
  })
}

/** Whether a report that is stored, with what was to follow from it, is what is offered under its id. */
export function isSameReport(known: Report, followUps: readonly FollowUp[], offer: ReportOffer): boolean {
  return (
    known.personId === offer.personId &&
    wordsOfReport(known, followUps) === wordsOfReport({ ...offer, said: once(offer.said) }, offer.followUps)
  )
}

/** Whether a consolidation that is stored, with what was to follow from it, is what is offered under its id. */
export function isSameConsolidation(
  known: Consolidation,
  followUps: readonly FollowUp[],
  offer: ConsolidationOffer,
): boolean {
  return (
    wordsOfConsolidation(known, followUps) ===
    wordsOfConsolidation({ ...offer, said: once(offer.said) }, offer.followUps)
  )
}

/** What the secretariat gives. */
export type ConsolidationOffer = Omit<Consolidation, 'positionId' | 'personId' | 'at' | 'notes'> & {
  /** The consolidation that its author knew of as the last; null for none. */
  readonly replaces: string | null
  readonly followUps: readonly FollowUpOffer[]
}

/**
 * Makes one report of those of the delegations; the notes of an earlier one count for it no more. Refuses `forbidden`,
 * `state_conflict` and `chatham_house` as a report does, `report_missing` where there is none, and `reports_changed` where it was
 * made of others than those that count, or another one is the last than the one that it takes the place of.
 */
export function consolidateReports(
  offer: ConsolidationOffer,
  place: { readonly positionId: string; readonly meeting: ReportedMeeting; readonly back: ReportBack },
  asking: Asking,
): Result<Reported<Consolidation>, Refusal> {
  if (!can(asking.person, 'report.consolidate', asking.subject, asking.now))
    return refuse({ code: 'forbidden' })
  const { followUps: offered, replaces, ...given } = offer
  const allowed = mayBeReported(given, place.meeting, asking)
  if (!allowed.ok) return allowed
  const standing = standingReports(place.back.reports)
  if (standing.length === 0) return refuse({ code: 'report_missing' })
  const basedOn = new Set(given.basedOn)
  if (basedOn.size !== standing.length || standing.some(({ id }) => !basedOn.has(id)))
    return refuse({ code: 'reports_changed' })
  if ((place.back.consolidations.at(-1)?.id ?? null) !== replaces) return refuse({ code: 'reports_changed' })
  const { positionId } = place
  const consolidation: Consolidation = {
    ...given,
    said: once(given.said),
    positionId,
    personId: asking.person.id,
    at: asking.now,
    notes: [],
  }
  const from = { positionId, country: asking.person.country, from: consolidation.id }
  const followUps = openFollowUps(offered, from, asking)
  if (!followUps.ok) return followUps
  return ok({
    value: consolidation,
    followUps: followUps.value.followUps,
    events: [{ type: 'report.consolidated', consolidationId: consolidation.id }, ...followUps.value.events],
  })
}

/**
 * A lead has seen what was consolidated, for their country. Refuses `forbidden`, `report_unconsolidated` where there is none or the
 * reports have moved on, `reports_changed` for another than the last, `report_noted` where the country has said so before.
 */
export function noteReport(
  consolidationId: string,
  { back, parties }: { readonly back: ReportBack; readonly parties: readonly CountryCode[] },
  asking: Asking,
): Result<{ readonly note: ReportNote; readonly events: readonly PositionEvent[] }, Refusal> {
  const [country] = countriesWhere(asking.person, 'report.note', asking.subject, asking.now)
  if (country === undefined) return refuse({ code: 'forbidden' })
  const last = back.consolidations.at(-1)
  const stage = reportStage(back, parties)
  switch (stage) {
    case 'draft':
    case 'submitted':
      return refuse({ code: 'report_unconsolidated' })
    case 'consolidated':
    case 'noted':
      if (!last || last.id !== consolidationId) return refuse({ code: 'reports_changed' })
      if (last.notes.some((note) => note.country === country)) return refuse({ code: 'report_noted' })
      return ok({
        note: { country, personId: asking.person.id, at: asking.now },
        events: [{ type: 'report.noted', consolidationId, country }],
      })
    default:
      return assertNever(stage)
  }
}

/** Whether a person reads what a delegation makes of an item: its own people, and everybody who reads the report once it is shared. */
export function readsAssessment(
  { country, assessment }: Pick<Report, 'country' | 'assessment'>,
  asking: Asking,
): boolean {
  return assessment.isShared || reportsFor(asking).includes(country)
}

function mayBeReported(
  { said }: { readonly said: readonly Intervention[] },
  meeting: ReportedMeeting,
  { subject: { life }, now }: Asking,
): Result<null, Refusal> {
  if (life.status === 'closed' || life.status === 'withdrawn') return refuse({ code: 'state_conflict' })
  const hasBegun = !meeting || (!isCalledOff(meeting) && Date.parse(meeting.startsAt) <= Date.parse(now))
  if (!hasBegun) return refuse({ code: 'meeting_not_begun' })
  if (meeting?.isChathamHouse && said.length > 0) return refuse({ code: 'chatham_house' })
  return ok(null)
}

/** Everything that was given of a report, so that it can be compared. */
function wordsOfReport(
  report: Omit<Report, 'positionId' | 'personId' | 'at'>,
  followUps: readonly FollowUpOffer[],
): string {
  const { releaseId, country, outcome, sections, said, facts, conclusion, assessment, evidence } = report
  return JSON.stringify([
    [releaseId, country, outcome, facts, conclusion, assessment.text, assessment.isShared],
    sections.map((section) => [section.sectionId, section.outcome]),
    said.map(({ speaker, stance }) => [speaker, stance]),
    evidence.map(({ document, article }) => [document, article]),
    followUps.map(({ action, owner, due }) => [action, owner, due]),
  ])
}

function wordsOfConsolidation(
  consolidation: Omit<Consolidation, 'positionId' | 'personId' | 'at' | 'notes'>,
  followUps: readonly FollowUpOffer[],
): string {
  const { basedOn, outcome, said, conclusion, dividingLine, nextStep } = consolidation
  return JSON.stringify([
    [outcome, conclusion, dividingLine, nextStep],
    basedOn,
    said.map(({ speaker, stance }) => [speaker, stance]),
    followUps.map(({ action, owner, due }) => [action, owner, due]),
  ])
}

/** Each who spoke in each way once, in the order given. */
function once(said: readonly Intervention[]): readonly Intervention[] {
  return [...new Map(said.map((one) => [`${one.speaker} ${one.stance}`, one])).values()]
}
