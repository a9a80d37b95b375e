import type { DocJson } from '@samsyn/editor'
import type { ExportOptions } from '../context.ts'
import { fileWords } from '../file-words.ts'
import { reportWords } from '../report/report-words.ts'
import type { FolderFacts, PaperFacts } from './facts.ts'
import { folderWords } from './folder-words.ts'
import { cleanLine } from './inlines.ts'
import {
  addressOf,
  dateOf,
  type PageFrame,
  type Paper,
  type PaperAddress,
  type PaperDate,
  type PaperFact,
  toPaper,
} from './paper.ts'
import { paperWords } from './paper-words.ts'

/** A final text that goes into a folder. */
export interface FolderText {
  readonly doc: DocJson
  readonly facts: PaperFacts
  readonly options?: ExportOptions
  /** Who has reconfirmed it since its meeting was put off, and for whom one waits, in words; null where it was not. */
  readonly postponed: string | null
}

/** All that is on the pages of a meeting, in the order of reading, as the template lays it out. */
export interface PaperFolder extends PageFrame {
  readonly title: string
  readonly date: PaperDate
  readonly label: string
  readonly lead: string
  readonly sampleMark: string | null
  /** That nobody who speaks is named afterwards; null where they may be. */
  readonly rule: string | null
  readonly facts: readonly PaperFact[]
  readonly address: PaperAddress
  /** That what is on paper does not change when its text is superseded. */
  readonly caution: string
  readonly agenda: {
    readonly title: string
    readonly head: readonly [string, string]
    readonly page: string
    /** Where an item has no final text. */
    readonly none: string
    /** Before whom to ask. */
    readonly contacts: string
    readonly items: readonly FolderItem[]
  }
  readonly papers: readonly Paper[]
}

interface FolderItem {
  readonly number: string
  readonly title: string
  readonly about: string
  readonly texts: readonly {
    /** Which of the papers it is, from 0. */
    readonly index: number
    readonly title: string
    readonly language: string
    readonly state: string
    readonly stands: boolean
    /** In the language of the folder. */
    readonly postponed: string | null
  }[]
  /** Whom to ask, and the ways to them. */
  readonly contacts: readonly {
    readonly who: string
    readonly ways: readonly { readonly text: string; readonly address: string }[]
  }[]
}

/** The final texts of a meeting as the data of one file: contents, then the texts in the order of the agenda. Pure. */
export function toPaperFolder(facts: FolderFacts<FolderText>): PaperFolder {
  const { language } = facts
  const words = folderWords[language]
  const papers = facts.agenda.flatMap(({ texts }) =>
    texts.map(({ doc, facts: of, options }) => toPaper(doc, of, options)),
  )
  let index = 0
  const items = facts.agenda.map(({ number, title, about, texts, contacts }) => ({
    number: cleanLine(number),
    title: cleanLine(title),
    about: cleanLine(about),
    texts: texts.map(({ postponed }) => {
      const paper = papers[index]
      if (!paper) throw new Error('A text of a folder has no pages')
      const state = paper.band === null ? paper.headline : `${paper.headline} · ${paper.band}`
      return {
        index: index++,
        title: paper.title,
        language: paper.language,
        state,
        stands: paper.isFinal,
        postponed: postponed === null ? null : cleanLine(postponed),
      }
    }),
    contacts: contacts.map(({ country, name, phone, mail }) => ({
      who: cleanLine(`${country}: ${name}`),
      ways: [
        ...(phone === null
          ? []
          : [{ text: cleanLine(phone), address: `tel:${phone.replace(/[^+\d]/g, '')}` }]),
        ...(mail === null ? [] : [{ text: cleanLine(mail), address: `mailto:${mail}` }]),
      ],
    })),
  }))
  const lastChange = facts.at === null ? [] : [words.lastChange(facts.at)]
  return {
    title: cleanLine(facts.title),
    language,
    date: dateOf(facts.instant),
    label: words.folder,
    marking: cleanLine(facts.marking),
    band: null,
    headline: words.folder,
    footline: [cleanLine(facts.title), ...lastChange].join(' · '),
    page: fileWords[language].page,
    lead: cleanLine(facts.forum),
    sampleMark: facts.sampleMark,
    rule: facts.isChathamHouse ? reportWords[language].chathamHouse : null,
    facts: [
      { name: words.when, value: cleanLine(facts.when) },
      { name: words.place, value: cleanLine(facts.place) },
      { name: words.texts, value: String(papers.length) },
      { name: paperWords[language].marking, value: cleanLine(facts.marking) },
    ],
    address: addressOf(facts.address, paperWords[language]),
    caution: [...lastChange, words.caution].join('. '),
    agenda: {
      title: words.agenda,
      head: [words.number, words.item],
      page: words.page,
      none: words.none,
      contacts: words.contacts,
      items,
    },
    papers,
  }
}
