import type { Position, Release, Version } from '@samsyn/domain'
import type { DocJson } from '@samsyn/editor'
import type { Storage, Tables } from '@samsyn/storage'
import { analysisVersion } from './analysis.ts'
import { textToIndex } from './text-to-index.ts'

type Frozen = Pick<Version, 'number' | 'canonicalText' | 'frozenAt'>

/** Puts a version into the index; in the transaction that stores it. */
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

/** Puts a final text into the index; in the transaction that stores it, after its version. */
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
  storage: Pick<Storage, 'tables' | 'transaction'>,
  { isStopped = () => false }: { readonly isStopped?: () => boolean } = {},
): Promise<number> {
  for (let added = 0; ; ) {
    const missing = await storage.tables.search.missing(analysisVersion, textsAtATime)
    if (missing.length === 0) return added
    for (const { positionId, number, releaseId } of missing) {
      if (isStopped()) return added
      await storage.transaction(async (inside) => {
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
      added += 1
      // Everybody else has their turn between two texts.
      await new Promise(setImmediate)
    }
  }
}

/** The stored text is what was hashed. */
function docOf(canonicalText: string): DocJson {
  return JSON.parse(canonicalText) as DocJson
}
