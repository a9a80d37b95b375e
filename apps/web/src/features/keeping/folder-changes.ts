import type { MeetingFolder, ReleaseDetail } from '@samsyn/protocol'
import { type EntryState, entriesOf, entryState, type FolderEntry } from '../folder/folder-entries.ts'
import type { Seen, SeenBeside } from './keeping-rules.ts'

/** What there is to see of a folder now. */
export function seenNow(folder: MeetingFolder): Seen {
  return Object.fromEntries(
    entriesOf(folder).map(({ entry }) => [
      entry.positionId,
      {
        releaseId: entry.release?.id ?? null,
        state: entryState(entry),
        ...(entry.release ? { beside: seenBeside(entry.release) } : {}),
      },
    ]),
  )
}

/** What there is to read with a final text now. */
export function seenBeside({ corrigenda, reservations, translations }: ReleaseDetail): SeenBeside {
  return {
    corrigenda: corrigenda.length,
    lifted: reservations.filter(({ lifted }) => lifted !== null).length,
    translations: Object.fromEntries(
      translations.map(({ language, contentHash }) => [language, contentHash]),
    ),
  }
}

/** What pages of before did not note is taken as seen as it is now. */
export function withBeside(seen: Seen, folder: MeetingFolder): Seen {
  const now = seenNow(folder)
  return Object.fromEntries(
    Object.entries(seen).map(([positionId, entry]) => {
      const is = now[positionId]
      const isNoted = entry.beside || !is?.beside || is.releaseId !== entry.releaseId
      return [positionId, isNoted ? entry : { ...entry, beside: is.beside }]
    }),
  )
}

/** What came to a text that stays in force. */
export type TextChange = 'corrected' | 'lifted' | 'translated'

/** What became of a position since somebody saw the folder last. */
export interface FolderChange {
  readonly entry: FolderEntry
  readonly kind: 'released' | 'replaced' | TextChange | Exclude<EntryState, 'final' | 'none'>
}

/** What of a folder is otherwise than somebody saw it, where that matters to whoever reads from it. */
export function changesSince(seen: Seen, folder: MeetingFolder): readonly FolderChange[] {
  return entriesOf(folder).flatMap(({ entry }): readonly FolderChange[] => {
    const before = seen[entry.positionId]
    const state = entryState(entry)
    const { release } = entry
    const releaseId = release?.id ?? null
    if (before?.releaseId === releaseId && before.state === state)
      return release && state === 'final'
        ? textChangesSince(before.beside, release).map((kind) => ({ entry, kind }))
        : []
    if (state === 'none') return []
    if (state !== 'final') return before?.state === state ? [] : [{ entry, kind: state }]
    return [{ entry, kind: before?.releaseId && before.releaseId !== releaseId ? 'replaced' : 'released' }]
  })
}

/** What came to a final text since it was seen, as far as that is known. */
export function textChangesSince(
  seen: SeenBeside | undefined,
  release: ReleaseDetail,
): readonly TextChange[] {
  if (!seen) return []
  const now = seenBeside(release)
  // In the language in which it is read: a translation into another one changes nothing here.
  const language = release.translation?.language
  return [
    ...(now.corrigenda > seen.corrigenda ? (['corrected'] as const) : []),
    ...(now.lifted > seen.lifted ? (['lifted'] as const) : []),
    ...(language && now.translations[language] !== seen.translations[language]
      ? (['translated'] as const)
      : []),
  ]
}
