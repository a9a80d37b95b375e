import type { CountryCode } from '@samsyn/domain'
import type { ReportBackDetail } from '@samsyn/protocol'
import { useErrorText } from '../../app/use-error-text.ts'
import { useCountryNames } from '../../i18n/countries.ts'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { OutcomeTag } from './OutcomeTag.tsx'
import { Words } from './ReportCard.tsx'
import styles from './Reports.module.css'
import { SaidList } from './SaidField.tsx'
import { useReportCommand } from './use-report-back.ts'

/** What the secretariat made of the reports, and which leads have seen it. */
export function ConsolidationCard({
  back,
  positionId,
  parties,
}: {
  readonly back: ReportBackDetail
  readonly positionId: string
  readonly parties: readonly CountryCode[]
}) {
  const t = useT('report')
  const names = useCountryNames()
  const time = useTime()
  const errorText = useErrorText()
  const note = useReportCommand('noteReport', positionId)
  const { consolidation, may, stage } = back
  if (!consolidation) return null
  const noted = consolidation.notes.map(({ country }) => country)
  const waiting = parties.filter((party) => !noted.includes(party))
  return (
    <section className={styles.consolidation} aria-labelledby="outcome">
      <header className={styles.reportHead}>
        <h2 id="outcome">{t('consolidation.title')}</h2>
        <OutcomeTag outcome={consolidation.outcome} />
        <time dateTime={consolidation.at}>{time.stamp(consolidation.at)}</time>
      </header>
      {stage === 'submitted' && (
        <p role="status" className={styles.behind}>
          {t('consolidation.behind')}
        </p>
      )}
      <Words title={t('conclusion')} text={consolidation.conclusion} />
      <Words title={t('consolidation.dividingLine')} text={consolidation.dividingLine} />
      <Words title={t('consolidation.nextStep')} text={consolidation.nextStep} />
      {consolidation.said.length > 0 && <SaidList said={consolidation.said} />}
      {stage !== 'submitted' && (
        <dl className={styles.notes}>
          {noted.length > 0 && (
            <div>
              <dt>{t('consolidation.notedBy')}</dt>
              <dd>{names.list(noted)}</dd>
            </div>
          )}
          {waiting.length > 0 && (
            <div>
              <dt>{t('consolidation.waitsFor')}</dt>
              <dd>{names.list(waiting)}</dd>
            </div>
          )}
        </dl>
      )}
      {may.note !== null && (
        <div className={styles.buttons}>
          <button
            type="button"
            className="ds-button"
            aria-busy={note.isPending}
            onClick={() => !note.isPending && note.mutate({ consolidationId: consolidation.id })}
          >
            {t('consolidation.note', { country: names.name(may.note) })}
          </button>
        </div>
      )}
      <p role="status" className={styles.done}>
        {note.isSuccess && may.note === null && t('consolidation.done')}
      </p>
      {note.error && (
        <p role="alert" className={styles.error}>
          {errorText(note.error)}
        </p>
      )}
    </section>
  )
}
