import { can, type Language, type Person, type Position, type Release } from '@samsyn/domain'
import type { ReleaseDetail } from '@samsyn/protocol'
import type { Tables } from '@samsyn/storage'
import type { Directory } from './directory.ts'
import { releaseDetail } from './views/positions.ts'
import { newestTranslations } from './views/translations.ts'

/** A final text with its words, as somebody who may read it is shown it. */
export async function releaseText(
  tables: Tables,
  { release, position }: { readonly release: Release; readonly position: Position },
  {
    person,
    now,
    directory,
    language,
  }: {
    readonly person: Person
    readonly now: string
    readonly directory: Directory
    /** In which language they asked for it; null for none. */
    readonly language: Language | null
  },
): Promise<ReleaseDetail> {
  const version = await tables.versions.byNumber(position.id, release.version.number)
  const round = (await tables.rounds.byPosition(position.id)).find(({ id }) => id === release.roundId)
  if (!version || !round) throw new Error(`Release ${release.id} has lost its version or its round`)
  const successor = release.supersededBy === null ? null : await tables.releases.byId(release.supersededBy)
  const translations = newestTranslations(await tables.translations.byRelease(release.id))
  const read = [language, person.language].flatMap(
    (wanted) => translations.find((translation) => translation.language === wanted) ?? [],
  )[0]
  const translation = read ? await tables.translations.byId(read.id) : null
  const workspace = await tables.workspace.get()
  return releaseDetail(release, position, directory, {
    doc: JSON.parse(version.canonicalText) as ReleaseDetail['doc'],
    round,
    successor,
    translations,
    translation,
    hasEvidence: can(person, 'evidence.export', position, now),
    readsVersions: can(person, 'version.read', position, now),
    isSample: workspace?.isSample ?? false,
  })
}
