import type { Calendar } from '../calendar.ts'
import { bullets, numbered, paragraph, sampleDoc } from '../doc-builders.ts'
import type { SamplePosition } from '../types.ts'
import { agree, memberStates } from './steps.ts'

/** Frozen for the second time: the first round lapsed because one reply was missing. */
export const meetingTimetable = (calendar: Calendar): SamplePosition => ({
  id: 'meeting-timetable',
  title: 'Joint position on the timetable for written comments',
  dossierId: 'csa-regulation',
  agendaItemId: 'csa-regulation-progress',
  instrument: 'joint_position',
  parties: memberStates,
  penholder: 'DK',
  draftingLanguage: 'en',
  marking: 'member_states_only',
  createdBy: 'drafter-dk',
  createdAt: calendar.workday(-21, '09:15'),
  doc: text({
    period: 'two weeks',
    consolidated: 'A consolidated text should follow each round of comments.',
  }),
  history: [
    { type: 'start_coordination', by: 'drafter-dk', at: calendar.workday(-20, '09:00') },
    {
      type: 'freeze',
      by: 'drafter-dk',
      at: calendar.workday(-14, '15:10'),
      name: 'first round',
      note: 'First version for sign-off',
    },
    {
      type: 'open_round',
      by: 'lead-dk',
      at: calendar.workday(-13, '09:30'),
      deadline: calendar.workday(-8, '12:00'),
      notice: 'Please reply by the deadline. A missing reply is not read as agreement.',
    },
    agree('DK', calendar.workday(-12, '10:45')),
    agree('SE', calendar.workday(-9, '16:20')),
    { type: 'pass_deadline', at: calendar.workday(-8, '12:00') },
    {
      type: 'reopen_draft',
      by: 'lead-dk',
      at: calendar.workday(-7, '09:10'),
      reason: 'The round lapsed: one reply had not arrived. The comments received meanwhile are taken in.',
    },
    {
      type: 'freeze',
      by: 'drafter-dk',
      at: calendar.workday(-1, '14:30'),
      note: 'Point 1 with three weeks, point 3 with a marked-up version',
      edited: text({
        period: 'three weeks',
        consolidated:
          'A consolidated text should follow each round of comments, together with a version in which the changes are marked.',
      }),
    },
  ],
  reach: 'frozen',
})

function text({ period, consolidated }: { readonly period: string; readonly consolidated: string }) {
  return sampleDoc({
    speakingPoints: [
      bullets(
        `We ask for at least ${period} for written comments on a new text.`,
        'Dates that are known early make it possible to consult all authorities concerned.',
        'The progress report could say when the next texts are expected.',
      ),
    ],
    position: [
      numbered(
        `A period of at least ${period} should be allowed for written comments on a new text, counted from the day on which it is available in English.`,
        'The timetable for the coming three months should be sent out together with the progress report and kept up to date.',
        consolidated,
        'Comments that arrive after the date given should be put to the next meeting, not left out.',
      ),
    ],
    justification: [
      paragraph(
        'Comments on a legal text pass through several authorities and, in some cases, through a committee of parliament whose meeting days are fixed. A short period does not give fewer comments; it gives comments that have been less well prepared and that return at a later stage.',
      ),
      paragraph(
        'A timetable known in advance lets the administrations place their own consultations before the date, without asking for more time in each case.',
      ),
    ],
    background: [
      paragraph(
        'The progress report is on the agenda of the Council for information. The question of working methods may be raised in connection with it. The position concerns method only and does not touch on the substance of the file.',
      ),
    ],
  })
}
