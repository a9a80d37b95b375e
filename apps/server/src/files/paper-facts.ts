import type { Language, Position, Release, Version } from '@samsyn/domain'
import { fileWords, type PaperFacts } from '@samsyn/export'
import {
  type About,
  type AboutRelease,
  markingOf,
  printedCorrigenda,
  printedReservations,
  releaseNotices,
  type Titled,
  type TranslationFacts,
  timeIn,
} from './file-facts.ts'

/** Whether the workspace is a sample, and the address of the text's page. */
interface OnPaper extends About {
  readonly address: string
}

/** What is said on the pages of a frozen version. */
export function versionPaper(
  position: Titled,
  version: Pick<Version, 'number' | 'contentHash' | 'frozenAt' | 'name'>,
  { isSample, address }: OnPaper,
): PaperFacts {
  const { title, draftingLanguage: language } = position
  return {
    title,
    language,
    marking: markingOf(position, language),
    sampleMark: isSample ? fileWords[language].sample : null,
    state: { kind: 'frozen', name: version.name },
    version: version.number,
    contentHash: version.contentHash,
    instant: version.frozenAt,
    at: timeIn(version.frozenAt, language),
    address,
  }
}

/** What is said on the pages of a final text, with whom its position is releasable to now. */
export function releasePaper(
  release: Release,
  { releasableTo, instrument, life }: Pick<Position, 'releasableTo' | 'instrument' | 'life'>,
  { isSample, successor, address }: OnPaper & AboutRelease,
): PaperFacts {
  const { title, draftingLanguage: language, version } = release
  const words = fileWords[language]
  return {
    title,
    language,
    marking: markingOf({ marking: release.marking, releasableTo, instrument }, language),
    sampleMark: isSample ? words.sample : null,
    state: { kind: 'final', ...agreedIn(release, { life, successor, language }) },
    version: version.number,
    contentHash: version.contentHash,
    instant: release.releasedAt,
    at: timeIn(release.releasedAt, language),
    address,
  }
}

/** What is said on the pages of a working translation: that it is one, its own hash and that of its text, and what became of that. */
export function translationPaper(
  translation: TranslationFacts,
  release: Release,
  position: Pick<Position, 'releasableTo' | 'instrument' | 'life'>,
  about: OnPaper & AboutRelease,
): PaperFacts {
  const { language, title, translates, contentHash, issuedAt } = translation
  const { life } = position
  return {
    ...releasePaper(release, position, about),
    title,
    language,
    marking: markingOf({ ...position, marking: release.marking }, language),
    sampleMark: about.isSample ? fileWords[language].sample : null,
    state: {
      kind: 'translation',
      authentic: release.draftingLanguage,
      translates,
      ...agreedIn(release, { life, successor: about.successor, language }),
      reservations: { ...printedReservations(release), isQuoted: false },
    },
    contentHash,
    instant: issuedAt,
    at: timeIn(issuedAt, language),
  }
}

/** Who stands behind a final text, on what terms, and what must be known of it before all else, that in the language of the pages. */
function agreedIn(
  release: Release,
  {
    life,
    successor,
    language,
  }: Pick<Position, 'life'> & Pick<AboutRelease, 'successor'> & { readonly language: Language },
) {
  return {
    reference: release.reference,
    partyFormula: release.partyFormula,
    reservations: printedReservations(release),
    notices: releaseNotices(release, { life, successor, language }),
    corrigenda: printedCorrigenda(release, language),
  }
}
