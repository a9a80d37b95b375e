import type { ReportBackDetail } from '@samsyn/protocol'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import styles from './ReportForm.module.css'
import { SaidList } from './SaidField.tsx'

/** The report of a country that counts now. */
export type StandingReport = ReportBackDetail['reports'][number]

/** What the own country has reported before, whoever wrote it, so that it is known to whoever would take its place. */
export function StandingReportBlock({
  report,
  isOpen = false,
}: {
  readonly report: StandingReport
  readonly isOpen?: boolean
}) {
  const t = useT('report')
  const tDomain = useT('domain')
  const names = useCountryNames()
  const time = useTime()
  const words = [
    [t('conclusion'), report.conclusion],
    [t('facts'), report.facts],
    [t('assessment.title'), report.assessment?.text ?? ''],
  ] as const
  return (
    <details className={styles.part} open={isOpen} data-standing-report={report.id}>
      <summary>
        {t('standing', { country: names.name(report.country), at: time.stamp(report.at) })}
        <small>{tDomain(`reportOutcome.${report.outcome}`)}</small>
      </summary>
      {report.said.length > 0 && <SaidList said={report.said} />}
      <dl className={styles.told}>
        {words.map(
          ([title, text]) =>
            text !== '' && (
              <div key={title}>
                <dt>{title}</dt>
                <dd>{text}</dd>
              </div>
            ),
        )}
      </dl>
    </details>
  )
}
