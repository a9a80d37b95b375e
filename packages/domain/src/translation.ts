import type { Asking } from './comments.ts'
import type { CountryCode } from './country.ts'
import type { PositionEvent } from './events.ts'
import { type Language, languages } from './language.ts'
import { can, translatesFor } from './permissions.ts'
import type { Position } from './position.ts'
import type { Refusal } from './refusals.ts'
import { ok, type Result, refuse } from './result.ts'
import type { Release } from './version.ts'

/** The languages in which each country's authorities write, and into which its lead has a final text translated. */
export const countryLanguages: Readonly<Record<CountryCode, readonly Language[]>> = {
  DK: ['da'],
  FI: ['fi', 'sv'],
  IS: ['is'],
  NO: ['nb'],
  SE: ['sv'],
}

/** A working translation of a final text: for reading, never what was agreed. A later one in its language takes its place. */
export interface Translation {
  /** Made by the page that it was issued on: sent twice, it is issued once. */
  readonly id: string
  readonly positionId: string
  readonly releaseId: string
  /** The hash of the text that it translates. */
  readonly translates: string
  readonly language: Language
  /** Counts up from 1 for each release and language. */
  readonly number: number
  /** The title of the final text in this language. */
  readonly title: string
  /** The canonical JSON (RFC 8785) that its own hash is taken over. */
  readonly canonicalText: string
  readonly contentHash: string
  /** For whom it was issued; null for the secretariat. */
  readonly country: CountryCode | null
  readonly issuedBy: string
  readonly issuedAt: string
}

/** What somebody gives to be issued, its text read and hashed. */
export interface OfferedTranslation
  extends Pick<Translation, 'id' | 'language' | 'translates' | 'title' | 'canonicalText' | 'contentHash'> {
  /** The id of the translation that it takes the place of; null for the first in its language. */
  readonly replaces: string | null
  readonly sections: readonly SectionOfText[]
  /** Whether it has tracked changes, or brackets where the final text has none. */
  readonly hasOpenPoints: boolean
}

/** A section as far as it has to be the same in every language. */
export interface SectionOfText {
  readonly kind: string
}

/** What is there when a translation is issued. */
export interface TranslationPlace {
  readonly position: Position
  readonly release: Release
  /** Of the final text, in its order. */
  readonly sections: readonly SectionOfText[]
  /** Of the same release, in any order. */
  readonly translations: readonly Pick<Translation, 'id' | 'language' | 'number'>[]
}

/** Why a translation is not issued, and in which section of it, from 0, where it is about one. */
export interface TranslationRefusal extends Refusal {
  readonly section?: number
}

/** The languages into which a person may have a final text translated; none of a locked text. */
export function translatableInto(
  { draftingLanguage }: Pick<Release, 'draftingLanguage'>,
  { person, subject, now }: Asking,
): readonly Language[] {
  const { countries, isSecretariat } = translatesFor(person, subject, now)
  const own = countries.flatMap((country) => countryLanguages[country])
  return languages.filter(
    (language) => language !== draftingLanguage && (isSecretariat || own.includes(language)),
  )
}

/**
 * Issues a working translation (SPEC D390 to D396). Refuses `forbidden`, `translation_language`, `state_conflict` where the release is no
 * longer in force or another translation came first, `version_stale`, `translation_open`, and `translation_mismatch` with its section.
 */
export function issueTranslation(
  offered: OfferedTranslation,
  { position, release, sections, translations }: TranslationPlace,
  asking: Asking,
): Result<
  { readonly translation: Translation; readonly events: readonly PositionEvent[] },
  TranslationRefusal
> {
  const { person, now } = asking
  if (!can(person, 'translation.issue', asking.subject, now)) return refuse({ code: 'forbidden' })
  if (!translatableInto(release, asking).includes(offered.language))
    return refuse({ code: 'translation_language' })
  if (position.releaseInForce !== release.id || release.withdrawals.length > 0)
    return refuse({ code: 'state_conflict' })
  if (offered.translates !== release.version.contentHash) return refuse({ code: 'version_stale' })
  const newest = newestTranslation(translations, offered.language)
  if ((newest?.id ?? null) !== offered.replaces) return refuse({ code: 'state_conflict' })
  const section = firstMismatch(sections, offered.sections)
  if (section !== null) return refuse({ code: 'translation_mismatch', section })
  if (offered.hasOpenPoints) return refuse({ code: 'translation_open' })
  const { id, language, translates, title, canonicalText, contentHash } = offered
  const country =
    translatesFor(person, asking.subject, now).countries.find((each) =>
      countryLanguages[each].includes(language),
    ) ?? null
  const translation: Translation = {
    id,
    positionId: position.id,
    releaseId: release.id,
    translates,
    language,
    number: (newest?.number ?? 0) + 1,
    title,
    canonicalText,
    contentHash,
    country,
    issuedBy: person.id,
    issuedAt: now,
  }
  return ok({ translation, events: [translationEvent(translation)] })
}

/** What the log tells of a translation: what it is of, its hash and its title. */
export function translationEvent({
  id,
  releaseId,
  translates,
  language,
  number,
  title,
  contentHash,
  country,
}: Translation): Extract<PositionEvent, { type: 'translation.issued' }> {
  return {
    type: 'translation.issued',
    translationId: id,
    releaseId,
    translates,
    language,
    number,
    title,
    contentHash,
    country,
  }
}

/** The translation in a language that counts: the last one. */
export function newestTranslation<Given extends Pick<Translation, 'language' | 'number'>>(
  translations: readonly Given[],
  language: Language,
): Given | null {
  return (
    translations
      .filter((each) => each.language === language)
      .toSorted((one, other) => other.number - one.number)[0] ?? null
  )
}

/** Where a translation first departs from the sections of its text, in order and kind; null where it does not. */
export function firstMismatch(
  sections: readonly SectionOfText[],
  translated: readonly SectionOfText[],
): number | null {
  const length = Math.max(sections.length, translated.length)
  for (let index = 0; index < length; index += 1) {
    if (sections[index]?.kind !== translated[index]?.kind) return index
  }
  return null
}

/**
 * In which language somebody reads a text: the one they chose, their own, or the one it was agreed in, whichever of these there is
 * first.
 */
export function readingLanguage({
  authentic,
  translated,
  chosen,
  own,
}: {
  readonly authentic: Language
  readonly translated: readonly Language[]
  readonly chosen: Language | null
  readonly own: Language
}): Language {
  const isThere = (language: Language) => language === authentic || translated.includes(language)
  return [chosen, own].find((language) => language !== null && isThere(language)) ?? authentic
}
