import { MinusCircleIcon } from '@navikt/aksel-icons'
import type { PositionSummary } from '@samsyn/protocol'
import { useT } from '../i18n/i18n.ts'
import styles from './StatusTag.module.css'
import { StatusTag } from './StatusTag.tsx'

/** Where a position stands; of a final text that is suspended, that it is, and never that it is released. */
export function PositionStatus({
  position: { status, suspendedBy },
}: {
  readonly position: Pick<PositionSummary, 'status' | 'suspendedBy'>
}) {
  const t = useT('domain')
  if (suspendedBy.length === 0) return <StatusTag status={status} />
  return (
    <>
      {status !== 'released' && <StatusTag status={status} />}
      <span className={styles.tag} data-kind="refused" data-suspended>
        <MinusCircleIcon aria-hidden />
        {t('suspended')}
      </span>
    </>
  )
}
