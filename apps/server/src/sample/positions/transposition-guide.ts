import type { Calendar } from '../calendar.ts'
import { bullets, numbered, paragraph, sampleDoc } from '../doc-builders.ts'
import type { SamplePosition } from '../types.ts'
import { agree } from './steps.ts'

/** Reported: used at a meeting a month ago, and the report has come in. */
export const transpositionGuide = (calendar: Calendar): SamplePosition => ({
  id: 'transposition-guide',
  title: 'Joint comments on a guide for transposition',
  dossierId: 'csa-directive',
  agendaItemId: 'recast-transposition',
  instrument: 'written_comments',
  parties: ['FI', 'SE'],
  penholder: 'FI',
  draftingLanguage: 'en',
  marking: 'member_states_only',
  createdBy: 'lead-fi',
  createdAt: calendar.workday(-44, '11:00'),
  doc: sampleDoc({
    speakingPoints: [
      bullets(
        'A guide is useful when it comes early and is kept short.',
        'Questions and answers should be published together, without naming who asked.',
      ),
    ],
    position: [
      numbered(
        'A guide for transposition should be available within six months of publication of the act.',
        'It should list, article by article, which provisions are new and which are unchanged.',
        'Questions received should be answered in one document that is updated at fixed times.',
        'The correlation table should be offered as a form that can be filled in digitally.',
      ),
    ],
    justification: [
      paragraph(
        'Transposition begins with finding out what is new. If that is done once and in common, the time left can be used for drafting. Fixed times for updates let the administrations plan when to read.',
      ),
    ],
    background: [
      paragraph(
        'Finland and Sweden are bound by the recast Directive once it is adopted. Denmark, Iceland and Norway do not take part in it.',
      ),
    ],
  }),
  history: [
    { type: 'start_coordination', by: 'lead-fi', at: calendar.workday(-43, '09:00') },
    { type: 'freeze', by: 'drafter-fi', at: calendar.workday(-39, '10:30'), note: 'For sign-off' },
    {
      type: 'open_round',
      by: 'lead-fi',
      at: calendar.workday(-38, '09:00'),
      deadline: calendar.workday(-34, '12:00'),
      notice: 'Explicit round between two parties.',
    },
    agree('FI', calendar.workday(-38, '10:00')),
    agree('SE', calendar.workday(-36, '15:15')),
    { type: 'release', by: 'lead-fi', at: calendar.workday(-35, '09:30') },
    { type: 'mark_used', by: 'delegate-se', at: calendar.onOrBefore(-34, '17:15') },
    { type: 'receive_report', by: 'secretariat', at: calendar.onOrAfter(-27, '11:00') },
  ],
  reach: 'reported',
})
