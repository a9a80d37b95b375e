import type { PositionDetail } from '@samsyn/protocol'
import { useMemo, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { shortHash } from '../version/fingerprint.ts'
import { Changes } from './Changes.tsx'
import styles from './Compare.module.css'
import { CountedChanges } from './CountedChanges.tsx'
import type { ComparisonQuestion } from './comparing.ts'
import type { Side } from './side.ts'
import { useComparison } from './use-comparison.ts'
import { useSideName } from './use-side-name.ts'
import { type SideText, useSideText } from './use-side-text.ts'

interface Props {
  readonly position: PositionDetail
  readonly sides: readonly [Side, Side]
}

/** Fetches the two texts and shows what lies between them. */
export function ComparedSides({ position, sides }: Props) {
  const [from, to] = [useSideText(position.id, sides[0]), useSideText(position.id, sides[1])]
  const failed = [from, to].find((state) => state.kind === 'failed')
  if (failed?.kind === 'failed') return <ErrorState error={failed.error} onRetry={failed.retry} />
  if (from.kind !== 'ready' || to.kind !== 'ready') return <LoadingState />
  const refresh = sides[1].kind === 'now' ? to.refresh : null
  return <Between position={position} sides={sides} texts={[from.text, to.text]} onRefresh={refresh} />
}

function Between({
  position,
  sides,
  texts: [before, after],
  onRefresh,
}: Props & {
  readonly texts: readonly [SideText, SideText]
  /** Fetches the draft anew; null where neither text is the draft now. */
  readonly onRefresh: (() => void) | null
}) {
  const t = useT('compare')
  const time = useTime()
  const nameOf = useSideName(position)
  const [attempt, setAttempt] = useState(0)
  // The documents keep their identity while the server says the same.
  const question = useMemo(
    (): ComparisonQuestion & { readonly attempt: number } => ({
      before: before.doc,
      after: after.doc,
      hashes: [before.contentHash, after.contentHash],
      language: position.draftingLanguage,
      attempt,
    }),
    [before.doc, after.doc, before.contentHash, after.contentHash, position.draftingLanguage, attempt],
  )
  const comparing = useComparison(question)
  const facts = (
    <ul className={styles.facts}>
      {sides.map((side, index) => (
        <li key={index === 0 ? 'from' : 'to'}>
          <strong>{nameOf(side)}</strong>
          <span>{time.full((index === 0 ? before : after).at)}</span>
          <code>{t('side.hash', { hash: shortHash((index === 0 ? before : after).contentHash) })}</code>
        </li>
      ))}
    </ul>
  )
  return (
    <>
      {onRefresh && (
        <p className={`${styles.asOf} ${styles.screen}`}>
          {t('asOf', { at: time.full(after.at) })}{' '}
          <button type="button" className="ds-link" onClick={onRefresh}>
            {t('refresh')}
          </button>
        </p>
      )}
      {'areGenuine' in comparing && !comparing.areGenuine && (
        <p className={styles.alarm} role="alert">
          {t('notGenuine')}
        </p>
      )}
      {comparing.kind === 'failed' ? (
        <p className={styles.notice} role="alert">
          {t('failed')}{' '}
          <button type="button" className="ds-link" onClick={() => setAttempt(attempt + 1)}>
            {t('retry')}
          </button>
        </p>
      ) : comparing.kind === 'compared' ? (
        <Changes
          position={position}
          sides={sides}
          instants={[before.at, sides[1].kind === 'now' ? null : after.at]}
          comparison={comparing.comparison}
          facts={facts}
        />
      ) : (
        <CountedChanges position={position} sides={sides} comparing={comparing} facts={facts} />
      )}
    </>
  )
}
