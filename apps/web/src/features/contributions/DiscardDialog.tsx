import { useT } from '../../i18n/i18n.ts'
import type { Pages } from '../own-pages/use-own-pages.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { type PreparedSet, useContributionDeed } from './use-contribution-sets.ts'

interface Props {
  readonly at: Pages
  /** As it was seen when the dialog was opened: nothing else is discarded. */
  readonly seen: PreparedSet
  /** As it is by now; shown once what was seen could not be discarded. */
  readonly now: PreparedSet | null
  readonly onClose: () => void
  /** Instead of that, once it has been done. */
  readonly onDone: () => void
}

/** Asks once before a contribution that nobody else has seen is thrown away. */
export function DiscardDialog({ at, seen, now, onClose, onDone }: Props) {
  const t = useT('contributions')
  const deed = useContributionDeed(at)
  const set = (deed.isError && now) || seen
  const count = set.points.length
  return (
    <CommandDialog
      isOpen
      onClose={onClose}
      title={t('discard.title')}
      confirm={t('discard.confirm', { count })}
      tone="danger"
      error={deed.error}
      isPending={deed.isPending}
      onConfirm={() => deed.mutate({ kind: 'discard', set }, { onSuccess: onDone })}
    >
      <p>{t('discard.text', { count })}</p>
    </CommandDialog>
  )
}
