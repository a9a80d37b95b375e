import { type ReportOutcome, reportOutcomes } from '@samsyn/domain'
import { useId } from 'react'
import { useT } from '../../i18n/i18n.ts'
import styles from './ReportForm.module.css'

/** What became of a text, as taps for a thumb. Nothing is chosen beforehand. */
export function OutcomeField({
  outcome,
  onChange,
  isMissing,
}: {
  readonly outcome: ReportOutcome | null
  readonly onChange: (outcome: ReportOutcome) => void
  /** Whether it was tried without. */
  readonly isMissing: boolean
}) {
  const t = useT('report')
  const tDomain = useT('domain')
  const id = useId()
  return (
    <fieldset
      className={styles.outcomes}
      aria-describedby={isMissing ? `${id}-missing` : undefined}
      data-report-outcome
    >
      <legend>{t('outcome.legend')}</legend>
      {reportOutcomes.map((each) => (
        <label key={each} className={styles.choice} data-outcome={each}>
          <input
            type="radio"
            name={`${id}-outcome`}
            checked={outcome === each}
            onChange={() => onChange(each)}
          />
          <span>{tDomain(`reportOutcome.${each}`)}</span>
        </label>
      ))}
      {isMissing && (
        <p id={`${id}-missing`} className={styles.error} role="alert">
          {t('outcome.missing')}
        </p>
      )}
    </fieldset>
  )
}
