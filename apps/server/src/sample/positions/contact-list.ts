import type { Calendar } from '../calendar.ts'
import { bullets, numbered, paragraph, sampleDoc } from '../doc-builders.ts'
import type { SamplePosition } from '../types.ts'
import { agree, allFive, object } from './steps.ts'

/** Not agreed: one objection on a point of procedure, one reply missing at the deadline. */
export const contactList = (calendar: Calendar): SamplePosition => ({
  id: 'contact-list',
  title: 'Joint position on a shared list of contact points',
  dossierId: 'lund-follow-up',
  agendaItemId: 'contact-points',
  instrument: 'joint_position',
  parties: allFive,
  penholder: 'NO',
  draftingLanguage: 'en',
  marking: 'parties',
  createdBy: 'drafter-no',
  createdAt: calendar.workday(-16, '08:50'),
  doc: sampleDoc({
    speakingPoints: [
      bullets(
        'A short list of functions, not of persons, is enough.',
        'The list should be checked twice a year, in the same weeks as the meetings are prepared.',
      ),
    ],
    position: [
      numbered(
        'Each country names one function as contact point for preparations between the meetings.',
        'The list contains the name of the function, a functional mailbox and a telephone number. It contains no names of persons.',
        'The secretariat keeps the list and asks for corrections every six months.',
        'The first list should be ready within four weeks of the meeting.',
      ),
    ],
    justification: [
      paragraph(
        'Questions between the meetings are often sent to people who have changed posts. A list of functions stays correct longer than a list of persons, and it can be shared without a separate assessment each time.',
      ),
    ],
    background: [
      paragraph(
        'The senior officials discuss the preparation of their meetings as a separate item. The list would be an annex to the minutes.',
      ),
    ],
  }),
  history: [
    { type: 'start_coordination', by: 'lead-no', at: calendar.workday(-15, '09:30') },
    { type: 'freeze', by: 'drafter-no', at: calendar.workday(-8, '13:20'), note: 'For sign-off' },
    {
      type: 'open_round',
      by: 'lead-no',
      at: calendar.workday(-7, '08:40'),
      deadline: calendar.workday(-1, '12:00'),
      notice: 'Please say in your reply which function should be on the list.',
    },
    agree('NO', calendar.workday(-7, '09:00')),
    agree('SE', calendar.workday(-6, '14:10')),
    agree('IS', calendar.workday(-4, '11:25')),
    object(
      'FI',
      calendar.workday(-3, '15:45'),
      'SAMPLE: four weeks (point 4) is too short: two ministries have to be consulted before a function is named. Six weeks would be possible.',
    ),
    { type: 'pass_deadline', at: calendar.workday(-1, '12:00') },
  ],
  reach: 'not_agreed',
})
