import type { Translation } from '@samsyn/domain'
import type { TranslationCard, TranslationText } from '@samsyn/protocol'
import type { TranslationSummary } from '@samsyn/storage'

/** The newest in each language, of what was issued of a release. */
export function newestTranslations(all: readonly TranslationSummary[]): readonly TranslationSummary[] {
  return all.filter(
    ({ language, number }) => !all.some((other) => other.language === language && other.number > number),
  )
}

/** A working translation without its words: for whom it was issued, and no person. */
export function translationCard(translation: TranslationSummary): TranslationCard {
  const { id, language, number, title, contentHash, translates, country, issuedAt } = translation
  return { id, language, number, title, contentHash, translates, country, issuedAt }
}

/** The same with its words. */
export function translationText(translation: Translation): TranslationText {
  // The stored text is what was hashed; it was checked when it was issued.
  return { ...translationCard(translation), doc: JSON.parse(translation.canonicalText) }
}
