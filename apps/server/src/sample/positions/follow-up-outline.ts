import type { Calendar } from '../calendar.ts'
import { bullets, heading, numbered, paragraph, sampleDoc } from '../doc-builders.ts'
import type { SamplePosition } from '../types.ts'
import { allFive } from './steps.ts'

/** A draft that its penholder has not shared yet. */
export const followUpOutline = (calendar: Calendar): SamplePosition => ({
  id: 'follow-up-outline',
  title: 'Outline of the follow-up report to the ministers',
  dossierId: 'lund-follow-up',
  agendaItemId: 'lund-progress',
  instrument: 'report_to_ministers',
  parties: allFive,
  penholder: 'IS',
  draftingLanguage: 'en',
  marking: 'parties',
  createdBy: 'drafter-is',
  createdAt: calendar.workday(-2, '11:40'),
  doc: sampleDoc({
    speakingPoints: [
      bullets(
        'The outline follows the four aims that the expert meeting in Lund set in 2018.',
        'The report should be short: one page for each aim, with a table of what has been done.',
      ),
    ],
    position: [
      paragraph('The report could be arranged as follows.'),
      heading('Structure'),
      numbered(
        'Nordic coordination in international forums.',
        'Training of investigators.',
        'Technical aids for investigation.',
        'Collecting information on the internet.',
      ),
      heading('Working method'),
      paragraph(
        'Each country fills in the same short form for each aim. The penholder puts the answers together and sends the text back once for factual checks before it goes to the senior officials.',
      ),
    ],
    justification: [
      paragraph(
        'The ministers asked for a report on progress. Keeping to the four aims makes it possible to compare the report with the decisions of 2018, and to see where nothing further is needed.',
      ),
    ],
    background: [
      paragraph(
        'Expert meeting in Lund, 30–31 May 2018; conference in Reykjavík, 5–6 December 2019. Dates for the next steps are to be added before the draft is shared.',
      ),
    ],
  }),
  history: [],
  reach: 'draft',
})
