import { useT } from '../../i18n/i18n.ts'
import { PlaceLink } from '../reading/PlaceLink.tsx'
import type { ReadableEntry } from './folder-entries.ts'
import { folderEntryTarget } from './folder-paths.ts'

/** Where one can go from a text. */
export interface Steps {
  readonly meetingId: string
  readonly previous: ReadableEntry | null
  readonly next: ReadableEntry | null
}

/** The way to the text before and the one after, under the thumbs. */
export function FolderSteps({ meetingId, previous, next }: Steps) {
  const t = useT('folder')
  if (!previous && !next) return null
  return (
    <nav className="folder-steps" aria-label={t('steps')}>
      {previous && <Step meetingId={meetingId} to={previous} direction="previous" />}
      {next && <Step meetingId={meetingId} to={next} direction="next" />}
    </nav>
  )
}

function Step({
  meetingId,
  to: { item, entry },
  direction,
}: {
  readonly meetingId: string
  readonly to: ReadableEntry
  readonly direction: 'previous' | 'next'
}) {
  const t = useT('folder')
  return (
    <PlaceLink
      href={folderEntryTarget(meetingId, entry.positionId)}
      rel={direction === 'previous' ? 'prev' : 'next'}
      className="folder-step"
      data-direction={direction}
    >
      <span>{t(direction, { number: item.number })}</span>
      <strong lang={entry.draftingLanguage}>{entry.title}</strong>
    </PlaceLink>
  )
}
