import { type BlockJson, type DocJson, footnotesOf, type SectionJson } from '@samsyn/editor'
import { renderSVG } from 'uqr'
import { type ExportOptions, prepared } from '../context.ts'
import { fileWords } from '../file-words.ts'
import { type ReservationLine, reservationLines, withReservations } from '../reservations.ts'
import { blocksOf, isMarkingKey, type PaperBlock, paperContext } from './blocks.ts'
import type { PaperFacts } from './facts.ts'
import { cleanLine, hasWords, inlinesOf, type PaperInline } from './inlines.ts'
import { type PaperWords, paperWords } from './paper-words.ts'

/** A section, cut where pages turn: the table of a trilogue stands on pages that are wider than high. */
export interface PaperSection {
  /** Empty for none. */
  readonly title: readonly PaperInline[]
  readonly parts: readonly { readonly isWide: boolean; readonly blocks: readonly PaperBlock[] }[]
}

/** What stands on the first page beside a word for it. */
export interface PaperFact {
  readonly name: string
  readonly value: string
}

export interface PaperDate {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** What stands at the head and foot of every page. */
export interface PageFrame {
  readonly language: string
  readonly marking: string
  /** Across the head of every page; null for a final text that stands. */
  readonly band: string | null
  readonly headline: string
  readonly footline: string
  readonly page: readonly [string, string]
}

/** Where a text is found: also as a picture for telephones, SVG. */
export interface PaperAddress {
  readonly name: string
  readonly url: string
  readonly code: string
}

/** All that is on the pages, in the order of reading, as the template lays it out. */
export interface Paper extends PageFrame {
  readonly title: string
  /** In UTC, for the file's own facts. */
  readonly date: PaperDate
  /** Whether it is a final text that stands. */
  readonly isFinal: boolean
  readonly label: string
  readonly sampleMark: string | null
  readonly lead: string | null
  /** Of the lead and the reservations: a translation has those of its text. */
  readonly agreedLanguage: string
  readonly facts: readonly PaperFact[]
  readonly corrigenda: { readonly title: string; readonly lines: readonly string[] } | null
  readonly reservations: { readonly title: string; readonly lines: readonly PaperFact[] } | null
  /** What makes sure of it: its hash, and that of the text that it is a translation of. */
  readonly fingerprints: readonly PaperFact[]
  readonly address: PaperAddress
  readonly sections: readonly PaperSection[]
}

/** A frozen text as the data of its pages. Pure: the same text and facts give the same data. */
export function toPaper(text: DocJson, facts: PaperFacts, options: ExportOptions = {}): Paper {
  const words = paperWords[facts.language]
  const { version } = fileWords[facts.language]
  const shortHash = facts.contentHash.slice(0, 16)
  const reservations = facts.state.kind === 'frozen' ? null : facts.state.reservations
  const marked = withReservations(text, reservations)
  const lines = reservationLines(reservations, footnotesOf(marked, options))
  return {
    title: cleanLine(facts.title),
    language: facts.language,
    date: dateOf(facts.instant),
    isFinal: stands(facts),
    label: labelOf(facts, words),
    marking: cleanLine(facts.marking),
    band: bandOf(facts, words),
    headline: headlineOf(facts, words),
    footline: `${version(facts.version)} · SHA-256 ${shortHash}… · ${words.at(facts.at)[facts.state.kind]}`,
    page: fileWords[facts.language].page,
    sampleMark: facts.sampleMark,
    lead: facts.state.kind === 'frozen' ? words.notAgreed : cleanLine(facts.state.partyFormula),
    agreedLanguage: facts.state.kind === 'translation' ? facts.state.authentic : facts.language,
    facts: factsOf(facts, words),
    corrigenda: corrigendaOf(facts, words),
    reservations: reservationsOf(lines, words),
    fingerprints: fingerprintsOf(facts),
    address: addressOf(facts.address, words),
    sections: sectionsOf(marked, facts, options),
  }
}

/** On pages that stands before the text. */
const noFoot = { reservations: null, foot: [] }

/** The sections of a text as they are set. */
export function sectionsOf(
  text: DocJson,
  { language }: Pick<PaperFacts, 'language'>,
  options: ExportOptions = {},
): readonly PaperSection[] {
  const { doc, notes, context } = prepared(text, noFoot, options, { language, withLinks: true })
  const paper = paperContext(context, notes)
  return doc.content.map((each) => section(each, paper))
}

/** The address of a page, in words and as a picture. */
export function addressOf(url: string, { address }: Pick<PaperWords, 'address'>): PaperAddress {
  return { name: address, url, code: renderSVG(url, { ecc: 'M', border: 0, pixelSize: 4 }) }
}

function stands({ state }: PaperFacts): boolean {
  return state.kind === 'final' && state.notices.length === 0
}

function labelOf(facts: PaperFacts, words: PaperWords): string {
  if (facts.state.kind === 'frozen') return words.notFinal
  return bandOf(facts, words) ?? words.finalText
}

function headlineOf(facts: PaperFacts, words: PaperWords): string {
  const { state, version, language } = facts
  if (state.kind === 'frozen') return fileWords[language].version(version)
  const { reference, corrigenda } = state
  return [
    ...(stands(facts) ? [words.finalText] : []),
    reference,
    ...(corrigenda.length === 0 ? [] : [words.withCorrigenda(corrigenda.length)]),
  ].join(' · ')
}

function bandOf({ state, version, language }: PaperFacts, words: PaperWords): string | null {
  if (state.kind === 'final') return state.notices.length === 0 ? null : cleanLine(state.notices.join(' · '))
  if (state.kind === 'translation')
    return cleanLine([fileWords[language].translation[state.authentic], ...state.notices].join(' · '))
  const name = state.name === '' ? '' : ` · ${cleanLine(state.name)}`
  return `${words.notFinal} · ${fileWords[language].version(version)}${name}`
}

/** What the instant of a text is that of. */
const dateName = {
  final: ({ released }: PaperWords) => released,
  frozen: ({ frozen }: PaperWords) => frozen,
  translation: ({ issued }: PaperWords) => issued,
} as const

function fingerprintsOf({ state, contentHash, language }: PaperFacts): readonly PaperFact[] {
  if (state.kind !== 'translation') return [{ name: 'SHA-256', value: contentHash }]
  const { ownHash, translationOf } = fileWords[language]
  return [
    { name: ownHash, value: `SHA-256 ${contentHash}` },
    { name: translationOf, value: `${state.reference} · SHA-256 ${state.translates}` },
  ]
}

function factsOf(facts: PaperFacts, words: PaperWords): readonly PaperFact[] {
  const { state } = facts
  return [
    ...(state.kind === 'frozen' ? [] : [{ name: words.reference, value: state.reference }]),
    { name: words.version, value: String(facts.version) },
    { name: dateName[state.kind](words), value: facts.at },
    { name: words.language, value: words.ownLanguage },
    { name: words.marking, value: cleanLine(facts.marking) },
  ]
}

function corrigendaOf({ state }: PaperFacts, words: PaperWords): Paper['corrigenda'] {
  if (state.kind === 'frozen' || state.corrigenda.length === 0) return null
  return { title: words.corrigenda, lines: state.corrigenda.map(cleanLine) }
}

function reservationsOf(lines: readonly ReservationLine[], words: PaperWords): Paper['reservations'] {
  if (lines.length === 0) return null
  return {
    title: words.reservations,
    lines: lines.map(({ country, text }) => ({ name: country, value: cleanLine(text) })),
  }
}

function section(
  { content: [title, ...blocks] }: SectionJson,
  paper: ReturnType<typeof paperContext>,
): PaperSection {
  const heading = inlinesOf(title.content, paper)
  if (hasWords(heading)) paper.levels.last = 1
  const parts: { readonly isWide: boolean; readonly blocks: BlockJson[] }[] = []
  for (const [index, block] of blocks.entries()) {
    const isWide = standsWide(blocks.slice(index))
    const last = parts.at(-1)
    if (last && last.isWide === isWide) last.blocks.push(block)
    else parts.push({ isWide, blocks: [block] })
  }
  return {
    title: hasWords(heading) ? heading : [],
    parts: parts.map((part) => ({ ...part, blocks: blocksOf(part.blocks, paper, 0) })),
  }
}

/** Whether the first of some blocks needs a page that is wider than high: the table of a trilogue, and what is right above it. */
function standsWide([first, second, ...rest]: readonly BlockJson[]): boolean {
  if (first?.type === 'table') return first.attrs?.form === 'trilogue'
  if (first?.type === 'heading') return second !== undefined && standsWide([second, ...rest])
  // The marking key of the table, which printing sets before it as a line.
  return isMarkingKey(first, second) && standsWide(second ? [second] : [])
}

/** An instant as the file's own facts have it. */
export function dateOf(instant: string): PaperDate {
  const date = new Date(instant)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  }
}
