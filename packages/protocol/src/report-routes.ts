import { z } from 'zod'
import { intervention, meetingReport, reportBack, reportOutcome } from './report-shapes.ts'
import { about, positionParams, type Route, read, reason } from './route-parts.ts'
import { country, followUpCard, id } from './shapes.ts'

const words = z.string().trim().max(4000)
const short = z.string().trim().max(300)
const followUps = z
  .array(
    z.strictObject({
      action: short.min(1),
      owner: country,
      due: z.iso.date().nullable(),
    }),
  )
  .max(20)
const said = z.array(intervention).max(120)

/** What a report and a consolidation are both refused for. */
const refusedForBoth = [
  'not_found',
  'forbidden',
  'state_conflict',
  'meeting_not_begun',
  'chatham_house',
  'reports_changed',
  'not_a_party',
] as const

/** What delegations report after a meeting, and what follows from it. */
export const reportRoutes = {
  getReportBack: {
    ...read,
    path: '/positions/:positionId/reports',
    summary: 'What was reported of a position after the meeting, and what follows from it',
    params: positionParams,
    response: reportBack,
    refusals: ['not_found', 'forbidden'],
  },
  submitReport: {
    ...about,
    method: 'POST',
    path: '/positions/:positionId/reports',
    summary: 'Report for the own delegation; sent twice under one id, it arrives once',
    params: positionParams,
    body: z.strictObject({
      /** Made by the device. */
      id: z.uuid(),
      releaseId: id,
      /** Who wrote it, and for whom: nobody else's session carries it. */
      personId: id,
      country,
      /** The report of the own country that its author knew of as the last; null for none. */
      replaces: id.nullable(),
      outcome: reportOutcome,
      sections: z.array(z.strictObject({ sectionId: z.string().max(64), outcome: reportOutcome })).max(100),
      said,
      facts: words,
      conclusion: words,
      assessment: z.strictObject({ text: words, isShared: z.boolean() }),
      evidence: z.array(z.strictObject({ document: short.min(1), article: short })).max(20),
      followUps,
    }),
    status: 201,
    response: reportBack,
    refusals: [...refusedForBoth, 'other_person', 'other_country', 'section_unknown'],
  },
  consolidateReports: {
    ...about,
    method: 'POST',
    path: '/positions/:positionId/reports/consolidation',
    summary: 'Make one report of those of the delegations; sent twice under one id, it arrives once',
    params: positionParams,
    body: z.strictObject({
      /** Made by the page. */
      id: z.uuid(),
      /** The reports that were looked at: all that count. */
      basedOn: z.array(id).max(20),
      /** The consolidation that its author knew of as the last; null for none. */
      replaces: id.nullable(),
      outcome: reportOutcome,
      said,
      conclusion: words,
      dividingLine: words,
      nextStep: words,
      followUps,
    }),
    status: 201,
    response: reportBack,
    refusals: [...refusedForBoth, 'report_missing'],
  },
  noteReport: {
    ...about,
    method: 'POST',
    path: '/positions/:positionId/reports/note',
    summary: 'Say, for the own country, that what was consolidated has been seen',
    params: positionParams,
    body: z.strictObject({ consolidationId: id }),
    status: 200,
    response: reportBack,
    refusals: ['not_found', 'forbidden', 'report_unconsolidated', 'reports_changed', 'report_noted'],
  },
  turnFollowUp: {
    ...about,
    method: 'POST',
    path: '/positions/:positionId/follow-ups/:followUpId/turns',
    summary: 'Begin, finish or drop what is to be done after a meeting',
    params: positionParams.extend({ followUpId: id }),
    body: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('begin') }),
      z.strictObject({ kind: z.literal('finish') }),
      z.strictObject({ kind: z.literal('drop'), reason }),
    ]),
    status: 200,
    response: followUpCard,
    refusals: ['not_found', 'forbidden', 'follow_up_closed', 'state_conflict', 'reason_required'],
  },
  getMeetingReport: {
    ...read,
    path: '/meetings/:meetingId/report',
    summary: 'What a meeting came to across its items, as far as the signed-in person reads of it',
    params: z.object({ meetingId: id }),
    response: meetingReport,
    refusals: ['not_found'],
  },
} as const satisfies Readonly<Record<string, Route>>
