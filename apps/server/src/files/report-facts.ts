import {
  type CountryCode,
  institutionCodes,
  internalMarking,
  type Language,
  type Speaker,
} from '@samsyn/domain'
import { fileWords, type ReportFacts, reportWords } from '@samsyn/export'
import type { MeetingReport } from '@samsyn/protocol'
import { brusselsFormat } from '../brussels.ts'
import { markingOf, timeIn } from './file-facts.ts'
import { meetingSpan } from './meeting-span.ts'

type Reported = MeetingReport['items'][number]['positions'][number]

/** What the files of a meeting's report say, in a language: the answer that whoever asks gets, and nothing beside it. */
export function reportFacts(
  { meeting, items, isSample }: MeetingReport,
  {
    language,
    country,
    changedAt,
    address,
  }: {
    readonly language: Language
    /** Of whoever reads it; null for none. */
    readonly country: CountryCode | null
    /** When something in it changed last, ISO 8601 in UTC; null where nothing was reported. */
    readonly changedAt: string | null
    /** Of its page. */
    readonly address: string
  },
): ReportFacts {
  const marking = internalMarking(items.flatMap(({ positions }) => positions.map((each) => each.marking)))
  return {
    meeting: meeting.title,
    language,
    marking: markingOf({ marking, releasableTo: [] }, language),
    sampleMark: isSample ? fileWords[language].sample : null,
    forum: meeting.forum.name[language],
    when: meetingSpan(meeting, { language, country }),
    place: meeting.place,
    isChathamHouse: meeting.isChathamHouse,
    instant: changedAt ?? meeting.endsAt,
    at: changedAt === null ? null : timeIn(changedAt, language),
    address,
    agenda: items.map(({ item, positions }) => ({
      number: item.number,
      title: item.title,
      positions: positions.map((position) => reportedPosition(position, language)),
    })),
  }
}

function reportedPosition(
  { title, draftingLanguage, stage, reported, consolidation, followUps, marking, text }: Reported,
  language: Language,
): ReportFacts['agenda'][number]['positions'][number] {
  const nameOf = speakerNames(language)
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  return {
    title,
    language: draftingLanguage,
    // Whom its text is releasable to hears nothing of what was said of it.
    marking: markingOf({ marking: internalMarking([marking]), releasableTo: [] }, language),
    text: text && `${text.reference} · ${fileWords[language].version(text.version)}`,
    stage,
    reported: list.format(reported.map(nameOf)),
    consolidation: consolidation && {
      ...consolidation,
      said: consolidation.said.map(({ speaker, stance }) => ({ speaker: nameOf(speaker), stance })),
    },
    followUps: followUps.map(({ action, owner, due, state, isOverdue, turns }) => ({
      action,
      owner: nameOf(owner),
      due: due === null ? null : dayIn(due, language),
      state,
      isOverdue,
      reason: reasonOf(
        turns.find(({ kind }) => kind === 'drop'),
        language,
      ),
    })),
  }
}

function reasonOf(dropped: { readonly reason: string | null } | undefined, language: Language): string {
  return dropped ? (dropped.reason ?? reportWords[language].followUpReplaced) : ''
}

/** A day that is meant as one, wherever. */
function dayIn(day: string, language: Language): string {
  return brusselsFormat(language, { dateStyle: 'long' }).format(new Date(`${day}T12:00:00.000Z`))
}

/** The names of institutions and countries by their codes in the Council. */
function speakerNames(language: Language): (code: Speaker) => string {
  const regions = new Intl.DisplayNames([language], { type: 'region' })
  const { institution } = reportWords[language]
  return (code) => {
    const known = institutionCodes.find((each) => each === code)
    if (known) return institution[known]
    return regions.of(code === 'EL' ? 'GR' : code) ?? code
  }
}
