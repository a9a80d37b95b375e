import type { Calendar } from '../calendar.ts'
import { bullets, paragraph, samplePages } from '../doc-builders.ts'
import type { SamplePages } from '../types.ts'

/** What two delegations keep to themselves of the main demonstration: procedural as well, and marked as a sample. */
export const reportingTemplatePages = (calendar: Calendar): readonly SamplePages[] => [
  {
    country: 'FI',
    begunAt: calendar.workday(-4, '08:30'),
    doc: samplePages(
      {
        red_lines: [paragraph('Sample: no new national system for the first reporting period.')],
        fall_back: [
          paragraph('Sample: six weeks can be accepted if the form is available in all languages by then.'),
        ],
        defensive_points: [paragraph('Sample: if asked about cost, figures are being collected nationally.')],
        notes: [
          bullets(
            'Sample: the other ministry checks the name of the forum.',
            'Sample: ask Sweden before the meeting which weeks their translations take.',
          ),
        ],
      },
      'fi',
    ),
    mandate: [
      {
        reference: '',
        state: 'requested',
        isShared: false,
        personId: 'drafter-fi',
        at: calendar.workday(-4, '08:35'),
      },
      {
        reference: 'U 00/2026 vp (sample)',
        state: 'preliminary',
        isShared: false,
        personId: 'lead-fi',
        at: calendar.workday(-2, '09:10'),
      },
    ],
  },
  {
    country: 'DK',
    begunAt: calendar.workday(-4, '09:00'),
    doc: samplePages(
      {
        red_lines: [paragraph('Sample: nothing beyond the definitions of the legal act.')],
        fall_back: [paragraph('Sample: none yet.')],
        defensive_points: [paragraph('Sample: the position of the ministry is given in writing.')],
        notes: [paragraph('Sample: the note to parliament is sent on Friday.')],
      },
      'da',
    ),
    mandate: [
      {
        reference: 'KOM (2026) 000 – Bilag 0 (sample)',
        state: 'cleared',
        isShared: true,
        personId: 'lead-dk',
        at: calendar.workday(-2, '11:45'),
      },
    ],
  },
]
