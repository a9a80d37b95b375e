import {
  issuedCorrigenda,
  keepsBrackets,
  type Language,
  type Marked,
  type Position,
  type Release,
  type Translation,
  type Version,
} from '@samsyn/domain'
import { type DocxFacts, fileWords, type PrintedReservations, paperWords } from '@samsyn/export'
import { brusselsFormat } from '../brussels.ts'

/** What the facts in a file are told of, in the language of the text. */
export type Titled = Pick<Position, 'title' | 'draftingLanguage' | 'instrument' | keyof Marked>

/** What a file is told beside its text. */
export interface About {
  readonly isSample: boolean
}

/** What a final text's file is told: its successor by its reference, null for none or one that is not known. */
export interface AboutRelease extends About {
  readonly successor: string | null
}

/** The position of a final text: to whom it may be given now, and whether it was withdrawn. */
type ReleasedPosition = Pick<Position, 'releasableTo' | 'instrument' | 'life'>

/** A draft as of an instant. */
export function draftFacts(position: Titled, at: string, { isSample }: About): DocxFacts {
  const { title, draftingLanguage: language } = position
  const words = fileWords[language]
  return {
    title,
    language,
    notices: [],
    head: [`${words.draft}, ${timeIn(at, language)}`],
    reservations: null,
    foot: [],
    sampleMark: isSample ? words.sample : null,
    state: words.draft,
    marking: markingOf(position, language),
  }
}

/** A frozen version: that nobody has agreed to it is said before all else. */
export function versionFacts(
  position: Titled,
  version: Pick<Version, 'number' | 'contentHash' | 'frozenAt'>,
  { isSample }: About,
): DocxFacts {
  const { title, draftingLanguage: language } = position
  const words = fileWords[language]
  return {
    title,
    language,
    notices: [paperWords[language].notFinal],
    head: [
      paperWords[language].notAgreed,
      `${words.version(version.number)} · ${timeIn(version.frozenAt, language)}`,
    ],
    reservations: null,
    foot: [`SHA-256 ${version.contentHash}`],
    sampleMark: isSample ? words.sample : null,
    state: `${paperWords[language].notFinal} · ${stateOf(version, language)}`,
    marking: markingOf(position, language),
  }
}

/** A final text, with whom its position is releasable to now. */
export function releaseFacts(
  release: Release,
  { releasableTo, instrument, life }: ReleasedPosition,
  { isSample, successor }: AboutRelease,
): DocxFacts {
  const { title, draftingLanguage: language, version } = release
  const words = fileWords[language]
  const notices = releaseNotices(release, { life, successor, language })
  const corrigenda = printedCorrigenda(release, language)
  const name = [
    ...(notices.length === 0 ? [paperWords[language].finalText] : []),
    release.reference,
    ...(corrigenda.length === 0 ? [] : [paperWords[language].withCorrigenda(corrigenda.length)]),
  ].join(' · ')
  return {
    title,
    language,
    notices,
    head: [`${name} · ${timeIn(release.releasedAt, language)}`, release.partyFormula, ...corrigenda],
    reservations: printedReservations(release),
    foot: [`SHA-256 ${version.contentHash}`],
    sampleMark: isSample ? words.sample : null,
    state: `${name} · ${stateOf(version, language)}`,
    marking: markingOf({ marking: release.marking, releasableTo, instrument }, language),
  }
}

/** A working translation of a final text: it says that it is one, of what, and in which language that was agreed. */
export function translationFacts(
  translation: TranslationFacts,
  release: Release,
  position: ReleasedPosition,
  about: AboutRelease,
): DocxFacts {
  const { language, title, contentHash } = translation
  const words = fileWords[language]
  const { sampleMark: _own, ...agreed } = releaseFacts(release, position, about)
  const banner = words.translation[release.draftingLanguage]
  return {
    ...agreed,
    title,
    language,
    notices: [
      banner,
      ...releaseNotices(release, { life: position.life, successor: about.successor, language }),
    ],
    head: [
      release.partyFormula,
      `${release.reference} · ${timeIn(translation.issuedAt, language)}`,
      ...printedCorrigenda(release, language),
    ],
    reservations: { ...printedReservations(release), isQuoted: false },
    foot: [
      `${words.ownHash}: SHA-256 ${contentHash}`,
      `${words.translationOf} ${release.reference}: SHA-256 ${translation.translates}`,
    ],
    sampleMark: about.isSample ? words.sample : null,
    state: `${release.reference} · SHA-256 ${contentHash.slice(0, 16)}…`,
    marking: markingOf({ ...position, marking: release.marking }, language),
  }
}

/** What must be known of a final text before all else: that nobody uses it any more, and why. */
export function releaseNotices(
  { withdrawals }: Pick<Release, 'withdrawals'>,
  {
    life,
    successor,
    language,
  }: Pick<Position, 'life'> & Pick<AboutRelease, 'successor'> & { readonly language: Language },
): readonly string[] {
  const words = fileWords[language]
  return [
    ...(life.status === 'withdrawn' ? [paperWords[language].withdrawn] : []),
    ...(withdrawals.length === 0
      ? []
      : [words.suspended(withdrawals.map(({ country }) => country).join(', '))]),
    ...(successor === null ? [] : [words.supersededBy(successor)]),
  ]
}

/** What a file says of a translation. */
export type TranslationFacts = Omit<Translation, 'canonicalText'>

/** The corrigenda of a final text, a line each: they are read together with it, and its words stay in its language. */
export function printedCorrigenda(
  { corrigenda }: Pick<Release, 'corrigenda'>,
  language: Language,
): readonly string[] {
  return issuedCorrigenda(corrigenda).map(({ text: { section, passage, reading }, ending: { number, at } }) =>
    fileWords[language].corrigendum({
      number,
      at: timeIn(at, language),
      section: section.title,
      passage,
      reading,
    }),
  )
}

/** The reservations of a final text as they are printed with it, in its language, and that they were lifted since. */
export function printedReservations({
  reservations,
  lifts,
  draftingLanguage: language,
}: Pick<Release, 'reservations' | 'lifts' | 'draftingLanguage'>): PrintedReservations {
  const { reservation, lifted } = fileWords[language]
  const all = reservations.map(({ country, type, passage, text }) => {
    const lift = lifts.find((each) => each.country === country)
    const kind = reservation[type]
    return {
      country,
      kind,
      passage,
      text,
      lifted: lift ? lifted(timeIn(lift.at, language)) : null,
    }
  })
  return { all, language, isQuoted: true }
}

/** Whom a text is for, in the words of its language; an options paper, which may leave passages open, says first that it is one (inv. 10). */
export function markingOf(
  { marking, releasableTo, instrument }: Marked & Partial<Pick<Position, 'instrument'>>,
  language: Language,
): string {
  const words = fileWords[language]
  return [
    ...(instrument && keepsBrackets(instrument) ? [words.optionsPaper] : []),
    words.marking[marking],
    ...(releasableTo.length === 0 ? [] : [words.releasableTo(releasableTo.join(', '))]),
  ].join(' · ')
}

function stateOf(
  { number, contentHash }: Pick<Version, 'number' | 'contentHash'>,
  language: Language,
): string {
  return `${fileWords[language].version(number)} · SHA-256 ${contentHash.slice(0, 16)}…`
}

/** An instant as the clocks in Brussels have it, to the minute; in English the European way round. */
export function timeIn(at: string, language: Language): string {
  const told = brusselsFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(at))
  return `${told} ${fileWords[language].brussels}`
}

/** A title without what no file may be called. */
export function fileName(title: string): string {
  return title
    .replace(/[^\p{L}\p{M}\p{N} .,()–-]+/gu, ' ')
    .trim()
    .slice(0, 100)
    .trim()
}
