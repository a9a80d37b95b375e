import type { Calendar } from '../calendar.ts'
import { bold, bullets, numbered, paragraph, sampleDoc, table } from '../doc-builders.ts'
import type { SamplePosition } from '../types.ts'
import { agree, memberStates } from './steps.ts'

/** Agreed by every party; waits to be released. */
export const annexStructure = (calendar: Calendar): SamplePosition => ({
  id: 'annex-structure',
  title: 'Joint position on the structure of technical annexes',
  dossierId: 'csa-regulation',
  agendaItemId: 'csa-regulation-next-steps',
  instrument: 'joint_position',
  parties: memberStates,
  penholder: 'SE',
  draftingLanguage: 'en',
  marking: 'delegates',
  createdBy: 'drafter-se',
  createdAt: calendar.workday(-18, '14:00'),
  doc: sampleDoc({
    speakingPoints: [
      bullets(
        'Forms belong in annexes, rules in articles.',
        'An annex should be readable on its own by the person who fills in the form.',
        'We ask for all forms to be collected in one annex with a common numbering.',
      ),
    ],
    position: [
      numbered(
        'Forms and technical specifications should be placed in annexes; the articles should contain the rules and refer to the annex once.',
        'All forms should have the same first part: reference, date, authority and contact details.',
        'Each field should have a number that does not change when other fields are added or deleted.',
        'The annexes should be available in an editable format at the same time as the text.',
      ),
    ],
    draftingSuggestion: [
      table(
        ['Present structure', 'Suggestion'],
        [
          'Forms at the end of each chapter.',
          [bold('One annex with all forms'), ', numbered I to the last.'],
        ],
        ['Fields numbered within each part.', ['Fields numbered ', bold('through the whole form'), '.']],
      ),
    ],
    justification: [
      paragraph(
        'A form is used by far more people than the article it belongs to. Stable numbers make it possible to prepare guidance and digital forms before the final text has been published, and to change one field later without touching the others.',
      ),
    ],
    background: [
      paragraph(
        'The position concerns the arrangement of the text only. It can be used under any agenda item on next steps.',
      ),
    ],
  }),
  history: [
    { type: 'start_coordination', by: 'drafter-se', at: calendar.workday(-17, '09:10') },
    { type: 'freeze', by: 'lead-se', at: calendar.workday(-8, '16:00'), note: 'For sign-off' },
    {
      type: 'open_round',
      by: 'secretariat',
      at: calendar.workday(-7, '10:00'),
      deadline: calendar.workday(-2, '12:00'),
      notice: 'Explicit round at the request of the penholder.',
    },
    agree('SE', calendar.workday(-7, '11:30')),
    agree('FI', calendar.workday(-5, '09:20')),
    agree('DK', calendar.workday(-3, '15:05')),
  ],
  reach: 'agreed',
})
