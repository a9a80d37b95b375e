import type { Language, Position, Release, Version } from '@samsyn/domain'
import { type DocxFacts, fileWords } from '@samsyn/export'

/** What the facts in a file are told of, in the language of the text. */
type Titled = Pick<Position, 'title' | 'draftingLanguage' | 'marking'>

interface About {
  readonly isSample: boolean
}

/** A draft as of an instant. */
export function draftFacts(position: Titled, at: string, { isSample }: About): DocxFacts {
  const { title, draftingLanguage: language, marking } = position
  const words = fileWords[language]
  return {
    title,
    language,
    head: [`${words.draft}, ${time(at, language)}`],
    foot: [],
    sampleMark: isSample ? words.sample : null,
    state: words.draft,
    marking: words.marking[marking],
  }
}

/** A frozen version. */
export function versionFacts(
  { title, draftingLanguage: language, marking }: Titled,
  version: Pick<Version, 'number' | 'contentHash' | 'frozenAt'>,
  { isSample }: About,
): DocxFacts {
  const words = fileWords[language]
  return {
    title,
    language,
    head: [`${words.version(version.number)} · ${time(version.frozenAt, language)}`],
    foot: [`SHA-256 ${version.contentHash}`],
    sampleMark: isSample ? words.sample : null,
    state: stateOf(version, language),
    marking: words.marking[marking],
  }
}

/** A final text. */
export function releaseFacts(release: Release, { isSample }: About): DocxFacts {
  const { title, draftingLanguage: language, version } = release
  const words = fileWords[language]
  return {
    title,
    language,
    head: [release.partyFormula, `${release.reference} · ${time(release.releasedAt, language)}`],
    foot: [
      ...release.reservations.map(({ country, text }) => `${country}: ${text}`),
      ...(release.supersededBy === null ? [] : [words.supersededBy(release.supersededBy)]),
      `SHA-256 ${version.contentHash}`,
    ],
    sampleMark: isSample ? words.sample : null,
    state: stateOf(version, language),
    marking: words.marking[release.marking],
  }
}

function stateOf(
  { number, contentHash }: Pick<Version, 'number' | 'contentHash'>,
  language: Language,
): string {
  return `${fileWords[language].version(number)} · SHA-256 ${contentHash.slice(0, 16)}…`
}

/** An instant as the clocks in Brussels have it, to the minute; in English the European way round. */
function time(at: string, language: Language): string {
  const told = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Brussels',
  }).format(new Date(at))
  return `${told} ${fileWords[language].brussels}`
}
