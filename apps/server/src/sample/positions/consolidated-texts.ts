import type { Calendar } from '../calendar.ts'
import { bullets, councilTable, numbered, paragraph, sampleDoc } from '../doc-builders.ts'
import type { SamplePosition } from '../types.ts'
import { agree, memberStates } from './steps.ts'

/** Used at the meeting that was held lately; the report is still to come. */
export const consolidatedTexts = (calendar: Calendar): SamplePosition => ({
  id: 'consolidated-texts',
  title: 'Joint position on consolidated texts during negotiations',
  dossierId: 'europol',
  agendaItemId: 'europol-working-method',
  instrument: 'joint_position',
  parties: memberStates,
  penholder: 'FI',
  draftingLanguage: 'en',
  marking: 'delegates',
  createdBy: 'drafter-fi',
  createdAt: calendar.workday(-34, '09:00'),
  doc: sampleDoc({
    speakingPoints: [
      bullets(
        'We ask for a consolidated version of the Regulation in force, with the proposed changes marked.',
        'Article numbers should stay as they are until the final check of the text.',
        'A list of open points after each meeting would help those who were not present.',
      ),
    ],
    position: [
      numbered(
        'A consolidated text of the act in force, with the proposed changes marked in it, should be available before the article-by-article reading begins.',
        'New articles should be inserted with a letter after the number, so that references keep their meaning during the negotiations.',
        'A list of open points should be sent out within five working days of each meeting.',
        'Documents should be sent in an editable format.',
      ),
    ],
    draftingSuggestion: [
      paragraph(
        'The documents could have one form throughout: three columns in the working party, four in the negotiations. The wordings are made up; they only show the form.',
      ),
      councilTable(
        'presidency',
        [
          'Each authority shall send its report by 31 January.',
          'Each authority shall send its report by 31 March.',
          'Each authority shall send its report by 31 March, and publish it.',
        ],
        [
          'The report shall be in the form of the Annex.',
          '',
          'The report shall be in the form of the Annex, in an editable format.',
        ],
      ),
      councilTable(
        'trilogue',
        [
          'Each authority shall send its report by 31 January.',
          'Each authority shall send its report by 31 January and publish it.',
          'Each authority shall send its report by 31 March.',
          'Each authority shall send its report by 28 February and publish it.',
        ],
        [
          'The report shall be in the form of the Annex.',
          'The report shall be in the form of the Annex and shall name its sources.',
          'The report shall be in the form of the Annex.',
          '',
        ],
        [
          'The forms may be changed by implementing acts.',
          'The forms may be changed by delegated acts.',
          'The forms may be changed by implementing acts, after consultation of the authorities.',
          '',
        ],
      ),
    ],
    justification: [
      paragraph(
        'The act in force has been amended before. Reading a proposal that amends an amending act takes time, and each administration now makes its own consolidated version. One common version saves that work and avoids small differences between the national ones.',
      ),
    ],
    background: [
      paragraph(
        'The working method was on the agenda of the working party. The position concerns method only. Denmark takes part in the discussion of the file on terms of its own, which the position does not touch on.',
      ),
    ],
  }),
  history: [
    { type: 'start_coordination', by: 'drafter-fi', at: calendar.workday(-33, '10:00') },
    { type: 'freeze', by: 'drafter-fi', at: calendar.workday(-25, '14:45'), note: 'For sign-off' },
    {
      type: 'open_round',
      by: 'lead-fi',
      at: calendar.workday(-24, '09:00'),
      deadline: calendar.workday(-19, '12:00'),
      notice: 'Explicit round. The meeting is in two weeks.',
    },
    agree('FI', calendar.workday(-24, '09:15')),
    agree('DK', calendar.workday(-22, '13:40')),
    agree('SE', calendar.workday(-20, '11:00')),
    { type: 'release', by: 'lead-fi', at: calendar.workday(-19, '15:30') },
    { type: 'mark_used', by: 'delegate-fi', at: calendar.onOrBefore(-12, '17:45') },
  ],
  reach: 'used',
})
