import type { Calendar } from '../calendar.ts'
import { amendments, bullets, numbered, paragraph, sampleDoc } from '../doc-builders.ts'
import type { SamplePosition } from '../types.ts'
import { agree, allFive } from './steps.ts'

/** In sign-off on its second version: two countries have answered, three have not. */
export const yearlyOverview = (calendar: Calendar): SamplePosition => ({
  id: 'yearly-overview',
  title: 'Joint position on the format of yearly overviews',
  dossierId: 'eu-internet-forum',
  agendaItemId: 'voluntary-overviews',
  instrument: 'joint_position',
  parties: allFive,
  penholder: 'SE',
  draftingLanguage: 'en',
  marking: 'delegates',
  createdBy: 'drafter-se',
  createdAt: calendar.workday(-17, '10:30'),
  doc: text({
    pages: 'The overview should be short, and its first part should be the same every year.',
    date: 'by the end of March',
    contact: [],
  }),
  history: [
    { type: 'start_coordination', by: 'drafter-se', at: calendar.workday(-16, '13:00') },
    {
      type: 'freeze',
      by: 'drafter-se',
      at: calendar.workday(-9, '11:15'),
      name: 'to the leads for information',
      note: 'For information to the leads',
    },
    {
      type: 'reopen_draft',
      by: 'lead-se',
      at: calendar.workday(-8, '09:45'),
      reason: 'A more exact date and a contact point were asked for before the round.',
    },
    {
      type: 'freeze',
      by: 'drafter-se',
      at: calendar.workday(-3, '15:40'),
      note: 'Date and length made exact; new point 5 on a contact point',
      edited: text({
        pages:
          'The overview should not be longer than ten pages, and its first part should be the same every year.',
        date: 'by 31 March, 12:00 Brussels time',
        contact: [
          'Each participant should name one contact point for questions about its contribution. The list should be kept by the organisers and not be published.',
        ],
      }),
    },
    {
      type: 'open_round',
      by: 'lead-se',
      at: calendar.workday(-2, '09:00'),
      deadline: calendar.workday(3, '12:00'),
      notice:
        'Explicit round on version 2. The comparison with version 1 shows what is new. We expect the correspondence to be treated as confidential until the meeting.',
    },
    agree('DK', calendar.workday(-2, '14:25')),
    agree('NO', calendar.workday(-1, '10:10')),
  ],
  reach: 'in_sign_off',
})

function text({
  pages,
  date,
  contact,
}: {
  readonly pages: string
  readonly date: string
  readonly contact: readonly string[]
}) {
  return sampleDoc({
    speakingPoints: [
      bullets(
        'We see value in a yearly overview, as long as its format is stable from one year to the next.',
        `Contributions should be sent ${date}, so that the overview is ready well before the meeting.`,
        'Taking part is voluntary. The overview should say who has contributed and leave it at that.',
        'We are ready to test the format on last year’s contributions.',
      ),
    ],
    position: [
      numbered(
        pages,
        `Contributions should be sent ${date}. A contribution that arrives later should be published as an addition, not worked into the text.`,
        'Figures should be given together with the period and the source. Figures with different sources should stand in different tables.',
        'The overview should describe; conclusions should be drawn at the meeting. A draft should be sent to the contributors for factual checks, with ten working days to reply.',
        ...contact,
      ),
    ],
    draftingSuggestion: [
      amendments(
        ['Outline of the overview', 'Suggestion', 'Reason'],
        [
          'Part 1: developments since the last overview.',
          'Part 1: table of contributions, in the same form every year.',
          'Readers look for the same facts in the same place.',
        ],
        [
          'Part 2: best practices and lessons learned.',
          'Part 2: descriptions of working methods.',
          'A description can be used without agreeing on an assessment.',
        ],
      ),
    ],
    justification: [
      paragraph(
        'The work on a contribution is done by a small number of people who have other duties. A stable format lets them reuse what they collected the year before and spend their time on what has changed.',
      ),
      paragraph(
        'Keeping facts and assessments apart makes it easier to contribute: a participant can answer for its own figures without taking a position on the conclusions that others draw from them.',
      ),
      paragraph(
        'Factual checks before publication avoid corrections afterwards, which are seldom read by those who have read the first text.',
      ),
    ],
    background: [
      paragraph(
        'The format of the overviews is on the agenda of the senior officials as an exchange of views. The countries take part on different terms: three are members of the European Union and two are invited.',
      ),
    ],
  })
}
