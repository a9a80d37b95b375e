import { contentHash, type DocJson } from '@samsyn/editor'
import type { ReleaseDetail, TranslationText } from '@samsyn/protocol'

/** Whether a release is the text to read from; anything but `final` must not be mistaken for it. */
export type ReleaseState = 'final' | 'superseded' | 'withdrawn' | 'suspended'

/** The state of a release. A text with a successor is superseded for good. */
export function releaseState({
  supersededBy,
  isWithdrawn,
  withdrawals,
}: Pick<ReleaseDetail, 'supersededBy' | 'isWithdrawn' | 'withdrawals'>): ReleaseState {
  if (supersededBy !== null) return 'superseded'
  if (isWithdrawn) return 'withdrawn'
  return withdrawals.length > 0 ? 'suspended' : 'final'
}

/** Whether a text is the one that was signed off. A text that no hash can be taken of is not. */
export function isGenuineText(doc: DocJson, signedHash: string): boolean {
  try {
    return contentHash(doc) === signedHash
  } catch {
    // Half a surrogate pair, or no document at all: nobody signed that.
    return false
  }
}

/** Whether a translation is the one that was issued, of the text that was signed off; none is. */
export function isGenuineTranslation(translation: TranslationText | null, signedHash: string): boolean {
  if (translation === null) return true
  // The route's schema only says that it is a document; the stored text was checked against the editor's schema.
  const doc = translation.doc as unknown as DocJson
  return translation.translates === signedHash && isGenuineText(doc, translation.contentHash)
}
