import type { Calendar } from '../calendar.ts'
import { amendments, bullets, numbered, paragraph, sampleDoc } from '../doc-builders.ts'
import type { SamplePosition } from '../types.ts'
import { agree, allFive } from './steps.ts'

/** A later version in work while the first release stays in force. */
export const quarterlyStatistics = (calendar: Calendar): SamplePosition => ({
  id: 'quarterly-statistics',
  title: 'Joint position on statistics from action plans',
  dossierId: 'empact',
  agendaItemId: 'action-plan-statistics',
  instrument: 'joint_position',
  parties: allFive,
  penholder: 'NO',
  draftingLanguage: 'en',
  marking: 'delegates',
  createdBy: 'drafter-no',
  createdAt: calendar.workday(-38, '10:10'),
  doc: text({ often: 'twice a year', fields: 'no more than fifteen fields', pilot: [] }),
  history: [
    { type: 'start_coordination', by: 'drafter-no', at: calendar.workday(-37, '09:00') },
    { type: 'freeze', by: 'drafter-no', at: calendar.workday(-31, '14:20'), note: 'For sign-off' },
    {
      type: 'open_round',
      by: 'lead-no',
      at: calendar.workday(-30, '09:00'),
      deadline: calendar.workday(-25, '12:00'),
      notice: 'Explicit round.',
    },
    agree('NO', calendar.workday(-30, '09:40')),
    agree('FI', calendar.workday(-29, '10:20')),
    agree('DK', calendar.workday(-28, '14:00')),
    agree('IS', calendar.workday(-27, '09:35')),
    agree('SE', calendar.workday(-26, '16:10')),
    { type: 'release', by: 'lead-no', at: calendar.workday(-25, '13:00') },
    {
      type: 'reopen_draft',
      by: 'lead-no',
      at: calendar.workday(-4, '10:00'),
      reason:
        'The item has moved to another meeting; the text is brought up to date with a proposal for a pilot.',
      edited: text({
        often: 'once every quarter during the first year and twice a year after that',
        fields: 'no more than ten fields',
        pilot: [
          'The table should be tried out with the figures of one quarter before it is put to general use. Those who take part in the trial should send a note of half a page.',
        ],
      }),
    },
  ],
  reach: 'in_coordination',
})

function text({
  often,
  fields,
  pilot,
}: {
  readonly often: string
  readonly fields: string
  readonly pilot: readonly string[]
}) {
  return sampleDoc({
    speakingPoints: [
      bullets(
        `We support a common table with ${fields}, filled in ${often}.`,
        'The table should use figures that the action leaders already have.',
        'Results and activities should be counted in separate columns.',
      ),
    ],
    position: [
      numbered(
        `Statistics should be collected in one common table with ${fields}.`,
        `The table should be filled in ${often}, on dates that are announced at the beginning of the year.`,
        'Activities and results should be counted in separate columns, each with a short definition.',
        'A participant that has nothing to report should be able to say so with one mark.',
        ...pilot,
      ),
    ],
    draftingSuggestion: [
      amendments(
        ['Present wording', 'Suggestion'],
        ['Participants report on progress regularly.', `Participants report on progress ${often}.`],
      ),
    ],
    justification: [
      paragraph(
        'The same figures are asked for in different forms by different bodies. A common table that starts from what the action leaders already collect takes less time to fill in and gives results that can be compared over the years.',
      ),
      paragraph(
        'Activities and results answer different questions. Counting them in one column makes a year with many meetings look like a year with many results.',
      ),
    ],
    background: [
      paragraph(
        'Denmark, Finland and Sweden take part in the action plans as Member States; Iceland and Norway may join actions. The position concerns the form of the statistics only.',
      ),
    ],
  })
}
