import type { MeetingFolder } from '@samsyn/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { folderEntryTarget } from '../folder/folder-paths.ts'
import { useIsOwnDrawing } from '../reading/drawn-context.ts'
import { PlaceLink } from '../reading/PlaceLink.tsx'
import { changesSince, type FolderChange, seenNow, type TextChange, withBeside } from './folder-changes.ts'
import { seenKey } from './hydrate.ts'
import type { Seen } from './keeping-rules.ts'
import { noteSeen } from './kept-store.ts'

/** Says above everything what became of the texts since they were on this screen last: a moment ago, or before the connection was lost. */
export function FolderChanges({ folder }: { readonly folder: MeetingFolder }) {
  const t = useT('folder')
  const client = useQueryClient()
  const [seen, setSeen] = useState<Seen>(() =>
    withBeside(client.getQueryData<Seen>(seenKey(folder.id)) ?? seenNow(folder), folder),
  )
  // So that it is remembered from text to text, and where the folder is kept also after that.
  useEffect(() => {
    client.setQueryData(seenKey(folder.id), seen)
    void noteSeen(folder.id, seen)
  }, [client, folder.id, seen])
  const isOwnDrawing = useIsOwnDrawing()
  const changes = isOwnDrawing ? changesSince(seen, folder) : []
  const dismiss = () => {
    const now = seenNow(folder)
    // Remembered first: whoever leaves at once has seen it all the same.
    void noteSeen(folder.id, now).finally(() => setSeen(now))
  }
  return (
    <div role="alert" className="reading-changes">
      {changes.length > 0 && (
        <div className="folder-changes">
          <strong>{t('changed.title')}</strong>
          <ul>
            {changes.map((change) => (
              <li key={`${change.entry.positionId} ${change.kind}`}>
                <ChangeLine meetingId={folder.id} change={change} />
              </li>
            ))}
          </ul>
          <button type="button" onClick={dismiss}>
            {t('changed.dismiss')}
          </button>
        </div>
      )}
    </div>
  )
}

/** The words for what came to a final text. */
export function useTextChangeWords(): (
  kind: TextChange,
  release: FolderChange['entry']['release'],
) => string {
  const t = useT('folder')
  return (kind, release) =>
    t(`changed.${kind}`, {
      number: release?.corrigenda.at(-1)?.number ?? 0,
      reference: release?.reference ?? '',
    })
}

function ChangeLine({
  meetingId,
  change: { entry, kind },
}: {
  readonly meetingId: string
  readonly change: FolderChange
}) {
  const t = useT('folder')
  const tReading = useT('reading')
  const textChange = useTextChangeWords()
  const { release, title, positionId, draftingLanguage } = entry
  const what =
    kind === 'released' || kind === 'replaced'
      ? t(`changed.${kind}`, { reference: release?.reference ?? '' })
      : kind === 'corrected' || kind === 'lifted' || kind === 'translated'
        ? textChange(kind, release)
        : kind === 'locked'
          ? t('state.locked')
          : tReading(`state.${kind}`)
  return (
    <>
      {release ? (
        <PlaceLink href={folderEntryTarget(meetingId, positionId)} lang={draftingLanguage}>
          {title}
        </PlaceLink>
      ) : (
        <span lang={draftingLanguage}>{title}</span>
      )}
      : {what}
    </>
  )
}
