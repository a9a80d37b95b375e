import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { MarkingLine } from '../../ui/MarkingLine.tsx'
import { PostponementLine } from '../../ui/PostponementLine.tsx'
import { WithCorrigenda } from '../../ui/WithCorrigenda.tsx'
import { PlaceLink } from '../reading/PlaceLink.tsx'
import { EntryTag } from './EntryTag.tsx'
import { entryState, type FolderEntry } from './folder-entries.ts'
import { folderEntryTarget } from './folder-paths.ts'

/** A position in the overview: whether there is a text to read from, and the way to it. */
export function FolderRow({ meetingId, entry }: { readonly meetingId: string; readonly entry: FolderEntry }) {
  const t = useT('reading')
  const time = useTime()
  const { release, title, draftingLanguage, positionId } = entry
  return (
    <div className="folder-row" data-state={entryState(entry)}>
      <EntryTag state={entryState(entry)} />
      {release ? (
        <PlaceLink href={folderEntryTarget(meetingId, positionId)} lang={draftingLanguage}>
          {title}
        </PlaceLink>
      ) : (
        <span lang={draftingLanguage}>{title}</span>
      )}
      <PostponementLine postponement={release?.postponement ?? null} className="folder-postponed" />
      <span className="folder-facts">
        {release && (
          <>
            <span>{t('version', { number: release.version.number })}</span>
            <span>{release.reference}</span>
            <WithCorrigenda count={release.corrigenda.length} />
            <time dateTime={release.releasedAt}>{time.stamp(release.releasedAt)}</time>
          </>
        )}
        <MarkingLine text={entry} />
      </span>
    </div>
  )
}
