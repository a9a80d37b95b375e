import { isPending } from '@samsyn/domain'
import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import type { Pages } from '../own-pages/use-own-pages.ts'
import { CommandDialog } from '../position/CommandDialog.tsx'
import { useProposalList } from '../proposals/use-proposals.ts'
import styles from './Contributions.module.css'
import { type SentSet, useContributionDeed } from './use-contribution-sets.ts'

/** What became of a contribution that was sent, for its own delegation; its lead withdraws what waits. */
export function SentSummary({ at, set }: { readonly at: Pages; readonly set: SentSet }) {
  const t = useT('contributions')
  const time = useTime()
  const deed = useContributionDeed(at)
  const [isAsked, setAsked] = useState(false)
  const { data, error, isError, refetch } = useProposalList(at.positionId, { isEnabled: true })
  const points = data?.filter(({ contributionId }) => contributionId === set.id)
  if (!points) return isError ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingState />
  const waiting = points.filter(isPending).length
  const settled = (kind: 'taken' | 'declined' | 'withdrawn') =>
    points.filter(({ settlement }) => settlement?.kind === kind).length
  return (
    <div className={styles.sent}>
      <p>
        <b>{t('sent.title', { name: set.sender.name, at: time.stamp(set.sentAt) })}</b>
      </p>
      <p className={styles.quiet}>
        {[
          t('sent.taken', { count: settled('taken') }),
          t('sent.declined', { count: settled('declined') }),
          set.state === 'withdrawn'
            ? t('sent.withdrawn', { count: settled('withdrawn') })
            : t('sent.waiting', { count: waiting }),
        ].join(' · ')}
      </p>
      {set.may.withdraw && waiting > 0 && (
        <button
          type="button"
          className="ds-button"
          data-variant="tertiary"
          data-size="sm"
          aria-haspopup="dialog"
          onClick={() => setAsked(true)}
        >
          {t('withdraw.button')}
        </button>
      )}
      {isAsked && (
        <CommandDialog
          isOpen
          onClose={() => setAsked(false)}
          title={t('withdraw.button')}
          confirm={t('withdraw.confirm', { count: waiting })}
          tone="danger"
          error={deed.error}
          isPending={deed.isPending}
          onConfirm={() => deed.mutate({ kind: 'withdraw', set }, { onSuccess: () => setAsked(false) })}
        >
          <p>{t('withdraw.text', { count: waiting })}</p>
        </CommandDialog>
      )}
    </div>
  )
}
