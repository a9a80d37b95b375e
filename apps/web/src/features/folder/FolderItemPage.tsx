import type { MeetingFolder } from '@samsyn/protocol'
import { useQuery } from '@tanstack/react-query'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { PlaceLink } from '../reading/PlaceLink.tsx'
import { ReleaseView } from '../reading/ReleaseView.tsx'
import { positionQuery } from '../reading/reading-api.ts'
import { ReportPlace, useReportAddress } from '../report/ReportPlace.tsx'
import { EarlierOnDossier } from './EarlierOnDossier.tsx'
import { EntryContacts } from './EntryContacts.tsx'
import { EntryTag } from './EntryTag.tsx'
import { FolderSteps } from './FolderSteps.tsx'
import { entriesOf, entryState, neighboursOf } from './folder-entries.ts'
import { folderEntryTarget, folderTarget } from './folder-paths.ts'
import { useItemKeys } from './use-item-keys.ts'
import { useSwipe } from './use-swipe.ts'

interface Props {
  readonly folder: MeetingFolder
  readonly positionId: string
  readonly updatedAt: string
  /** What paper must say where the server was not asked just now. */
  readonly unchecked: string | null
}

/** One text of a folder, with the way to the one before and the one after it: by swipe, keys and links. */
export function FolderItemPage({ folder, positionId, updatedAt, unchecked }: Props) {
  const t = useT('folder')
  const tReading = useT('reading')
  const time = useTime()
  const { previous, next } = neighboursOf(folder, positionId)
  const steps = { meetingId: folder.id, previous, next }
  const home = folderEntryTarget(folder.id, positionId)
  const [isReporting, openReport] = useReportAddress(home)
  // Whoever writes does not mean to go to another text.
  const waysOn = isReporting ? { ...steps, previous: null, next: null } : steps
  useItemKeys(waysOn)
  useSwipe(waysOn)
  const found = entriesOf(folder).find(({ entry }) => entry.positionId === positionId)
  return (
    <div className="folder-item">
      <nav className="folder-way" aria-label={t('title')}>
        <PlaceLink href={folderTarget(folder.id)}>{folder.title}</PlaceLink>
        {found && <span>{tReading('item', { number: found.item.number })}</span>}
        <span>{t('updated', { at: time.stamp(updatedAt) })}</span>
      </nav>
      {found?.entry.release ? (
        <ReadEntry
          entry={found.entry}
          release={found.entry.release}
          home={home}
          isReporting={isReporting}
          onReport={openReport}
          unchecked={unchecked}
        />
      ) : (
        <NothingToRead title={found?.entry.title ?? null} state={found ? entryState(found.entry) : null} />
      )}
      {found && !isReporting && <EntryContacts entry={found.entry} />}
      {found && !isReporting && <EarlierOnDossier item={found.item} />}
      {!isReporting && <FolderSteps {...steps} />}
    </div>
  )
}

function ReadEntry({
  entry,
  release,
  home,
  isReporting,
  onReport,
  unchecked,
}: {
  readonly entry: Parameters<typeof entryState>[0]
  readonly release: NonNullable<Parameters<typeof entryState>[0]['release']>
  readonly home: string
  readonly isReporting: boolean
  readonly onReport: (isOpen: boolean) => void
  readonly unchecked: string | null
}) {
  // Only for what one may do here; the folder knows all that is read.
  const position = useQuery(positionQuery(entry.positionId))
  const state = entryState(entry)
  if (state === 'none' || state === 'locked') return null
  return (
    <>
      {!isReporting && (
        <ReleaseView release={release} state={state} position={position.data} unchecked={unchecked} />
      )}
      <ReportPlace
        release={release}
        position={position.data}
        home={home}
        isOpen={isReporting}
        onOpen={onReport}
      />
    </>
  )
}

function NothingToRead({
  title,
  state,
}: {
  readonly title: string | null
  readonly state: ReturnType<typeof entryState> | null
}) {
  const t = useT('reading')
  const tErrors = useT('errors')
  const shown = title ?? t('missing.title')
  const heading = usePageTitle(shown)
  return (
    <div className="reading-waiting">
      {state && <EntryTag state={state} />}
      <h1 ref={heading} tabIndex={-1}>
        {shown}
      </h1>
      <p className="reading-not-final" role="status">
        {state === 'none' ? (
          <>
            <strong>{t('waiting.title')}</strong> {t('waiting.text')}
          </>
        ) : state === 'locked' ? (
          tErrors('spill_locked')
        ) : (
          t('missing.text')
        )}
      </p>
    </div>
  )
}
