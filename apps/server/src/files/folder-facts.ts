import type {
  AgendaItem,
  CountryCode,
  DelegationContact,
  Forum,
  Language,
  Meeting,
  Position,
  Release,
} from '@samsyn/domain'
import {
  awaitedReconfirmations,
  countryName,
  inNeutralOrder,
  internalMarking,
  narrowestMarking,
  usualAttribution,
} from '@samsyn/domain'
import type { DocJson } from '@samsyn/editor'
import { type FolderFacts, type FolderText, fileWords, folderWords } from '@samsyn/export'
import { markingOf, timeIn } from './file-facts.ts'
import { meetingSpan } from './meeting-span.ts'
import { releasePaper } from './paper-facts.ts'

/** A final text of a meeting, as it is stored. */
export interface StoredText {
  readonly release: Release
  readonly position: Position
  /** The reference of the text that stands in its place. */
  readonly successor: string | null
  readonly canonicalText: string
  /** Of its page. */
  readonly address: string
  /** When what is known of it changed last, ISO 8601 in UTC. */
  readonly changedAt: string
}

interface About {
  readonly meeting: Meeting
  readonly forum: Forum
  readonly agenda: readonly {
    readonly item: AgendaItem
    readonly texts: readonly StoredText[]
    readonly contacts: readonly DelegationContact[]
  }[]
  readonly language: Language
  /** Of whoever reads it; null for none. */
  readonly country: CountryCode | null
  readonly isSample: boolean
  /** Of the folder's page. */
  readonly address: string
}

/** What is said on the pages of a meeting, in a language, with its final texts in theirs. */
export function meetingFolder({
  meeting,
  forum,
  agenda,
  language,
  country,
  isSample,
  address,
}: About): FolderFacts<FolderText> {
  const words = folderWords[language]
  const all = agenda.flatMap(({ texts }) => texts)
  const markings = all.map(({ release }) => release.marking)
  const namesPeople = agenda.some(({ contacts }) => contacts.length > 0)
  const marking = (namesPeople ? null : narrowestMarking(markings)) ?? internalMarking(markings)
  const changedAt = all
    .map((text) => text.changedAt)
    .sort()
    .at(-1)
  return {
    title: meeting.title,
    language,
    marking: markingOf({ marking, releasableTo: [] }, language),
    sampleMark: isSample ? fileWords[language].sample : null,
    forum: forum.name[language],
    when: meetingSpan(meeting, { language, country }),
    place: meeting.place,
    isChathamHouse: meeting.isChathamHouse,
    instant: changedAt ?? meeting.startsAt,
    at: changedAt ? timeIn(changedAt, language) : null,
    address,
    agenda: agenda.map(({ item, texts, contacts }) => ({
      number: item.number,
      title: item.title,
      about: [words.kind[item.kind], ...item.documents].join(' · '),
      texts: texts.map(({ release, position, successor, canonicalText, address: page }) => ({
        // The stored text is what was hashed; it was checked when it was frozen.
        doc: JSON.parse(canonicalText) as DocJson,
        facts: releasePaper(release, position, { isSample, successor, address: page }),
        options: { attribution: usualAttribution(position.instrument) },
        postponed: postponedOf(release, position, language),
      })),
      contacts: contacts.map((contact) => ({ ...contact, country: countryName(contact.country, language) })),
    })),
  }
}

/** Who stands by a final text in force though its meeting was put off; null where it was not, or the text is suspended. */
function postponedOf({ id }: Release, position: Position, language: Language): string | null {
  const { postponement, suspendedBy } = position
  if (postponement?.releaseId !== id || suspendedBy.length > 0) return null
  const list = new Intl.ListFormat(language === 'en' ? 'en-GB' : language, { type: 'conjunction' })
  const names = (countries: readonly CountryCode[]) =>
    list.format(inNeutralOrder(countries).map((country) => countryName(country, language)))
  return folderWords[language].postponed(
    names(postponement.reconfirmed),
    names(awaitedReconfirmations(position)),
  )
}
