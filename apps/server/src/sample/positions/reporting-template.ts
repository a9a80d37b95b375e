import type { Calendar } from '../calendar.ts'
import { amendments, bullets, numbered, paragraph, sampleDoc } from '../doc-builders.ts'
import type { SamplePosition } from '../types.ts'
import { reportingTemplatePages } from './reporting-template-pages.ts'
import { allFive } from './steps.ts'

/** The main demonstration: five countries write, points are open (DOMAIN §4.3). */
export const reportingTemplate = (calendar: Calendar): SamplePosition => ({
  id: 'reporting-template',
  title: 'Joint comments on a draft reporting template',
  dossierId: 'eu-strategy',
  agendaItemId: 'draft-reporting-template',
  instrument: 'written_comments',
  parties: allFive,
  penholder: 'FI',
  draftingLanguage: 'en',
  marking: 'parties',
  createdBy: 'drafter-fi',
  createdAt: calendar.workday(-6, '09:20'),
  doc: sampleDoc({
    speakingPoints: [
      bullets(
        'We support a clear timetable and a template that can be used without new national systems.',
        'The template should be in the hands of the authorities at least [six] [eight] weeks before the first reporting date.',
        'Definitions matter more than layout: figures that are counted differently cannot be compared.',
        'We ask for one structured, machine-readable format, and for its technical description to be published together with the template.',
        'If asked about cost: figures are being collected nationally.',
      ),
    ],
    position: [
      numbered(
        '[The Nordic countries] [Denmark, Finland, Iceland, Norway and Sweden] welcome the opportunity to comment on the draft template.',
        'The template should be available to authorities at least [six] [eight] weeks before the first reporting date. Later changes to it should apply from the following reporting period only.',
        'Definitions in the template should be [identical to] [comparable with] those in the legal act concerned. Where the template needs a term that the act does not define, the definition should be given in the template itself.',
        'Statistics should be submitted once a year, by a fixed date, in a structured and machine-readable format. An authority that cannot yet use the format should be able to submit the same data in a table during a first reporting period.',
        'A field that an authority has no data for should be marked as such, with the reason chosen from a short list. An empty field should never be read as zero.',
        'Experience from the first reporting cycle should be reported back to the [forum] within [12] months.',
      ),
    ],
    draftingSuggestion: [
      paragraph('Suggestions refer to the numbered points of the draft template.'),
      amendments(
        ['Point', 'Draft template', 'Suggestion', 'Reason'],
        [
          '3',
          'Terms have the meaning that is usual in national statistics.',
          'Terms have [the meaning given] [a meaning comparable with that given] in the legal act concerned.',
          'Comparability between reporting authorities.',
        ],
        [
          '4',
          'Authorities shall submit the statistics annually.',
          'Authorities shall submit the statistics by 30 September each year, in a structured, machine-readable format.',
          'A fixed date lets authorities plan the extraction of data.',
        ],
        [
          '6',
          'Fields without data may be left empty.',
          'Fields without data shall be marked “not available”, with the reason.',
          'An empty field can be read in more than one way.',
        ],
      ),
    ],
    justification: [
      paragraph(
        'The authorities that fill in the template take their figures from case management systems that were built for other purposes. Extracting a new figure normally takes a change to such a system, and the change is planned a budget period ahead. A template that is known in good time, and that stays the same during a reporting period, is therefore worth more than one that is complete from the start.',
      ),
      paragraph(
        'Common definitions are the other condition for useful results. Where two authorities count the same event at different stages of a case, adding their figures up gives a sum that describes neither. Using the definitions of the legal act, or definitions that can be traced back to them, keeps the work in one place.',
      ),
      paragraph(
        'A structured format saves work on both sides: it can be checked before it is sent, and corrections can be limited to the field concerned. The first period with a table as an alternative gives smaller authorities time to adapt.',
      ),
    ],
    background: [
      paragraph(
        'The draft template was circulated for comments ahead of the meeting. Comments are to be sent in writing; the item is taken as an exchange of views, in Mixed Committee formation.',
      ),
      paragraph(
        'Points 1, 2, 3 and 6 have open wording in square brackets. The rest of the text was agreed at working level.',
      ),
    ],
  }),
  history: [{ type: 'start_coordination', by: 'drafter-fi', at: calendar.workday(-5, '10:05') }],
  threads: [
    {
      audience: null,
      words: '[six] [eight] weeks',
      said: [
        {
          by: 'drafter-se',
          at: calendar.workday(-4, '10:40'),
          text: 'Sample comment: which of the two covers the time that the translations take?',
        },
        {
          by: 'drafter-dk',
          at: calendar.workday(-4, '13:15'),
          text: 'Sample comment: eight, if they are ordered on the day the template is out.',
        },
      ],
    },
    {
      audience: null,
      words: null,
      said: [
        {
          by: 'drafter-no',
          at: calendar.workday(-3, '09:05'),
          text: 'Sample comment: the numbering follows the draft template, so please keep it when points are moved.',
        },
      ],
    },
    {
      audience: 'FI',
      words: '[forum]',
      said: [
        {
          by: 'drafter-fi',
          at: calendar.workday(-3, '14:20'),
          text: 'Sample comment for one delegation: the name of the forum is to be checked with the other ministry.',
        },
      ],
    },
  ],
  ownPages: reportingTemplatePages(calendar),
  reach: 'in_coordination',
})
