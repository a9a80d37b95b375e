import type { Position, Release, Version } from '@samsyn/domain'
import type { DocJson } from '@samsyn/editor'
import type { MissingText, Storage, Tables } from '@samsyn/storage'
import type { Logger } from 'pino'
import { analysisVersion } from './analysis.ts'
import { textToIndex } from './text-to-index.ts'

type Stored = Pick<Storage, 'tables' | 'transaction'>
type Frozen = Pick<Version, 'number' | 'canonicalText' | 'frozenAt'>

/** Puts a version into the index, where nobody can change it meanwhile. */
export async function indexVersion(
  { search }: Pick<Tables, 'search'>,
  { id: positionId, title, draftingLanguage }: Pick<Position, 'id' | 'title' | 'draftingLanguage'>,
  { number, canonicalText, frozenAt }: Frozen,
): Promise<void> {
  const about = {
    positionId,
    kind: 'version',
    number,
    releaseId: null,
    title,
    at: frozenAt,
    place: null,
    reference: null,
  } as const
  await search.put(textToIndex(docOf(canonicalText), draftingLanguage, about))
}

/** Puts a final text into the index, where nobody can change it meanwhile; its version is stored. */
export async function indexRelease(
  { search, versions }: Pick<Tables, 'search' | 'versions'>,
  release: Release,
): Promise<void> {
  const { id: releaseId, positionId, version, title, reference, releasedAt } = release
  const frozen = await versions.byNumber(positionId, version.number)
  if (!frozen) throw new Error(`Release ${releaseId} has lost its version`)
  const about = {
    positionId,
    kind: 'release',
    number: version.number,
    releaseId,
    title,
    at: releasedAt,
  } as const
  await search.put(
    textToIndex(docOf(frozen.canonicalText), release.draftingLanguage, { ...about, reference, place: null }),
  )
}

const textsAtATime = 25

/** Puts every version and final text into the index that it lacks, or has by another analysis, and tells how many that were. */
export async function addMissing(
  storage: Stored,
  {
    logger,
    failed = new Set(),
    isStopped = () => false,
  }: {
    readonly logger: Pick<Logger, 'error'>
    /** Those that could not be put there: they are passed over, and keep no other out. */
    readonly failed?: Set<string>
    readonly isStopped?: () => boolean
  },
): Promise<number> {
  for (let added = 0; ; ) {
    const lacking = await storage.tables.search.missing(analysisVersion, textsAtATime + failed.size)
    const missing = lacking.filter((text) => !failed.has(nameOf(text)))
    if (missing.length === 0) return added
    for (const text of missing) {
      if (isStopped()) return added
      if (await addText(storage, text, logger)) added += 1
      else failed.add(nameOf(text))
      // Everybody else has their turn between two texts.
      await new Promise(setImmediate)
    }
  }
}

/**
 * Puts one version or final text into the index as it is stored now, and tells whether it could: a text is there whether it can be found
 * or not.
 */
export async function addText(
  { transaction }: Pick<Storage, 'transaction'>,
  { positionId, number, releaseId }: MissingText,
  logger: Pick<Logger, 'error'>,
): Promise<boolean> {
  try {
    await transaction(async (inside) => {
      const position = await inside.positions.byId(positionId)
      if (!position) return
      if (releaseId === null) {
        const version = await inside.versions.byNumber(positionId, number)
        if (version) await indexVersion(inside, position, version)
        return
      }
      const release = await inside.releases.byId(releaseId)
      if (release) await indexRelease(inside, release)
    })
    return true
  } catch (error) {
    logger.error({ err: error, positionId, number, releaseId }, 'a text could not be put into the index')
    return false
  }
}

function nameOf({ positionId, number, releaseId }: MissingText): string {
  return JSON.stringify([positionId, number, releaseId])
}

/** The stored text is what was hashed. */
function docOf(canonicalText: string): DocJson {
  return JSON.parse(canonicalText) as DocJson
}
