import type { Calendar } from '../calendar.ts'
import { bullets, numbered, paragraph, sampleDoc } from '../doc-builders.ts'
import type { SamplePosition } from '../types.ts'
import { agree, allFive } from './steps.ts'

/** Superseded by the position on comment periods and document formats. */
export const earlierCommentPeriods = (calendar: Calendar): SamplePosition => ({
  id: 'earlier-comment-periods',
  title: 'Joint position on comment periods',
  dossierId: 'eu-strategy',
  agendaItemId: 'draft-reporting-template',
  instrument: 'joint_position',
  parties: allFive,
  penholder: 'DK',
  draftingLanguage: 'en',
  marking: 'delegates',
  createdBy: 'drafter-dk',
  createdAt: calendar.workday(-50, '10:00'),
  doc: sampleDoc({
    speakingPoints: [
      bullets(
        'We ask for at least three weeks for comments on a draft.',
        'Answers to comments should be collected in one table.',
      ),
    ],
    position: [
      numbered(
        'Comment periods on drafts should be at least three weeks.',
        'Comments received and the answers to them should be listed in one table that is sent to all.',
        'The date of the next draft should be announced together with the table.',
      ),
    ],
    justification: [
      paragraph(
        'Three weeks allow one round of consultation inside each administration. A table of comments and answers shows which points have been settled, and saves everyone from raising them again.',
      ),
    ],
    background: [
      paragraph('Prepared before the draft template was available. Formats were left for a later text.'),
    ],
  }),
  history: [
    { type: 'start_coordination', by: 'drafter-dk', at: calendar.workday(-49, '09:00') },
    { type: 'freeze', by: 'drafter-dk', at: calendar.workday(-46, '15:00'), note: 'For sign-off' },
    {
      type: 'open_round',
      by: 'lead-dk',
      at: calendar.workday(-45, '09:00'),
      deadline: calendar.workday(-40, '12:00'),
      notice: 'Explicit round.',
    },
    agree('DK', calendar.workday(-45, '09:20')),
    agree('SE', calendar.workday(-44, '10:40')),
    agree('FI', calendar.workday(-43, '09:15')),
    agree('NO', calendar.workday(-42, '14:50')),
    agree('IS', calendar.workday(-41, '15:30')),
    { type: 'release', by: 'secretariat', at: calendar.workday(-40, '13:00') },
    { type: 'supersede', by: 'lead-dk', at: calendar.workday(-11, '14:05'), byPositionId: 'comment-periods' },
  ],
  reach: 'superseded',
})
