import type { Calendar } from '../calendar.ts'
import { bullets, numbered, paragraph, sampleDoc } from '../doc-builders.ts'
import type { SamplePosition } from '../types.ts'
import { agree } from './steps.ts'

/** Withdrawn while it was being signed off. */
export const formTranslations = (calendar: Calendar): SamplePosition => ({
  id: 'form-translations',
  title: 'Joint comments on translations of forms',
  dossierId: 'e-evidence',
  agendaItemId: 'e-evidence-forms',
  instrument: 'written_comments',
  parties: ['FI', 'SE'],
  penholder: 'SE',
  draftingLanguage: 'en',
  marking: 'parties',
  createdBy: 'drafter-se',
  createdAt: calendar.workday(-15, '10:00'),
  doc: sampleDoc({
    speakingPoints: [
      bullets(
        'The same form should use the same term in every place.',
        'A list of terms, language by language, could be checked by the authorities before publication.',
      ),
    ],
    position: [
      numbered(
        'Terms that occur in more than one form should be translated in the same way in all of them.',
        'A list of such terms should be sent to the authorities for linguistic checks, with three weeks to reply.',
        'Corrections should be collected and published at one time.',
      ),
    ],
    justification: [
      paragraph(
        'A form that is filled in under time pressure should not leave room for doubt about what is asked. Differences in terms between forms lead to questions that delay the handling of a case.',
      ),
    ],
    background: [paragraph('Forms and translations are on the agenda for an exchange of views.')],
  }),
  history: [
    { type: 'start_coordination', by: 'drafter-se', at: calendar.workday(-14, '09:00') },
    { type: 'freeze', by: 'drafter-se', at: calendar.workday(-7, '11:00'), note: 'For sign-off' },
    {
      type: 'open_round',
      by: 'lead-se',
      at: calendar.workday(-6, '09:00'),
      deadline: calendar.workday(1, '12:00'),
      notice: 'Explicit round between two parties.',
    },
    agree('SE', calendar.workday(-6, '09:30')),
    {
      type: 'withdraw',
      by: 'lead-se',
      at: calendar.workday(-4, '13:15'),
      reason: 'The corrected translations have been announced, so that the comments are no longer needed.',
    },
  ],
  reach: 'withdrawn',
})
