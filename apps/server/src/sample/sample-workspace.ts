import { calendarOf } from './calendar.ts'
import { dossiers } from './dossiers.ts'
import { forums } from './forums.ts'
import { agendaItems, meetings } from './meetings.ts'
import { ministries } from './ministries.ts'
import { people } from './people.ts'
import { annexStructure } from './positions/annex-structure.ts'
import { commentPeriods } from './positions/comment-periods.ts'
import { consolidatedTexts } from './positions/consolidated-texts.ts'
import { contactList } from './positions/contact-list.ts'
import { earlierCommentPeriods } from './positions/earlier-comment-periods.ts'
import { followUpOutline } from './positions/follow-up-outline.ts'
import { formTranslations } from './positions/form-translations.ts'
import { meetingTimetable } from './positions/meeting-timetable.ts'
import { quarterlyStatistics } from './positions/quarterly-statistics.ts'
import { reportingTemplate } from './positions/reporting-template.ts'
import { trainingCalendar } from './positions/training-calendar.ts'
import { transpositionGuide } from './positions/transposition-guide.ts'
import { yearlyOverview } from './positions/yearly-overview.ts'
import type { SampleWorkspace } from './types.ts'

/** The order matters in one place: a position stands before the one it supersedes. */
const positions = [
  reportingTemplate,
  yearlyOverview,
  meetingTimetable,
  annexStructure,
  contactList,
  commentPeriods,
  followUpOutline,
  quarterlyStatistics,
  earlierCommentPeriods,
  consolidatedTexts,
  transpositionGuide,
  trainingCalendar,
  formTranslations,
] as const

/** The sample workspace of DOMAIN §4 as it stands at this instant (ISO 8601 in UTC). Pure data, no clock of its own. */
export function sampleWorkspace({ now }: { readonly now: string }): SampleWorkspace {
  const calendar = calendarOf(now)
  return {
    ministries,
    people: people(calendar),
    forums,
    dossiers,
    meetings: meetings(calendar),
    agendaItems,
    positions: positions.map((positionAt) => positionAt(calendar)),
  }
}
