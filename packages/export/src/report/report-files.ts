import { toDocx } from '../docx/docx.ts'
import { fileWords } from '../file-words.ts'
import { folderWords } from '../paper/folder-words.ts'
import { cleanLine } from '../paper/inlines.ts'
import {
  addressOf,
  dateOf,
  type PageFrame,
  type PaperAddress,
  type PaperDate,
  type PaperFact,
  type PaperSection,
  sectionsOf,
} from '../paper/paper.ts'
import { paperWords } from '../paper/paper-words.ts'
import { reportDoc } from './report-doc.ts'
import type { ReportFacts } from './report-facts.ts'
import { reportWords } from './report-words.ts'

/** All that is on the pages of a meeting's report, in the order of reading, as the template lays it out. */
export interface PaperReport extends PageFrame {
  readonly title: string
  readonly date: PaperDate
  readonly label: string
  readonly lead: string
  readonly sampleMark: string | null
  /** That nobody who spoke is named; null where they are. */
  readonly rule: string | null
  readonly facts: readonly PaperFact[]
  readonly address: PaperAddress
  readonly reportSections: readonly PaperSection[]
}

/** The report of a meeting as the data of its pages. Pure. */
export function toPaperReport(facts: ReportFacts): PaperReport {
  const { language } = facts
  const words = folderWords[language]
  const { title, chathamHouse } = reportWords[language]
  return {
    title: cleanLine(facts.meeting),
    language,
    date: dateOf(facts.instant),
    label: title,
    marking: cleanLine(facts.marking),
    band: null,
    headline: title,
    footline: [facts.meeting, ...lastChange(facts)].map(cleanLine).join(' · '),
    page: fileWords[language].page,
    lead: cleanLine(facts.forum),
    sampleMark: facts.sampleMark,
    rule: facts.isChathamHouse ? chathamHouse : null,
    facts: [
      { name: words.when, value: cleanLine(facts.when) },
      { name: words.place, value: cleanLine(facts.place) },
      ...(facts.marking === ''
        ? []
        : [{ name: paperWords[language].marking, value: cleanLine(facts.marking) }]),
    ],
    address: addressOf(facts.address, paperWords[language]),
    reportSections: sectionsOf(reportDoc(facts), { language }),
  }
}

/** The report of a meeting as a Word file. */
export function toReportDocx(facts: ReportFacts): Promise<Uint8Array> {
  const { language, meeting, marking, sampleMark } = facts
  const { title, chathamHouse } = reportWords[language]
  const head = [facts.forum, `${facts.when} · ${facts.place}`, ...lastChange(facts)]
  return toDocx(
    reportDoc(facts),
    {
      title: `${title}: ${meeting}`,
      language,
      marking,
      sampleMark,
      notices: facts.isChathamHouse ? [chathamHouse] : [],
      head,
      reservations: null,
      foot: [facts.address],
      state: title,
    },
    { threads: [], suggestions: new Map() },
  )
}

function lastChange({ at, language }: ReportFacts): readonly string[] {
  return at === null ? [] : [folderWords[language].lastChange(at)]
}
