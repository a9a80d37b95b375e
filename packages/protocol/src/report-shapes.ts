import { reportOutcomes, reportStages, speakers, stances } from '@samsyn/domain'
import { z } from 'zod'
import { agendaItem, country, followUpCard, id, instant, language, meetingSummary } from './shapes.ts'

export const reportOutcome = z.enum(reportOutcomes)

/** Who spoke and how: countries and institutions by code, never a person. */
export const intervention = z.strictObject({ speaker: z.enum(speakers), stance: z.enum(stances) })

/** A delegation's report, as somebody sees it who may read it. No person is named. */
export const report = z.object({
  id,
  releaseId: id,
  country,
  at: instant,
  /** Whether it is the last of its country. */
  counts: z.boolean(),
  outcome: reportOutcome,
  /** The language of its final text, and with it of the sections' titles. */
  draftingLanguage: language,
  /** The sections that were answered for, as the final text that it is about has them. */
  sections: z.array(z.object({ sectionId: z.string(), title: z.string(), outcome: reportOutcome })),
  /** Empty under the Chatham House Rule. */
  said: z.array(intervention),
  facts: z.string(),
  conclusion: z.string(),
  /** Null to whoever it is not for; empty where there is none. */
  assessment: z.object({ text: z.string(), isShared: z.boolean() }).nullable(),
  evidence: z.array(z.object({ document: z.string(), article: z.string() })),
})

const consolidated = {
  outcome: reportOutcome,
  said: z.array(intervention),
  conclusion: z.string(),
  dividingLine: z.string(),
  nextStep: z.string(),
}

/** Everything that was reported of a position. */
export const reportBack = z.object({
  stage: z.enum(reportStages),
  meeting: meetingSummary.nullable(),
  /** The final text that a report would be about; null where there is none. */
  release: z.object({ id, reference: z.string() }).nullable(),
  /** Newest first. */
  reports: z.array(report),
  /** The last one. */
  consolidation: z
    .object({
      id,
      at: instant,
      basedOn: z.array(id),
      ...consolidated,
      notes: z.array(z.object({ country, at: instant })),
    })
    .nullable(),
  followUps: z.array(followUpCard),
  may: z.object({
    /** The country that the person would report for; null for none. */
    report: country.nullable(),
    consolidate: z.boolean(),
    /** The country for which the person would note the consolidation. */
    note: country.nullable(),
  }),
})

/** What a meeting came to across its items, for the ministers: the outcome first, then where they parted, what comes next and who does it. */
export const meetingReport = z.object({
  meeting: meetingSummary,
  items: z.array(
    z.object({
      item: agendaItem.pick({ id: true, number: true, title: true }),
      positions: z.array(
        z.object({
          id,
          title: z.string(),
          draftingLanguage: language,
          releaseId: id.nullable(),
          /** The final text that was reported on, or that is to be; null for none. */
          text: z.object({ releaseId: id, reference: z.string(), version: z.number().int() }).nullable(),
          marking: agendaItem.shape.positions.element.shape.marking,
          releasableTo: z.array(country),
          stage: z.enum(reportStages),
          /** Which countries have reported. */
          reported: z.array(country),
          /** Null while nothing was consolidated. */
          consolidation: z.object(consolidated).nullable(),
          followUps: z.array(followUpCard),
        }),
      ),
    }),
  ),
  isSample: z.boolean(),
})

/** What became of a position at the table, as it was put together, and what is to be done. */
export const atTheTable = z.object({
  stage: z.enum(reportStages),
  /** Null while nothing was consolidated. */
  outcome: reportOutcome.nullable(),
  dividingLine: z.string(),
  nextStep: z.string(),
  followUps: z.array(followUpCard),
})

export type ReportBackDetail = z.infer<typeof reportBack>
export type MeetingReport = z.infer<typeof meetingReport>
