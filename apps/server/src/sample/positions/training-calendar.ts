import type { Calendar } from '../calendar.ts'
import { bullets, numbered, paragraph, sampleDoc } from '../doc-builders.ts'
import type { SamplePosition } from '../types.ts'
import { agree, allFive, dateOf, reportMark } from './steps.ts'

/** Closed; on the Nordic track, where texts are written in a Scandinavian language. */
export const trainingCalendar = (calendar: Calendar): SamplePosition => ({
  id: 'training-calendar',
  title: 'Gemensam ståndpunkt om en kalender för utbildningar',
  dossierId: 'lund-follow-up',
  agendaItemId: 'training-calendar',
  instrument: 'joint_position',
  parties: allFive,
  penholder: 'SE',
  draftingLanguage: 'sv',
  marking: 'public',
  createdBy: 'drafter-se',
  createdAt: calendar.workday(-80, '09:30'),
  doc: sampleDoc(
    {
      speakingPoints: [
        bullets(
          'En gemensam kalender visar vilka utbildningar som är öppna för deltagare från de andra länderna.',
          'Kalendern bygger på uppgifter som redan finns och kräver inget nytt system.',
          'Vi föreslår att den uppdateras två gånger om året.',
        ),
      ],
      position: [
        numbered(
          'En kalender över utbildningar för utredare bör sammanställas två gånger om året, senast den 15 mars och den 15 september.',
          'Kalendern bör för varje utbildning ange ämne, språk, längd, antal platser för deltagare från andra länder och sista anmälningsdag.',
          'Varje land lämnar sina uppgifter i ett gemensamt formulär. Sekretariatet sätter samman kalendern och sänder ut den.',
          'Erfarenheterna bör gås igenom efter ett år.',
        ),
      ],
      justification: [
        paragraph(
          'Flera utbildningar har lediga platser samtidigt som andra är fulltecknade. Med en gemensam överblick kan platserna användas bättre utan att nya kurser behöver ordnas. Ett enkelt formulär med få uppgifter gör att arbetet ryms inom den vanliga verksamheten.',
        ),
      ],
      background: [
        paragraph(
          'Utbildning är ett av de fyra mål som expertmötet i Lund satte upp 2018. Frågan behandlades av ämbetsmannakommittén som ett meningsutbyte.',
        ),
      ],
    },
    'sv',
  ),
  history: [
    { type: 'start_coordination', by: 'drafter-se', at: calendar.workday(-79, '10:00') },
    {
      type: 'freeze',
      by: 'drafter-se',
      at: calendar.workday(-72, '15:00'),
      note: 'Till godkännandeomgången',
    },
    {
      type: 'open_round',
      by: 'lead-se',
      at: calendar.workday(-71, '09:00'),
      deadline: calendar.workday(-64, '12:00'),
      notice: 'Uttrycklig omgång. Ett uteblivet svar räknas inte som ett godkännande.',
    },
    agree('SE', calendar.workday(-71, '10:30')),
    agree('NO', calendar.workday(-70, '09:10')),
    agree('DK', calendar.workday(-68, '13:00')),
    agree('FI', calendar.workday(-67, '11:45')),
    agree('IS', calendar.workday(-65, '16:05')),
    { type: 'release', by: 'lead-se', at: calendar.workday(-64, '13:30') },
    { type: 'mark_used', by: 'delegate-dk', at: calendar.onOrBefore(-75, '16:00') },
    { type: 'receive_report', by: 'secretariat', at: calendar.onOrAfter(-66, '10:00') },
    { type: 'close', by: 'secretariat', at: calendar.onOrAfter(-52, '14:00') },
  ],
  reports: {
    given: [
      {
        by: 'delegate-dk',
        at: calendar.onOrBefore(-75, '16:20'),
        outcome: 'reflected',
        sections: { position: 'reflected' },
        facts: reportMark('The calendar was discussed under item 4 and met with no objection.'),
        conclusion: reportMark('The committee took note of the calendar.'),
        assessment: { text: '', isShared: false },
        evidence: [],
      },
    ],
    consolidation: {
      by: 'secretariat',
      at: calendar.onOrAfter(-66, '09:40'),
      outcome: 'reflected',
      conclusion: reportMark('The committee took note of the calendar.'),
      dividingLine: '',
      nextStep: reportMark('The host of the first course is to be found before the next meeting.'),
      followUps: [
        {
          action: 'Propose a host for the first joint course',
          owner: 'NO',
          due: dateOf(calendar.workday(-2, '12:00')),
        },
      ],
    },
    notes: (['dk', 'fi', 'is', 'no', 'se'] as const).map((country) => ({
      by: `lead-${country}`,
      at: calendar.onOrAfter(-60, '10:00'),
    })),
  },
  reach: 'closed',
})
