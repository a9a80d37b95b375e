import type { Calendar } from '../calendar.ts'
import { amendments, bullets, numbered, paragraph, sampleDoc } from '../doc-builders.ts'
import type { SamplePosition } from '../types.ts'
import { agree, allFive } from './steps.ts'

/** Released for the next meeting: what a delegate reads at the table. */
export const commentPeriods = (calendar: Calendar): SamplePosition => ({
  id: 'comment-periods',
  title: 'Joint position on comment periods and document formats',
  dossierId: 'eu-strategy',
  agendaItemId: 'draft-reporting-template',
  instrument: 'joint_position',
  parties: allFive,
  penholder: 'DK',
  draftingLanguage: 'en',
  marking: 'delegates',
  createdBy: 'drafter-dk',
  createdAt: calendar.workday(-25, '09:40'),
  doc: text({ share: 'in good time', weeks: 'four weeks' }),
  history: [
    { type: 'start_coordination', by: 'drafter-dk', at: calendar.workday(-24, '10:15') },
    {
      type: 'freeze',
      by: 'drafter-dk',
      at: calendar.workday(-19, '16:30'),
      name: 'sent to capitals',
      note: 'For comments from the leads',
    },
    {
      type: 'reopen_draft',
      by: 'lead-dk',
      at: calendar.workday(-18, '09:05'),
      reason: 'Point 1 is to give a number of weeks, as in the drafting suggestion.',
    },
    {
      type: 'freeze',
      by: 'drafter-dk',
      at: calendar.workday(-16, '14:00'),
      name: 'with the answers from capitals',
      note: 'Point 1 made exact',
      edited: text({ share: 'at least six weeks before the first reporting date', weeks: 'six weeks' }),
    },
    {
      type: 'open_round',
      by: 'lead-dk',
      at: calendar.workday(-15, '09:00'),
      deadline: calendar.workday(-10, '12:00'),
      notice:
        'Explicit round on version 2. The text is meant for the working party and can be read by delegates once released.',
    },
    agree('DK', calendar.workday(-15, '09:30')),
    agree('IS', calendar.workday(-14, '11:10')),
    agree('SE', calendar.workday(-13, '10:00')),
    agree('NO', calendar.workday(-12, '13:35')),
    agree('FI', calendar.workday(-11, '09:50')),
    { type: 'release', by: 'lead-dk', at: calendar.workday(-11, '14:00') },
  ],
  reach: 'released',
})

function text({ share, weeks }: { readonly share: string; readonly weeks: string }) {
  return sampleDoc({
    speakingPoints: [
      bullets(
        'Thank you for the draft template and for the early exchange of views.',
        `First request: the final template should be shared ${share}.`,
        'Second request: one document format that all authorities can open, fill in and check, with a description of each field.',
        'Third request: changes during a reporting period only where an error has to be corrected.',
        'We are flexible on the layout and on the order of the fields.',
        'If asked about cost: figures are being collected nationally.',
        'If asked about a pilot: we see a use for one, provided that its results are shared with all.',
      ),
    ],
    position: [
      numbered(
        `The final template should be shared with the reporting authorities ${share}, in English and in an editable format.`,
        'The template should be available as a form for small volumes and as a structured, machine-readable file for larger ones. Both should have the same fields, with the same numbers.',
        'Each field should have a short description: what is counted, at which stage of a case, and in which unit.',
        'Comment periods on later drafts should be at least three weeks. Comments received and the answers to them should be listed in one table.',
        'During a reporting period only manifest errors should be corrected. Other changes should apply from the following period.',
        'After the first period, the meeting should look at what worked and what did not, on the basis of a short written summary.',
      ),
    ],
    draftingSuggestion: [
      amendments(
        ['Point', 'Draft template', 'Suggestion', 'Reason'],
        [
          '2',
          'The template is shared before the reporting period.',
          `The template is shared at least ${weeks} before the first reporting date.`,
          'Changes to case management systems are planned ahead.',
        ],
        [
          '7',
          'The template may be updated when needed.',
          'The template may be updated with effect from the following reporting period; manifest errors may be corrected at once.',
          'Figures of one period are comparable only if the template is the same throughout.',
        ],
      ),
    ],
    justification: [
      paragraph(
        'The reporting authorities are of different sizes. Some handle a few cases a year and fill in a form by hand; others extract thousands of records. A template that comes both as a form and as a structured file serves the two without making different demands on them.',
      ),
      paragraph(
        'Descriptions of the fields are the least costly way of making figures comparable. Most differences between authorities come from different readings of the same field name, not from different facts.',
      ),
      paragraph(
        'A template that is stable during the period protects the work already done. Where an update is needed, a date known in advance is enough for most authorities to adapt.',
      ),
    ],
    background: [
      paragraph(
        'The draft template is taken as an exchange of views in Mixed Committee formation, so that all five countries are present. Written comments can be sent after the meeting.',
      ),
      paragraph('The text replaces an earlier one that covered comment periods only.'),
    ],
  })
}
