import type { ClosedRound, CountryCode, Language, Marking, Release, Translation } from '@samsyn/domain'
import { paths, translationFiles, translationFolderOf } from './contents.ts'

/**
 * What a records system asks of a document, named as in DCMI Metadata Terms (ISO 15836-2). All of it follows from the rest of
 * the package; what each country notes for its own register is a file of its own.
 */
export interface RecordMetadata {
  /** The reference, and the SHA-256 of the text as a name (RFC 6920). */
  readonly identifier: readonly [string, string]
  readonly title: string
  /** The party formula. */
  readonly description: string
  readonly creator: readonly CountryCode[]
  readonly language: Language
  readonly accessRights: Marking
  /** When the round in which it was agreed was opened, when it ended, and when the text was released. */
  readonly dateSubmitted: string
  readonly dateAccepted: string
  readonly issued: string
  readonly isPartOf: string
  /** The final text that took its place. */
  readonly isReplacedBy: string | null
  readonly hasFormat: readonly string[]
  /** Its working translations, and the corrigenda that were issued. */
  readonly hasVersion: readonly string[]
  readonly isReferencedBy: readonly string[]
}

/** The metadata of a final text for a records system. */
export function recordMetadata(
  release: Release,
  { openedAt, closedAt }: Pick<ClosedRound, 'openedAt' | 'closedAt'>,
  translations: readonly Pick<Translation, 'language' | 'number'>[],
): RecordMetadata {
  const issued = release.corrigenda.filter(({ ending }) => ending?.kind === 'issued')
  return {
    identifier: [release.reference, `ni:///sha-256;${release.version.contentHash}`],
    title: release.title,
    description: release.partyFormula,
    creator: release.supporters,
    language: release.draftingLanguage,
    accessRights: release.marking,
    dateSubmitted: openedAt,
    dateAccepted: closedAt,
    issued: release.releasedAt,
    isPartOf: release.positionId,
    isReplacedBy: release.supersededBy,
    hasFormat: [paths.canonical, paths.plain, paths.html, paths.pdf],
    hasVersion: translations.map((one) => translationFolderOf(one) + translationFiles.text).sort(),
    isReferencedBy: issued.map(({ id }) => id),
  }
}
