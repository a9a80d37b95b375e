import type { ReportOutcome } from '@samsyn/domain'
import { useT } from '../../i18n/i18n.ts'
import styles from './Reports.module.css'

/** What became of a text, in words and with a mark of its own. */
export function OutcomeTag({ outcome }: { readonly outcome: ReportOutcome }) {
  const tDomain = useT('domain')
  return (
    <span className={styles.outcome} data-outcome={outcome}>
      {tDomain(`reportOutcome.${outcome}`)}
    </span>
  )
}
