import type { Calendar } from '../calendar.ts'
import { bullets, numbered, paragraph, sampleDoc } from '../doc-builders.ts'
import type { SamplePosition } from '../types.ts'
import { agree, dateOf, reportMark } from './steps.ts'

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
  reports: {
    given: [
      {
        by: 'delegate-se',
        at: calendar.onOrBefore(-34, '17:25'),
        outcome: 'partly',
        sections: { position: 'partly', speaking_points: 'reflected' },
        facts: reportMark(
          'Both speaking points were made. The form for the correlation table was not discussed.',
        ),
        conclusion: reportMark('The chair noted the wish for one document with questions and answers.'),
        assessment: { text: reportMark('The form can be raised again in writing.'), isShared: false },
        evidence: [{ document: 'COM(2024) 60 final', article: '' }],
      },
      {
        by: 'delegate-fi',
        at: calendar.onOrBefore(-34, '18:05'),
        outcome: 'partly',
        sections: { position: 'partly', speaking_points: 'reflected', justification: 'not_raised' },
        facts: reportMark('The guide was taken as the second item, for about a quarter of an hour.'),
        conclusion: reportMark('One document with questions and answers is to be considered.'),
        assessment: { text: '', isShared: false },
        evidence: [],
      },
    ],
    consolidation: {
      by: 'secretariat',
      at: calendar.onOrAfter(-27, '10:40'),
      outcome: 'partly',
      conclusion: reportMark('One document with questions and answers is to be considered by the chair.'),
      dividingLine: reportMark('Whether updates should come at fixed times.'),
      nextStep: reportMark('Written comments on the outline of the guide.'),
      followUps: [
        {
          action: 'Send the Nordic outline of the correlation table to the chair',
          owner: 'FI',
          due: dateOf(calendar.workday(-12, '12:00')),
          turned: { kind: 'finish', by: 'drafter-fi', at: calendar.workday(-13, '11:10') },
        },
        {
          action: 'Collect national questions on transposition in one list',
          owner: 'SE',
          due: dateOf(calendar.workday(6, '12:00')),
          turned: { kind: 'begin', by: 'drafter-se', at: calendar.workday(-4, '09:30') },
        },
      ],
    },
    notes: [{ by: 'lead-fi', at: calendar.onOrAfter(-26, '12:30') }],
  },
  reach: 'reported',
})
