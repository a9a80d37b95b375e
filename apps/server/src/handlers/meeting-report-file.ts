import { type Language, ok, type Person, refuse } from '@samsyn/domain'
import type { ReportFacts } from '@samsyn/export'
import { dayInBrussels } from '../brussels.ts'
import type { DocxWriter } from '../files/docx-writer.ts'
import { fileName } from '../files/file-facts.ts'
import { pdfFile } from '../files/pdf-file.ts'
import type { PdfWriter } from '../files/pdf-writer.ts'
import { reportFacts } from '../files/report-facts.ts'
import type { FileHandlers, OutFile } from '../http/file-router.ts'
import type { Outcome } from '../refusal.ts'
import type { HandlerContext } from './context.ts'
import { docxType } from './files.ts'
import { meetingReportFor } from './reports.ts'

interface Writers {
  readonly docx: DocxWriter
  readonly pdf: PdfWriter
}

/** What a meeting came to as one file, as far as whoever asks may read it. */
export function meetingReportFileHandlers(
  context: HandlerContext,
  { docx, pdf }: Writers,
): Pick<FileHandlers, 'getMeetingReportFile'> {
  const { tables } = context.storage

  async function collected(
    meetingId: string,
    { person, language }: { readonly person: Person; readonly language: Language },
  ): Promise<ReportFacts | null> {
    const found = await meetingReportFor(context, meetingId, person)
    if (!found) return null
    const { report, changedAt } = found
    const address = `${context.relyingParty().origin}/meetings/${meetingId}/report`
    return reportFacts(report, { language, country: person.country, changedAt, address })
  }

  async function written(format: 'pdf' | 'docx', facts: ReportFacts): Promise<Outcome<OutFile>> {
    const name = `${fileName(`${facts.meeting} ${dayInBrussels(facts.instant)}`)}.${format}`
    if (format === 'pdf') {
      const file = await pdf.write({ kind: 'report', facts })
      return file.ok ? ok(pdfFile(name, file.value)) : file
    }
    const file = await docx.write({ report: facts })
    return file.ok ? ok({ name, type: docxType, content: file.value }) : file
  }

  return {
    getMeetingReportFile: async ({ params, query, session: { person } }) => {
      const language = query.language ?? person.language
      let facts = await collected(params.meetingId, { person, language })
      while (facts) {
        const file = await written(params.format, facts)
        if (!file.ok) return file
        // A text may have been locked, or a right taken away, while it was written.
        const current = (await tables.people.byId(person.id)) ?? person
        const now = await collected(params.meetingId, { person: current, language })
        if (JSON.stringify(now) === JSON.stringify(facts)) return file
        facts = now
      }
      return refuse({ code: 'not_found' })
    },
  }
}
