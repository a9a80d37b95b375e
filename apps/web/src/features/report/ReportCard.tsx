import type { ReportBackDetail } from '@samsyn/protocol'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { ReferenceText } from '../../ui/ReferenceText.tsx'
import { OutcomeTag } from './OutcomeTag.tsx'
import styles from './Reports.module.css'
import { SaidList } from './SaidField.tsx'

type Report = ReportBackDetail['reports'][number]

/** What one delegation reported: facts, and apart from them what it makes of them, where that is the reader's to see. */
export function ReportCard({
  report,
  isChathamHouse,
}: {
  readonly report: Report
  readonly isChathamHouse: boolean
}) {
  const t = useT('report')
  const tDomain = useT('domain')
  const names = useCountryNames()
  const time = useTime()
  return (
    <article
      className={styles.report}
      data-counts={report.counts}
      aria-label={t('page.reportOf', { country: names.name(report.country) })}
    >
      <header className={styles.reportHead}>
        <CountryBadge country={report.country} show="name" />
        <OutcomeTag outcome={report.outcome} />
        <time dateTime={report.at}>{time.stamp(report.at)}</time>
        {!report.counts && <span className={styles.quiet}>{t('page.earlier')}</span>}
      </header>
      <Words title={t('conclusion')} text={report.conclusion} />
      <Words title={t('facts')} text={report.facts} />
      {!isChathamHouse && report.said.length > 0 && <SaidList said={report.said} />}
      {report.sections.length > 0 && (
        <details className={styles.fold}>
          <summary>{t('page.sections')}</summary>
          <dl className={styles.sections}>
            {report.sections.map(({ sectionId, title, outcome }) => (
              <div key={sectionId}>
                <dt lang={report.draftingLanguage}>{title}</dt>
                <dd>{tDomain(`reportOutcome.${outcome}`)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {report.evidence.length > 0 && (
        <div>
          <h4>{t('evidence.title')}</h4>
          <ul className={styles.plain}>
            {report.evidence.map(({ document, article }) => (
              <li key={`${document} ${article}`}>
                <ReferenceText text={document} />
                {article !== '' && ` · ${t('evidence.article')} ${article}`}
              </li>
            ))}
          </ul>
        </div>
      )}
      {report.assessment && report.assessment.text !== '' && (
        <section className={styles.assessment} aria-label={t('assessment.title')}>
          <h4>{t('assessment.title')}</h4>
          <p className={styles.text}>{report.assessment.text}</p>
          <p className={styles.quiet}>
            {t(report.assessment.isShared ? 'assessment.shared' : 'assessment.own')}
          </p>
        </section>
      )}
    </article>
  )
}

/** A heading with words under it; nothing where there are none. */
export function Words({ title, text }: { readonly title: string; readonly text: string }) {
  if (text === '') return null
  return (
    <div>
      <h4>{title}</h4>
      <p className={styles.text}>{text}</p>
    </div>
  )
}
