import { type ChainedEvent, type Release, type Translation, translationEvent } from '@samsyn/domain'
import { canonicalText, textHash } from '@samsyn/editor'

/** What can be wrong with a working translation. */
export type TranslationFault = 'translation_changed' | 'translation_untold'

/** Checks a translation against its text, the final text that it is of, and the events; null where all of it is right. */
export function checkTranslation(
  translation: Translation,
  release: Pick<Release, 'id' | 'positionId' | 'version' | 'draftingLanguage'>,
  events: readonly Pick<ChainedEvent, 'event' | 'personId' | 'positionId' | 'at'>[],
): TranslationFault | null {
  const isOfText =
    textHash(translation.canonicalText) === translation.contentHash &&
    translation.translates === release.version.contentHash &&
    translation.releaseId === release.id &&
    translation.positionId === release.positionId &&
    translation.language !== release.draftingLanguage
  if (!isOfText) return 'translation_changed'
  const said = canonicalText(translationEvent(translation))
  const told = events.filter(
    ({ event, personId, positionId, at }) =>
      event.type === 'translation.issued' &&
      positionId === translation.positionId &&
      personId === translation.issuedBy &&
      at === translation.issuedAt &&
      canonicalText(event) === said,
  )
  return told.length === 1 ? null : 'translation_untold'
}
